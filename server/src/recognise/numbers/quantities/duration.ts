import { isDigit, isOneOf, skipSpaces } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { parseNumeral } from '../numerals/parseNumeral';
import { product } from '../product';
import type { Unit } from '../units';
import { moreAfter } from './afterUnit';
import { valued, written, type Element } from './element';

/** Lengths of time: of several parts, with a half, and their value in ISO 8601. */

const PART_ORDER = ['Y', 'M', 'W', 'D', 'TH', 'TM', 'TS'];

/** 3个小时15分钟30秒, 一年零三个月, 三年半, 三年多. */
export function durationParts(text: string, first: Element, grammar: Grammar): Element {
  const parts: { readonly amount: number; readonly unit: Unit }[] = [{ amount: first.lo, unit: first.unit as Unit }];
  let end = first.end;
  if (first.lo === first.hi && !first.more && !first.about) {
    for (;;) {
      const from = isOneOf(text, end, '零又') ? end + 1 : end;
      const next = parseNumeral(text, from, grammar);
      if (!next || next.vague || next.paired || next.loneScale || next.digitRow || next.more) break;
      const last = parts[parts.length - 1] as (typeof parts)[number];
      const unit = clockPart(text, next.end, last.unit, grammar) ?? grammar.units.longest(text, skipSpaces(text, next.end), ({ kind }) => kind === 'duration');
      if (!unit || PART_ORDER.indexOf(unit.value.iso as string) <= PART_ORDER.indexOf(last.unit.iso as string) || unit.value.times !== 1) break;
      // 2024年3天 would be a date and a span; a year that is a span is small.
      parts.push({ amount: next.lo, unit: unit.value });
      end = unit.end;
    }
  }
  const last = parts[parts.length - 1] as (typeof parts)[number];
  const hundredths = last.unit.iso === 'TS' && last.unit.times === 1 && first.lo === first.hi && Number.isInteger(last.amount) ? hundredthsAfter(text, end) : undefined;
  if (hundredths) {
    parts[parts.length - 1] = { ...last, amount: product(last.amount + hundredths.value) };
    return written(first, hundredths.end, isoOfParts(parts));
  }
  if (parts.length > 1) return written(first, end, isoOfParts(parts));
  if (text[end] === '半' && !isOneOf(text, end + 1, '导径途夜') && first.lo === first.hi && !first.more) {
    const unit = first.unit as Unit;
    if (unit.iso === 'Y' && unit.times === 1) return written(first, end + 1, `P${first.lo}Y6M`);
    return valued(first, end + 1, first.lo + 0.5, first.hi + 0.5);
  }
  return moreAfter(text, first);
}

/** The 37 of 11秒37, as times of a race are written. */
function hundredthsAfter(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  if (!isDigit(text.charCodeAt(at)) || !isDigit(text.charCodeAt(at + 1)) || isDigit(text.charCodeAt(at + 2)) || isOneOf(text, at + 2, '.%/年月个')) return undefined;
  return { value: Number(text.slice(at, at + 2)) / 100, end: at + 2 };
}

/** The unit that 个 would stand before: 月 of 三个多月, 小时 of 一个半小时. */
export function measuredWord(text: string, at: number, grammar: Grammar): { readonly value: Unit; readonly end: number } | undefined {
  const month = text[at] === '月' ? grammar.units.longest('个月', 0) : undefined;
  if (month) return { value: month.value, end: at + 1 };
  return grammar.units.longest(text, at, ({ kind }) => kind === 'duration');
}

/** The 分 of 一分三十秒 is a minute. */
export function minutesBeforeSeconds(text: string, at: number, grammar: Grammar): Unit | undefined {
  if (text[at] !== '分') return undefined;
  const seconds = parseNumeral(text, at + 1, grammar);
  return seconds && text[seconds.end] === '秒' ? grammar.units.named('分钟') : undefined;
}

function clockPart(text: string, at: number, last: Unit, grammar: Grammar): { readonly value: Unit; readonly end: number } | undefined {
  if (text[at] !== '分' || text[at + 1] === '钟' || last.iso !== 'TH') return undefined;
  const minute = grammar.units.longest('分钟', 0);
  return minute && { value: minute.value, end: at + 1 };
}

function isoOfParts(parts: readonly { readonly amount: number; readonly unit: Unit }[]): string {
  let date = '';
  let time = '';
  for (const { amount, unit } of parts) {
    if (unit.iso?.startsWith('T')) time += `${amount}${unit.iso.slice(1)}`;
    else date += `${amount}${unit.iso}`;
  }
  return `P${date}${time ? `T${time}` : ''}`;
}

/** ISO 8601 of an amount of a duration unit: `P50Y`, `PT1.5H`. */
export function isoDuration(amount: number, unit: Unit): string {
  const exact = amount * (unit.times ?? 1);
  const value = Number.isInteger(exact) && Math.abs(exact) < 1e12 ? exact : Number(exact.toPrecision(12));
  const iso = unit.iso ?? 'D';
  return iso.startsWith('T') ? `PT${decimal(value)}${iso.slice(1)}` : `P${decimal(value)}${iso}`;
}

function decimal(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(12).replace(/0+$/, '') : text;
}
