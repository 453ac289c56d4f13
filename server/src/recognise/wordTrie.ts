import words from '../../data/sources/words.json';
import { fold } from '../text/fold';
import { EdgeTable } from './edgeTable';

/**
 * The words of a frequency list (folded), each with its cost -2 ln p in whole numbers, as a trie: walk it from
 * {@link ROOT} with {@link WordTrie.step}. The table of edges takes about two megabytes for 100,000 words.
 */
export class WordTrie {
  /** Number of each code unit that is in a word, from 1; 0 for all others. Those that begin words come first, and their numbers are the nodes that they lead to from the root. */
  readonly #symbols = new Uint16Array(0x10000);
  readonly #beginnings: number;
  /** By node and symbol; no key is 0, as symbols begin at 1. */
  readonly #edges = new EdgeTable(18);
  #size = 1;
  #costs = new Int16Array(1 << 17).fill(-1);
  /** A Bloom filter of one hash: bits of the pairs of code units that stand next to each other in some word. */
  readonly #pairs = new Uint32Array(1 << (PAIR_BITS - 5));

  /** `lists` have words of one cost and length, folded and joined without separators; of equal words the cheaper counts. */
  constructor(lists: readonly { readonly joined: string; readonly length: number; readonly cost: number }[]) {
    let symbols = 0;
    const number = (unit: number): void => {
      if (this.#symbols[unit] === 0) this.#symbols[unit] = ++symbols;
    };
    for (const { joined, length } of lists) for (let start = 0; start < joined.length; start += length) number(joined.charCodeAt(start));
    this.#beginnings = symbols;
    for (const { joined } of lists) for (let i = 0; i < joined.length; i++) number(joined.charCodeAt(i));
    this.#size += this.#beginnings;
    for (const { joined, length, cost } of lists) {
      for (let start = 0; start < joined.length; start += length) {
        let node = ROOT;
        for (let i = start; i < start + length; i++) {
          const unit = joined.charCodeAt(i);
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
    if (node === ROOT) return symbol <= this.#beginnings ? symbol : 0;
    if (symbol === 0) return 0;
    return this.#edges.get(keyOf(node, symbol));
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
    const next = this.#size++;
    if (next === this.#costs.length) {
      const costs = new Int16Array(2 * next).fill(-1);
      costs.set(this.#costs);
      this.#costs = costs;
    }
    this.#edges.add(keyOf(node, this.#symbols[unit] as number), next);
    return next;
  }
}

/** Where a walk through a {@link WordTrie} begins. */
export const ROOT = 0;

/** The list uses some 11,000 characters and needs fewer than 2^18 nodes. */
const SYMBOL_BITS = 14;
const PAIR_BITS = 20;

function keyOf(node: number, symbol: number): number {
  return ((node << SYMBOL_BITS) | symbol) >>> 0;
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
