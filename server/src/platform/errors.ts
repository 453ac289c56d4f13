/**
 * An error as a log may hold it: its kind, the system's code and the place in the program, never the message, which may quote
 * the text of a document.
 */
export function withoutMessage(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, typeof code === 'string' ? ` (${code})` : '', ...frames.slice(0, 8).map((frame) => `\n${frame}`)].join('');
}
