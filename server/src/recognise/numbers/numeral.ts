import { isDigit, isHan, isLatin, isOneOf, isSpace } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { aboutSigns, digits, englishScales, formalNumerals, moreSigns, scales, tens, vagueDigits } from './lexicon';
import { plainGrammar, type Grammar } from './grammar';

/**
 * Numerals: Arabic, Chinese and mixed, with scale words multiplied out. Offsets are UTF-16 code units
 * of a folded reading.
 */
export interface Numeral {
  readonly start: number;
  readonly end: number;
  /** The value; `lo` and `hi` differ for vague (几十) and paired (两三百) numerals. */
  readonly lo: number;
  readonly hi: number;
  /** 多 or 余 stands in or after it: the value is a lower bound. */
  readonly more: boolean;
  /** 来 stands after it. */
  readonly about: boolean;
  readonly form: 'arabic' | 'han' | 'mixed';
  /** Bare power of ten: 百, 千亿. */
  readonly loneScale: boolean;
  /** Exponent of the scale words at its end (万亿 is 12), 0 without. */
  readonly exponent: number;
  /** Exponent of the last small scale when it ends with one (三仟), 0 otherwise. */
  readonly smallExponent: number;
  readonly vague: boolean;
  /** Two neighbouring digits that mean one or the other (三四). */
  readonly paired: boolean;
  /** A row of Chinese digits read one by one (二〇二四). */
  readonly digitRow: boolean;
  readonly decimals: boolean;
  readonly grouped: boolean;
  /** Number of code units of the numeral proper. */
  readonly length: number;
}

const POINT = '.'.charCodeAt(0);
const MIDDLE_POINT = '·'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const HAN_POINT = '点'.charCodeAt(0);
const LIANG = '两'.charCodeAt(0);
const ZERO = '零'.charCodeAt(0);
const ZERO_SIGN = '〇'.charCodeAt(0);
const THOUSANDS_W = 'w'.charCodeAt(0);
const TEN = 1;
const LARGEST_SMALL_SCALE = 3;

const BEGINS = new CodeUnitSet([...'0123456789'].map((char) => char.charCodeAt(0)).concat(
  digits.keys(), vagueDigits.units(), tens.keys(), scales.keys().filter((unit) => unit !== THOUSANDS_W),
));
const GOES_ON = new CodeUnitSet([...BEGINS.units(), ...moreSigns.units(), ...aboutSigns.units(), POINT, MIDDLE_POINT, HAN_POINT]);

/** Whether the code unit can begin a numeral. */
export function beginsNumeral(unit: number): boolean {
  return BEGINS.has(unit);
}

/** All code units that can begin a numeral. */
export function numeralBeginnings(): readonly number[] {
  return BEGINS.units();
}

/** Whether a numeral of more than one Chinese character can have the code unit after its first. */
export function goesOnInNumeral(unit: number): boolean {
  return GOES_ON.has(unit);
}

/** The numeral that begins at the offset, as long as it goes; undefined when none does. */
export function parseNumeral(text: string, at: number, grammar: Grammar = plainGrammar): Numeral | undefined {
  const first = text.charCodeAt(at);
  if (isDigit(first)) {
    const arabic = parseArabic(text, at, grammar);
    if (!mayGoOnAfterDigits(text.charCodeAt(arabic.end))) return plainArabic(arabic);
    const english = englishScaleAfter(text, arabic);
    if (english) return english;
    return arabic.decimals ? scaleDecimal(text, at, arabic, grammar) : parseSections(text, at, grammar);
  }
  if (!beginsNumeral(first)) return undefined;
  if (formalNumerals.has(first) && !goesOnFormally(text, at + 1)) return undefined;
  const value = digits.get(first);
  if (value !== undefined && !goesOnInNumeral(text.charCodeAt(at + 1))) return singleHan(at, value);
  return parseSections(text, at, grammar);
}

/** Whether scale words, signs or a scale in Latin letters may stand here after digits, with a space before it or without. */
function mayGoOnAfterDigits(unit: number): boolean {
  return goesOnInNumeral(unit) || isSpace(unit) || unit === THOUSANDS_W || isEnglishScaleInitial(unit);
}

/** Digits that nothing follows which belongs to them: most numerals. */
function plainArabic({ start, end, literal, decimals, grouped }: Arabic): Numeral {
  const value = valueOf(literal);
  return {
    start, end, lo: value, hi: value, more: false, about: false, form: 'arabic', loneScale: false, exponent: 0, smallExponent: 0,
    vague: false, paired: false, digitRow: false, decimals, grouped, length: end - start,
  };
}

/** So many digits are exact in a double, and so is the power of ten below them: their quotient is the nearest number to the literal. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** The value of digits with a point or none; as Number, without a call out of the compiled code. */
function valueOf(literal: string): number {
  if (literal.length > EXACT_DIGITS) return Number(literal);
  let digits = 0;
  let point = literal.length - 1;
  for (let i = 0; i < literal.length; i++) {
    const unit = literal.charCodeAt(i);
    if (unit === POINT) point = i;
    else digits = digits * 10 + unit - 0x30;
  }
  return digits / (POWERS_OF_TEN[literal.length - 1 - point] as number);
}

/** One Chinese digit by itself. */
function singleHan(at: number, value: number): Numeral {
  return {
    start: at, end: at + 1, lo: value, hi: value, more: false, about: false, form: 'han', loneScale: false, exponent: 0, smallExponent: 0,
    vague: false, paired: false, digitRow: false, decimals: false, grouped: false, length: 1,
  };
}

/** What may follow a formal numeral: more of it, a decimal point, money. */
function goesOnFormally(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return digits.has(unit) || scales.has(unit) || '点元圆角分'.includes(text[at] ?? ' ');
}

interface Arabic {
  readonly start: number;
  readonly end: number;
  /** Digits and point, without grouping commas. */
  readonly literal: string;
  readonly decimals: boolean;
  readonly grouped: boolean;
}

function parseArabic(text: string, at: number, grammar: Grammar): Arabic {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  let grouped = false;
  if (i - at <= 3) {
    while (isGroup(text, i) && text.charCodeAt(i) === COMMA && (grammar.isGroupingComma(i) || groupsByForm(text, at, i, grammar))) {
      grouped = true;
      i += 4;
    }
    if (!grouped) {
      const spaced = spacedGroupsEnd(text, at, i, grammar);
      grouped = spaced > i;
      i = spaced;
    }
  }
  let decimals = false;
  let pointed = false;
  if (isDigit(text.charCodeAt(i + 1)) && (text.charCodeAt(i) === POINT || (text.charCodeAt(i) === MIDDLE_POINT && isMiddlePoint(text, i, grammar)))) {
    decimals = true;
    pointed = text.charCodeAt(i) === MIDDLE_POINT;
    i++;
    while (isDigit(text.charCodeAt(i))) i++;
  }
  let literal = text.slice(at, i);
  if (grouped) literal = literal.replaceAll(/[, ]/g, '');
  if (pointed) literal = literal.replace('·', '.');
  return { start: at, end: i, literal, decimals, grouped };
}

/** 15·8%: a middle dot is a decimal point where a unit follows the digits; 9·11 is a name, and so is 4·18 of 4·18国际古迹遗址日. */
function isMiddlePoint(text: string, at: number, grammar: Grammar): boolean {
  let end = at + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const unit = scaleAt(text, end, grammar) === undefined ? grammar.units.longest(text, end, ({ kind, name }) => kind !== 'duration' && kind !== 'noUnit' && name !== '国') : undefined;
  return unit !== undefined || scaleAt(text, end, grammar) !== undefined;
}

/** A sign and three digits that do not go on. */
function isGroup(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2)) && isDigit(text.charCodeAt(at + 3)) && !isDigit(text.charCodeAt(at + 4));
}

/** A full-width comma groups where a clause could hardly begin: in a number of two groups and more, and before zeros that a unit follows. */
function groupsByForm(text: string, start: number, comma: number, grammar: Grammar): boolean {
  if (text[start] === '0' || isDigit(text.charCodeAt(start - 1)) || text[start - 1] === '.') return false;
  const next = comma + 4;
  if (text.charCodeAt(next) === COMMA && isGroup(text, next)) return true;
  if (text[comma - 4] === ',' && comma - 4 > start) return true;
  return text[comma + 1] === '0' && (scaleAt(text, next, grammar) !== undefined || grammar.units.longest(text, next) !== undefined);
}

/** 12 000人: groups of three digits with a space before each, and a unit after the last. */
function spacedGroupsEnd(text: string, start: number, at: number, grammar: Grammar): number {
  if (text[start] === '0' || isDigit(text.charCodeAt(start - 2)) || isLatin(text.charCodeAt(start - 1)) || isLatin(text.charCodeAt(start - 2))) return at;
  let end = at;
  while (text[end] === ' ' && isGroup(text, end)) end += 4;
  const isCounted = end > at && isHan(text.charCodeAt(end)) && (scaleAt(text, end, grammar) !== undefined || grammar.units.longest(text, end) !== undefined);
  return isCounted ? end : at;
}

/** `26 billion`: one numeral, as its Chinese counterpart would be. */
function englishScaleAfter(text: string, arabic: Arabic): Numeral | undefined {
  const from = text[arabic.end] === ' ' ? arabic.end + 1 : arabic.end;
  if (!isEnglishScaleInitial(text.charCodeAt(from))) return undefined;
  ENGLISH_WORD.lastIndex = from;
  const found = ENGLISH_WORD.exec(text)?.[0];
  const exponent = found === undefined ? undefined : englishScales.get(found);
  if (found === undefined || exponent === undefined) return undefined;
  const value = Number(`${arabic.literal}e${exponent}`);
  const end = from + found.length;
  return {
    start: arabic.start, end, lo: value, hi: value, more: false, about: false, form: 'mixed', loneScale: false, exponent, smallExponent: 0,
    vague: false, paired: false, digitRow: false, decimals: arabic.decimals, grouped: arabic.grouped, length: end - arabic.start,
  };
}

const ENGLISH_WORD = /[a-z]+(?![A-Za-z0-9])/y;

/** The t, m and b that English scale words begin with. */
function isEnglishScaleInitial(unit: number): boolean {
  return unit === 0x74 || unit === 0x6d || unit === 0x62;
}

/** A decimal number and the scale words after it (`1.5万亿`); exact, because the exponent is put into the literal. */
function scaleDecimal(text: string, at: number, arabic: Arabic, grammar: Grammar): Numeral {
  const scaled = scaleRun(text, arabic.end, grammar);
  const value = Number(`${arabic.literal}e${scaled.exponent}`);
  const tail = parseTail(text, scaled.end, value, scaled.exponent > 0, grammar);
  const trailing = tail.more && scaled.exponent === 0 ? scaleRun(text, tail.end, grammar) : { end: tail.end, exponent: 0 };
  const times = 10 ** trailing.exponent;
  return {
    start: at, end: trailing.end, lo: value * times, hi: value * times, more: tail.more, about: tail.about, form: scaled.end > arabic.end ? 'mixed' : 'arabic',
    loneScale: false, exponent: scaled.exponent + trailing.exponent, smallExponent: 0, vague: false, paired: false, digitRow: false, decimals: true, grouped: arabic.grouped, length: trailing.end - at,
  };
}

/** Scale words in a row (万亿), spaces before the first allowed. */
function scaleRun(text: string, at: number, grammar: Grammar): { readonly end: number; readonly exponent: number } {
  let end = at;
  let exponent = 0;
  let i = at;
  while (isSpace(text.charCodeAt(i)) && i - at < 2) i++;
  for (;;) {
    const power = scaleAt(text, i, grammar);
    if (power === undefined || (i > end && end === at && i > at && power < 4)) break;
    exponent += power;
    i++;
    end = i;
  }
  return { end, exponent };
}

/** The exponent of the scale word at the offset, unless it begins a unit (千克) or is the w of a word. */
function scaleAt(text: string, at: number, grammar: Grammar): number | undefined {
  const unit = text.charCodeAt(at);
  const power = scales.get(unit);
  if (power === undefined) return undefined;
  if (unit === THOUSANDS_W) return isHan(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at - 1)) ? power : undefined;
  if (power >= LARGEST_SMALL_SCALE && power !== 8 || power === 2) {
    if (grammar.units.hasScaled(text, at)) return undefined;
  }
  return power;
}

interface Pair {
  lo: number;
  hi: number;
}

/**
 * Chinese and mixed numerals: sections of up to four digits (千百十), each closed by a large scale. A
 * large scale that is not smaller than the one before multiplies all that came before (四万万, 十万亿);
 * a last digit after a scale without 零 counts in the next lower scale (三万五 is 35000).
 */
function parseSections(text: string, at: number, grammar: Grammar): Numeral | undefined {
  const row = digits.has(text.charCodeAt(at)) ? digitRun(text, at, grammar) : [];
  if (row.length >= 2 && (!pairOf(row) || isHanDecimal(text, at + row.length, grammar))) return digitRowNumeral(text, at, row, grammar);
  const s = newSections(at);
  while (readNext(text, s, grammar));
  return s.end === at ? undefined : numeralOf(text, s, grammar);
}

/** A numeral as far as it is read. */
interface Sections {
  readonly start: number;
  /** Where reading goes on. */
  i: number;
  /** End of what surely belongs to the numeral. */
  end: number;
  /** What the large scales so far have closed, and the section that is open. */
  readonly total: Pair;
  readonly section: Pair;
  /** A digit or Arabic number that no scale has followed yet. */
  digit: Pair | undefined;
  /** Its Arabic digits; empty for a Chinese one. */
  literal: string;
  /** Exponents of the last large scale, of the last scale, and of the smallest in the open section. */
  lastLarge: number;
  lastScale: number;
  smallest: number;
  /** 零 stands before the next digit. */
  zero: boolean;
  more: boolean;
  /** 来 stands inside (十来万). */
  about: boolean;
  hasArabic: boolean;
  hasHan: boolean;
  /** Something but scales: 百 alone has none. */
  hasCoefficient: boolean;
  vague: boolean;
  /** What a vague digit's upper end falls short of is one less than this, its scale. */
  vagueScale: number;
  paired: boolean;
  grouped: boolean;
  exponent: number;
  smallExponent: number;
}

function newSections(at: number): Sections {
  return {
    start: at, i: at, end: at, total: { lo: 0, hi: 0 }, section: { lo: 0, hi: 0 }, digit: undefined, literal: '', lastLarge: 0, lastScale: 0, smallest: Infinity,
    zero: false, more: false, about: false, hasArabic: false, hasHan: false, hasCoefficient: false, vague: false, vagueScale: 0, paired: false, grouped: false, exponent: 0, smallExponent: 0,
  };
}

/** Reads the next part of a numeral; false where it ends. */
function readNext(text: string, s: Sections, grammar: Grammar): boolean {
  const unit = text.charCodeAt(s.i);
  if (isDigit(unit)) return readArabic(text, s, grammar);
  const power = scaleAt(text, s.i, grammar);
  if (power !== undefined) return power <= LARGEST_SMALL_SCALE ? readSmallScale(text, s, power, grammar) : readLargeScale(text, s, power, grammar);
  if (vagueDigits.has(unit)) return readVague(text, s);
  const whole = tens.get(unit);
  if (whole !== undefined) return readTens(text, s, whole, grammar);
  const value = digits.get(unit);
  if (value !== undefined) return readHan(text, s, unit, value, grammar);
  // 500多万: the sign stands before the scale.
  if (!s.digit || !moreSigns.has(unit) || !s.hasArabic || (scaleAt(text, s.i + 1, grammar) ?? 0) < 3) return false;
  s.more = true;
  s.i++;
  return true;
}

function readArabic(text: string, s: Sections, grammar: Grammar): boolean {
  if (s.digit) return false;
  const arabic = parseArabic(text, s.i, grammar);
  if (arabic.decimals && s.end > s.start) return false;
  const value = valueOf(arabic.literal);
  if (s.smallest !== Infinity && value >= 10 ** s.smallest) return false;
  s.digit = { lo: value, hi: value };
  s.literal = arabic.literal;
  s.grouped ||= arabic.grouped;
  s.hasArabic = s.hasCoefficient = true;
  s.i = s.end = arabic.end;
  s.exponent = s.smallExponent = 0;
  // One space may stand between digits and a large scale word: `177 亿`.
  if (isSpace(text.charCodeAt(s.i)) && (scaleAt(text, s.i + 1, grammar) ?? 0) >= 4) s.i++;
  return true;
}

/** 十, 百, 千: closes a digit of the open section. */
function readSmallScale(text: string, s: Sections, power: number, grammar: Grammar): boolean {
  // A small scale follows only a larger one (三百五十), or opens a new section with its own digit.
  if (s.smallest <= power && (!s.digit || s.section.lo > 0)) return false;
  // 3百 and 4千, but no 2024百.
  if (s.literal.length > 1 && s.digit) return false;
  if (!s.digit && s.end > s.start && !s.zero && power !== TEN) return false;
  const times = 10 ** power;
  const own: Pair = s.digit ?? { lo: 1, hi: 1 };
  if (s.digit || power === TEN) s.hasCoefficient = true;
  s.section.lo += own.lo * times;
  s.section.hi += own.hi * times;
  s.digit = undefined;
  s.smallest = power;
  s.smallExponent = power;
  s.exponent = 0;
  passScale(text, s, power, grammar);
  return true;
}

/** 廿, 卅: digit and 十 in one. */
function readTens(text: string, s: Sections, value: number, grammar: Grammar): boolean {
  if (s.digit || s.smallest <= TEN) return false;
  s.section.lo += value;
  s.section.hi += value;
  s.hasCoefficient = true;
  s.smallest = s.smallExponent = TEN;
  s.exponent = 0;
  passScale(text, s, TEN, grammar);
  return true;
}

/** 万, 亿: closes the open section. */
function readLargeScale(text: string, s: Sections, power: number, grammar: Grammar): boolean {
  if (s.end > s.start && !s.digit && s.section.lo === 0 && s.lastLarge === 0 && s.total.lo === 0) return false;
  if (s.zero && !s.digit && s.section.lo === 0) return false;
  closeSection(s, power);
  s.exponent = s.exponent > 0 && scales.has(text.charCodeAt(s.i - 1)) ? s.exponent + power : power;
  s.smallExponent = 0;
  s.smallest = Infinity;
  passScale(text, s, power, grammar);
  return true;
}

function closeSection(s: Sections, power: number): void {
  const { total, section, digit, lastLarge } = s;
  const scale = 10 ** power;
  const own = { lo: section.lo + (digit?.lo ?? 0), hi: section.hi + (digit?.hi ?? 0) };
  if (lastLarge > 0 && lastLarge <= power) {
    total.lo = (total.lo + own.lo) * scale;
    total.hi = (total.hi + own.hi) * scale;
  } else if (lastLarge > 0 && own.lo === 0 && own.hi === 0) {
    // 万 straight after 亿, as in 一亿万: multiplies too.
    total.lo *= scale;
    total.hi *= scale;
  } else {
    const lone = own.lo === 0 && own.hi === 0;
    total.lo += (lone ? 1 : own.lo) * scale;
    total.hi += (lone ? 1 : own.hi) * scale;
  }
  s.lastLarge = power;
  section.lo = section.hi = 0;
  s.digit = undefined;
}

function passScale(text: string, s: Sections, power: number, grammar: Grammar): void {
  s.lastScale = power;
  if (s.vagueScale > 0) s.vagueScale *= 10 ** power;
  s.zero = false;
  s.hasHan = true;
  s.end = ++s.i;
  // 一千多万, 500余万: the sign stands inside.
  if (moreSigns.has(text.charCodeAt(s.i)) && (scaleAt(text, s.i + 1, grammar) ?? 0) >= 2) {
    s.more = true;
    s.i++;
  } else if (aboutSigns.has(text.charCodeAt(s.i)) && (scaleAt(text, s.i + 1, grammar) ?? 0) >= 4) {
    s.about = true;
    s.i++;
  }
}

/** 几, 数; after Arabic tens too (20几岁). */
function readVague(text: string, s: Sections): boolean {
  if (s.vague) return false;
  const isTens = s.digit !== undefined && s.literal.length > 1 && s.digit.lo % 10 === 0 && s.digit.lo < 100 && text[s.i] === '几';
  if (s.digit && !isTens) return false;
  if (!isTens && s.end > s.start && (s.lastScale === 0 || s.lastScale > 2)) return false;
  if (isTens && s.digit) {
    s.section.lo += s.digit.lo;
    s.section.hi += s.digit.hi;
    s.literal = '';
  }
  s.vague = true;
  s.vagueScale = 1;
  takeHan(s, { lo: 2, hi: 9 }, 1);
  return true;
}

/** A Chinese digit, 零 between scales, or two neighbours that mean one or the other. */
function readHan(text: string, s: Sections, unit: number, value: number, grammar: Grammar): boolean {
  const begun = s.end > s.start;
  if (unit === LIANG && begun && !((scaleAt(text, s.i + 1, grammar) ?? 0) >= 2)) return false;
  if (s.digit) return false;
  if (begun && formalNumerals.has(unit) && isHan(text.charCodeAt(s.i + 1)) && !goesOnFormally(text, s.i + 1)) return false;
  if ((unit === ZERO || unit === ZERO_SIGN) && begun) return readZero(text, s);
  const row = digitRun(text, s.i, grammar);
  if (row.length >= 2) {
    const pair = pairOf(row);
    if (!pair || (begun && scaleAt(text, s.i + 2, grammar) === undefined && s.lastScale !== 1)) return false;
    s.paired = true;
    takeHan(s, { lo: pair[0], hi: pair[1] }, 2);
  } else {
    s.literal = '';
    takeHan(s, { lo: value, hi: value }, 1);
  }
  s.exponent = s.smallExponent = 0;
  return true;
}

/** 零 between scales is a placeholder; it belongs to the numeral only when more follows. */
function readZero(text: string, s: Sections): boolean {
  const next = text.charCodeAt(s.i + 1);
  if (!(digits.has(next) || isDigit(next) || scales.get(next) === TEN) || s.lastScale === 0) return false;
  s.zero = true;
  s.smallest = Infinity;
  s.i++;
  return true;
}

function takeHan(s: Sections, digit: Pair, length: number): void {
  s.digit = digit;
  s.hasHan = s.hasCoefficient = true;
  s.i += length;
  s.end = s.i;
}

/** The value of what was read, with decimals and 多, 余 or 来 after it. */
function numeralOf(text: string, s: Sections, grammar: Grammar): Numeral {
  const { total, section, digit, literal, lastScale, vague, paired, hasArabic, hasHan } = s;
  let { end, exponent, smallExponent } = s;
  if (digit) {
    const single = literal === '' || literal.length === 1;
    const abbreviated = single && !s.zero && lastScale >= 2 && !vague && digit.lo !== 0 && (s.smallest === Infinity || s.smallest === lastScale) && !(hasArabic && literal === '');
    const times = abbreviated ? 10 ** (lastScale - 1) : 1;
    section.lo += digit.lo * times;
    section.hi += digit.hi * times;
  }
  let lo = total.lo + section.lo;
  let hi = total.hi + section.hi;
  if (s.vagueScale > 1) hi += s.vagueScale - 1;
  let decimals = false;
  // 点 and digits: decimals, with scale words after them (六点四二万).
  const isPoint = text.charCodeAt(end) === HAN_POINT || (!hasArabic && isHanDecimal(text, end, grammar));
  if (isPoint && !vague && !paired && digits.has(text.charCodeAt(end + 1)) && text.charCodeAt(end + 1) !== LIANG && hasHan !== hasArabic) {
    let k = end + 1;
    let fraction = '';
    while (digits.has(text.charCodeAt(k)) && text.charCodeAt(k) !== LIANG) fraction += String(digits.get(text.charCodeAt(k++)));
    const run = scaleRun(text, k, grammar);
    lo = hi = Number(`${lo}.${fraction}e${run.exponent}`);
    exponent = run.exponent;
    decimals = true;
    end = run.end;
    smallExponent = 0;
  }
  const tail = s.more ? { end, more: false, about: false } : parseTail(text, end, lo, lastScale > 0 || vague, grammar, !s.hasCoefficient);
  const scaledTail = tail.more && !scales.has(text.charCodeAt(end - 1)) ? scaleRun(text, tail.end, grammar) : { end: tail.end, exponent: 0 };
  const times = 10 ** scaledTail.exponent;
  return {
    start: s.start, end: scaledTail.end, lo: lo * times, hi: hi * times, more: s.more || tail.more, about: s.about || tail.about,
    form: hasArabic ? (hasHan ? 'mixed' : 'arabic') : 'han',
    loneScale: !s.hasCoefficient, exponent: exponent + scaledTail.exponent, smallExponent, vague, paired, digitRow: false, decimals, grouped: s.grouped, length: end - s.start,
  };
}

/** 多, 余 and 来 straight after a round numeral (80多, 二十余, 十来). */
function parseTail(text: string, at: number, value: number, scaled: boolean, grammar: Grammar, isLoneScale = false): { readonly end: number; readonly more: boolean; readonly about: boolean } {
  const unit = text.charCodeAt(at);
  const none = { end: at, more: false, about: false };
  if (!scaled && value % 10 !== 0) return none;
  if (moreSigns.has(unit)) {
    const word = text.slice(at, at + 2);
    if (/^(?:多[样元维模]|余[额下地热温量])/.test(word) && !grammar.units.longest(text, at + 1)) return none;
    return { end: at + 1, more: true, about: false };
  }
  // 万把元, 百把人: about a round number, its scale alone.
  if (text[at] === '把' && isLoneScale && grammar.units.longest(text, at + 1)) return { end: at + 1, more: false, about: true };
  // 来 needs its unit at once: 十来个, but 10来自.
  if (aboutSigns.has(unit) && value % 10 === 0 && grammar.units.longest(text, at + 1)) return { end: at + 1, more: false, about: true };
  return none;
}

function digitRun(text: string, at: number, grammar: Grammar): number[] {
  const row: number[] = [];
  for (let i = at; ; i++) {
    const value = digits.get(text.charCodeAt(i));
    // 一两个 is one or two; elsewhere 两 after a digit is the weight (六两).
    const isOneOrTwo = i === at + 1 && row[0] === 1 && (grammar.units.longest(text, i + 1) !== undefined || (scales.get(text.charCodeAt(i + 1)) ?? 0) >= 2);
    if (value === undefined || (i > at && text.charCodeAt(i) === LIANG && !isOneOrTwo)) return row;
    row.push(value);
  }
}

/** The point of 三.六%: Chinese digits after it, and then a unit. */
function isHanDecimal(text: string, at: number, grammar: Grammar): boolean {
  if (text.charCodeAt(at) !== POINT && text[at] !== '·') return false;
  let end = at + 1;
  while (digits.has(text.charCodeAt(end))) end++;
  return end > at + 1 && (scaleAt(text, end, grammar) !== undefined || grammar.units.longest(text, end, ({ kind }) => kind !== 'noUnit') !== undefined);
}

/** 三四 and 三五: one or the other. */
function pairOf(row: readonly number[]): readonly [number, number] | undefined {
  const [a, b] = row;
  if (row.length !== 2 || a === undefined || b === undefined || a === 0) return undefined;
  return b === a + 1 || (a === 3 && b === 5) ? [a, b] : undefined;
}

function digitRowNumeral(text: string, at: number, row: readonly number[], grammar: Grammar): Numeral {
  let end = at + row.length;
  let literal = row.join('');
  let decimals = false;
  const written = isHanDecimal(text, end, grammar);
  if (written || (text.charCodeAt(end) === HAN_POINT && digits.has(text.charCodeAt(end + 1)))) {
    const fraction = digitRun(text, end + 1, grammar);
    literal += `.${fraction.join('')}`;
    end += 1 + fraction.length;
    decimals = true;
  }
  const scaled = written ? scaleRun(text, end, grammar) : { end, exponent: 0 };
  const value = Number(`${literal}e${scaled.exponent}`);
  // 八八%, 一三一日元, 一○五人: read one by one, and yet a number.
  const isNumber = written || isRowOfUnit(text, end, row, grammar);
  return {
    start: at, end: scaled.end, lo: value, hi: value, more: false, about: false, form: 'han', loneScale: false, exponent: scaled.exponent, smallExponent: 0,
    vague: false, paired: false, digitRow: !isNumber, decimals, grouped: false, length: scaled.end - at,
  };
}

/** Whether digits read one by one count what follows: per cent and money, and anything else where a zero shows that they are one number. */
function isRowOfUnit(text: string, at: number, row: readonly number[], grammar: Grammar): boolean {
  const unit = grammar.units.longest(text, at);
  if (!unit || row[0] === 0 || row.length > 4 || unit.value.ordinalOnly || isOneOf(text, unit.end, unit.value.notBefore)) return false;
  switch (unit.value.kind) {
    case 'percent':
      return unit.value.name !== '折' && unit.value.name !== '成';
    case 'money':
      return true;
    case 'classifier':
    case 'measure':
      return row.length >= 3 && row.slice(1).includes(0) && unit.value.name !== '米';
    case 'duration':
    case 'multiple':
    case 'noUnit':
    case 'subunit':
      return false;
  }
}
