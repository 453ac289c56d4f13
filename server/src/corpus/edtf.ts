/**
 * Extended Date/Time Format (ISO 8601-2, https://www.loc.gov/standards/datetime/), as far as the date of a
 * document needs it: level 0 dates and intervals; of level 1 qualification (`?`, `~`, `%`), unspecified digits,
 * years beyond four digits, seasons, open and unknown ends of an interval; and `XXXX-MM-DD`, a day without a year.
 */

/** Whether a string is a date or an interval in that form. Times of day are not taken. */
export function isEdtf(value: string): boolean {
  const parts = value.split('/');
  if (parts.length === 1) return isDate(value);
  if (parts.length !== 2) return false;
  const [start, end] = parts as [string, string];
  // At least one end must say something (level 1 knows `2004/..` and `../2004`, `2004/` and `/2004`).
  const open = (part: string): boolean => part === '' || part === '..';
  if (open(start) && open(end)) return false;
  if (!(open(start) || isDate(start)) || !(open(end) || isDate(end))) return false;
  return open(start) || open(end) || earliest(start) <= earliest(end);
}

const LONG_YEAR = /^Y-?[1-9]\d{4,}$/;
const DATE = /^(-?)(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[?~%]?$/;

function isDate(value: string): boolean {
  if (LONG_YEAR.test(value)) return true;
  const match = DATE.exec(value);
  if (!match) return false;
  const [, sign, year, month, day] = match as unknown as [string, string, string, string | undefined, string | undefined];
  if (sign === '-' && year === '0000') return false;
  if (month === undefined) return year !== 'XXXX';
  // Year digits may be open only when nothing more exact follows, but for the day of an unknown year.
  if (year.includes('X') && year !== 'XXXX') return false;
  if (year === 'XXXX') return month !== 'XX' && isMonth(month) && (day === undefined || isDay(day, month, undefined));
  if (day === undefined) return month === 'XX' || isMonth(month) || isSeason(month);
  if (month === 'XX') return day === 'XX';
  return isMonth(month) && isDay(day, month, Number(`${sign}${year}`));
}

function isMonth(month: string): boolean {
  return month >= '01' && month <= '12';
}

/** Level 1: 21 spring, 22 summer, 23 autumn, 24 winter. */
function isSeason(month: string): boolean {
  return month >= '21' && month <= '24';
}

function isDay(day: string, month: string, year: number | undefined): boolean {
  if (day === 'XX') return true;
  const leap = year === undefined || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
  const days = month === '02' ? (leap ? 29 : 28) : ['04', '06', '09', '11'].includes(month) ? 30 : 31;
  return Number(day) >= 1 && Number(day) <= days;
}

/** A number that grows with the first day that a date may mean, to compare the ends of an interval. */
function earliest(value: string): number {
  if (value.startsWith('Y')) return Number(value.slice(1)) * 10_000;
  const negative = value.startsWith('-');
  const digits = value.replace(/^-/, '').replace(/[?~%]$/, '').replaceAll('X', '0').split('-').map(Number);
  const [year = 0, month = 0, day = 0] = digits;
  return (negative ? -year : year) * 10_000 + month * 100 + day;
}
