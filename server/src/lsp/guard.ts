import * as l10n from '@vscode/l10n';
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import type { Logger } from '../corpus/ports';

/** A refusal that the user is to read. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

/**
 * A handler that cannot take the server down: what it throws is logged and `fallback` answered; a cancelled
 * request is answered as such, before and after the work, and so is one about a text that is no more.
 */
export function guarded<P, R>(logger: Logger, feature: string, fallback: R, handler: Handler<P, R>): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    if (token.isCancellationRequested) throw cancelled();
    let answer = fallback;
    try {
      answer = await handler(params, token);
    } catch (error) {
      if (isOutdated(error)) throw error;
      logger.error(`${feature} failed`, error);
    }
    if (token.isCancellationRequested) throw cancelled();
    return answer;
  };
}

/** A handler of a request without parameters; some editors send null or an empty list with one. */
export function guardedBare<R>(logger: Logger, feature: string, fallback: R, handler: () => R | Promise<R>): (...given: unknown[]) => Promise<R> {
  const guardedHandler = guarded<undefined, R>(logger, feature, fallback, handler);
  return (...given) => guardedHandler(undefined, given.at(-1) as CancellationToken);
}

/** A command: what it throws is a response error with a message for the user. One that ends because it was cancelled, having done nothing, is answered as such. */
export function guardedCommand<P, R>(logger: Logger, name: string, handler: Handler<P, R>): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    try {
      return await handler(params, token);
    } catch (error) {
      if (isOutdated(error)) throw error;
      if (error instanceof UserError) throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
      logger.error(`${name} failed`, error);
      const { code } = error as { code?: unknown };
      // The system's own codes (ENOSPC, EACCES) tell a person more than that something failed.
      if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) throw new ResponseError(LSPErrorCodes.RequestFailed, l10n.t('The files could not be read or written: {0}', code));
      throw new ResponseError(ErrorCodes.InternalError, l10n.t('The command failed. The output of the language server says why.'));
    }
  };
}

/** A notification handler: what it throws is logged. */
export function guardedNotification<P>(logger: Logger, name: string, handler: (params: P) => void | Promise<void>): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await handler(params);
    } catch (error) {
      logger.error(`${name} failed`, error);
    }
  };
}

/** Says that the text was changed before there was an answer: the editor asks again if it still wants one. */
export function contentModified(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document was changed');
}

/** Says that nobody wants the answer any more. */
export function cancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

function isOutdated(error: unknown): boolean {
  return error instanceof ResponseError && (error.code === LSPErrorCodes.ContentModified || error.code === LSPErrorCodes.RequestCancelled);
}
