import { unitAt } from '../../text/characters';
import { unitsOf } from '../../text/units';
import { plainGrammar } from './grammar';
import { openingTables, type OpeningTables } from './openingTables';
import { openingsOfProgram } from './openingTables.built';
import type { UnitTable } from './units';

export { CLOCK, DATE, FIXED, LATIN, PLUS, QUANTITY } from './openingTables';

/**
 * What may begin with two neighbouring code units of a folded reading. Most characters begin nothing, and of those that can
 * begin a number most stand in other words (一般, 中国, 上海): two looks into tables tell nearly all of them apart, and only
 * the rest is parsed. The tables may promise too much, never too little.
 */
class Openings {
  readonly #rows: Uint16Array;
  readonly #columns: Uint16Array;
  readonly #bits: Uint8Array;
  readonly #width: number;

  constructor({ rows, columns, bits, width, firsts }: OpeningTables) {
    this.#rows = rows;
    this.#columns = columns;
    this.#bits = bits;
    this.#width = width;
    firsts.forEach((begins, unit) => {
      if (begins !== 0) beginsSomething[unit] = 1;
    });
  }

  /** What may begin at the offset, in UTF-16 code units. */
  at(text: string, offset: number): number {
    return this.#bitsOf(text.charCodeAt(offset), unitAt(text, offset + 1));
  }

  /** What may begin with two code units; NUL stands behind the last. */
  #bitsOf(first: number, second: number): number {
    return this.#bits[(this.#rows[first] as number) * this.#width + (this.#columns[second] as number)] as number;
  }

  /** The places of a text where something may begin. Good until the next text is looked through. */
  in(text: string): OpeningPlaces {
    const { length } = text;
    const units = unitsOf(text);
    let count = 0;
    for (let start = 0; start < length; start += BLOCK) {
      if (places.length < count + BLOCK) enlarge();
      count = this.#lookThrough(units, start, Math.min(length, start + BLOCK), count);
    }
    return new OpeningPlaces(length, count);
  }

  /**
   * Notes the places of a stretch behind the `count` before, and gives how many there are then: first all characters that begin something,
   * then those of them that do so before the next one. Every place is written down without a branch, and the next one over it where it is
   * none: no processor foresees them.
   */
  #lookThrough(units: Uint16Array, start: number, end: number, count: number): number {
    let found = 0;
    for (let i = start; i < end; i++) {
      inBlock[found] = i;
      found += beginsSomething[units[i] as number] as number;
    }
    const opening = places;
    const bits = bitsOfPlaces;
    let last = count;
    for (let i = 0; i < found; i++) {
      const at = inBlock[i] as number;
      const mayBegin = this.#bitsOf(units[at] as number, units[at + 1] as number);
      opening[last] = at;
      bits[last] = mayBegin;
      if (mayBegin !== 0) last++;
    }
    return last;
  }
}

/** So many code units are looked through at a time, so that the places noted stay in the first cache. */
const BLOCK = 4096;
/**
 * 1 for each code unit with which something may begin, whatever the units: a constant, too. A byte each: to take a bit out of a word takes
 * longer than the larger table costs.
 */
const beginsSomething = new Uint8Array(0x10000);
/** Those in one block whose characters begin something; a constant, so that the compiler knows where it lies. */
const inBlock = new Uint32Array(BLOCK + 1);
/** What was noted of the text looked through last: places, and what may begin there. */
let places = new Uint32Array(2 * BLOCK);
let bitsOfPlaces = new Uint8Array(2 * BLOCK);

function enlarge(): void {
  const [before, bitsBefore] = [places, bitsOfPlaces];
  places = new Uint32Array(2 * before.length);
  places.set(before);
  bitsOfPlaces = new Uint8Array(2 * before.length);
  bitsOfPlaces.set(bitsBefore);
}

/** The places of one text where something may begin, in ascending order. UTF-16 offsets. */
class OpeningPlaces {
  readonly #length: number;
  readonly #count: number;
  readonly #places = places;
  readonly #bits = bitsOfPlaces;
  #next = 0;

  constructor(length: number, count: number) {
    this.#length = length;
    this.#count = count;
  }

  /** The first offset from `from` on at which something may begin; the end of the text when there is none. Asked in ascending order. */
  next(from: number): number {
    while (this.#next < this.#count && (this.#places[this.#next] as number) < from) this.#next++;
    return this.#next < this.#count ? (this.#places[this.#next] as number) : this.#length;
  }

  /** What may begin at the place that was found last, as bits. */
  get found(): number {
    return this.#bits[this.#next] as number;
  }
}

const ofTables = new WeakMap<UnitTable, Openings>();

/** The openings of the numbers that the grammar of these units reads; made once for each table of units. */
export function openingsOf(units: UnitTable): Openings {
  let openings = ofTables.get(units);
  if (!openings) ofTables.set(units, (openings = new Openings(units === plainGrammar.units ? openingsOfProgram() : openingTables(units))));
  return openings;
}
