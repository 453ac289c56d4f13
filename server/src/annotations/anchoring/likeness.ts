import type { Span } from '../../text/span';
import { diffShort } from './diff';
import type { GramIndex } from './gramIndex';
import { carryThrough, keptIn, wholeNear } from './transport';

/** Length of the strings by which a place is found where a longer string may stand, changed here and there. */
const SEED = 4;
/** A seed that stands more often than this tells nothing of the place. */
const MOST_SEED_PLACES = 64;
/** Seeds whose places differ by less than this speak for one place: characters were inserted or deleted between them. */
const DRIFT = 8;
const MOST_PLACES = 6;
/** Share of a pattern's seeds that must speak for a place: fewer agree by chance. */
const LEAST_VOTES = 0.06;
/** Share of the votes of the likeliest place that a rival must have. */
const LEAST_RIVAL = 0.25;

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
  const least = Math.max(pattern.length * LEAST_VOTES, Math.max(0, ...groups.map((group) => group.votes)) * LEAST_RIVAL);
  return groups.filter((group) => group.votes >= least).sort((a, b) => b.votes - a.votes).slice(0, MOST_PLACES).map(({ start }) => start);
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

/** Edits, as a share of its length, beyond which a pattern does not stand in a place. */
const MOST_EDITED = 0.8;

/** Fits a pattern, of which one part matters, into a text around the offset where it would begin. */
export function fit(pattern: Uint16Array, part: Span, units: Uint16Array, start: number): Fit {
  const from = Math.max(0, start - DRIFT);
  const region = units.subarray(from, Math.min(units.length, start + pattern.length + DRIFT));
  const hunks = diffShort(pattern, region, 2 * DRIFT + pattern.length * MOST_EDITED);
  const within = (stretch: Span): Span => {
    const carried = carryThrough(hunks, stretch);
    const place = wholeNear(pattern.subarray(stretch.start, stretch.end), region, { start: carried.start, end: Math.max(carried.start, carried.end) });
    return { start: from + place.start, end: from + place.end };
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
/** What stands right beside a quotation: half of it must be there, or the rest of its context is that of another place. */
const BESIDE = 8;
const LEAST_NEAR = 0.5;

/** How a context agrees with what stands there now. */
export interface Likeness {
  /** 0 to 1. */
  readonly value: number;
  /** Units right beside the quotation that stand there unbroken. */
  readonly run: number;
}

/** What stands before (`side` -1) or behind (1) a quotation, to be compared with what stands beside many places. */
export class Context {
  readonly units: Uint16Array;
  readonly #side: -1 | 1;
  readonly #all: Subsequence;
  readonly #near: Subsequence;

  constructor(units: Uint16Array, side: -1 | 1) {
    this.units = units;
    this.#side = side;
    const from = side < 0 ? units.length : 0;
    this.#all = new Subsequence(beside(units, from, MOST_UNITS, side));
    this.#near = new Subsequence(beside(units, from, BESIDE, side));
  }

  /**
   * How far the context agrees with what stands beside a place, 0 to 1: the share of it that stands there in order, or the unbroken
   * stretch beside the quotation where that says more (a sentence moved takes no more along). No context, at an end of
   * the text, agrees only with none.
   * @param place where the quotation begins (side -1) or ends (side 1) in `units`.
   */
  likenessAt(units: Uint16Array, place: number): Likeness {
    const { length } = this.units;
    const present = beside(units, place, length + DRIFT, this.#side);
    if (length === 0) return { value: present.length === 0 ? 1 : 0, run: 0 };
    const run = this.runAt(units, place);
    if (run === length) return { value: 1, run };
    const near = this.#nearAt(units, place);
    const value = Math.max(this.#all.shareIn(present), Math.min(1, run / FULL_RUN));
    return { value: near < LEAST_NEAR ? Math.min(near, value) : value, run };
  }

  /** The `run` of {@link likenessAt} alone. */
  runAt(units: Uint16Array, place: number): number {
    const { length } = this.units;
    let run = 0;
    if (this.#side < 0) while (run < length && run < place && this.units[length - 1 - run] === units[place - 1 - run]) run++;
    else while (run < length && place + run < units.length && this.units[run] === units[place + run]) run++;
    return run;
  }

  /** What the `value` of {@link likenessAt} is at most, told by what stands right beside the place. */
  mostAt(units: Uint16Array, place: number): number {
    if (this.units.length === 0) return 1;
    const near = this.#nearAt(units, place);
    return near < LEAST_NEAR && this.runAt(units, place) < this.units.length ? near : 1;
  }

  #nearAt(units: Uint16Array, place: number): number {
    return this.#near.shareIn(beside(units, place, BESIDE + BESIDE / 2, this.#side));
  }
}

/** So many units before or behind a place, fewer at an end. */
function beside(units: Uint16Array, place: number, length: number, side: -1 | 1): Uint16Array {
  return side < 0 ? units.subarray(Math.max(0, place - length), place) : units.subarray(place, place + length);
}

/** As many units as a machine word has bits. */
const MOST_UNITS = 32;

/**
 * The length of longest common subsequences with one short string, bit by bit (H. Hyyrö, Bit-Parallel LCS-length Computation
 * Revisited, AWOCA 2004).
 */
class Subsequence {
  readonly #length: number;
  /** For each unit the places where it stands, as bits. */
  readonly #masks = new Map<number, number>();

  constructor(units: Uint16Array) {
    this.#length = units.length;
    units.forEach((unit, i) => this.#masks.set(unit, (this.#masks.get(unit) ?? 0) | (1 << i)));
  }

  /** Share of the string that stands, in order, in another. */
  shareIn(other: Uint16Array): number {
    let free = -1;
    for (let i = 0; i < other.length; i++) {
      const mask = this.#masks.get(other[i] as number);
      if (mask === undefined) continue;
      const taken = free & mask;
      free = ((free + taken) | (free - taken)) | 0;
    }
    let common = 0;
    for (let i = 0; i < this.#length; i++) if ((free & (1 << i)) === 0) common++;
    return common / this.#length;
  }
}
