/** A set of code units, a bit for each of all there are: one look tells whether a character is in it. */
export class UnitSet {
  readonly #bits = new Uint32Array(0x10000 / 32);

  constructor(characters = '') {
    for (let i = 0; i < characters.length; i++) this.add(characters.charCodeAt(i));
  }

  add(unit: number): void {
    this.#bits[unit >>> 5] = (this.#bits[unit >>> 5] as number) | (1 << (unit & 31));
  }

  addAll(others: UnitSet): void {
    for (let i = 0; i < this.#bits.length; i++) this.#bits[i] = (this.#bits[i] as number) | (others.#bits[i] as number);
  }

  /** NaN, from outside a text, counts as NUL, which no word has. */
  has(unit: number): boolean {
    return (((this.#bits[unit >>> 5] as number) >>> (unit & 31)) & 1) === 1;
  }
}
