import type { Steps } from '../../../text/steps';

/** Numbers of an entry: both numbers of the pair, how often it was counted, and where first. */
const ENTRY = 4;
/** Entries that are put into a larger table in one step. */
const STEP = 1 << 15;

/**
 * A hash table from pairs of whole numbers to how often they were counted; open addressing, at most half full. Pairs are numbered from 1, in the
 * order in which they were counted first. Its room is made by {@link room}, so that counting itself never stops for it.
 */
export class PairTable {
  #slots = new Int32Array(1 << 12);
  #entries = new Int32Array(ENTRY << 11);
  #size = 0;

  /** How many pairs there are. */
  get size(): number {
    return this.#size;
  }

  /** Makes room for so many more pairs. */
  *room(pairs: number): Steps<void> {
    let capacity = this.#slots.length >> 1;
    if (this.#size + pairs < capacity) return;
    while (this.#size + pairs >= capacity) capacity *= 2;
    const slots = new Int32Array(capacity * 2);
    const mask = slots.length - 1;
    const entries = this.#entries;
    for (let pair = 1; pair <= this.#size; pair++) {
      if (pair % STEP === 0) yield;
      let slot = hash(entries[ENTRY * pair] as number, entries[ENTRY * pair + 1] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = pair;
    }
    yield;
    const wider = new Int32Array(ENTRY * capacity);
    wider.set(entries.subarray(0, ENTRY * (this.#size + 1)));
    this.#entries = wider;
    this.#slots = slots;
  }

  /** Counts a pair once more; its number. Of a new one there has to be {@link room}. */
  count(a: number, b: number, place: number): number {
    const slot = this.#slotOf(a, b);
    const pair = this.#slots[slot] as number;
    if (pair === 0) return this.#add(slot, a, b, place);
    const at = ENTRY * pair + 2;
    this.#entries[at] = (this.#entries[at] as number) + 1;
    return pair;
  }

  /** The number of a pair; 0 when it was never counted. */
  find(a: number, b: number): number {
    return this.#slots[this.#slotOf(a, b)] as number;
  }

  firstOf(pair: number): number {
    return this.#entries[ENTRY * pair] as number;
  }

  secondOf(pair: number): number {
    return this.#entries[ENTRY * pair + 1] as number;
  }

  countOf(pair: number): number {
    return this.#entries[ENTRY * pair + 2] as number;
  }

  /** Where it was counted first. */
  placeOf(pair: number): number {
    return this.#entries[ENTRY * pair + 3] as number;
  }

  /** Where the number of a pair stands, or belongs. */
  #slotOf(a: number, b: number): number {
    const slots = this.#slots;
    const entries = this.#entries;
    const mask = slots.length - 1;
    for (let slot = hash(a, b) & mask; ; slot = (slot + 1) & mask) {
      const pair = slots[slot] as number;
      const at = ENTRY * pair;
      if (pair === 0 || (entries[at] === a && entries[at + 1] === b)) return slot;
    }
  }

  #add(slot: number, a: number, b: number, place: number): number {
    const pair = ++this.#size;
    const at = ENTRY * pair;
    this.#slots[slot] = pair;
    this.#entries[at] = a;
    this.#entries[at + 1] = b;
    this.#entries[at + 2] = 1;
    this.#entries[at + 3] = place;
    return pair;
  }
}

/** Multiplicative hashing of both numbers (Knuth, TAOCP 3, 6.4). */
export function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
