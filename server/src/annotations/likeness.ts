import type { Span } from '../text/span';
import { align, diffUnits } from './diff';
import type { GramIndex } from './gramIndex';
import { carryThrough, keptIn } from './transport';

/** Length of the strings by which a place is found where a longer string may stand, changed here and there. */
const SEED = 4;
/** A seed that stands more often than this tells nothing of the place. */
const MOST_SEED_PLACES = 64;
/** Seeds whose places differ by less than this speak for one place: characters were inserted or deleted between them. */
const DRIFT = 8;
const MOST_PLACES = 6;

/**
 * Where in a text a pattern may stand, changed here and there: the offsets at which it would begin, the likeliest first. Strings
 * of four units are looked up, and those that agree where it would begin are counted together.
 * @param counts whether a place of a seed counts.
 */
export function likelyStarts(pattern: Uint16Array, index: GramIndex, counts: (at: Span) => boolean = () => true): number[] {
  const votes = new Map<number, number>();
  for (let i = 0; i + SEED <= pattern.length; i++) {
    for (const at of index.occurrences(pattern, i, i + SEED, MOST_SEED_PLACES) ?? []) {
      if (!counts({ start: at, end: at + SEED })) continue;
      votes.set(at - i, (votes.get(at - i) ?? 0) + 1);
    }
  }
  const starts = [...votes.keys()].sort((a, b) => a - b);
  const groups: { start: number; last: number; votes: number; most: number }[] = [];
  for (const start of starts) {
    const count = votes.get(start) as number;
    const group = groups.at(-1);
    if (group && start - group.last < DRIFT) {
      group.votes += count;
      group.last = start;
      if (count > group.most) [group.start, group.most] = [start, count];
    } else groups.push({ start, last: start, votes: count, most: count });
  }
  return groups.sort((a, b) => b.votes - a.votes).slice(0, MOST_PLACES).map(({ start }) => start);
}

/** How a pattern stands at a place of a text. Offsets in the text. */
export interface Fit {
  /** Units of the pattern that stand there, in order. */
  readonly kept: number;
  /** Units of the part that stand there, in order. */
  readonly keptOfPart: number;
  /** Where the part stands; empty when nothing of it does. */
  readonly part: Span;
  /** Where the whole pattern stands. */
  readonly whole: Span;
}

/** Fits a pattern, of which one part matters, into a text around the offset where it would begin. */
export function fit(pattern: Uint16Array, part: Span, units: Uint16Array, start: number): Fit {
  const margin = 2 * DRIFT;
  const from = Math.max(0, start - margin);
  const region = units.subarray(from, Math.min(units.length, start + pattern.length + margin));
  const hunks = diffUnits(pattern, region, () => false);
  const within = ({ start, end }: Span): Span => {
    const place = carryThrough(hunks, { start, end });
    return { start: from + place.start, end: from + Math.max(place.start, place.end) };
  };
  return {
    kept: keptIn(hunks, 0, pattern.length),
    keptOfPart: keptIn(hunks, part.start, part.end),
    part: within(part),
    whole: within({ start: 0, end: pattern.length }),
  };
}

/** An unbroken stretch of context of this length right beside a quotation says as much as all of it. */
const FULL_RUN = 12;

/**
 * How far the context before (`side` -1) or behind (1) a quotation agrees with what stands there now, 0 to 1: the share of it that
 * stands there in order, or the unbroken stretch beside the quotation where that says more (a sentence moved takes no more
 * along). No context, at an end of the text, agrees only with none.
 * @param place where the quotation begins (side -1) or ends (side 1) in `units`.
 */
export function contextLikeness(context: Uint16Array, units: Uint16Array, place: number, side: -1 | 1): number {
  const present = side < 0
    ? units.subarray(Math.max(0, place - context.length - DRIFT), place)
    : units.subarray(place, place + context.length + DRIFT);
  if (context.length === 0) return present.length === 0 ? 1 : 0;
  let run = 0;
  while (run < context.length && run < present.length && nth(context, run, side) === nth(present, run, side)) run++;
  if (run === context.length) return 1;
  const kept = align(context, present).reduce((sum, successor) => (successor >= 0 ? sum + 1 : sum), 0);
  return Math.max(kept / context.length, Math.min(1, run / FULL_RUN));
}

/** At most what {@link contextLikeness} can be, found faster: units that two contexts have in common in any order. */
export function contextBound(context: Uint16Array, units: Uint16Array, place: number, side: -1 | 1): number {
  if (context.length === 0) return 1;
  const from = side < 0 ? Math.max(0, place - context.length - DRIFT) : place;
  const to = side < 0 ? place : Math.min(units.length, place + context.length + DRIFT);
  let common = 0;
  for (let i = 0; i < context.length; i++) {
    const unit = context[i] as number;
    for (let j = from; j < to; j++) {
      if (units[j] === unit) {
        common++;
        break;
      }
    }
  }
  let run = 0;
  while (run < FULL_RUN && run < context.length && nth(context, run, side) === (side < 0 ? units[place - 1 - run] : units[place + run])) run++;
  return Math.max(common / context.length, run / FULL_RUN);
}

/** The n-th unit counted from the quotation. */
function nth(units: Uint16Array, n: number, side: -1 | 1): number | undefined {
  return side < 0 ? units[units.length - 1 - n] : units[n];
}
