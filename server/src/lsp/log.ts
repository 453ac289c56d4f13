import type { RemoteConsole } from 'vscode-languageserver';
import type { Logger } from '../corpus/ports';
import { withoutMessage } from '../platform/errors';

/** A logger that writes to the editor's log. */
export function connectionLogger(console: RemoteConsole): Logger {
  return {
    info: (message) => console.info(message),
    warn: (message) => console.warn(message),
    error: (message, error) => console.error(error === undefined ? message : `${message}: ${withoutMessage(error)}`),
  };
}
