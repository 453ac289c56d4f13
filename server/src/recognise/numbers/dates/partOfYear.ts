import { isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import { bareYearParts, halves, seasons, yearParts } from '../lexicon';
import { numeralBeginnings } from '../numerals/numeral';
import { assumedPoint, codedPoint, type CalendarPoint, type ParsedPoint } from './calendarPoint';
import { parseMonth, partStands } from './monthAndDay';
import { parseQuarter, periodCode } from './quarter';

/** Halves, quarters, seasons and months of a year, behind it or by themselves. */

/** What may follow a year: half, quarter, season, month and day, 初, 底, 年度, 同期. */
export function withinYear(text: string, at: number, year: CalendarPoint): ParsedPoint {
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

/** 上半年, 三季度, 年底 without a year: of the year of the document. */
export function parseLonePart(text: string, at: number): ParsedPoint | undefined {
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
