/** A set of words with a value each, for the longest word that ends at a place of a text. */
export class Endings<T> {
  readonly #root: Node<T> = { previous: new Map(), value: undefined };

  /** Adds a word; a later value replaces an earlier one. */
  add(word: string, value: T): void {
    let node = this.#root;
    for (let i = word.length - 1; i >= 0; i--) {
      const unit = word.charCodeAt(i);
      let previous = node.previous.get(unit);
      if (!previous) {
        previous = { previous: new Map(), value: undefined };
        node.previous.set(unit, previous);
      }
      node = previous;
    }
    node.value = value;
  }

  /** The longest word that ends at the offset, in UTF-16 code units of the text handed in. */
  longest(text: string, end: number): { readonly value: T; readonly start: number } | undefined {
    let node = this.#root;
    let found: { readonly value: T; readonly start: number } | undefined;
    for (let i = end - 1; i >= 0; i--) {
      const previous = node.previous.get(text.charCodeAt(i));
      if (!previous) break;
      node = previous;
      if (node.value !== undefined) found = { value: node.value, start: i };
    }
    return found;
  }
}

interface Node<T> {
  readonly previous: Map<number, Node<T>>;
  value: T | undefined;
}
