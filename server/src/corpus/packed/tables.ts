import { ByteWriter } from './bytes';

/** Strings, each written once and named by its number from then on. */
export class StringTable {
  readonly #bytes = new ByteWriter();
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#numbers.size;
  }

  get written(): Uint8Array {
    return this.#bytes.written;
  }

  /** The number of a string, counted from 0. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    this.#bytes.string(text);
    return number;
  }
}

/** Records of some bytes; equal ones are kept once and named by one number. A record is written to {@link bytes}, and then numbered. */
export class RecordTable {
  readonly bytes = new ByteWriter();
  /** Where each record begins, and at the end where the next will. */
  readonly #starts = [0];
  /** A hash table with open addressing: the number of a record and one, or 0. */
  #slots = new Int32Array(16);

  get size(): number {
    return this.#starts.length - 1;
  }

  get written(): Uint8Array {
    return this.bytes.written;
  }

  /** The number, counted from 0, of the record that was written since the last was numbered. */
  number(): number {
    const start = this.#starts[this.#starts.length - 1] as number;
    const slot = this.#slotOf(start, this.bytes.length);
    const known = this.#slots[slot] as number;
    if (known > 0) {
      this.bytes.cutTo(start);
      return known - 1;
    }
    this.#starts.push(this.bytes.length);
    this.#slots[slot] = this.size;
    if (2 * this.size > this.#slots.length) this.#rehash();
    return this.size - 1;
  }

  /** The slot of the record with these bytes, or the free one for it. */
  #slotOf(start: number, end: number): number {
    const bytes = this.bytes.room;
    const mask = this.#slots.length - 1;
    let hash = 0;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot] as number;
      if (number === 0 || this.#isRecord(number - 1, bytes, start, end)) return slot;
    }
  }

  #isRecord(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[number] as number;
    if ((this.#starts[number + 1] as number) - from !== end - start) return false;
    for (let i = 0; i < end - start; i++) if (bytes[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let number = 0; number < this.size; number++) {
      this.#slots[this.#slotOf(this.#starts[number] as number, this.#starts[number + 1] as number)] = number + 1;
    }
  }
}
