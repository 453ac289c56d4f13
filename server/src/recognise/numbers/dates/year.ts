import { isDigit, isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { rangeSigns } from '../lexicon';
import { parseNumeral } from '../numerals/parseNumeral';
import { smallInteger } from '../numerals/smallInteger';
import { pointOf, yearOf, type ParsedPoint } from './calendarPoint';
import { withinCentury } from './century';
import { withinYear } from './partOfYear';
import { fourDigits, fullYear, hanDigit } from './yearDigits';

/** Years: of our era and before it, of the Republic, of two digits, of schools, and ranges of them. */

const EARLIEST_YEAR = 1001;
const LATEST_YEAR = 2199;
/** The first year of the Republic (民国元年) was 1912. */
const YEAR_BEFORE_REPUBLIC = 1911;

/** Whether four digits before 年 are surely a year: 1500年 may be a length of time. */
export function isPlainYear(year: number): boolean {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR && year % 100 !== 0;
}

/** 2024年…, 二〇二四年…, 公元前221年, 民国112年, 86年8月, 2018—2022年, and the 2015 of 2015、2016年. */
export function parseYear(text: string, at: number): ParsedPoint | undefined {
  const era = isDigit(text.charCodeAt(at)) ? 0 : standsAt(text, at, '公元前') ? 3 : standsAt(text, at, '公元') || standsAt(text, at, '民国') ? 2 : 0;
  const from = skipSpaces(text, at + era);
  if (era > 0) return yearOfEra(text, at, from, era === 3);
  const year = fourDigits(text, from);
  if (!year) return schoolYearOfRepublic(text, from) ?? shortYear(text, from);
  if (year.value < EARLIEST_YEAR || year.value > LATEST_YEAR) return undefined;
  const sign = skipSpaces(text, year.end);
  if (text[sign] === '年') {
    // 2000多年 never comes here; 1500年历史 and 2000年来 are lengths of time.
    if (year.value % 100 === 0 && /^年(?:的?历史|来的|之久|前的)/.test(text.slice(sign, sign + 5))) return undefined;
    if (isOneOf(text, sign + 1, '级龄轻')) return undefined;
    return withinYear(text, sign + 1, yearOf(year.value));
  }
  const named = namedYearEnd(text, sign);
  if (named !== undefined) return withinYear(text, named, yearOf(year.value));
  const range = rangeSigns.longest(text, sign);
  if (range) return rangeOfYears(text, from, year, sign, range.end);
  return sign === year.end && isListedYear(text, sign) ? { point: yearOf(year.value), end: year.end } : undefined;
}

/** The year or century of an era whose name stands at the offset, its numeral at another. */
function yearOfEra(text: string, at: number, from: number, isBeforeOurs: boolean): ParsedPoint | undefined {
  const number = parseNumeral(text, from);
  if (!number || number.lo !== number.hi || number.decimals || number.more) return undefined;
  const sign = skipSpaces(text, number.end);
  if (standsAt(text, sign, '世纪') && text[at] === '公') return withinCentury(text, sign + 2, pointOf({ century: isBeforeOurs ? -number.lo : number.lo - 1 }));
  if (text[sign] !== '年') return undefined;
  const year = text[at] === '民' ? YEAR_BEFORE_REPUBLIC + number.lo : isBeforeOurs ? 1 - number.lo : number.lo;
  return withinYear(text, sign + 1, yearOf(year));
}

/** The range of a year and another, behind the sign of a range. */
function rangeOfYears(text: string, from: number, year: { readonly value: number; readonly end: number }, sign: number, signEnd: number): ParsedPoint | undefined {
  const other = fourDigits(text, skipSpaces(text, signEnd));
  if (!other || other.value <= year.value || other.value > LATEST_YEAR) return undefined;
  const until = skipSpaces(text, other.end);
  const named = namedYearEnd(text, until);
  if (named !== undefined || text[until] === '年') {
    const end = named ?? until + 1;
    return { point: yearOf(year.value), end: text[end] === '度' ? end + 1 : end, to: yearOf(other.value) };
  }
  // （1898—1976）
  const isLife = other.value - year.value <= LONGEST_LIFE && sign === year.end && isBracketed(text, from, other.end);
  return isLife ? { point: yearOf(year.value), end: other.end, to: yearOf(other.value) } : undefined;
}

/** Whether years go on from the sign at the offset to one with 年: 2015、2016年. */
function isListedYear(text: string, sign: number): boolean {
  for (let i = sign; isOneOf(text, i, '、和与及'); ) {
    const listed = fourDigits(text, i + 1);
    if (!listed) return false;
    if (text[listed.end] === '年') return true;
    i = listed.end;
  }
  return false;
}

/** The years of a life or a reign are no farther apart. */
const LONGEST_LIFE = 120;

function isBracketed(text: string, start: number, end: number): boolean {
  return isOneOf(text, start - 1, '([《,、') && isOneOf(text, end, ')]》,、');
}

/** The offset after the 学年, 财年 or the like of a school or financial year. */
function namedYearEnd(text: string, at: number): number | undefined {
  if (standsAt(text, at, '学年')) return text[at + 2] === '度' ? at + 3 : at + 2;
  if (standsAt(text, at, '财年')) return at + 2;
  return standsAt(text, at, '财政年度') ? at + 4 : undefined;
}

const REPUBLIC = /1\d{2}(?=学年|财政年度|年(?:1?\d月|度))/y;

/** 112学年度: years of the Republic, as Taiwan counts them. */
function schoolYearOfRepublic(text: string, at: number): ParsedPoint | undefined {
  if (text[at] !== '1' || isDigit(text.charCodeAt(at - 1))) return undefined;
  REPUBLIC.lastIndex = at;
  if (!REPUBLIC.test(text)) return undefined;
  const year = yearOf(YEAR_BEFORE_REPUBLIC + Number(text.slice(at, at + 3)));
  return withinYear(text, namedYearEnd(text, at + 3) ?? at + 4, year);
}

const SHORT_YEAR = /\d{2}年(?=1?\d月|[一二三四五六七八九十]{1,2}月)/y;

/** 零八年, 九八年, and 86年8月: two digits, of the century that makes them nearest to now. */
function shortYear(text: string, at: number): ParsedPoint | undefined {
  if (text[at + 2] !== '年') return undefined;
  if (isDigit(text.charCodeAt(at))) {
    SHORT_YEAR.lastIndex = at;
    return !isDigit(text.charCodeAt(at - 1)) && SHORT_YEAR.test(text) ? withinYear(text, at + 3, yearOf(fullYear(Number(text.slice(at, at + 2))))) : undefined;
  }
  const a = hanDigit(text.charCodeAt(at));
  const b = hanDigit(text.charCodeAt(at + 1));
  if (a === undefined || b === undefined) return undefined;
  // 两三年-like pairs are spans of time; a row that ascends by one is one (七八年).
  if (a !== 0 && (b === a + 1 || (a === 3 && b === 5))) return undefined;
  return withinYear(text, at + 3, yearOf(fullYear(a * 10 + b)));
}

/** 民国八十六年到九十年: the second year is of the Republic too. */
export function parseRepublicYear(text: string, at: number): ParsedPoint | undefined {
  const number = smallInteger(text, at);
  return number && text[number.end] === '年' ? withinYear(text, number.end + 1, yearOf(YEAR_BEFORE_REPUBLIC + number.value)) : undefined;
}
