import { unitsEqualTo } from './normalForm';

/** So many code units are looked through at a time, so that the places noted stay in the first cache. */
export const BLOCK = 2048;
/** The places found last; a constant, so that the compiler knows where it lies. */
export const places = new Uint32Array(BLOCK + 1);

/**
 * Where in a text patterns may begin, told by two neighbouring code units and then by three: Bloom filters of one hash, which promise too
 * much now and then, never too little. Both passes note every place without a branch, the next one over it where it is none: no
 * processor foresees them.
 */
export class Beginnings {
  /** 1 for the first two code units of patterns. A byte each: to take a bit out of a word takes longer than the larger table costs. */
  readonly #pairs = new Uint8Array(1 << PAIR_BITS);
  /** Bits of the first three code units, with {@link ANY} as the third of patterns that have none. */
  readonly #triples: Uint32Array;
  readonly #tripleShift: number;

  constructor(patterns: readonly string[]) {
    const bits = Math.min(MOST_TRIPLE_BITS, Math.max(LEAST_TRIPLE_BITS, 36 - Math.clz32(patterns.length)));
    this.#triples = new Uint32Array(1 << (bits - 5));
    this.#tripleShift = 32 - bits;
    for (const pattern of patterns) this.#add(pattern);
  }

  /** Memory of the tables, in bytes. */
  get byteLength(): number {
    return this.#pairs.byteLength + this.#triples.byteLength;
  }

  /** Notes the {@link places} of a stretch of a text, at most {@link BLOCK} long; how many there are. `units` has two NUL behind the text. */
  find(units: Uint16Array, from: number, to: number): number {
    return this.#withTriples(units, this.#withPairs(units, from, to));
  }

  #withPairs(units: Uint16Array, from: number, to: number): number {
    if (copied !== this.#pairs) {
      pairsInUse.set(this.#pairs);
      copied = this.#pairs;
    }
    let count = 0;
    let first = units[from] as number;
    for (let i = from; i < to; i++) {
      const second = units[i + 1] as number;
      places[count] = i;
      count += pairsInUse[hashOf(first, second) >>> PAIR_SHIFT] as number;
      first = second;
    }
    return count;
  }

  /** Leaves of the first `among` places those where a pattern may begin by the third code unit, too; how many there are. */
  #withTriples(units: Uint16Array, among: number): number {
    const triples = this.#triples;
    const shift = this.#tripleShift;
    let count = 0;
    for (let i = 0; i < among; i++) {
      const at = places[i] as number;
      const hash = hashOf(units[at] as number, units[at + 1] as number);
      const whole = goOn(hash, ANY) >>> shift;
      const triple = goOn(hash, units[at + 2] as number) >>> shift;
      places[count] = at;
      count += (((triples[whole >>> 5] as number) >>> (whole & 31)) | ((triples[triple >>> 5] as number) >>> (triple & 31))) & 1;
    }
    return count;
  }

  /** In every case and with every hyphen, so that the text need not be normalised; a pattern of one unit may be followed by any other. */
  #add(pattern: string): void {
    if (pattern.length === 1) {
      this.#pairs.fill(1);
      this.#triples.fill(0xffffffff);
    }
    if (pattern.length < 2) return;
    for (const first of unitsEqualTo(pattern.charCodeAt(0))) {
      for (const second of unitsEqualTo(pattern.charCodeAt(1))) {
        const hash = hashOf(first, second);
        this.#pairs[hash >>> PAIR_SHIFT] = 1;
        const thirds = pattern.length === 2 ? [ANY] : unitsEqualTo(pattern.charCodeAt(2));
        for (const third of thirds) setBit(this.#triples, goOn(hash, third) >>> this.#tripleShift);
      }
    }
  }
}

const PAIR_BITS = 16;
const PAIR_SHIFT = 32 - PAIR_BITS;
/** Sixteen bits a pattern, and no more than stay in the second cache. */
const LEAST_TRIPLE_BITS = 15;
const MOST_TRIPLE_BITS = 21;

/** The pairs of the one that searches, nearly always the same, in a place that the compiler knows: that halves the time of a pass over a text. */
const pairsInUse = new Uint8Array(1 << PAIR_BITS);
let copied: Uint8Array | undefined;

/** In place of a third code unit; larger than all. */
const ANY = 0x10000;

/** Multiplicative hashing (Knuth, vol. 3, 6.4). */
function hashOf(first: number, second: number): number {
  return Math.imul((first << 16) | second, 0x9e3779b1);
}

/** The hash of three code units, from that of the first two. */
function goOn(hash: number, third: number): number {
  return Math.imul(hash ^ third, 0x85ebca6b);
}

function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
}
