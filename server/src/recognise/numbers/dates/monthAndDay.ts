import { isDigit, isHan, isOneOf, skipSpaces } from '../../../text/characters';
import { monthParts, rangeSigns } from '../lexicon';
import { smallInteger } from '../numerals/smallInteger';
import { isTermBefore } from '../quantities/unitSense';
import { dayOf, hasYearOrRelative, NO_POINT, relativePoint, type CalendarPoint, type ParsedPoint } from './calendarPoint';
import { withTime } from './clock';

/** Months, days of them, and the parts of a month. */

export const LARGEST_MONTH = 12;
export const LARGEST_DAY = 31;

/** 9月, 12月13日, 6月底, 1-9月份, 8月11-22日; with the year before it, if any. */
export function parseMonth(text: string, at: number, year: CalendarPoint): ParsedPoint | undefined {
  const month = smallInteger(text, at);
  if (!month || month.liang || month.value < 1 || month.value > LARGEST_MONTH) return undefined;
  if (!hasYearOrRelative(year) && (isDigit(text.charCodeAt(at - 1)) || isOneOf(text, at - 1, '第每') || (text[at - 1] === '.' && !isDayAfter(text, month.end)))) return undefined;
  const sign = skipSpaces(text, month.end);
  if (isOneOf(text, sign, '、和与及') && isListedMonth(text, at, month, sign)) return { point: dayOf(year, year.year, month.value), end: month.end };
  if (text[sign] !== '月') {
    const range = rangeSigns.longest(text, sign);
    const other = range ? smallInteger(text, skipSpaces(text, range.end)) : undefined;
    if (!other || other.value <= month.value || other.value > LARGEST_MONTH || text[skipSpaces(text, other.end)] !== '月') return undefined;
    const end = skipSpaces(text, other.end) + 1;
    return { point: dayOf(year, year.year, month.value), end: text[end] === '份' ? end + 1 : end, to: dayOf(NO_POINT, undefined, other.value) };
  }
  const next = sign + 1;
  if (isOneOf(text, next, '球亮饼薪租均度活嫂')) return undefined;
  const lunar = lunarDayEnd(text, at, next);
  if (lunar !== undefined) return { point: relativePoint({ of: 'unknown', offset: 0 }), end: lunar };
  const point = dayOf(year, year.year, month.value);
  const day = parseDay(text, skipSpaces(text, next), true);
  if (day) {
    const range = day.signed ? undefined : rangeSigns.longest(text, day.end) ?? (text[day.end] === '、' ? { end: day.end + 1 } : undefined);
    if (range) {
      const other = parseDay(text, range.end);
      if (!other?.signed) return { point, end: next };
      return { point: dayOf(point, point.year, point.month, day.value), end: other.end, to: dayOf(NO_POINT, undefined, month.value, other.value) };
    }
    return withTime(text, day.end, dayOf(point, point.year, point.month, day.value));
  }
  const part = monthParts.longest(text, next);
  return { point, end: part && partStands(text, next, part.end) ? part.end : next };
}

function isDayAfter(text: string, at: number): boolean {
  return text[at] === '月' && parseDay(text, at + 1)?.signed === true;
}

/** The 3 of 3、4月 and 3、4和5月; at the start of a line it would be the mark of a list. */
function isListedMonth(text: string, at: number, month: { readonly value: number }, sign: number): boolean {
  if (!(at > 0) || isOneOf(text, at - 1, '\n\r。;(')) return false;
  let last = month.value;
  for (let i = sign; isOneOf(text, i, '、和与及'); ) {
    const next = smallInteger(text, i + 1);
    if (!next || next.value <= last || next.value > LARGEST_MONTH) return false;
    if (text[next.end] === '月') return !isOneOf(text, next.end + 1, '球亮饼薪租均度活嫂');
    last = next.value;
    i = next.end;
  }
  return false;
}

/** The offset after the day of the old calendar that 四月初八 or 农历八月十五 names; which day that is of ours depends on the year. */
function lunarDayEnd(text: string, start: number, at: number): number | undefined {
  const isFirst = text[at] === '初';
  if (!isFirst && text[start - 1] !== '历') return undefined;
  if (!isFirst && !/(?:农历|阴历|旧历|夏历)$/.test(text.slice(Math.max(0, start - 2), start))) return undefined;
  const day = smallInteger(text, isFirst ? at + 1 : at);
  if (!day || day.value < 1 || day.value > (isFirst ? 10 : 30) || isDigit(text.charCodeAt(isFirst ? at + 1 : at))) return undefined;
  return isOneOf(text, day.end, '日') ? day.end + 1 : day.end;
}

/** Whether 初, 底, 末 and 中 close the date: 2021年中部, 2008年初中 and 2010年底层 do not. */
export function partStands(text: string, at: number, end: number): boolean {
  if (end - at > 1) return true;
  if (text[at] === '中') return !isHan(text.charCodeAt(end)) || isOneOf(text, end, '的起至到前后时就已');
  return !isOneOf(text, end, '步期级中衷始创见层部线气盘细座端尾');
}

interface Day {
  readonly value: number;
  readonly end: number;
  /** 日 or 号 stands after it. */
  readonly signed: boolean;
}

/** A day of the month: with 日 or 号; without them only straight after a month and before no unit. */
export function parseDay(text: string, at: number, afterMonth = false): Day | undefined {
  const number = smallInteger(text, at);
  if (!number || number.liang || number.value < 1 || number.value > LARGEST_DAY) return undefined;
  const sign = skipSpaces(text, number.end);
  if (isOneOf(text, sign, '日号')) return { value: number.value, end: sign + 1, signed: true };
  const range = rangeSigns.longest(text, number.end);
  if (afterMonth && range && parseDay(text, range.end)?.signed) return { value: number.value, end: number.end, signed: false };
  // 三月四、五日
  const listed = afterMonth && text[number.end] === '、' ? parseDay(text, number.end + 1) : undefined;
  if (listed?.signed && listed.value === number.value + 1) return { value: number.value, end: number.end, signed: false };
  if (!afterMonth || !isDigit(text.charCodeAt(at))) return undefined;
  const next = text.charCodeAt(number.end);
  const stops = !(next >= 0) || (isHan(next) && isOneOf(text, number.end, '出在至到前后晚早上下生的'));
  return stops && !range ? { value: number.value, end: number.end, signed: false } : undefined;
}

/** What the news puts straight after a day (六日宣布, 三日电). */
const REPORTED = /^(?:宣布|电|讯|上午|下午|晚|凌晨|抵达|举行|表示|会见|发表|报道|开幕|闭幕|召开|说|访问|签署|发布|公布|通过)/;

/** 24日 without its month: a day of the month, where nothing says that it is a length of time. */
export function parseLoneDay(text: string, at: number): ParsedPoint | undefined {
  const number = smallInteger(text, at);
  if (!number || number.liang || number.value < 1 || number.value > LARGEST_DAY) return undefined;
  if (text[number.end] !== '日') return undefined;
  if (number.singleHan && !REPORTED.test(text.slice(number.end + 1, number.end + 3))) return undefined;
  if (isDigit(text.charCodeAt(at - 1)) || isOneOf(text, at - 1, '第每近超逾约达满历.') || isTermBefore(text, at)) return undefined;
  if (isOneOf(text, number.end + 1, '内之以后间游本元均常益前报志用程韩圆龄')) return undefined;
  const range = rangeSigns.longest(text, number.end + 1);
  if (range && !parseDay(text, range.end)) return undefined;
  return withTime(text, number.end + 1, dayOf(NO_POINT, undefined, undefined, number.value));
}
