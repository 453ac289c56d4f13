/**
 * Pairs of code units, such as those that names begin with: a table of bits (a Bloom filter of one hash) that says of nearly
 * every other pair at one look that it is none of them.
 */
export class PairFilter {
  readonly #bits: Uint32Array;
  readonly #shift: number;

  /** @param size the number of bits as a power of two; 16 bits a pair keep wrong answers below one in sixteen */
  constructor(size: number) {
    this.#bits = new Uint32Array(1 << (size - 5));
    this.#shift = 32 - size;
  }

  add(first: number, second: number): void {
    const bit = this.#bitOf(first, second);
    this.#bits[bit >>> 5] = (this.#bits[bit >>> 5] as number) | (1 << (bit & 31));
  }

  /** No is certain, yes may be wrong. */
  mayHave(first: number, second: number): boolean {
    const bit = this.#bitOf(first, second);
    return (((this.#bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
  }

  /** Multiplicative hashing (Knuth, vol. 3, 6.4). */
  #bitOf(first: number, second: number): number {
    return Math.imul((first << 16) | second, 0x9e3779b1) >>> this.#shift;
  }
}
