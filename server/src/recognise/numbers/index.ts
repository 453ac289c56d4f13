import type { Findings, Recogniser, RecogniserInput } from '../recogniser';
import type { DocumentDate, NumberTag } from '../tags';
import type { Reading } from '../../text/reading';
import { isDigit, isLatin, isOneOf } from '../../text/characters';
import { parseClock, parseHourRange } from './clock';
import { parseDate, type CalendarContext, type DateMatch } from './calendar';
import { skipCode, skipDigitWord, skipLatinWord, skipTelephone } from './codes';
import { isCodeBefore } from './context';
import { findDocumentDate } from './documentDate';
import { bareYearParts, before, daytimes, digits, fixedWords, halves, moneyPrefixes, relativeWords, scales, tens, vagueDigits } from './lexicon';
import { withMeasures } from './measures';
import { beginsNumeral, parseNumeral } from './numeral';
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

/** What may begin at a character; bits of `STARTS`. */
const LATIN = 1;
const DATE = 2;
const CLOCK = 4;
const QUANTITY = 8;
const FIXED = 16;
const PLUS = 32;

/** For every UTF-16 code unit of a folded reading, what may begin with it: the scan stops only there. */
const STARTS: Uint8Array = buildStarts();

function buildStarts(): Uint8Array {
  const starts = new Uint8Array(0x10000);
  const mark = (units: Iterable<number>, bit: number): void => {
    for (const unit of units) starts[unit] = (starts[unit] as number) | bit;
  };
  const chars = (text: string): number[] => [...text].map((char) => char.charCodeAt(0));
  for (let unit = 0; unit < 0x250; unit++) if (isLatin(unit)) starts[unit] = LATIN;
  mark(fixedWords.firstUnits(), FIXED);
  for (const words of [relativeWords, halves, bareYearParts]) mark(words.firstUnits(), DATE);
  mark(chars('0123456789'), DATE | CLOCK | QUANTITY);
  mark([...digits.keys(), ...scales.keys(), ...tens.keys()].filter((unit) => !isLatin(unit)), DATE | CLOCK | QUANTITY);
  mark(chars('公民同前第周星礼昨今明'), DATE);
  mark(chars('约大'), DATE);
  mark(daytimes.firstUnits(), CLOCK);
  for (const words of [before, moneyPrefixes]) mark(words.firstUnits(), QUANTITY);
  mark(vagueDigits, QUANTITY);
  mark(chars('第翻半负-±摄华'), QUANTITY);
  mark(chars('+'), PLUS | QUANTITY);
  for (let unit = 0; unit < 0x250; unit++) if (isLatin(unit)) starts[unit] = LATIN;
  return starts;
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
  let i = 0;
  while (i < text.length) {
    const starts = STARTS[text.charCodeAt(i)] as number;
    if (starts === 0) {
      i++;
      continue;
    }
    if (starts & LATIN) {
      const period = text[i] === 'Q' ? addDate(i) : undefined;
      if (period !== undefined) {
        i = period;
        continue;
      }
      const isPrefix = !isLatin(text.charCodeAt(i - 1)) && moneyPrefixes.longest(text, i) !== undefined;
      i = (isPrefix ? addQuantity(i) : undefined) ?? skipLatinWord(text, i);
      continue;
    }
    if (starts & FIXED) {
      const fixed = fixedWords.longest(text, i, (except, end) => !isOneOf(text, end, except) && !isNumeralCut(text, i, end));
      if (fixed) {
        i = fixed.end;
        continue;
      }
    }
    if (starts & PLUS) {
      const telephone = skipTelephone(text, i);
      if (telephone > i) {
        i = telephone;
        continue;
      }
    }
    if (starts & DATE) {
      const end = addDate(i);
      if (end !== undefined) {
        i = end;
        continue;
      }
    }
    if (starts & CLOCK) {
      const end = isOneOf(text, i - 1, ':.') ? undefined : addClock(text, i, add);
      if (end !== undefined) {
        i = end;
        continue;
      }
    }
    const isNumber = isDigit(text.charCodeAt(i));
    if (isNumber) {
      const code = skipCode(text, i);
      if (code > i) {
        i = code;
        continue;
      }
    }
    if (starts & QUANTITY) {
      const isSign = isOneOf(text, i, '-+±') && (isDigit(text.charCodeAt(i - 1)) || isLatin(text.charCodeAt(i - 1)) || isOneOf(text, i - 1, ')-'));
      const end = isSign ? undefined : addQuantity(i);
      if (end !== undefined) {
        i = end;
        continue;
      }
    }
    i = isNumber ? skipRejected(text, i, grammar) : skipRow(text, i);
  }
  return withMeasures(text, tags);
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
