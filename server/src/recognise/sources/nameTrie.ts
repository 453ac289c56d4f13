import { unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { PairFilter } from './pairFilter';
import { countSymbols, MARGIN, OUTSIDE, scan, symbolOf } from './scan';

/** Bits of the filter of pairs, as a power of two: enough for a thousand names. */
const PAIR_BITS = 14;

/** A place where a name stands. */
export interface NameMatch<T> extends Span {
  readonly value: T;
}

/** Many names with what each stands for: a trie of code units. */
export class NameTrie<T> {
  readonly #root: Node<T> = { next: new Map() };
  #hasSingle = false;
  /** Code units with which a name begins. */
  readonly firsts = new Set<number>();
  readonly #pairs = new PairFilter(PAIR_BITS);

  /** The first value given for a form is kept. */
  add(form: string, value: T): void {
    if (form.length > 0) this.firsts.add(form.charCodeAt(0));
    if (form.length === 1) this.#hasSingle = true;
    else if (form.length > 1) this.#pairs.add(form.charCodeAt(0), form.charCodeAt(1));
    let node = this.#root;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) node.next.set(unit, (next = { next: new Map() }));
      node = next;
    }
    node.value ??= value;
  }

  /** Whether a name may begin with two code units, with the first of which one does: no is certain. */
  mayBegin(first: number, second: number): boolean {
    return this.#hasSingle || this.#pairs.mayHave(first, second);
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
  const { symbols, length } = scan(text);
  const begins = new Uint8Array(countSymbols());
  for (const trie of tries) for (const unit of trie.firsts) begins[symbolOf(unit)] = 1;
  begins[OUTSIDE] = 0;
  const matches: NameMatch<T>[] = [];
  for (let start = 0; start < length; start++) {
    if (begins[symbols[start + MARGIN] as number] === 0) continue;
    const unit = text.charCodeAt(start);
    const following = unitAt(text, start + 1);
    let longest: NameMatch<T> | undefined;
    for (const trie of tries) {
      if (!trie.mayBegin(unit, following)) continue;
      const match = trie.longestAt(text, start);
      if (match && match.end > (longest?.end ?? start)) longest = match;
    }
    if (!longest) continue;
    matches.push(longest);
    start = longest.end - 1;
  }
  return matches;
}
