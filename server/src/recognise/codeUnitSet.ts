/** A set of UTF-16 code units, a bit for each of all there are: one look tells whether a character is in it, where a Set would hash. */
export class CodeUnitSet {
  readonly #bits = new Uint32Array(0x10000 / 32);

  constructor(units: Iterable<number> = []) {
    for (const unit of units) this.add(unit);
  }

  /** The set of the code units of a text. */
  static of(text: string): CodeUnitSet {
    return new CodeUnitSet(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
  }

  add(unit: number): void {
    this.#bits[unit >>> 5] = (this.#bits[unit >>> 5] as number) | (1 << (unit & 31));
  }

  addAll(others: CodeUnitSet): void {
    for (let i = 0; i < this.#bits.length; i++) this.#bits[i] = (this.#bits[i] as number) | (others.#bits[i] as number);
  }

  /** NaN, from outside a text, counts as NUL, which is in no set. */
  has(unit: number): boolean {
    return (((this.#bits[unit >>> 5] as number) >>> (unit & 31)) & 1) === 1;
  }

  /** Whether the character at an offset is in the set; outside a text stands none. */
  hasAt(text: string, at: number): boolean {
    return at >= 0 && at < text.length && this.has(text.charCodeAt(at));
  }

  /** All that are in the set, in order. */
  units(): number[] {
    const units: number[] = [];
    this.#bits.forEach((bits, i) => {
      // The lowest bit, then the next, till none is left.
      for (let left = bits; left !== 0; left &= left - 1) units.push(32 * i + 31 - Math.clz32(left & -left));
    });
    return units;
  }
}
