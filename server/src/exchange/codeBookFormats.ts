import type { CodeBookFormat } from './codeBookFormat';
import { qdc } from './qdc';

/** Every format in which code books are exchanged: a file beside this one, and a line here. */
export const CODE_BOOK_FORMATS: readonly CodeBookFormat[] = [qdc];

export function codeBookFormat(name: string): CodeBookFormat | undefined {
  return CODE_BOOK_FORMATS.find((format) => format.name === name);
}
