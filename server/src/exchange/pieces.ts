/** Characters gathered before they are handed on: a file is not to be asked to take each row. */
const CHUNK = 1 << 16;

/** The text of an export in UTF-8, in larger pieces; what the export gives at its end stays. */
export function* encoded(pieces: Generator<string, number>): Generator<Uint8Array, number, void> {
  let text = '';
  let next = pieces.next();
  for (; !next.done; next = pieces.next()) {
    text += next.value;
    if (text.length < CHUNK) continue;
    yield utf8.encode(text);
    text = '';
  }
  if (text !== '') yield utf8.encode(text);
  return next.value;
}

const utf8 = new TextEncoder();

/**
 * The bytes of an export as they are asked for, other work let in after each piece; empty pieces are there for that alone.
 *
 * @param pause lets other work in
 * @param done told the number of records, at the end
 */
export async function* unhurried(pieces: Generator<Uint8Array, number>, pause: () => Promise<void>, done?: (records: number) => void): AsyncGenerator<Uint8Array, void> {
  let next = pieces.next();
  for (; !next.done; next = pieces.next()) {
    if (next.value.length > 0) yield next.value;
    await pause();
  }
  done?.(next.value);
}
