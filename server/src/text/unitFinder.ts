import { unitsOf } from './units';

/**
 * Where characters of a set stand in texts. A bit for each of all code units stays in the processor's first cache, and every place is
 * written down without a branch, the next one over it where it is none: no processor foresees which character is of the set.
 */
export class UnitFinder {
  readonly #bits = new Uint32Array(0x10000 / 32);

  constructor(units: Iterable<number>) {
    for (const unit of units) this.#bits[unit >>> 5] = (this.#bits[unit >>> 5] as number) | (1 << (unit & 31));
  }

  /** Finds the characters of a text, each a single code unit. */
  static of(characters: string): UnitFinder {
    return new UnitFinder(Array.from({ length: characters.length }, (_, i) => characters.charCodeAt(i)));
  }

  /** The places in a text. */
  in(text: string): UnitPlaces {
    return new UnitPlaces(text, this.#bits);
  }
}

/** So many code units are looked through at a time. */
const BLOCK = 4096;

/** Places of the characters of a {@link UnitFinder} in one text, by UTF-16 offsets. */
class UnitPlaces {
  readonly #text: string;
  readonly #bits: Uint32Array;
  /** Places in the block that was looked through last, counted from its beginning. */
  readonly #places: Uint16Array;
  #count = 0;
  #start = 0;
  #end = 0;
  /** The place that was found last, by its number in the block, and the offset that it was the first from. */
  #at = 0;
  #from = 0;

  constructor(text: string, bits: Uint32Array) {
    this.#text = text;
    this.#bits = bits;
    this.#places = new Uint16Array(Math.min(text.length, BLOCK) + 1);
  }

  /** The first place from an offset on; the end of the text when there is none. Asked in ascending order the text is looked through once. */
  next(from: number): number {
    const { length } = this.#text;
    if (from < this.#from) this.#goBack(from);
    this.#from = from;
    for (;;) {
      while (this.#at < this.#count) {
        const place = this.#start + (this.#places[this.#at] as number);
        if (place >= from) return place;
        this.#at++;
      }
      const start = Math.max(from, this.#end);
      if (start >= length) return length;
      this.#lookThrough(start, Math.min(length, start + BLOCK));
    }
  }

  #goBack(from: number): void {
    if (from < this.#start) this.#start = this.#end = this.#count = this.#at = 0;
    while (this.#at > 0 && this.#start + (this.#places[this.#at - 1] as number) >= from) this.#at--;
  }

  #lookThrough(start: number, end: number): void {
    const units = unitsOf(start === 0 && end === this.#text.length ? this.#text : this.#text.slice(start, end));
    const bits = this.#bits;
    const places = this.#places;
    const length = end - start;
    let count = 0;
    for (let i = 0; i < length; i++) {
      const unit = units[i] as number;
      places[count] = i;
      count += ((bits[unit >>> 5] as number) >>> (unit & 31)) & 1;
    }
    this.#start = start;
    this.#end = end;
    this.#count = count;
    this.#at = 0;
  }
}
