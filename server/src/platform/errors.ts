/**
 * An error as a log may hold it: its kind, the system's code and the place in the program, never the message, which may quote
 * the text of a document.
 */
export function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = codeOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, code === undefined ? '' : ` (${code})`, ...frames.slice(0, 8).map((frame) => `\n${frame}`)].join('');
}

/** The system's code of an error: `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** An error in one word, without its message: the system's code, else its kind. */
export function kindOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.name : typeof error);
}

/** Does something with a file, and gives `undefined` where there is none. */
export async function absentAsUndefined<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    // An address of another kind (standard input has one) names no file of this machine.
    if (['ENOENT', 'ENOTDIR', 'ERR_INVALID_URL_SCHEME'].includes(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}
