import { CodeUnitSet } from '../codeUnitSet';
import type { DocumentDate, NumberValue } from '../tags';
import { isDigit, isHan, isLatin, isOneOf, skipSpaces, standsAt } from '../../text/characters';
import { parseClock, parseHourRange } from './clock';
import { assumedPoint, codedPoint, copyOf, dayOf, formatPoint, pointOf, relativePoint, resolvePoint, timedPoint, yearOf, type CalendarPoint, type ParsedPoint } from './calendarPoint';
import { parseCentury, withinCentury } from './century';
import { bareYearParts, before, halves, monthParts, rangeSigns, relativeWords, seasons, yearParts } from './lexicon';
import { beginsNumeral, numeralBeginnings, parseNumeral } from './numeral';
import { parseCodedPeriod, parseQuarter, periodCode } from './quarter';
import { isTermBefore } from './element';
import { smallInteger } from './smallInteger';
import { fourDigits, fullYear, hanDigit } from './yearDigits';

/** What dates of a document are read against. */
export interface CalendarContext {
  /** The date of the document, where one is known. */
  readonly date?: DocumentDate | undefined;
  /** The year that the sentence has named before: a month or half year without its own belongs to it. */
  readonly sentenceYear?: number | undefined;
  /** The month that the sentence has named before: a lone day belongs to it. */
  readonly sentenceMonth?: number | undefined;
  /** The paragraph has named a year before: a month or half year in a later sentence may be of that year or of the document's, so it stays open. */
  readonly paragraphHasYear?: boolean;
}

export interface DateMatch {
  readonly start: number;
  readonly end: number;
  readonly value: NumberValue;
  /** The year that a month later in the sentence belongs to, where the expression names one. */
  readonly year: number | undefined;
  /** The month that a lone day later in the sentence belongs to. */
  readonly month: number | undefined;
}

const LARGEST_MONTH = 12;
const LARGEST_DAY = 31;
const EARLIEST_YEAR = 1001;
const LATEST_YEAR = 2199;
/** The first year of the Republic (民国元年) was 1912. */
const YEAR_BEFORE_REPUBLIC = 1911;

/**
 * The date expression that begins at the offset of a folded reading: absolute, relative or partial, with
 * ranges; undefined when none begins there.
 */
export function parseDate(text: string, at: number, context: CalendarContext): DateMatch | undefined {
  const mayBeAbout = OPENS_ABOUT.hasAt(text, at);
  const about = mayBeAbout ? before.longest(text, at, ({ bound, notAfter }) => bound === 'approx' && !isOneOf(text, at - 1, notAfter)) : undefined;
  if (!about && mayBeAbout && !standsAt(text, at, '大前') && !standsAt(text, at, '大后')) return undefined;
  const first = parsePoint(text, about ? skipSpaces(text, about.end) : at);
  // 约1997年 has the sign of 1997年左右 before it; 约5日 is a length of time.
  if (!first || (about && first.point.year === undefined)) return undefined;
  let { point, end } = first;
  let to = first.to;
  if (!to) {
    const next = rangeEnd(text, at, end, point);
    if (next) {
      to = next.point;
      end = next.end;
    }
  }
  let approx = about !== undefined;
  if (standsAt(text, end, '左右') || standsAt(text, end, '前后')) {
    approx = true;
    end += 2;
  }
  const isLoneDay = point.day !== undefined && point.month === undefined && !point.relative && !hasYear(point);
  if (isLoneDay && context.sentenceMonth !== undefined) point = dayOf(point, point.year, context.sentenceMonth);
  const isOpen = point.assumed === true || (!hasYear(point) && !point.relative);
  if (isOpen && context.sentenceYear !== undefined && (point.month !== undefined || point.code !== undefined || point.relative?.of === 'year')) {
    const ofSentence = copyOf(point);
    ofSentence.relative = undefined;
    ofSentence.year = context.sentenceYear;
    point = ofSentence;
  }
  const date = isOpen && context.paragraphHasYear ? undefined : context.date;
  const resolvedFrom = resolvePoint(point, date);
  const from = resolvedFrom.point;
  const until = to ? resolvePoint(inherit(to, from), date).point : undefined;
  const one = formatPoint(from);
  const other = until ? formatPoint(until) : undefined;
  const relative = point.relative !== undefined || resolvedFrom.used;
  const edtf = one === null || other === null ? null : (other === undefined ? one : `${one}/${other}`) + (approx ? '~' : '');
  const value: { -readonly [K in keyof NumberValue]: NumberValue[K] } = { edtf };
  if (approx) value.approx = true;
  if (relative) value.relative = true;
  if (relative && edtf !== null && context.date) value.resolvedFrom = context.date;
  return {
    start: at,
    end,
    value,
    year: until && until.year !== from.year ? undefined : namesYear(text, at, end) ? from.year : undefined,
    month: (until ?? from).month,
  };
}

/** The first characters of 约 and 大约, and of 大前年. */
const OPENS_ABOUT = CodeUnitSet.of('约大');

/** Whether months later in the sentence belong to the year of a date: not to that of a title (《…（2024年）》) or a comparison (比2020年). */
export function namesYear(text: string, start: number, end: number): boolean {
  return !isOneOf(text, end, ')》〉') && !isOneOf(text, start - 1, '比较');
}

/** Whether four digits before 年 are surely a year: 1500年 may be a length of time. */
export function isPlainYear(year: number): boolean {
  return year >= EARLIEST_YEAR && year <= LATEST_YEAR && year % 100 !== 0;
}

function hasYear(point: CalendarPoint): boolean {
  return point.year !== undefined || point.century !== undefined || point.decade !== undefined;
}

/** The end of a range takes over what it does not say itself (8月11日至22日, 2017年8月至11月). */
function inherit(to: CalendarPoint, from: CalendarPoint): CalendarPoint {
  if (hasYear(to) || to.relative) return to;
  const withYear = from.year === undefined ? to : dayOf(to, from.year);
  return to.month === undefined && to.day !== undefined && from.month !== undefined ? dayOf(withYear, withYear.year, from.month) : withYear;
}

function rangeEnd(text: string, first: number, at: number, from: CalendarPoint): ParsedPoint | undefined {
  const sign = rangeSigns.longest(text, skipSpaces(text, at));
  if (!sign) return undefined;
  const start = skipSpaces(text, sign.end);
  const next = (text[first] === '民' ? parseRepublicYear(text, start) : undefined) ?? parsePoint(text, start);
  if (!next || next.to) return undefined;
  // 今年到2027年 is a range, 2013年到今天 too; 3月-5 is not.
  if (from.month !== undefined && from.day === undefined && next.point.day !== undefined && next.point.month === undefined) return undefined;
  return next;
}

/** 民国八十六年到九十年: the second year is of the Republic too. */
function parseRepublicYear(text: string, at: number): ParsedPoint | undefined {
  const number = smallInteger(text, at);
  return number && text[number.end] === '年' ? withinYear(text, number.end + 1, yearOf(YEAR_BEFORE_REPUBLIC + number.value)) : undefined;
}

/** One point in calendar time, or a range written as one (2018—2022年). */
function parsePoint(text: string, at: number): ParsedPoint | undefined {
  const first = text.charCodeAt(at);
  if (first === CODE_OF_QUARTER) return parseCodedPeriod(text, at);
  if (!beginsNumeral(first)) {
    const word = parseGlossedDay(text, at) ?? parseRelative(text, at) ?? parseWeekday(text, at);
    return word ?? (isOneOf(text, at, '公民') ? parseYear(text, at) : undefined) ?? parseLonePart(text, at);
  }
  // Most numerals count something else, and what stands behind them tells so.
  const end = numeralsEnd(text, at);
  const sign = text.charCodeAt(end);
  if (isDigit(first) && (end - at >= COMPACT_DATE || NUMERIC_SIGNS.has(sign))) {
    const numeric = parseNumeric(text, at) ?? parseCodedPeriod(text, at);
    if (numeric) return numeric;
  }
  return DATE_SIGNS.has(sign) ? parseWithSign(text, at, end) : undefined;
}

/** A date that begins with a numeral: behind it, at `end`, stands what only some dates go on with, or a space or the sign of a range or list. */
function parseWithSign(text: string, at: number, end: number): ParsedPoint | undefined {
  switch (text.charAt(end)) {
    case '年':
      return (text[end + 1] === '代' ? parseCentury(text, at) : undefined) ?? parseYear(text, at);
    case '财':
    case '学':
      return parseYear(text, at);
    case '世':
      return parseCentury(text, at);
    case '月':
      return parseMonth(text, at, NO_YEAR);
    case '日':
      return parseLoneDay(text, at);
    case '季':
      return parseLonePart(text, at);
    default:
      return parseCentury(text, at) ?? parseYear(text, at) ?? parseMonth(text, at, NO_YEAR) ?? parseLoneDay(text, at);
  }
}

const NO_YEAR = pointOf({});
const CODE_OF_QUARTER = 'Q'.charCodeAt(0);
/** Digits of a date without signs, 20240504. */
const COMPACT_DATE = 8;
/** What stands behind the year of a date in figures, or before the code of a period or in it. */
export const NUMERIC_SIGNS = CodeUnitSet.of('-./ QH');
/** What dates go on with behind their first numeral. */
export const DATE_SIGNS = new CodeUnitSet([...rangeSigns.firstUnits(), ...CodeUnitSet.of('年月日世季财学、和与及QH \t').units()]);

function numeralsEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && beginsNumeral(text.charCodeAt(end))) end++;
  return end;
}

const NUMERIC = [
  /(?<y>1\d{3}|20\d{2})[-./](?<m>\d{1,2})[-./](?<d>\d{1,2})(?=\d{2}:\d{2}|[^\d]|$)(?![-./]\d)/y,
  /(?<y>1\d{3}|20\d{2}) (?<m>\d{2}) (?<d>\d{2})(?!\d| \d)/y,
  /(?<y>19\d{2}|20\d{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])(?=\d{1,2}:\d{2}|[^\d]|$)/y,
  /(?<y>1\d{3}|20\d{2})[./](?<m>0[1-9]|1[0-2])[-—~](?<y2>1\d{3}|20\d{2})[./](?<m2>0[1-9]|1[0-2])(?!\d)/y,
  /(?<y>19\d{2}|20\d{2})-(?<m>0[1-9]|1[0-2])(?![\d.])(?!-\d)/y,
];

/** `2024-03-11`, `2024/3/11`, `20240311`, `1999.08-2002.02`, each with a time of day after it. */
function parseNumeric(text: string, at: number): ParsedPoint | undefined {
  const last = text.charCodeAt(at - 1);
  if (isDigit(last) || isLatin(last) || isOneOf(text, at - 1, '-/._')) return undefined;
  // All patterns begin with the four digits of a year and a sign or the month after them.
  if (!isOneOf(text, at, '12') || !isDigit(text.charCodeAt(at + 1)) || !isDigit(text.charCodeAt(at + 2)) || !isDigit(text.charCodeAt(at + 3))) return undefined;
  if (!isDigit(text.charCodeAt(at + 4)) && !isOneOf(text, at + 4, '-./ ')) return undefined;
  for (const pattern of NUMERIC) {
    pattern.lastIndex = at;
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const month = Number(groups.m);
    const day = groups.d === undefined ? undefined : Number(groups.d);
    if (month < 1 || month > LARGEST_MONTH || (day !== undefined && (day < 1 || day > LARGEST_DAY))) continue;
    const end = pattern.lastIndex;
    const next = text[end];
    if (groups.d === undefined && groups.y2 === undefined && (next === '年' || next === '月' || isLatin(text.charCodeAt(end)))) continue;
    const point = dayOf(NO_YEAR, Number(groups.y), month, day);
    if (groups.y2 !== undefined) return { point, end, to: dayOf(NO_YEAR, Number(groups.y2), Number(groups.m2)) };
    return day === undefined ? { point, end } : withTime(text, end, point);
  }
  return undefined;
}

function withTime(text: string, at: number, point: CalendarPoint): ParsedPoint {
  const from = text[at] === 'T' ? at + 1 : skipSpaces(text, at);
  const hours = parseHourRange(text, from);
  if (hours) return { point: timedPoint(point, hours.from.iso), end: hours.to.end, to: timedPoint(point, hours.to.iso) };
  const clock = parseClock(text, from, true);
  return clock ? { point: timedPoint(point, clock.iso), end: clock.end } : { point, end: at };
}

const DAYS_OFF: Readonly<Record<string, number>> = { 前: -2, 昨: -1, 今: 0, 明: 1 };

/** 昨(17)日. */
function parseGlossedDay(text: string, at: number): ParsedPoint | undefined {
  if (text[at + 1] !== '(') return undefined;
  const offset = DAYS_OFF[text[at] as string];
  const day = offset === undefined ? undefined : smallInteger(text, at + 2);
  if (offset === undefined || !day || day.value < 1 || day.value > LARGEST_DAY || !standsAt(text, day.end, ')日')) return undefined;
  return withTime(text, day.end + 2, dayOf(relativePoint({ of: 'day', offset }), undefined, undefined, day.value));
}

const WEEK_WORDS = ['周', '星期', '礼拜'] as const;
const WEEKDAYS = '一二三四五六日天';

/** Days that 每 before the first of them makes recurrent: 每周二、周四. */
const EVERY_WEEK = /[每逢](?:周|星期|礼拜)[一二三四五六日天](?:[、和与及至到](?:周|星期|礼拜)?[一二三四五六日天])*[、和与及至到]$/;

/** 周四, 星期三上午10点: which week is not said, so the day stays open. 每周四 names no day. */
function parseWeekday(text: string, at: number): ParsedPoint | undefined {
  const word = isOneOf(text, at, '周星礼') ? WEEK_WORDS.find((candidate) => standsAt(text, at, candidate)) : undefined;
  if (word === undefined || isOneOf(text, at + word.length, WEEKDAYS) === false) return undefined;
  const end = at + word.length + 1;
  if (isOneOf(text, at - 1, '每逢个各双单四几数多半整第') || isDigit(text.charCodeAt(at - 1)) || isOneOf(text, at - 1, '一二两三五六七八九十百')) return undefined;
  if (EVERY_WEEK.test(text.slice(Math.max(0, at - 16), at))) return undefined;
  // 周一围 is a name, 一周一次 a rate, 周三十五 no day.
  if (word === '周' && isOneOf(text, end, '围鸣贤多福次个名位人年般起边带圈岁十百千万')) return undefined;
  return withTime(text, end, relativePoint({ of: 'unknown', offset: 0 }));
}

/** 今年, 去年9月, 上个月底, 昨天下午3点, 下周三, 上世纪90年代, 同期. */
function parseRelative(text: string, at: number): ParsedPoint | undefined {
  const word = relativeWords.longest(text, at, ({ notAfter, notBefore }, end) => !isOneOf(text, at - 1, notAfter) && !isOneOf(text, end, notBefore));
  if (!word) return standsAt(text, at, '同期') ? { point: relativePoint({ of: 'unknown', offset: 0 }), end: at + 2 } : undefined;
  const { of, offset } = word.value;
  // 上年 is the year before the one spoken of, which need not be the document's.
  const relative = word.value.word.startsWith('上年') || word.value.word === '上一年' ? { of: 'unknown' as const, offset: 0 } : { of, offset };
  switch (of) {
    case 'year':
      return withinYear(text, word.end, relativePoint(relative));
    case 'month': {
      const day = parseDay(text, word.end);
      if (day) return { point: dayOf(relativePoint(relative), undefined, undefined, day.value), end: day.end };
      const part = monthParts.longest(text, word.end);
      return { point: relativePoint(relative), end: part?.end ?? word.end };
    }
    case 'day':
      return withTime(text, word.end, relativePoint(relative));
    case 'week': {
      const weekday = '一二三四五六日天'.indexOf(text[word.end] ?? ' ');
      if (weekday < 0) return { point: relativePoint(relative), end: word.end };
      return { point: pointOf({ relative, weekday: Math.min(weekday, 6) }), end: word.end + 1 };
    }
    case 'century':
      return withinCentury(text, word.end, relativePoint(relative));
  }
}

/** 2024年…, 二〇二四年…, 公元前221年, 民国112年, 86年8月, 2018—2022年, and the 2015 of 2015、2016年. */
function parseYear(text: string, at: number): ParsedPoint | undefined {
  const era = isDigit(text.charCodeAt(at)) ? 0 : standsAt(text, at, '公元前') ? 3 : standsAt(text, at, '公元') || standsAt(text, at, '民国') ? 2 : 0;
  const from = skipSpaces(text, at + era);
  if (era > 0) {
    const number = parseNumeral(text, from);
    if (!number || number.lo !== number.hi || number.decimals || number.more) return undefined;
    const sign = skipSpaces(text, number.end);
    if (standsAt(text, sign, '世纪') && text[at] === '公') return withinCentury(text, sign + 2, pointOf({ century: era === 3 ? -number.lo : number.lo - 1 }));
    if (text[sign] !== '年') return undefined;
    const year = text[at] === '民' ? YEAR_BEFORE_REPUBLIC + number.lo : era === 3 ? 1 - number.lo : number.lo;
    return withinYear(text, sign + 1, yearOf(year));
  }
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
  if (range) {
    const other = fourDigits(text, skipSpaces(text, range.end));
    const until = other && skipSpaces(text, other.end);
    if (other && until !== undefined && other.value > year.value && other.value <= LATEST_YEAR && (text[until] === '年' || namedYearEnd(text, until) !== undefined)) {
      const end = namedYearEnd(text, until) ?? until + 1;
      return { point: yearOf(year.value), end: text[end] === '度' ? end + 1 : end, to: yearOf(other.value) };
    }
    // （1898—1976）
    if (other && other.value > year.value && other.value <= LATEST_YEAR && other.value - year.value <= LONGEST_LIFE && sign === year.end && isBracketed(text, from, other.end)) {
      return { point: yearOf(year.value), end: other.end, to: yearOf(other.value) };
    }
    return undefined;
  }
  if (isOneOf(text, sign, '、和与及') && sign === year.end) {
    for (let i = sign + 1, listed = fourDigits(text, i); listed; listed = fourDigits(text, i)) {
      if (text[listed.end] === '年') return { point: yearOf(year.value), end: year.end };
      if (!isOneOf(text, listed.end, '、和与及')) break;
      i = listed.end + 1;
    }
  }
  return undefined;
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

/** What may follow a year: half, quarter, season, month and day, 初, 底, 年度, 同期. */
function withinYear(text: string, at: number, year: CalendarPoint): ParsedPoint {
  const from = skipSpaces(text, at);
  // Most years stand by themselves.
  if (!GOES_ON_IN_YEAR.hasAt(text, from)) return { point: year, end: at };
  const half = halves.longest(text, from);
  if (half) return { point: codedPoint(year, half.value), end: half.end };
  const quarter = parseQuarter(text, from, true) ?? periodCode(text, from);
  if (quarter) return { point: codedPoint(year, quarter.code, quarter.codes), end: quarter.end };
  const season = seasons.longest(text, from);
  if (season && from === at) return { point: codedPoint(year, season.value), end: season.end };
  const month = parseMonth(text, from, year);
  if (month) return month;
  if (standsAt(text, at, '同期')) return { point: year, end: at + 2 };
  const part = yearParts.longest(text, at);
  if (part && partStands(text, at, part.end)) return { point: year, end: part.end };
  return { point: year, end: text[at] === '度' && !isOneOf(text, at + 1, '假') ? at + 1 : at };
}

/** What begins that which may follow a year. */
export const GOES_ON_IN_YEAR = new CodeUnitSet([
  ...numeralBeginnings(), ...halves.firstUnits(), ...seasons.firstUnits(), ...yearParts.firstUnits(), ...CodeUnitSet.of('前第QH同度').units(),
]);

/** Whether 初, 底, 末 and 中 close the date: 2021年中部, 2008年初中 and 2010年底层 do not. */
function partStands(text: string, at: number, end: number): boolean {
  if (end - at > 1) return true;
  if (text[at] === '中') return !isHan(text.charCodeAt(end)) || isOneOf(text, end, '的起至到前后时就已');
  return !isOneOf(text, end, '步期级中衷始创见层部线气盘细座端尾');
}

/** 9月, 12月13日, 6月底, 1-9月份, 8月11-22日; with the year before it, if any. */
function parseMonth(text: string, at: number, year: CalendarPoint): ParsedPoint | undefined {
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
    return { point: dayOf(year, year.year, month.value), end: text[end] === '份' ? end + 1 : end, to: dayOf(NO_YEAR, undefined, other.value) };
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
      return { point: dayOf(point, point.year, point.month, day.value), end: other.end, to: dayOf(NO_YEAR, undefined, month.value, other.value) };
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

function hasYearOrRelative(point: CalendarPoint): boolean {
  return hasYear(point) || point.relative !== undefined;
}

interface Day {
  readonly value: number;
  readonly end: number;
  /** 日 or 号 stands after it. */
  readonly signed: boolean;
}

/** A day of the month: with 日 or 号; without them only straight after a month and before no unit. */
function parseDay(text: string, at: number, afterMonth = false): Day | undefined {
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
function parseLoneDay(text: string, at: number): ParsedPoint | undefined {
  const number = smallInteger(text, at);
  if (!number || number.liang || number.value < 1 || number.value > LARGEST_DAY) return undefined;
  if (text[number.end] !== '日') return undefined;
  if (number.singleHan && !REPORTED.test(text.slice(number.end + 1, number.end + 3))) return undefined;
  if (isDigit(text.charCodeAt(at - 1)) || isOneOf(text, at - 1, '第每近超逾约达满历.') || isTermBefore(text, at)) return undefined;
  if (isOneOf(text, number.end + 1, '内之以后间游本元均常益前报志用程韩圆龄')) return undefined;
  const range = rangeSigns.longest(text, number.end + 1);
  if (range && !parseDay(text, range.end)) return undefined;
  return withTime(text, number.end + 1, dayOf(NO_YEAR, undefined, undefined, number.value));
}

/** 上半年, 三季度, 年底 without a year: of the year of the document. */
function parseLonePart(text: string, at: number): ParsedPoint | undefined {
  const relative = { of: 'year', offset: 0 } as const;
  const half = halves.longest(text, at);
  if (half) return { point: assumedPoint(relative, half.value), end: half.end };
  // 前三季度 without a year is three quarters long, as 前6个月 is six months.
  const quarter = isOneOf(text, at, '前') || (isOneOf(text, at - 1, '前头') && text[at] !== '第') ? undefined : parseQuarter(text, at);
  if (quarter) return { point: assumedPoint(relative, quarter.code), end: quarter.end };
  const part = bareYearParts.longest(text, at);
  if (!part || isOneOf(text, at - 1, '每本年月今去明前后当次近周岁历个') || isOneOf(text, part.end, '期级步奖分一二三四五六七八九十')) return undefined;
  return { point: assumedPoint(text[at] === '月' ? { of: 'month', offset: 0 } : relative), end: part.end };
}
