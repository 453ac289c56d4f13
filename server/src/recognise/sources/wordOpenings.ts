import { fold } from '../../text/fold';

/**
 * Where words of several kinds may begin in a folded text, told by two neighbouring code units, so that what is read closer is only
 * where something can begin: what is not allowed cannot begin there, what is allowed nearly always does. Kinds are bits, eight at most.
 * Characters are hashed, and the tables so small that they stay in the processor's first cache.
 */
export class WordOpenings {
  /** Kinds with a word of one character, by that. */
  readonly #alone = new Uint8Array(ALONE_SIZE);
  /** Kinds of all other words by their first two characters. */
  readonly #pairs = new Uint8Array(PAIRS_SIZE);

  /** Adds words of a kind, in either script. */
  add(kind: number, words: Iterable<string>): this {
    for (const word of words) {
      const folded = fold(word);
      const first = folded.charCodeAt(0);
      const alone = first & (ALONE_SIZE - 1);
      const pair = pairIndex(first, folded.charCodeAt(1));
      if (folded.length === 1) this.#alone[alone] = (this.#alone[alone] as number) | kind;
      else this.#pairs[pair] = (this.#pairs[pair] as number) | kind;
    }
    return this;
  }

  /** The kinds that may begin with two code units; 0 nearly everywhere. */
  kindsAt(first: number, second: number): number {
    return (this.#alone[first & (ALONE_SIZE - 1)] as number) | (this.#pairs[pairIndex(first, second)] as number);
  }
}

const ALONE_SIZE = 0x1000;
const PAIRS_SIZE = 0x2000;

/** Multiplicative hashing (Knuth, vol. 3, 6.4). */
function pairIndex(first: number, second: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1) >>> 19;
}
