import type { NumberValue } from '../../recognise/tags';

/** Values as they are written out in the language of the reader (BCP 47). What has no plain form is given as it is. */

/** All digits, in groups: `230,000,000,000`. */
function writtenNumber(value: number, locale: string): string {
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
  if (lo !== undefined && hi !== undefined) return writtenRange(lo, hi, locale);
  if (lo !== undefined) return `≥ ${writtenBound(lo, locale)}`;
  if (hi !== undefined) return `≤ ${writtenBound(hi, locale)}`;
  return undefined;
}

/** `1,000–2,000`; durations of one unit name it once, `50–60 years`. */
function writtenRange(lo: number | string, hi: number | string, locale: string): string {
  const [from, to] = [lo, hi].map((bound) => (typeof bound === 'string' ? onlyUnit(bound) : undefined));
  if (!from || !to || from.unit !== to.unit) return `${writtenBound(lo, locale)}–${writtenBound(hi, locale)}`;
  return new Intl.NumberFormat(locale, { style: 'unit', unit: from.unit, unitDisplay: 'long', maximumFractionDigits: 6 }).formatRange(from.amount, to.amount);
}

/**
 * A calendar date in EDTF (ISO 8601-2) in words: years, months, days, times of a day, approximate ones, and intervals
 * of them; decades and centuries as the years they take in, other forms as they are.
 */
export function writtenDate(edtf: string, locale: string): string {
  const ends = edtf.split('/');
  if (ends.length > 1) return ends.length === 2 && ends.every(isWritten) ? ends.map((end) => writtenDate(end, locale)).join(' – ') : edtf;
  if (edtf.endsWith('~') && isWritten(edtf)) return `≈ ${writtenDate(edtf.slice(0, -1), locale)}`;
  if (YEARS.test(edtf)) return `${edtf.replaceAll('X', '0')}–${edtf.replaceAll('X', '9')}`;
  const match = PLAIN_DATE.exec(edtf);
  if (!match) return edtf;
  const [, year = '', month, day, hour, minute] = match;
  // Month and day of an unknown year: any leap year has all of them.
  const known = year !== 'XXXX';
  const date = new Date(0);
  date.setUTCFullYear(known ? Number(year) : 2000, month ? Number(month) - 1 : 0, day ? Number(day) : 1);
  date.setUTCHours(Number(hour ?? 0), Number(minute ?? 0));
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    calendar: 'gregory',
    ...(known ? { year: 'numeric' } : {}),
    ...(month ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
    ...(hour ? { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' } : {}),
  }).format(date);
}

const PLAIN_DATE = /^(\d{4}|XXXX(?=-))(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T([01]\d|2[0-3]):([0-5]\d)(?::\d\d)?)?)?)?$/;
/** Decades (`199X`) and centuries (`19XX`). */
const YEARS = /^\d{2}(?:\dX|XX)$/;

function isWritten(edtf: string): boolean {
  const plain = edtf.replace(/~$/, '');
  return PLAIN_DATE.test(plain) || YEARS.test(plain);
}

const DURATION = /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/;
const DURATION_UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;

/** The unit and amount of a duration that has one unit alone. */
function onlyUnit(iso: string): { readonly unit: (typeof DURATION_UNITS)[number]; readonly amount: number } | undefined {
  const parts = DURATION.exec(iso)?.slice(1) ?? [];
  const present = DURATION_UNITS.flatMap((unit, i) => (parts[i] === undefined ? [] : [{ unit, amount: Number(parts[i]) }]));
  return present.length === 1 ? present[0] : undefined;
}

/** A duration in ISO 8601 form, `P2Y6M` as 2 years 6 months. */
export function writtenDuration(iso: string, locale: string): string {
  const parts = DURATION.exec(iso)?.slice(1) ?? [];
  const written = DURATION_UNITS.flatMap((unit, i) => {
    const amount = parts[i];
    return amount === undefined ? [] : [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 6 }).format(Number(amount))];
  });
  return written.length > 0 ? written.join(' ') : iso;
}
