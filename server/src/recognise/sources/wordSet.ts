import { unitAt } from '../../text/characters';
import { fold } from '../../text/fold';
import { CodeUnitSet } from '../codeUnitSet';
import { EdgeTable } from '../edgeTable';

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
    this.#forward = new UnitTrie(folded);
    this.#backward = new UnitTrie(folded.map((word) => word.split('').reverse().join('')));
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
      if (this.#forward.endsWord(node)) longest = i + 1 - offset;
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
      if (this.#backward.endsWord(node)) longest = offset - i;
    }
    return longest;
  }
}

/** Nodes count from 1, so that no edge has the key 0, which marks an empty place. A node is written with a bit that says whether a word ends there. */
const ROOT = 1 << 1;
const ENDS_WORD = 1;

/**
 * Words as a trie of code units: a step is one look, nearly always without a second, and makes no object. The table of its edges is as
 * small as that allows, for there are many such sets and all are to stay in the caches of the processor.
 */
class UnitTrie {
  readonly #edges: EdgeTable;

  constructor(words: readonly string[]) {
    const nodes = new Map<number, number>();
    let size = (ROOT >> 1) + 1;
    for (const word of words) {
      let node = ROOT;
      for (let i = 0; i < word.length; i++) {
        const key = keyOf(node, word.charCodeAt(i));
        node = nodes.get(key) ?? size++ << 1;
        if (i === word.length - 1) node |= ENDS_WORD;
        nodes.set(key, node);
      }
    }
    if (size > 0x10000) throw new RangeError('The words are too many for the keys of their trie.');
    this.#edges = new EdgeTable(Math.ceil(Math.log2(2 * nodes.size + 2)));
    for (const [key, node] of nodes) this.#edges.add(key, node);
  }

  /** The node that a code unit leads to; 0 when no word goes on like this. */
  step(node: number, unit: number): number {
    return this.#edges.get(keyOf(node, unit));
  }

  endsWord(node: number): boolean {
    return (node & ENDS_WORD) !== 0;
  }
}

function keyOf(node: number, unit: number): number {
  return (((node >>> 1) << 16) | unit) >>> 0;
}
