import { CodeUnitSet } from '../codeUnitSet';
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
  readonly prefixed: string | undefined;
  readonly per: string | undefined;
  /** Duration of several parts or with a half, in ISO 8601. */
  readonly iso: string | undefined;
  readonly numeral: Numeral | undefined;
}

// All elements have one shape, and so what is asked of them is found at once: one is made of its numeral and unit, or as a copy of
// another, never by a spread, which makes a shape of its own wherever it stands.

/** The value of a numeral, with the unit that ends it, if any. */
function counting({ start, lo, hi, more, about }: Numeral, numeral: Numeral, end: number, kind: NumberKind, unit: Unit | undefined): Element {
  return { start, end, kind, lo, hi, more, about, unit, prefixed: undefined, per: undefined, iso: undefined, numeral };
}

/** Words that are a number by themselves. */
function bare(start: number, end: number, kind: NumberKind, value: number, unit?: Unit, more = false): Element {
  return { start, end, kind, lo: value, hi: value, more, about: false, unit, prefixed: undefined, per: undefined, iso: undefined, numeral: undefined };
}

/** A copy, to be changed before anybody else has it. */
export function copyOf({ start, end, kind, lo, hi, more, about, unit, prefixed, per, iso, numeral }: Element): { -readonly [K in keyof Element]: Element[K] } {
  return { start, end, kind, lo, hi, more, about, unit, prefixed, per, iso, numeral };
}

/** The same with another end and another value. */
function valued(element: Element, end: number, lo: number, hi: number): Element {
  const changed = copyOf(element);
  changed.end = end;
  changed.lo = lo;
  changed.hi = hi;
  return changed;
}

/** The same with another end and unit, and the kind that the unit makes of it. */
function measured(element: Element, end: number, kind: NumberKind, unit: Unit | undefined): Element {
  const changed = copyOf(element);
  changed.end = end;
  changed.kind = kind;
  changed.unit = unit;
  return changed;
}

/** The same with a sign or word before it. */
function startingAt(start: number, element: Element): Element {
  const changed = copyOf(element);
  changed.start = start;
  return changed;
}

/** A duration with its value in ISO 8601. */
function written(element: Element, end: number, iso: string): Element {
  const changed = copyOf(element);
  changed.end = end;
  changed.iso = iso;
  return changed;
}

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

/** 摄氏36.5度, 华氏零下4度: the scale stands before the number. */
function parseTemperature(text: string, at: number, grammar: Grammar): Element | undefined {
  const unit = text[at + 1] === '氏' ? grammar.units.named(`${text.slice(at, at + 2)}度`) : undefined;
  const degrees = unit && parseElement(text, at + 2, grammar);
  return degrees?.unit?.name === '度' ? startingAt(at, measured(degrees, degrees.end, degrees.kind, unit)) : undefined;
}

function negated(element: Element, start: number): Element {
  return startingAt(start, valued(element, element.end, -element.hi, -element.lo));
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

/** What fractions go on with after their first numeral. */
export const FRACTION_SIGNS = CodeUnitSet.of('又分/');
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
    const isPercent = denominator.loneScale && denominator.lo === HUNDRED;
    if (isPercent) return startingAt(first.start, counting(numerator, first, numerator.end, 'percent', PERCENT));
    const fraction = counting(numerator, first, numerator.end, 'fraction', undefined);
    const lo = whole + numerator.lo / denominator.lo;
    const hi = whole + numerator.hi / denominator.lo;
    return partOf(text, startingAt(first.start, valued(fraction, numerator.end, lo, hi)), grammar);
  }
  if (text[first.end] !== '/' || first.form !== 'arabic' || first.decimals || !isDigit(text.charCodeAt(first.end + 1))) return undefined;
  const denominatorDigits = parseNumeral(text, first.end + 1, grammar);
  if (!denominatorDigits || denominatorDigits.form !== 'arabic' || denominatorDigits.decimals) return undefined;
  const { end } = denominatorDigits;
  if (denominatorDigits.lo < 2 || denominatorDigits.lo > LARGEST_DENOMINATOR || isOneOf(text, end, '/-:') || isLatin(text.charCodeAt(end)) || text[first.start - 1] === '/' || (text[first.start - 1] === '-' && isDigit(text.charCodeAt(first.start - 2)))) return undefined;
  const value = first.lo / denominatorDigits.lo;
  const fraction = copyOf(bare(first.start, end, 'fraction', value));
  fraction.numeral = first;
  return fraction;
}

const PERCENT = unitWith({ kind: 'percent', name: '%' });

function partOf(text: string, fraction: Element, grammar: Grammar): Element {
  const unit = grammar.units.longest(text, fraction.end, (candidate, end) => candidate.kind === 'measure' && !candidate.careful && !isOneOf(text, end, candidate.notBefore));
  return unit ? measured(fraction, unit.end, 'measure', unit.value) : fraction;
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

/** The unit that 个 would stand before: 月 of 三个多月, 小时 of 一个半小时. */
function measuredWord(text: string, at: number, grammar: Grammar): { readonly value: Unit; readonly end: number } | undefined {
  const month = text[at] === '月' ? grammar.units.longest('个月', 0) : undefined;
  if (month) return { value: month.value, end: at + 1 };
  return grammar.units.longest(text, at, ({ kind }) => kind === 'duration');
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
  const unit = grammar.units.longest(text, at, (candidate, end) => fits(text, candidate, at, end, numeral, ordinal));
  if (!unit) return counting(numeral, numeral, numeral.end, 'cardinal', undefined);
  const value = inPlace(text, unit.value, at, unit.end, numeral);
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

/** What may stand behind a unit and belong to the number: 多 and 余, 半, digits, the sign of a rate. */
export const FOLLOWS_UNIT = new CodeUnitSet([...moreSigns.units(), ...digits.keys(), ...CodeUnitSet.of('半/每0123456789').units()]);

/** Per cent, for units that count tenths or other parts of the hundred; thousandths are a fraction. */
function percentOf(element: Element, { name, times }: Unit): Element {
  const { end, lo, hi } = element;
  if (name === '‰') return measured(valued(element, end, lo / 1000, hi / 1000), end, 'fraction', undefined);
  return valued(element, end, product(lo, times), product(hi, times));
}

/** 两成, 三成多, and with hundredths after it 两成八, 9成7, 六成半. */
function tenthsAfter(text: string, element: Element, grammar: Grammar): Element {
  const { end, lo, hi } = element;
  const whole = valued(element, end, product(lo, 10), product(hi, 10));
  if (element.more || element.about || lo !== hi) return moreAfter(text, whole);
  if (text[end] === '半' && !isOneOf(text, end + 1, '年月天日小个')) return valued(element, end + 1, whole.lo + 5, whole.hi + 5);
  const unit = text.charCodeAt(end);
  const digit = text[end] === '两' ? undefined : isDigit(unit) ? unit - 0x30 : digits.get(unit);
  const next = text.charCodeAt(end + 1);
  // 三成一线城市 has another number with a unit of its own.
  const isHundredths = digit !== undefined && digit > 0 && !beginsNumeral(next) && !isOneOf(text, end + 1, '点、至到.%') && (text[end] !== '一' || !isHan(next) || isOneOf(text, end + 1, '的左以')) && grammar.units.longest(text, end + 1) === undefined;
  return isHundredths ? valued(element, end + 1, whole.lo + digit, whole.hi + digit) : moreAfter(text, whole);
}

/** A product without the noise of binary fractions. */
export function product(value: number, times = 1): number {
  // Nothing to round in what six decimals write exactly.
  if (times === 1 && Math.abs(value) < 1e8 && Math.round(value * 1e6) / 1e6 === value) return value;
  return Number((value * times).toPrecision(15));
}

/** Units of more than one meaning, by what stands about them. */
function inPlace(text: string, unit: Unit, at: number, end: number, numeral: Numeral): Unit {
  if (end !== at + 1) return unit;
  switch (text[at] as string) {
    case '块':
      return isPieceCount(text, at, end) ? PIECE : unit;
    case '级':
      return isForceOfWind(text, numeral.start, end) ? FORCE : unit;
    case '码':
      return isInterest(text, numeral.start, end) ? QUARTER_POINT : unit;
    case '呎':
      return isLengthBeside(text, numeral.start, end) ? unit : SQUARE_FEET;
    default:
      return unit;
  }
}

const FORCE = unitWith({ kind: 'measure', name: '级' });
const SQUARE_FEET = unitWith({ kind: 'measure', name: '平方英尺' });
/** 升息一码: steps of a quarter of a percentage point, as the central banks of Taiwan and America go. */
const QUARTER_POINT = unitWith({ kind: 'percent', name: 'pp', times: 0.25 });
const FORCE_WITHIN = 14;

/** 风力七级, 阵风9至10级, 八级大风: degrees of the Beaufort scale; the word for wind stands in the same clause. */
function isForceOfWind(text: string, start: number, end: number): boolean {
  for (let i = end; i < end + 4; i++) if (text[i] === '风') return text[i + 1] !== '险';
  for (let i = start - 1; i >= start - FORCE_WITHIN && i >= 0 && !isOneOf(text, i, '。;,!?\n'); i--) if (text[i] === '风') return !isOneOf(text, i + 1, '险格景控');
  return false;
}

/** 七级强震: magnitudes. */
function isMagnitude(text: string, end: number): boolean {
  return text[end] === '地' ? text[end + 1] === '震' : isOneOf(text, end, '强余大') && text[end + 1] === '震';
}

/** 高12呎, 深8呎: feet; elsewhere the 呎 of Hong Kong are square feet of a flat. */
function isLengthBeside(text: string, start: number, end: number): boolean {
  return isOneOf(text, start - 1, '高深长宽阔距') || isOneOf(text, end, '高深长宽阔');
}

const INTEREST_WITHIN = 24;

/** 厘 is a hundredth of a principal where interest is spoken of in the same clause: 年息四厘, 加息半厘, 按揭利率3.5厘, 回报5厘. */
function isInterest(text: string, start: number, end: number): boolean {
  if (isOneOf(text, end, '息利') || (isOneOf(text, end, '的') && isOneOf(text, end + 1, '利息回'))) return true;
  for (let i = start - 1; i >= start - INTEREST_WITHIN && i >= 0 && !isOneOf(text, i, '。;!?\n'); i--) if (isOneOf(text, i, '息利') || (text[i] === '报' && text[i - 1] === '回')) return !isOneOf(text, i + 1, '润好用害民');
  return false;
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

/** What a number with the unit is. */
export function kindOf(unit: Unit): NumberKind {
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

/** What 数 counts besides times and multiples (数家, 数次). */
export const VAGUELY_COUNTED = '个家名人次位种项座条款件亩倍台部辆艘架批轮';

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
  if (unit.name === '厘') return isInterest(text, numeral.start, end);
  const isCertain = isCertainHere(text, at, numeral.start, end);
  if ((unit.careful || unit.arabicOnly) && oneCharacter && !numeral.vague && !isCertain) return false;
  if (unit.arabicOnly && !isCertain && numeral.form === 'han' && !numeral.paired && (numeral.length < 2 || numeral.loneScale || unit.name === '分')) return false;
  if (unit.kind === 'classifier' && numeral.form === 'arabic' && !numeral.grouped && ((numeral.decimals && VERSIONS.includes(unit.name)) || (YEAR_MODELS.includes(unit.name) && !numeral.more && numeral.lo >= 1990 && numeral.lo <= 2050))) return false;
  // 二元 and 三元 are "binary" and "ternary"; money counts 两元.
  if (unit.kind === 'money' && text[at] === '元' && end === at + 1 && oneCharacter && '一二三四'.includes(text[at - 1] as string)) return !isHan(text.charCodeAt(end)) || beginsNumeral(text.charCodeAt(end)) || isOneOf(text, end, '的到至以左及和');
  if (numeral.vague && numeral.lo === 2 && text[numeral.start] === '数') return unit.kind === 'duration' || unit.kind === 'multiple' || VAGUELY_COUNTED.includes(unit.name);
  if (unit.kind === 'measure' && text[at] === '两' && (numeral.form === 'arabic' || numeral.loneScale)) return false;
  return true;
}

/** Whether what stands about a unit shows that it is one, even after a single Chinese numeral. */
function isCertainHere(text: string, at: number, start: number, end: number): boolean {
  // 前三季度 is three quarters long, as 前6个月 is six months.
  if (end !== at + 1) return text[at] === '季' && isOneOf(text, start - 1, '前头');
  switch (text[at] as string) {
    case '日':
      return isOneOf(text, end, '内后') || standsAt(text, end, '以内') || standsAt(text, end, '之内') || standsAt(text, end, '之久') || isTermBefore(text, start);
    case '级':
      return isForceOfWind(text, start, end) || isMagnitude(text, end);
    case '面':
      return isOneOf(text, end, '金银铜奖锦国') && isOneOf(text, end + 1, '牌旗质');
    default:
      return false;
  }
}

/** 为期七日, 长达三日, 历时两日, 连续五日. */
export function isTermBefore(text: string, start: number): boolean {
  return standsAt(text, start - 2, '为期') || standsAt(text, start - 2, '长达') || standsAt(text, start - 2, '历时') || standsAt(text, start - 2, '连续') || standsAt(text, start - 2, '一连');
}

/** A number after a Latin word is more likely its version than a count (Llama 3发布). */
function isAfterName(text: string, { start, form }: Numeral): boolean {
  return form === 'arabic' && text[start - 1] === ' ' && isLatin(text.charCodeAt(start - 2));
}

/** 三米多, 十吨余, and 一吨半. */
function moreAfter(text: string, element: Element): Element {
  const sign = text.charCodeAt(element.end);
  const isMeasure = element.kind !== 'cardinal' && element.unit?.name !== '%' && element.unit?.name !== 'pp' && element.unit?.name !== 'bp';
  if (!isMeasure || !moreSigns.has(sign) || isOneOf(text, element.end + 1, '样元次种项个万亿方额地边数半') || !(element.unit && isHan(text.charCodeAt(element.end - 1)))) return element;
  const least = copyOf(element);
  least.end++;
  least.more = true;
  return least;
}

function halfAfter(text: string, element: Element): Element {
  if (text[element.end] !== '半' || element.kind !== 'measure' || isOneOf(text, element.end + 1, '导径')) return element;
  return valued(element, element.end + 1, element.lo + 0.5, element.hi + 0.5);
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
  return isWhole ? valued(element, end, value, value) : element;
}

/** The minutes and seconds of arc of 120°15′30″. */
function withArcMinutes(text: string, element: Element): Element {
  if (element.unit?.name !== '度' || text[element.end - 1] !== '°') return element;
  const arc = /(\d{1,2})[′'](?:(\d{1,2}(?:\.\d+)?)[″"])?/y;
  arc.lastIndex = element.end;
  const found = arc.exec(text);
  if (!found) return element;
  const value = product(element.lo + Number(found[1]) / 60 + Number(found[2] ?? 0) / 3600);
  return valued(element, arc.lastIndex, value, value);
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
  const unit = element.unit?.kind === 'subunit' ? unitWith({ ...element.unit, kind: 'money' }) : element.unit;
  return moreAfter(text, measured(valued(element, end, lo, hi), end, 'money', unit));
}

/** 点 of an index (3234.56点) and of a list (三点建议); 3点 alone is a time. */
function isPoint(text: string, end: number, numeral: Numeral): boolean {
  if (numeral.form === 'han') return numeral.length === 1 && (isOneOf(text, end, '建意要希看想启说原体感理共不经教认') || isOneOf(text, numeral.start - 1, '这那下述面有') || /[如以][下上]$/.test(text.slice(Math.max(0, numeral.start - 2), numeral.start)));
  return numeral.decimals || numeral.lo > LAST_HOUR;
}

const LAST_HOUR = 24;

const LENGTHS = ['m'];

/** What a rate may be per, where it is not itself a unit. */
export const PERIODS = '年月日天周季时';

/** 美元/月, 元/吨, 元每千瓦时. */
function withRate(text: string, element: Element, grammar: Grammar): Element {
  const sign = text[element.end];
  if ((sign !== '/' && (sign !== '每' || (element.kind !== 'money' && element.kind !== 'measure'))) || !element.unit || element.unit.kind === 'noUnit') return element;
  const at = element.end + 1;
  const unit = grammar.units.longest(text, at, ({ kind, notBefore }, end) => (kind === 'measure' || kind === 'classifier' || kind === 'duration') && !isOneOf(text, end, notBefore) && !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end))));
  // 350公里每小时 is a speed; 浇水20升每亩增收… is not, unless the rate ends there.
  if (sign === '每' && element.kind === 'measure') {
    const isRate = unit && (LENGTHS.includes(element.unit.si?.unit ?? '') ? unit.value.kind === 'duration' && unit.value.iso?.startsWith('T') : !isHan(text.charCodeAt(unit.end)) || isOneOf(text, unit.end, '的以左'));
    return isRate ? perUnit(element, unit.end, unit.value.name) : element;
  }
  if (unit && (sign === '/' || unit.value.kind === 'measure')) return perUnit(element, unit.end, unit.value.name);
  if (sign === '/' && isOneOf(text, at, PERIODS)) return perUnit(element, at + 1, text[at] as string);
  return element;
}

function perUnit(element: Element, end: number, per: string): Element {
  const rate = copyOf(element);
  rate.end = end;
  rate.per = per;
  return rate;
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
