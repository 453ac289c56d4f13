/**
 * Where every pair of neighbouring units stands in a text, so that any string is found by its rarest pair instead of by reading
 * the text again: two passes of counting sort over a text, once for all the passages that are looked for in it.
 */
export class GramIndex {
  readonly #units: Uint16Array;
  /** Where the places of each pair begin in #places; pairs of one hash share a row. */
  readonly #starts: Uint32Array;
  readonly #places: Uint32Array;

  constructor(units: Uint16Array) {
    this.#units = units;
    const counts = new Uint32Array(ROWS + 1);
    for (let i = 0; i + 1 < units.length; i++) {
      const row = rowOf(units[i] as number, units[i + 1] as number);
      counts[row + 1] = (counts[row + 1] as number) + 1;
    }
    for (let row = 0; row < ROWS; row++) counts[row + 1] = (counts[row + 1] as number) + (counts[row] as number);
    this.#starts = counts.slice();
    const places = new Uint32Array(Math.max(0, units.length - 1));
    for (let i = 0; i + 1 < units.length; i++) {
      const row = rowOf(units[i] as number, units[i + 1] as number);
      const at = counts[row] as number;
      counts[row] = at + 1;
      places[at] = i;
    }
    this.#places = places;
  }

  /** Where a stretch `[start, end)` of `pattern` stands, ascending. `undefined` when that is at more than `most` places. */
  occurrences(pattern: Uint16Array, start: number, end: number, most: number): number[] | undefined {
    const found: number[] = [];
    if (end - start === 1) {
      for (let at = this.#units.indexOf(pattern[start] as number); at >= 0; at = this.#units.indexOf(pattern[start] as number, at + 1)) {
        if (found.push(at) > most) return undefined;
      }
      return found;
    }
    let rarest = start;
    let least = Infinity;
    for (let i = start; i + 1 < end; i++) {
      const row = rowOf(pattern[i] as number, pattern[i + 1] as number);
      const count = (this.#starts[row + 1] as number) - (this.#starts[row] as number);
      if (count < least) [rarest, least] = [i, count];
    }
    const row = rowOf(pattern[rarest] as number, pattern[rarest + 1] as number);
    const offset = rarest - start;
    for (let i = this.#starts[row] as number, to = this.#starts[row + 1] as number; i < to; i++) {
      const at = (this.#places[i] as number) - offset;
      if (at < 0 || at + end - start > this.#units.length || !this.#isAt(at, pattern, start, end)) continue;
      if (found.push(at) > most) return undefined;
    }
    return found;
  }

  #isAt(at: number, pattern: Uint16Array, start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.#units[at + i - start] !== pattern[i]) return false;
    return true;
  }
}

const ROW_BITS = 17;
const ROWS = 1 << ROW_BITS;

/** Multiplicative hashing (D. E. Knuth, The Art of Computer Programming 3, section 6.4). */
function rowOf(first: number, second: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1) >>> (32 - ROW_BITS);
}
