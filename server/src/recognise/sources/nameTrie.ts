import type { Span } from '../../text/span';
import { UnitSet } from './unitSet';

/** A place where a name stands. */
export interface NameMatch<T> extends Span {
  readonly value: T;
}

/** Many names with what each stands for: a trie of code units. */
export class NameTrie<T> {
  readonly #root: Node<T> = { next: new Map() };
  readonly #firsts = new UnitSet();

  /** The first value given for a form is kept. */
  add(form: string, value: T): void {
    if (form.length > 0) this.#firsts.add(form.charCodeAt(0));
    let node = this.#root;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) node.next.set(unit, (next = { next: new Map() }));
      node = next;
    }
    node.value ??= value;
  }

  /** Whether a name begins with a code unit. */
  mayBegin(unit: number): boolean {
    return this.#firsts.has(unit);
  }

  /** The longest name that begins at an offset of a folded text. */
  longestAt(text: string, start: number): NameMatch<T> | undefined {
    let longest: NameMatch<T> | undefined;
    let node = this.#root.next.get(text.charCodeAt(start));
    for (let end = start + 1; node; end++) {
      if (node.value !== undefined) longest = { start, end, value: node.value };
      node = node.next.get(text.charCodeAt(end));
    }
    return longest;
  }
}

interface Node<T> {
  readonly next: Map<number, Node<T>>;
  value?: T;
}

/**
 * Every place of a folded text where a name of one of the tries stands, the longest at each place, without overlap. Of equal
 * names that of the earlier trie holds.
 */
export function findNames<T>(text: string, tries: readonly NameTrie<T>[]): NameMatch<T>[] {
  const matches: NameMatch<T>[] = [];
  for (let start = 0; start < text.length; start++) {
    const unit = text.charCodeAt(start);
    let longest: NameMatch<T> | undefined;
    for (const trie of tries) {
      if (!trie.mayBegin(unit)) continue;
      const match = trie.longestAt(text, start);
      if (match && match.end > (longest?.end ?? start)) longest = match;
    }
    if (!longest) continue;
    matches.push(longest);
    start = longest.end - 1;
  }
  return matches;
}
