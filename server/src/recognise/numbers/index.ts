import type { Findings, Recogniser, RecogniserInput } from '../recogniser';
import type { DocumentDate, NumberTag } from '../tags';
import type { Reading } from '../../text/reading';
import { isDigit, isLatin, isOneOf } from '../../text/characters';
import { parseClock, parseHourRange } from './clock';
import { parseDate, type CalendarContext, type DateMatch } from './calendar';
import { skipCode, skipDigitWord, skipLatinWord, skipTelephone } from './codes';
import { isCodeBefore } from './context';
import { findDocumentDate } from './documentDate';
import { digits, fixedWords, moneyPrefixes, scales } from './lexicon';
import { withMeasures } from './measures';
import { beginsNumeral, parseNumeral } from './numeral';
import { CLOCK, DATE, FIXED, LATIN, openingsOf, PLUS, QUANTITY } from './openings';
import { plainDollar } from './plainDollar';
import { unitTableOf, type Grammar } from './grammar';
import type { CustomUnit, UnitTable } from './units';
import { parseQuantity } from './quantity';

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
  const tags: NumberTag[] = [];
  let named: NamedDate = {};
  const add = (tag: Omit<NumberTag, 'layer'>): number => {
    tags.push({ layer: 'number', ...tag });
    return tag.end;
  };
  const addQuantity = (at: number): number | undefined => {
    const quantity = parseQuantity(text, at, grammar);
    if (!quantity) return undefined;
    return add(quantity.kind === 'money' ? { ...quantity, value: dollar(quantity.value, quantity.start, quantity.end) } : quantity);
  };
  const addDate = (at: number): number | undefined => {
    const found = parseDate(text, at, namedBefore(named, at, date));
    if (!found) return undefined;
    named = nameDate(text, found, named);
    return add({ start: found.start, end: found.end, kind: 'date', value: found.value });
  };
  /** Reads what stands at the offset: the offset after it, whether it was a number or no. */
  const readAt = (at: number, starts: number): number => {
    const isNumber = isDigit(text.charCodeAt(at));
    let end: number | undefined;
    if (starts & LATIN) return (text[at] === 'Q' ? addDate(at) : undefined) ?? (opensWithMoney(text, at) ? addQuantity(at) : undefined) ?? skipLatinWord(text, at);
    if (starts & FIXED && (end = skipFixedWord(text, at)) > at) return end;
    if (starts & PLUS && (end = skipTelephone(text, at)) > at) return end;
    if (starts & DATE && (end = addDate(at)) !== undefined) return end;
    if (starts & CLOCK && !isOneOf(text, at - 1, ':.') && (end = addClock(text, at, add)) !== undefined) return end;
    if (isNumber && (end = skipCode(text, at)) > at) return end;
    if (starts & QUANTITY && !isSignOfOther(text, at) && (end = addQuantity(at)) !== undefined) return end;
    return isNumber ? skipRejected(text, at, grammar) : skipRow(text, at);
  };
  const openings = openingsOf(units);
  for (let i = openings.next(text, 0); i < text.length; i = openings.next(text, i)) i = readAt(i, openings.at(text, i));
  return withMeasures(text, tags);
}

/** A Latin word that is the sign of a currency (USD, HK$). */
function opensWithMoney(text: string, at: number): boolean {
  return !isLatin(text.charCodeAt(at - 1)) && moneyPrefixes.longest(text, at) !== undefined;
}

/** The offset after an idiom, a name or another fixed word with a numeral in it; `at` when none stands there. */
function skipFixedWord(text: string, at: number): number {
  return fixedWords.longest(text, at, (except, end) => !isOneOf(text, end, except) && !isNumeralCut(text, at, end))?.end ?? at;
}

/** The dash of a range, a code or a compound (GPT-4, 3-5) is no sign of a number. */
function isSignOfOther(text: string, at: number): boolean {
  if (!isOneOf(text, at, '-+±')) return false;
  const before = text.charCodeAt(at - 1);
  return isDigit(before) || isLatin(before) || isOneOf(text, at - 1, ')-');
}

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
  if (!beginsNumeral(text.charCodeAt(at))) return at + 1;
  const numeral = parseNumeral(text, at);
  return numeral && (numeral.digitRow || numeral.length > LONGEST_NUMERAL) ? numeral.end : at + 1;
}

/** Adds the time of day or the range of times at the offset; the offset after it, undefined when none stands there. */
function addClock(text: string, at: number, add: (tag: Omit<NumberTag, 'layer'>) => number): number | undefined {
  const range = parseHourRange(text, at);
  const clock = range?.from ?? parseClock(text, at);
  if (!clock) return undefined;
  if (isCodeBefore(text, at)) return clock.end;
  const isAbout = !range && (text.startsWith('左右', clock.end) || text.startsWith('前后', clock.end));
  if (isAbout) return add({ start: at, end: clock.end + 2, kind: 'time', value: { iso: clock.iso, approx: true } });
  if (range) return add({ start: at, end: range.to.end, kind: 'time', value: { lo: clock.iso, hi: range.to.iso, iso: `${clock.iso}/${range.to.iso}` } });
  return add({ start: at, end: clock.end, kind: 'time', value: { iso: clock.iso } });
}

/** The last year and the last month that a date has named, and how far they reach. */
interface NamedDate {
  readonly year?: { readonly value: number; readonly sentenceEnd: number; readonly paragraphEnd: number };
  readonly month?: { readonly value: number; readonly sentenceEnd: number };
}

const SENTENCE_END = /[。！？!?\r\n]/g;

function nameDate(text: string, { end, year, month }: DateMatch, before: NamedDate): NamedDate {
  if (year === undefined && month === undefined) return before;
  const sentenceEnd = nextOf(text, SENTENCE_END, end);
  return {
    ...before,
    ...(year === undefined ? {} : { year: { value: year, sentenceEnd, paragraphEnd: nextOf(text, /[\r\n]/g, end) } }),
    ...(month === undefined ? {} : { month: { value: month, sentenceEnd } }),
  };
}

function nextOf(text: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

/** What the sentence and the paragraph have said of year and month before the offset. */
function namedBefore({ year, month }: NamedDate, at: number, date: DocumentDate | undefined): CalendarContext {
  return {
    date,
    ...(year && at < year.paragraphEnd ? { paragraphHasYear: true } : {}),
    ...(year && at < year.sentenceEnd ? { sentenceYear: year.value } : {}),
    ...(month && at < month.sentenceEnd ? { sentenceMonth: month.value } : {}),
  };
}
