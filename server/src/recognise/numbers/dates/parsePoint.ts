import { isDigit, isOneOf } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import { rangeSigns } from '../lexicon';
import { beginsNumeral } from '../numerals/numeral';
import { NO_POINT, type ParsedPoint } from './calendarPoint';
import { parseCentury } from './century';
import { parseLoneDay, parseMonth } from './monthAndDay';
import { parseNumeric } from './numericDate';
import { parseLonePart } from './partOfYear';
import { parseCodedPeriod } from './quarter';
import { parseGlossedDay, parseRelative, parseWeekday } from './relativeDate';
import { parseYear } from './year';

/** One point in calendar time, or a range written as one (2018—2022年). */
export function parsePoint(text: string, at: number): ParsedPoint | undefined {
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
      return parseMonth(text, at, NO_POINT);
    case '日':
      return parseLoneDay(text, at);
    case '季':
      return parseLonePart(text, at);
    default:
      return parseCentury(text, at) ?? parseYear(text, at) ?? parseMonth(text, at, NO_POINT) ?? parseLoneDay(text, at);
  }
}

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
