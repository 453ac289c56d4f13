import { enlarged } from '../../text/units';
import { AFTER, AS_FIRST, AS_SECOND, AS_SINGLE, AS_SURNAME, BEFORE, BEGINS_SPECIAL, characterTables, FLAGS, FOLLOWS, IN_A_RUN, IN_FOREIGN_NAMES, IN_TRANSLITERATIONS, IS_FUNCTION_WORD, IS_LARGE, IS_MIDDLE_DOT, IS_SURNAME, MIDDLE_DOT, ROW, SECOND_OF_SPECIAL, SPACE, TENTHS } from './characterRows';
import { allIf, BASE, COST_OF_MARRIED, COST_OF_THREE, COST_OF_TWO, enough, gainAtMost, MAYBE_FOREIGN, MAYBE_FOUR, MAYBE_SPECIAL, MAYBE_THREE, MAYBE_TWO, MIDDLE_DOT_HERE, ROWED, SHORT } from './nameBounds';
import { IN_A_LIST } from './nameScores';
import { isSurname, isTransliteration, mayBeSpecialPair, specialNames } from './nameShapes';
import { siftByPairs } from './pairSieve';
import { announceNames, MARGIN, unitOfSymbol, type Scan } from './scan';

/**
 * The glance that nearly every possible name is rejected by: at its characters one by one and at those beside it. What is left is looked
 * at in pairs (pairSieve.ts).
 */

const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;

/** A character that is worth less is no surname. */
const LEAST_SURNAME = -2_000;

const LISTED = TENTHS * IN_A_LIST;

/** Places that the sieve leaves, in ascending order, with the ways there; both are written over when the next text is sifted. */
export interface Sifted {
  readonly count: number;
  readonly places: Uint32Array;
  readonly ways: Uint8Array;
}

let siftedPlaces = new Uint32Array(0);
let siftedWays = new Uint8Array(0);
/** So many places are sifted at a time, as few of them are left. */
const BLOCK = 1 << 12;

// Where a name may begin as far as a character tells, or for the longer surnames and what is well known a character and the next; middle dots; and initials, with which names found elsewhere begin.
announceNames(
  Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => isSurname(unit) || isTransliteration(unit) || unit === MIDDLE_DOT || (unit >= CAPITAL_A && unit <= CAPITAL_Z)),
  specialNames,
);

/** Which names may begin at each of the places of a scan where one may begin, when no candidate ends before it. `spaces` are the places of spaces. */
export function sift({ symbols, names, length }: Scan, spaces: Uint32Array): Sifted {
  const known = characterTables();
  const { rows } = known;
  let left = 0;
  let nextSpace = 0;
  let space = spaces.length > 0 ? (spaces[0] as number) : length;
  for (let from = 0; from < names.length; from += BLOCK) {
    if (siftedPlaces.length <= left + BLOCK) {
      siftedPlaces = enlarged(siftedPlaces, left + BLOCK + 1);
      siftedWays = enlarged(siftedWays, siftedPlaces.length);
    }
    const to = Math.min(names.length, from + BLOCK);
    const places = siftedPlaces;
    const ways = siftedWays;
    let end = left;
    for (let i = from; i < to; i++) {
      const place = names[i] as number;
      while (space < place - BEFORE_WIDE) space = ++nextSpace < spaces.length ? (spaces[nextSpace] as number) : length + BEYOND;
      const way = waysAt(rows, symbols, place + MARGIN, space > place + AFTER_WIDE ? 0 : 2 * ROWED);
      // Every place is written, and the next one over it where no name begins.
      places[end] = place;
      ways[end] = way;
      end += -way >>> 31;
    }
    left = siftByPairs(known, symbols, places, ways, left, end);
  }
  return { count: left, places: siftedPlaces, ways: siftedWays };
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
