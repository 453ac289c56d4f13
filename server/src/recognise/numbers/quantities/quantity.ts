import { isBreak, isDigit, isHan, isLatin, isOneOf, skipSpaces, skipSpacesBack, standsAt } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { NumberKind, NumberValue } from '../../tags';
import { countsSomething, isLabelled } from '../context';
import type { Grammar } from '../grammar';
import { after, before, rangeSigns, type Affix, type Bound } from '../lexicon';
import type { Numeral } from '../numerals/numeral';
import { product } from '../product';
import type { Match } from '../trie';
import type { Unit, UnitTable } from '../units';
import { isoDuration } from './duration';
import { copyOf, type Element } from './element';
import { parseElement } from './parseElement';
import { PERIODS } from './rate';

export interface QuantityMatch {
  readonly start: number;
  readonly end: number;
  readonly kind: NumberKind;
  readonly value: NumberValue;
}

/** A quantity with what stands directly against it. */
export interface Quantity {
  readonly start: number;
  readonly end: number;
  readonly first: Element;
  /** The upper end of a range. */
  readonly second: Element | undefined;
  readonly before: Bound | undefined;
  readonly after: Bound | undefined;
}

/**
 * The quantity that begins at the offset of a folded reading: an approximator or bound, one element or a
 * range of two, and a bound after it; undefined when nothing begins there or what begins counts nothing.
 */
export function parseQuantity(text: string, at: number, grammar: Grammar): QuantityMatch | undefined {
  const prefix = before.mayStartAt(text, at) ? prefixAt(text, at) : undefined;
  const from = prefix ? skipSpaces(text, prefix.end) : at;
  const first = parseElement(text, from, grammar);
  if (!first || (prefix && !prefixFits(text, at, prefix.value, first))) return undefined;
  // What joins a second number to the first is seen at the character after it, which nearly always joins none.
  const isJoined = JOINS.hasAt(text, first.end);
  const range = isJoined ? (parseRange(text, first, grammar) ?? between(text, at, first, grammar)) : undefined;
  const shared = !isJoined || range || prefix ? undefined : sharedUnit(text, first, grammar);
  if (shared) return { start: at, end: first.end, kind: shared.kind, value: valueOf({ start: at, end: first.end, first: shared, second: undefined, before: undefined, after: undefined }) };
  const last = range?.second ?? first;
  const suffix = first.kind !== 'ordinal' && after.mayStartAt(text, last.end) ? suffixAt(text, last.end) : undefined;
  const quantity: Quantity = {
    start: at,
    end: suffix?.end ?? last.end,
    first: range?.first ?? first,
    second: range?.second,
    before: prefix?.value.bound,
    after: suffix?.value,
  };
  if (!countsSomething(text, quantity)) return undefined;
  const per = last.per === undefined && (last.kind === 'money' || last.kind === 'measure') ? perBefore(text, at, grammar.units) : undefined;
  const kind = last.kind === 'cardinal' && isListedOrdinal(text, at) ? 'ordinal' : last.kind;
  const value = valueOf(quantity);
  return { start: quantity.start, end: quantity.end, kind, value: per === undefined ? value : { ...value, per } };
}

/** Signs of ranges and of lists, and the spaces before them. */
export const JOINS = new CodeUnitSet([...rangeSigns.firstUnits(), ...CodeUnitSet.of('、和与及或 \t').units()]);

function prefixAt(text: string, at: number): Match<Affix> | undefined {
  return before.longest(text, at, (affix) => !isOneOf(text, at - 1, affix.notAfter));
}

function suffixAt(text: string, at: number): Match<Bound> | undefined {
  return after.longest(text, at, (_, end) => !isOneOf(text, end, '游文班一手两简称几各问方'));
}

/** Signs of lists; what 第 opens may go on with them. */
export const LISTS = CodeUnitSet.of('、和与及至');

/** The 三轮 of 第二、三轮: a list that 第 opens. */
function isListedOrdinal(text: string, at: number): boolean {
  return LISTS.hasAt(text, at - 1) && /第(?:\d{1,4}|[一二三四五六七八九十百]{1,4})(?:[、和与及至](?:\d{1,4}|[一二三四五六七八九十百]{1,4}))*[、和与及至]$/.test(text.slice(Math.max(0, at - LONGEST_LIST), at));
}

const LONGEST_PER = 4;

/** The 股 of 每股3.2元: what a rate is per, before the number. */
export function perBefore(text: string, at: number, units: UnitTable): string | undefined {
  const end = skipSpacesBack(text, at);
  for (let start = end - 1; start >= end - LONGEST_PER && start > 0; start--) {
    if (text[start - 1] !== '每') continue;
    const word = text.slice(start, end);
    const unit = units.named(word);
    if (unit && (unit.kind === 'measure' || unit.kind === 'classifier' || unit.kind === 'duration')) return unit.name;
    return PERIODS.includes(word) ? word : undefined;
  }
  return undefined;
}

const MANNER_OF_NEARLY = /(?:历时|历经|经过|有|达|了|持续|长|花|用|时隔|已|过去|相隔|积累)$/;
const QUICKLY_BECOMES = /[经都将就有]$/;

function prefixFits(text: string, at: number, affix: Affix, element: Element): boolean {
  if (element.kind === 'ordinal') return false;
  if (affix.needs === 'scale') return element.numeral?.loneScale === true && !standsAt(text, element.start + 1, '分');
  if (affix.needs === 'vague') return element.numeral?.vague === true;
  const word = text[at];
  // 近10年来 is the last ten years, 历时近10年 nearly ten.
  if (word === '近' && element.kind === 'duration') return MANNER_OF_NEARLY.test(text.slice(Math.max(0, at - 2), at)) && text[element.end] !== '来';
  // 近一个时期 is of late, 近一个月 the last month or nearly one.
  if (word === '近' && element.kind === 'cardinal' && element.lo === 1 && element.hi === 1) return false;
  // 快80年了 is nearly eighty years, 快5倍 is five times as fast.
  if (word === '快') return QUICKLY_BECOMES.test(text.slice(Math.max(0, at - 1), at)) || text[element.end] === '了';
  return true;
}

/** 50-60年, 5家-10家, 十八至三十万日元, 第3至5期: `first` takes over the scale and the unit it shares with `second`. */
function parseRange(text: string, first: Element, grammar: Grammar): { readonly first: Element; readonly second: Element } | undefined {
  if (first.numeral?.digitRow || first.iso !== undefined) return undefined;
  const sign = rangeSigns.longest(text, skipSpaces(text, first.end));
  if (!sign) return neighbours(text, first, grammar);
  const at = skipSpaces(text, sign.end);
  // Spaces about a dash only with digits: a dash between clauses has them too.
  if (at > sign.end && !isDigit(text.charCodeAt(at)) && !isOneOf(text, sign.end - 1, '到至')) return undefined;
  const second = parseElement(text, at, grammar);
  if (!second || second.iso !== undefined || second.numeral?.digitRow || second.lo < 0) return undefined;
  if (first.kind === 'ordinal') {
    if (second.kind !== 'ordinal' && second.kind !== 'cardinal') return undefined;
    return first.lo < second.lo && (first.unit === undefined || first.unit === second.unit) ? { first: ofKind(first, 'ordinal', second.unit), second: ofKind(second, 'ordinal', second.unit) } : undefined;
  }
  if (second.kind === 'ordinal') return undefined;
  const isBare = first.unit === undefined && first.kind === 'cardinal';
  if (isBare && second.unit === undefined && second.kind === 'cardinal' && !sign.value && !(first.numeral && first.numeral.exponent > 0) && (first.numeral?.form !== 'arabic' || isHan(text.charCodeAt(second.end)))) return undefined;
  const low = isBare ? scaledLike(first, second) : first;
  if (!isBare && (first.kind !== second.kind || (first.unit?.name !== second.unit?.name && first.prefixed === undefined))) return undefined;
  if (low.lo < second.hi) return isOneOf(text, sign.end - 1, '到至') && isStepOfChange(text, first, second) ? undefined : { first: low, second };
  // Downwards only with a sign (2亿年~6500万年): A到B downwards is a change, two numbers.
  const isSign = !isOneOf(text, sign.end - 1, '到至');
  return isSign && !isBare && low.lo > second.hi ? upwards(low, second) : undefined;
}

/** The range of two ends of which the higher stands first. */
function upwards(high: Element, low: Element): { readonly first: Element; readonly second: Element } {
  const first = copyOf(high);
  first.lo = low.lo;
  const second = copyOf(low);
  second.hi = high.hi;
  return { first, second };
}

function ofKind(element: Element, kind: NumberKind, unit: Unit | undefined): Element {
  const changed = copyOf(element);
  changed.kind = kind;
  changed.unit = unit;
  return changed;
}

/** How many times as much what a change has led to is at least than the change, where 至 stands between the two. */
const LEAST_REST = 4;

/** 下降200万至1500万: by how much it fell and to where, which no range would span. */
function isStepOfChange(text: string, first: Element, second: Element): boolean {
  if (first.kind === 'percent' || second.lo < LEAST_REST * first.hi || (first.unit === undefined && !(first.numeral && first.numeral.exponent > 0))) return false;
  const end = text[first.start - 1] === '了' ? first.start - 1 : first.start;
  return isOneOf(text, end - 1, '降少跌落减增升涨加长高');
}

/** 介于3%和5%之间: the 和 of two ends. */
function between(text: string, at: number, first: Element, grammar: Grammar): { readonly first: Element; readonly second: Element } | undefined {
  if (!isOneOf(text, first.end, '和与') || !isOneOf(text, at - 1, '于在') || first.kind === 'ordinal') return undefined;
  const second = parseElement(text, first.end + 1, grammar);
  if (!second || !standsAt(text, second.end, '之间') || second.kind === 'ordinal' || second.iso !== undefined || first.iso !== undefined) return undefined;
  const isBare = first.unit === undefined && first.kind === 'cardinal';
  const low = isBare ? scaledLike(first, second) : first;
  return low.kind === second.kind && low.unit?.name === second.unit?.name && low.lo < second.hi ? { first: low, second } : undefined;
}

const LIST_SIGNS = '、和与及或';
const LONGEST_LIST = 12;

/**
 * A number that shares the unit at the end of its list: the 3 of 3、5、8年, the 0.9个 of 0.9个和2.8个百分点. The element
 * with that unit and the scale of the last; undefined when no list with a unit follows.
 */
function sharedUnit(text: string, first: Element, grammar: Grammar): Element | undefined {
  const isPart = first.unit?.name === '个';
  if (first.kind !== 'cardinal' || (first.unit !== undefined && !isPart) || !isOneOf(text, first.end, LIST_SIGNS)) return undefined;
  const { numeral } = first;
  if (!numeral || numeral.digitRow || (!isPart && !canShare(text, first.start, numeral))) return undefined;
  let end = first.end;
  for (let i = 0; i < LONGEST_LIST && isOneOf(text, end, LIST_SIGNS); i++) {
    const next = parseElement(text, end + 1, grammar);
    if (!next?.numeral || next.numeral.digitRow || next.iso !== undefined) return undefined;
    const { unit, kind } = next;
    if (isPart ? unit?.name === '个' && kind === 'cardinal' : unit === undefined && kind === 'cardinal') {
      end = next.end;
      continue;
    }
    if (unit === undefined || kind === 'ordinal' || next.prefixed !== undefined || (kind === 'duration' && next.lo >= EARLIEST_YEAR)) return undefined;
    if (isPart) return unit.name === 'pp' || text[next.numeral.end] === '个' && kind === 'duration' ? ofKind(first, kind, unit) : undefined;
    return numeral.form === next.numeral.form || next.numeral.exponent > 0 ? scaledLike(first, next) : undefined;
  }
  return undefined;
}

const EARLIEST_YEAR = 1001;

/** Digits that may begin a list: not the mark of a list, a code, a label or an ordinal. */
function canShare(text: string, start: number, { form }: Numeral): boolean {
  if (form !== 'arabic') return false;
  const back = skipSpacesBack(text, start);
  const before = text.charCodeAt(back - 1);
  if (back === 0 || isBreak(before) || isLatin(before) || isDigit(before) || isOneOf(text, back - 1, '。;(第-./#') || isLabelled(text, back)) return false;
  return !/第\d[\d、和与及]*$/.test(text.slice(Math.max(0, back - LONGEST_LIST), back));
}

/** 七、八年 and 2、3个: two neighbouring digits that mean one or the other. */
function neighbours(text: string, first: Element, grammar: Grammar): { readonly first: Element; readonly second: Element } | undefined {
  if (text[first.end] !== '、' || first.numeral?.form === 'mixed' || first.unit !== undefined || first.kind !== 'cardinal' || first.end - first.start !== 1 || isOneOf(text, first.start - 1, '、第\n') || first.start === 0 || isLabelled(text, first.start)) return undefined;
  const second = parseElement(text, first.end + 1, grammar);
  if (!second || second.unit === undefined || second.iso !== undefined || !isNextDigit(first, second.numeral) || second.kind === 'ordinal') return undefined;
  return { first: scaledLike(first, second), second };
}

/** 四、五万 and 七、八十人: the digit of the second is the next one. */
function isNextDigit(first: Element, numeral: Numeral | undefined): boolean {
  if (!numeral || numeral.length > 3 || numeral.vague || numeral.more) return false;
  return numeral.lo / 10 ** (numeral.exponent > 0 ? numeral.exponent : numeral.smallExponent) === first.lo + 1;
}

/** 十八至三十万 begins at 180,000, 两到三千 at 2000; percent of 成 and subunits apply to both ends. */
function scaledLike(first: Element, second: Element): Element {
  const [a, b]: readonly (Numeral | undefined)[] = [first.numeral, second.numeral];
  let { lo, hi } = first;
  if (a && b && a.exponent === 0) {
    const power = b.exponent > 0 ? b.exponent : a.smallExponent === 0 && b.form !== 'arabic' && a.lo < 10 && b.smallExponent > 0 && b.lo / 10 ** b.smallExponent < 10 && b.length === 2 ? b.smallExponent : 0;
    if (power > 0 && lo * 10 ** power < second.hi) {
      lo = product(lo, 10 ** power);
      hi = product(hi, 10 ** power);
    }
  }
  const times = second.kind === 'percent' || second.unit?.kind === 'subunit' ? (second.unit?.times ?? 1) : 1;
  const scaled = copyOf(first);
  scaled.kind = second.kind;
  scaled.unit = second.unit;
  scaled.lo = product(lo, times);
  scaled.hi = product(hi, times);
  return scaled;
}

type Draft = { -readonly [K in keyof NumberValue]: NumberValue[K] };

/** 多, 超过 and 以上 give a lower bound, 近, 不足 and 以下 an upper one; 约 and 左右 leave the number as it is. */
function valueOf({ first, second, before: prefix, after: suffix }: Quantity): NumberValue {
  const last = second ?? first;
  const isAbout = prefix === 'approx' || suffix === 'approx' || first.about || last.about;
  const isLower = prefix === 'lo' || suffix === 'lo' || last.more || first.more;
  const isUpper = prefix === 'hi' || suffix === 'hi';
  const isRange = second !== undefined || first.lo !== first.hi;
  const isBothEnds = isRange && (second !== undefined || isLower === isUpper);
  const { unit, per } = last;
  const isDuration = last.kind === 'duration' && unit !== undefined;
  // Field by field: values are many, and spreading half-empty objects into them costs more than all else here.
  const value: Draft = {};
  if (isDuration) {
    const isoOf = (amount: number): string => last.iso ?? isoDuration(amount, unit);
    if (isBothEnds || isLower) value.lo = isoOf(first.lo);
    if (isBothEnds) value.hi = isoOf(last.hi);
    else if (isUpper && !isLower) value.hi = isoOf(isRange ? first.hi : first.lo);
    if (!isRange && !isLower && !isUpper) value.iso = isoOf(first.lo);
    if (isAbout) value.approx = true;
  } else {
    if (!isRange && !isLower && !isUpper) value.num = first.lo;
    if (isBothEnds || isLower) value.lo = first.lo;
    if (isBothEnds) value.hi = last.hi;
    else if (isUpper && !isLower) value.hi = isRange ? first.hi : first.lo;
    if (isAbout) value.approx = true;
    const name = last.kind === 'percent' ? (unit?.name === 'pp' || unit?.name === 'bp' ? unit.name : '%') : unit?.kind === 'noUnit' ? undefined : unit?.name;
    if (name !== undefined) value.unit = name;
  }
  if (per !== undefined) value.per = per;
  return value;
}
