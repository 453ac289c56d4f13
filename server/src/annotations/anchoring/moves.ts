import { overlaps, type Span } from '../../text/span';
import { GramIndex } from './gramIndex';
import { fit, likelyStarts } from './likeness';
import { LEAST_KEPT, type Transport } from './transport';

/** Characters on each side of a passage that must move along with it, as far as they were deleted with it. */
const WINDOW = 64;
/** Less text than this may be written anew elsewhere by chance. */
const LEAST_MOVED = 10;
/** Unless it is a whole sentence or line that stands there unchanged. */
const LEAST_SENTENCE = 5;
/** Share of the deleted text that must stand in its new place. */
const LEAST_LIKE = 0.7;
/** Another place with this share of what the best one keeps is as good. */
const RIVAL = 0.75;

/** Where a deleted passage stands again; several when that cannot be told. */
export type Moved = { readonly span: Span } | { readonly candidates: readonly Span[] };

/**
 * Finds text that was deleted in one place and inserted in another: a passage is where the text deleted with it stands among what
 * is new, if it stands there once, and if no other deleted text is as like it.
 */
export class Moves {
  readonly #transport: Transport;
  readonly #now: GramIndex;
  #old: GramIndex | undefined;

  /** @param now the index of the present text. */
  constructor(transport: Transport, now: GramIndex) {
    this.#transport = transport;
    this.#now = now;
  }

  /** Where a passage that was deleted in its place stands now. Offsets in the squeezed texts, old and present. */
  find(span: Span): Moved {
    const { old, now } = this.#transport;
    const window = this.#transport.deletedAround(span, WINDOW);
    const pattern = old.units.subarray(window.start, window.end);
    const part = { start: span.start - window.start, end: span.end - window.start };
    const isSentence = old.beginsSentence(window.start) && old.beginsSentence(window.end);
    if (pattern.length < (isSentence ? LEAST_SENTENCE : LEAST_MOVED)) return { candidates: [] };
    const fits = likelyStarts(pattern, this.#now, (at) => this.#transport.isNew(at))
      .map((start) => fit(pattern, part, now.units, start))
      .filter(({ kept, keptOfPart, part: place }) => (kept >= LEAST_MOVED || kept === pattern.length) && kept >= pattern.length * LEAST_LIKE
        && keptOfPart > 0 && keptOfPart >= (span.end - span.start) * LEAST_KEPT && place.end > place.start && this.#transport.isNew(place))
      .sort((a, b) => b.kept - a.kept);
    const [best] = fits;
    if (!best) return { candidates: [] };
    const rivals = fits.filter(({ kept, part: place }) => kept >= best.kept * RIVAL && !overlaps(place, best.part));
    if (rivals.length > 0 || this.#hasTwin(window, best.whole, best.kept)) return { candidates: [best, ...rivals].map(({ part: place }) => place) };
    return { span: best.part };
  }

  /** Whether other deleted text may as well have moved to a place. */
  #hasTwin(window: Span, place: Span, kept: number): boolean {
    const { old, now } = this.#transport;
    this.#old ??= new GramIndex(old.units);
    const pattern = now.units.subarray(place.start, place.end);
    return likelyStarts(pattern, this.#old, (at) => !overlaps(at, window) && this.#transport.isDeleted(at))
      .map((start) => fit(pattern, { start: 0, end: pattern.length }, old.units, start))
      .some((twin) => twin.kept >= kept * RIVAL && !overlaps(twin.whole, window) && this.#transport.isDeleted(twin.whole));
  }
}
