import { FOLLOWS, GAIN, ROW, SPACE, TENTHS } from './characterRows';
import { ENOUGH, IN_A_ROW, NATIVE } from './nameScores';
import { MARRIED, NAME, TWO_CHARACTERS } from './nameShapes';

/**
 * Bounds of the scores of possible names, in tenths: what sieves reckon with, never below the score itself. Without branches, as no
 * processor foresees what the next character is.
 */

/** A plain Chinese name of two, three or four characters, of which the last has the surnames of a couple. */
export const MAYBE_TWO = 1;
export const MAYBE_THREE = 2;
export const MAYBE_FOUR = 4;
/** Any Chinese or Japanese name or a well-known one: one of a longer surname, or with characters that a glance does not see through. */
export const MAYBE_SPECIAL = 8;
/** A transliterated name. */
export const MAYBE_FOREIGN = 16;
/** A name around a middle dot. */
export const MIDDLE_DOT_HERE = 32;

/** Code units of the longest name without middle dots: of a native one each character of four may be beyond the BMP, and a transliterated one has eight characters. */
export const LONGEST_NAME = 8;

/** The most that gain adds to a score, and what the other parts of a plain name's score add. */
const MOST = GAIN * NATIVE.most;
export const BASE = TENTHS * NATIVE.base;
export const SHORT = TENTHS * NATIVE.short;
export const COST_OF_THREE = GAIN * NAME;
export const COST_OF_TWO = GAIN * (NAME + TWO_CHARACTERS);
export const COST_OF_MARRIED = GAIN * (NAME + MARRIED);
/** What a name beside one adds when nothing stands between. */
export const ROWED = TENTHS * IN_A_ROW;

/** What the gain of a plain name, as far as it is known, adds to its score at most. */
export function gainAtMost(gain: number): number {
  return MOST + ((gain - MOST) & negative(gain - MOST));
}

/** The way when a score is enough, else none. */
export function enough(score: number, way: number): number {
  return way & ~negative(score - TENTHS * ENOUGH);
}

/** All bits when flags have one, none otherwise. */
export function allIf(flags: number): number {
  return negative(-flags);
}

/** All bits when a whole number is negative, none otherwise. */
function negative(value: number): number {
  return value >> 31;
}

/** The most that a row of names without separators adds to a shape between two indexes: a neighbour on either side, which may be a name set wide. */
export function helpOfRow(rows: Int16Array, symbols: Uint16Array, start: number, end: number, isInRow: boolean): number {
  const follows = rows[ROW * (symbols[end] as number) + FOLLOWS] as number;
  const beyond = rows[ROW * (symbols[end + 1] as number) + FOLLOWS] as number;
  const before = rows[ROW * (symbols[start - 2] as number) + FOLLOWS] as number;
  if (before === SPACE || beyond === SPACE) return 2 * IN_A_ROW;
  return (follows > SPACE ? IN_A_ROW : 0) + (isInRow ? IN_A_ROW : 0);
}
