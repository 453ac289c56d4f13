import type { Steps } from '../../../text/steps';
import { PairTable } from './pairTable';
import type { SymbolRow, SymbolSpan } from './symbols';

/** Symbols that are gone through in one step. */
const STEP = 1 << 14;
/** Rows that are asked for in one step. */
const ASKED = 1 << 10;
/** Counts are told as 16 log2 in a byte, so within some two percent. */
const LOG_STEPS = 16;

/** About how often rows of symbols stand in the corpus. */
export interface Counts {
  /** Of a row that was asked for; 1 where it stands once. */
  frequency(first: number, length: number): number;
}

/** Counts some rows of symbols, none with a separator, in one pass: they are the branches of a trie, walked from every symbol. */
export function* countRows(row: SymbolRow, asked: Iterable<SymbolSpan>): Steps<Counts> {
  const { symbols } = row;
  // By first symbol: the node, and how often it stands.
  const roots = new Int32Array(row.symbolCount);
  const rootCounts: number[] = [0];
  // A node and what follows it are a pair; nodes of these begin behind the roots.
  const edges = new PairTable();
  let number = 0;
  const spans: SymbolSpan[] = [];
  for (const span of asked) {
    spans.push(span);
    const symbol = symbols[span.first] as number;
    if (roots[symbol] === 0) roots[symbol] = rootCounts.push(0) - 1;
    if (++number % ASKED === 0) yield;
  }
  const edgeNode = rootCounts.length;
  for (const [i, { first, length }] of spans.entries()) {
    if (i % ASKED === 0) {
      yield;
      yield* edges.room(ASKED * LONGEST_ROW);
    }
    let node = roots[symbols[first] as number] as number;
    for (let at = first + 1; at < first + length; at++) node = edgeNode + edges.count(node, symbols[at] as number, 0);
  }
  const counts = new Int32Array(edges.size + 1);
  for (let i = 0; i < row.length; i++) {
    if (i % STEP === 0) yield;
    let node = roots[symbols[i] as number] as number;
    if (node === 0) continue;
    rootCounts[node] = (rootCounts[node] as number) + 1;
    for (let at = i + 1; ; at++) {
      const edge = edges.find(node, symbols[at] as number);
      if (edge === 0) break;
      counts[edge] = (counts[edge] as number) + 1;
      node = edgeNode + edge;
    }
  }
  return {
    frequency(first, length) {
      let node = roots[symbols[first] as number] as number;
      let count = rootCounts[node] as number;
      for (let at = first + 1; at < first + length; at++) {
        const edge = edges.find(node, symbols[at] as number);
        count = counts[edge] as number;
        node = edgeNode + edge;
      }
      return rounded(count);
    },
  };
}

/** The longest row that is asked for. */
const LONGEST_ROW = 12;

function rounded(count: number): number {
  return count < 2 ? 1 : 2 ** ((Math.min(255, 1 + Math.round(LOG_STEPS * Math.log2(count))) - 1) / LOG_STEPS);
}
