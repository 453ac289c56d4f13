import type { DocumentDate } from '../../tags';

/** A point in calendar time as written, before it is resolved. */
export interface CalendarPoint {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  /** EDTF code of a season, quarter or half (21…41) in the place of the month. */
  readonly code?: number;
  /** Last code of a stretch of quarters. */
  readonly untilCode?: number;
  /** 19 for the years 19XX; -3 for the third century before our era. */
  readonly century?: number;
  /** 199 for the years 199X. */
  readonly decade?: number;
  /** 9 for the nineties of a century that is not said. */
  readonly decadeOfCentury?: number;
  /** Monday is 0; with a relative week. */
  readonly weekday?: number;
  /** `T10:10`. */
  readonly time?: string;
  /** What the point is relative to, and how far; `unknown` where the text speaks of a time it named before. */
  readonly relative?: { readonly of: 'year' | 'month' | 'day' | 'week' | 'century' | 'unknown'; readonly offset: number } | undefined;
  /** No word says what it is relative to (上半年, 年底): the year is taken from what stands before or from the document. */
  readonly assumed?: boolean;
  /** A resolved week: its days in EDTF. */
  readonly days?: string;
}

// All points have one shape, as every date asks its point for most fields: a point is made here, or as a copy of another with some
// fields changed, never by a spread, which makes a shape of its own wherever it stands.

type Draft = { -readonly [K in keyof CalendarPoint]: CalendarPoint[K] };

/** A copy, to be changed before anybody else has it. */
export function copyOf({ year, month, day, code, untilCode, century, decade, decadeOfCentury, weekday, time, relative, assumed, days }: CalendarPoint): Draft {
  return { year, month, day, code, untilCode, century, decade, decadeOfCentury, weekday, time, relative, assumed, days };
}

/** Of which nothing is known. */
export const NO_POINT: CalendarPoint = copyOf({});

/** Of whatever fields; the usual ones have functions of their own, as to read them out of objects of many shapes takes time. */
export function pointOf(fields: CalendarPoint): CalendarPoint {
  return copyOf(fields);
}

/** A year, its month, a day in it, as far as they are known; those that are not given are those of the other point. */
export function dayOf(point: CalendarPoint, year: number | undefined, month = point.month, day = point.day): CalendarPoint {
  const changed = copyOf(point);
  changed.year = year;
  changed.month = month;
  changed.day = day;
  return changed;
}

/** What is relative to another time and says no more of itself. */
export function relativePoint(relative: CalendarPoint['relative']): CalendarPoint {
  const point = copyOf(NO_POINT);
  point.relative = relative;
  return point;
}

/** A time whose year or month no word says, with the code of a part of it: see {@link CalendarPoint.assumed}. */
export function assumedPoint(relative: CalendarPoint['relative'], code?: number): CalendarPoint {
  const point = copyOf(NO_POINT);
  point.relative = relative;
  point.assumed = true;
  point.code = code;
  return point;
}

/** A year by itself. */
export function yearOf(year: number): CalendarPoint {
  return dayOf(NO_POINT, year);
}

/** The point with a season, quarter or half in the place of its month, or several quarters. */
export function codedPoint(point: CalendarPoint, code: number, untilCode?: number): CalendarPoint {
  const changed = copyOf(point);
  changed.code = code;
  changed.untilCode = untilCode;
  return changed;
}

/** The point with a time of day. */
export function timedPoint(point: CalendarPoint, time: string): CalendarPoint {
  const changed = copyOf(point);
  changed.time = time;
  return changed;
}

/** Whether a year, decade or century is named. */
export function hasYear(point: CalendarPoint): boolean {
  return point.year !== undefined || point.century !== undefined || point.decade !== undefined;
}

/** Whether a year, decade or century is named, or what the point is relative to. */
export function hasYearOrRelative(point: CalendarPoint): boolean {
  return hasYear(point) || point.relative !== undefined;
}

function withoutRelation(point: CalendarPoint): CalendarPoint {
  const changed = copyOf(point);
  changed.relative = undefined;
  return changed;
}

/** A point as it was read from a text; offsets are UTF-16 code units of the folded reading. */
export interface ParsedPoint {
  readonly point: CalendarPoint;
  readonly end: number;
  /** For a range inside one expression (2018—2022年, 1-9月): its end. */
  readonly to?: CalendarPoint;
}

const MONTHS = 12;
const DAY_MS = 86_400_000;
const WEEK = 7;

/**
 * Fills in what a relative or partial point takes from the date of the document. Without a date, or with
 * one too coarse for the question, the point is returned as it is. `used` says that the date was used.
 */
export function resolvePoint(point: CalendarPoint, date: DocumentDate | undefined): { readonly point: CalendarPoint; readonly used: boolean } {
  const base = date ? partsOf(date) : undefined;
  if (!point.relative) {
    // 5月24日 in a document of June 2024: the year of the document, unless that lies ahead of it.
    if (!base || point.year !== undefined || (point.month === undefined && point.day === undefined)) return { point, used: false };
    // 15日 in a text dated the 20th: the same month.
    if (point.month === undefined) {
      const isPast = base.month !== undefined && base.day !== undefined && (point.day as number) <= base.day;
      return isPast ? { point: dayOf(point, base.year, base.month), used: true } : { point, used: false };
    }
    return isAfter(point, base) ? { point, used: false } : { point: dayOf(point, base.year), used: true };
  }
  const { relative } = point;
  const rest = withoutRelation(point);
  // 昨(17)日 says itself which day it is.
  if (relative.of === 'day' && point.day !== undefined) {
    const found = base?.month !== undefined && base.day !== undefined ? fromDays(toDays(base.year, base.month, base.day) + relative.offset) : undefined;
    return found?.day === point.day ? { point: dayOf(rest, found.year, found.month, found.day), used: true } : { point: rest, used: false };
  }
  const unchanged = { point, used: false };
  if (!base) return unchanged;
  switch (relative.of) {
    case 'unknown':
      return unchanged;
    case 'year':
      return resolved(dayOf(rest, base.year + relative.offset));
    case 'century': {
      const century = Math.floor(base.year / 100) + relative.offset;
      if (rest.decadeOfCentury !== undefined) return resolved(pointOf({ decade: century * 10 + rest.decadeOfCentury }));
      const ofCentury = copyOf(rest);
      ofCentury.century = century;
      return resolved(ofCentury);
    }
    case 'month': {
      if (base.month === undefined) return unchanged;
      const months = base.year * MONTHS + base.month - 1 + relative.offset;
      return resolved(dayOf(rest, Math.floor(months / MONTHS), (months % MONTHS) + 1));
    }
    case 'day': {
      if (base.month === undefined || base.day === undefined) return unchanged;
      const found = fromDays(toDays(base.year, base.month, base.day) + relative.offset);
      return resolved(dayOf(rest, found.year, found.month, found.day));
    }
    case 'week': {
      if (base.month === undefined || base.day === undefined) return unchanged;
      const today = toDays(base.year, base.month, base.day);
      // 1 January 1970 was a Thursday: Monday is 0.
      const monday = today - ((today + 3) % WEEK) + relative.offset * WEEK;
      if (rest.weekday !== undefined) return resolved(pointOf(fromDays(monday + rest.weekday)));
      return resolved(pointOf({ days: `${formatPoint(fromDays(monday))}/${formatPoint(fromDays(monday + WEEK - 1))}` }));
    }
  }
}

function resolved(point: CalendarPoint): { readonly point: CalendarPoint; readonly used: boolean } {
  return { point, used: true };
}

/** EDTF of a point; null when it is relative and stays unresolved. Digits that are not known are X. */
export function formatPoint(point: CalendarPoint): string | null {
  if (point.relative) return null;
  if (point.days !== undefined) return point.days;
  if (point.decade !== undefined) return `${String(point.decade).padStart(3, '0')}X`;
  if (point.decadeOfCentury !== undefined) return `XX${point.decadeOfCentury}X`;
  if (point.century !== undefined) return point.century < 0 ? `-${pad(-point.century - 1)}XX` : `${pad(point.century)}XX`;
  const year = formatYear(point.year);
  if (point.untilCode !== undefined && point.code !== undefined) return `${year}-01/${year}-${pad((point.untilCode - 32) * 3)}`;
  if (point.code !== undefined) return `${year}-${point.code}`;
  if (point.month === undefined && point.day === undefined) return year;
  const month = `${year}-${point.month === undefined ? 'XX' : pad(point.month)}`;
  return point.day === undefined ? month : `${month}-${pad(point.day)}${point.time ?? ''}`;
}

function formatYear(year: number | undefined): string {
  if (year === undefined) return 'XXXX';
  if (year > 999 && year <= LARGEST_PLAIN_YEAR) return String(year);
  if (Math.abs(year) > LARGEST_PLAIN_YEAR) return `Y${year}`;
  return year < 0 ? `-${String(-year).padStart(4, '0')}` : String(year).padStart(4, '0');
}

/** Years of more digits have a Y before them in EDTF. */
const LARGEST_PLAIN_YEAR = 9999;

function pad(number: number): string {
  return number >= 0 && number < 10 ? `0${number}` : String(number);
}

interface Parts {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

const known = new WeakMap<DocumentDate, Parts>();

/** Year, month and day of the date of a document; read once, as every date of the text asks for them. */
function partsOf(date: DocumentDate): Parts | undefined {
  const before = known.get(date);
  if (before) return before;
  const found = parts(date.edtf);
  if (found) known.set(date, found);
  return found;
}

function parts(edtf: string): Parts | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(edtf);
  if (!match) return undefined;
  const month = match[2] === undefined ? undefined : Number(match[2]);
  // Above 12 stand the codes of seasons and quarters.
  const isMonth = month !== undefined && month >= 1 && month <= MONTHS;
  return { year: Number(match[1]), month: isMonth ? month : undefined, day: isMonth && match[3] !== undefined ? Number(match[3]) : undefined };
}

function isAfter(point: CalendarPoint, base: Parts): boolean {
  if (base.month === undefined) return true;
  const month = point.month ?? 1;
  if (month !== base.month) return month > base.month;
  return point.day !== undefined && base.day !== undefined && point.day > base.day;
}

function toDays(year: number, month: number, day: number): number {
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

function fromDays(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
