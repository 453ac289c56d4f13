import { unitAt } from '../../text/characters';
import { fold } from '../../text/fold';
import { CodeUnitSet } from '../codeUnitSet';
import { labelsAt, ROOT, UnitTrie } from './unitTrie';

/** What each word of a set is labelled with. */
const IS_WORD = 1;

/** A small set of folded words that is asked which of them begins or ends at a place of a text. */
export class WordSet {
  readonly #words: ReadonlySet<string>;
  readonly #forward: UnitTrie;
  readonly #backward: UnitTrie;
  /** Code units that begin and end words: most questions end there. */
  readonly #firsts: CodeUnitSet;
  readonly #lasts: CodeUnitSet;

  /** The words may be in either script; they are folded here. */
  constructor(words: Iterable<string>) {
    const folded = [...words].map(fold).filter((word) => word.length > 0);
    this.#words = new Set(folded);
    this.#forward = new UnitTrie(folded.map((word) => [word, IS_WORD]));
    this.#backward = new UnitTrie(folded.map((word) => [word.split('').reverse().join(''), IS_WORD]));
    this.#firsts = new CodeUnitSet(folded.map((word) => word.charCodeAt(0)));
    this.#lasts = new CodeUnitSet(folded.map((word) => word.charCodeAt(word.length - 1)));
  }

  /** Whether a folded text is one of the words. */
  has(word: string): boolean {
    // Nearly all that are asked for are none, and most are told by their ends, without the hash of a string.
    return this.#lasts.has(unitAt(word, word.length - 1)) && this.#firsts.has(word.charCodeAt(0)) && this.#words.has(word);
  }

  /** Whether a word begins with a code unit. */
  mayBegin(unit: number): boolean {
    return this.#firsts.has(unit);
  }

  /** Whether a word ends with a code unit. */
  mayEnd(unit: number): boolean {
    return this.#lasts.has(unit);
  }

  /** Length of the longest word that begins at an offset of a folded text; 0 when none does. */
  lengthAt(text: string, offset: number): number {
    if (!this.#firsts.has(unitAt(text, offset))) return 0;
    let node = ROOT;
    let longest = 0;
    for (let i = offset; i < text.length; i++) {
      node = this.#forward.step(node, text.charCodeAt(i));
      if (node === 0) break;
      if (labelsAt(node) !== 0) longest = i + 1 - offset;
    }
    return longest;
  }

  /** Length of the longest word that ends before an offset of a folded text, not reaching below `from`; 0 when none does. */
  lengthBefore(text: string, offset: number, from = 0): number {
    if (!this.#lasts.has(unitAt(text, offset - 1))) return 0;
    let node = ROOT;
    let longest = 0;
    for (let i = offset - 1; i >= from; i--) {
      node = this.#backward.step(node, text.charCodeAt(i));
      if (node === 0) break;
      if (labelsAt(node) !== 0) longest = offset - i;
    }
    return longest;
  }
}
