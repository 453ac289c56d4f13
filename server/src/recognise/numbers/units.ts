import classifierData from '../../../data/numbers/classifiers.json';
import currencyData from '../../../data/numbers/currencies.json';
import unitData from '../../../data/numbers/units.json';
import { fold } from '../../text/fold';
import { isLatin } from '../../text/characters';
import type { NumberKind } from '../tags';
import { scales, unitOf } from './lexicon';
import { Trie, type Match } from './trie';

/**
 * The words that stand after a number and say what it counts: classifiers, measures, currencies, lengths of time. Those of
 * the program come from data/numbers; a corpus may add its own.
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

/** A unit with all fields, in one order: the parser looks into very many, and looks faster into objects of one shape. */
export function unitWith({ kind, name, notBefore = '', never, iso, times, careful, ordinalOnly, arabicOnly, notWithLoneScale, si, seconds }: Pick<Unit, 'kind' | 'name'> & Partial<Unit>): Unit {
  return { kind, name, notBefore, never, iso, times, careful, ordinalOnly, arabicOnly, notWithLoneScale, si, seconds };
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

/** value in SI = number × factor + offset. */
export interface Conversion {
  readonly unit: string;
  readonly factor: number;
  readonly offset: number;
}

/** A unit that a corpus adds to those of the program. */
export interface CustomUnit {
  /** Canonical name, given as the unit of the value. */
  readonly name: string;
  /** All written forms, in any script; the name is one of them. */
  readonly forms: readonly string[];
  /** What a number with it is: a count (3筐) or a measure. */
  readonly kind: 'cardinal' | 'measure';
  readonly si?: Conversion;
}

/** All units that numbers of a text may have. Offsets are UTF-16 code units of a folded text. */
export class UnitTable {
  readonly #words = new Trie<Unit>();
  /** Units that begin with a scale word (千克, 兆瓦): there the scale word belongs to the unit. */
  readonly #scaled = new Trie<true>();

  /** Adds a word for a unit; a later one replaces an earlier one. */
  add(word: string, unit: Unit): void {
    const folded = fold(word);
    this.#words.add(folded, unit);
    if (unit.kind === 'measure' && word.length > 1 && scales.has(unitOf(word)) && !isLatin(folded.charCodeAt(0))) this.#scaled.add(folded, true);
  }

  /** The longest unit that begins at the offset and that `accepts` does not refuse. */
  longest(text: string, at: number, accepts?: (unit: Unit, end: number) => boolean): Match<Unit> | undefined {
    return this.#words.longest(text, at, accepts);
  }

  /** The code units with which units begin that are accepted; without a test all do. */
  firstUnits(accepts?: (unit: Unit) => boolean): readonly number[] {
    if (!accepts) return this.#words.firstUnits();
    const words = this.#words.words().filter((word) => {
      const unit = this.#words.longest(word, 0)?.value;
      return unit !== undefined && accepts(unit);
    });
    return [...new Set(words.map((word) => word.charCodeAt(0)))];
  }

  /** Whether a unit begins at the offset that takes the scale word there for itself. */
  hasScaled(text: string, at: number): boolean {
    return this.#scaled.startsAt(text, at);
  }

  /** The unit with the name or form, written in full. */
  named(name: string): Unit | undefined {
    const folded = fold(name);
    return this.#words.longest(folded, 0, (_, end) => end === folded.length)?.value;
  }
}

const NONE = '';

/** The units of the program, and after them those of a corpus, which go before others with the same form. */
export function createUnitTable(custom: readonly CustomUnit[] = []): UnitTable {
  const table = new UnitTable();
  addClassifiers(table);
  addMeasures(table);
  addDurations(table);
  addMoney(table);
  addRatios(table);
  for (const { name, forms, kind, si } of custom) {
    const unit = unitWith({ kind: kind === 'measure' ? 'measure' : 'classifier', name, si });
    for (const form of new Set([name, ...forms])) table.add(form, unit);
  }
  return table;
}

function addClassifiers(table: UnitTable): void {
  const { ordinalOnly, arabicOnly, notWithLoneScale, noUnit } = classifierData;
  const never = classifierData.never as Record<string, string>;
  const notBeforeNoUnit = classifierData.notBeforeNoUnit as Record<string, string>;
  for (const [name, notBefore] of Object.entries(classifierData.classifiers)) {
    table.add(name, unitWith({
      kind: 'classifier', name, notBefore: fold(notBefore), never: fold(never[name] ?? NONE),
      ordinalOnly: ordinalOnly.includes(name), arabicOnly: arabicOnly.includes(name), notWithLoneScale: notWithLoneScale.includes(name),
    }));
  }
  for (const name of noUnit) table.add(name, unitWith({ kind: 'noUnit', name, notBefore: fold(notBeforeNoUnit[name] ?? NONE), notWithLoneScale: true }));
}

function addMeasures(table: UnitTable): void {
  for (const { names, notBefore, careful, si, factor, offset } of unitData.units as readonly MeasureEntry[]) {
    const unit = unitWith({
      kind: 'measure', name: names[0] as string, notBefore: fold(notBefore ?? NONE), careful,
      si: si === undefined ? undefined : { unit: si, factor: factor ?? 1, offset: offset ?? 0 },
    });
    for (const name of names) table.add(name, unit);
  }
}

function addDurations(table: UnitTable): void {
  for (const { names, iso, times, seconds, notBefore, careful } of unitData.durations as readonly DurationEntry[]) {
    const unit = unitWith({
      kind: 'duration', name: names[0] as string, notBefore: fold(notBefore ?? NONE), iso, times: times ?? 1, seconds: seconds * (times ?? 1), careful,
    });
    for (const name of names) table.add(name, unit);
  }
}

function addMoney(table: UnitTable): void {
  const notBefore = currencyData.notBefore as Record<string, string>;
  for (const [code, names] of Object.entries(currencyData.units)) {
    for (const name of names) table.add(name, unitWith({ kind: 'money', name: code, notBefore: fold(notBefore[name] ?? NONE) }));
  }
  for (const [code, subunits] of Object.entries(currencyData.subunits)) {
    for (const [word, times] of Object.entries(subunits)) table.add(word, unitWith({ kind: 'subunit', name: code, notBefore: fold(notBefore[word] ?? NONE), times }));
  }
}

/** Percent, percentage points and hundredths of them, tenths (成), hundredths of interest (厘) and multiples. */
function addRatios(table: UnitTable): void {
  for (const word of ['个百分点', '百分点']) table.add(word, unitWith({ kind: 'percent', name: 'pp' }));
  for (const word of ['基点', '个基点', 'bp', 'BP']) table.add(word, unitWith({ kind: 'percent', name: 'bp' }));
  table.add('%', unitWith({ kind: 'percent', name: '%' }));
  table.add('‰', unitWith({ kind: 'percent', name: '‰' }));
  table.add('成', unitWith({ kind: 'percent', name: '成', notBefore: fold('不为立功本员果长熟就语品交效绩分型份都千上百片套天人'), times: 10 }));
  table.add('折', unitWith({ kind: 'percent', name: '折', notBefore: fold('叠扣腾旧算合射线磨返断回中屏页桥戟寿损煞'), times: 10 }));
  table.add('厘', unitWith({ kind: 'percent', name: '厘', notBefore: fold('米清定订毫升') }));
  table.add('倍', unitWith({ kind: 'multiple', name: '×', notBefore: fold('数率增速频') }));
}

interface MeasureEntry {
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
