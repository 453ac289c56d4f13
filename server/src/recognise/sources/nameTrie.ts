/** Finds many names in one pass over a folded text: a trie of code units, the longest name first. */
export class NameTrie<T> {
  readonly #root: Node<T> = { next: new Map() };

  /** The first value given for a form is kept. */
  add(form: string, value: T): void {
    let node = this.#root;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) node.next.set(unit, (next = { next: new Map() }));
      node = next;
    }
    node.value ??= value;
  }

  /** Every place where a name stands, the longest at each place, without overlap. */
  *matches(text: string): Generator<{ readonly start: number; readonly end: number; readonly value: T }> {
    for (let start = 0; start < text.length; ) {
      let node = this.#root.next.get(text.charCodeAt(start));
      let end = 0;
      let value: T | undefined;
      for (let i = start + 1; node; i++) {
        if (node.value !== undefined) {
          end = i;
          value = node.value;
        }
        node = node.next.get(text.charCodeAt(i));
      }
      if (value !== undefined) {
        yield { start, end, value };
        start = end;
      } else start++;
    }
  }
}

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  value?: T;
}
