import type { Span } from '../../text/span';
import { diffUnits, firstHunk, type Hunk } from './diff';
import { EqualWays } from './equalWays';
import type { SqueezedText } from './squeezed';

/** Share of a passage that must survive for it to be the same passage. */
export const LEAST_KEPT = 0.5;
/** Characters on each side by which it is judged whether the surroundings survive. */
const SURROUNDINGS = 24;
/** Share of the surroundings that must survive; less is a rewritten text in which single characters agree by chance. */
const LEAST_SURROUNDINGS = 0.6;
/** Half of so many characters right beside a passage must survive on both sides, more beside a short one that was itself edited; */
const BESIDE = 8;
const LEAST_BESIDE_SHORT = 0.75;
/** or so many unbroken ones with a passage that is whole: on one side a sentence may have gone. */
const LEAST_RUN = 6;
/** So many characters kept in a row end a stretch that was deleted; fewer agree by chance with what was written instead. */
const KEPT_RUN = 4;

/** What replaces a part of a passage corrects it, rather than being new text beside it, while it is not longer than so many times that part. */
export const MOST_GROWN = 2;

/** Carries places from an old version of a text to the present one, in place. Offsets count in the squeezed texts. */
export class Transport {
  readonly old: SqueezedText;
  readonly now: SqueezedText;
  readonly #hunks: readonly Hunk[];
  readonly #equalWays: EqualWays;
  #longestDeleted: number | undefined;

  constructor(old: SqueezedText, now: SqueezedText) {
    this.old = old;
    this.now = now;
    this.#hunks = diffUnits(old.units, now.units, (units, offset) => (units === old.units ? old : now).beginsLine(offset));
    this.#equalWays = new EqualWays(this.#hunks, old.units, now.units);
  }

  /**
   * Where a passage may be when the difference of the texts can be drawn in several ways (equalWays.ts), in order; `undefined` when
   * there is but one.
   */
  equalPlaces(span: Span): Span[] | undefined {
    return this.#equalWays.placesOf(span);
  }

  /** Where a passage of the old text is in the present one, when at least half of it survives between neighbours that survive. */
  carry(span: Span): Span | undefined {
    const { start, end } = span;
    const kept = keptIn(this.#hunks, start, end);
    if (kept === 0 || kept < (end - start) * LEAST_KEPT) return undefined;
    const from = Math.max(0, start - SURROUNDINGS);
    const to = Math.min(this.old.length, end + SURROUNDINGS);
    if (keptIn(this.#hunks, from, to) < (to - from) * LEAST_SURROUNDINGS) return undefined;
    const share = kept < end - start && end - start < BESIDE ? LEAST_BESIDE_SHORT : LEAST_KEPT;
    const isBetween = this.#survives(Math.max(0, start - BESIDE), start, share) && this.#survives(end, Math.min(this.old.length, end + BESIDE), share);
    if (!isBetween && (kept < end - start || this.#runAround(span) < LEAST_RUN)) return undefined;
    return wholeNear(this.old.units.subarray(start, end), this.now.units, carryThrough(this.#hunks, span));
  }

  /** The stretch around a passage that was deleted or rewritten with it, at most so many characters on each side. */
  deletedAround({ start, end }: Span, most: number): Span {
    let from = start;
    while (from > 0 && start - from < most && !this.#isKept(from - KEPT_RUN, from)) from--;
    let to = end;
    while (to < this.old.length && to - end < most && !this.#isKept(to, to + KEPT_RUN)) to++;
    return { start: from, end: to };
  }

  /** Where a passage of which a part is gone stands whole in text that was inserted right beside the place it was carried to. */
  insertedBeside({ start, end }: Span, carried: Span): Span[] {
    const passage = this.old.units.subarray(start, end);
    const found: Span[] = [];
    for (let at = Math.max(0, carried.start - passage.length - BESIDE); at <= carried.end + BESIDE; at++) {
      const place = { start: at, end: at + passage.length };
      if (passage.every((unit, i) => this.now.units[at + i] === unit) && this.#addedIn(place) === passage.length) found.push(place);
    }
    return found;
  }

  /** Whether so many characters in a row were deleted anywhere. */
  hasDeleted(atLeast: number): boolean {
    return (this.#longestDeleted ??= this.#hunks.reduce((most, { oldStart, oldEnd }) => Math.max(most, oldEnd - oldStart), 0)) >= atLeast;
  }

  /** The unbroken stretch of the old text that was kept around a passage of it; `undefined` when the passage itself is broken. */
  keptAround(span: Span): Span | undefined {
    return this.#runAt(span, ['oldStart', 'oldEnd'], this.old.length);
  }

  /** The same in the present text. */
  keptAroundNow(span: Span): Span | undefined {
    return this.#runAt(span, ['newStart', 'newEnd'], this.now.length);
  }

  /** How many characters of a stretch of the old text are gone. */
  lostIn({ start, end }: Span): number {
    return end - start - keptIn(this.#hunks, start, end);
  }

  /** Whether more than half of a stretch of the old text is gone. */
  isDeleted({ start, end }: Span): boolean {
    return this.lostIn({ start, end }) * 2 > end - start;
  }

  /** Whether more than half of a stretch of the present text did not stand in the old one. */
  isNew(span: Span): boolean {
    return this.#addedIn(span) * 2 > span.end - span.start;
  }

  #addedIn({ start, end }: Span): number {
    let added = 0;
    for (let i = firstHunk(this.#hunks, start, 'newEnd'); i < this.#hunks.length; i++) {
      const hunk = this.#hunks[i] as Hunk;
      if (hunk.newStart >= end) break;
      added += Math.max(0, Math.min(hunk.newEnd, end) - Math.max(hunk.newStart, start));
    }
    return added;
  }

  /** A stretch of the present text with all around it that is reached by passing fewer than so many characters that were kept. */
  reachOf({ start, end }: Span, fewerThan: number): Span {
    const next = firstHunk(this.#hunks, start + 1, 'newEnd');
    let from = start;
    let kept = 0;
    for (let i = next; i >= 0 && kept < fewerThan; i--) {
      const hunk = this.#hunks[i];
      if (hunk && hunk.newStart < from) from = hunk.newStart;
      const runStart = this.#hunks[i - 1]?.newEnd ?? 0;
      const step = Math.min(Math.max(0, from - runStart), fewerThan - kept);
      from -= step;
      kept += step;
    }
    let to = end;
    kept = 0;
    for (let i = next; kept < fewerThan; i++) {
      const hunk = this.#hunks[i];
      const runEnd = hunk?.newStart ?? this.now.length;
      const step = Math.min(Math.max(0, runEnd - to), fewerThan - kept);
      to += step;
      kept += step;
      if (!hunk) break;
      if (kept < fewerThan) to = Math.max(to, hunk.newEnd);
    }
    return { start: from, end: to };
  }

  #runAt({ start, end }: Span, [from, to]: readonly ['oldStart', 'oldEnd'] | readonly ['newStart', 'newEnd'], length: number): Span | undefined {
    const next = firstHunk(this.#hunks, start + 1, to);
    const after = this.#hunks[next];
    if (after && after[from] < end) return undefined;
    return { start: this.#hunks[next - 1]?.[to] ?? 0, end: after?.[from] ?? length };
  }

  #survives(start: number, end: number, share: number): boolean {
    return keptIn(this.#hunks, start, end) >= (end - start) * share;
  }

  /** Characters beside a whole passage that survive unbroken with it. */
  #runAround({ start, end }: Span): number {
    const next = firstHunk(this.#hunks, end, 'oldEnd');
    const after = this.#hunks[next];
    const before = this.#hunks[next - 1];
    return (after ? Math.max(end, after.oldStart) : this.old.length) - end + start - Math.min(start, before?.oldEnd ?? 0);
  }

  #isKept(start: number, end: number): boolean {
    return start < 0 || end > this.old.length ? false : keptIn(this.#hunks, start, end) === end - start;
  }
}

/**
 * Where characters repeat, a shortest way may part a stretch that stands there whole: then it is that one. `found` is where the
 * stretch was carried to in `units`.
 */
export function wholeNear(stretch: Uint16Array, units: Uint16Array, found: Span): Span {
  if (stretch.length === 0) return found;
  const isAt = (at: number): boolean => stretch.every((unit, i) => units[at + i] === unit);
  let whole: number | undefined;
  for (let at = Math.max(0, found.start - stretch.length + 1); at < found.end; at++) {
    if (units[at] !== stretch[0] || !isAt(at)) continue;
    if (at === found.start) return { start: at, end: at + stretch.length };
    if (whole !== undefined) return found;
    whole = at;
  }
  return whole === undefined ? found : { start: whole, end: whole + stretch.length };
}

/** How many units of a stretch of the old text survive. */
export function keptIn(hunks: readonly Hunk[], start: number, end: number): number {
  let kept = end - start;
  for (let i = firstHunk(hunks, start, 'oldEnd'); i < hunks.length; i++) {
    const hunk = hunks[i] as Hunk;
    if (hunk.oldStart >= end) break;
    kept -= Math.max(0, Math.min(hunk.oldEnd, end) - Math.max(hunk.oldStart, start));
  }
  return kept;
}

/** Where a stretch of the old text is in the new one. What was inserted right before or behind it stays outside. */
export function carryThrough(hunks: readonly Hunk[], { start, end }: Span): Span {
  return { start: carryStart(hunks, start, end), end: carryEnd(hunks, start, end) };
}

function carryStart(hunks: readonly Hunk[], start: number, end: number): number {
  const hunk = hunkAround(hunks, start);
  if (!hunk) return start + shiftOf(hunks, start);
  if (isRepair(hunk)) return hunk.newStart + start - hunk.oldStart;
  return hunk.oldStart === start && hunk.oldEnd < end && isReplacement(hunk) ? hunk.newStart : hunk.newEnd;
}

function carryEnd(hunks: readonly Hunk[], start: number, end: number): number {
  const hunk = hunkAround(hunks, end - 1);
  if (!hunk) return end + shiftOf(hunks, end - 1);
  if (isRepair(hunk)) return hunk.newStart + end - hunk.oldStart;
  return hunk.oldEnd === end && hunk.oldStart > start && isReplacement(hunk) ? hunk.newEnd : hunk.newStart;
}

/** Whether characters were replaced one by one. */
function isRepair({ oldStart, oldEnd, newStart, newEnd }: Hunk): boolean {
  return oldEnd - oldStart === newEnd - newStart;
}

/** Whether what was inserted corrects what was deleted in the same place, rather than being new text beside it. */
function isReplacement({ oldStart, oldEnd, newStart, newEnd }: Hunk): boolean {
  return newEnd - newStart <= MOST_GROWN * (oldEnd - oldStart);
}

/** The hunk in which an old unit was deleted. */
function hunkAround(hunks: readonly Hunk[], offset: number): Hunk | undefined {
  const hunk = hunks[firstHunk(hunks, offset + 1, 'oldEnd')];
  return hunk && hunk.oldStart <= offset ? hunk : undefined;
}

/** How far an old unit that was kept has moved. */
function shiftOf(hunks: readonly Hunk[], offset: number): number {
  const before = hunks[firstHunk(hunks, offset + 1, 'oldEnd') - 1];
  return before ? before.newEnd - before.oldEnd : 0;
}
