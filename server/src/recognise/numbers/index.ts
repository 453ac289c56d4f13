import { isDigit, isLatin, isOneOf, standsAt } from '../../text/characters';
import type { Reading } from '../../text/reading';
import { CodeUnitSet } from '../codeUnitSet';
import type { Findings, Recogniser, RecogniserInput } from '../recogniser';
import type { DocumentDate, NumberKind, NumberTag, NumberValue } from '../tags';
import { isArticle } from './article';
import { skipCode, skipDigitWord, skipLatinWord, skipTelephone } from './codes';
import { isCodeBefore } from './context';
import { mayBeHour, parseClock, parseHourRange } from './dates/clock';
import { findDocumentDate } from './dates/documentDate';
import { NamedDates } from './dates/namedDates';
import { parseDate } from './dates/parseDate';
import { unitTableOf, type Grammar } from './grammar';
import { digits, fixedWords, moneyPrefixes, scales } from './lexicon';
import { withMeasures } from './measures';
import { beginsNumeral, goesOnInNumeral } from './numerals/numeral';
import { parseNumeral } from './numerals/parseNumeral';
import { CLOCK, DATE, FIXED, LATIN, openingsOf, PLUS, QUANTITY } from './openings';
import { plainDigitsOf } from './plainDigits';
import { plainDollar } from './plainDollar';
import { parseQuantity } from './quantities/quantity';
import type { CustomUnit, UnitTable } from './units';

/**
 * Finds every expression of quantity and of calendar time of a reading, with its value. Units of the user go before those of
 * the program that are written in the same way.
 */
export function createNumberRecogniser(custom: readonly CustomUnit[] = []): Recogniser {
  const units = unitTableOf(custom);
  return {
    layer: 'number',
    recognise: ({ reading, date }: RecogniserInput): Findings => ({ tags: findNumbers(reading, units, date ?? findDocumentDate(reading.text)) }),
  };
}

function findNumbers(reading: Reading, units: UnitTable, date: DocumentDate | undefined): NumberTag[] {
  const { text, source } = reading;
  // Full-width commas fold to half-width ones, but only these group thousands.
  const grammar: Grammar = { units, isGroupingComma: (offset) => source[reading.toSource(offset)] !== '，' };
  const dollar = plainDollar(reading);
  const plain = plainDigitsOf(units);
  const named = new NamedDates(text, date);
  const tags: NumberTag[] = [];
  const add = (start: number, end: number, kind: NumberKind, value: NumberValue): number => {
    tags.push({ layer: 'number', start, end, kind, value });
    return end;
  };
  const addQuantity = (at: number): number | undefined => {
    const quantity = parseQuantity(text, at, grammar);
    if (!quantity) return undefined;
    const { start, end, kind, value } = quantity;
    return add(start, end, kind, kind === 'money' ? dollar(value, start, end) : value);
  };
  const addDate = (at: number): number | undefined => {
    const found = parseDate(text, at, named.at(at));
    if (!found) return undefined;
    named.add(found.end, found.year, found.month);
    return add(found.start, found.end, 'date', found.value);
  };
  const addPlain = (at: number): number | undefined => {
    const found = plain.at(text, at);
    if (!found) return undefined;
    const { end, kind, value, year } = found;
    if (kind === undefined) return end;
    if (kind === 'date') named.add(end, year, undefined);
    return add(at, end, kind, kind === 'money' ? dollar(value, at, end) : value);
  };
  /** Reads what stands at the offset: the offset after it, whether it was a number or no. */
  const readAt = (at: number, starts: number): number => {
    const isNumber = isDigit(text.charCodeAt(at));
    let end: number | undefined;
    if (starts & LATIN) return (text[at] === 'Q' ? addDate(at) : undefined) ?? (opensWithMoney(text, at) ? addQuantity(at) : undefined) ?? skipLatinWord(text, at);
    if (starts & FIXED && (end = skipFixedWord(text, at)) > at) return end;
    if (isNumber && (end = addPlain(at)) !== undefined) return end;
    if (starts & PLUS && (end = skipTelephone(text, at)) > at) return end;
    if (starts & DATE && (end = addDate(at)) !== undefined) return end;
    if (starts & CLOCK && (!isNumber || mayBeHour(text, at)) && !isOneOf(text, at - 1, ':.') && (end = addClock(text, at, add)) !== undefined) return end;
    if (isNumber && (end = skipCode(text, at)) > at) return end;
    if (isArticle(text, at, units)) return at + 1;
    if (starts & QUANTITY && !isSignOfOther(text, at) && (end = addQuantity(at)) !== undefined) return end;
    return isNumber ? skipRejected(text, at, grammar) : skipRow(text, at);
  };
  const openings = openingsOf(units).in(text);
  for (let i = openings.next(0); i < text.length; i = openings.next(i)) i = readAt(i, openings.found);
  return withMeasures(text, tags);
}

/** A Latin word that is the sign of a currency (USD, HK$). */
function opensWithMoney(text: string, at: number): boolean {
  return !isLatin(text.charCodeAt(at - 1)) && moneyPrefixes.longest(text, at) !== undefined;
}

/** The offset after an idiom, a name or another fixed word with a numeral in it; `at` when none stands there. */
function skipFixedWord(text: string, at: number): number {
  const longest = fixedWords.longest(text, at);
  if (longest === undefined) return at;
  return standsFixed(text, at, longest.value, longest.end) ? longest.end : skipShorterFixedWord(text, at);
}

function skipShorterFixedWord(text: string, at: number): number {
  return fixedWords.longest(text, at, (except, end) => standsFixed(text, at, except, end))?.end ?? at;
}

/** Whether a fixed word is one where it stands: no number goes on with it (十分|钟, 二百五|十). */
function standsFixed(text: string, at: number, except: string, end: number): boolean {
  return !isOneOf(text, end, except) && !isNumeralCut(text, at, end);
}

/** The dash of a range, a code or a compound (GPT-4, 3-5) is no sign of a number. */
function isSignOfOther(text: string, at: number): boolean {
  if (!SIGNS.hasAt(text, at)) return false;
  const before = text.charCodeAt(at - 1);
  return isDigit(before) || isLatin(before) || isOneOf(text, at - 1, ')-');
}

const SIGNS = CodeUnitSet.of('-+±');

/** The 二百五 of 二百五十: a fixed word that is itself the head of a longer numeral. */
function isNumeralCut(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  return beginsNumeral(text.charCodeAt(start)) && beginsNumeral(text.charCodeAt(end - 1)) && (scales.has(next) || digits.has(next));
}

/** A number that counts nothing is passed as a whole, with the letters that hang on it. */
function skipRejected(text: string, at: number, grammar: Grammar): number {
  const word = skipDigitWord(text, at);
  const numeral = parseNumeral(text, at, grammar);
  return Math.max(at + 1, word, numeral?.form === 'arabic' ? numeral.end : 0);
}

/** No numeral of the language is longer; what is, is passed as a whole, so that the scan stays linear. */
const LONGEST_NUMERAL = 40;

/** A row of Chinese digits that is no number (a telephone number read aloud) is passed as a whole. */
function skipRow(text: string, at: number): number {
  if (!beginsNumeral(text.charCodeAt(at)) || !goesOnInNumeral(text.charCodeAt(at + 1))) return at + 1;
  const numeral = parseNumeral(text, at);
  return numeral && (numeral.digitRow || numeral.length > LONGEST_NUMERAL) ? numeral.end : at + 1;
}

/** Adds a tag; the offset after it. */
type Add = (start: number, end: number, kind: NumberKind, value: NumberValue) => number;

/** Adds the time of day or the range of times at the offset; the offset after it, undefined when none stands there. */
function addClock(text: string, at: number, add: Add): number | undefined {
  if (!parseClock(text, at, true)) return undefined;
  const range = parseHourRange(text, at);
  const clock = range?.from ?? parseClock(text, at);
  if (!clock) return undefined;
  if (isCodeBefore(text, at)) return clock.end;
  if (range) return add(at, range.to.end, 'time', { lo: clock.iso, hi: range.to.iso, iso: `${clock.iso}/${range.to.iso}` });
  const isAbout = standsAt(text, clock.end, '左右') || standsAt(text, clock.end, '前后');
  return isAbout ? add(at, clock.end + 2, 'time', { iso: clock.iso, approx: true }) : add(at, clock.end, 'time', { iso: clock.iso });
}
