import type { RemoteConsole } from 'vscode-languageserver';
import type { Logger } from '../corpus/ports';

/**
 * A logger that writes to the editor's log. Of an error it writes the kind, the system's code and the place in the
 * program, never the message: a message may quote the text of a document.
 */
export function connectionLogger(console: RemoteConsole): Logger {
  return {
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message, error) => console.error(error === undefined ? message : `${message}: ${describe(error)}`),
  };
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, typeof code === 'string' ? ` (${code})` : '', ...frames.slice(0, 8).map((frame) => `\n${frame}`)].join('');
}
