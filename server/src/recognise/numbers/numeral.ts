import { isDigit, isHan, isSpace } from '../../text/characters';
import { aboutSigns, digits, englishScales, formalNumerals, moreSigns, scales, scaleUnits, units, vagueDigits } from './lexicon';

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
const COMMA = ','.charCodeAt(0);
const HAN_POINT = '点'.charCodeAt(0);
const LIANG = '两'.charCodeAt(0);
const ZERO = '零'.charCodeAt(0);
const ZERO_SIGN = '〇'.charCodeAt(0);
const THOUSANDS_W = 'w'.charCodeAt(0);
const TEN = 1;
const LARGEST_SMALL_SCALE = 3;

/** Which comma of the reading groups thousands: the half-width one. Given the offset of a comma. */
export type IsGroupingComma = (offset: number) => boolean;

/** Whether the code unit can begin a numeral. */
export function beginsNumeral(unit: number): boolean {
  return isDigit(unit) || digits.has(unit) || vagueDigits.has(unit) || (scales.has(unit) && unit !== THOUSANDS_W);
}

/** The numeral that begins at the offset, as long as it goes; undefined when none does. */
export function parseNumeral(text: string, at: number, isGroupingComma: IsGroupingComma = () => true): Numeral | undefined {
  const first = text.charCodeAt(at);
  if (isDigit(first)) {
    const arabic = parseArabic(text, at, isGroupingComma);
    const english = englishScaleAfter(text, arabic);
    if (english) return english;
    return arabic.decimals ? scaleDecimal(text, at, arabic) : parseSections(text, at, isGroupingComma);
  }
  if (!beginsNumeral(first)) return undefined;
  if (formalNumerals.has(first) && !goesOnFormally(text, at + 1)) return undefined;
  return parseSections(text, at, isGroupingComma);
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

function parseArabic(text: string, at: number, isGroupingComma: IsGroupingComma): Arabic {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  let grouped = false;
  if (i - at <= 3) {
    while (text.charCodeAt(i) === COMMA && isDigit(text.charCodeAt(i + 1)) && isDigit(text.charCodeAt(i + 2)) && isDigit(text.charCodeAt(i + 3))
      && !isDigit(text.charCodeAt(i + 4)) && isGroupingComma(i)) {
      grouped = true;
      i += 4;
    }
  }
  let decimals = false;
  if (text.charCodeAt(i) === POINT && isDigit(text.charCodeAt(i + 1))) {
    decimals = true;
    i++;
    while (isDigit(text.charCodeAt(i))) i++;
  }
  const literal = text.slice(at, i);
  return { start: at, end: i, literal: grouped ? literal.replaceAll(',', '') : literal, decimals, grouped };
}

/** `26 billion`: one numeral, as its Chinese counterpart would be. */
function englishScaleAfter(text: string, arabic: Arabic): Numeral | undefined {
  const from = text[arabic.end] === ' ' ? arabic.end + 1 : arabic.end;
  if (!ENGLISH_LETTER.test(text[from] ?? '')) return undefined;
  const word = /[a-z]+(?![A-Za-z0-9])/y;
  word.lastIndex = from;
  const found = word.exec(text)?.[0];
  const exponent = found === undefined ? undefined : englishScales.get(found);
  if (found === undefined || exponent === undefined) return undefined;
  const value = Number(`${arabic.literal}e${exponent}`);
  const end = from + found.length;
  return {
    start: arabic.start, end, lo: value, hi: value, more: false, about: false, form: 'mixed', loneScale: false, exponent, smallExponent: 0,
    vague: false, paired: false, digitRow: false, decimals: arabic.decimals, grouped: arabic.grouped, length: end - arabic.start,
  };
}

/** The first letters of the English scale words. */
const ENGLISH_LETTER = /[tmb]/;

/** A decimal number and the scale words after it (`1.5万亿`); exact, because the exponent is put into the literal. */
function scaleDecimal(text: string, at: number, arabic: Arabic): Numeral {
  const scaled = scaleRun(text, arabic.end);
  const value = Number(`${arabic.literal}e${scaled.exponent}`);
  const tail = parseTail(text, scaled.end, value, scaled.exponent > 0);
  const trailing = tail.more && scaled.exponent === 0 ? scaleRun(text, tail.end) : { end: tail.end, exponent: 0 };
  const times = 10 ** trailing.exponent;
  return {
    start: at, end: trailing.end, lo: value * times, hi: value * times, more: tail.more, about: tail.about, form: scaled.end > arabic.end ? 'mixed' : 'arabic',
    loneScale: false, exponent: scaled.exponent + trailing.exponent, smallExponent: 0, vague: false, paired: false, digitRow: false, decimals: true, grouped: arabic.grouped, length: trailing.end - at,
  };
}

/** Scale words in a row (万亿), spaces before the first allowed. */
function scaleRun(text: string, at: number): { readonly end: number; readonly exponent: number } {
  let end = at;
  let exponent = 0;
  let i = at;
  while (isSpace(text.charCodeAt(i)) && i - at < 2) i++;
  for (;;) {
    const power = scaleAt(text, i);
    if (power === undefined || (i > end && end === at && i > at && power < 4)) break;
    exponent += power;
    i++;
    end = i;
  }
  return { end, exponent };
}

/** The exponent of the scale word at the offset, unless it begins a unit (千克) or is the w of a word. */
function scaleAt(text: string, at: number): number | undefined {
  const unit = text.charCodeAt(at);
  const power = scales.get(unit);
  if (power === undefined) return undefined;
  if (unit === THOUSANDS_W) return isHan(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at - 1)) ? power : undefined;
  if (power >= LARGEST_SMALL_SCALE && power !== 8 || power === 2) {
    if (scaleUnits.longest(text, at)) return undefined;
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
function parseSections(text: string, at: number, isGroupingComma: IsGroupingComma): Numeral | undefined {
  const total: Pair = { lo: 0, hi: 0 };
  const section: Pair = { lo: 0, hi: 0 };
  let digit: Pair | undefined;
  let i = at;
  let end = at;
  let lastLarge = 0;
  let lastScale = 0;
  let smallest = Infinity;
  let zero = false;
  let more = false;
  let hasArabic = false;
  let hasHan = false;
  let hasCoefficient = false;
  let vague = false;
  /** What a vague digit's upper end falls short of: one less than its scale. */
  let vagueScale = 0;
  let paired = false;
  let grouped = false;
  let exponent = 0;
  let smallExponent = 0;
  let literal = '';

  const closeSection = (power: number): void => {
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
    lastLarge = power;
    section.lo = section.hi = 0;
    digit = undefined;
  };

  for (;;) {
    const unit = text.charCodeAt(i);
    if (isDigit(unit)) {
      if (digit) break;
      const arabic = parseArabic(text, i, isGroupingComma);
      if (arabic.decimals && end > at) break;
      const value = Number(arabic.literal);
      if (smallest !== Infinity && value >= 10 ** smallest) break;
      digit = { lo: value, hi: value };
      literal = arabic.literal;
      grouped ||= arabic.grouped;
      hasArabic = hasCoefficient = true;
      i = end = arabic.end;
      exponent = smallExponent = 0;
      // One space may stand between digits and a large scale word: `177 亿`.
      if (isSpace(text.charCodeAt(i)) && (scaleAt(text, i + 1) ?? 0) >= 4) i++;
      continue;
    }
    const power = scaleAt(text, i);
    if (power !== undefined) {
      if (power <= LARGEST_SMALL_SCALE) {
        // A small scale follows only a larger one (三百五十), or opens a new section with its own digit.
        if (smallest <= power && (!digit || section.lo > 0)) break;
        // 3百 and 4千, but no 2024百.
        if (literal.length > 1 && digit) break;
        const times = 10 ** power;
        if (!digit && end > at && !zero && power !== TEN) break;
        const own: Pair = digit ?? { lo: 1, hi: 1 };
        if (digit) hasCoefficient = true;
        else if (power === TEN) hasCoefficient = true;
        section.lo += own.lo * times;
        section.hi += own.hi * times;
        digit = undefined;
        smallest = power;
        smallExponent = power;
        exponent = 0;
      } else {
        if (end > at && !digit && section.lo === 0 && lastLarge === 0 && total.lo === 0) break;
        if (zero && !digit && section.lo === 0) break;
        closeSection(power);
        exponent = exponent > 0 && scales.has(text.charCodeAt(i - 1)) ? exponent + power : power;
        smallExponent = 0;
        smallest = Infinity;
      }
      lastScale = power;
      if (vagueScale > 0) vagueScale *= 10 ** power;
      zero = false;
      hasHan = true;
      i++;
      end = i;
      // 一千多万, 500余万: the sign stands inside.
      if (moreSigns.has(text.charCodeAt(i)) && (scaleAt(text, i + 1) ?? 0) >= 2) {
        more = true;
        i++;
      }
      continue;
    }
    if (vagueDigits.has(unit)) {
      if (digit || vague) break;
      if (end > at && (lastScale === 0 || lastScale > 2)) break;
      digit = { lo: 2, hi: 9 };
      vague = true;
      vagueScale = 1;
      hasHan = hasCoefficient = true;
      i++;
      end = i;
      continue;
    }
    const value = digits.get(unit);
    if (value === undefined) {
      if (digit && moreSigns.has(unit) && hasArabic && (scaleAt(text, i + 1) ?? 0) >= 3) {
        more = true;
        i++;
        continue;
      }
      break;
    }
    if (unit === LIANG && end > at && !((scaleAt(text, i + 1) ?? 0) >= 2)) break;
    if (digit) break;
    if (end > at && formalNumerals.has(unit) && isHan(text.charCodeAt(i + 1)) && !goesOnFormally(text, i + 1)) break;
    if ((unit === ZERO || unit === ZERO_SIGN) && end > at && !digit) {
      // 零 between scales is a placeholder; it belongs to the numeral only when more follows.
      const next = text.charCodeAt(i + 1);
      if (!(digits.has(next) || isDigit(next) || scales.get(next) === TEN)) break;
      if (lastScale === 0) break;
      zero = true;
      smallest = Infinity;
      i++;
      continue;
    }
    // A row of digits: two neighbours mean "one or the other", everything else is read digit by digit.
    const row = digitRun(text, i);
    if (row.length >= 2) {
      const pair = pairOf(row);
      if (end === at && !pair) return digitRowNumeral(text, at, row);
      if (!pair) break;
      const next = scaleAt(text, i + 2);
      if (end > at && next === undefined && lastScale !== 1) break;
      digit = { lo: pair[0], hi: pair[1] };
      paired = true;
      hasHan = hasCoefficient = true;
      i += 2;
      end = i;
      exponent = smallExponent = 0;
      continue;
    }
    digit = { lo: value, hi: value };
    hasHan = hasCoefficient = true;
    literal = '';
    i++;
    end = i;
    exponent = smallExponent = 0;
  }
  if (end === at) return undefined;
  if (digit) {
    const single = literal === '' || literal.length === 1;
    const abbreviated = single && !zero && lastScale >= 2 && !vague && digit.lo !== 0 && (smallest === Infinity || smallest === lastScale) && !(hasArabic && literal === '');
    const times = abbreviated ? 10 ** (lastScale - 1) : 1;
    section.lo += digit.lo * times;
    section.hi += digit.hi * times;
  }
  let lo = total.lo + section.lo;
  let hi = total.hi + section.hi;
  if (vagueScale > 1) hi += vagueScale - 1;
  let decimals = false;
  // 点 and digits: decimals, with scale words after them (六点四二万).
  if (text.charCodeAt(end) === HAN_POINT && !vague && !paired && digits.has(text.charCodeAt(end + 1)) && text.charCodeAt(end + 1) !== LIANG && hasHan !== hasArabic) {
    let k = end + 1;
    let fraction = '';
    while (digits.has(text.charCodeAt(k)) && text.charCodeAt(k) !== LIANG) fraction += String(digits.get(text.charCodeAt(k++)));
    const run = scaleRun(text, k);
    lo = hi = Number(`${lo}.${fraction}e${run.exponent}`);
    exponent = run.exponent;
    decimals = true;
    end = run.end;
    smallExponent = 0;
  }
  const tail = more ? { end, more: false, about: false } : parseTail(text, end, lo, lastScale > 0 || vague);
  const scaledTail = tail.more && !scales.has(text.charCodeAt(end - 1)) ? scaleRun(text, tail.end) : { end: tail.end, exponent: 0 };
  const times = 10 ** scaledTail.exponent;
  return {
    start: at, end: scaledTail.end, lo: lo * times, hi: hi * times, more: more || tail.more, about: tail.about,
    form: hasArabic ? (hasHan ? 'mixed' : 'arabic') : 'han',
    loneScale: !hasCoefficient, exponent: exponent + scaledTail.exponent, smallExponent, vague, paired, digitRow: false, decimals, grouped, length: end - at,
  };
}

/** 多, 余 and 来 straight after a round numeral (80多, 二十余, 十来). */
function parseTail(text: string, at: number, value: number, scaled: boolean): { readonly end: number; readonly more: boolean; readonly about: boolean } {
  const unit = text.charCodeAt(at);
  const none = { end: at, more: false, about: false };
  if (!scaled && value % 10 !== 0) return none;
  if (moreSigns.has(unit)) {
    const word = text.slice(at, at + 2);
    if (/^(?:多[样元维模]|余[额下地热温量])/.test(word) && !units.longest(text, at + 1)) return none;
    return { end: at + 1, more: true, about: false };
  }
  // 来 needs its unit at once: 十来个, but 10来自.
  if (aboutSigns.has(unit) && value % 10 === 0 && units.longest(text, at + 1)) return { end: at + 1, more: false, about: true };
  return none;
}

function digitRun(text: string, at: number): number[] {
  const row: number[] = [];
  for (let i = at; ; i++) {
    const value = digits.get(text.charCodeAt(i));
    // 一两个 is one or two; elsewhere 两 after a digit is the weight (六两).
    const isOneOrTwo = i === at + 1 && row[0] === 1 && units.longest(text, i + 1) !== undefined;
    if (value === undefined || (i > at && text.charCodeAt(i) === LIANG && !isOneOrTwo)) return row;
    row.push(value);
  }
}

/** 三四 and 三五: one or the other. */
function pairOf(row: readonly number[]): readonly [number, number] | undefined {
  const [a, b] = row;
  if (row.length !== 2 || a === undefined || b === undefined || a === 0) return undefined;
  return b === a + 1 || (a === 3 && b === 5) ? [a, b] : undefined;
}

function digitRowNumeral(text: string, at: number, row: readonly number[]): Numeral {
  let end = at + row.length;
  let literal = row.join('');
  let decimals = false;
  if (text.charCodeAt(end) === HAN_POINT && digits.has(text.charCodeAt(end + 1))) {
    const fraction = digitRun(text, end + 1);
    literal += `.${fraction.join('')}`;
    end += 1 + fraction.length;
    decimals = true;
  }
  const value = Number(literal);
  return {
    start: at, end, lo: value, hi: value, more: false, about: false, form: 'han', loneScale: false, exponent: 0, smallExponent: 0,
    vague: false, paired: false, digitRow: true, decimals, grouped: false, length: end - at,
  };
}
