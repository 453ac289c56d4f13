import { EdgeTable } from './edgeTable';
import { keyOf, pairBit, ROOT, type WordTables } from './wordTables';
import { commonWordTables } from './wordTables.built';

export { ROOT };

/** Cost of a Han character that the list does not know, and of any other sign. */
export const UNKNOWN_CHARACTER = 36;
export const OTHER_SIGN = 4;

/**
 * The words of a frequency list (folded), each with its cost -2 ln p in whole numbers, as a trie: walk it from
 * {@link ROOT} with {@link WordTrie.step}. The table of edges takes about two megabytes for 100,000 words.
 */
export class WordTrie {
  readonly #symbols: Uint16Array;
  readonly #beginnings: number;
  readonly #edges: EdgeTable;
  readonly #costs: Int16Array;
  readonly #pairs: Uint32Array;

  constructor({ symbols, beginnings, edges, costs, pairs }: WordTables) {
    this.#symbols = symbols;
    this.#beginnings = beginnings;
    this.#edges = EdgeTable.over(edges);
    this.#costs = costs;
    this.#pairs = pairs;
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
}

let common: WordTrie | undefined;

/** The common words of Chinese (data/sources/words.json); read when first asked for. */
export function commonWords(): WordTrie {
  return (common ??= new WordTrie(commonWordTables()));
}
