import { fold } from '../../text/fold';

/**
 * Where words of several kinds may begin in a folded text, told by two neighbouring code units: asked for every character, so that
 * what is read closer is only where something can begin. Kinds are bits, eight at most.
 */
export class WordOpenings {
  /** Kinds with a word of one character, by that. */
  readonly #alone = new Uint8Array(0x10000);
  /** Kinds of all other words by their first two characters, hashed: what it does not allow cannot begin there, what it allows nearly always does. */
  readonly #pairs = new Uint8Array(0x10000);

  /** Adds words of a kind, in either script. */
  add(kind: number, words: Iterable<string>): this {
    for (const word of words) {
      const folded = fold(word);
      const first = folded.charCodeAt(0);
      const pair = pairIndex(first, folded.charCodeAt(1));
      if (folded.length === 1) this.#alone[first] = (this.#alone[first] as number) | kind;
      else this.#pairs[pair] = (this.#pairs[pair] as number) | kind;
    }
    return this;
  }

  /** The kinds that may begin with two code units; 0 nearly everywhere. */
  kindsAt(first: number, second: number): number {
    return (this.#alone[first] as number) | (this.#pairs[pairIndex(first, second)] as number);
  }
}

function pairIndex(first: number, second: number): number {
  return (Math.imul(first, 0x9e37) ^ second) & 0xffff;
}
