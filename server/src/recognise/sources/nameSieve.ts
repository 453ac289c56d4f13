import { isHan, isLargeHan, isSpace } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { ENOUGH, IN_A_LIST, IN_A_ROW, NATIVE } from './nameScores';
import { isFunctionWord, isInForeignNames, isSurname, isTransliteration, MARRIED, mayBeginNative, mayBeginSpecial, mayBeSpecialPair, NAME, NAME_COSTS, RARE, secondsOfSpecialNames, TWO_CHARACTERS } from './nameShapes';
import { MOST_AFTER, MOST_BEFORE, mostAfter, mostBefore } from './personContext';
import { countSymbols, MARGIN, placeKind, placesOf, scan, unitOfSymbol } from './scan';
import { costAlone, UNKNOWN_CHARACTER } from './wordCosts';

/**
 * The glance that nearly every possible name is rejected by: bounds of its score that are never below it, from its characters one by
 * one and from those beside it. All that is known of a character stands together in one row of small numbers.
 */

const MIDDLE_DOT = 0xb7;

// #region What is known of each character

/** Bits of `flags`. A Chinese or Japanese name or a well-known one may begin with the character. */
export const BEGINS_NATIVE = 1;
export const IS_SURNAME = 2;
/** A name with a longer surname, or a well-known one, may begin with it. */
const BEGINS_SPECIAL = 4;
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
const AS_SURNAME = 0;
const AS_SINGLE = 1;
const AS_FIRST = 2;
const AS_SECOND = 3;
/** The most that a name weighs by what stands beside it when this character does. */
export const BEFORE = 4;
export const AFTER = 5;
/** What a name that begins with it adds to the one before; with {@link SPACE} when it is a space. */
const FOLLOWS = 6;
const SPACE = 1;

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
/** The most that surroundings and neighbours in a row add to a score, the base taken off. */
const MOST_ELSE = BASE + TENTHS * (MOST_BEFORE + MOST_AFTER) + 2 * ROWED;

/** What is known of characters, by symbol (scan.ts). */
export interface CharacterTables {
  readonly flags: Uint16Array;
  readonly rows: Int16Array;
  /** Costs as words of their own. */
  readonly alone: Uint8Array;
  /** What is asked of each two neighbours ({@link siftPairs}): of the first in the lower half, of the second in the upper. */
  readonly pairs: Int32Array;
}

function emptyTables(size: number): CharacterTables {
  return { flags: new Uint16Array(size), rows: new Int16Array(ROW * size), alone: new Uint8Array(size), pairs: new Int32Array(size) };
}

let tables = emptyTables(0);
let known = 0;

/** The tables of all symbols that there are: each is worked out when a text first has it. */
export function characterTables(): CharacterTables {
  const count = countSymbols();
  if (count > tables.flags.length) {
    tables = emptyTables(2 * count);
    known = 0;
  }
  for (; known < count; known++) readCharacter(tables, known);
  return tables;
}

function readCharacter({ flags, rows, alone, pairs }: CharacterTables, symbol: number): void {
  const unit = unitOfSymbol(symbol);
  const large = isLargeHan(unit);
  const cost = costAlone(unit);
  flags[symbol] =
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
  alone[symbol] = cost;
  const row = ROW * symbol;
  for (let place = AS_SURNAME; place <= AS_SECOND; place++) rows[row + place] = large ? NO_BOUND : GAIN * (cost - ((NAME_COSTS[place] as Uint8Array)[unit] as number));
  rows[row + BEFORE] = TENTHS * mostBefore(unit);
  rows[row + AFTER] = TENTHS * mostAfter(unit);
  rows[row + FOLLOWS] = isSpace(unit) ? SPACE : mayBeginNative(unit) ? TENTHS * IN_A_ROW : 0;

  const worth = (place: number): number => rows[row + place] as number;
  const begins = unit === MIDDLE_DOT ? NO_BOUND : mayBeginNative(unit) ? worth(AS_SURNAME) : -NO_BOUND;
  const asFirst = (begins << PAIR_BITS) | (mayBeginSpecial(unit) ? SPECIAL_PAIR : 0) | (isTransliteration(unit) ? FOREIGN_PAIR : 0);
  const mostFirst = mostWorthIn(AS_FIRST);
  const mostSecond = mostWorthIn(AS_SECOND);
  const goesOn = Math.max(worth(AS_SINGLE) - COST_OF_TWO + SHORT, worth(AS_FIRST) + mostSecond - COST_OF_THREE, worth(AS_SURNAME) + mostFirst + mostSecond - COST_OF_MARRIED);
  const inForeign = isInForeignNames(unit) || ((flags[symbol]) & (IN_A_RUN | IS_FUNCTION_WORD)) === IN_A_RUN;
  const asSecond = (Math.min(goesOn + MOST_ELSE - TENTHS * ENOUGH, NO_BOUND) << PAIR_BITS) | (secondsOfSpecial.has(unit) ? SPECIAL_PAIR : 0) | (inForeign ? FOREIGN_PAIR : 0);
  pairs[symbol] = (asSecond << HALF) | (asFirst & LOWER_HALF);
}

/** Bits below the worth of a character in both halves of `pairs`: what both of two neighbours must have for a name of a kind to begin with them. */
const PAIR_BITS = 2;
const SPECIAL_PAIR = 1;
const FOREIGN_PAIR = 2;
const HALF = 16;
const LOWER_HALF = 0xffff;
const secondsOfSpecial = CodeUnitSet.of(secondsOfSpecialNames());

let mostWorths: readonly number[] | undefined;

/** What any character is worth at most in a place of a plain name. */
function mostWorthIn(place: number): number {
  mostWorths ??= NAME_COSTS.map((costs) => {
    let most = UNKNOWN_CHARACTER - RARE;
    for (let unit = 0; unit < 0x10000; unit++) if ((costs[unit] as number) < RARE) most = Math.max(most, costAlone(unit) - (costs[unit] as number));
    return GAIN * most;
  });
  return mostWorths[place] as number;
}

// #endregion

// #region The sieve

/** Places that the sieve leaves, in ascending order, and which names may begin there. */
export interface Sieved {
  readonly offsets: Uint32Array;
  readonly ways: Uint8Array;
  readonly count: number;
}

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

let offsets = new Uint32Array(0);
let ways = new Uint8Array(0);

/** Finds where names may begin that need no neighbour in a list, of a folded text. What it gives is good until the next text. */
export function siftNames(text: string): Sieved {
  const { length, symbols } = scan(text);
  const tables = characterTables();
  if (offsets.length <= length) {
    offsets = new Uint32Array(2 * length + 1);
    ways = new Uint8Array(2 * length + 1);
  }
  // Pairs tell nothing of a third character that has two code units; hardly a text has one.
  const pairCount = placesOf(text, LARGE).length > 0 ? allOffsets(length, offsets) : siftPairs(tables, symbols, length, offsets);
  // What is left is written into the same list, behind the place that is read; the next place over it where nothing is.
  let count = 0;
  let last = -LONGEST_NAME - 1;
  for (let i = 0; i < pairCount; i++) {
    const offset = offsets[i] as number;
    const way = waysAt(tables, symbols, offset + MARGIN, ROWED & negative(offset - last - LONGEST_NAME - 1), 0);
    offsets[count] = offset;
    ways[count] = way;
    const isLeft = negative(-way);
    count -= isLeft;
    last += (offset - last) & isLeft;
  }
  return { offsets, ways, count };
}

/** Which names may begin with the symbol at an index when neighbours in a list add what they do at most. */
export function waysInList(symbols: Uint16Array, at: number): number {
  return waysAt(characterTables(), symbols, at, ROWED, LISTED);
}

/**
 * Which names that begin with the symbol at an index might become candidates: no is certain. Most surnames begin ordinary words, and a
 * glance tells so: it is taken at every fifth character of a text, and works out all there is without a branch, as no processor
 * foresees what the next character is.
 *
 * `left` is what a candidate that ends there adds in a row of names, `listed` what neighbours in a list add.
 */
function waysAt({ flags, rows }: CharacterTables, symbols: Uint16Array, at: number, left: number, listed: number): number {
  const first = symbols[at] as number;
  const given = symbols[at + 1] as number;
  const then = symbols[at + 2] as number;
  const last = symbols[at + 3] as number;
  const next = symbols[at + 4] as number;
  const itself = flags[first] as number;
  const second = flags[given] as number;
  const third = flags[then] as number;
  const fourth = flags[last] as number;
  if ((itself & IS_MIDDLE_DOT) !== 0) return MIDDLE_DOT_HERE;

  const surname = rows[ROW * first + AS_SURNAME] as number;
  const weightBefore = rows[ROW * (symbols[at - 1] as number) + BEFORE] as number;
  const afterTwo = ROW * then;
  const afterThree = ROW * last;
  const afterFour = ROW * next;
  // What a name of two characters scores at most, one of three, and one of four with both surnames of a couple.
  const two = scoreAtMost(surname + (rows[ROW * given + AS_SINGLE] as number) - COST_OF_TWO) + SHORT + weightBefore + (rows[afterTwo + AFTER] as number);
  const three = scoreAtMost(surname + (rows[ROW * given + AS_FIRST] as number) + (rows[afterTwo + AS_SECOND] as number) - COST_OF_THREE) + weightBefore + (rows[afterThree + AFTER] as number);
  const married = surname + (rows[ROW * given + AS_SURNAME] as number) + (rows[afterTwo + AS_FIRST] as number) + (rows[afterThree + AS_SECOND] as number);
  const four = scoreAtMost(married - COST_OF_MARRIED) + weightBefore + (rows[afterFour + AFTER] as number);
  // What neighbours add: in a list, or in a row of names without separators, of which one may be set wide.
  const spaces = ((rows[ROW * (symbols[at - 2] as number) + FOLLOWS] as number) | (rows[afterThree + FOLLOWS] as number) | (rows[afterFour + FOLLOWS] as number)) & SPACE;
  const help = greater(listed, spaces * 2 * ROWED);
  const plain =
    enough(two + greater(help, left + (rows[afterTwo + FOLLOWS] as number)), MAYBE_TWO) |
    enough(three + greater(help, left + (rows[afterThree + FOLLOWS] as number)), MAYBE_THREE) |
    enough(four + greater(help, 2 * ROWED), MAYBE_FOUR);
  // Every name lies in its run of Han characters.
  const runs = isSet(second, IN_A_RUN);
  const runsOn = runs & isSet(third, IN_A_RUN);
  const inRun = runs * MAYBE_TWO | runsOn * MAYBE_THREE | (runsOn & isSet(fourth, IN_A_RUN)) * MAYBE_FOUR;
  const native = plain & inRun & -isSet(itself, BEGINS_NATIVE);
  // One rare character at most stands in a transliterated name.
  const goesOn = isSet(second, IN_FOREIGN_NAMES) | (runs & ~isSet(second, IS_FUNCTION_WORD) & isSet(third, IN_FOREIGN_NAMES));
  const ways = native | ((isSet(itself, IN_TRANSLITERATIONS) & goesOn) * MAYBE_FOREIGN);

  const isOpaque = native !== 0 && ((second | third | fourth) & (IS_LARGE | IS_MIDDLE_DOT)) !== 0;
  const isSpecial = (itself & BEGINS_SPECIAL) !== 0 && (second & SECOND_OF_SPECIAL) !== 0 && mayBeSpecialPair(unitOfSymbol(first), unitOfSymbol(given));
  return isOpaque || isSpecial ? ways | MAYBE_SPECIAL : ways;
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

/** Characters beyond the Basic Multilingual Plane. */
const LARGE = placeKind(Array.from({ length: 0x10000 }, (_, unit) => unit).filter(isLargeHan).map((unit) => String.fromCharCode(unit)));

function allOffsets(length: number, places: Uint32Array): number {
  for (let i = 0; i < length; i++) places[i] = i;
  return length;
}

/** Writes where two neighbours may begin a name, as far as they tell, and where middle dots stand; returns how many these are. Asked of each character, so without a branch. */
function siftPairs({ pairs }: CharacterTables, symbols: Uint16Array, length: number, places: Uint32Array): number {
  let count = 0;
  let first = ((pairs[symbols[MARGIN] as number] as number) << HALF) >> HALF;
  for (let i = 0; i < length; i++) {
    const pair = pairs[symbols[i + 1 + MARGIN] as number] as number;
    const second = pair >> HALF;
    places[count] = i;
    // One where the sum is not negative, or where both have a bit.
    count += (~(first + second) >>> 31) | (((first & second & (SPECIAL_PAIR | FOREIGN_PAIR)) + (SPECIAL_PAIR | FOREIGN_PAIR)) >>> PAIR_BITS);
    first = (pair << HALF) >> HALF;
  }
  return count;
}

// #endregion
