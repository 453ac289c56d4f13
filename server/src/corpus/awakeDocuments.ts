/** What can let go of all that can be made again from what it keeps. */
export interface Restable {
  /** Size, in UTF-16 code units of the text; about. */
  readonly roughLength: number;
  /** Lets go of what can be made again. What was handed out before stays good. */
  rest(): void;
}

/** Code units of text whose readings, structures and findings are kept as objects unless said otherwise: they take some fifty bytes a unit. */
const AWAKE_UNITS = 1 << 19;

/**
 * Which documents have their readings, structures and findings at hand as objects: those used lately, up to so many code units of text, and
 * beside them those that are kept so. The others rest: their text and packed findings are all that is left of them, until they are asked again.
 */
export class AwakeDocuments {
  readonly #most: number;
  /** With their sizes; the one that was used the longest time ago comes first; without those that are kept. */
  readonly #awake = new Map<Restable, number>();
  readonly #kept = new Set<Restable>();
  #units = 0;
  #latest: Restable | undefined;

  /** @param most code units of the documents that are awake at a time, beside those that are kept so */
  constructor(most = AWAKE_UNITS) {
    this.#most = most;
  }

  /** A document is asked for what has to be made. Others may be put to rest for it. */
  use(document: Restable): void {
    if (document === this.#latest || this.#kept.has(document)) return;
    this.#latest = document;
    if (this.#awake.has(document)) {
      this.#remove(document);
      this.#add(document);
    } else {
      this.#add(document);
      this.#restOthers(document);
    }
  }

  /** Puts a document to rest for no other from now on: it is on screen. */
  keep(document: Restable): void {
    this.forget(document);
    this.#kept.add(document);
  }

  /** Ends {@link keep}. */
  letRest(document: Restable): void {
    if (this.#kept.delete(document)) this.use(document);
  }

  /** A document is no more. */
  forget(document: Restable): void {
    if (this.#latest === document) this.#latest = undefined;
    this.#kept.delete(document);
    this.#remove(document);
  }

  #add(document: Restable): void {
    const units = document.roughLength;
    this.#awake.set(document, units);
    this.#units += units;
  }

  #remove(document: Restable): void {
    this.#units -= this.#awake.get(document) ?? 0;
    this.#awake.delete(document);
  }

  #restOthers(used: Restable): void {
    for (const document of this.#awake.keys()) {
      if (this.#units <= this.#most) return;
      if (document === used) continue;
      this.#remove(document);
      document.rest();
    }
  }
}
