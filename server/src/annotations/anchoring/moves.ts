import { encloses, overlaps, type Span } from '../../text/span';
import { GramIndex } from './gramIndex';
import { fit, likelyStarts, type Fit } from './likeness';
import type { SqueezedText } from './squeezed';
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
/** What is kept around a passage unbroken for longer than this has not been put there. */
const LONGEST_TRADED = 1024;
/** Of a stretch that stands more often than this, one twin or another is likely to be gone. */
const MOST_TWINS = 64;

/** Where a deleted passage stands again; several when that cannot be told. */
export type Moved = { readonly span: Span } | { readonly candidates: readonly Span[] };

/**
 * Finds text that was deleted in one place and inserted in another: a passage is where the text deleted with it stands among what
 * is new, if it stands there once, if no other deleted text is as like it, and if nothing like it that seems to have stayed may as
 * well be what came there.
 */
export class Moves {
  readonly #transport: Transport;
  readonly #nowIndex: () => GramIndex;
  #old: GramIndex | undefined;

  /** @param now gives the index of the present text. */
  constructor(transport: Transport, now: () => GramIndex) {
    this.#transport = transport;
    this.#nowIndex = now;
  }

  /** Where a passage that was deleted in its place stands now. Offsets in the squeezed texts, old and present. */
  find(span: Span): Moved {
    const { old, now } = this.#transport;
    const window = this.#transport.deletedAround(span, WINDOW);
    const pattern = old.units.subarray(window.start, window.end);
    const part = { start: span.start - window.start, end: span.end - window.start };
    const isSentence = old.beginsSentence(window.start) && old.beginsSentence(window.end);
    if (pattern.length < (isSentence ? LEAST_SENTENCE : LEAST_MOVED)) return { candidates: [] };
    const fits = likelyStarts(pattern, this.#nowIndex(), (at) => this.#transport.isNew(at))
      .map((start) => fit(pattern, part, now.units, start))
      .filter(({ kept, keptOfPart, part: place }) => (kept >= LEAST_MOVED || kept === pattern.length) && kept >= pattern.length * LEAST_LIKE
        && keptOfPart > 0 && keptOfPart >= (span.end - span.start) * LEAST_KEPT && place.end > place.start && this.#transport.isNew(place))
      .sort((a, b) => b.kept - a.kept);
    const [best] = fits;
    if (!best) return { candidates: [] };
    const rivals = [...fits, ...this.#stayed(window, part, best)]
      .filter(({ kept, part: place }) => kept >= best.kept * RIVAL && place.end > place.start && !overlaps(place, best.part))
      .map(({ part: place }) => place);
    const length = span.end - span.start;
    if (length >= LEAST_MOVED && (best.keptOfPart < length || best.part.end - best.part.start !== length)) rivals.push(...this.#wholePlaces(span));
    if (rivals.length > 0 || this.#hasTwin(window, best.whole, best.kept)) return { candidates: [best.part, ...rivals] };
    return { span: best.part };
  }

  /**
   * Like text that seems to have stayed where it was, but may be what moved, the other having been there before: with next to nothing
   * that stayed between it and the place, or with nothing that stayed along with it.
   */
  #stayed(window: Span, part: Span, best: Fit): Fit[] {
    const { old, now } = this.#transport;
    const pattern = old.units.subarray(window.start, window.end);
    // What was moved may reach beyond the window.
    const deleted = this.#transport.deletedAround(window, LONGEST_TRADED);
    const extent = ({ whole }: Fit): Span => grown(old.units, window, deleted, now.units, whole);
    const near = this.#transport.reachOf(extent(best), LEAST_MOVED);
    return likelyStarts(pattern, this.#nowIndex(), (at) => !overlaps(at, best.whole))
      .map((start) => fit(pattern, part, now.units, start))
      .filter((other) => {
        const whole = extent(other);
        if (whole.start <= near.end && whole.end >= near.start) return true;
        const kept = this.#transport.keptAroundNow(other.part);
        return kept !== undefined && encloses(whole, kept);
      });
  }

  /**
   * Where else a passage may stand that seems to be in its place. Two like sentences may have traded places: what was kept around the
   * passage was deleted elsewhere as well, and its own sentence has been inserted elsewhere. And a passage of which a part is gone
   * may be whole in what was inserted beside it, or elsewhere when a good part of it is gone.
   * @param carried the place that it seems to be in.
   */
  elsewhere(span: Span, carried: Span): Span[] {
    const kept = this.#transport.keptAround(span);
    if (!kept) return this.#transport.lostIn(span) < LEAST_MOVED ? this.#transport.insertedBeside(span, carried) : this.#wholePlaces(span);
    if (!this.#transport.hasDeleted(LEAST_MOVED)) return [];
    const { old, now } = this.#transport;
    const length = kept.end - kept.start;
    if (length < LEAST_MOVED || length > LONGEST_TRADED || !this.#transport.hasDeleted(length * LEAST_KEPT)) return [];
    const twins = this.#oldIndex.occurrences(old.units, kept.start, kept.end, MOST_TWINS) ?? [];
    if (!twins.some((at) => at !== kept.start && this.#transport.isDeleted({ start: at, end: at + length }))) return [];
    const sentence = sentenceAround(old, span, WINDOW);
    const pattern = old.units.subarray(sentence.start, sentence.end);
    return likelyStarts(pattern, this.#nowIndex(), (at) => this.#transport.isNew(at))
      .map((start) => fit(pattern, { start: span.start - sentence.start, end: span.end - sentence.start }, now.units, start))
      .filter((place) => place.kept >= LEAST_MOVED && place.kept >= pattern.length * LEAST_LIKE && place.part.end > place.part.start)
      .map(({ part }) => part);
  }

  /** Where a passage stands whole in the present text, if not too often. */
  #wholePlaces({ start, end }: Span): Span[] {
    const places = this.#nowIndex().occurrences(this.#transport.old.units, start, end, MOST_TWINS) ?? [];
    return places.map((at) => ({ start: at, end: at + end - start }));
  }

  get #oldIndex(): GramIndex {
    return (this.#old ??= new GramIndex(this.#transport.old.units));
  }

  /** Whether other deleted text may as well have moved to a place. */
  #hasTwin(window: Span, place: Span, kept: number): boolean {
    const { old, now } = this.#transport;
    const pattern = now.units.subarray(place.start, place.end);
    return likelyStarts(pattern, this.#oldIndex, (at) => !overlaps(at, window) && this.#transport.isDeleted(at))
      .map((start) => fit(pattern, { start: 0, end: pattern.length }, old.units, start))
      .some((twin) => twin.kept >= kept * RIVAL && !overlaps(twin.whole, window) && this.#transport.isDeleted(twin.whole));
  }
}

/** A place of `b` where a stretch of `a` stands, with what agrees before and behind it as well, up to the ends of a longer stretch of `a`. */
function grown(a: Uint16Array, stretch: Span, longer: Span, b: Uint16Array, place: Span): Span {
  let before = 0;
  while (before < stretch.start - longer.start && before < place.start && a[stretch.start - before - 1] === b[place.start - before - 1]) before++;
  let behind = 0;
  while (behind < longer.end - stretch.end && place.end + behind < b.length && a[stretch.end + behind] === b[place.end + behind]) behind++;
  return { start: place.start - before, end: place.end + behind };
}

/** The sentences that a passage touches, at most so many characters on either side of it. */
function sentenceAround(text: SqueezedText, { start, end }: Span, most: number): Span {
  let from = start;
  while (from > 0 && start - from < most && !text.beginsSentence(from)) from--;
  let to = end;
  while (to < text.length && to - end < most && !text.beginsSentence(to)) to++;
  return { start: from, end: to };
}
