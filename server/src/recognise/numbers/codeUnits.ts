/** A small number from 0 to 126 for some UTF-16 code units: one look into a table where a Map would hash. */
export class CodeUnitMap {
  readonly #values = new Int8Array(0x10000).fill(ABSENT);
  readonly #keys: readonly number[];

  constructor(entries: Iterable<readonly [number, number]>) {
    const keys: number[] = [];
    for (const [unit, value] of entries) {
      this.#values[unit] = value;
      keys.push(unit);
    }
    this.#keys = keys;
  }

  /** Undefined for units without a value, and for NaN, from outside a text. */
  get(unit: number): number | undefined {
    const value = this.#values[unit];
    return value === ABSENT ? undefined : value;
  }

  has(unit: number): boolean {
    return (this.#values[unit] ?? ABSENT) !== ABSENT;
  }

  keys(): readonly number[] {
    return this.#keys;
  }
}

const ABSENT = -1;

/** A set of UTF-16 code units: one look into a table. */
export class CodeUnitSet {
  readonly #members = new Uint8Array(0x10000);
  readonly #units: readonly number[];

  constructor(units: Iterable<number>) {
    this.#units = [...units];
    for (const unit of this.#units) this.#members[unit] = 1;
  }

  /** The set of the characters of a text. */
  static of(chars: string): CodeUnitSet {
    return new CodeUnitSet(Array.from({ length: chars.length }, (_, i) => chars.charCodeAt(i)));
  }

  /** Nothing for NaN, from outside a text. */
  has(unit: number): boolean {
    return this.#members[unit] === 1;
  }

  units(): readonly number[] {
    return this.#units;
  }
}
