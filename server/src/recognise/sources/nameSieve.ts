import { isHan, isLargeHan, isSpace } from '../../text/characters';
import { roomFor } from '../../text/units';
import { CodeUnitSet } from '../codeUnitSet';
import { ENOUGH, IN_A_LIST, IN_A_ROW, NATIVE, TRANSLITERATED } from './nameScores';
import {
  BEGINNING,
  END,
  FOREIGN_NAME,
  isFunctionWord,
  isInForeignNames,
  isSurname,
  isTransliteration,
  MARRIED,
  mayBeginNative,
  mayBeginSpecial,
  mayBeSpecialPair,
  NAME,
  NAME_COSTS,
  pairCosts,
  specialNames,
  TWO_CHARACTERS,
} from './nameShapes';
import { mostAfter, mostAfterPair, mostBefore, mostBeforePair } from './personContext';
import { announceNames, countSymbols, MARGIN, unitOfSymbol, type Scan } from './scan';
import { costAlone, costOfPair } from './wordCosts';

/**
 * The glance that nearly every possible name is rejected by: bounds of its score that are never below it, from its characters one by
 * one and from those beside it. All that is known of a character stands together in one row of small numbers.
 */

const MIDDLE_DOT = 0xb7;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;

// #region What is known of each character

/** Bits of {@link FLAGS}. A Chinese or Japanese name or a well-known one may begin with the character. */
const BEGINS_NATIVE = 1;
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
/** The most that a name weighs by what stands before it when this character does. */
const BEFORE = 4;
/** The same of what stands after it, with what a name that begins with the character adds to it. */
const AFTER = 5;
/** What a name that begins with it adds to the one before; {@link SPACE} when it is a space. */
export const FOLLOWS = 6;
export const SPACE = 1;
/** Bits of what else is known of it. */
export const FLAGS = 7;

/** What another row says: the costs of the character as a word of its own, and from {@link IN_NAMES} on in the places of a plain name, in the order of the worths. */
export const COSTS = 8;
export const ALONE = 0;
export const IN_NAMES = 1;

const TENTHS = 10;
const GAIN = Math.round(TENTHS * NATIVE.gain);
/** Worth of characters beyond the Basic Multilingual Plane: a name with one is no plain name and is always looked at closer. */
const NO_BOUND = 8_000;
/** Worth of what no name holds, since every name lies in its run of Han characters: no others make up for it. */
const NOT_IN_A_RUN = -30_000;
/** A character that is worth less is no surname. */
const LEAST_SURNAME = -2_000;

/** The most that gain adds to a score, and what the other parts of a plain name's score add. */
const MOST = GAIN * NATIVE.most;
const BASE = TENTHS * NATIVE.base;
const SHORT = TENTHS * NATIVE.short;
const COST_OF_THREE = GAIN * NAME;
const COST_OF_TWO = GAIN * (NAME + TWO_CHARACTERS);
const COST_OF_MARRIED = GAIN * (NAME + MARRIED);
const LISTED = TENTHS * IN_A_LIST;
const ROWED = TENTHS * IN_A_ROW;

/** What is known of characters, by symbol (scan.ts): a row and a row of costs for each, one after the other, and its number in transliterated names. */
export interface CharacterTables {
  readonly rows: Int16Array;
  readonly costs: Uint8Array;
  readonly numbers: Uint16Array;
}

let tables: CharacterTables = { rows: new Int16Array(0), costs: new Uint8Array(0), numbers: new Uint16Array(0) };
let known = 0;

/** The tables of all symbols that there are: each is worked out when a text first has it. */
export function characterTables(): CharacterTables {
  const count = countSymbols();
  if (ROW * count > tables.rows.length) {
    tables = { rows: new Int16Array(2 * ROW * count), costs: new Uint8Array(2 * COSTS * count), numbers: new Uint16Array(2 * count) };
    known = 0;
  }
  for (; known < count; known++) readCharacter(tables, known);
  return tables;
}

function readCharacter({ rows, costs, numbers }: CharacterTables, symbol: number): void {
  const unit = unitOfSymbol(symbol);
  const large = isLargeHan(unit);
  const cost = costAlone(unit);
  const row = ROW * symbol;
  costs[COSTS * symbol + ALONE] = cost;
  numbers[symbol] = pairCosts.numberOf(unit);
  for (let place = AS_SURNAME; place <= AS_SECOND; place++) {
    const costThere = (NAME_COSTS[place] as Uint8Array)[unit] as number;
    costs[COSTS * symbol + IN_NAMES + place] = costThere;
    rows[row + place] = large ? NO_BOUND : isHan(unit) || unit === MIDDLE_DOT ? GAIN * (cost - costThere) : NOT_IN_A_RUN;
  }
  const follows = mayBeginNative(unit) ? TENTHS * IN_A_ROW : 0;
  rows[row + BEFORE] = TENTHS * mostBefore(unit);
  rows[row + AFTER] = TENTHS * mostAfter(unit) + follows;
  rows[row + FOLLOWS] = isSpace(unit) ? SPACE : follows;
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

const secondsOfSpecial = CodeUnitSet.of(specialNames.map((name) => name.charAt(1)).join(''));

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
  specialNames,
);

/** Places that the sieve leaves, in ascending order, with the ways there; both are written over when the next text is sifted. */
export interface Sifted {
  readonly count: number;
  readonly places: Uint32Array;
  readonly ways: Uint8Array;
}

let sifted: { readonly places: Uint32Array; readonly ways: Uint8Array } = { places: new Uint32Array(0), ways: new Uint8Array(0) };

/** Which names may begin at each of the places of a scan where one may begin, when no candidate ends before it. `spaces` are the places of spaces. */
export function sift({ symbols, names, length }: Scan, spaces: Uint32Array): Sifted {
  const known = characterTables();
  const { rows } = known;
  if (sifted.places.length <= names.length) {
    const room = roomFor(names.length + 1);
    sifted = { places: new Uint32Array(room), ways: new Uint8Array(room) };
  }
  const { places, ways } = sifted;
  let count = 0;
  let nextSpace = 0;
  let space = spaces.length > 0 ? (spaces[0] as number) : length;
  for (let i = 0; i < names.length; i++) {
    const place = names[i] as number;
    while (space < place - BEFORE_WIDE) space = ++nextSpace < spaces.length ? (spaces[nextSpace] as number) : length + BEYOND;
    const way = waysAt(rows, symbols, place + MARGIN, space > place + AFTER_WIDE ? 0 : 2 * ROWED);
    // Every place is written, and the next one over it where no name begins.
    places[count] = place;
    ways[count] = way;
    count += -way >>> 31;
  }
  return { count: siftByPairs(known, symbols, places, ways, count), places, ways };
}

/** How far from the beginning of a name a space stands at most when a name set wide is beside it: before, and after three characters. */
const BEFORE_WIDE = 2;
const AFTER_WIDE = 4;
const BEYOND = 0x10000;

/** Which names may begin with the symbol at an index right after a candidate, as in a row of names. */
export function waysInRow(rows: Int16Array, symbols: Uint16Array, at: number): number {
  return waysAt(rows, symbols, at, isBesideSpace(rows, symbols, at) ? 2 * ROWED : ROWED);
}

/** Which names may begin with the symbol at an index when neighbours in a list add what they do at most. */
export function waysInList(rows: Int16Array, symbols: Uint16Array, at: number): number {
  return waysAt(rows, symbols, at, LISTED);
}

function isBesideSpace(rows: Int16Array, symbols: Uint16Array, at: number): boolean {
  return [-BEFORE_WIDE, AFTER_WIDE - 1, AFTER_WIDE].some((step) => rows[ROW * (symbols[at + step] as number) + FOLLOWS] === SPACE);
}

/**
 * Which names that begin with the symbol at an index might become candidates: no is certain. Most surnames begin ordinary words, and a
 * glance tells so. It is taken at every sixth character of a text, and branches only for what is rare, as no processor foresees what the
 * next character is. `help` is what names beside one add at most, but for the one that follows without a separator.
 */
function waysAt(rows: Int16Array, symbols: Uint16Array, at: number, help: number): number {
  const itself = rows[ROW * (symbols[at] as number) + FLAGS] as number;
  const second = rows[ROW * (symbols[at + 1] as number) + FLAGS] as number;
  const third = rows[ROW * (symbols[at + 2] as number) + FLAGS] as number;
  const fourth = rows[ROW * (symbols[at + 3] as number) + FLAGS] as number;
  const plain = plainWaysAt(rows, symbols, at, help) & allIf(itself & IS_SURNAME);
  // One rare character at most stands in a transliterated name, and every name lies in its run of Han characters.
  const goesOn = allIf(second & IN_FOREIGN_NAMES) | (allIf(third & IN_FOREIGN_NAMES) & ~allIf(second & IS_FUNCTION_WORD));
  const ways = plain | (MAYBE_FOREIGN & allIf(itself & IN_TRANSLITERATIONS) & allIf(second & IN_A_RUN) & goesOn);
  if (((itself | second | third | fourth) & IS_OPAQUE) === 0 && !mayBeSpecial(itself, second)) return ways;
  if ((itself & IS_MIDDLE_DOT) !== 0) return MIDDLE_DOT_HERE;
  const isSpecial = mayBeSpecial(itself, second) && mayBeSpecialPair(unitOfSymbol(symbols[at] as number), unitOfSymbol(symbols[at + 1] as number));
  return isSpecial || (plain !== 0 && ((second | third | fourth) & IS_OPAQUE) !== 0) ? ways | MAYBE_SPECIAL : ways;
}

/** What no glance sees through: a middle dot, or half of a character beyond the BMP. */
const IS_OPAQUE = IS_MIDDLE_DOT | IS_LARGE;

/** Whether a longer surname or a well-known name may begin with characters of these flags. */
function mayBeSpecial(itself: number, second: number): boolean {
  return ((itself & BEGINS_SPECIAL) * (second & SECOND_OF_SPECIAL)) !== 0;
}

/** Which plain names may begin with the surname at an index, worked out without a branch, as no processor foresees what the next character is. */
function plainWaysAt(rows: Int16Array, symbols: Uint16Array, at: number, help: number): number {
  const given = ROW * (symbols[at + 1] as number);
  const then = ROW * (symbols[at + 2] as number);
  const last = ROW * (symbols[at + 3] as number);
  const surname = rows[ROW * (symbols[at] as number) + AS_SURNAME] as number;
  const beside = BASE + help + (rows[ROW * (symbols[at - 1] as number) + BEFORE] as number);
  // What a name of two characters scores at most, one of three, and one of four with both surnames of a couple.
  const two = gainAtMost(surname + (rows[given + AS_SINGLE] as number) - COST_OF_TWO) + SHORT + beside + (rows[then + AFTER] as number);
  const three = gainAtMost(surname + (rows[given + AS_FIRST] as number) + (rows[then + AS_SECOND] as number) - COST_OF_THREE) + beside + (rows[last + AFTER] as number);
  const ways = enough(two, MAYBE_TWO) | enough(three, MAYBE_THREE);
  const married = rows[given + AS_SURNAME] as number;
  if (married < LEAST_SURNAME) return ways;
  const four = gainAtMost(surname + married + (rows[then + AS_FIRST] as number) + (rows[last + AS_SECOND] as number) - COST_OF_MARRIED) + beside + (rows[ROW * (symbols[at + 4] as number) + AFTER] as number);
  return ways | enough(four + Math.max(0, 2 * ROWED - help), MAYBE_FOUR);
}

/** Sifts the first `count` of places and ways again, by pairs of characters; returns how many are left, which then come first. */
function siftByPairs(known: CharacterTables, symbols: Uint16Array, places: Uint32Array, ways: Uint8Array, count: number): number {
  let left = 0;
  for (let i = 0; i < count; i++) {
    const place = places[i] as number;
    const way = waysByPairs(known, symbols, place + MARGIN, ways[i] as number);
    places[left] = place;
    ways[left] = way;
    left += -way >>> 31;
  }
  return left;
}

/** Of the ways at an index those that remain when characters are looked at in pairs: beside a name, and as words of two. */
function waysByPairs(known: CharacterTables, symbols: Uint16Array, at: number, ways: number): number {
  if ((ways & (MAYBE_SPECIAL | MIDDLE_DOT_HERE)) !== 0) return ways;
  const before = mostBeforePair(unitOfSymbol(symbols[at - 2] as number), unitOfSymbol(symbols[at - 1] as number));
  let left = 0;
  if ((ways & MAYBE_TWO) !== 0) left |= plainWayByPairs(known, symbols, at, 2, before);
  if ((ways & MAYBE_THREE) !== 0) left |= plainWayByPairs(known, symbols, at, 3, before);
  if ((ways & MAYBE_FOUR) !== 0) left |= plainWayByPairs(known, symbols, at, 4, before);
  return (ways & MAYBE_FOREIGN) !== 0 && mayBeForeign(known, symbols, at, before) ? left | MAYBE_FOREIGN : left;
}

/** Whether a plain name of some characters remains: its way, or none. */
function plainWayByPairs({ rows, costs }: CharacterTables, symbols: Uint16Array, at: number, size: number, before: number): number {
  const end = at + size;
  const first = symbols[at] as number;
  const second = symbols[at + 1] as number;
  const third = symbols[at + 2] as number;
  const worth = rows[ROW * first + AS_SURNAME] as number;
  const after = mostAfterPair(unitOfSymbol(symbols[end] as number), unitOfSymbol(symbols[end + 1] as number)) + helpOfRow(rows, symbols, at, end, false);
  const other = BASE + TENTHS * (before + after);
  if (size === 2) {
    const gain = worth + (rows[ROW * second + AS_SINGLE] as number) - COST_OF_TWO;
    if (enough(gainAtMost(gain) + SHORT + other, MAYBE_TWO) === 0) return 0;
    return enough(gainAtMost(gain - GAIN * savedByWord(costs, first, second)) + SHORT + other, MAYBE_TWO);
  }
  if (size === 3) {
    const gain = worth + (rows[ROW * second + AS_FIRST] as number) + (rows[ROW * third + AS_SECOND] as number) - COST_OF_THREE;
    if (enough(gainAtMost(gain) + other, MAYBE_THREE) === 0) return 0;
    return enough(gainAtMost(gain - GAIN * Math.max(savedByWord(costs, first, second), savedByWord(costs, second, third))) + other, MAYBE_THREE);
  }
  const fourth = symbols[at + 3] as number;
  const gain = worth + (rows[ROW * second + AS_SURNAME] as number) + (rows[ROW * third + AS_FIRST] as number) + (rows[ROW * fourth + AS_SECOND] as number) - COST_OF_MARRIED;
  if (enough(gainAtMost(gain) + other, MAYBE_FOUR) === 0) return 0;
  return enough(gainAtMost(gain - GAIN * Math.max(savedByWord(costs, first, second) + savedByWord(costs, third, fourth), savedByWord(costs, second, third))) + other, MAYBE_FOUR);
}

/** How much less two neighbouring characters cost as one word than as two. */
function savedByWord(costs: Uint8Array, first: number, second: number): number {
  const cost = costOfPair(unitOfSymbol(first), unitOfSymbol(second));
  return cost < 0 ? 0 : Math.max(0, (costs[COSTS * first + ALONE] as number) + (costs[COSTS * second + ALONE] as number) - cost);
}

/** Whether one of the transliterated names that begin at an index may become a candidate: told as `addForeignNames` tells them, but none is made. */
function mayBeForeign({ rows, costs, numbers }: CharacterTables, symbols: Uint16Array, at: number, before: number): boolean {
  let cost = FOREIGN_NAME;
  let words = 0;
  let rare = 0;
  let previous = BEGINNING;
  for (let end = at + 1; end <= at + LONGEST_NAME; end++) {
    const symbol = symbols[end - 1] as number;
    const number = numbers[symbol] as number;
    const isRare = !pairCosts.isInNames(number);
    if (isRare && (++rare > 1 || ((rows[ROW * symbol + FLAGS] as number) & (IS_FUNCTION_WORD | IN_A_RUN)) !== IN_A_RUN)) return false;
    cost += pairCosts.of(previous, number);
    words += costs[COSTS * symbol + ALONE] as number;
    previous = number;
    if (isRare || end === at + 1) continue;
    const gain = Math.min(words - cost - pairCosts.of(number, END), TRANSLITERATED.most);
    const score = TRANSLITERATED.gain * gain + TRANSLITERATED.base + (end === at + 2 ? TRANSLITERATED.short : 0) + before;
    if (score + ((rows[ROW * (symbols[end] as number) + AFTER] as number) + 2 * ROWED) / TENTHS < ENOUGH) continue;
    const after = mostAfterPair(unitOfSymbol(symbols[end] as number), unitOfSymbol(symbols[end + 1] as number));
    if (score + after + helpOfRow(rows, symbols, at, end, false) >= ENOUGH) return true;
  }
  return false;
}

/** The most that a row of names without separators adds to a shape between two indexes: a neighbour on either side, which may be a name set wide. */
export function helpOfRow(rows: Int16Array, symbols: Uint16Array, start: number, end: number, isInRow: boolean): number {
  const follows = rows[ROW * (symbols[end] as number) + FOLLOWS] as number;
  const beyond = rows[ROW * (symbols[end + 1] as number) + FOLLOWS] as number;
  const before = rows[ROW * (symbols[start - 2] as number) + FOLLOWS] as number;
  if (before === SPACE || beyond === SPACE) return 2 * IN_A_ROW;
  return (follows > SPACE ? IN_A_ROW : 0) + (isInRow ? IN_A_ROW : 0);
}

/** What the gain of a plain name, as far as it is known, adds to its score at most. */
function gainAtMost(gain: number): number {
  return MOST + ((gain - MOST) & negative(gain - MOST));
}

/** The way when a score is enough, else none. */
function enough(score: number, way: number): number {
  return way & ~negative(score - TENTHS * ENOUGH);
}

/** All bits when flags have one, none otherwise. */
function allIf(flags: number): number {
  return negative(-flags);
}

/** All bits when a whole number is negative, none otherwise. */
function negative(value: number): number {
  return value >> 31;
}

// #endregion
