import { isDigit, isSpace } from '../../../text/characters';
import { plainGrammar, type Grammar } from '../grammar';
import { digits, englishScales, formalNumerals } from '../lexicon';
import { parseArabic, decimalValue, type Arabic } from './arabic';
import { beginsNumeral, goesOnFormally, goesOnInNumeral, THOUSANDS_W, type Numeral } from './numeral';
import { roundSignsAfter } from './roundNumeral';
import { scaleRun } from './scaleWords';
import { parseSections } from './sections';

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
  const value = decimalValue(literal);
  return {
    start, end, lo: value, hi: value, more: false, about: false, form: 'arabic', loneScale: false, exponent: 0, smallExponent: 0,
    vague: false, paired: false, digitRow: false, decimals, grouped, length: end - start,
  };
}

/** One Chinese digit by itself. */
function singleHan(at: number, value: number): Numeral {
  return {
    start: at, end: at + 1, lo: value, hi: value, more: false, about: false, form: 'han', loneScale: false, exponent: 0, smallExponent: 0,
    vague: false, paired: false, digitRow: false, decimals: false, grouped: false, length: 1,
  };
}

/** A decimal number and the scale words after it (`1.5万亿`); exact, because the exponent is put into the literal. */
function scaleDecimal(text: string, at: number, arabic: Arabic, grammar: Grammar): Numeral {
  const scaled = scaleRun(text, arabic.end, grammar);
  const value = Number(`${arabic.literal}e${scaled.exponent}`);
  const tail = roundSignsAfter(text, scaled.end, value, scaled.exponent > 0, grammar);
  const trailing = tail.more && scaled.exponent === 0 ? scaleRun(text, tail.end, grammar) : { end: tail.end, exponent: 0 };
  const times = 10 ** trailing.exponent;
  return {
    start: at, end: trailing.end, lo: value * times, hi: value * times, more: tail.more, about: tail.about, form: scaled.end > arabic.end ? 'mixed' : 'arabic',
    loneScale: false, exponent: scaled.exponent + trailing.exponent, smallExponent: 0, vague: false, paired: false, digitRow: false, decimals: true, grouped: arabic.grouped, length: trailing.end - at,
  };
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
