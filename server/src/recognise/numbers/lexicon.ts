import affixData from '../../../data/numbers/affixes.json';
import calendarData from '../../../data/numbers/calendar.json';
import currencyData from '../../../data/numbers/currencies.json';
import fixedData from '../../../data/numbers/fixed.json';
import numeralData from '../../../data/numbers/numerals.json';
import { fold } from '../../text/fold';
import { CodeUnitSet } from '../codeUnitSet';
import { CodeUnitMap } from './codeUnitMap';
import { Trie } from './trie';

/**
 * The data tables of the number layer as the grammar reads them: folded as a reading is, so that one
 * entry matches every script and width.
 */

export type Bound = 'lo' | 'hi' | 'approx' | 'none';

export interface Affix {
  readonly bound: Bound;
  /** Characters before the word that make it part of another. */
  readonly notAfter: string;
  /** What must follow: a bare power of ten (上百), a vague digit (好几). */
  readonly needs?: 'scale' | 'vague';
}

/** A calendar word relative to the date of the document. */
export interface RelativeWord {
  readonly of: 'year' | 'month' | 'day' | 'week' | 'century';
  readonly offset: number;
  readonly notAfter: string;
  readonly notBefore: string;
  readonly word: string;
}

const NONE = '';

export const digits = new CodeUnitMap(Object.entries(numeralData.digits).map(([char, value]) => [unitOf(char), value]));
/** Powers of ten: character to exponent. */
export const scales = new CodeUnitMap(Object.entries(numeralData.scales).map(([char, value]) => [unitOf(char), value]));
/** 廿, 卅: one character for several tens. */
export const tens = new CodeUnitMap(Object.entries(numeralData.tens).map(([char, value]) => [unitOf(char), value]));
/** Formal numerals that are also words and names of their own (陆地, 队伍): they begin a numeral only before another part of one. */
export const formalNumerals = new CodeUnitSet(numeralData.formal.map(unitOf));
/** English scale words, with their exponents. */
export const englishScales: ReadonlyMap<string, number> = new Map(Object.entries(numeralData.english));
export const vagueDigits = new CodeUnitSet(numeralData.vague.map(unitOf));
export const moreSigns = new CodeUnitSet(numeralData.more.map(unitOf));
export const aboutSigns = new CodeUnitSet(numeralData.about.map(unitOf));

export const moneyPrefixes = buildMoneyPrefixes();
export const before = buildBefore();
export const after = buildAfter();
export const rangeSigns = trieOf(affixData.ranges.map((word) => [word, affixData.rangesWithoutUnit.includes(word)] as const));
/** Idioms, names and other words that hold a numeral and count nothing, with the characters that make a number of them after all. */
export const fixedWords = trieOf(Object.values(fixedData.words).flat().map((word) => [word, fold((fixedData.except as Record<string, string>)[word] ?? NONE)] as const));
export const labelWords: ReadonlySet<string> = new Set(fixedData.labels.map(fold));
export const codeWords = trieOf(fixedData.codes.map((word) => [word, true] as const));

export const relativeWords = buildRelativeWords();
export const halves = trieOf(Object.entries(calendarData.halves));
export const seasons = trieOf(Object.entries(calendarData.seasons));
export const yearParts = trieOf(calendarData.yearParts.map((word) => [word, true] as const));
export const monthParts = trieOf(calendarData.monthParts.map((word) => [word, true] as const));
export const centuryParts = trieOf(calendarData.centuryParts.map((word) => [word, true] as const));
export const bareYearParts = trieOf(calendarData.bareYearParts.map((word) => [word, true] as const));
export const daytimes = trieOf(Object.entries(calendarData.daytimes));

/** A folded single character as a code unit. */
export function unitOf(char: string): number {
  return fold(char).charCodeAt(0);
}

/** A trie of words, folded as they are added. */
export function trieOf<T>(entries: Iterable<readonly [string, T]>): Trie<T> {
  const trie = new Trie<T>();
  for (const [word, value] of entries) trie.add(fold(word), value);
  return trie;
}

function buildMoneyPrefixes(): Trie<string> {
  return trieOf(Object.entries(currencyData.prefixes).flatMap(([code, signs]) => signs.map((sign) => [sign, code] as const)));
}

function buildBefore(): Trie<Affix> {
  const trie = new Trie<Affix>();
  for (const entry of affixData.before as readonly AffixEntry[]) {
    for (const word of entry.words) {
      trie.add(fold(word), { bound: entry.bound, notAfter: fold(entry.notAfter ?? NONE), ...(entry.needs ? { needs: entry.needs } : {}) });
    }
  }
  return trie;
}

function buildAfter(): Trie<Bound> {
  return trieOf((affixData.after as readonly AffixEntry[]).flatMap(({ words, bound }) => words.map((word) => [word, bound] as const)));
}

interface AffixEntry {
  readonly words: readonly string[];
  readonly bound: Bound;
  readonly notAfter?: string;
  readonly needs?: 'scale' | 'vague';
}

function buildRelativeWords(): Trie<RelativeWord> {
  const trie = new Trie<RelativeWord>();
  const { notAfter, notBefore } = calendarData as { notAfter: Record<string, string>; notBefore: Record<string, string> };
  const add = (of: RelativeWord['of'], words: Record<string, number>): void => {
    for (const [word, offset] of Object.entries(words)) {
      trie.add(fold(word), { of, offset, word, notAfter: fold(notAfter[word] ?? NONE), notBefore: fold(notBefore[word] ?? NONE) });
    }
  };
  add('year', calendarData.years);
  add('month', calendarData.months);
  add('day', calendarData.days);
  add('week', calendarData.weeks);
  add('century', calendarData.centuries);
  return trie;
}
