import affixData from '../../../data/numbers/affixes.json';
import calendarData from '../../../data/numbers/calendar.json';
import classifierData from '../../../data/numbers/classifiers.json';
import currencyData from '../../../data/numbers/currencies.json';
import fixedData from '../../../data/numbers/fixed.json';
import numeralData from '../../../data/numbers/numerals.json';
import unitData from '../../../data/numbers/units.json';
import { fold } from '../../text/fold';
import { Trie } from './trie';

/**
 * The data tables of the number layer as the grammar reads them: folded as a reading is, so that one
 * entry matches every script and width.
 */

/** What a unit makes of the number before it. */
export type UnitKind = 'classifier' | 'measure' | 'money' | 'subunit' | 'duration' | 'percent' | 'multiple' | 'noUnit';

export interface Unit {
  readonly kind: UnitKind;
  /** Canonical name: Simplified, an ISO 4217 code, `pp`, `×`. */
  readonly name: string;
  /** Characters that would make another word of the unit (folded). */
  readonly notBefore: string;
  /** Characters that may not follow whatever the numeral; `notBefore` of a classifier holds for numerals of one Chinese character. */
  readonly never?: string;
  /** Duration: ISO 8601 designator, with a T before those of the clock. */
  readonly iso?: string;
  /** What the number is multiplied by: days of a week of five, hundredths of a currency. */
  readonly times?: number;
  /** The word is a unit only after Arabic digits or a numeral of several characters. */
  readonly careful?: boolean;
  /** A number with it counts nothing unless 第 stands before. */
  readonly ordinalOnly?: boolean;
  readonly arabicOnly?: boolean;
  /** 百口, 千道: a bare power of ten before it is another word. */
  readonly notWithLoneScale?: boolean;
  readonly si?: Conversion;
  readonly seconds?: number;
}

/** value in SI = number × factor + offset. */
export interface Conversion {
  readonly unit: string;
  readonly factor: number;
  readonly offset: number;
}

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

export const digits: ReadonlyMap<number, number> = new Map(Object.entries(numeralData.digits).map(([char, value]) => [unitOf(char), value]));
/** Powers of ten: character to exponent. */
export const scales: ReadonlyMap<number, number> = new Map(Object.entries(numeralData.scales).map(([char, value]) => [unitOf(char), value]));
/** Formal numerals that are also words and names of their own (陆地, 队伍): they begin a numeral only before another part of one. */
export const formalNumerals: ReadonlySet<number> = new Set(numeralData.formal.map(unitOf));
/** English scale words, with their exponents. */
export const englishScales: ReadonlyMap<string, number> = new Map(Object.entries(numeralData.english));
export const vagueDigits: ReadonlySet<number> = new Set(numeralData.vague.map(unitOf));
export const moreSigns: ReadonlySet<number> = new Set(numeralData.more.map(unitOf));
export const aboutSigns: ReadonlySet<number> = new Set(numeralData.about.map(unitOf));

const subunits: ReadonlyMap<string, number> = new Map(Object.entries(currencyData.subunits).map(([word, value]) => [fold(word), value]));

export const units = buildUnits();
/** Units that begin with a scale word (千克, 兆瓦): there the scale word belongs to the unit. */
export const scaleUnits = buildScaleUnits();
export const moneyPrefixes = buildMoneyPrefixes();
export const before = buildBefore();
export const after = buildAfter();
export const rangeSigns = trieOf(affixData.ranges.map((word) => [word, affixData.rangesWithoutUnit.includes(word)] as const));
export const fixedWords = trieOf(fixedData.words.map((word) => [word, fold((fixedData.except as Record<string, string>)[word] ?? NONE)] as const));
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
function unitOf(char: string): number {
  return fold(char).charCodeAt(0);
}

function trieOf<T>(entries: Iterable<readonly [string, T]>): Trie<T> {
  const trie = new Trie<T>();
  for (const [word, value] of entries) trie.add(fold(word), value);
  return trie;
}

function buildUnits(): Trie<Unit> {
  const trie = new Trie<Unit>();
  const { ordinalOnly, arabicOnly, notWithLoneScale, noUnit, notBeforeNoUnit, never } = classifierData;
  for (const [name, notBefore] of Object.entries(classifierData.classifiers)) {
    trie.add(fold(name), {
      kind: 'classifier', name, notBefore: fold(notBefore), never: fold((never as Record<string, string>)[name] ?? NONE),
      ordinalOnly: ordinalOnly.includes(name), arabicOnly: arabicOnly.includes(name), notWithLoneScale: notWithLoneScale.includes(name),
    });
  }
  for (const name of noUnit) trie.add(fold(name), { kind: 'noUnit', name, notBefore: fold((notBeforeNoUnit as Record<string, string>)[name] ?? NONE), notWithLoneScale: true });
  for (const { names, notBefore, careful, ...rest } of unitData.units as readonly UnitEntry[]) {
    const si = rest.si === undefined ? undefined : { unit: rest.si, factor: rest.factor ?? 1, offset: rest.offset ?? 0 };
    for (const name of names) {
      trie.add(fold(name), { kind: 'measure', name: names[0] as string, notBefore: fold(notBefore ?? NONE), ...(careful ? { careful } : {}), ...(si ? { si } : {}) });
    }
  }
  for (const { names, iso, times, seconds, notBefore, careful } of unitData.durations as readonly DurationEntry[]) {
    for (const name of names) {
      trie.add(fold(name), {
        kind: 'duration', name: names[0] as string, notBefore: fold(notBefore ?? NONE), iso, times: times ?? 1, seconds: seconds * (times ?? 1), ...(careful ? { careful } : {}),
      });
    }
  }
  for (const [code, names] of Object.entries(currencyData.units)) {
    for (const name of names) trie.add(fold(name), { kind: 'money', name: code, notBefore: fold((currencyData.notBefore as Record<string, string>)[name] ?? NONE) });
  }
  for (const word of ['角', '毛', '毛钱', '角钱', '分钱']) {
    trie.add(fold(word), { kind: 'subunit', name: 'CNY', notBefore: word === '角' ? fold('度色落逐') : word === '毛' ? fold('病利泽笔') : NONE, times: subunits.get(fold(word)) ?? 1 });
  }
  for (const word of ['个百分点', '百分点']) trie.add(fold(word), { kind: 'percent', name: 'pp', notBefore: NONE });
  for (const word of ['%', '％']) trie.add(fold(word), { kind: 'percent', name: '%', notBefore: NONE });
  trie.add('‰', { kind: 'percent', name: '‰', notBefore: NONE });
  trie.add(fold('成'), { kind: 'percent', name: '成', notBefore: fold('不为立功本员果长熟就语品交效绩分型份都千上百片套天人'), times: 10 });
  trie.add(fold('倍'), { kind: 'multiple', name: '×', notBefore: fold('数率增速频') });
  return trie;
}

interface UnitEntry {
  readonly names: readonly string[];
  readonly si?: string;
  readonly factor?: number;
  readonly offset?: number;
  readonly notBefore?: string;
  readonly careful?: boolean;
}

interface DurationEntry {
  readonly names: readonly string[];
  readonly iso: string;
  readonly times?: number;
  readonly seconds: number;
  readonly notBefore?: string;
  readonly careful?: boolean;
}

function buildScaleUnits(): Trie<true> {
  const trie = new Trie<true>();
  for (const { names } of unitData.units) {
    for (const name of names) if (name.length > 1 && scales.has(unitOf(name)) && !/^[a-z]/i.test(name)) trie.add(fold(name), true);
  }
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
