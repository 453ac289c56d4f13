import { isDigit, isOneOf, standsAt } from '../../../text/characters';
import { monthParts, relativeWords } from '../lexicon';
import { smallInteger } from '../numerals/smallInteger';
import { dayOf, pointOf, relativePoint, type ParsedPoint } from './calendarPoint';
import { withinCentury } from './century';
import { withTime } from './clock';
import { LARGEST_DAY, parseDay } from './monthAndDay';
import { withinYear } from './partOfYear';

/** Dates by the day of writing: relative words, days of the week, 昨(17)日. */

/** 今年, 去年9月, 上个月底, 昨天下午3点, 下周三, 上世纪90年代, 同期. */
export function parseRelative(text: string, at: number): ParsedPoint | undefined {
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

const DAYS_OFF: Readonly<Record<string, number>> = { 前: -2, 昨: -1, 今: 0, 明: 1 };

/** 昨(17)日. */
export function parseGlossedDay(text: string, at: number): ParsedPoint | undefined {
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
export function parseWeekday(text: string, at: number): ParsedPoint | undefined {
  const word = isOneOf(text, at, '周星礼') ? WEEK_WORDS.find((candidate) => standsAt(text, at, candidate)) : undefined;
  if (word === undefined || isOneOf(text, at + word.length, WEEKDAYS) === false) return undefined;
  const end = at + word.length + 1;
  if (isOneOf(text, at - 1, '每逢个各双单四几数多半整第') || isDigit(text.charCodeAt(at - 1)) || isOneOf(text, at - 1, '一二两三五六七八九十百')) return undefined;
  if (EVERY_WEEK.test(text.slice(Math.max(0, at - 16), at))) return undefined;
  // 周一围 is a name, 一周一次 a rate, 周三十五 no day.
  if (word === '周' && isOneOf(text, end, '围鸣贤多福次个名位人年般起边带圈岁十百千万')) return undefined;
  return withTime(text, end, relativePoint({ of: 'unknown', offset: 0 }));
}
