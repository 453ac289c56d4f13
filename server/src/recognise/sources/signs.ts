/**
 * The first place of any of a few signs from an offset on; {@link Infinity} when there is none. Signs are rare and `indexOf` is far
 * faster than a look at every character, so each is looked for again only when it has been passed. Offsets must not go back.
 */
export class Signs {
  readonly #text: string;
  readonly #signs: readonly string[];
  readonly #places: number[];

  constructor(text: string, signs: readonly string[]) {
    this.#text = text;
    this.#signs = signs;
    this.#places = signs.map(() => -1);
  }

  next(from: number): number {
    let nearest = Infinity;
    for (let i = 0; i < this.#signs.length; i++) {
      let place = this.#places[i] as number;
      if (place < from) {
        const found = this.#text.indexOf(this.#signs[i] as string, from);
        place = this.#places[i] = found < 0 ? Infinity : found;
      }
      if (place < nearest) nearest = place;
    }
    return nearest;
  }
}
