import words from '../../data/sources/words.json';
import { fold } from '../text/fold';

/**
 * The words of a frequency list (folded), each with its cost -2 ln p in whole numbers, as a trie: walk it from
 * {@link ROOT} with {@link WordTrie.step}. Edges are kept in one open-addressed table of 32-bit keys (node and
 * symbol), about two megabytes for 100,000 words: a step is one look, nearly always without a second.
 */
export class WordTrie {
  /** Number of each code unit that is in a word, from 1; 0 for all others. */
  readonly #symbols = new Uint16Array(0x10000);
  /** Pairs of key and node; an empty place has key 0, which is no edge, as symbols begin at 1. */
  #table = new Uint32Array(2 << 18);
  #shift = 32 - 18;
  #edges = 0;
  #size = 1;
  #costs = new Int16Array(1 << 17).fill(-1);
  /** A Bloom filter of one hash: bits of the pairs of code units that stand next to each other in some word. */
  readonly #pairs = new Uint32Array(1 << (PAIR_BITS - 5));

  /** `lists` have words of one cost and length, folded and joined without separators; of equal words the cheaper counts. */
  constructor(lists: Iterable<{ readonly joined: string; readonly length: number; readonly cost: number }>) {
    let symbols = 0;
    for (const { joined, length, cost } of lists) {
      for (let start = 0; start < joined.length; start += length) {
        let node = ROOT;
        for (let i = start; i < start + length; i++) {
          const unit = joined.charCodeAt(i);
          if (this.#symbols[unit] === 0) this.#symbols[unit] = ++symbols;
          node = this.#stepOrAdd(node, unit);
          if (i > start) this.#setPair(joined.charCodeAt(i - 1), unit);
        }
        const known = this.#costs[node] as number;
        if (known < 0 || cost < known) this.#costs[node] = cost;
      }
    }
    if (symbols >= 1 << SYMBOL_BITS || this.#size >= 1 << (32 - SYMBOL_BITS)) throw new RangeError('The list of words is too long for its keys.');
  }

  /** The node that a code unit of a folded text leads to; 0 when no word goes on like this. */
  step(node: number, unit: number): number {
    const symbol = this.#symbols[unit] as number;
    if (symbol === 0) return 0;
    const table = this.#table;
    const key = (node << SYMBOL_BITS | symbol) >>> 0;
    let at = hash(key, this.#shift);
    for (;;) {
      const found = table[at] as number;
      if (found === key) return table[at + 1] as number;
      if (found === 0) return 0;
      at = at + 2 === table.length ? 0 : at + 2;
    }
  }

  /** Cost of the word that ends at a node; -1 when none does. */
  costAt(node: number): number {
    return this.#costs[node] as number;
  }

  /** Cost of a folded word; undefined when the list does not have it. */
  cost(word: string): number | undefined {
    let node = ROOT;
    for (let i = 0; i < word.length; i++) {
      node = this.step(node, word.charCodeAt(i));
      if (node === 0) return undefined;
    }
    const cost = this.costAt(node);
    return cost < 0 ? undefined : cost;
  }

  /** Whether two code units may stand next to each other inside a word: no is certain, yes is wrong for one pair in twelve. */
  mayJoin(before: number, after: number): boolean {
    const bit = pairBit(before, after);
    return (((this.#pairs[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;
  }

  #setPair(before: number, after: number): void {
    const bit = pairBit(before, after);
    this.#pairs[bit >>> 5] = (this.#pairs[bit >>> 5] as number) | (1 << (bit & 31));
  }

  #stepOrAdd(node: number, unit: number): number {
    const known = this.step(node, unit);
    if (known !== 0) return known;
    if (2 * ++this.#edges > this.#table.length / 2) this.#growTable();
    const next = this.#size++;
    if (next === this.#costs.length) {
      const costs = new Int16Array(2 * next).fill(-1);
      costs.set(this.#costs);
      this.#costs = costs;
    }
    insert(this.#table, this.#shift, (node << SYMBOL_BITS | (this.#symbols[unit] as number)) >>> 0, next);
    return next;
  }

  #growTable(): void {
    const table = new Uint32Array(2 * this.#table.length);
    this.#shift--;
    for (let at = 0; at < this.#table.length; at += 2) {
      const key = this.#table[at] as number;
      if (key !== 0) insert(table, this.#shift, key, this.#table[at + 1] as number);
    }
    this.#table = table;
  }
}

/** Where a walk through a {@link WordTrie} begins. */
export const ROOT = 0;

/** The list uses some 11,000 characters and needs fewer than 2^18 nodes. */
const SYMBOL_BITS = 14;
const PAIR_BITS = 20;

/** An even place in a table of 2^(33 - shift) entries: multiplicative hashing (Knuth, vol. 3, 6.4). */
function hash(key: number, shift: number): number {
  return (Math.imul(key, 0x9e3779b1) >>> shift) << 1;
}

function insert(table: Uint32Array, shift: number, key: number, value: number): void {
  let at = hash(key, shift);
  while (table[at] !== 0) at = at + 2 === table.length ? 0 : at + 2;
  table[at] = key;
  table[at + 1] = value;
}

function pairBit(before: number, after: number): number {
  return Math.imul(before * 0x10000 + after, 0x9e3779b1) >>> (32 - PAIR_BITS);
}

let common: WordTrie | undefined;

/** The common words of Chinese (data/sources/words.json); read when first asked for, in about 30 ms. */
export function commonWords(): WordTrie {
  return (common ??= new WordTrie(
    Object.entries(words.words).flatMap(([cost, byLength]) => byLength.map((joined, index) => ({ joined: fold(joined), length: index + 1, cost: Number(cost) }))),
  ));
}
