import foreign from '../../../data/sources/foreignNames.json';
import { fold } from '../../text/fold';

/** Cost of a character that no transliterated name of the lists has. */
const RARE = 26;
/** Marks a listed pair, whose cost may be 0. */
const LISTED = 0x80;

/**
 * Costs (-2 ln p) of one character after another in transliterated names: a bigram model that backs off to the single
 * characters. The pairs of the 450 characters it knows have a byte each in one table.
 */
export class ForeignPairs {
  /** Number of each code unit the model knows, from 1, first those that names have; 0 for all others. */
  readonly #symbols = new Uint16Array(0x10000);
  readonly #size: number;
  readonly #inNames: number;
  readonly #pairs: Uint8Array;
  /** By symbol: the cost of the character alone, and what is added to it after the character. */
  readonly #alone: Uint8Array;
  readonly #backoff: Uint8Array;

  constructor() {
    const alone = unitCosts(foreign.characters);
    const backoff = unitCosts(foreign.backoff);
    const pairs = Object.entries(foreign.pairs).map(([cost, joined]) => ({ cost: Number(cost), joined: fold(joined) }));
    let size = 1;
    const number = (unit: number): void => {
      if (this.#symbols[unit] === 0) this.#symbols[unit] = size++;
    };
    for (const unit of alone.keys()) number(unit);
    this.#inNames = size - 1;
    for (const unit of backoff.keys()) number(unit);
    for (const { joined } of pairs) for (let i = 0; i < joined.length; i++) number(joined.charCodeAt(i));
    this.#size = size;
    this.#alone = new Uint8Array(size).fill(RARE);
    this.#backoff = new Uint8Array(size);
    for (const [unit, cost] of alone) this.#alone[this.#symbols[unit] as number] = cost;
    for (const [unit, cost] of backoff) this.#backoff[this.#symbols[unit] as number] = cost;
    this.#pairs = new Uint8Array(size * size);
    for (const { cost, joined } of pairs) {
      for (let i = 0; i + 1 < joined.length; i += 2) {
        const place = this.#place(joined.charCodeAt(i), joined.charCodeAt(i + 1));
        const known = this.#pairs[place] as number;
        this.#pairs[place] = known === 0 ? LISTED | cost : Math.min(known, LISTED | cost);
      }
    }
  }

  /** The number of a code unit, by which costs are asked for. */
  numberOf(unit: number): number {
    return this.#symbols[unit] as number;
  }

  /** Whether transliterated names have the character with a number. */
  isInNames(number: number): boolean {
    return number !== 0 && number <= this.#inNames;
  }

  /** What one character after another costs, by their numbers. */
  of(first: number, second: number): number {
    const listed = this.#pairs[first * this.#size + second] as number;
    if (listed !== 0) return listed & ~LISTED;
    const alone = this.#alone[second] as number;
    return alone === RARE ? RARE : alone + (this.#backoff[first] as number);
  }

  /** Whether names of the lists have the pair. */
  isListed(first: number, second: number): boolean {
    return this.#pairs[this.#place(first, second)] !== 0;
  }

  #place(first: number, second: number): number {
    return (this.#symbols[first] as number) * this.#size + (this.#symbols[second] as number);
  }
}

/** Costs by code unit; of several the least. */
function unitCosts(byCost: Readonly<Record<string, string>>): Map<number, number> {
  const costs = new Map<number, number>();
  for (const [cost, characters] of Object.entries(byCost)) {
    for (const character of fold(characters)) {
      const unit = character.charCodeAt(0);
      costs.set(unit, Math.min(costs.get(unit) ?? Infinity, Number(cost)));
    }
  }
  return costs;
}
