import { isLatin, isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { Grammar } from '../grammar';
import { moneyPrefixes } from '../lexicon';
import type { Numeral } from '../numerals/numeral';
import { parseNumeral } from '../numerals/parseNumeral';
import { smallInteger } from '../numerals/smallInteger';
import { product } from '../product';
import { kindOf, unitWith } from '../units';
import { FOLLOWS_UNIT, halfAfter, moreAfter, withArcMinutes, withCentimetres } from './afterUnit';
import { durationParts, measuredWord, minutesBeforeSeconds } from './duration';
import { bare, copyOf, counting, measured, startingAt, valued, written, type Element } from './element';
import { FRACTION_SIGNS, parseFraction } from './fraction';
import { moneyParts } from './money';
import { HUNDRED, PERCENT, percentOf, tenthsAfter } from './percentage';
import { withRate } from './rate';
import { isInterest, QUARTER_POINT, senseInPlace, unitFits } from './unitSense';

/** The quantity that begins at the offset, as long as it goes. */
export function parseElement(text: string, at: number, grammar: Grammar): Element | undefined {
  if (!OPENS_OTHERWISE.hasAt(text, at)) return parseUnsigned(text, at, grammar);
  const first = text[at];
  if (first === '第') return parseOrdinal(text, at, grammar);
  if (first === '翻') return parseDoubling(text, at);
  if (first === '半') return parseHalf(text, at, grammar);
  if (first === '零' && text[at + 1] === '下') {
    const positive = parseUnsigned(text, at + 2, grammar);
    return positive?.kind === 'measure' ? negated(positive, at) : undefined;
  }
  if (first === '负' || first === '-') {
    if (text[at - 1] === '正') return undefined;
    const positive = parseUnsigned(text, at + 1, grammar);
    return positive && negated(positive, at);
  }
  if (first === '+' || first === '±') {
    const positive = parseUnsigned(text, at + 1, grammar);
    if (!positive?.unit) return undefined;
    return startingAt(at, first === '±' ? valued(positive, positive.end, -positive.hi, positive.hi) : positive);
  }
  if (first === '摄' || first === '华') return parseTemperature(text, at, grammar);
  return parseUnsigned(text, at, grammar);
}

/** What quantities begin with besides numerals and the signs of money. */
const OPENS_OTHERWISE = CodeUnitSet.of('第翻半零负-+±摄华');

function negated(element: Element, start: number): Element {
  return startingAt(start, valued(element, element.end, -element.hi, -element.lo));
}

/** 摄氏36.5度, 华氏零下4度: the scale stands before the number. */
function parseTemperature(text: string, at: number, grammar: Grammar): Element | undefined {
  const unit = text[at + 1] === '氏' ? grammar.units.named(`${text.slice(at, at + 2)}度`) : undefined;
  const degrees = unit && parseElement(text, at + 2, grammar);
  return degrees?.unit?.name === '度' ? startingAt(at, measured(degrees, degrees.end, degrees.kind, unit)) : undefined;
}

function parseUnsigned(text: string, at: number, grammar: Grammar): Element | undefined {
  const first = text[at];
  if (first === '一' && standsAt(text, at, '一半') && !isOneOf(text, at + 2, '天导')) return bare(at, at + 2, 'fraction', 0.5);
  if (first === '百' && standsAt(text, at, '百分百') && text[at + 3] !== '货') return bare(at, at + 3, 'percent', HUNDRED, PERCENT);
  const prefix = moneyPrefixes.longest(text, at);
  if (prefix && !isLatin(text.charCodeAt(at - 1))) {
    const numeral = parseNumeral(text, skipSpaces(text, prefix.end), grammar);
    if (!numeral || numeral.vague || numeral.loneScale) return undefined;
    const element = withUnit(text, numeral, false, grammar);
    if (element.unit && element.unit.kind !== 'money') return undefined;
    const money = copyOf(element);
    money.start = at;
    money.kind = 'money';
    money.unit = unitWith({ kind: 'money', name: prefix.value });
    money.prefixed = prefix.value;
    return money;
  }
  const numeral = parseNumeral(text, at, grammar);
  if (!numeral) return undefined;
  return (FRACTION_SIGNS.hasAt(text, numeral.end) ? parseFraction(text, numeral, grammar) : undefined) ?? withUnit(text, numeral, false, grammar);
}

/** 第11期, 第 10 版, 第三类, 第二. */
function parseOrdinal(text: string, at: number, grammar: Grammar): Element | undefined {
  const numeral = parseNumeral(text, skipSpaces(text, at + 1), grammar);
  if (!numeral || numeral.vague || numeral.loneScale || numeral.decimals) return undefined;
  const element = withUnit(text, numeral, true, grammar);
  return startingAt(at, measured(element, element.end, 'ordinal', element.unit));
}

/** 翻一番, 翻了两番: two to the n-th power. */
function parseDoubling(text: string, at: number): Element | undefined {
  const from = text[at + 1] === '了' ? at + 2 : at + 1;
  const number = smallInteger(text, from);
  if (!number || text[number.end] !== '番' || number.value > 9) return undefined;
  return bare(at, number.end + 1, 'multiple', 2 ** number.value, MULTIPLE);
}

const MULTIPLE = unitWith({ kind: 'multiple', name: '×' });

/** 半年, 半个月, 半小时, 半吨. */
function parseHalf(text: string, at: number, grammar: Grammar): Element | undefined {
  if (isOneOf(text, at - 1, '上下前后大多过一小泰对')) return undefined;
  if (standsAt(text, at + 1, '个百分点')) return bare(at, at + 5, 'percent', 0.5, grammar.units.named('百分点'));
  // 加息半厘, 降息半码
  if (isOneOf(text, at + 1, '厘码') && !isOneOf(text, at + 2, '米头') && isInterest(text, at, at + 2)) {
    return text[at + 1] === '厘' ? bare(at, at + 2, 'percent', 0.5, PERCENT) : bare(at, at + 2, 'percent', 0.125, QUARTER_POINT);
  }
  const wholeUnit = standsAt(text, at + 1, '个多') ? at + 3 : at + 1;
  const more = wholeUnit === at + 3;
  const unit = more ? measuredWord(text, wholeUnit, grammar) : grammar.units.longest(text, wholeUnit, ({ kind, careful, notBefore, name }, end) => (kind === 'duration' || kind === 'measure') && (!careful || end - wholeUnit > 1) && name !== '天' && name !== '日' && !isOneOf(text, end, notBefore + '报度'));
  if (!unit || (unit.value.kind === 'measure' && unit.end - wholeUnit === 1 && !'吨米升斤亩'.includes(text[wholeUnit] as string))) return undefined;
  const whole = moreAfter(text, bare(at, unit.end, unit.value.kind === 'duration' ? 'duration' : 'measure', 0.5, unit.value, more));
  if (unit.value.times !== 1) return whole;
  // Half a year is six months and half an hour thirty minutes: the values that people write for them.
  if (unit.value.iso === 'Y') return written(whole, whole.end, 'P6M');
  return unit.value.iso === 'TH' ? written(whole, whole.end, 'PT30M') : whole;
}

function withUnit(text: string, numeral: Numeral, ordinal: boolean, grammar: Grammar): Element {
  const { lo, hi } = numeral;
  if (numeral.digitRow && !(numeral.length === 2 && isOneOf(text, numeral.end, '折%'))) return counting(numeral, numeral, numeral.end, 'cardinal', undefined);
  if (!ordinal && text[numeral.end] === '个' && isOneOf(text, numeral.end + 1, '半多余')) {
    // 一个半小时, 三个多月
    const unit = measuredWord(text, numeral.end + 2, grammar);
    if (unit) {
      const half = text[numeral.end + 1] === '半' ? 0.5 : 0;
      const duration = copyOf(counting(numeral, numeral, unit.end, 'duration', unit.value));
      duration.lo = lo + half;
      duration.hi = hi + half;
      duration.more ||= half === 0;
      return duration;
    }
  }
  const at = unitStart(text, numeral);
  const minutes = ordinal ? undefined : minutesBeforeSeconds(text, at, grammar);
  if (minutes) return durationParts(text, counting(numeral, numeral, at + 1, 'duration', minutes), grammar);
  const unit = grammar.units.longest(text, at, (candidate, end) => unitFits(text, candidate, at, end, numeral, ordinal));
  if (!unit) return counting(numeral, numeral, numeral.end, 'cardinal', undefined);
  const value = senseInPlace(text, unit.value, at, unit.end, numeral);
  const element = counting(numeral, numeral, unit.end, kindOf(value), value);
  if (ordinal) return element;
  switch (value.kind) {
    case 'money':
      return withRate(text, moneyParts(text, element, grammar), grammar);
    case 'subunit':
      return moneyParts(text, valued(element, unit.end, product(lo, value.times), product(hi, value.times)), grammar);
    case 'duration':
      return durationParts(text, element, grammar);
    case 'percent':
      // 八折 is eight tenths of the price, 八五折 (and 85折) eighty-five hundredths.
      if (value.name === '折' && hi >= 10) return hi < HUNDRED ? element : counting(numeral, numeral, numeral.end, 'cardinal', undefined);
      // 三厘半
      if (value.name === '厘' && text[unit.end] === '半') return valued(element, unit.end + 1, lo + 0.5, hi + 0.5);
      if (value.name === '成') return tenthsAfter(text, element, grammar);
      return percentOf(moreAfter(text, element), value);
    case 'measure':
    case 'classifier':
    case 'multiple':
    case 'noUnit':
      if (!FOLLOWS_UNIT.hasAt(text, unit.end)) return element;
      return withRate(text, withArcMinutes(text, withCentimetres(text, halfAfter(text, moreAfter(text, element)), grammar)), grammar);
  }
}

function unitStart(text: string, numeral: Numeral): number {
  const from = skipSpaces(text, numeral.end);
  return from - numeral.end <= 2 ? from : numeral.end;
}
