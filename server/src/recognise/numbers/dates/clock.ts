import { isDigit, isLatin, isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { daytimes, rangeSigns } from '../lexicon';
import { smallInteger } from '../numerals/smallInteger';
import { timedPoint, type CalendarPoint, type ParsedPoint } from './calendarPoint';

/** A time of day: ISO 8601 with a leading T, no finer than it is written. UTF-16 offsets of the reading. */
export interface ClockTime {
  readonly start: number;
  readonly end: number;
  /** `T18:34`. */
  readonly iso: string;
}

const LAST_HOUR = 24;
const MINUTES = 60;
const AFTERNOON = 12;
const QUARTER = 15;

/**
 * The time that begins at the offset: `18:34`, `17:55:23`, `9点25分`, `下午3点半`, `16时40分`; straight after a
 * date also `24时` without more.
 */
export function parseClock(text: string, at: number, afterDate = false): ClockTime | undefined {
  return parseDigital(text, at) ?? parseSpoken(text, at, afterDate);
}

/** Whether the Arabic digits at the offset may be the hour of a time: one or two of them, and behind them what hours are written with. */
export function mayBeHour(text: string, at: number): boolean {
  const end = isDigit(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
  return isOneOf(text, end, ':点时');
}

/** 9时至17时, 8点到10点: whole hours are times where they stand as a range. */
export function parseHourRange(text: string, at: number): { readonly from: ClockTime; readonly to: ClockTime } | undefined {
  const from = parseClock(text, at, true);
  const sign = from && rangeSigns.longest(text, from.end);
  const to = sign && parseClock(text, sign.end, true);
  if (!from || !to) return undefined;
  // 下午2:00—5:00: the second hour is of the same half of the day.
  const isAfternoon = daytimes.longest(text, at)?.value === AFTERNOON && !daytimes.longest(text, to.start) && to.iso < from.iso && Number(to.iso.slice(1, 3)) < AFTERNOON;
  return { from, to: isAfternoon ? { ...to, iso: `T${Number(to.iso.slice(1, 3)) + AFTERNOON}${to.iso.slice(3)}` } : to };
}

/** A day with the time of day that stands after it, or a range of such; the offset is that behind the day. */
export function withTime(text: string, at: number, point: CalendarPoint): ParsedPoint {
  const from = text[at] === 'T' ? at + 1 : skipSpaces(text, at);
  const hours = parseHourRange(text, from);
  if (hours) return { point: timedPoint(point, hours.from.iso), end: hours.to.end, to: timedPoint(point, hours.to.iso) };
  const clock = parseClock(text, from, true);
  return clock ? { point: timedPoint(point, clock.iso), end: clock.end } : { point, end: at };
}

const DIGITAL = /(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:])/y;

function parseDigital(text: string, at: number): ClockTime | undefined {
  if (!isDigit(text.charCodeAt(at))) return undefined;
  if (text[at + 1] !== ':' && text[at + 2] !== ':') return undefined;
  DIGITAL.lastIndex = at;
  const found = DIGITAL.exec(text);
  if (!found || Number(found[1]) > LAST_HOUR) return undefined;
  const end = at + found[0].length;
  if (isLatin(text.charCodeAt(end))) return undefined;
  return { start: at, end, iso: formatTime(Number(found[1]), Number(found[2]), found[3] === undefined ? undefined : Number(found[3])) };
}

function parseSpoken(text: string, at: number, afterDate: boolean): ClockTime | undefined {
  const part = daytimes.longest(text, at);
  const from = part?.end ?? at;
  const digital = part ? parseDigital(text, from) : undefined;
  const isAfternoon = part !== undefined && part.value === AFTERNOON;
  if (digital) {
    const [hour, ...rest] = digital.iso.slice(1).split(':').map(Number);
    return { start: at, end: digital.end, iso: formatTime(shifted(hour as number, isAfternoon), rest[0], rest[1]) };
  }
  const hour = smallInteger(text, from);
  if (!hour || hour.value > LAST_HOUR) return undefined;
  const sign = text[hour.end];
  if (sign !== '点' && sign !== '时') return undefined;
  let end = hour.end + 1;
  const next = text[end];
  if ((sign === '点' || part) && next === '半') return { start: at, end: end + 1, iso: formatTime(shifted(hour.value, isAfternoon), MINUTES / 2) };
  if ((sign === '点' || part) && (next === '整' || next === '钟')) return { start: at, end: end + 1, iso: formatTime(shifted(hour.value, isAfternoon), 0) };
  const minute = smallInteger(text, end);
  if (minute && minute.value < MINUTES && text[minute.end] === '刻' && sign === '点') return { start: at, end: minute.end + 1, iso: formatTime(shifted(hour.value, isAfternoon), minute.value * QUARTER) };
  const hasMinute = minute && minute.value < MINUTES && text[minute.end] === '分' && text[minute.end + 1] !== '之' && text[minute.end + 1] !== '钱';
  // 7时许, 3点左右, 12时整: no length of time.
  if (!hasMinute && isMoment(text, end)) return { start: at, end: next === '整' ? end + 1 : end, iso: formatTime(shifted(hour.value, isAfternoon), sign === '点' ? 0 : undefined) };
  if (!hasMinute) return part || (afterDate && (sign === '时' || !smallInteger(text, end))) ? { start: at, end, iso: formatTime(shifted(hour.value, isAfternoon), sign === '点' ? 0 : undefined) } : undefined;
  end = minute.end + 1;
  const second = smallInteger(text, end);
  if (second && second.value < MINUTES && text[second.end] === '秒') {
    return { start: at, end: second.end + 1, iso: formatTime(shifted(hour.value, isAfternoon), minute.value, second.value) };
  }
  return { start: at, end, iso: formatTime(shifted(hour.value, isAfternoon), minute.value) };
}

/** 下午3点 is 15 o'clock. */
function shifted(hour: number, isAfternoon: boolean): number {
  return isAfternoon && hour < AFTERNOON ? hour + AFTERNOON : hour;
}

function isMoment(text: string, at: number): boolean {
  return isOneOf(text, at, '许整') || standsAt(text, at, '左右') || standsAt(text, at, '前后');
}

function formatTime(hour: number, minute?: number, second?: number): string {
  return `T${pad(hour)}${minute === undefined ? '' : `:${pad(minute)}`}${second === undefined ? '' : `:${pad(second)}`}`;
}

function pad(part: number): string {
  return part < 10 ? `0${part}` : String(part);
}
