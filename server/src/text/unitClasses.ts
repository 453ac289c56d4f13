/** Classes of UTF-16 code units, as bits, eight at most: one look into a table tells which of them a character is in. */
export class UnitClasses {
  readonly #classes = new Uint8Array(0x10000);

  /** Puts every code unit of the characters into the classes, beside those that it is in. */
  add(classes: number, characters: string): this {
    for (let i = 0; i < characters.length; i++) {
      const unit = characters.charCodeAt(i);
      this.#classes[unit] = (this.#classes[unit] as number) | classes;
    }
    return this;
  }

  /** The classes of a code unit; none for NaN, from outside a text. */
  of(unit: number): number {
    return this.#classes[unit] ?? 0;
  }

  /** Whether the code unit is in any of the classes. */
  has(unit: number, classes: number): boolean {
    return (this.of(unit) & classes) !== 0;
  }
}
