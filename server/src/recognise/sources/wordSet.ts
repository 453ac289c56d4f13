import { fold } from '../../text/fold';

/** A small set of folded words that is asked which of them begins or ends at a place of a text. */
export class WordSet {
  readonly #words: ReadonlySet<string>;
  readonly #lengths: readonly number[];
  readonly #firsts: ReadonlySet<number>;
  readonly #lasts: ReadonlySet<number>;

  /** The words may be in either script; they are folded here. */
  constructor(words: Iterable<string>) {
    const folded = [...words].map(fold).filter((word) => word.length > 0);
    this.#words = new Set(folded);
    this.#lengths = [...new Set(folded.map((word) => word.length))].sort((a, b) => b - a);
    this.#firsts = new Set(folded.map((word) => word.charCodeAt(0)));
    this.#lasts = new Set(folded.map((word) => word.charCodeAt(word.length - 1)));
  }

  /** Whether a folded text is one of the words. */
  has(word: string): boolean {
    return this.#words.has(word);
  }

  /** Length of the longest word that begins at an offset of a folded text; 0 when none does. */
  lengthAt(text: string, offset: number): number {
    if (!this.#firsts.has(text.charCodeAt(offset))) return 0;
    return this.#lengths.find((length) => this.#words.has(text.slice(offset, offset + length))) ?? 0;
  }

  /** Length of the longest word that ends before an offset of a folded text, not reaching below `from`; 0 when none does. */
  lengthBefore(text: string, offset: number, from = 0): number {
    if (!this.#lasts.has(text.charCodeAt(offset - 1))) return 0;
    return (
      this.#lengths.find((length) => offset - length >= from && this.#words.has(text.slice(offset - length, offset))) ?? 0
    );
  }
}
