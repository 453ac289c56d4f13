/**
 * The edges of a trie: from keys (a node and what leads on from it, in 32 bits) to nodes. One open-addressed table, at most half full:
 * a look is nearly always one place, and makes no object. Neither key nor node is 0.
 */
export class EdgeTable {
  /** Pairs of key and node; an empty place has key 0. */
  #table: Uint32Array;
  #shift: number;
  #size = 0;

  /** There is room for half of 2 to the power of `bits` edges before the table grows. */
  constructor(bits: number, table: Uint32Array = new Uint32Array(2 << bits)) {
    this.#table = table;
    this.#shift = 32 - bits;
  }

  /** The edges that are in the table of another; they are shared with it. None may be added to either. */
  static over(table: Uint32Array): EdgeTable {
    return new EdgeTable(Math.log2(table.length) - 1, table);
  }

  /** The places of all edges, for {@link over}. */
  get table(): Uint32Array {
    return this.#table;
  }

  /** The node that a key leads to; 0 when none does. */
  get(key: number): number {
    const table = this.#table;
    let at = placeOf(key, this.#shift);
    for (;;) {
      const found = table[at] as number;
      if (found === key) return table[at + 1] as number;
      if (found === 0) return 0;
      at = at + 2 === table.length ? 0 : at + 2;
    }
  }

  /** Adds an edge whose key is not there yet. */
  add(key: number, node: number): void {
    if (4 * ++this.#size > this.#table.length) this.#grow();
    insert(this.#table, this.#shift, key, node);
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
