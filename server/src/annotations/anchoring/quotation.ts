import { overlaps, type Span } from '../../text/span';
import { GramIndex } from './gramIndex';
import { Context, fit, likelyStarts } from './likeness';
import type { Passage } from '../model';
import { SqueezedText } from './squeezed';

/** Below this many characters a quotation stands too often by chance to be known by one side of its context. */
const SHORT_QUOTE = 8;
/** From this many characters on, a quotation that stands only once needs no context. */
const LONG_QUOTE = 16;
/** Likeness (0 to 1) that each side of a short quotation must have, and both sides of a longer one together. */
const LEAST_BESIDE_SHORT = 0.65;
const LEAST_AROUND = 0.5;
/** The same where the quotation itself was edited. */
const LEAST_AROUND_EDITED = 0.7;
/** Agreement of an edited quotation: with like context; between unbroken context, which a short one needs; and of a long one by itself. */
const LEAST_AGREEMENT = 0.65;
const LEAST_AGREEMENT_BETWEEN = 0.5;
const LEAST_AGREEMENT_ALONE = 0.8;
/** So many characters in a row, from the beginning of a sentence to the end of one and the quotation among them, have moved as a whole. */
const LEAST_MOVED = 10;
/** Unbroken context on each side that holds a place for whatever stands between. */
const LEAST_RUN = 6;
/** A place with this much less context makes a passage a repeated one. */
const REPEATED_SLACK = 0.25;
/** Characters beyond which the end of a sentence is not looked for. */
const LONGEST_SENTENCE = 300;
/** Lead, in context, that the best place must have over the next one. */
const LEAST_MARGIN = 0.2;
/** A quotation that stands more often than this is not told apart by context. */
const MOST_OCCURRENCES = 5000;

/** Where a quotation may stand (offsets in the squeezed text), the likeliest first; `found` when that is certain enough. */
export interface Quotation {
  readonly found?: Span;
  readonly isAmbiguous: boolean;
  readonly candidates: readonly Span[];
}

interface Candidate extends Judged {
  readonly span: Span;
  /** Agreement and likeness together, by their lengths. */
  readonly score: number;
}

/** How a place agrees with a quotation and its context. */
interface Judged {
  /** Agreement of the quotation itself, 0 to 1. */
  readonly agreement: number;
  /** Likeness of the context before and behind, and of both together, 0 to 1. */
  readonly before: number;
  readonly behind: number;
  readonly around: number;
  /** Units of context that stand unbroken on both sides. */
  readonly run: number;
  /** Whether the sentence of the quotation stands there unbroken, as far as it is known. */
  readonly isSentence: boolean;
}

/** Quotation and context of a passage, squeezed. */
interface Parts {
  readonly left: Uint16Array;
  readonly quote: Uint16Array;
  readonly right: Uint16Array;
  /** All three. */
  readonly all: SqueezedText;
}

/**
 * Looks for a quotation by itself and its context, whatever script, width and line breaks. Places where it stands as it is and
 * places where it may have been edited are judged alike, so that the same words elsewhere do not outweigh what the passage
 * has become in its place. A short quotation needs context on both sides. A passage that another place of its own text read
 * like is never told apart this way.
 */
export function searchQuotation(passage: Passage, now: SqueezedText, index: GramIndex): Quotation {
  const parts = partsOf(passage);
  const { candidates, occurrences } = candidatesFor(parts, now, index);
  const spans = candidates.map(({ span }) => span);
  const accepted = candidates.filter((candidate) => isAccepted(candidate, parts, occurrences, 0));
  const [best, second] = accepted;
  if (!best) return { isAmbiguous: false, candidates: spans };
  const around = parts.left.length + parts.right.length;
  const margin = (LEAST_MARGIN * around) / (parts.quote.length + around);
  // Its context may be that of a like sentence now, when its own stands elsewhere.
  const isElsewhere = !best.isSentence && accepted.some(({ isSentence }) => isSentence);
  if (passage.repeated || isElsewhere || (second && best.score - second.score < margin)) return { isAmbiguous: true, candidates: accepted.map(({ span }) => span) };
  return { found: best.span, isAmbiguous: false, candidates: spans };
}

/** Whether, in the text that a passage was taken from, another place reads like it. `span` is its place there. */
export function isRepeated(passage: Passage, span: Span, text: SqueezedText, index: GramIndex): boolean {
  const parts = partsOf(passage);
  const places = placesOf(parts, index);
  // A long quotation needs no context once it stands only once: so every other occurrence is one too many.
  if (!places || (places.length > 1 && parts.quote.length >= LONG_QUOTE)) return true;
  return (parts.quote.length > 0 && isLikeOther(parts, span, places, text, index)) || isReplaceable(parts, span, text);
}

/** Whether a quotation would be taken to stand at another of the places where it does as it is, or where it stands edited. */
function isLikeOther(parts: Parts, span: Span, places: readonly number[], text: SqueezedText, index: GramIndex): boolean {
  const { quote } = parts;
  const beside = besideOf(parts);
  const exact = places.map((start) => ({ start, end: start + quote.length }));
  return exact.some((other) => !overlaps(other, span) && standsAt(other, parts, beside, text))
    || edited(parts, text, index, exact).some(({ span: other, agreement }) => !overlaps(other, span) && isAccepted(judged(other, agreement, parts, beside, text), parts, 1, REPEATED_SLACK));
}

/**
 * Whether a quotation, as it is, would be taken to stand at a place: {@link isAccepted} of what is {@link judged} there, for the many places
 * of a common word. What stands right beside most of them tells that they are not meant, before any context is compared.
 */
function standsAt(span: Span, parts: Parts, beside: Beside, text: SqueezedText): boolean {
  const { left, right } = parts;
  const { prefix, suffix } = beside;
  if (holdsSentence(parts, prefix.runAt(text.units, span.start), suffix.runAt(text.units, span.end), text, span)) return true;
  const mayBe = (before: number, behind: number): boolean => (
    isAccepted({ agreement: 1, before, behind, around: aroundOf(before, behind, left.length, right.length), run: 0, isSentence: false }, parts, 1, REPEATED_SLACK)
  );
  const before = prefix.mostAt(text.units, span.start);
  return mayBe(before, 1) && mayBe(before, suffix.mostAt(text.units, span.end)) && isAccepted(judged(span, 1, parts, beside, text), parts, 1, REPEATED_SLACK);
}

/** Whether something else would read like a passage if its own sentence were deleted: the next entry of a list, for one. */
function isReplaceable(parts: Parts, { start, end }: Span, text: SqueezedText): boolean {
  const least = Math.max(0, start - LONGEST_SENTENCE);
  const most = Math.min(text.length, end + LONGEST_SENTENCE);
  let from = start;
  while (from > least && !text.beginsSentence(from)) from--;
  let to = end;
  while (to < most && !text.beginsSentence(to)) to++;
  const reach = parts.all.length;
  const before = from === 0 ? '' : text.sourceOf({ start: Math.max(0, from - reach), end: from });
  const behind = to === text.length ? '' : text.sourceOf({ start: to, end: Math.min(text.length, to + reach) });
  const rest = new SqueezedText(`${before}${text.beginsLine(from) || text.beginsLine(to) ? '\n' : ''}${behind}`);
  const { candidates, occurrences } = candidatesFor(parts, rest, new GramIndex(rest.units));
  return candidates.some((candidate) => isAccepted(candidate, parts, occurrences, 0));
}

function partsOf({ prefix, quote, suffix }: Passage): Parts {
  const all = new SqueezedText(prefix + quote + suffix);
  const { start, end } = all.fromSource({ start: prefix.length, end: prefix.length + quote.length });
  return { left: all.units.subarray(0, start), quote: all.units.subarray(start, end), right: all.units.subarray(end), all };
}

/** The context of a passage, to be compared with what stands beside many places. */
interface Beside {
  readonly prefix: Context;
  readonly suffix: Context;
}

function besideOf({ left, right }: Parts): Beside {
  return { prefix: new Context(left, -1), suffix: new Context(right, 1) };
}

/** Where a quotation stands as it is; undefined when that is too often. One without any character stands nowhere. */
function placesOf({ quote }: Parts, index: GramIndex): number[] | undefined {
  return quote.length === 0 ? [] : index.occurrences(quote, 0, quote.length, MOST_OCCURRENCES);
}

/** Where a quotation may stand, the likeliest first, and how often it stands as it is; no places when that is too often. */
function candidatesFor(parts: Parts, now: SqueezedText, index: GramIndex): { candidates: Candidate[]; occurrences: number | undefined } {
  const { left, quote, right } = parts;
  const places = placesOf(parts, index);
  if (!places || quote.length === 0) return { candidates: [], occurrences: places?.length };
  const beside = besideOf(parts);
  const length = left.length + right.length;
  const judge = (span: Span, agreement: number): Candidate => {
    const found = judged(span, agreement, parts, beside, now);
    return { span, ...found, score: (agreement * quote.length + found.around * length) / (quote.length + length) };
  };
  const exact = places.map((at) => judge({ start: at, end: at + quote.length }, 1));
  const changed = edited(parts, now, index, exact.map(({ span }) => span)).map(({ span, agreement }) => judge(span, agreement));
  return { candidates: [...exact, ...changed].sort((a, b) => b.score - a.score), occurrences: places.length };
}

function judged(span: Span, agreement: number, parts: Parts, { prefix, suffix }: Beside, now: SqueezedText): Judged {
  const { left, right } = parts;
  const { value: before, run: runBefore } = prefix.likenessAt(now.units, span.start);
  const { value: behind, run: runBehind } = suffix.likenessAt(now.units, span.end);
  const isSentence = agreement === 1 && holdsSentence(parts, runBefore, runBehind, now, span);
  return { agreement, before, behind, around: aroundOf(before, behind, left.length, right.length), run: Math.min(runBefore, runBehind), isSentence };
}

/** The likeness of both sides together, by their lengths. */
function aroundOf(before: number, behind: number, left: number, right: number): number {
  return (before * left + behind * right) / Math.max(1, left + right);
}

/**
 * Whether whole sentences with the quotation stand unbroken at a place, as a part of the text that was moved does: whatever is around
 * it there. What lies beyond the known context is not asked for.
 */
function holdsSentence({ left, quote, all }: Parts, runBefore: number, runBehind: number, now: SqueezedText, span: Span): boolean {
  const shift = span.start - left.length;
  let from = left.length - runBefore;
  while (from > 0 && from <= left.length && !(all.beginsSentence(from) && now.beginsSentence(from + shift))) from++;
  const quoteEnd = left.length + quote.length;
  let to = quoteEnd + runBehind;
  while (to < all.length && to >= quoteEnd && !(all.beginsSentence(to) && now.beginsSentence(to + shift))) to--;
  return from <= left.length && to >= quoteEnd && to - from >= LEAST_MOVED;
}

/** Whether a place may be that of a quotation; `slack` is taken from what its context must agree. */
function isAccepted({ agreement, before, behind, around, run, isSentence }: Judged, { quote }: Parts, occurrences: number | undefined, slack: number): boolean {
  const isShort = quote.length < SHORT_QUOTE;
  const least = (together: number): boolean => (isShort ? Math.min(before, behind) : around) >= together - slack;
  if (agreement === 1) return isSentence || (isShort ? least(LEAST_BESIDE_SHORT) : least(LEAST_AROUND)) || (occurrences === 1 && quote.length >= LONG_QUOTE);
  return (agreement >= LEAST_AGREEMENT && !isShort && least(LEAST_AROUND_EDITED))
    || (agreement >= LEAST_AGREEMENT_BETWEEN && run >= LEAST_RUN)
    || (agreement >= LEAST_AGREEMENT_ALONE && quote.length >= LONG_QUOTE);
}

/** Where quotation and context stand with changes inside the quotation. */
function edited({ left, quote, all }: Parts, now: SqueezedText, index: GramIndex, exact: readonly Span[]): { span: Span; agreement: number }[] {
  const pattern = all.units;
  const part = { start: left.length, end: left.length + quote.length };
  const found: { span: Span; agreement: number }[] = [];
  for (const start of likelyStarts(pattern, index)) {
    // Most are the places where it stands as it is.
    if (exact.some((span) => span.start === start + left.length)) continue;
    const { part: span, keptOfPart } = fit(pattern, part, now.units, start);
    const agreement = (2 * keptOfPart) / (quote.length + span.end - span.start);
    if (span.end <= span.start || agreement < LEAST_AGREEMENT_BETWEEN || agreement === 1) continue;
    if (![...exact, ...found.map((each) => each.span)].some((other) => overlaps(other, span))) found.push({ span, agreement });
  }
  return found;
}
