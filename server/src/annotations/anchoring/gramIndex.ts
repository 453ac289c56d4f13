/**
 * Where the short strings of a text stand, so that any string is found by its rarest part instead of by reading the text again: a
 * counting sort of the text, once for all the passages that are looked for in it.
 */
export class GramIndex {
  readonly #units: Uint16Array;
  #pairs: Grams | undefined;
  #fours: Grams | undefined;

  constructor(units: Uint16Array) {
    this.#units = units;
  }

  /** Where a stretch `[start, end)` of `pattern` stands, ascending. `undefined` when that is at more than `most` places. */
  occurrences(pattern: Uint16Array, start: number, end: number, most: number): number[] | undefined {
    const length = end - start;
    const found: number[] = [];
    const add = (at: number): boolean => !isAt(this.#units, at, pattern, start, end) || found.push(at) <= most;
    if (length < 2) {
      for (let at = 0; length === 1 && at < this.#units.length; at++) if (!add(at)) return undefined;
      return found;
    }
    const grams = length < 4 ? (this.#pairs ??= new Grams(this.#units, 2)) : (this.#fours ??= new Grams(this.#units, 4));
    let rarest = grams.row(pattern, start);
    let offset = 0;
    for (let i = start + 1; i + grams.length <= end && grams.count(rarest) > 1; i++) {
      const row = grams.row(pattern, i);
      if (grams.count(row) < grams.count(rarest)) [rarest, offset] = [row, i - start];
    }
    for (let i = grams.starts[rarest] as number, to = grams.starts[rarest + 1] as number; i < to; i++) {
      const at = (grams.places[i] as number) - offset;
      if (at >= 0 && at + length <= this.#units.length && !add(at)) return undefined;
    }
    return found;
  }
}

/** The places of all strings of one length, in rows by their hash. */
class Grams {
  readonly length: number;
  /** Where the places of each row begin in {@link places}. */
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  readonly #shift: number;

  constructor(units: Uint16Array, length: number) {
    this.length = length;
    const bits = Math.min(20, Math.max(8, 32 - Math.clz32(units.length)));
    this.#shift = 32 - bits;
    const last = units.length - length;
    const next = new Uint32Array((1 << bits) + 1);
    for (let i = 0; i <= last; i++) {
      const row = this.row(units, i);
      next[row + 1] = (next[row + 1] as number) + 1;
    }
    for (let row = 0; row + 1 < next.length; row++) next[row + 1] = (next[row + 1] as number) + (next[row] as number);
    this.starts = next.slice();
    this.places = new Uint32Array(Math.max(0, last + 1));
    for (let i = 0; i <= last; i++) {
      const row = this.row(units, i);
      const at = next[row] as number;
      next[row] = at + 1;
      this.places[at] = i;
    }
  }

  /** Multiplicative hashing (D. E. Knuth, The Art of Computer Programming 3, section 6.4). */
  row(units: Uint16Array, at: number): number {
    let hash = 0;
    for (let i = 0; i < this.length; i++) hash = Math.imul(hash ^ (units[at + i] as number), 0x9e3779b1);
    return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> this.#shift;
  }

  count(row: number): number {
    return (this.starts[row + 1] as number) - (this.starts[row] as number);
  }
}

function isAt(units: Uint16Array, at: number, pattern: Uint16Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (units[at + i - start] !== pattern[i]) return false;
  return true;
}
