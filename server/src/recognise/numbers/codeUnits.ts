/**
 * Sets and maps of UTF-16 code units, asked of many characters: a look or two into a table where a Map would hash. What is known of the
 * characters of a language lies together, so that it stays in the processor's first cache.
 */

/** Code units in a page of a {@link CodeUnitMap}. */
const PAGE_BITS = 6;
const PAGE = 1 << PAGE_BITS;

/** A small number from 0 to 126 for some code units. */
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

/** A set of code units, a bit for each. */
export class CodeUnitSet {
  readonly #bits = new Uint32Array(0x10000 / 32);
  readonly #units: number[] = [];

  constructor(units: Iterable<number>) {
    for (const unit of units) this.add(unit);
  }

  /** The set of the characters of a text. */
  static of(chars: string): CodeUnitSet {
    return new CodeUnitSet(Array.from({ length: chars.length }, (_, i) => chars.charCodeAt(i)));
  }

  add(unit: number): void {
    this.#bits[unit >>> 5] = (this.#bits[unit >>> 5] as number) | (1 << (unit & 31));
    this.#units.push(unit);
  }

  /** NaN, from outside a text, counts as NUL, which is in no set. */
  has(unit: number): boolean {
    return (((this.#bits[unit >>> 5] as number) >>> (unit & 31)) & 1) === 1;
  }

  /** Whether the character at an offset is in the set; outside a text stands none. */
  hasAt(text: string, at: number): boolean {
    return at >= 0 && at < text.length && this.has(text.charCodeAt(at));
  }

  units(): readonly number[] {
    return this.#units;
  }
}
