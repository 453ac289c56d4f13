import { isHan, isLargeHan } from '../../text/characters';
import { commonWords, OTHER_SIGN, ROOT, UNKNOWN_CHARACTER } from '../wordTrie';

/**
 * How well a stretch of Chinese reads as a row of ordinary words: the cost of its cheapest division
 * into words of a frequency list (a unigram model, solved by dynamic programming as in Sproat et al.,
 * "A stochastic finite-state word-segmentation algorithm for Chinese", Computational Linguistics 22(3), 1996).
 * Costs are -2 ln p, in whole numbers.
 */

/** Characters in the longest word of the list. */
const LONGEST_WORD = 8;

/** Ends the words of a place in a lattice. */
const END = -2;
/** Room for the longest name: eight transliterating characters, four of a name with two surnames beyond the BMP. */
const LONGEST_NAME = 16;

/** More than any row of words costs. */
const NO_WAY = 0x3fffffff;

/** Cost of a folded word as one entry of the list; undefined when the list does not have it. */
export function wordCost(word: string): number | undefined {
  return commonWords().cost(word);
}

/** Whether the list has a stretch of a folded text as one word; no when it reaches beyond the text. */
export function isWordAt(text: string, start: number, end: number): boolean {
  if (start < 0 || end > text.length) return false;
  const words = commonWords();
  if (end - start > 1 && !words.mayJoin(text.charCodeAt(start), text.charCodeAt(start + 1))) return false;
  let node = ROOT;
  for (let i = start; i < end; i++) {
    node = words.step(node, text.charCodeAt(i));
    if (node === 0) return false;
  }
  return words.costAt(node) >= 0;
}

/** Cost of each code unit as a word of its own; -1 until it is first asked for, so that nothing is worked out in vain at the start. */
const alone = new Int16Array(0x10000).fill(-1);

/** Cost of a code unit as a word of its own. */
export function costAlone(unit: number): number {
  const known = alone[unit] as number;
  return known >= 0 ? known : (alone[unit] = findCostAlone(unit));
}

function findCostAlone(unit: number): number {
  const words = commonWords();
  const known = words.costAt(words.step(ROOT, unit));
  return known >= 0 ? known : isHan(unit) || isLargeHan(unit) ? UNKNOWN_CHARACTER : OTHER_SIGN;
}

/** Cost of two code units as one word of the list; -1 when it has no such word. */
export function costOfPair(first: number, second: number): number {
  const words = commonWords();
  if (!words.mayJoin(first, second)) return -1;
  const beginning = words.step(ROOT, first);
  const node = beginning === 0 ? 0 : words.step(beginning, second);
  return node === 0 ? -1 : words.costAt(node);
}

/**
 * The cheapest costs of reading a stretch of a folded text as words, from either end to every place in it. One object
 * may read many stretches: it keeps its tables.
 */
export class WordLattice {
  #start = 0;
  #before = new Int32Array(0);
  #after = new Int32Array(0);
  /** Costs of the words found from the left, for the way back: by place and length. */
  #words = new Int16Array(0);

  constructor(text = '', start = 0, end = text.length) {
    this.read(text, start, end);
  }

  /** Reads another stretch. */
  read(text: string, start: number, end: number): void {
    const trie = commonWords();
    const size = end - start;
    if (size >= this.#before.length) this.#grow(size + 1);
    this.#start = start;
    const before = this.#before;
    const after = this.#after;
    const words = this.#words;
    for (let i = 0; i <= size; i++) before[i] = after[i] = NO_WAY;
    before[0] = 0;
    after[size] = 0;
    for (let i = 0; i < size; i++) {
      const base = before[i] as number;
      const first = text.charCodeAt(start + i);
      const own = costAlone(first);
      if (base + own < (before[i + 1] as number)) before[i + 1] = base + own;
      const at = i * LONGEST_WORD;
      words[at] = own;
      const longest = Math.min(LONGEST_WORD, size - i);
      let length = 1;
      let previous = first;
      for (let node = ROOT; length < longest; length++) {
        const unit = text.charCodeAt(start + i + length);
        // Most places are settled by one look at a small table.
        if (!trie.mayJoin(previous, unit)) break;
        if (length === 1) node = trie.step(ROOT, first);
        if (node !== 0) node = trie.step(node, unit);
        if (node === 0) break;
        previous = unit;
        const cost = trie.costAt(node);
        words[at + length] = cost;
        if (cost >= 0 && base + cost < (before[i + length + 1] as number)) before[i + length + 1] = base + cost;
      }
      if (length < LONGEST_WORD) words[at + length] = END;
    }
    for (let i = size - 1; i >= 0; i--) {
      const at = i * LONGEST_WORD;
      let least = NO_WAY;
      for (let length = 0; length < LONGEST_WORD; length++) {
        const cost = words[at + length] as number;
        if (cost === END) break;
        if (cost >= 0) least = Math.min(least, cost + (after[i + length + 1] as number));
      }
      after[i] = least;
    }
  }

  /** What the whole stretch costs as a row of ordinary words. */
  get cost(): number {
    return this.#after[0] as number;
  }

  /**
   * How much cheaper the stretch reads when the characters from `start` to `end` are one name of the given cost:
   * the logarithm of a likelihood ratio, doubled; positive speaks for the name.
   */
  gain(start: number, end: number, nameCost: number): number {
    const whole = this.#after[0] as number;
    return whole - (this.#before[start - this.#start] as number) - nameCost - (this.#after[end - this.#start] as number);
  }

  /** What it costs to let a word end and another begin at an offset, against the best division; 0 at the boundaries of that. */
  boundaryCost(offset: number): number {
    const i = offset - this.#start;
    return (this.#before[i] as number) + (this.#after[i] as number) - (this.#after[0] as number);
  }

  #grow(size: number): void {
    const room = Math.max(64, size);
    this.#before = new Int32Array(room);
    this.#after = new Int32Array(room);
    this.#words = new Int16Array(room * LONGEST_WORD);
  }
}

/**
 * How much better a stretch of a folded text reads with a name in it ({@link WordLattice.gain}), for many names in one
 * stretch. What lies beyond a place that no word crosses costs the same with the name and without, so only the characters
 * between two such places are read.
 */
export class NameGains {
  #text = '';
  #start = 0;
  #end = 0;
  /** What the lattice has read: between two places that no word crosses. */
  readonly #lattice = new WordLattice();
  #from = 0;
  #to = 0;

  /** Sets the stretch in which names are looked for. */
  within(text: string, start: number, end: number): void {
    this.#text = text;
    this.#start = start;
    this.#end = end;
    this.#from = this.#to = start;
  }

  of(start: number, end: number, nameCost: number): number {
    if (start < this.#from || end > this.#to) this.#read(start, end);
    return this.#lattice.gain(start, end, nameCost);
  }

  #read(start: number, end: number): void {
    const words = commonWords();
    const text = this.#text;
    let from = start;
    while (from > this.#start && words.mayJoin(text.charCodeAt(from - 1), text.charCodeAt(from))) from--;
    let to = end;
    while (to < this.#end && words.mayJoin(text.charCodeAt(to - 1), text.charCodeAt(to))) to++;
    this.#from = from;
    this.#to = to;
    this.#lattice.read(text, from, to);
  }
}

/**
 * A bound that the gain of a name at some place does not exceed: what its characters cost as words that do not reach beyond it, which
 * is one way to read them, less the cost of the name.
 */
export function gainWithin(text: string, start: number, end: number, nameCost: number): number {
  const words = commonWords();
  const size = end - start;
  for (let i = 1; i <= size; i++) least[i] = NO_WAY;
  for (let i = 0; i < size; i++) {
    const base = least[i] as number;
    const first = text.charCodeAt(start + i);
    const own = base + costAlone(first);
    if (own < (least[i + 1] as number)) least[i + 1] = own;
    let previous = first;
    let node = ROOT;
    for (let j = i + 1; j < size; j++) {
      const unit = text.charCodeAt(start + j);
      if (!words.mayJoin(previous, unit)) break;
      if (j === i + 1) node = words.step(ROOT, first);
      if (node !== 0) node = words.step(node, unit);
      if (node === 0) break;
      previous = unit;
      const cost = words.costAt(node);
      if (cost >= 0 && base + cost < (least[j + 1] as number)) least[j + 1] = base + cost;
    }
  }
  return (least[size] as number) - nameCost;
}

/** Least costs of the beginnings of a name. */
const least = new Int32Array(LONGEST_NAME + 1);
