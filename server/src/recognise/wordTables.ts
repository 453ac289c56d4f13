import { EdgeTable } from './edgeTable';

/** What a trie of words (wordTrie.ts) is made of. Plain data. */
export interface WordTables {
  /** Number of each code unit that is in a word, from 1; 0 for all others. Those that begin words come first, and their numbers are the nodes that they lead to from the root. */
  readonly symbols: Uint16Array;
  readonly beginnings: number;
  /** The table of an {@link EdgeTable} by node and symbol; no key is 0, as symbols begin at 1. */
  readonly edges: Uint32Array;
  /** By node. */
  readonly costs: Int16Array;
  /** A Bloom filter of one hash: bits of the pairs of code units that stand next to each other in some word. */
  readonly pairs: Uint32Array;
}

/** Where a walk through a trie of words begins. */
export const ROOT = 0;

/** The list uses some 11,000 characters and needs fewer than 2^18 nodes. */
const SYMBOL_BITS = 14;
const PAIR_BITS = 20;
/** Length of {@link WordTables.pairs}. */
const PAIR_TABLE = 1 << (PAIR_BITS - 5);

/** The key of an edge. */
export function keyOf(node: number, symbol: number): number {
  return ((node << SYMBOL_BITS) | symbol) >>> 0;
}

/** The bit of two neighbours. */
export function pairBit(before: number, after: number): number {
  return Math.imul(before * 0x10000 + after, 0x9e3779b1) >>> (32 - PAIR_BITS);
}

/** Words of one cost and length, folded and joined without separators. */
export interface WordList {
  readonly joined: string;
  /** In UTF-16 code units. */
  readonly length: number;
  readonly cost: number;
}

/** The tables for a trie of the words of several lists; of equal words the cheaper counts. Throws a RangeError for more than there are keys for. */
export function wordTables(lists: readonly WordList[]): WordTables {
  const { symbols, beginnings, count } = numberUnits(lists);
  const edges = new EdgeTable(18);
  const pairs = new Uint32Array(PAIR_TABLE);
  let costs = new Int16Array(1 << 17).fill(-1);
  let size = 1 + beginnings;
  const step = (node: number, unit: number): number => {
    const symbol = symbols[unit] as number;
    if (node === ROOT) return symbol;
    const known = edges.get(keyOf(node, symbol));
    if (known !== 0) return known;
    if (size === costs.length) costs = enlarged(costs);
    edges.add(keyOf(node, symbol), size);
    return size++;
  };
  for (const { joined, length, cost } of lists) {
    for (let start = 0; start < joined.length; start += length) {
      let node = ROOT;
      for (let i = start; i < start + length; i++) {
        const unit = joined.charCodeAt(i);
        node = step(node, unit);
        if (i > start) setBit(pairs, pairBit(joined.charCodeAt(i - 1), unit));
      }
      const known = costs[node] as number;
      if (known < 0 || cost < known) costs[node] = cost;
    }
  }
  if (count >= 1 << SYMBOL_BITS || size >= 1 << (32 - SYMBOL_BITS)) throw new RangeError('The list of words is too long for its keys.');
  return { symbols, beginnings, edges: edges.table, costs: costs.slice(0, size), pairs };
}

/** Numbers for all code units of the words, those that begin one first. */
function numberUnits(lists: readonly WordList[]): { symbols: Uint16Array; beginnings: number; count: number } {
  const symbols = new Uint16Array(0x10000);
  let count = 0;
  const number = (unit: number): void => {
    if (symbols[unit] === 0) symbols[unit] = ++count;
  };
  for (const { joined, length } of lists) for (let start = 0; start < joined.length; start += length) number(joined.charCodeAt(start));
  const beginnings = count;
  for (const { joined } of lists) for (let i = 0; i < joined.length; i++) number(joined.charCodeAt(i));
  return { symbols, beginnings, count };
}

function enlarged(costs: Int16Array): Int16Array<ArrayBuffer> {
  const larger = new Int16Array(2 * costs.length).fill(-1);
  larger.set(costs);
  return larger;
}

function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
}
