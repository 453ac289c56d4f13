import type { ByteReader } from './bytes';

/**
 * Values by the packed bytes that stand for them: what is packed in many documents (the id of a person, a name) becomes one object, made when
 * it is first read. Grows with the different values, never shrinks.
 */
export class Interned<T> {
  readonly #read: (reader: ByteReader) => T;
  readonly #skip: (reader: ByteReader) => void;
  readonly #values: T[] = [];
  /** The bytes of all values, one behind the other, and where those of each end. */
  #bytes = new Uint8Array(1 << 12);
  #ends = new Uint32Array((1 << 7) + 1);
  /** A hash table with open addressing: the number of a value and one, or 0. */
  #slots = new Int32Array(1 << 8);
  /** Of each value, so that a larger table need not look at the bytes. */
  #hashes = new Int32Array((1 << 7) + 1);

  /**
   * @param read reads a value
   * @param skip moves behind it without making it
   */
  constructor(read: (reader: ByteReader) => T, skip: (reader: ByteReader) => void) {
    this.#read = read;
    this.#skip = skip;
  }

  /** The value that a reader comes to; for the same bytes the same one. */
  next(reader: ByteReader): T {
    const start = reader.at;
    this.#skip(reader);
    const end = reader.at;
    const { bytes } = reader;
    // FNV-1a (Fowler, Noll, Vo); its high bits mix better than the low ones.
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (let number = this.#slots[slot] as number; number !== 0; number = this.#slots[slot] as number) {
      if (this.#hashes[number - 1] === hash && this.#hasBytes(number - 1, bytes, start, end)) return this.#values[number - 1] as T;
      slot = (slot + 1) & mask;
    }
    reader.moveTo(start);
    const value = this.#read(reader);
    this.#keep(bytes.subarray(start, end));
    this.#hashes[this.#values.length] = hash;
    this.#values.push(value);
    this.#slots[slot] = this.#values.length;
    if (2 * this.#values.length > this.#slots.length) this.#grow();
    return value;
  }

  #hasBytes(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = number > 0 ? (this.#ends[number - 1] as number) : 0;
    if ((this.#ends[number] as number) - from !== end - start) return false;
    const own = this.#bytes;
    for (let i = end - start - 1; i >= 0; i--) if (own[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #keep(bytes: Uint8Array): void {
    const count = this.#values.length;
    const from = count > 0 ? (this.#ends[count - 1] as number) : 0;
    const end = from + bytes.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(2 * this.#bytes.length, end));
      grown.set(this.#bytes.subarray(0, from));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, from);
    this.#ends[count] = end;
  }

  #grow(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const mask = slots.length - 1;
    for (let i = 0; i < this.#values.length; i++) {
      let slot = (this.#hashes[i] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = i + 1;
    }
    this.#slots = slots;
    // One more than may be there until the table grows again.
    const [ends, hashes] = [new Uint32Array((slots.length >> 1) + 1), new Int32Array((slots.length >> 1) + 1)];
    ends.set(this.#ends);
    hashes.set(this.#hashes);
    [this.#ends, this.#hashes] = [ends, hashes];
  }
}

/** Strings that are written as `ByteWriter.string` writes them. */
export function internedStrings(): Interned<string> {
  return new Interned((reader) => reader.string(), (reader) => reader.skipString());
}
