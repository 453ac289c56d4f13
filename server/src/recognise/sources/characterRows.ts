import { isHan, isLargeHan, isSpace } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { IN_A_ROW, NATIVE } from './nameScores';
import { isFunctionWord, isInForeignNames, isSurname, isTransliteration, mayBeginNative, mayBeginSpecial, NAME_COSTS, pairCosts, specialNames } from './nameShapes';
import { mostAfter, mostBefore } from './personContext';
import { countSymbols, unitOfSymbol } from './scan';
import { costAlone } from './wordCosts';

/** What is known of each character as a part of names and beside them: a row of small numbers for each, all that a sieve asks standing together. */

export const MIDDLE_DOT = 0xb7;

/** Bits of {@link FLAGS}. A Chinese or Japanese name or a well-known one may begin with the character. */
const BEGINS_NATIVE = 1;
export const IS_SURNAME = 2;
/** A name with a longer surname, or a well-known one, may begin with it. */
export const BEGINS_SPECIAL = 4;
/** It is usual in transliterated names. */
export const IN_TRANSLITERATIONS = 8;
/** Transliterated names have it, be it seldom. */
export const IN_FOREIGN_NAMES = 16;
export const IS_FUNCTION_WORD = 32;
/** It is part of a run of Han characters, a middle dot only with Han characters on both sides. */
export const IN_A_RUN = 64;
export const IS_HAN = 128;
export const IS_MIDDLE_DOT = 256;
/** The first half of a character beyond the Basic Multilingual Plane. */
export const IS_LARGE = 512;
/** A name with a longer surname, or a well-known one, may have it in the second place. */
export const SECOND_OF_SPECIAL = 1024;

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
export const BEFORE = 4;
/** The same of what stands after it, with what a name that begins with the character adds to it. */
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
export const GAIN = Math.round(TENTHS * NATIVE.gain);
/** Worth of characters beyond the Basic Multilingual Plane: a name with one is no plain name and is always looked at closer. */
const NO_BOUND = 8_000;
/** Worth of what no name holds, since every name lies in its run of Han characters: no others make up for it. */
const NOT_IN_A_RUN = -30_000;

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
