import { CodeUnitTree, ROOT } from './codeUnitTree';

/** A set of words with a value each, for the longest match at a place of a text. */
export class Trie<T> {
  readonly #tree = new CodeUnitTree();
  /** Value of the word that ends at each node. */
  readonly #values: (T | undefined)[] = [undefined];
  readonly #words: string[] = [];

  /** Adds a word; a later value replaces an earlier one. */
  add(word: string, value: T): void {
    let node = ROOT;
    for (let i = 0; i < word.length; i++) {
      node = this.#tree.stepOrAdd(node, word.charCodeAt(i));
      if (node === this.#values.length) this.#values.push(undefined);
    }
    this.#values[node] = value;
    this.#words.push(word);
  }

  /**
   * The longest word that begins at the offset and that `accepts` does not refuse.
   * Offsets are UTF-16 code units of the text handed in.
   */
  longest(text: string, at: number, accepts?: (value: T, end: number) => boolean): Match<T> | undefined {
    const tree = this.#tree;
    const values = this.#values;
    let node = ROOT;
    let found: T | undefined;
    let end = at;
    // Read once: of strings of many kinds (parts, sums) even the length takes a while.
    const { length } = text;
    for (let i = at; i < length; i++) {
      node = tree.step(node, text.charCodeAt(i));
      if (node === ROOT) break;
      const value = values[node];
      if (value !== undefined && (accepts === undefined || accepts(value, i + 1))) {
        found = value;
        end = i + 1;
      }
    }
    return found === undefined ? undefined : { value: found, end };
  }

  /** Whether a word may begin at the offset, by its first code unit. */
  mayStartAt(text: string, at: number): boolean {
    return at < text.length && this.#tree.leadsOn(text.charCodeAt(at));
  }

  /** Whether a word begins at the offset. */
  startsAt(text: string, at: number): boolean {
    const tree = this.#tree;
    const values = this.#values;
    const { length } = text;
    let node = ROOT;
    for (let i = at; i < length; i++) {
      node = tree.step(node, text.charCodeAt(i));
      if (node === ROOT) return false;
      if (values[node] !== undefined) return true;
    }
    return false;
  }

  /** The first offset from `from` on at which a word begins; -1 when there is none. */
  indexIn(text: string, from = 0): number {
    const tree = this.#tree;
    const { length } = text;
    for (let i = from; i < length; i++) if (tree.leadsOn(text.charCodeAt(i)) && this.startsAt(text, i)) return i;
    return -1;
  }

  /** All words, as they were added. */
  words(): readonly string[] {
    return this.#words;
  }

  /** The first code units of all words. */
  firstUnits(): readonly number[] {
    return this.#tree.firstUnits();
  }
}

export interface Match<T> {
  readonly value: T;
  /** One past the last code unit of the word. */
  readonly end: number;
}
