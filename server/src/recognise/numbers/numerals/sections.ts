import { isDigit, isHan, isSpace } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { aboutSigns, digits, formalNumerals, moreSigns, scales, tens, vagueDigits } from '../lexicon';
import { parseArabic, decimalValue } from './arabic';
import { digitRowNumeral, digitRun, isHanDecimal, LIANG, pairOf } from './digitRow';
import { goesOnFormally, HAN_POINT, type Numeral } from './numeral';
import { roundSignsAfter } from './roundNumeral';
import { LARGEST_SMALL_SCALE, scaleAt, scaleRun } from './scaleWords';

interface Pair {
  lo: number;
  hi: number;
}

/** The exponent of 十. */
const TEN = 1;
const ZERO = '零'.charCodeAt(0);
const ZERO_SIGN = '〇'.charCodeAt(0);

/**
 * Chinese and mixed numerals: sections of up to four digits (千百十), each closed by a large scale. A
 * large scale that is not smaller than the one before multiplies all that came before (四万万, 十万亿);
 * a last digit after a scale without 零 counts in the next lower scale (三万五 is 35000).
 */
export function parseSections(text: string, at: number, grammar: Grammar): Numeral | undefined {
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
  const value = decimalValue(arabic.literal);
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
  const tail = s.more ? { end, more: false, about: false } : roundSignsAfter(text, end, lo, lastScale > 0 || vague, grammar, !s.hasCoefficient);
  const scaledTail = tail.more && !scales.has(text.charCodeAt(end - 1)) ? scaleRun(text, tail.end, grammar) : { end: tail.end, exponent: 0 };
  const times = 10 ** scaledTail.exponent;
  return {
    start: s.start, end: scaledTail.end, lo: lo * times, hi: hi * times, more: s.more || tail.more, about: s.about || tail.about,
    form: hasArabic ? (hasHan ? 'mixed' : 'arabic') : 'han',
    loneScale: !s.hasCoefficient, exponent: exponent + scaledTail.exponent, smallExponent, vague, paired, digitRow: false, decimals, grouped: s.grouped, length: end - s.start,
  };
}
