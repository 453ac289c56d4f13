import { fold } from '../text/fold';
import { SourceText } from '../text/sourceText';
import { lowerBound, type Span } from '../text/span';
import { diffTexts, align, type Hunk } from './diff';
import type { AnchorState, Passage } from './model';

/** Where a passage is in the present text (UTF-16 offsets), and how that is known. */
export interface Anchored {
  readonly state: AnchorState;
  /** Absent when ambiguous or lost. */
  readonly span?: Span | undefined;
  /** Where an ambiguous or lost passage may be, the likeliest first; at most ten. */
  readonly candidates?: readonly Span[] | undefined;
}

/**
 * Finds passages again in a text that may have changed since they were taken, without ever guessing:
 *
 * 1. The text is the version they were taken from: their positions hold.
 * 2. That version is still known: the difference between it and the text carries positions over. A passage survives when
 *    at least half of it does, between neighbours that survive too.
 * 3. The quotation stands in the text, whatever script, width or line breaks: it is the passage when the words around it
 *    agree and no other occurrence agrees nearly as well, nor something else stands between these very words. Where the old version is known, only text that is new comes
 *    into question, for what stood there before was another passage. A short quotation needs context on both sides.
 * 4. Otherwise the passage is ambiguous or lost.
 *
 * @param oldText gives earlier versions by their hash.
 */
export function anchorPassages(
  passages: readonly Passage[],
  text: SourceText,
  textHash: string,
  oldText: (hash: string) => string | undefined,
): Anchored[] {
  const transports = new Map<string, Transport | undefined>();
  const transportFrom = (hash: string): Transport | undefined => {
    if (!transports.has(hash)) {
      const old = oldText(hash);
      transports.set(hash, old === undefined ? undefined : new Transport(new SourceText(old), text));
    }
    return transports.get(hash);
  };
  let squeezed: Squeezed | undefined;
  return passages.map((passage) => {
    const inPlace = passage.textHash === textHash ? spanIn(text, passage) : undefined;
    if (inPlace) return { state: 'exact', span: inPlace };
    const transport = passage.textHash === undefined || passage.textHash === textHash ? undefined : transportFrom(passage.textHash);
    const carried = transport?.carry(passage);
    if (carried) return { state: text.slice(carried) === passage.quote ? 'exact' : 'changed', span: carried };
    squeezed ??= new Squeezed(text.text);
    return searchQuote(passage, text, squeezed, transport);
  });
}

/** The span of a passage in the version it was taken from; `undefined` when its position does not hold its quotation. */
function spanIn(text: SourceText, passage: Passage): Span | undefined {
  if (!passage.position) return undefined;
  const span = text.codePoints.spanToUtf16(passage.position);
  return text.slice(span) === passage.quote ? span : undefined;
}

// #region By the difference from the old text

/** Share of a passage that must survive for it to be the same passage. */
const LEAST_KEPT = 0.5;
/** Characters on each side by which it is judged whether the surroundings survive. */
const SURROUNDINGS = 24;
/** Share of the surroundings that must survive; less is a rewritten text in which single characters agree by chance. */
const LEAST_SURROUNDINGS = 0.6;

/** Carries places from an old version of a text to the new one. */
class Transport {
  readonly #old: SourceText;
  readonly #hunks: readonly Hunk[];

  constructor(old: SourceText, present: SourceText) {
    this.#old = old;
    this.#hunks = diffTexts(old.text, present.text);
  }

  /** Where a passage of the old text is in the new one (UTF-16 offsets), when it survives. */
  carry(passage: Passage): Span | undefined {
    const span = spanIn(this.#old, passage);
    if (!span) return undefined;
    const { start, end } = span;
    const length = end - start;
    const kept = this.#keptIn(start, end);
    if (kept < length * LEAST_KEPT || kept === 0) return undefined;
    const from = Math.max(0, start - SURROUNDINGS);
    const to = Math.min(this.#old.length, end + SURROUNDINGS);
    if (this.#keptIn(from, to) < (to - from) * LEAST_SURROUNDINGS) return undefined;
    return { start: this.#carryStart(start, end), end: this.#carryEnd(start, end) };
  }

  /** Whether more than half of a stretch of the new text stood in the old one too. */
  isOld(span: Span): boolean {
    let added = 0;
    for (let i = this.#firstHunk(span.start, 'newEnd'); i < this.#hunks.length; i++) {
      const hunk = this.#hunks[i] as Hunk;
      if (hunk.newStart >= span.end) break;
      added += Math.max(0, Math.min(hunk.newEnd, span.end) - Math.max(hunk.newStart, span.start));
    }
    return added * 2 < span.end - span.start;
  }

  #keptIn(start: number, end: number): number {
    let kept = end - start;
    for (let i = this.#firstHunk(start, 'oldEnd'); i < this.#hunks.length; i++) {
      const hunk = this.#hunks[i] as Hunk;
      if (hunk.oldStart >= end) break;
      kept -= Math.max(0, Math.min(hunk.oldEnd, end) - Math.max(hunk.oldStart, start));
    }
    return kept;
  }

  /** New offset of the start of a passage. What was typed right before it stays outside. */
  #carryStart(start: number, end: number): number {
    const hunk = this.#hunkAround(start);
    if (!hunk) return start + this.#shiftOf(start);
    return hunk.oldStart === start && hunk.oldEnd < end && isReplacement(hunk) ? hunk.newStart : hunk.newEnd;
  }

  /** New offset of the end of a passage. What was typed right behind it stays outside. */
  #carryEnd(start: number, end: number): number {
    const hunk = this.#hunkAround(end - 1);
    if (!hunk) return end + this.#shiftOf(end - 1);
    return hunk.oldEnd === end && hunk.oldStart > start && isReplacement(hunk) ? hunk.newEnd : hunk.newStart;
  }

  /** The hunk in which an old character was deleted. */
  #hunkAround(offset: number): Hunk | undefined {
    const hunk = this.#hunks[this.#firstHunk(offset + 1, 'oldEnd')];
    return hunk && hunk.oldStart <= offset ? hunk : undefined;
  }

  /** How far an old character that was kept has moved. */
  #shiftOf(offset: number): number {
    const before = this.#hunks[this.#firstHunk(offset + 1, 'oldEnd') - 1];
    return before ? before.newEnd - before.oldEnd : 0;
  }

  /** Index of the first hunk that ends at or behind an offset. */
  #firstHunk(offset: number, side: 'oldEnd' | 'newEnd'): number {
    return lowerBound(this.#hunks, offset, (hunk) => hunk[side]);
  }
}

/** Whether what was inserted corrects what was deleted in the same place, rather than being new text beside it. */
function isReplacement({ oldStart, oldEnd, newStart, newEnd }: Hunk): boolean {
  return newEnd - newStart <= 2 * (oldEnd - oldStart);
}

// #endregion

// #region By the quotation and its context

/** Below this many characters a quotation stands too often by chance to be known by one side of its context. */
const SHORT_QUOTE = 8;
/** From this many characters on, a quotation that stands only once needs no context; a shorter one may, if it is new text that a known version lacked. */
const LONG_QUOTE = 16;
/** Likeness (0 to 1) that each side of a short quotation, or both sides of a longer one together, must have. */
const LEAST_LIKENESS = 0.5;
/** Lead that the best place must have over the next one. */
const LEAST_MARGIN = 0.2;
const MOST_CANDIDATES = 10;
/** A quotation that stands more often than this is not told apart by context. */
const MOST_OCCURRENCES = 2000;

interface Occurrence {
  readonly span: Span;
  readonly likeness: number;
  readonly accepted: boolean;
}

function searchQuote(passage: Passage, text: SourceText, squeezed: Squeezed, transport: Transport | undefined): Anchored {
  const quote = squeeze(passage.quote).text;
  if (quote === '') return { state: 'lost' };
  const [prefix, suffix] = [squeeze(passage.prefix).text, squeeze(passage.suffix).text];
  const places: { at: number; span: Span }[] = [];
  for (let at = squeezed.text.indexOf(quote); at >= 0 && places.length < MOST_OCCURRENCES; at = squeezed.text.indexOf(quote, at + 1)) {
    const span = squeezed.toSource({ start: at, end: at + quote.length });
    if (!transport?.isOld(span)) places.push({ at, span });
  }
  const between = transport ? [] : betweenContexts(prefix, suffix, quote, squeezed);
  const changed = between.filter(({ start, end }) => squeezed.text.slice(start, end) !== quote);
  if (changed.length > 0) {
    // One place says what the passage has become; several, or one beside the quotation itself in the same context, cannot be told apart.
    const alike = changed.length < between.length ? between.filter(({ start, end }) => end > start) : changed.filter((span) => isAlike(quote, squeezed.text.slice(span.start, span.end)));
    const candidates = alike.map((span) => squeezed.toSource(span));
    if (candidates.length === 1) return { state: 'changed', span: candidates[0] };
    return { state: candidates.length === 0 ? 'lost' : 'ambiguous', candidates: candidates.slice(0, MOST_CANDIDATES) };
  }
  if (places.length === 0 || places.length === MOST_OCCURRENCES) return { state: 'lost' };
  const needsNoContext = places.length === 1 && quote.length >= (transport ? SHORT_QUOTE : LONG_QUOTE);
  const occurrences = places
    .map(({ at, span }): Occurrence => {
      const left = likeness(prefix, squeezed.text.slice(Math.max(0, at - prefix.length - 8), at), (units, i) => units.length - 1 - i);
      const right = likeness(suffix, squeezed.text.slice(at + quote.length, at + quote.length + suffix.length + 8), (_, i) => i);
      const both = (left * prefix.length + right * suffix.length) / Math.max(1, prefix.length + suffix.length);
      const accepted = quote.length < SHORT_QUOTE
        ? left >= LEAST_LIKENESS && right >= LEAST_LIKENESS
        : both >= LEAST_LIKENESS || needsNoContext;
      return { span, likeness: both, accepted };
    })
    .sort((a, b) => b.likeness - a.likeness);
  const candidates = occurrences.slice(0, MOST_CANDIDATES).map(({ span }) => span);
  const [best, second] = occurrences.filter(({ accepted }) => accepted);
  if (!best) return { state: 'lost', candidates };
  if (second && best.likeness - second.likeness < LEAST_MARGIN) return { state: 'ambiguous', candidates };
  if (text.slice(best.span) !== passage.quote) return { state: 'changed', span: best.span };
  return { state: text.codePoints.toCodePoint(best.span.start) === passage.position?.start ? 'exact' : 'moved', span: best.span };
}

/**
 * Stretches that stand where the quotation stood, right between the end of its prefix and the start of its suffix: what
 * the passage has become. They outweigh the same words elsewhere. Offsets in the squeezed text.
 */
function betweenContexts(prefix: string, suffix: string, quote: string, squeezed: Squeezed): Span[] {
  const tail = prefix.slice(-FULL_RUN);
  const head = suffix.slice(0, FULL_RUN);
  if (Math.min(tail.length, head.length) < LEAST_RUN || tail.length + head.length < LONG_QUOTE) return [];
  const found: Span[] = [];
  for (let at = squeezed.text.indexOf(tail); at >= 0 && found.length < MOST_CANDIDATES; at = squeezed.text.indexOf(tail, at + 1)) {
    const start = at + tail.length;
    const distance = squeezed.text.slice(start, start + 2 * quote.length + FULL_RUN + head.length).indexOf(head);
    if (distance >= 0) found.push({ start, end: start + distance });
  }
  return found;
}

/** Whether enough of a quotation stands in what took its place. */
function isAlike(quote: string, present: string): boolean {
  return present !== '' && keptOf(quote, present) >= quote.length * LEAST_KEPT;
}

/** Characters of a text that stand, in order, in another one. */
function keptOf(text: string, other: string): number {
  return align(toUnits(text), toUnits(other)).reduce((kept, successor) => (successor >= 0 ? kept + 1 : kept), 0);
}

/** An unbroken stretch of context of this length right beside a quotation says as much as all of it. */
const FULL_RUN = 12;
/** Context at an end of the text may be shorter, but not shorter than this. */
const LEAST_RUN = 4;

/**
 * How far a context agrees with what is there now, 0 to 1: the share of it that stands there in order, or the unbroken
 * stretch beside the quotation where that says more (a sentence moved takes no more along). No context, at an end of the
 * text, agrees only with none.
 * @param nth index of the n-th character counted from the quotation.
 */
function likeness(context: string, present: string, nth: (text: string, n: number) => number): number {
  if (context === '') return present === '' ? 1 : 0;
  let run = 0;
  while (run < context.length && run < present.length && context[nth(context, run)] === present[nth(present, run)]) run++;
  return Math.max(keptOf(context, present) / context.length, Math.min(1, run / FULL_RUN));
}

function toUnits(text: string): Uint16Array {
  return Uint16Array.from(text, (_, i) => text.charCodeAt(i));
}

/** A text folded and without white space and characters without shape, with the way back to the text. */
class Squeezed {
  readonly text: string;
  readonly #offsets: Uint32Array;
  readonly #source: string;

  constructor(source: string) {
    const { text, offsets } = squeeze(source);
    this.text = text;
    this.#offsets = offsets;
    this.#source = source;
  }

  /** The span in the text (UTF-16 offsets) of a non-empty one here; variation selectors stay with their character. */
  toSource({ start, end }: Span): Span {
    const last = (this.#offsets[end - 1] as number) + 1;
    const selectors = /^(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef])+/.exec(this.#source.slice(last, last + 4))?.[0].length ?? 0;
    return { start: this.#offsets[start] as number, end: last + selectors };
  }
}

function squeeze(source: string): { text: string; offsets: Uint32Array } {
  const folded = fold(source);
  const skipped = /[\s\u00ad\u200b\u2060\ufeff\ufe00-\ufe0f]+|\udb40[\udd00-\uddef]/g;
  const offsets = new Uint32Array(folded.length);
  const parts: string[] = [];
  let length = 0;
  let from = 0;
  const keep = (to: number): void => {
    parts.push(folded.slice(from, to));
    for (let i = from; i < to; i++) offsets[length++] = i;
  };
  for (let match = skipped.exec(folded); match; match = skipped.exec(folded)) {
    keep(match.index);
    from = match.index + match[0].length;
  }
  keep(folded.length);
  return { text: parts.join(''), offsets: offsets.subarray(0, length) };
}

// #endregion
