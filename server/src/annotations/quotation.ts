import { overlaps, type Span } from '../text/span';
import type { GramIndex } from './gramIndex';
import { contextBound, contextLikeness, fit, likelyStarts } from './likeness';
import type { Passage } from './model';
import { SqueezedText } from './squeezed';

/** Below this many characters a quotation stands too often by chance to be known by one side of its context. */
const SHORT_QUOTE = 8;
/** From this many characters on, a quotation that stands only once needs no context. */
const LONG_QUOTE = 16;
/** Likeness (0 to 1) that each side of a short quotation, or both sides of a longer one together, must have. */
const LEAST_LIKENESS = 0.5;
/** The same where the quotation itself was edited. */
const LEAST_LIKENESS_EDITED = 0.7;
/** Share of a quotation, and of what stands there instead, that must agree; a long one with nothing around it must agree more. */
const LEAST_AGREEMENT = 0.5;
const LEAST_AGREEMENT_ALONE = 0.8;
/** Lead, in context, that the best place must have over the next one. */
const LEAST_MARGIN = 0.2;
/** A quotation that stands more often than this is not told apart by context. */
const MOST_OCCURRENCES = 5000;
/** Occurrences that are looked at closely. */
const MOST_COMPARED = 64;

/** Where a quotation may stand (offsets in the squeezed text), the likeliest first; `found` when that is certain enough. */
export interface Quotation {
  readonly found?: Span;
  readonly isAmbiguous: boolean;
  readonly candidates: readonly Span[];
}

interface Candidate {
  readonly span: Span;
  /** Agreement of the quotation itself, 0 to 1. */
  readonly agreement: number;
  /** Likeness of both contexts together, 0 to 1. */
  readonly context: number;
  /** Both, by their lengths. */
  readonly score: number;
  readonly accepted: boolean;
}

/**
 * Looks for a quotation by itself and its context, whatever script, width and line breaks. Places where it stands as it is and
 * places where it may have been edited are judged alike, so that the same words elsewhere do not outweigh what the passage
 * has become in its place. A short quotation needs context on both sides. A passage that another one in its own text was
 * like (`repeated`) is never told apart this way.
 */
export function searchQuotation(passage: Passage, now: SqueezedText, index: GramIndex): Quotation {
  const [left, quote, right] = [passage.prefix, passage.quote, passage.suffix].map((text) => new SqueezedText(text).units) as [Uint16Array, Uint16Array, Uint16Array];
  if (quote.length === 0) return { isAmbiguous: false, candidates: [] };
  const places = index.occurrences(quote, 0, quote.length, MOST_OCCURRENCES);
  if (!places) return { isAmbiguous: false, candidates: [] };
  const isAlone = places.length === 1 && quote.length >= LONG_QUOTE;
  const judge = (span: Span, agreement: number): Candidate => {
    const before = contextLikeness(left, now.units, span.start, -1);
    const behind = contextLikeness(right, now.units, span.end, 1);
    const around = left.length + right.length;
    const context = (before * left.length + behind * right.length) / Math.max(1, around);
    const least = agreement === 1 ? LEAST_LIKENESS : LEAST_LIKENESS_EDITED;
    const accepted = quote.length < SHORT_QUOTE
      ? before >= least && behind >= least
      : context >= LEAST_LIKENESS || (agreement === 1 ? isAlone : quote.length >= LONG_QUOTE && agreement >= LEAST_AGREEMENT_ALONE);
    return { span, agreement, context, score: (agreement * quote.length + context * around) / (quote.length + around), accepted };
  };
  const exact = mostPromising(places, quote.length, left, right, now).map((at) => judge({ start: at, end: at + quote.length }, 1));
  const candidates = [...exact, ...edited(left, quote, right, now, index, exact).map(({ span, agreement }) => judge(span, agreement))].sort((a, b) => b.score - a.score);
  const spans = candidates.map(({ span }) => span);
  const accepted = candidates.filter((candidate) => candidate.accepted);
  const [best, second] = accepted;
  if (!best) return { isAmbiguous: false, candidates: spans };
  const margin = (LEAST_MARGIN * (left.length + right.length)) / (quote.length + left.length + right.length);
  if (second && best.score - second.score < margin) return { isAmbiguous: true, candidates: accepted.map(({ span }) => span) };
  return { found: best.span, isAmbiguous: false, candidates: spans };
}

/** The occurrences whose surroundings may be like those of the quotation, where there are many. */
function mostPromising(places: readonly number[], length: number, left: Uint16Array, right: Uint16Array, now: SqueezedText): readonly number[] {
  if (places.length <= MOST_COMPARED) return places;
  return places
    .map((at) => ({ at, bound: contextBound(left, now.units, at, -1) + contextBound(right, now.units, at + length, 1) }))
    .sort((a, b) => b.bound - a.bound)
    .slice(0, MOST_COMPARED)
    .map(({ at }) => at);
}

/** Where quotation and context stand with changes inside the quotation. */
function edited(left: Uint16Array, quote: Uint16Array, right: Uint16Array, now: SqueezedText, index: GramIndex, exact: readonly Candidate[]): { span: Span; agreement: number }[] {
  const pattern = new Uint16Array(left.length + quote.length + right.length);
  pattern.set(left, 0);
  pattern.set(quote, left.length);
  pattern.set(right, left.length + quote.length);
  const part = { start: left.length, end: left.length + quote.length };
  const found: { span: Span; agreement: number }[] = [];
  for (const start of likelyStarts(pattern, index)) {
    if (exact.some(({ span }) => Math.abs(span.start - (start + left.length)) < SHORT_QUOTE)) continue;
    const { part: span, keptOfPart } = fit(pattern, part, now.units, start);
    const agreement = (2 * keptOfPart) / (quote.length + span.end - span.start);
    if (span.end <= span.start || agreement < LEAST_AGREEMENT || agreement === 1) continue;
    if (![...exact, ...found].some((other) => overlaps(other.span, span))) found.push({ span, agreement });
  }
  return found;
}
