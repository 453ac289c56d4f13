import type { Steps } from '../../../text/steps';
import { SEPARATOR, type SymbolRow } from './symbols';

/** A row of symbols that stands in a corpus several times. */
export interface Ngram {
  /** Index of its first symbol where it stands first. */
  readonly first: number;
  readonly length: number;
  readonly frequency: number;
  /** In how many texts. */
  readonly documents: number;
  /** Branching entropy of what stands before and after it, in nats (Jin and Tanaka-Ishii 2006). */
  readonly left: number;
  readonly right: number;
  /** Share of its occurrences at whose start, and end, a word may begin and end. */
  readonly begins: number;
  readonly ends: number;
}

/** What is left of the counts when all n-grams have been told. */
export interface Counts {
  /** About how often the row of symbols at a place stands in the corpus: within five percent. 1 where it was not counted. */
  frequency(first: number, length: number): number;
}

/** A boundary that costs more (-2 ln p) is none: the division without it is some fifty times as probable. */
const DEAREST_BOUNDARY = 8;

/** Counts are kept as 16 log2, in a byte. */
const LOG_STEPS = 16;

/**
 * Tells all rows of up to `longest` symbols without a separator that stand in the corpus at least `least` times, by
 * length. A row can be frequent only if both rows of one symbol less are (Agrawal and Srikant 1994), so it is counted as
 * a pair of these: one pass for each length, with about 22 bytes a symbol of the corpus.
 */
export function* repeatedNgrams(row: SymbolRow, least: number, longest: number, tell: (ngram: Ngram) => void): Steps<Counts> {
  const levels: Uint8Array[] = [];
  let level = singles(row, least);
  for (let length = 1; length <= longest && level.counts.length > 1; length++) {
    yield;
    levels.push(logCounts(level));
    const next = pairs(level, row.length, length === longest ? Number.MAX_SAFE_INTEGER : least);
    tellLevel(row, level, next, length, tell);
    level = next;
  }
  return {
    frequency(first, length) {
      const log = levels[length - 1]?.[first];
      return log ? 2 ** ((log - 1) / LOG_STEPS) : 1;
    },
  };
}

/** The n-grams of one length: which of them begins at each symbol (0 for none), how often each stands and where first. */
interface Level {
  readonly ids: Int32Array;
  readonly counts: Int32Array;
  readonly firsts: Int32Array;
}

function singles({ symbols, length }: SymbolRow, least: number): Level {
  let highest = 0;
  for (let i = 0; i < length; i++) highest = Math.max(highest, symbols[i] as number);
  const totals = new Int32Array(highest + 1);
  for (let i = 0; i < length; i++) totals[symbols[i] as number] = (totals[symbols[i] as number] as number) + 1;
  totals[SEPARATOR] = 0;
  const numbers = new Int32Array(highest + 1);
  let kept = 1;
  for (let symbol = 1; symbol <= highest; symbol++) if ((totals[symbol] as number) >= least) numbers[symbol] = kept++;
  const level: Level = { ids: new Int32Array(length), counts: new Int32Array(kept), firsts: new Int32Array(kept) };
  for (let i = length - 1; i >= 0; i--) {
    const id = numbers[symbols[i] as number] as number;
    level.ids[i] = id;
    if (id === 0) continue;
    level.counts[id] = (level.counts[id] as number) + 1;
    level.firsts[id] = i;
  }
  return level;
}

/** Counts the pairs of n-grams that overlap in all but their ends. */
function pairs({ ids }: Level, length: number, least: number): Level {
  const found = new PairTable();
  const numbers = new Int32Array(length);
  if (least !== Number.MAX_SAFE_INTEGER) {
    for (let i = 0; i + 1 < length; i++) {
      const a = ids[i] as number;
      const b = ids[i + 1] as number;
      if (a !== 0 && b !== 0) numbers[i] = found.count(a, b, i);
    }
  }
  return found.atLeast(least, numbers);
}

/** A hash table from pairs of whole numbers to how often they were counted; open addressing. */
class PairTable {
  #slots = new Int32Array(1 << 12);
  #a = new Int32Array(1 << 11);
  #b = new Int32Array(1 << 11);
  #counts = new Int32Array(1 << 11);
  #firsts = new Int32Array(1 << 11);
  /** Pairs are numbered from 1. */
  #size = 1;

  /** Counts a pair once more; its number. */
  count(a: number, b: number, place: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(a, b) & mask;
    for (;;) {
      const id = this.#slots[slot] as number;
      if (id === 0) break;
      if (this.#a[id] === a && this.#b[id] === b) {
        this.#counts[id] = (this.#counts[id] as number) + 1;
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (this.#size === this.#a.length) {
      this.#grow();
      return this.count(a, b, place);
    }
    const id = this.#size++;
    this.#slots[slot] = id;
    this.#a[id] = a;
    this.#b[id] = b;
    this.#counts[id] = 1;
    this.#firsts[id] = place;
    return id;
  }

  /** Only pairs counted at least so often, numbered anew; `numbers` has the number of the pair at each place, and is changed. */
  atLeast(least: number, numbers: Int32Array): Level {
    const renumbered = new Int32Array(this.#size);
    let kept = 1;
    for (let id = 1; id < this.#size; id++) if ((this.#counts[id] as number) >= least) renumbered[id] = kept++;
    const counts = new Int32Array(kept);
    const firsts = new Int32Array(kept);
    for (let id = 1; id < this.#size; id++) {
      const number = renumbered[id] as number;
      if (number === 0) continue;
      counts[number] = this.#counts[id] as number;
      firsts[number] = this.#firsts[id] as number;
    }
    for (let i = 0; i < numbers.length; i++) numbers[i] = renumbered[numbers[i] as number] as number;
    return { ids: numbers, counts, firsts };
  }

  #grow(): void {
    const capacity = this.#a.length * 2;
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(capacity);
      wider.set(old);
      return wider;
    };
    this.#a = grown(this.#a);
    this.#b = grown(this.#b);
    this.#counts = grown(this.#counts);
    this.#firsts = grown(this.#firsts);
    this.#slots = new Int32Array(capacity * 2);
    const mask = this.#slots.length - 1;
    for (let id = 1; id < this.#size; id++) {
      let slot = hash(this.#a[id] as number, this.#b[id] as number) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id;
    }
  }
}

/** Multiplicative hashing of both numbers (Knuth, TAOCP 3, 6.4). */
function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function logCounts({ ids, counts }: Level): Uint8Array {
  const logs = Uint8Array.from(counts, (count) => (count === 0 ? 0 : Math.min(255, 1 + Math.round(LOG_STEPS * Math.log2(count)))));
  const byPlace = new Uint8Array(ids.length);
  for (let i = 0; i < ids.length; i++) byPlace[i] = logs[ids[i] as number] as number;
  return byPlace;
}

function tellLevel(row: SymbolRow, level: Level, next: Level, length: number, tell: (ngram: Ngram) => void): void {
  const size = level.counts.length;
  // For a row of frequency f with neighbours of frequencies c: H = ln f - (1/f) sum c ln c. Neighbours met once add nothing.
  const right = new Float64Array(size);
  const left = new Float64Array(size);
  for (let id = 1; id < next.counts.length; id++) {
    const count = next.counts[id] as number;
    const first = next.firsts[id] as number;
    const spread = count * Math.log(count);
    const before = level.ids[first] as number;
    const after = level.ids[first + 1] as number;
    right[before] = (right[before] as number) + spread;
    left[after] = (left[after] as number) + spread;
  }
  const begins = new Int32Array(size);
  const ends = new Int32Array(size);
  const documents = new Int32Array(size);
  const lastDocument = new Int32Array(size).fill(-1);
  let document = 0;
  for (let i = 0; i < level.ids.length; i++) {
    while (document + 1 < row.starts.length && (row.starts[document + 1] as number) <= i) document++;
    const id = level.ids[i] as number;
    if (id === 0) continue;
    if ((row.costs[i] as number) <= DEAREST_BOUNDARY) begins[id] = (begins[id] as number) + 1;
    if ((row.costs[i + length] as number) <= DEAREST_BOUNDARY) ends[id] = (ends[id] as number) + 1;
    if (lastDocument[id] !== document) documents[id] = (documents[id] as number) + 1;
    lastDocument[id] = document;
  }
  for (let id = 1; id < size; id++) {
    const frequency = level.counts[id] as number;
    tell({
      first: level.firsts[id] as number,
      length,
      frequency,
      documents: documents[id] as number,
      left: Math.log(frequency) - (left[id] as number) / frequency,
      right: Math.log(frequency) - (right[id] as number) / frequency,
      begins: (begins[id] as number) / frequency,
      ends: (ends[id] as number) / frequency,
    });
  }
}
