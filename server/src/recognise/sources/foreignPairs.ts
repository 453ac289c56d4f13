import foreign from '../../../data/sources/foreignNames.json';
import { fold } from '../../text/fold';

/** Cost of a character that no transliterated name of the lists has. */
const RARE = 26;
const LISTED = 0x80;

/**
 * Costs (-2 ln p) of one character after another in transliterated names: a bigram model that backs off to the single
 * characters. All pairs of the 450 characters it knows are in one table of bytes, with a mark on those that names have.
 */
export class ForeignPairs {
  /** Number of each code unit the model knows, from 1; 0 for all others. */
  readonly #symbols = new Uint16Array(0x10000);
  readonly #size: number;
  readonly #costs: Uint8Array;

  constructor() {
    const alone = unitCosts(foreign.characters);
    const backoff = unitCosts(foreign.backoff);
    const pairs = Object.entries(foreign.pairs).map(([cost, joined]) => ({ cost: Number(cost), joined: fold(joined) }));
    let size = 1;
    for (const unit of [...alone.keys(), ...backoff.keys(), ...pairs.flatMap(({ joined }) => Array.from(joined, (character) => character.charCodeAt(0)))]) {
      if (this.#symbols[unit] === 0) this.#symbols[unit] = size++;
    }
    this.#size = size;
    this.#costs = new Uint8Array(size * size).fill(RARE);
    for (const [second, cost] of alone) {
      const column = this.#symbols[second] as number;
      for (let row = 0; row < size; row++) this.#costs[row * size + column] = cost;
      for (const [first, more] of backoff) this.#costs[this.#place(first, second)] = more + cost;
    }
    for (const { cost, joined } of pairs) {
      for (let i = 0; i + 1 < joined.length; i += 2) {
        const place = this.#place(joined.charCodeAt(i), joined.charCodeAt(i + 1));
        const known = this.#costs[place] as number;
        this.#costs[place] = LISTED | ((known & LISTED) === 0 ? cost : Math.min(cost, known & ~LISTED));
      }
    }
  }

  of(first: number, second: number): number {
    return (this.#costs[this.#place(first, second)] as number) & ~LISTED;
  }

  /** Whether names of the lists have the pair. */
  isListed(first: number, second: number): boolean {
    return ((this.#costs[this.#place(first, second)] as number) & LISTED) !== 0;
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
