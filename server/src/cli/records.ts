import { isEdtf } from '../corpus/edtf';

/** A document on a line of JSON Lines. */
export interface DocumentRecord {
  readonly id: string;
  readonly text: string;
  /** In EDTF; absent where the record has none, or null. */
  readonly date?: string;
}

/** A line that holds no document. */
export interface BrokenRecord {
  /** Where at least that can be told. */
  readonly id?: string;
  /** What is wrong, for people; never with the text of the document in it. */
  readonly error: string;
}

/** Reads a line of JSON Lines: UTF-8, a byte order mark left out. Undefined when it is blank. */
export function parseRecord(bytes: Uint8Array): DocumentRecord | BrokenRecord | undefined {
  let line: string;
  try {
    line = utf8.decode(bytes);
  } catch (error) {
    return { error: (error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'the line is not UTF-8' : 'the line is longer than can be read' };
  }
  if (line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Node's message quotes what it could not read.
    return { error: 'the line is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { error: 'the line is no JSON object' };
  const { id: given, text, date } = value as Record<string, unknown>;
  const id = typeof given === 'string' || Number.isSafeInteger(given) ? String(given) : undefined;
  if (id === undefined) return { error: given === undefined || given === null ? '"id" is missing' : '"id" must be a string, or a whole number that JSON readers keep exactly' };
  if (typeof text !== 'string') return { id, error: text === undefined ? '"text" is missing' : '"text" must be a string' };
  if (date === undefined || date === null) return { id, text };
  if (typeof date !== 'string' || !isEdtf(date)) return { id, error: '"date" must be a date such as 2024-03-18' };
  return { id, text, date };
}

// Fatal: a record with a character that nobody wrote would be tagged in the wrong places.
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Whether a line is meant to be a document: a JSON object with a string "text". */
export function looksLikeRecord(line: Uint8Array): boolean {
  try {
    const value = JSON.parse(utf8.decode(line)) as { text?: unknown } | null;
    return typeof value?.text === 'string';
  } catch {
    return false;
  }
}
