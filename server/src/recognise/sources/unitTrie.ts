import { EdgeTable } from '../edgeTable';

/** Labels are the low bits of a node, so that a step tells them as well. Nodes count from 1, so that no edge has the key 0, which marks an empty place. */
const LABEL_BITS = 14;
const LABELS = (1 << LABEL_BITS) - 1;

/** Where a walk through a trie begins. */
export const ROOT = 1 << LABEL_BITS;

/**
 * Words as a trie of code units, each with labels: bits, fourteen at most, of which a word has one at least. A step is one look, nearly
 * always without a second, and makes no object. The table of its edges is as small as that allows, for there are many such sets and all
 * are to stay in the caches of the processor.
 */
export class UnitTrie {
  readonly #edges: EdgeTable;

  /** Throws a RangeError for more words than there are keys for. */
  constructor(words: Iterable<readonly [word: string, labels: number]>) {
    const nodes = new Map<number, number>();
    let size = (ROOT >> LABEL_BITS) + 1;
    for (const [word, labels] of words) {
      let node = ROOT;
      for (let i = 0; i < word.length; i++) {
        const key = keyOf(node, word.charCodeAt(i));
        node = nodes.get(key) ?? size++ << LABEL_BITS;
        if (i === word.length - 1) node |= labels;
        nodes.set(key, node);
      }
    }
    if (size > 0x10000) throw new RangeError('The words are too many for the keys of their trie.');
    this.#edges = new EdgeTable(Math.ceil(Math.log2(2 * nodes.size + 2)));
    for (const [key, node] of nodes) this.#edges.add(key, node);
  }

  /** The node that a code unit leads to; 0 when no word goes on like this. */
  step(node: number, unit: number): number {
    return this.#edges.get(keyOf(node, unit));
  }
}

/** The labels of the word that ends at a node; 0 when none does. */
export function labelsAt(node: number): number {
  return node & LABELS;
}

function keyOf(node: number, unit: number): number {
  return (((node >>> LABEL_BITS) << 16) | unit) >>> 0;
}
