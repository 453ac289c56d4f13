/**
 * A set of UTF-16 code units: one look tells whether a character is in it, where a Set would hash. There are some hundred sets of a few
 * characters, asked by turns. A small set that is made at once is a table with a place for each member, found by a hash without
 * collisions, so that all of them fit into the processor's caches; any other has a bit for each of all code units.
 */
export class CodeUnitSet {
  #bits: Uint32Array | undefined;
  #table: Uint16Array = EMPTY;
  #multiplier = 1 << 31;
  #shift = 31;

  constructor(units: Iterable<number> = []) {
    const members = new Set(units);
    // NUL is in no set.
    members.delete(0);
    if (members.size === 0 || members.size > MOST_IN_TABLE || !this.#fillTable([...members])) for (const unit of members) this.add(unit);
  }

  /** The set of the code units of a text. */
  static of(text: string): CodeUnitSet {
    return new CodeUnitSet(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
  }

  add(unit: number): void {
    const bits = this.#asBits();
    bits[unit >>> 5] = (bits[unit >>> 5] as number) | (1 << (unit & 31));
  }

  addAll(others: CodeUnitSet): void {
    for (const unit of others.units()) this.add(unit);
  }

  /** NaN, from outside a text, counts as NUL, which is in no set. */
  has(unit: number): boolean {
    if (this.#bits !== undefined) return (((this.#bits[unit >>> 5] as number) >>> (unit & 31)) & 1) === 1;
    return this.#table[Math.imul(unit, this.#multiplier) >>> this.#shift] === unit;
  }

  /** Whether the character at an offset is in the set; outside a text stands none. */
  hasAt(text: string, at: number): boolean {
    return at >= 0 && at < text.length && this.has(text.charCodeAt(at));
  }

  /** All that are in the set, in order. */
  units(): number[] {
    const bits = this.#bits;
    if (bits === undefined) return [...new Set(this.#table)].filter((unit) => this.has(unit)).sort((a, b) => a - b);
    const units: number[] = [];
    for (let word = 0; word < bits.length; word++) {
      for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) units.push(32 * word + 31 - Math.clz32(rest & -rest));
    }
    return units;
  }

  #asBits(): Uint32Array {
    if (this.#bits === undefined) {
      const units = this.#table === EMPTY ? [] : this.units();
      this.#bits = new Uint32Array(0x10000 / 32);
      for (const unit of units) this.add(unit);
    }
    return this.#bits;
  }

  /** Looks for a multiplier (multiplicative hashing, Knuth, vol. 3, 6.4) that gives each member a place of its own. */
  #fillTable(members: readonly number[]): boolean {
    for (let bits = 3; bits <= MOST_BITS; bits++) {
      const size = 1 << bits;
      for (let tries = 0; tries < 50 && size >= 3 * members.length; tries++) {
        const table = new Uint16Array(size);
        const multiplier = Math.imul(0x9e3779b1, 2 * tries + 1);
        const isTaken = (unit: number): boolean => {
          const at = Math.imul(unit, multiplier) >>> (32 - bits);
          const taken = table[at] !== 0;
          table[at] = unit;
          return taken;
        };
        if (members.some(isTaken)) continue;
        // NUL, whose place is the first, is not to be found there: another that has its place elsewhere is.
        if (table[0] === 0) table[0] = members[0] as number;
        this.#table = table;
        this.#multiplier = multiplier;
        this.#shift = 32 - bits;
        return true;
      }
    }
    return false;
  }
}

/** With the multiplier that a set begins with, even code units have the first place and odd ones the second: none is found. */
const EMPTY = Uint16Array.of(1, 2);
const MOST_IN_TABLE = 64;
const MOST_BITS = 10;
