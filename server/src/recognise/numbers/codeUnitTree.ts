/** Where a walk through a {@link CodeUnitTree} begins; no edge leads back to it. */
export const ROOT = 0;

/**
 * A tree with an edge for each UTF-16 code unit, as tries are built on. All edges lie in one open-addressed table, so that
 * a step is one look, nearly always without a second: most steps are the first and lead nowhere.
 */
export class CodeUnitTree {
  /** Pairs of key (node and code unit) and node; no edge has the key 0, as texts hold no U+0000 that a word begins with. */
  #table = new Uint32Array(2 << FIRST_BITS);
  #shift = 32 - FIRST_BITS;
  #size = 1;

  /** The node that a code unit leads to; {@link ROOT} when there is none. */
  step(node: number, unit: number): number {
    const table = this.#table;
    const key = ((node << 16) | unit) >>> 0;
    let at = placeOf(key, this.#shift);
    for (;;) {
      const found = table[at] as number;
      if (found === key) return table[at + 1] as number;
      if (found === 0) return ROOT;
      at = at + 2 === table.length ? 0 : at + 2;
    }
  }

  /** The same, with a new node where there was none. */
  stepOrAdd(node: number, unit: number): number {
    const known = this.step(node, unit);
    if (known !== ROOT) return known;
    if (this.#size > MOST_NODES) throw new RangeError('The list of words is too long for its keys.');
    // At most half full: a look finds its edge, or that there is none, in one or two places.
    if (4 * this.#size > this.#table.length) this.#grow();
    insert(this.#table, this.#shift, ((node << 16) | unit) >>> 0, this.#size);
    return this.#size++;
  }

  /** The code units that lead on from the root. */
  firstUnits(): number[] {
    const units: number[] = [];
    for (let at = 0; at < this.#table.length; at += 2) {
      const key = this.#table[at] as number;
      if (key !== 0 && key >>> 16 === ROOT) units.push(key & 0xffff);
    }
    return units;
  }

  #grow(): void {
    const table = new Uint32Array(2 * this.#table.length);
    this.#shift--;
    for (let at = 0; at < this.#table.length; at += 2) {
      const key = this.#table[at] as number;
      if (key !== 0) insert(table, this.#shift, key, this.#table[at + 1] as number);
    }
    this.#table = table;
  }
}

const FIRST_BITS = 5;
const MOST_NODES = 0xffff;

/** An even place in a table of 2^(33 - shift) entries: multiplicative hashing (Knuth, vol. 3, 6.4). */
function placeOf(key: number, shift: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> shift) << 1;
}

function insert(table: Uint32Array, shift: number, key: number, node: number): void {
  let at = placeOf(key, shift);
  while (table[at] !== 0) at = at + 2 === table.length ? 0 : at + 2;
  table[at] = key;
  table[at + 1] = node;
}
