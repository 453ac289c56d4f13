import { isDigit, isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { centuryParts, digits, rangeSigns } from '../lexicon';
import { smallInteger } from '../numerals/smallInteger';
import { copyOf, pointOf, type CalendarPoint, type ParsedPoint } from './calendarPoint';
import { fourDigits } from './yearDigits';

/** Centuries and decades. UTF-16 offsets of a folded reading. */

const LAST_CENTURY = 30;

/** 20世纪, 二十世纪末, 20世纪90年代末, 19世70年代 (a 纪 lost), 80年代, 1980年代, 七八十年代, 30至40年代. */
export function parseCentury(text: string, at: number): ParsedPoint | undefined {
  const decade = parseDecades(text, at);
  if (decade) {
    const century = decade.hasCentury ? 0 : undefined;
    return { point: decadeOf(century, decade.value), end: decade.end, to: decade.last === undefined ? undefined : decadeOf(century, decade.last) };
  }
  const number = smallInteger(text, at);
  if (!number || number.liang || number.value < 1 || number.value > LAST_CENTURY || isOneOf(text, at - 1, '几')) return undefined;
  const from = skipSpaces(text, number.end);
  if (standsAt(text, from, '世纪')) return withinCentury(text, from + 2, pointOf({ century: number.value - 1 }));
  if (text[from] === '世' && parseDecades(text, from + 1)) return withinCentury(text, from + 1, pointOf({ century: number.value - 1 }));
  return undefined;
}

/** What may follow a century: a decade or two, 初, 末, 中叶. */
export function withinCentury(text: string, at: number, century: CalendarPoint): ParsedPoint {
  const decade = parseDecades(text, at);
  if (decade && !decade.hasCentury) {
    if (century.century === undefined) {
      const to = decade.last === undefined ? undefined : decadeWithin(century, decade.last);
      return { point: decadeWithin(century, decade.value), end: decade.end, to };
    }
    return { point: decadeOf(century.century, decade.value), end: decade.end, to: decade.last === undefined ? undefined : decadeOf(century.century, decade.last) };
  }
  return { point: century, end: centuryParts.longest(text, at)?.end ?? at };
}

/** A decade by its first year of a century that is not known yet. */
function decadeWithin(century: CalendarPoint, year: number): CalendarPoint {
  const changed = copyOf(century);
  changed.decadeOfCentury = year / TEN;
  return changed;
}

/** A decade by its first year (1980, or 80 of a century); of no century where that is not said. */
function decadeOf(century: number | undefined, year: number): CalendarPoint {
  return century === undefined ? pointOf({ decadeOfCentury: year / TEN }) : pointOf({ decade: century * TEN + year / TEN });
}

interface Decades {
  readonly value: number;
  /** The last of several. */
  readonly last?: number;
  readonly end: number;
  /** 1980年代, not 80年代. */
  readonly hasCentury: boolean;
}

const TEN = 10;

function parseDecades(text: string, at: number): Decades | undefined {
  const pair = decadePair(text, at);
  if (pair) return pair;
  const first = decadeNumber(text, at);
  if (!first) return undefined;
  const hasCentury = first.value >= 100;
  if (standsAt(text, first.end, '年代')) return { value: first.value, end: decadeEnd(text, first.end + 2), hasCentury };
  const sign = rangeSigns.longest(text, first.end)?.end ?? (isOneOf(text, first.end, '、和与') ? first.end + 1 : undefined);
  const second = sign === undefined ? undefined : decadeNumber(text, sign);
  if (!second || !standsAt(text, second.end, '年代') || second.value <= first.value || second.value >= 100 !== hasCentury) return undefined;
  return { value: first.value, last: second.value, end: decadeEnd(text, second.end + 2), hasCentury };
}

/** 七八十年代: two digits for one 十. */
function decadePair(text: string, at: number): Decades | undefined {
  if (!standsAt(text, at + 2, '十年代')) return undefined;
  const first = digits.get(text.charCodeAt(at));
  const second = digits.get(text.charCodeAt(at + 1));
  if (first === undefined || second === undefined || first === 0 || second !== first + 1) return undefined;
  return { value: first * TEN, last: second * TEN, end: decadeEnd(text, at + 5), hasCentury: false };
}

function decadeNumber(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  const number = fourDigits(text, at) ?? smallInteger(text, at);
  if (!number || number.value % TEN !== 0 || (number.value === 0 && !isDigit(text.charCodeAt(at)))) return undefined;
  return number;
}

function decadeEnd(text: string, at: number): number {
  return centuryParts.longest(text, at)?.end ?? at;
}
