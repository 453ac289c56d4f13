/**
 * Texts as rows of UTF-16 code units: a loop over every character reads a typed array about twice as fast as a string. Surrogates
 * without a partner stay as they are.
 */

/** Room that is kept from call to call. It grows with the longest text: room of its own for each long one would be garbage of megabytes outside V8's heap. */
let kept = new Uint16Array(1 << 17);
/** So many NUL stand behind a text, for a look beyond its end. */
const BEHIND = 2;

/** The code units of a text, and two NUL behind them. They may be changed and are good until the next call; behind the NUL others may follow. */
export function unitsOf(text: string): Uint16Array {
  const { length } = text;
  if (length + BEHIND > kept.length) kept = new Uint16Array(roomFor(length + BEHIND));
  copyIn(text, kept);
  kept[length] = 0;
  kept[length + 1] = 0;
  return kept;
}

/** A row that is kept from text to text is at least so long. */
const LEAST_ROOM = 1 << 12;

/** How long a row should be that is kept from text to text, when one of them needs `length` of it: rows are many, and each thread has its own, so little is spare. */
export function roomFor(length: number): number {
  return Math.max(LEAST_ROOM, length + (length >> 3));
}

/** A longer row that begins with what is in `row`, with room for `length` elements or more. */
export function enlarged<T extends Uint8Array | Uint32Array>(row: T, length: number): T {
  const larger = new (row.constructor as new (length: number) => T)(roomFor(Math.max(length, row.length + (row.length >> 1))));
  larger.set(row);
  return larger;
}

/** The code units of one text after another, in memory of its own, with room on both sides for a look beyond the ends. */
export class UnitRow {
  #units = new Uint16Array(0);

  /** The code units of a text from the index `margin` on, with as many times NUL on both sides, until the next text is read. The array may be longer. */
  read(text: string, margin: number): Uint16Array {
    const size = text.length + 2 * margin;
    if (size > this.#units.length) this.#units = new Uint16Array(roomFor(size));
    copyIn(text, this.#units.subarray(margin));
    this.#units.fill(0, 0, margin);
    this.#units.fill(0, size - margin, size);
    return this.#units;
  }
}

/** The same text in memory of its own. To be kept in place of a slice, which keeps the whole text that it was cut from. */
export function ownCopy(text: string): string {
  const units = new Uint16Array(text.length);
  copyIn(text, units);
  return copyOut(units, text.length);
}

/** The text of the first `length` code units. */
export function textOf(units: Uint16Array, length: number): string {
  return copyOut(units, length);
}

/** Node's `Buffer` copies strings whole, in a fraction of the time; a web page has none. Both take units in the order of the machine, which is little-endian wherever Node runs an editor. */
const [copyIn, copyOut] = typeof Buffer === 'undefined' ? [unitByUnit, decoded] : [written, read];

function written(text: string, units: Uint16Array): void {
  Buffer.from(units.buffer, units.byteOffset, units.byteLength).write(text, 'utf16le');
}

function read(units: Uint16Array, length: number): string {
  return Buffer.from(units.buffer, units.byteOffset, 2 * length).toString('utf16le');
}

/** As `written`, without `Buffer`; exported for its test. */
export function unitByUnit(text: string, units: Uint16Array): void {
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
}

const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** As `read`, without `Buffer`; exported for its test. The decoder replaces lone surrogates: the rare text with one is put together by hand. */
export function decoded(units: Uint16Array, length: number): string {
  const text = decoder.decode(units.subarray(0, length));
  return text.includes('\ufffd') ? inChunks(units, length) : text;
}

/** String.fromCharCode takes its arguments on the stack: 8192 at a time are safe. */
const CHUNK = 8192;

function inChunks(units: Uint16Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i += CHUNK) text += String.fromCharCode(...units.subarray(i, Math.min(length, i + CHUNK)));
  return text;
}
