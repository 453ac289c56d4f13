import { unitsOf } from '../../text/units';
import { Beginnings, BLOCK, places } from './beginnings';
import { normalisePattern, normaliseUnit } from './normalForm';

export { normalisePattern };

/**
 * Finds every occurrence of many patterns: a trie in a double array (Aoe 1989), one `base` and one `check` a state, so that 20,000
 * terms take about one megabyte and stay in the processor's cache. It is walked only from places where a pattern may
 * begin (see {@link Beginnings}): in Chinese text few more than those where one does. Links that make one pass of all walks (Aho and
 * Corasick 1975) cost more there than they save.
 *
 * Latin letters compare without case, and a hyphen, a dash and a space are one symbol, so that `high-quality`
 * is also `High Quality`; whoever needs the case looks at the text. Everything else compares as it is: fold
 * patterns and text first (text/fold). Offsets are UTF-16 code units in the text scanned.
 */
export class PatternTrie {
  /** Symbol of each code unit; 0 for those in no pattern. */
  readonly #symbols: Uint16Array;
  /** Three numbers a state, together in one line of the cache: base, check, and the pattern that ends in it, or -1. */
  readonly #states: Int32Array;
  readonly #beginnings: Beginnings;

  /** Of patterns that are equal but for case and hyphens the first stands for all (see `normalisePattern`); empty ones never match, nor those too long for a term. */
  constructor(patterns: readonly string[]) {
    this.#symbols = assignSymbols(patterns);
    const trie = buildTrie(patterns, this.#symbols);
    const { base, check, stateOf } = placeStates(trie);
    this.#states = new Int32Array(FIELDS * base.length);
    for (let state = 0; state < base.length; state++) {
      this.#states[FIELDS * state + BASE] = base[state] as number;
      this.#states[FIELDS * state + CHECK] = FIELDS * (check[state] as number);
      this.#states[FIELDS * state + PATTERN] = NONE;
    }
    for (let node = 1; node < trie.size; node++) this.#states[FIELDS * (stateOf[node] as number) + PATTERN] = trie.pattern[node] as number;
    this.#beginnings = new Beginnings(patterns);
  }

  /** Memory of the tables, in bytes. */
  get byteLength(): number {
    return this.#symbols.byteLength + this.#states.byteLength + this.#beginnings.byteLength;
  }

  /** All occurrences, nested and overlapping ones too, by their beginnings; of those that begin together the shortest first. */
  scan(text: string): Occurrences {
    const { patterns, starts, ends } = this.scanUnits(unitsOf(text), text.length);
    return { patterns: patterns.slice(), starts: starts.slice(), ends: ends.slice() };
  }

  /** As {@link scan}, of the first `length` of some code units; two NUL stand behind them. Good until something else is scanned. */
  scanUnits(units: Uint16Array, length: number): Occurrences {
    let size = 0;
    for (let from = 0; from < length; from += BLOCK) {
      const count = this.#beginnings.find(units, from, Math.min(length, from + BLOCK));
      for (let i = 0; i < count; i++) size = this.#walk(units, places[i] as number, length, size);
    }
    return { patterns: found.patterns.subarray(0, size), starts: found.starts.subarray(0, size), ends: found.ends.subarray(0, size) };
  }

  /** Notes the patterns that begin at a place behind the `size` that were found before; how many there are then. */
  #walk(units: Uint16Array, start: number, length: number, size: number): number {
    const symbols = this.#symbols;
    const states = this.#states;
    let state = ROOT;
    let count = size;
    for (let i = start; i < length; i++) {
      const symbol = symbols[units[i] as number] as number;
      if (symbol === 0) break;
      const next = FIELDS * ((states[state + BASE] as number) + symbol);
      if (states[next + CHECK] !== state) break;
      state = next;
      const pattern = states[state + PATTERN] as number;
      if (pattern === NONE) continue;
      if (count === found.patterns.length) found = enlargedFound(found);
      found.patterns[count] = pattern;
      found.starts[count] = start;
      found.ends[count] = i + 1;
      count++;
    }
    return count;
  }
}

/** Where patterns stand: for each occurrence the pattern, by its index in the list the trie was built from, and the span. */
export interface Occurrences {
  readonly patterns: Uint32Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** What is found is written here, and copied when all is. */
let found: Occurrences = { patterns: new Uint32Array(1024), starts: new Uint32Array(1024), ends: new Uint32Array(1024) };

function enlargedFound({ patterns, starts, ends }: Occurrences): Occurrences {
  const twice = (row: Uint32Array): Uint32Array => {
    const larger = new Uint32Array(2 * row.length);
    larger.set(row);
    return larger;
  };
  return { patterns: twice(patterns), starts: twice(starts), ends: twice(ends) };
}

/** How many numbers a state has, and which is which. A state is named by the place of the first. */
const FIELDS = 3;
const BASE = 0;
const CHECK = 1;
const PATTERN = 2;
const NONE = -1;

/** State 0 of the double array. Slot 0 is never a child, so that 0 can also say "none". */
const ROOT = 0;

/** Numbers the code units of the patterns, the most frequent first: small symbols pack densely. */
function assignSymbols(patterns: readonly string[]): Uint16Array {
  const counts = new Uint32Array(0x10000);
  for (const pattern of patterns) {
    for (let i = 0; i < pattern.length; i++) (counts[normaliseUnit(pattern.charCodeAt(i))] as number)++;
  }
  const used: number[] = [];
  for (let unit = 0; unit < counts.length; unit++) if ((counts[unit] as number) > 0) used.push(unit);
  used.sort((a, b) => (counts[b] as number) - (counts[a] as number));
  const symbols = new Uint16Array(0x10000);
  used.forEach((unit, rank) => (symbols[unit] = rank + 1));
  for (let unit = 0; unit < symbols.length; unit++) {
    const normal = normaliseUnit(unit);
    if (normal !== unit) symbols[unit] = symbols[normal] as number;
  }
  return symbols;
}

/** A trie in breadth-first order: the children of a node stand together. Node 0 is the root. */
interface Trie {
  readonly size: number;
  readonly symbol: Uint16Array;
  /** The pattern that ends in the node, or -1. */
  readonly pattern: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
}

/** Depths and lengths are kept in 16 bits; no term is nearly as long. */
const LONGEST_PATTERN = 0xffff;

/** Built level by level over the sorted patterns, each node owning a stretch of them. */
function buildTrie(patterns: readonly string[], symbols: Uint16Array): Trie {
  const keys = patterns.map(normalisePattern);
  const order = keys.map((_, index) => index).filter((index) => keys[index] !== '' && (keys[index] as string).length <= LONGEST_PATTERN);
  order.sort((a, b) => {
    const x = keys[a] as string;
    const y = keys[b] as string;
    return x < y ? -1 : x > y ? 1 : a - b;
  });
  const capacity = keys.reduce((sum, key) => sum + key.length, 1);
  const symbol = new Uint16Array(capacity);
  const pattern = new Int32Array(capacity).fill(-1);
  const firstChild = new Int32Array(capacity);
  const childCount = new Int32Array(capacity);
  const from = new Int32Array(capacity);
  const to = new Int32Array(capacity);
  const depth = new Uint16Array(capacity);
  to[0] = order.length;
  let size = 1;
  for (let node = 0; node < size; node++) {
    const at = depth[node] as number;
    let i = from[node] as number;
    const end = to[node] as number;
    while (i < end && (keys[order[i] as number] as string).length === at) {
      if (pattern[node] === -1) pattern[node] = order[i] as number;
      i++;
    }
    firstChild[node] = size;
    while (i < end) {
      const unit = (keys[order[i] as number] as string).charCodeAt(at);
      const child = size++;
      from[child] = i;
      while (i < end && (keys[order[i] as number] as string).charCodeAt(at) === unit) i++;
      to[child] = i;
      depth[child] = at + 1;
      symbol[child] = symbols[unit] as number;
    }
    childCount[node] = size - (firstChild[node] as number);
  }
  return { size, symbol, pattern, firstChild, childCount };
}

interface Placed {
  readonly base: Int32Array;
  readonly check: Int32Array;
  /** State of each node of the trie. */
  readonly stateOf: Int32Array;
}

/** After so many free slots that did not fit, later searches begin where this one ended. */
const CROWDED = 16;

/**
 * Gives every node a slot so that the children of one stand at `base + symbol`: first fit along the free slots, the
 * nodes with most children first, so that those with one child fill the holes.
 */
function placeStates(trie: Trie): Placed {
  const slots = new FreeSlots(trie.size + 2 * largestOf(trie.symbol));
  const bases = new Int32Array(trie.size);
  for (const node of byChildCount(trie)) {
    const first = trie.firstChild[node] as number;
    bases[node] = slots.place(trie.symbol.subarray(first, first + (trie.childCount[node] as number)));
  }
  const length = slots.end + largestOf(trie.symbol) + 1;
  const base = new Int32Array(length);
  const check = new Int32Array(length).fill(-1);
  const stateOf = new Int32Array(trie.size);
  // Breadth first: a node has its state before its children get theirs.
  for (let node = 0; node < trie.size; node++) {
    const state = stateOf[node] as number;
    base[state] = bases[node] as number;
    const first = trie.firstChild[node] as number;
    for (let child = first; child < first + (trie.childCount[node] as number); child++) {
      const slot = (bases[node] as number) + (trie.symbol[child] as number);
      stateOf[child] = slot;
      check[slot] = state;
    }
  }
  // A state without children has base 0: the slots it points at belong to others, so `check` refuses them.
  return { base, check, stateOf };
}

function largestOf(values: Uint16Array): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}

/** The nodes that have children, those with most first. */
function byChildCount(trie: Trie): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < trie.size; node++) if ((trie.childCount[node] as number) > 0) nodes.push(node);
  return nodes.sort((a, b) => (trie.childCount[b] as number) - (trie.childCount[a] as number) || a - b);
}

/** The slots of a double array that are free, as a ring through slot 0, which is the root's. */
class FreeSlots {
  #next: Int32Array;
  #previous: Int32Array;
  #taken: Uint8Array;
  /** The free slot, or the root's, behind which searches for more than one child begin: what is before it is crowded. */
  #from = 0;
  /** One past the last slot taken. */
  end = 1;

  constructor(capacity: number) {
    this.#next = ring(capacity + 1, 1);
    this.#previous = ring(capacity + 1, -1);
    this.#taken = new Uint8Array(capacity + 1);
  }

  /** Takes a slot for each symbol, all at one distance from it, which is returned: the base. */
  place(symbols: Uint16Array): number {
    const least = symbols.reduce((a, b) => Math.min(a, b));
    const single = symbols.length === 1;
    let base = Math.max(0, this.end - least);
    let tries = 0;
    for (let slot = this.#next[single ? 0 : this.#from] as number; slot !== 0; slot = this.#next[slot] as number) {
      if (slot < least) continue;
      tries++;
      if (!this.#fits(slot - least, symbols)) continue;
      base = slot - least;
      if (!single && tries > CROWDED) this.#from = this.#previous[slot] as number;
      break;
    }
    for (const symbol of symbols) this.#take(base + symbol);
    return base;
  }

  #fits(base: number, symbols: Uint16Array): boolean {
    for (const symbol of symbols) if (this.#taken[base + symbol] === 1) return false;
    return true;
  }

  #take(slot: number): void {
    if (slot >= this.#taken.length) this.#grow(slot);
    if (slot === this.#from) this.#from = this.#previous[slot] as number;
    this.#taken[slot] = 1;
    const next = this.#next[slot] as number;
    const previous = this.#previous[slot] as number;
    this.#next[previous] = next;
    this.#previous[next] = previous;
    if (slot >= this.end) this.end = slot + 1;
  }

  #grow(needed: number): void {
    const from = this.#taken.length;
    const capacity = Math.max(needed + 1, Math.ceil(from * 1.5));
    const taken = new Uint8Array(capacity);
    taken.set(this.#taken);
    this.#taken = taken;
    this.#next = enlarged(this.#next, capacity);
    this.#previous = enlarged(this.#previous, capacity);
    const last = this.#previous[0] as number;
    for (let slot = from; slot < capacity; slot++) {
      this.#next[slot] = slot + 1 < capacity ? slot + 1 : 0;
      this.#previous[slot] = slot > from ? slot - 1 : last;
    }
    this.#next[last] = from;
    this.#previous[0] = capacity - 1;
  }
}

function ring(length: number, step: 1 | -1): Int32Array {
  const slots = new Int32Array(length);
  for (let slot = 0; slot < length; slot++) slots[slot] = (slot + step + length) % length;
  return slots;
}

function enlarged(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}
