import { isBreak } from './characters';
import { foldUnit } from './fold';
import { softBreaks, softBreaksInSteps, type SoftBreak } from './softBreaks';
import { lowerBound, type Span } from './span';
import type { Steps } from './steps';
import { textOf, unitsOf } from './units';
import type { Runs } from './writtenText';

/**
 * A document as it is matched: soft line breaks joined, characters folded to one script and width,
 * characters without a shape of their own (variation selectors, zero-width spaces, byte order mark,
 * soft hyphens) skipped. Every place of the reading maps back to the document.
 *
 * Offsets are UTF-16 code units: of the reading in `text` and of the document in `source`.
 */
export class Reading {
  readonly source: string;
  readonly text: string;
  /** The line breaks that are joined, in order. */
  readonly breaks: readonly SoftBreak[];
  /** Offsets of all line breaks and colons of the reading, ascending: what lines and labels end with. */
  readonly signs: Uint32Array;
  /** Reading offset at which each run of consecutive document characters begins, ascending. */
  readonly #runStarts: Uint32Array;
  /** Document offset of the first character of each run. */
  readonly #runSources: Uint32Array;
  /** Characters without a shape were left out; variation selectors, which belong to the character before them, may be among them. */
  readonly #leavesOut: boolean;
  /** The run that was looked up last; where the next look begins. */
  #lastRun = 0;

  /** `begun` is what has been done of it already: {@link readingInSteps}, or what was found in a reading of the same text. */
  constructor(source: string, begun?: Begun | Pick<Reading, 'breaks'>) {
    this.source = source;
    const folded = begun && 'units' in begun ? begun : undefined;
    const units = folded?.units ?? unitsOf(source);
    const marks = folded?.marks ?? foldNoting(units, source.length);
    const runStarts: number[] = [];
    const runSources: number[] = [];
    const signs = new Uint32Array(marks.length);
    let signCount = 0;
    let length = 0;
    let nextMark = 0;
    const keep = (start: number, end: number): void => {
      if (start >= end) return;
      for (; nextMark < marks.length && (marks[nextMark] as number) < end; nextMark++) {
        const mark = marks[nextMark] as number;
        if (mark >= start && isSign(units[mark] as number)) signs[signCount++] = length + mark - start;
      }
      runStarts.push(length);
      runSources.push(start);
      if (start !== length) units.copyWithin(length, start, end);
      length += end - start;
    };
    let from = 0;
    this.breaks = begun?.breaks ?? softBreaks(source, marks);
    const left = gaps(source, marks, this.breaks);
    this.#leavesOut = left !== this.breaks;
    for (const gap of left) {
      keep(from, gap.start);
      if (gap.asSpace) {
        // The break itself stands for the space between two Latin words.
        runStarts.push(length);
        runSources.push(gap.start);
        units[length++] = 0x20;
      }
      from = gap.end;
    }
    keep(from, source.length);
    this.text = textOf(units, length);
    this.signs = signs.subarray(0, signCount);
    this.#runStarts = new Uint32Array(runStarts);
    this.#runSources = new Uint32Array(runSources);
  }

  get length(): number {
    return this.text.length;
  }

  /** What of the document it keeps, and where. */
  get runs(): Runs {
    return { starts: this.#runStarts, sources: this.#runSources, length: this.text.length };
  }

  /** Document offset of the character at a reading offset; the end of the reading maps to the end of the document. */
  toSource(offset: number): number {
    if (offset >= this.text.length) return this.source.length;
    const run = this.#runAt(Math.max(0, offset));
    return (this.#runSources[run] as number) + Math.max(0, offset) - (this.#runStarts[run] as number);
  }

  /**
   * The document span of a reading span: from the first character to the end of the last one, so that
   * what was skipped at either edge stays outside (but for variation selectors, which belong to the
   * character before them). An empty span maps to an empty one.
   */
  toSourceSpan(span: Span): Span {
    const start = this.toSource(span.start);
    return { start, end: span.end > span.start ? this.toSourceEnd(span.end) : start };
  }

  /** Where the document span of a reading span that is not empty ends: see {@link toSourceSpan}. */
  toSourceEnd(end: number): number {
    const after = this.toSource(end - 1) + 1;
    // Hardly any text has selectors: the others need no look at their characters.
    return this.#leavesOut ? afterSelectors(this.source, after) : after;
  }

  /**
   * A stretch of the reading in the document's own characters, one for each: soft breaks joined, characters without a
   * shape left out. Hard line breaks stay.
   */
  written(span: Span): string {
    let written = '';
    for (let run = this.#runAt(span.start); run < this.#runStarts.length; run++) {
      const runStart = this.#runStarts[run] as number;
      if (runStart >= span.end) break;
      const from = Math.max(span.start, runStart);
      const to = Math.min(span.end, this.#runStarts[run + 1] ?? this.text.length);
      const source = (this.#runSources[run] as number) + from - runStart;
      // A break that stands for a space is written as one.
      written += this.text.slice(from, to) === ' ' ? ' ' : this.source.slice(source, source + to - from);
    }
    return written;
  }

  /** Reading offset of a document offset; what was skipped maps to the next character that was kept. */
  fromSource(offset: number): number {
    if (this.#runSources.length === 0) return 0;
    const next = lowerBound(this.#runSources, offset + 1, (start) => start);
    if (next === 0) return 0;
    const run = next - 1;
    const start = this.#runStarts[run] as number;
    const end = next < this.#runStarts.length ? (this.#runStarts[next] as number) : this.text.length;
    return Math.min(start + offset - (this.#runSources[run] as number), end);
  }

  /** The reading span that covers a document span. */
  fromSourceSpan(span: Span): Span {
    const start = this.fromSource(span.start);
    return { start, end: Math.max(start, this.fromSource(span.end)) };
  }

  #runAt(offset: number): number {
    const starts = this.#runStarts;
    // Findings are mapped in their order: nearly always the run is the last one or one of the next.
    for (let run = this.#lastRun; run < this.#lastRun + STEPS && (starts[run] as number) <= offset; run++) {
      if (run + 1 === starts.length || offset < (starts[run + 1] as number)) return (this.#lastRun = run);
    }
    const run = lowerBound(starts, offset + 1, (start) => start) - 1;
    return (this.#lastRun = Math.max(0, run));
  }
}

/** The first two steps of making a reading. */
interface Begun {
  /** Folded. */
  readonly units: Uint16Array;
  /** Offsets of what was noted. */
  readonly marks: readonly number[];
  readonly breaks: readonly SoftBreak[];
}

/** The reading of a long document, made in steps of a few milliseconds. */
export function* readingInSteps(source: string): Steps<Reading> {
  // In room of its own: another text may be read between the steps.
  const units = unitsOf(source).slice();
  const marks = foldNoting(units, source.length);
  yield;
  const breaks = yield* softBreaksInSteps(source, marks);
  yield;
  return new Reading(source, { units, marks, breaks });
}

/** How many runs are walked on from the last one before all are searched. */
const STEPS = 4;

/**
 * By code unit what it folds to, but NUL for those that a look at every character notes beside folding them: line breaks, what a speaker's
 * label ends with, characters without a shape. So the table is half as large as one with room for a sign, and stays in the caches.
 */
const foldedUnlessNoted = new Uint16Array(0x10000);
for (let unit = 0; unit < 0x10000; unit++) {
  const noted = isBreak(unit) || unit === 0x3a || unit === 0xff1a || isShapeless(unit) || unit === 0xdb40;
  foldedUnlessNoted[unit] = noted ? 0 : foldUnit(unit);
}

/** Folds the first `length` units where they stand, and gives the offsets of those to be noted; NUL, which nothing asks for, is among them. */
function foldNoting(units: Uint16Array, length: number): number[] {
  const noted: number[] = [];
  for (let i = 0; i < length; i++) {
    const unit = units[i] as number;
    const folded = foldedUnlessNoted[unit] as number;
    units[i] = folded;
    if (folded !== 0) continue;
    units[i] = foldUnit(unit);
    noted.push(i);
  }
  return noted;
}

/** A line break or colon, as folded. */
function isSign(unit: number): boolean {
  return isBreak(unit) || unit === 0x3a;
}

interface Gap extends Span {
  /** The gap is read as one space. */
  readonly asSpace: boolean;
}

/** What the reading leaves out: soft breaks and characters without a shape, in order, without overlap; the breaks themselves when that is all. */
function gaps(source: string, noted: readonly number[], breaks: readonly SoftBreak[]): readonly Gap[] {
  let found: Gap[] | undefined;
  let next = 0;
  for (const offset of noted) {
    const length = shapelessLength(source, offset);
    if (length === 0) continue;
    found ??= [];
    while (next < breaks.length && (breaks[next] as Gap).end <= offset) found.push(breaks[next++] as Gap);
    const isInside = next < breaks.length && (breaks[next] as Gap).start <= offset;
    if (!isInside) found.push({ start: offset, end: offset + length, asSpace: false });
  }
  return found ? found.concat(breaks.slice(next)) : breaks;
}

function isShapeless(unit: number): boolean {
  return unit === 0xad || unit === 0x200b || unit === 0x2060 || unit === 0xfeff || (unit >= 0xfe00 && unit <= 0xfe0f);
}

function shapelessLength(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  if (unit < 0xad) return 0;
  if (isShapeless(unit)) return 1;
  return isVariationSelectorAt(text, offset) ? 2 : 0;
}

/** Variation selectors 1 to 16 (U+FE00…) and 17 to 256 (U+E0100…U+E01EF, a surrogate pair). */
function isVariationSelectorAt(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (unit >= 0xfe00 && unit <= 0xfe0f) return true;
  if (unit !== 0xdb40) return false;
  const low = text.charCodeAt(offset + 1);
  return low >= 0xdd00 && low <= 0xddef;
}

/** The offset behind the variation selectors that stand at one: they belong to the character before them. */
export function afterSelectors(text: string, offset: number): number {
  let after = offset;
  while (after < text.length && isVariationSelectorAt(text, after)) after += text.charCodeAt(after) === 0xdb40 ? 2 : 1;
  return after;
}

/** Whether a stretch of a document is read as it is written, but for folding: nothing in it is joined or left out. */
export function isReadWhole(written: string): boolean {
  for (let i = 0; i < written.length; i++) {
    const unit = written.charCodeAt(i);
    if (isBreak(unit) || shapelessLength(written, i) > 0) return false;
  }
  return true;
}

/** Folds a search text the way a reading is folded, white space at its ends left out. */
export function foldQuery(query: string): string {
  let folded = '';
  for (let i = 0; i < query.length; i++) {
    const skipped = shapelessLength(query, i);
    if (skipped > 0) i += skipped - 1;
    else folded += String.fromCharCode(foldUnit(query.charCodeAt(i)));
  }
  return folded.trim();
}
