import { isHan } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import { DURATION, isCount, isNumberSign, isQuantity, QUANTITY } from './signs';

/** The clauses of a sentence, and the items of rows in it, as they are measured. */

export interface Clause {
  readonly text: string;
  /** After 、 or 和 in a row of numbers: the clause goes on where the one before began. */
  readonly item: boolean;
  /** After a colon. */
  readonly labelled: boolean;
  /** In brackets. */
  readonly aside: boolean;
  /** Dates or durations stand in it. */
  readonly timed: boolean;
  /** How many quantities and durations stand in it. */
  readonly counts: number;
}

const LONGEST_ASIDE = 80;

/**
 * The clauses of a sentence as far as its last number: `counts` quantities and durations stand in it. Its words, with signs for numbers, go
 * from `start` to `end` in `words` and in `units`, which are the same; something else stands before and behind them.
 */
export function clausesOf(units: Uint16Array, words: string, start: number, end: number, counts: number): Clause[] {
  const clauses: Clause[] = [];
  let asides: Clause[] | undefined;
  let before = '';
  let from = start;
  let item = false;
  // What stands in the clause so far.
  let seen = false;
  let timed = false;
  let counted = 0;
  let left = counts;
  for (let i = start; i <= end; i++) {
    const unit = i < end ? (units[i] as number) : COMMA;
    // Where the next clause begins, and whether it is the next item of a row.
    let next = i + 1;
    let nextIsItem = false;
    if (isHan(unit)) {
      if (!seen || !CONJUNCTIONS.has(unit)) continue;
      if (unit === AS && units[i + 1] !== WELL) continue;
      next = unit === AS ? i + 2 : i + 1;
      if (!partsItems(units, i, next, end)) continue;
      nextIsItem = true;
    } else if (isNumberSign(unit)) {
      if (unit < QUANTITY) timed = true;
      else seen = true;
      if (unit >= DURATION) counted++;
      continue;
    } else if (unit === OPENING) {
      const closing = closingAfter(units, i, end);
      if (closing > 0) {
        const inside = asidesIn(words, i + 1, closing);
        for (const aside of inside) left -= aside.counts;
        if (inside.length > 0) asides = asides === undefined ? inside : asides.concat(inside);
        before += words.slice(from, i);
        from = closing + 1;
        i = closing;
        continue;
      }
    } else if (!CLAUSE_ENDS.has(unit)) {
      if (!seen || unit !== COMMA_OF_LISTS || !partsItems(units, i, next, end)) continue;
      nextIsItem = true;
    }
    if (i > from || before !== '') {
      const text = before === '' ? words.slice(from, i) : before + words.slice(from, i);
      clauses.push({ text, item, labelled: units[from - 1] === COLON, aside: false, timed, counts: counted });
    }
    if (asides !== undefined) {
      clauses.push(...asides);
      asides = undefined;
    }
    left -= counted;
    if (left <= 0) return clauses;
    before = '';
    from = next;
    item = nextIsItem;
    seen = timed = false;
    counted = 0;
    i = next - 1;
  }
  return clauses;
}

/** Where the bracket that opens at a place closes; 0 when it does not, or too far away. */
function closingAfter(units: Uint16Array, opening: number, end: number): number {
  const limit = Math.min(end, opening + LONGEST_ASIDE + 1);
  for (let i = opening; i < limit; i++) if (units[i] === CLOSING) return i;
  return 0;
}

/** The clauses in brackets, from one that has a number on: nothing goes on with an aside that has none. */
function asidesIn(words: string, start: number, end: number): Clause[] {
  for (let i = start; i < end; i++) {
    if (isNumberSign(words.charCodeAt(i))) return words.slice(start, end).split(/[,;:]/).map(asideOf);
  }
  return [];
}

function asideOf(text: string): Clause {
  let timed = false;
  let counts = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isNumberSign(unit)) continue;
    if (unit < QUANTITY) timed = true;
    if (isCount(unit)) counts++;
  }
  return { text, item: false, labelled: false, aside: true, timed, counts };
}

const OPENING = '('.charCodeAt(0);
const CLOSING = ')'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const COLON = ':'.charCodeAt(0);
/** What parts the items of a row besides 、: 和与及或 and 以及. */
const CONJUNCTIONS = CodeUnitSet.of('和与及以或');
const COMMA_OF_LISTS = '、'.charCodeAt(0);
const AS = '以'.charCodeAt(0);
const WELL = '及'.charCodeAt(0);

/** What clauses end with. */
const CLAUSE_ENDS = CodeUnitSet.of(',;:()—');

/** Whether a conjunction parts two numbers with words of their own (25家工厂、3家研究院; 甲的1/3和乙的1/4), not 3%和5%. */
function partsItems(units: Uint16Array, at: number, next: number, end: number): boolean {
  const before = isQuantity(units[at - 1] as number);
  const after = next < end && isQuantity(units[next] as number);
  if (before && after) return false;
  if (units[at] !== COMMA_OF_LISTS && !before && !after) return false;
  for (let i = next; i < end && !CLAUSE_ENDS.has(units[i] as number); i++) if (isQuantity(units[i] as number)) return true;
  return false;
}
