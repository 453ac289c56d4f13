import type { NumberKind } from '../tags';
import { isDigit, isHan, isLatin, isOneOf, skipSpaces, standsAt } from '../../text/characters';
import type { Grammar } from './grammar';
import { digits, moneyPrefixes, moreSigns, scales } from './lexicon';
import { beginsNumeral, parseNumeral, type Numeral } from './numeral';
import { smallInteger } from './smallInteger';
import { unitWith, type Unit } from './units';

/**
 * One quantity: sign, numeral and unit, without approximators and ranges. Offsets are UTF-16 code units
 * of a folded reading.
 */
export interface Element {
  readonly start: number;
  readonly end: number;
  readonly kind: NumberKind;
  readonly lo: number;
  readonly hi: number;
  readonly more: boolean;
  readonly about: boolean;
  readonly unit: Unit | undefined;
  /** Currency that stands before the number. */
  readonly prefixed?: string;
  readonly per?: string;
  /** Duration of several parts or with a half, in ISO 8601. */
  readonly iso?: string;
  readonly numeral: Numeral | undefined;
}

/** An element with all fields, so that all have one shape. */
function elementOf({ start, end, kind, lo, hi, more = false, about = false, unit, prefixed, per, iso, numeral }: Pick<Element, 'start' | 'end' | 'kind' | 'lo' | 'hi'> & Partial<Element>): Element {
  return { start, end, kind, lo, hi, more, about, unit, prefixed, per, iso, numeral };
}

/** The quantity that begins at the offset, as long as it goes. */
export function parseElement(text: string, at: number, grammar: Grammar): Element | undefined {
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
    return { ...positive, start: at, ...(first === '±' ? { lo: -positive.hi } : {}) };
  }
  if (first === '摄' || first === '华') return parseTemperature(text, at, grammar);
  return parseUnsigned(text, at, grammar);
}

/** 摄氏36.5度, 华氏零下4度: the scale stands before the number. */
function parseTemperature(text: string, at: number, grammar: Grammar): Element | undefined {
  const unit = text[at + 1] === '氏' ? grammar.units.named(`${text.slice(at, at + 2)}度`) : undefined;
  const degrees = unit && parseElement(text, at + 2, grammar);
  return degrees?.unit?.name === '度' ? { ...degrees, start: at, unit } : undefined;
}

function negated(element: Element, start: number): Element {
  return { ...element, start, lo: -element.hi, hi: -element.lo };
}

function parseUnsigned(text: string, at: number, grammar: Grammar): Element | undefined {
  const first = text[at];
  if (first === '一' && standsAt(text, at, '一半') && !isOneOf(text, at + 2, '天导')) return bare(at, at + 2, 'fraction', 0.5);
  if (first === '百' && standsAt(text, at, '百分百') && text[at + 3] !== '货') return { ...bare(at, at + 3, 'percent', HUNDRED), unit: PERCENT };
  const prefix = moneyPrefixes.longest(text, at);
  if (prefix && !isLatin(text.charCodeAt(at - 1))) {
    const numeral = parseNumeral(text, skipSpaces(text, prefix.end), grammar);
    if (!numeral || numeral.vague || numeral.loneScale) return undefined;
    const element = withUnit(text, numeral, false, grammar);
    if (element.unit && element.unit.kind !== 'money') return undefined;
    const unit = unitWith({ kind: 'money', name: prefix.value });
    return { ...element, start: at, kind: 'money', unit, prefixed: prefix.value };
  }
  const numeral = parseNumeral(text, at, grammar);
  if (!numeral) return undefined;
  return parseFraction(text, numeral, grammar) ?? withUnit(text, numeral, false, grammar);
}

function bare(start: number, end: number, kind: NumberKind, value: number): Element {
  return elementOf({ start, end, kind, lo: value, hi: value });
}

const LARGEST_DENOMINATOR = 10_000;
const HUNDRED = 100;

/** 三分之一, 百分之三十, 万分之一, 三又十分之一, 1/4; with a unit after it, the part of that unit (四分之一公升). */
function parseFraction(text: string, first: Numeral, grammar: Grammar): Element | undefined {
  let whole = 0;
  let denominator = first;
  if (text[first.end] === '又') {
    const next = parseNumeral(text, first.end + 1, grammar);
    if (!next || !standsAt(text, next.end, '分之')) return undefined;
    whole = first.lo;
    denominator = next;
  }
  if (standsAt(text, denominator.end, '分之')) {
    const numerator = parseNumeral(text, skipSpaces(text, denominator.end + 2), grammar);
    if (!numerator || denominator.lo === 0) return undefined;
    const { more, about } = numerator;
    const isPercent = denominator.loneScale && denominator.lo === HUNDRED;
    if (isPercent) return elementOf({ start: first.start, end: numerator.end, kind: 'percent', lo: numerator.lo, hi: numerator.hi, more, about, unit: PERCENT, numeral: first });
    const lo = whole + numerator.lo / denominator.lo;
    const hi = whole + numerator.hi / denominator.lo;
    return partOf(text, elementOf({ start: first.start, end: numerator.end, kind: 'fraction', lo, hi, more, about, numeral: first }), grammar);
  }
  if (text[first.end] !== '/' || first.form !== 'arabic' || first.decimals || !isDigit(text.charCodeAt(first.end + 1))) return undefined;
  const denominatorDigits = parseNumeral(text, first.end + 1, grammar);
  if (!denominatorDigits || denominatorDigits.form !== 'arabic' || denominatorDigits.decimals) return undefined;
  const { end } = denominatorDigits;
  if (denominatorDigits.lo < 2 || denominatorDigits.lo > LARGEST_DENOMINATOR || isOneOf(text, end, '/-:') || isLatin(text.charCodeAt(end)) || text[first.start - 1] === '/' || (text[first.start - 1] === '-' && isDigit(text.charCodeAt(first.start - 2)))) return undefined;
  const value = first.lo / denominatorDigits.lo;
  return elementOf({ start: first.start, end, kind: 'fraction', lo: value, hi: value, numeral: first });
}

const PERCENT = unitWith({ kind: 'percent', name: '%' });

function partOf(text: string, fraction: Element, grammar: Grammar): Element {
  const unit = grammar.units.longest(text, fraction.end, (candidate, end) => candidate.kind === 'measure' && !candidate.careful && !isOneOf(text, end, candidate.notBefore));
  return unit ? { ...fraction, end: unit.end, kind: 'measure', unit: unit.value } : fraction;
}

/** 第11期, 第 10 版, 第三类, 第二. */
function parseOrdinal(text: string, at: number, grammar: Grammar): Element | undefined {
  const numeral = parseNumeral(text, skipSpaces(text, at + 1), grammar);
  if (!numeral || numeral.vague || numeral.loneScale || numeral.decimals) return undefined;
  const element = withUnit(text, numeral, true, grammar);
  return { ...element, start: at, kind: 'ordinal' };
}

/** 翻一番, 翻了两番: two to the n-th power. */
function parseDoubling(text: string, at: number): Element | undefined {
  const from = text[at + 1] === '了' ? at + 2 : at + 1;
  const number = smallInteger(text, from);
  if (!number || text[number.end] !== '番' || number.value > 9) return undefined;
  return { ...bare(at, number.end + 1, 'multiple', 2 ** number.value), unit: MULTIPLE };
}

const MULTIPLE = unitWith({ kind: 'multiple', name: '×' });

/** 半年, 半个月, 半小时, 半吨. */
function parseHalf(text: string, at: number, grammar: Grammar): Element | undefined {
  if (isOneOf(text, at - 1, '上下前后大多过一小泰对')) return undefined;
  if (standsAt(text, at + 1, '个百分点')) return { ...bare(at, at + 5, 'percent', 0.5), unit: grammar.units.named('百分点') };
  const wholeUnit = standsAt(text, at + 1, '个多') ? at + 3 : at + 1;
  const more = wholeUnit === at + 3;
  const unit = more ? measuredWord(text, wholeUnit, grammar) : grammar.units.longest(text, wholeUnit, ({ kind, careful, notBefore, name }, end) => (kind === 'duration' || kind === 'measure') && (!careful || end - wholeUnit > 1) && name !== '天' && name !== '日' && !isOneOf(text, end, notBefore + '报度'));
  if (!unit || (unit.value.kind === 'measure' && unit.end - wholeUnit === 1 && !'吨米升斤亩'.includes(text[wholeUnit] as string))) return undefined;
  const element = { ...bare(at, unit.end, unit.value.kind === 'duration' ? 'duration' : 'measure', 0.5), unit: unit.value, more };
  const whole = moreAfter(text, element);
  if (unit.value.times !== 1) return whole;
  // Half a year is six months and half an hour thirty minutes: the values that people write for them.
  if (unit.value.iso === 'Y') return { ...whole, iso: 'P6M' };
  return unit.value.iso === 'TH' ? { ...whole, iso: 'PT30M' } : whole;
}

/** The unit that 个 would stand before: 月 of 三个多月, 小时 of 一个半小时. */
function measuredWord(text: string, at: number, grammar: Grammar): { readonly value: Unit; readonly end: number } | undefined {
  const month = text[at] === '月' ? grammar.units.longest('个月', 0) : undefined;
  if (month) return { value: month.value, end: at + 1 };
  return grammar.units.longest(text, at, ({ kind }) => kind === 'duration');
}

function withUnit(text: string, numeral: Numeral, ordinal: boolean, grammar: Grammar): Element {
  const { lo, hi } = numeral;
  if (numeral.digitRow && !(numeral.length === 2 && text[numeral.end] === '折')) return counting(numeral, numeral.end, 'cardinal', undefined);
  if (!ordinal && text[numeral.end] === '个' && isOneOf(text, numeral.end + 1, '半多余')) {
    // 一个半小时, 三个多月
    const unit = measuredWord(text, numeral.end + 2, grammar);
    if (unit) {
      const half = text[numeral.end + 1] === '半' ? 0.5 : 0;
      return { ...counting(numeral, unit.end, 'duration', unit.value), lo: lo + half, hi: hi + half, more: numeral.more || half === 0 };
    }
  }
  const at = unitStart(text, numeral);
  const minutes = ordinal ? undefined : minutesBeforeSeconds(text, at, grammar);
  if (minutes) return durationParts(text, counting(numeral, at + 1, 'duration', minutes), grammar);
  const unit = grammar.units.longest(text, at, (candidate, end) => fits(text, candidate, at, end, numeral, ordinal));
  if (!unit) return counting(numeral, numeral.end, 'cardinal', undefined);
  const value = isPieceCount(text, at, unit.end) ? PIECE : unit.value;
  const element = counting(numeral, unit.end, kindOf(value), value);
  if (ordinal) return element;
  switch (value.kind) {
    case 'money':
      return withRate(text, moneyParts(text, element, grammar), grammar);
    case 'subunit':
      return moneyParts(text, { ...element, lo: product(lo, value.times), hi: product(hi, value.times) }, grammar);
    case 'duration':
      return durationParts(text, element, grammar);
    case 'percent':
      // 八折 is eight tenths of the price, 八五折 (and 85折) eighty-five hundredths.
      if (value.name === '折' && hi >= 10) return hi < HUNDRED ? element : counting(numeral, numeral.end, 'cardinal', undefined);
      return { ...moreAfter(text, element), lo: product(lo, value.times), hi: product(hi, value.times), ...(value.name === '‰' ? { kind: 'fraction' as const, lo: lo / 1000, hi: hi / 1000, unit: undefined } : {}) };
    case 'measure':
    case 'classifier':
    case 'multiple':
    case 'noUnit':
      return withRate(text, withArcMinutes(text, withCentimetres(text, halfAfter(text, moreAfter(text, element)), grammar)), grammar);
  }
}

/** A numeral with the unit that ends it, if any. */
function counting(numeral: Numeral, end: number, kind: NumberKind, unit: Unit | undefined): Element {
  const { start, lo, hi, more, about } = numeral;
  return { start, end, kind, lo, hi, more, about, unit, prefixed: undefined, per: undefined, iso: undefined, numeral };
}

/** A product without the noise of binary fractions. */
export function product(value: number, times = 1): number {
  // Nothing to round in what six decimals write exactly.
  if (times === 1 && Math.abs(value) < 1e8 && Math.round(value * 1e6) / 1e6 === value) return value;
  return Number((value * times).toPrecision(15));
}

const PIECE = unitWith({ kind: 'classifier', name: '块' });

/** 块 is money at the end or before more of it (十块三毛), a classifier before a noun (上万块芯片). */
function isPieceCount(text: string, at: number, end: number): boolean {
  if (end !== at + 1 || text[at] !== '块') return false;
  const next = text.charCodeAt(end);
  return isLatin(next) || (isHan(next) && !beginsNumeral(next) && !isOneOf(text, end, '的左多以之到至'));
}

function unitStart(text: string, numeral: Numeral): number {
  const from = skipSpaces(text, numeral.end);
  return from - numeral.end <= 2 ? from : numeral.end;
}

function kindOf(unit: Unit): NumberKind {
  switch (unit.kind) {
    case 'classifier':
    case 'noUnit':
      return 'cardinal';
    case 'subunit':
      return 'money';
    case 'measure':
    case 'money':
    case 'duration':
    case 'percent':
    case 'multiple':
      return unit.kind;
  }
}

const YEAR_MODELS = '款版级届';
/** Magnitudes have decimals (5.1级), versions (4.0版) too, and only those are no counts. */
const VERSIONS = '款版届';

/** Whether the word is the unit of the numeral here, and not the beginning of another word. */
function fits(text: string, unit: Unit, at: number, end: number, numeral: Numeral, ordinal: boolean): boolean {
  // 两地区 is two regions, but after 12 only the classifier makes sense (12家电池企业).
  const isShort = numeral.form === 'han' && numeral.length === 1;
  const isStrict = unit.kind !== 'classifier' || isShort || numeral.loneScale || unit.arabicOnly === true || isAfterName(text, numeral);
  if (isStrict && isOneOf(text, end, unit.notBefore)) return false;
  if (unit.never !== undefined && isOneOf(text, end, unit.never) && !isOneOf(text, end + 1, '差伍')) return false;
  const latin = isLatin(text.charCodeAt(end - 1));
  if (latin) {
    const next = text.charCodeAt(end);
    if (numeral.form === 'han' && end - at === 1 && !'LVWgm'.includes(text[at] as string)) return false;
    if (isLatin(next) || isDigit(next) || next === 0x2d && isLatin(text.charCodeAt(end + 1))) return false;
  }
  const spaced = at > numeral.end;
  if (spaced && unit.kind === 'noUnit') return false;
  if (ordinal) return (unit.kind === 'classifier' || unit.kind === 'noUnit' || (unit.kind === 'duration' && !unit.name.startsWith('个')) || (unit.kind === 'measure' && unit.name === '岁')) && !latin;
  if (unit.ordinalOnly) return false;
  if (unit.name === '点') return isPoint(text, end, numeral);
  const oneCharacter = isShort && !isOneOf(text, numeral.start - 1, '负下');
  const isTerm = text[at] === '日' && end === at + 1 && (isOneOf(text, end, '内后') || standsAt(text, end, '以内') || standsAt(text, end, '之内'));
  if ((unit.careful || unit.arabicOnly) && oneCharacter && !numeral.vague && !isTerm) return false;
  if (unit.arabicOnly && numeral.form === 'han' && !numeral.paired && (numeral.length < 2 || numeral.loneScale || unit.name === '分')) return false;
  if (unit.kind === 'classifier' && numeral.form === 'arabic' && !numeral.grouped && ((numeral.decimals && VERSIONS.includes(unit.name)) || (YEAR_MODELS.includes(unit.name) && numeral.lo >= 1990 && numeral.lo <= 2050))) return false;
  // 二元 and 三元 are "binary" and "ternary"; money counts 两元.
  if (unit.kind === 'money' && text[at] === '元' && end === at + 1 && oneCharacter && '一二三四'.includes(text[at - 1] as string)) return !isHan(text.charCodeAt(end)) || beginsNumeral(text.charCodeAt(end)) || isOneOf(text, end, '的到至以左及和');
  if (numeral.vague && numeral.lo === 2 && text[numeral.start] === '数') return unit.kind === 'duration' || unit.kind === 'multiple' || '个家名人次位种项座条款件亩倍台部辆艘架批轮'.includes(unit.name);
  if (unit.kind === 'measure' && text[at] === '两' && (numeral.form === 'arabic' || numeral.loneScale)) return false;
  return true;
}

/** A number after a Latin word is more likely its version than a count (Claude 3发布). */
function isAfterName(text: string, { start, form }: Numeral): boolean {
  return form === 'arabic' && text[start - 1] === ' ' && isLatin(text.charCodeAt(start - 2));
}

/** 三米多, 十吨余, and 一吨半. */
function moreAfter(text: string, element: Element): Element {
  const sign = text.charCodeAt(element.end);
  const isMeasure = element.kind !== 'cardinal' && element.unit?.name !== '%' && element.unit?.name !== 'pp';
  if (!isMeasure || !moreSigns.has(sign) || isOneOf(text, element.end + 1, '样元次种项个万亿方额地边数半') || !(element.unit && isHan(text.charCodeAt(element.end - 1)))) return element;
  return { ...element, end: element.end + 1, more: true };
}

function halfAfter(text: string, element: Element): Element {
  if (text[element.end] !== '半' || element.kind !== 'measure' || isOneOf(text, element.end + 1, '导径')) return element;
  return { ...element, end: element.end + 1, lo: element.lo + 0.5, hi: element.hi + 0.5 };
}

/** The 八五 of 一米八五. */
function withCentimetres(text: string, element: Element, grammar: Grammar): Element {
  const next = text.charCodeAt(element.end);
  if (element.unit?.name !== '米' || element.more || element.lo !== element.hi || !Number.isInteger(element.lo) || !(isDigit(next) || digits.has(next))) return element;
  let fraction = '';
  let end = element.end;
  for (; fraction.length < 3; end++) {
    const unit = text.charCodeAt(end);
    const digit = isDigit(unit) ? unit - 0x30 : digits.get(unit);
    if (digit === undefined) break;
    fraction += String(digit);
  }
  const isWhole = fraction.length <= 2 && !scales.has(text.charCodeAt(end)) && !isOneOf(text, end, '.%~-') && !grammar.units.longest(text, end);
  const value = Number(`${element.lo}.${fraction}`);
  return isWhole ? { ...element, end, lo: value, hi: value } : element;
}

/** The minutes and seconds of arc of 120°15′30″. */
function withArcMinutes(text: string, element: Element): Element {
  if (element.unit?.name !== '度' || text[element.end - 1] !== '°') return element;
  const arc = /(\d{1,2})[′'](?:(\d{1,2}(?:\.\d+)?)[″"])?/y;
  arc.lastIndex = element.end;
  const found = arc.exec(text);
  if (!found) return element;
  const value = product(element.lo + Number(found[1]) / 60 + Number(found[2] ?? 0) / 3600);
  return { ...element, end: arc.lastIndex, lo: value, hi: value };
}

/** 二十五元三毛, 十二块五毛, 壹佰元整, 100块钱. */
function moneyParts(text: string, element: Element, grammar: Grammar): Element {
  let { end, lo, hi } = element;
  const wholeUnit = text[end - 1] as string;
  if (element.unit?.name === 'CNY' && isOneOf(text, end - 1, '元圆块角毛')) {
    for (const [sign, worth] of [['角毛', 0.1], ['分', 0.01]] as const) {
      const part = parseNumeral(text, end, grammar);
      if (!part || part.lo >= 10 || part.vague || part.loneScale || part.end - end > 1 || !isOneOf(text, part.end, sign) || isOneOf(text, part.end + 1, '之')) continue;
      lo = Math.round((lo + part.lo * worth) * 1e6) / 1e6;
      hi = Math.round((hi + part.lo * worth) * 1e6) / 1e6;
      end = part.end + 1;
    }
    const rest = end === element.end && isOneOf(text, end - 1, '块毛角') ? smallInteger(text, end) : undefined;
    // 3块5 and 三毛五: a last digit counts tenths of what stands before it.
    if (rest && rest.end === end + 1 && rest.value > 0 && !element.more && (!isHan(text.charCodeAt(rest.end)) || isOneOf(text, rest.end, '的一到至')) && !isLatin(text.charCodeAt(rest.end)) && !isOneOf(text, rest.end, '%.~-')) {
      const tenth = wholeUnit === '块' ? 0.1 : 0.01;
      lo = product(lo + rest.value * tenth);
      hi = product(hi + rest.value * tenth);
      end = rest.end;
    }
    if (end > element.end && text[end] === '钱') end++;
    if (isOneOf(text, end, '整正') && !isHan(text.charCodeAt(end + 1))) end++;
  }
  return moreAfter(text, { ...element, kind: 'money', end, lo, hi, unit: element.unit?.kind === 'subunit' ? { ...element.unit, kind: 'money' } : element.unit });
}

/** 点 of an index (3234.56点) and of a list (三点建议); 3点 alone is a time. */
function isPoint(text: string, end: number, numeral: Numeral): boolean {
  if (numeral.form === 'han') return numeral.length === 1 && (isOneOf(text, end, '建意要希看想启说原体感理共不经教认') || isOneOf(text, numeral.start - 1, '这那下述面有') || /[如以][下上]$/.test(text.slice(Math.max(0, numeral.start - 2), numeral.start)));
  return numeral.decimals || numeral.lo > LAST_HOUR;
}

const LAST_HOUR = 24;

/** What a rate may be per, where it is not itself a unit. */
export const PERIODS = '年月日天周季时';

/** 美元/月, 元/吨, 元每千瓦时. */
function withRate(text: string, element: Element, grammar: Grammar): Element {
  const sign = text[element.end];
  if ((sign !== '/' && (sign !== '每' || element.kind !== 'money')) || !element.unit || element.unit.kind === 'noUnit') return element;
  const at = element.end + 1;
  const unit = grammar.units.longest(text, at, ({ kind, notBefore }, end) => (kind === 'measure' || kind === 'classifier' || kind === 'duration') && !isOneOf(text, end, notBefore) && !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end))));
  if (unit && (sign === '/' || unit.value.kind === 'measure')) return { ...element, end: unit.end, per: unit.value.name };
  if (sign === '/' && isOneOf(text, at, PERIODS)) return { ...element, end: at + 1, per: text[at] };
  return element;
}

const PART_ORDER = ['Y', 'M', 'W', 'D', 'TH', 'TM', 'TS'];

/** 3个小时15分钟30秒, 一年零三个月, 三年半, 三年多. */
function durationParts(text: string, first: Element, grammar: Grammar): Element {
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
    return { ...first, end: hundredths.end, iso: isoOfParts(parts) };
  }
  if (parts.length > 1) return { ...first, end, iso: isoOfParts(parts) };
  if (text[end] === '半' && !isOneOf(text, end + 1, '导径途夜') && first.lo === first.hi && !first.more) {
    const unit = first.unit as Unit;
    if (unit.iso === 'Y' && unit.times === 1) return { ...first, end: end + 1, iso: `P${first.lo}Y6M` };
    return { ...first, end: end + 1, lo: first.lo + 0.5, hi: first.hi + 0.5 };
  }
  return moreAfter(text, first);
}

/** The 37 of 11秒37, as times of a race are written. */
function hundredthsAfter(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  if (!isDigit(text.charCodeAt(at)) || !isDigit(text.charCodeAt(at + 1)) || isDigit(text.charCodeAt(at + 2)) || isOneOf(text, at + 2, '.%/年月个')) return undefined;
  return { value: Number(text.slice(at, at + 2)) / 100, end: at + 2 };
}

/** The 分 of 一分三十秒 is a minute. */
function minutesBeforeSeconds(text: string, at: number, grammar: Grammar): Unit | undefined {
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
