import { overlaps, type Span } from '../../text/span';
import type { GramIndex } from './gramIndex';
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
/** Unbroken context on each side that holds a place for whatever stands between. */
const LEAST_RUN = 6;
/** A place with this much less context makes a passage a repeated one. */
const REPEATED_SLACK = 0.25;
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

interface Candidate {
  readonly span: Span;
  /** Agreement of the quotation itself, 0 to 1. */
  readonly agreement: number;
  /** Likeness of the context before and behind, and of both together, 0 to 1. */
  readonly before: number;
  readonly behind: number;
  readonly around: number;
  /** Units of context that stand unbroken on both sides. */
  readonly run: number;
  /** Agreement and likeness together, by their lengths. */
  readonly score: number;
}

/** Quotation and context of a passage, squeezed. */
interface Parts {
  readonly left: Uint16Array;
  readonly quote: Uint16Array;
  readonly right: Uint16Array;
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
  if (passage.repeated || (second && best.score - second.score < margin)) return { isAmbiguous: true, candidates: accepted.map(({ span }) => span) };
  return { found: best.span, isAmbiguous: false, candidates: spans };
}

/** Whether, in the text that a passage was taken from, another place reads like it. `span` is its place there. */
export function isRepeated(passage: Passage, span: Span, text: SqueezedText, index: GramIndex): boolean {
  const parts = partsOf(passage);
  const { candidates, occurrences } = candidatesFor(parts, text, index);
  // A long quotation needs no context once it stands only once: so every other occurrence is one too many.
  return occurrences === undefined || (occurrences > 1 && parts.quote.length >= LONG_QUOTE)
    || candidates.some((candidate) => !overlaps(candidate.span, span) && isAccepted(candidate, parts, 1, REPEATED_SLACK));
}

function partsOf({ prefix, quote, suffix }: Passage): Parts {
  return { left: new SqueezedText(prefix).units, quote: new SqueezedText(quote).units, right: new SqueezedText(suffix).units };
}

/** Where a quotation may stand, the likeliest first, and how often it stands as it is; no places when that is too often. */
function candidatesFor({ left, quote, right }: Parts, now: SqueezedText, index: GramIndex): { candidates: Candidate[]; occurrences: number | undefined } {
  const places = quote.length === 0 ? [] : index.occurrences(quote, 0, quote.length, MOST_OCCURRENCES);
  if (!places || quote.length === 0) return { candidates: [], occurrences: places?.length };
  const [prefix, suffix] = [new Context(left, -1), new Context(right, 1)];
  const judge = (span: Span, agreement: number): Candidate => {
    const { value: before, run: runBefore } = prefix.likenessAt(now.units, span.start);
    const { value: behind, run: runBehind } = suffix.likenessAt(now.units, span.end);
    const length = left.length + right.length;
    const around = (before * left.length + behind * right.length) / Math.max(1, length);
    return { span, agreement, before, behind, around, run: Math.min(runBefore, runBehind), score: (agreement * quote.length + around * length) / (quote.length + length) };
  };
  const exact = places.map((at) => judge({ start: at, end: at + quote.length }, 1));
  const changed = edited({ left, quote, right }, now, index, exact).map(({ span, agreement }) => judge(span, agreement));
  return { candidates: [...exact, ...changed].sort((a, b) => b.score - a.score), occurrences: places.length };
}

/** Whether a place may be that of a quotation; `slack` is taken from what its context must agree. */
function isAccepted({ agreement, before, behind, around, run }: Candidate, { quote }: Parts, occurrences: number | undefined, slack: number): boolean {
  const isShort = quote.length < SHORT_QUOTE;
  const least = (together: number): boolean => (isShort ? Math.min(before, behind) : around) >= together - slack;
  if (agreement === 1) return (isShort ? least(LEAST_BESIDE_SHORT) : least(LEAST_AROUND)) || (occurrences === 1 && quote.length >= LONG_QUOTE);
  return (agreement >= LEAST_AGREEMENT && !isShort && least(LEAST_AROUND_EDITED))
    || (agreement >= LEAST_AGREEMENT_BETWEEN && run >= LEAST_RUN)
    || (agreement >= LEAST_AGREEMENT_ALONE && quote.length >= LONG_QUOTE);
}

/** Where quotation and context stand with changes inside the quotation. */
function edited({ left, quote, right }: Parts, now: SqueezedText, index: GramIndex, exact: readonly Candidate[]): { span: Span; agreement: number }[] {
  const pattern = new Uint16Array(left.length + quote.length + right.length);
  pattern.set(left, 0);
  pattern.set(quote, left.length);
  pattern.set(right, left.length + quote.length);
  const part = { start: left.length, end: left.length + quote.length };
  const found: { span: Span; agreement: number }[] = [];
  for (const start of likelyStarts(pattern, index)) {
    // Most are the places where it stands as it is.
    if (exact.some(({ span }) => span.start === start + left.length)) continue;
    const { part: span, keptOfPart } = fit(pattern, part, now.units, start);
    const agreement = (2 * keptOfPart) / (quote.length + span.end - span.start);
    if (span.end <= span.start || agreement < LEAST_AGREEMENT_BETWEEN || agreement === 1) continue;
    if (![...exact, ...found].some((other) => overlaps(other.span, span))) found.push({ span, agreement });
  }
  return found;
}
