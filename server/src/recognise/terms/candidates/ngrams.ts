import type { Steps } from '../../../text/steps';
import { hash, PairTable } from './pairTable';
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

/** What stands less often is no part of anything that is counted. */
const REPEATED = 2;
/** Symbols that are gone through in one step, and n-grams that are told: a millisecond or so. */
const STEP = 1 << 15;
const TOLD = 1 << 5;
/** From so many n-grams of one length on there may be as many pairs of them that stand once as there are symbols. */
const SIEVE_FROM = 1 << 18;

/**
 * Tells all rows of up to `longest` symbols without a separator that stand in the corpus at least `least` times (twice or more), by length. A row can be
 * frequent only if both rows of one symbol less are (Agrawal and Srikant 1994), so it is counted as a pair of these: one pass for each length. Where
 * there are very many, another before it tells which pairs stand only once, by a bit for each hash (Park, Chen and Yu 1995): these are not counted.
 *
 * Beside the symbols it keeps four bytes for each, and some twenty for each row of one length that is repeated.
 */
export function* repeatedNgrams(row: SymbolRow, least: number, longest: number, tell: (ngram: Ngram) => void, sieveFrom = SIEVE_FROM): Steps<void> {
  const ids = new Int32Array(row.length);
  // Single symbols are numbered by themselves.
  let before = row.symbols.subarray(0, row.length);
  let level = yield* singles(before, row.symbolCount, least);
  for (let length = 1; length <= longest && level.size > 0; length++) {
    const pairs = new PairTable();
    const sieve = level.size >= sieveFrom && length < longest ? yield* sieveOf(before, level) : undefined;
    const statistics = yield* countPairs(row, before, ids, level, length, length < longest ? pairs : undefined, sieve);
    yield* tellLevel(level, statistics, pairs, length, tell);
    level = yield* levelOf(pairs, least);
    before = ids;
  }
}

/**
 * The n-grams of one length. At each symbol stands the number that the one beginning there was counted under; here the repeated ones have numbers
 * without gaps, first those that are told.
 */
interface Level {
  /** From the numbers they were counted under; 0 for what is not repeated. */
  readonly numbers: Int32Array;
  /** How many there are. */
  readonly size: number;
  /** How many of them are told. */
  readonly told: number;
  /** Of those that are told. */
  readonly counts: Int32Array;
  readonly firsts: Int32Array;
}

function* singles(symbols: Int32Array, symbolCount: number, least: number): Steps<Level> {
  const counts = new Int32Array(symbolCount);
  const firsts = new Int32Array(symbolCount);
  for (let i = symbols.length - 1; i >= 0; i--) {
    if (i % STEP === 0) yield;
    const symbol = symbols[i] as number;
    counts[symbol] = (counts[symbol] as number) + 1;
    firsts[symbol] = i;
  }
  counts[SEPARATOR] = 0;
  return yield* numbered(symbolCount, least, (symbol) => counts[symbol] as number, (symbol) => firsts[symbol] as number);
}

function levelOf(pairs: PairTable, least: number): Steps<Level> {
  return numbered(pairs.size + 1, least, (pair) => (pair === 0 ? 0 : pairs.countOf(pair)), (pair) => pairs.placeOf(pair));
}

function* numbered(size: number, least: number, countOf: (old: number) => number, firstOf: (old: number) => number): Steps<Level> {
  let told = 0;
  let repeated = 0;
  for (let old = 0; old < size; old++) {
    if (old % STEP === 0) yield;
    const count = countOf(old);
    if (count >= REPEATED) repeated++;
    if (count >= REPEATED && count >= least) told++;
  }
  const level = { numbers: new Int32Array(size), size: repeated, told, counts: new Int32Array(told + 1), firsts: new Int32Array(told + 1) };
  let next = 1;
  let nextRare = told + 1;
  for (let old = 0; old < size; old++) {
    if (old % STEP === 0) yield;
    const count = countOf(old);
    if (count < REPEATED) continue;
    if (count < least) {
      level.numbers[old] = nextRare++;
      continue;
    }
    level.counts[next] = count;
    level.firsts[next] = firstOf(old);
    level.numbers[old] = next++;
  }
  return level;
}

/** Which pairs may stand more than once, by the hash of a pair. */
class Sieve {
  readonly #once: Uint32Array;
  readonly #again: Uint32Array;
  readonly #mask: number;

  /** @param pairs how many there are at most */
  constructor(pairs: number) {
    const bits = 2 ** Math.ceil(Math.log2(Math.max(32, 2 * pairs)));
    this.#once = new Uint32Array(bits / 32);
    this.#again = new Uint32Array(bits / 32);
    this.#mask = bits - 1;
  }

  note(a: number, b: number): void {
    const place = hash(a, b) & this.#mask;
    const bit = 1 << (place & 31);
    const word = place >>> 5;
    const before = this.#once[word] as number;
    if (before & bit) this.#again[word] = (this.#again[word] as number) | bit;
    else this.#once[word] = before | bit;
  }

  isRepeated(a: number, b: number): boolean {
    const place = hash(a, b) & this.#mask;
    return ((this.#again[place >>> 5] as number) & (1 << (place & 31))) !== 0;
  }
}

function* sieveOf(ids: Int32Array, { numbers }: Level): Steps<Sieve> {
  const sieve = new Sieve(ids.length);
  let b = numbers[ids[0] as number] as number;
  for (let i = 0; i + 1 < ids.length; i++) {
    if (i % STEP === 0) yield;
    const a = b;
    b = numbers[ids[i + 1] as number] as number;
    if (a !== 0 && b !== 0) sieve.note(a, b);
  }
  return sieve;
}

/** What is counted of an n-gram beside its neighbours. */
const BEGINS = 0;
const ENDS = 1;
const DOCUMENTS = 2;
const LAST_DOCUMENT = 3;
const COUNTED = 4;

/**
 * One pass over all symbols: what stands around the n-grams that are told is counted, and the pairs of n-grams that overlap in all but their ends, whose
 * numbers are put at the symbols in the place of those of the n-grams (`before`, which may be the same array).
 */
function* countPairs(row: SymbolRow, before: Int32Array, ids: Int32Array, { numbers, told }: Level, length: number, pairs: PairTable | undefined, sieve: Sieve | undefined): Steps<Int32Array> {
  const statistics = new Int32Array(COUNTED * (told + 1));
  const end = ids.length;
  let document = 0;
  let nextDocument = row.starts[1] ?? end;
  let b = end > 0 ? (numbers[before[0] as number] as number) : 0;
  for (let from = 0; from < end; from += STEP) {
    yield;
    if (pairs) yield* pairs.room(STEP);
    for (let i = from; i < Math.min(from + STEP, end); i++) {
      const a = b;
      b = i + 1 < end ? (numbers[before[i + 1] as number] as number) : 0;
      if (a === 0) {
        ids[i] = 0;
        continue;
      }
      if (a <= told) {
        while (nextDocument <= i) nextDocument = row.starts[++document + 1] ?? end;
        const at = COUNTED * a;
        if (row.mayBegin(i)) statistics[at + BEGINS] = (statistics[at + BEGINS] as number) + 1;
        if (row.mayBegin(i + length)) statistics[at + ENDS] = (statistics[at + ENDS] as number) + 1;
        if (statistics[at + LAST_DOCUMENT] !== document + 1) {
          statistics[at + LAST_DOCUMENT] = document + 1;
          statistics[at + DOCUMENTS] = (statistics[at + DOCUMENTS] as number) + 1;
        }
      }
      ids[i] = pairs !== undefined && b !== 0 && (sieve === undefined || sieve.isRepeated(a, b)) ? pairs.count(a, b, i) : 0;
    }
  }
  return statistics;
}

function* tellLevel({ told, counts, firsts }: Level, statistics: Int32Array, pairs: PairTable, length: number, tell: (ngram: Ngram) => void): Steps<void> {
  // For a row of frequency f with neighbours of frequencies c: H = ln f - (1/f) sum c ln c. Neighbours met once add nothing.
  const right = new Float64Array(told + 1);
  const left = new Float64Array(told + 1);
  for (let pair = 1; pair <= pairs.size; pair++) {
    if (pair % STEP === 0) yield;
    const count = pairs.countOf(pair);
    if (count < REPEATED) continue;
    const before = pairs.firstOf(pair);
    const after = pairs.secondOf(pair);
    const spread = count * Math.log(count);
    if (before <= told) right[before] = (right[before] as number) + spread;
    if (after <= told) left[after] = (left[after] as number) + spread;
  }
  for (let id = 1; id <= told; id++) {
    if (id % TOLD === 0) yield;
    const frequency = counts[id] as number;
    const at = COUNTED * id;
    tell({
      first: firsts[id] as number,
      length,
      frequency,
      documents: statistics[at + DOCUMENTS] as number,
      left: Math.log(frequency) - (left[id] as number) / frequency,
      right: Math.log(frequency) - (right[id] as number) / frequency,
      begins: (statistics[at + BEGINS] as number) / frequency,
      ends: (statistics[at + ENDS] as number) / frequency,
    });
  }
}
