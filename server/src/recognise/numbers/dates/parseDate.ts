import { isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { DocumentDate, NumberValue } from '../../tags';
import { before, rangeSigns } from '../lexicon';
import { copyOf, dayOf, formatPoint, hasYear, resolvePoint, type CalendarPoint, type ParsedPoint } from './calendarPoint';
import { parsePoint } from './parsePoint';
import { parseRepublicYear } from './year';

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
