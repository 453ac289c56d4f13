import { isDigit, isLatin, isOneOf } from '../../../text/characters';
import { dayOf, NO_POINT, type ParsedPoint } from './calendarPoint';
import { withTime } from './clock';
import { LARGEST_DAY, LARGEST_MONTH } from './monthAndDay';

const NUMERIC = [
  /(?<y>1\d{3}|20\d{2})[-./](?<m>\d{1,2})[-./](?<d>\d{1,2})(?=\d{2}:\d{2}|[^\d]|$)(?![-./]\d)/y,
  /(?<y>1\d{3}|20\d{2}) (?<m>\d{2}) (?<d>\d{2})(?!\d| \d)/y,
  /(?<y>19\d{2}|20\d{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\d|3[01])(?=\d{1,2}:\d{2}|[^\d]|$)/y,
  /(?<y>1\d{3}|20\d{2})[./](?<m>0[1-9]|1[0-2])[-—~](?<y2>1\d{3}|20\d{2})[./](?<m2>0[1-9]|1[0-2])(?!\d)/y,
  /(?<y>19\d{2}|20\d{2})-(?<m>0[1-9]|1[0-2])(?![\d.])(?!-\d)/y,
];

/** `2024-03-11`, `2024/3/11`, `20240311`, `1999.08-2002.02`, each with a time of day after it. */
export function parseNumeric(text: string, at: number): ParsedPoint | undefined {
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
    const point = dayOf(NO_POINT, Number(groups.y), month, day);
    if (groups.y2 !== undefined) return { point, end, to: dayOf(NO_POINT, Number(groups.y2), Number(groups.m2)) };
    return day === undefined ? { point, end } : withTime(text, end, point);
  }
  return undefined;
}
