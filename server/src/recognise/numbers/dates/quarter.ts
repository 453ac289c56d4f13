import { isLatin, isDigit, isOneOf, standsAt } from '../../../text/characters';
import { smallInteger } from '../numerals/smallInteger';
import { pointOf, type ParsedPoint } from './calendarPoint';
import { fullYear } from './yearDigits';

/** Quarters and halves of a year, in words (三季度) and in the codes of balance sheets (Q3, 1H24). UTF-16 offsets of a folded reading. */
interface Quarter {
  readonly code: number;
  /** The last quarter of several (前三季度). */
  readonly codes?: number;
  readonly end: number;
}

/** EDTF codes: 33 to 36 for quarters, 40 and 41 for halves. */
const FIRST_QUARTER = 33;
const FIRST_HALF = 40;
const QUARTERS = 4;
const HALVES = 2;

/** 三季度, 第三季度, 前三季度; after a year also 第三季, which alone is the third part of a series. */
export function parseQuarter(text: string, at: number, afterYear = false): Quarter | undefined {
  const first = text[at] === '前' ? 1 : 0;
  const ordinal = text[at + first] === '第' ? 1 : 0;
  const number = smallInteger(text, at + first + ordinal);
  if (!number || number.liang || number.value < 1 || number.value > QUARTERS) return undefined;
  const isFull = standsAt(text, number.end, '季度');
  if (!isFull && !(afterYear && text[number.end] === '季' && (ordinal > 0 || first > 0) && !isOneOf(text, number.end + 1, '节赛稻'))) return undefined;
  const end = number.end + (isFull ? 2 : 1);
  if (first) return { code: FIRST_QUARTER, codes: FIRST_QUARTER + number.value - 1, end };
  return { code: FIRST_QUARTER + number.value - 1, end };
}

/** The EDTF code of Q3 or H1 at the offset (`2024年Q3`). */
export function periodCode(text: string, at: number): Quarter | undefined {
  if (!isOneOf(text, at, 'QH')) return undefined;
  const isQuarter = text[at] === 'Q';
  const number = Number(text[at + 1]);
  if (!(number >= 1 && number <= (isQuarter ? QUARTERS : HALVES))) return undefined;
  if (isLatin(text.charCodeAt(at + 2)) || isDigit(text.charCodeAt(at + 2))) return undefined;
  return { code: (isQuarter ? FIRST_QUARTER : FIRST_HALF) + number - 1, end: at + 2 };
}

const YEAR_FIRST = /((?:19|20)?\d{2})[ -]?(?=[QH][1-4](?![A-Za-z0-9]))/y;
const YEAR_LAST = /([1-4])([QH])((?:20)?\d{2})(?![A-Za-z0-9.])/y;
/** What may stand before a lone Q3: nothing that could be the maker of a car or a phone. */
const LONE_AFTER = '在于至和与及、,，。;；:：(（“年今去明本是为到\n\r ';

/** 2024Q1, 24H1, 1H24, 3Q2023, and Q3 alone, of a year that what stands before it or the document says. */
export function parseCodedPeriod(text: string, at: number): ParsedPoint | undefined {
  if (isLatin(text.charCodeAt(at - 1)) || isDigit(text.charCodeAt(at - 1)) || isOneOf(text, at - 1, '-./')) return undefined;
  if (text[at] === 'Q') {
    const found = at === 0 || isOneOf(text, at - 1, LONE_AFTER) ? periodCode(text, at) : undefined;
    return found && { point: pointOf({ relative: { of: 'year', offset: 0 }, assumed: true, code: found.code }), end: found.end };
  }
  if (!isCodeAhead(text, at)) return undefined;
  YEAR_FIRST.lastIndex = at;
  const first = YEAR_FIRST.exec(text);
  if (first) {
    const found = periodCode(text, at + first[0].length);
    return found && { point: pointOf({ year: yearOf(first[1] as string), code: found.code }), end: found.end };
  }
  YEAR_LAST.lastIndex = at;
  const last = YEAR_LAST.exec(text);
  if (!last || (last[2] === 'H' && Number(last[1]) > 2)) return undefined;
  return { point: pointOf({ year: yearOf(last[3] as string), code: (last[2] === 'Q' ? FIRST_QUARTER : FIRST_HALF) + Number(last[1]) - 1 }), end: at + last[0].length };
}

/** Whether a Q or H stands after the digits, or after one sign behind them. */
function isCodeAhead(text: string, at: number): boolean {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return isOneOf(text, end, 'QH') || (isOneOf(text, end, ' -') && isOneOf(text, end + 1, 'QH'));
}

function yearOf(digits: string): number {
  return digits.length === 2 ? fullYear(Number(digits)) : Number(digits);
}
