import { CodeUnitTree, ROOT } from '../codeUnitTree';

/** A set of words with a value each, for the longest word that ends at a place of a text. */
export class Endings<T> {
  readonly #tree = new CodeUnitTree();
  /** Value of the word whose first code unit is at each node. */
  readonly #values: (T | undefined)[] = [undefined];

  /** Adds a word; a later value replaces an earlier one. */
  add(word: string, value: T): void {
    let node = ROOT;
    for (let i = word.length - 1; i >= 0; i--) {
      node = this.#tree.stepOrAdd(node, word.charCodeAt(i));
      if (node === this.#values.length) this.#values.push(undefined);
    }
    this.#values[node] = value;
  }

  /** The longest word that ends at the offset, in UTF-16 code units of the text handed in. */
  longest(text: string, end: number): { readonly value: T; readonly start: number } | undefined {
    const tree = this.#tree;
    const values = this.#values;
    let node = ROOT;
    let found: T | undefined;
    let start = end;
    for (let i = end - 1; i >= 0; i--) {
      node = tree.step(node, text.charCodeAt(i));
      if (node === ROOT) break;
      const value = values[node];
      if (value !== undefined) {
        found = value;
        start = i;
      }
    }
    return found === undefined ? undefined : { value: found, start };
  }

  /** The value of the longest word that ends where the words end. */
  of(words: string): T | undefined {
    return this.longest(words, words.length)?.value;
  }
}
