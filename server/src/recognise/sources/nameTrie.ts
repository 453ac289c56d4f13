import { unitAt } from '../../text/characters';
import type { Span } from '../../text/span';
import { PairFilter } from './pairFilter';
import { countSymbols, isAlwaysNamePlace, MARGIN, OUTSIDE, type Scan, scan, symbolOf } from './scan';

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
  #beginsAtNamePlaces = true;
  /** Code units with which a name begins, and those that stand second in one. */
  readonly firsts = new Set<number>();
  readonly seconds = new Set<number>();
  readonly #pairs = new PairFilter(PAIR_BITS);

  /** The first value given for a form is kept. */
  add(form: string, value: T): void {
    if (form.length > 0) {
      const first = form.charCodeAt(0);
      this.firsts.add(first);
      this.#beginsAtNamePlaces &&= isAlwaysNamePlace(first);
    }
    if (form.length === 1) this.#hasSingle = true;
    else if (form.length > 1) {
      this.seconds.add(form.charCodeAt(1));
      this.#pairs.add(form.charCodeAt(0), form.charCodeAt(1));
    }
    let node = this.#root;
    for (let i = 0; i < form.length; i++) {
      const unit = form.charCodeAt(i);
      let next = node.next.get(unit);
      if (!next) node.next.set(unit, (next = { next: new Map() }));
      node = next;
    }
    node.value ??= value;
  }

  /** Whether a name has one code unit only. */
  get hasSingle(): boolean {
    return this.#hasSingle;
  }

  /** Whether all names stand at places where the scan saw that a personal name may begin: no pseudonym or body is among them. */
  get beginsAtNamePlaces(): boolean {
    return this.#beginsAtNamePlaces;
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
  const matches: NameMatch<T>[] = [];
  const scanned = scan(text);
  const marks = marksOf(tries);
  const isAtNamePlaces = tries.every((trie) => trie.beginsAtNamePlaces);
  const size = isAtNamePlaces ? scanned.names.length : scanned.length;
  let done = 0;
  for (let from = 0; from < size; from += BLOCK) {
    const to = Math.min(size, from + BLOCK);
    const count = isAtNamePlaces ? findAmongNames(scanned, marks, from, to) : findBetween(scanned, marks, from, to);
    for (let i = 0; i < count; i++) {
      const start = openings[i] as number;
      if (start < done) continue;
      const longest = longestAt(text, start, tries);
      if (!longest) continue;
      matches.push(longest);
      done = longest.end;
    }
  }
  return matches;
}

function longestAt<T>(text: string, start: number, tries: readonly NameTrie<T>[]): NameMatch<T> | undefined {
  const unit = text.charCodeAt(start);
  const following = unitAt(text, start + 1);
  let longest: NameMatch<T> | undefined;
  for (const trie of tries) {
    if (!trie.mayBegin(unit, following)) continue;
    const match = trie.longestAt(text, start);
    if (match && match.end > (longest?.end ?? start)) longest = match;
  }
  return longest;
}

/** So many places are looked at at a time. */
const BLOCK = 1 << 12;
/** Those among them where names may begin, as their first and their second characters say. Asked of every fifth or of each character, so without a branch. */
const openings = new Uint32Array(BLOCK);

/** By symbol: 1 for what begins a name, and 2 for what may follow it there. */
function marksOf(tries: readonly NameTrie<unknown>[]): Uint8Array {
  const marks = new Uint8Array(countSymbols());
  for (const trie of tries) {
    for (const unit of trie.firsts) mark(marks, symbolOf(unit), FIRST);
    for (const unit of trie.seconds) mark(marks, symbolOf(unit), SECOND);
    if (trie.hasSingle) for (let symbol = 0; symbol < marks.length; symbol++) marks[symbol] = (marks[symbol] as number) | SECOND;
  }
  marks[OUTSIDE] = (marks[OUTSIDE] as number) & SECOND;
  return marks;
}

/** Finds {@link openings} among places of names, by their numbers; returns how many they are. */
function findAmongNames({ symbols, names }: Scan, marks: Uint8Array, from: number, to: number): number {
  const found = openings;
  let count = 0;
  for (let i = from; i < to; i++) {
    const at = names[i] as number;
    found[count] = at;
    count += (marks[symbols[at + MARGIN] as number] as number) & FIRST & ((marks[symbols[at + 1 + MARGIN] as number] as number) >>> 1);
  }
  return count;
}

/** Finds {@link openings} between two offsets; returns how many they are. */
function findBetween({ symbols }: Scan, marks: Uint8Array, from: number, to: number): number {
  const found = openings;
  let count = 0;
  let first = marks[symbols[from + MARGIN] as number] as number;
  for (let at = from; at < to; at++) {
    const second = marks[symbols[at + 1 + MARGIN] as number] as number;
    found[count] = at;
    count += first & FIRST & (second >>> 1);
    first = second;
  }
  return count;
}

const FIRST = 1;
const SECOND = 2;

function mark(marks: Uint8Array, symbol: number, bit: number): void {
  marks[symbol] = (marks[symbol] as number) | bit;
}
