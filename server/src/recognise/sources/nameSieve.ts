import { isHan, isLargeHan, isSpace } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { ENOUGH, IN_A_LIST, IN_A_ROW, NATIVE } from './nameScores';
import { firstsOfSpecialNames, isFunctionWord, isInForeignNames, isSurname, isTransliteration, MARRIED, mayBeginNative, mayBeginSpecial, mayBeSpecialPair, NAME, NAME_COSTS, secondsOfSpecialNames, TWO_CHARACTERS } from './nameShapes';
import { mostAfter, mostBefore } from './personContext';
import { announceNames, countSymbols, unitOfSymbol } from './scan';
import { costAlone } from './wordCosts';

/**
 * The glance that nearly every possible name is rejected by: bounds of its score that are never below it, from its characters one by
 * one and from those beside it. All that is known of a character stands together in one row of small numbers.
 */

const MIDDLE_DOT = 0xb7;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;

// #region What is known of each character

/** Bits of {@link FLAGS}. A Chinese or Japanese name or a well-known one may begin with the character. */
export const BEGINS_NATIVE = 1;
export const IS_SURNAME = 2;
/** A name with a longer surname, or a well-known one, may begin with it. */
export const BEGINS_SPECIAL = 4;
/** It is usual in transliterated names. */
export const IN_TRANSLITERATIONS = 8;
/** Transliterated names have it, be it seldom. */
const IN_FOREIGN_NAMES = 16;
const IS_FUNCTION_WORD = 32;
/** It is part of a run of Han characters, a middle dot only with Han characters on both sides. */
export const IN_A_RUN = 64;
export const IS_HAN = 128;
export const IS_MIDDLE_DOT = 256;
/** The first half of a character beyond the Basic Multilingual Plane. */
export const IS_LARGE = 512;
/** A name with a longer surname, or a well-known one, may have it in the second place. */
const SECOND_OF_SPECIAL = 1024;

/**
 * What a row says of a character, in tenths, and of gain times its weight, so that all are whole numbers and nothing is rounded.
 * First what it is worth in the places of a plain name: its cost alone as a word less that in the name. The sum over a name bounds its
 * gain (wordCosts.ts) from above.
 */
export const ROW = 8;
export const AS_SURNAME = 0;
export const AS_SINGLE = 1;
export const AS_FIRST = 2;
export const AS_SECOND = 3;
/** The most that a name weighs by what stands beside it when this character does. */
export const BEFORE = 4;
export const AFTER = 5;
/** What a name that begins with it adds to the one before; {@link SPACE} when it is a space. */
export const FOLLOWS = 6;
export const SPACE = 1;
/** Bits of what else is known of it. */
export const FLAGS = 7;

/** What another row says: the costs of the character as a word of its own, and from {@link IN_NAMES} on in the places of a plain name, in the order of the worths. */
export const COSTS = 8;
export const ALONE = 0;
export const IN_NAMES = 1;

export const TENTHS = 10;
const GAIN = Math.round(TENTHS * NATIVE.gain);
/** Worth of characters beyond the Basic Multilingual Plane: a name with one is no plain name and is always looked at closer. */
const NO_BOUND = 8_000;

/** The most that gain adds to a score, and what the other parts of a plain name's score add. */
const MOST = GAIN * NATIVE.most;
const BASE = TENTHS * NATIVE.base;
const SHORT = TENTHS * NATIVE.short;
const COST_OF_THREE = GAIN * NAME;
const COST_OF_TWO = GAIN * (NAME + TWO_CHARACTERS);
const COST_OF_MARRIED = GAIN * (NAME + MARRIED);
const LISTED = TENTHS * IN_A_LIST;
const ROWED = TENTHS * IN_A_ROW;

/** What is known of characters, by symbol (scan.ts): a row and a row of costs for each, one after the other. */
export interface CharacterTables {
  readonly rows: Int16Array;
  readonly costs: Uint8Array;
}

let tables: CharacterTables = { rows: new Int16Array(0), costs: new Uint8Array(0) };
let known = 0;

/** The tables of all symbols that there are: each is worked out when a text first has it. */
export function characterTables(): CharacterTables {
  const count = countSymbols();
  if (ROW * count > tables.rows.length) {
    tables = { rows: new Int16Array(2 * ROW * count), costs: new Uint8Array(2 * COSTS * count) };
    known = 0;
  }
  for (; known < count; known++) readCharacter(tables, known);
  return tables;
}

function readCharacter({ rows, costs }: CharacterTables, symbol: number): void {
  const unit = unitOfSymbol(symbol);
  const large = isLargeHan(unit);
  const cost = costAlone(unit);
  const row = ROW * symbol;
  costs[COSTS * symbol + ALONE] = cost;
  for (let place = AS_SURNAME; place <= AS_SECOND; place++) {
    const costThere = (NAME_COSTS[place] as Uint8Array)[unit] as number;
    costs[COSTS * symbol + IN_NAMES + place] = costThere;
    rows[row + place] = large ? NO_BOUND : GAIN * (cost - costThere);
  }
  rows[row + BEFORE] = TENTHS * mostBefore(unit);
  rows[row + AFTER] = TENTHS * mostAfter(unit);
  rows[row + FOLLOWS] = isSpace(unit) ? SPACE : mayBeginNative(unit) ? TENTHS * IN_A_ROW : 0;
  rows[row + FLAGS] =
    (mayBeginNative(unit) ? BEGINS_NATIVE : 0) |
    (isSurname(unit) ? IS_SURNAME : 0) |
    (mayBeginSpecial(unit) ? BEGINS_SPECIAL : 0) |
    (isTransliteration(unit) ? IN_TRANSLITERATIONS : 0) |
    (isInForeignNames(unit) ? IN_FOREIGN_NAMES : 0) |
    (isFunctionWord(unit) ? IS_FUNCTION_WORD : 0) |
    (isHan(unit) ? IS_HAN | IN_A_RUN : 0) |
    (unit === MIDDLE_DOT ? IS_MIDDLE_DOT | IN_A_RUN : 0) |
    (large ? IS_LARGE | IN_A_RUN : 0) |
    (secondsOfSpecial.has(unit) ? SECOND_OF_SPECIAL : 0);
}

const secondsOfSpecial = CodeUnitSet.of(secondsOfSpecialNames());

// #endregion

// #region The sieve

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

// Where a name may begin as far as a character tells, or for the longer surnames and what is well known a character and the next; middle dots; and initials, with which names found elsewhere begin.
announceNames(
  Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => isSurname(unit) || isTransliteration(unit) || unit === MIDDLE_DOT || (unit >= CAPITAL_A && unit <= CAPITAL_Z)),
  firstsOfSpecialNames(),
  secondsOfSpecialNames(),
);

/** Which names may begin with the symbol at an index; `isInRow` says whether a candidate ends before it, as in a row of names. */
export function waysAlone(rows: Int16Array, symbols: Uint16Array, at: number, isInRow: boolean): number {
  return waysAt(rows, symbols, at, isInRow ? ROWED : 0, 0);
}

/** Which names may begin with the symbol at an index when neighbours in a list add what they do at most. */
export function waysInList(rows: Int16Array, symbols: Uint16Array, at: number): number {
  return waysAt(rows, symbols, at, ROWED, LISTED);
}

/**
 * Which names that begin with the symbol at an index might become candidates: no is certain. Most surnames begin ordinary words, and a
 * glance tells so: it is taken at every fifth character of a text, and works out all there is without a branch, as no processor
 * foresees what the next character is.
 *
 * `left` is what a candidate that ends there adds in a row of names, `listed` what neighbours in a list add.
 */
function waysAt(rows: Int16Array, symbols: Uint16Array, at: number, left: number, listed: number): number {
  const itself = rows[ROW * (symbols[at] as number) + FLAGS] as number;
  if ((itself & IS_MIDDLE_DOT) !== 0) return MIDDLE_DOT_HERE;
  const second = rows[ROW * (symbols[at + 1] as number) + FLAGS] as number;
  // Every name lies in its run of Han characters.
  if ((second & IN_A_RUN) === 0) return 0;
  let ways = (itself & IS_SURNAME) !== 0 ? plainWaysAt(rows, symbols, at, left, listed) : 0;
  if (ways !== 0 && isOpaque(rows, symbols, at)) ways |= MAYBE_SPECIAL;
  // One rare character at most stands in a transliterated name.
  if ((itself & IN_TRANSLITERATIONS) !== 0 && ((second & IN_FOREIGN_NAMES) !== 0 || ((second & IS_FUNCTION_WORD) === 0 && ((rows[ROW * (symbols[at + 2] as number) + FLAGS] as number) & IN_FOREIGN_NAMES) !== 0))) ways |= MAYBE_FOREIGN;
  if ((itself & BEGINS_SPECIAL) !== 0 && (second & SECOND_OF_SPECIAL) !== 0 && mayBeSpecialPair(unitOfSymbol(symbols[at] as number), unitOfSymbol(symbols[at + 1] as number))) ways |= MAYBE_SPECIAL;
  return ways;
}

/** Whether one of three characters after an index is none of a plain name: a middle dot, or half of a character beyond the BMP. */
function isOpaque(rows: Int16Array, symbols: Uint16Array, at: number): boolean {
  const flags = (rows[ROW * (symbols[at + 1] as number) + FLAGS] as number) | (rows[ROW * (symbols[at + 2] as number) + FLAGS] as number) | (rows[ROW * (symbols[at + 3] as number) + FLAGS] as number);
  return (flags & (IS_LARGE | IS_MIDDLE_DOT)) !== 0;
}

/** Which plain names may begin with the surname at an index. */
function plainWaysAt(rows: Int16Array, symbols: Uint16Array, at: number, left: number, listed: number): number {
  const first = ROW * (symbols[at] as number);
  const given = ROW * (symbols[at + 1] as number);
  const then = ROW * (symbols[at + 2] as number);
  const last = ROW * (symbols[at + 3] as number);
  const next = ROW * (symbols[at + 4] as number);
  const surname = rows[first + AS_SURNAME] as number;
  const weightBefore = rows[ROW * (symbols[at - 1] as number) + BEFORE] as number;
  // What neighbours add: in a list, or in a row of names without separators, of which one may be set wide.
  const spaces = ((rows[ROW * (symbols[at - 2] as number) + FOLLOWS] as number) | (rows[last + FOLLOWS] as number) | (rows[next + FOLLOWS] as number)) & SPACE;
  const help = greater(listed, spaces * 2 * ROWED);
  // What a name of two characters scores at most, one of three, and one of four with both surnames of a couple. Every name lies in its run of Han characters.
  const two = scoreAtMost(surname + (rows[given + AS_SINGLE] as number) - COST_OF_TWO) + SHORT + weightBefore + (rows[then + AFTER] as number);
  const three = scoreAtMost(surname + (rows[given + AS_FIRST] as number) + (rows[then + AS_SECOND] as number) - COST_OF_THREE) + weightBefore + (rows[last + AFTER] as number);
  const second = rows[given + FLAGS] as number;
  const runs = isSet(second, IN_A_RUN);
  const runsOn = runs & isSet(rows[then + FLAGS] as number, IN_A_RUN);
  const ways =
    (enough(two + greater(help, left + (rows[then + FOLLOWS] as number)), MAYBE_TWO) & -runs) |
    (enough(three + greater(help, left + (rows[last + FOLLOWS] as number)), MAYBE_THREE) & -runsOn);
  if ((second & (IS_SURNAME | IS_LARGE)) === 0) return ways;
  const married = surname + (rows[given + AS_SURNAME] as number) + (rows[then + AS_FIRST] as number) + (rows[last + AS_SECOND] as number);
  const four = scoreAtMost(married - COST_OF_MARRIED) + weightBefore + (rows[next + AFTER] as number);
  return ways | (enough(four + greater(help, 2 * ROWED), MAYBE_FOUR) & -(runsOn & isSet(rows[last + FLAGS] as number, IN_A_RUN)));
}

/** What the gain of a plain name, as far as it is known, and its shape add to its score at most. */
function scoreAtMost(gain: number): number {
  return MOST + ((gain - MOST) & negative(gain - MOST)) + BASE;
}

/** The way when a score is enough, else none. */
function enough(score: number, way: number): number {
  return way & ~negative(score - TENTHS * ENOUGH);
}

/** The greater of two whole numbers. */
function greater(a: number, b: number): number {
  return a - ((a - b) & negative(a - b));
}

/** All bits when a whole number is negative, none otherwise. */
function negative(value: number): number {
  return value >> 31;
}

/** 1 when flags have a bit, else 0. */
function isSet(flags: number, bit: number): number {
  return negative(-(flags & bit)) & 1;
}

// #endregion
