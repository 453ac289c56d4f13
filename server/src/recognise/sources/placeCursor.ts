/** A way through places of a text in ascending order, such as `placesOf` gives (scan.ts): asked from left to right each is looked at once. */
export class PlaceCursor {
  readonly #places: Uint32Array;
  readonly #end: number;
  #at = 0;

  /** @param end what is given when no place is left: the length of the text */
  constructor(places: Uint32Array, end: number) {
    this.#places = places;
    this.#end = end;
  }

  /** The first place from an offset on. */
  next(from: number): number {
    const places = this.#places;
    let at = this.#at;
    while (at > 0 && (places[at - 1] as number) >= from) at--;
    while (at < places.length && (places[at] as number) < from) at++;
    this.#at = at;
    return at < places.length ? (places[at] as number) : this.#end;
  }
}
