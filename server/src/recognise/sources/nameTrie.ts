import type { Span } from '../../text/span';
import { UnitSet } from './unitSet';

/** A place where a name stands. */
export interface NameMatch<T> extends Span {
  readonly value: T;
}

/** Many names with what each stands for: a trie of code units. */
export class NameTrie<T> {
  readonly #root: Node<T> = { next: new Map() };
  /** Code units with which a name begins. */
  readonly firsts = new UnitSet();

  /** The first value given for a form is kept. */
  add(form: string, value: T): void {
    if (form.length > 0) this.firsts.add(form.charCodeAt(0));
    let node = this.#root;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) node.next.set(unit, (next = { next: new Map() }));
      node = next;
    }
    node.value ??= value;
  }

  /** The longest name that begins at an offset of a folded text. */
  longestAt(text: string, start: number): NameMatch<T> | undefined {
    let longest: Node<T> | undefined;
    let last = start;
    let node = this.#root.next.get(text.charCodeAt(start));
    for (let end = start + 1; node; end++) {
      if (node.value !== undefined) {
        longest = node;
        last = end;
      }
      node = end < text.length ? node.next.get(text.charCodeAt(end)) : undefined;
    }
    return longest && { start, end: last, value: longest.value as T };
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
  const firsts = new UnitSet();
  for (const trie of tries) firsts.addAll(trie.firsts);
  const matches: NameMatch<T>[] = [];
  for (let start = 0; start < text.length; start++) {
    if (!firsts.has(text.charCodeAt(start))) continue;
    let longest: NameMatch<T> | undefined;
    for (const trie of tries) {
      const match = trie.longestAt(text, start);
      if (match && match.end > (longest?.end ?? start)) longest = match;
    }
    if (!longest) continue;
    matches.push(longest);
    start = longest.end - 1;
  }
  return matches;
}
