/** Code units in a page of a {@link CodeUnitMap}. */
const PAGE_BITS = 6;
const PAGE = 1 << PAGE_BITS;

/**
 * A small number from 0 to 126 for some UTF-16 code units: two looks into a table where a Map would hash. What is known of the
 * characters of a language lies together, so that it stays in the processor's first cache.
 */
export class CodeUnitMap {
  /** For every 64 code units where their values begin; those without any share the first page. */
  readonly #pages = new Uint16Array(0x10000 >> PAGE_BITS);
  readonly #values: Int8Array;
  readonly #keys: readonly number[];

  constructor(entries: Iterable<readonly [number, number]>) {
    const all = [...entries];
    this.#keys = all.map(([unit]) => unit);
    const pages = [...new Set(this.#keys.map((unit) => unit >>> PAGE_BITS))];
    this.#values = new Int8Array(PAGE * (pages.length + 1)).fill(ABSENT);
    pages.forEach((page, i) => (this.#pages[page] = PAGE * (i + 1)));
    for (const [unit, value] of all) this.#values[this.#placeOf(unit)] = value;
  }

  /** Undefined for units without a value, and for NaN, from outside a text. */
  get(unit: number): number | undefined {
    const value = this.#values[this.#placeOf(unit)];
    return value === ABSENT ? undefined : value;
  }

  has(unit: number): boolean {
    return this.#values[this.#placeOf(unit)] !== ABSENT;
  }

  keys(): readonly number[] {
    return this.#keys;
  }

  /** NaN counts as NUL, which has no value. */
  #placeOf(unit: number): number {
    return (this.#pages[unit >>> PAGE_BITS] as number) + (unit & (PAGE - 1));
  }
}

const ABSENT = -1;
