/** A set of words with a value each, for the longest match at a place of a text. */
export class Trie<T> {
  readonly #root: Node<T> = { next: new Map(), value: undefined };

  /** Adds a word; a later value replaces an earlier one. */
  add(word: string, value: T): void {
    let node = this.#root;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) {
        next = { next: new Map(), value: undefined };
        node.next.set(unit, next);
      }
      node = next;
    }
    node.value = value;
  }

  /**
   * The longest word that begins at the offset and that `accepts` does not refuse.
   * Offsets are UTF-16 code units of the text handed in.
   */
  longest(text: string, at: number, accepts?: (value: T, end: number) => boolean): Match<T> | undefined {
    let node = this.#root;
    let found: Match<T> | undefined;
    for (let i = at; i < text.length; i++) {
      const next = node.next.get(text.charCodeAt(i));
      if (!next) break;
      node = next;
      if (node.value !== undefined && (!accepts || accepts(node.value, i + 1))) found = { value: node.value, end: i + 1 };
    }
    return found;
  }

  /** The first code units of all words. */
  firstUnits(): Iterable<number> {
    return this.#root.next.keys();
  }
}

export interface Match<T> {
  readonly value: T;
  /** One past the last code unit of the word. */
  readonly end: number;
}

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  value: T | undefined;
}
