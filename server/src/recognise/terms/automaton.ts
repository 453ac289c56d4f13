/**
 * Finds every occurrence of many patterns in one pass: an Aho-Corasick automaton (Aho and Corasick 1975) whose
 * trie is a double array (Aoe 1989): one `base` and one `check` a state, so that 20,000 terms take about one and
 * a half megabytes and stay in the processor's cache.
 *
 * Latin letters compare without case, and a hyphen, a dash and a space are one symbol, so that `high-quality`
 * is also `High Quality`; whoever needs the case looks at the text. Everything else compares as it is: fold
 * patterns and text first (text/fold). Offsets are UTF-16 code units in the text scanned.
 */
export class Automaton {
  /** Symbol of each code unit; 0 for those in no pattern. */
  readonly #symbols: Uint16Array;
  readonly #base: Int32Array;
  readonly #check: Int32Array;
  readonly #fail: Int32Array;
  /** The state itself, or the nearest on its chain of failure links, that ends a pattern; 0 for none. */
  readonly #output: Int32Array;
  /** The pattern that ends in a state, or -1. */
  readonly #pattern: Int32Array;
  readonly #lengths: Uint16Array;

  /** Of patterns that are equal but for case and hyphens the first stands for all (see `normalisePattern`); empty ones never match. */
  constructor(patterns: readonly string[]) {
    this.#symbols = assignSymbols(patterns);
    this.#lengths = Uint16Array.from(patterns, (pattern) => pattern.length);
    const trie = buildTrie(patterns, this.#symbols);
    const { base, check, stateOf } = placeStates(trie);
    this.#base = base;
    this.#check = check;
    this.#fail = new Int32Array(base.length);
    this.#output = new Int32Array(base.length);
    this.#pattern = new Int32Array(base.length).fill(-1);
    this.#link(trie, stateOf);
  }

  /** Memory of the tables, in bytes. */
  get byteLength(): number {
    const tables = [this.#symbols, this.#base, this.#check, this.#fail, this.#output, this.#pattern, this.#lengths];
    return tables.reduce((sum, table) => sum + table.byteLength, 0);
  }

  /** All occurrences, nested and overlapping ones too, by their ends; of those with one end the longest first. */
  scan(text: string): Occurrence[] {
    const symbols = this.#symbols;
    const base = this.#base;
    const check = this.#check;
    const fail = this.#fail;
    const output = this.#output;
    const found: Occurrence[] = [];
    let state = ROOT;
    for (let i = 0; i < text.length; i++) {
      const symbol = symbols[text.charCodeAt(i)] as number;
      if (symbol === 0) {
        state = ROOT;
        continue;
      }
      for (;;) {
        const next = (base[state] as number) + symbol;
        if (check[next] === state) {
          state = next;
          break;
        }
        if (state === ROOT) break;
        state = fail[state] as number;
      }
      if (output[state] !== 0) this.#report(output[state] as number, i + 1, found);
    }
    return found;
  }

  #report(state: number, end: number, found: Occurrence[]): void {
    for (let at = state; at !== 0; at = this.#output[this.#fail[at] as number] as number) {
      const pattern = this.#pattern[at] as number;
      found.push({ pattern, start: end - (this.#lengths[pattern] as number), end });
    }
  }

  /** Sets failure and output links, breadth first: a node's parent is done before it. */
  #link(trie: Trie, stateOf: Int32Array): void {
    for (let node = 1; node < trie.size; node++) {
      const state = stateOf[node] as number;
      const parent = stateOf[trie.parent[node] as number] as number;
      const symbol = trie.symbol[node] as number;
      let fail = ROOT;
      if (parent !== ROOT) {
        let from = this.#fail[parent] as number;
        for (;;) {
          const next = (this.#base[from] as number) + symbol;
          if (this.#check[next] === from) {
            fail = next;
            break;
          }
          if (from === ROOT) break;
          from = this.#fail[from] as number;
        }
      }
      this.#fail[state] = fail;
      this.#pattern[state] = trie.pattern[node] as number;
      this.#output[state] = trie.pattern[node] === -1 ? (this.#output[fail] as number) : state;
    }
  }
}

/** A pattern, by its index in the list the automaton was built from, and where it stands. */
export interface Occurrence {
  readonly pattern: number;
  readonly start: number;
  readonly end: number;
}

/** What patterns are compared by: small letters, every hyphen and dash a space. Same length. */
export function normalisePattern(text: string): string {
  let normal = '';
  for (let i = 0; i < text.length; i++) normal += String.fromCharCode(normaliseUnit(text.charCodeAt(i)));
  return normal;
}

function normaliseUnit(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  return unit === 0x2d || unit === 0x2014 ? 0x20 : unit;
}

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
  readonly parent: Int32Array;
  readonly symbol: Uint16Array;
  /** The pattern that ends in the node, or -1. */
  readonly pattern: Int32Array;
  readonly firstChild: Int32Array;
  readonly childCount: Int32Array;
}

/** Built level by level over the sorted patterns, each node owning a stretch of them. */
function buildTrie(patterns: readonly string[], symbols: Uint16Array): Trie {
  const keys = patterns.map(normalisePattern);
  const order = keys.map((_, index) => index).filter((index) => keys[index] !== '');
  order.sort((a, b) => {
    const x = keys[a] as string;
    const y = keys[b] as string;
    return x < y ? -1 : x > y ? 1 : a - b;
  });
  const capacity = keys.reduce((sum, key) => sum + key.length, 1);
  const parent = new Int32Array(capacity);
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
      parent[child] = node;
      symbol[child] = symbols[unit] as number;
    }
    childCount[node] = size - (firstChild[node] as number);
  }
  return { size, parent, symbol, pattern, firstChild, childCount };
}

interface Placed {
  readonly base: Int32Array;
  readonly check: Int32Array;
  /** State of each node of the trie. */
  readonly stateOf: Int32Array;
}

/** How many places are tried for a node's children before they go to the end of the array. */
const MOST_TRIES = 200;

/** Gives every node a slot so that the children of one stand at `base + symbol`, first fit along the free slots. */
function placeStates(trie: Trie): Placed {
  let largest = 1;
  for (let node = 1; node < trie.size; node++) largest = Math.max(largest, trie.symbol[node] as number);
  let capacity = trie.size + 2 * largest + 2;
  let base: Int32Array = new Int32Array(capacity);
  let check: Int32Array = new Int32Array(capacity).fill(-1);
  // Free slots form a ring through slot 0, which is taken by the root.
  let next = ring(capacity, 1);
  let previous = ring(capacity, -1);
  const stateOf = new Int32Array(trie.size);

  const grow = (needed: number): void => {
    if (needed < capacity) return;
    const from = capacity;
    capacity = Math.max(needed + 1, Math.ceil(capacity * 1.5));
    base = enlarged(base, capacity, 0);
    check = enlarged(check, capacity, -1);
    next = enlarged(next, capacity, 0);
    previous = enlarged(previous, capacity, 0);
    const last = previous[0] as number;
    for (let slot = from; slot < capacity; slot++) {
      next[slot] = slot + 1 < capacity ? slot + 1 : 0;
      previous[slot] = slot > from ? slot - 1 : last;
    }
    next[last] = from;
    previous[0] = capacity - 1;
  };
  const fits = (at: number, first: number, count: number): boolean => {
    for (let k = 0; k < count; k++) {
      const slot = at + (trie.symbol[first + k] as number);
      if (slot < capacity && check[slot] !== -1) return false;
    }
    return true;
  };

  let end = 1;
  for (let node = 0; node < trie.size; node++) {
    const count = trie.childCount[node] as number;
    if (count === 0) continue;
    const first = trie.firstChild[node] as number;
    let least = trie.symbol[first] as number;
    for (let k = 1; k < count; k++) least = Math.min(least, trie.symbol[first + k] as number);
    let at = -1;
    let tries = 0;
    for (let slot = next[0] as number; slot !== 0 && tries < MOST_TRIES; slot = next[slot] as number) {
      if (slot < least) continue;
      tries++;
      if (fits(slot - least, first, count)) {
        at = slot - least;
        break;
      }
    }
    if (at < 0) at = end;
    const state = stateOf[node] as number;
    base[state] = at;
    grow(at + largest + 1);
    for (let k = 0; k < count; k++) {
      const slot = at + (trie.symbol[first + k] as number);
      check[slot] = state;
      stateOf[first + k] = slot;
      next[previous[slot] as number] = next[slot] as number;
      previous[next[slot] as number] = previous[slot] as number;
      if (slot >= end) end = slot + 1;
    }
  }
  // A state without children has base 0: the slots it points at belong to others, so `check` refuses them.
  const length = end + largest + 1;
  return { base: base.slice(0, length), check: check.slice(0, length), stateOf };
}

function ring(length: number, step: 1 | -1): Int32Array {
  return Int32Array.from({ length }, (_, slot) => (slot + step + length) % length);
}

function enlarged(array: Int32Array, length: number, fill: number): Int32Array {
  const larger = new Int32Array(length).fill(fill);
  larger.set(array);
  return larger;
}
