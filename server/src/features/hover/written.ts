import type { NumberValue } from '../../recognise/tags';

/** Values as they are written out in the language of the reader (BCP 47). What has no plain form is given as it is. */

/** All digits, in groups: `230,000,000,000`. */
export function writtenNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 20 }).format(value);
}

/** Large numbers as they are said, `2300亿` or `230 billion`; undefined for small ones. */
export function spokenNumber(value: number, locale: string): string | undefined {
  if (Math.abs(value) < 10_000) return undefined;
  return new Intl.NumberFormat(locale, { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 6 }).format(value);
}

/** A number; a duration in ISO 8601 form. */
export function writtenBound(bound: number | string, locale: string): string {
  return typeof bound === 'number' ? writtenNumber(bound, locale) : writtenDuration(bound, locale);
}

/** `amount`, `lo–hi`, `≥ lo` or `≤ hi`. */
export function writtenAmount({ num, lo, hi }: NumberValue, locale: string): string | undefined {
  if (num !== undefined) return writtenNumber(num, locale);
  if (lo !== undefined && hi !== undefined) return `${writtenBound(lo, locale)}–${writtenBound(hi, locale)}`;
  if (lo !== undefined) return `≥ ${writtenBound(lo, locale)}`;
  if (hi !== undefined) return `≤ ${writtenBound(hi, locale)}`;
  return undefined;
}

/** A calendar date in EDTF (ISO 8601-2): years, months, days and intervals of them in words, other forms as they are. */
export function writtenDate(edtf: string, locale: string): string {
  const ends = edtf.split('/');
  if (ends.length === 2) return ends.every((end) => PLAIN_DATE.test(end)) ? ends.map((end) => writtenDate(end, locale)).join(' – ') : edtf;
  const match = PLAIN_DATE.exec(edtf);
  if (!match) return edtf;
  const [, year = '', month, day] = match;
  // Month and day of an unknown year: any leap year has all of them.
  const known = year !== 'XXXX';
  const date = new Date(0);
  date.setUTCFullYear(known ? Number(year) : 2000, month ? Number(month) - 1 : 0, day ? Number(day) : 1);
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    calendar: 'gregory',
    ...(known ? { year: 'numeric' } : {}),
    ...(month ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
  }).format(date);
}

const PLAIN_DATE = /^(\d{4}|XXXX(?=-))(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?$/;

const DURATION = /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/;
const DURATION_UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

/** A duration in ISO 8601 form, `P2Y6M` as 2 years 6 months. */
export function writtenDuration(iso: string, locale: string): string {
  const parts = DURATION.exec(iso)?.slice(1) ?? [];
  const written = DURATION_UNITS.flatMap((unit, i) => {
    const amount = parts[i];
    return amount === undefined ? [] : [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 6 }).format(Number(amount))];
  });
  return written.length > 0 ? written.join(' ') : iso;
}
