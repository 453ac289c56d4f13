import { isDigit, isLatin } from '../../text/characters';
import { aboutSigns, after, bareYearParts, before, daytimes, digits, fixedWords, formalNumerals, halves, moneyPrefixes, moreSigns, rangeSigns, relativeWords, scales, tens } from './lexicon';
import { beginsNumeral } from './numerals/numeral';
import { VAGUELY_COUNTED } from './quantities/unitSense';
import type { Trie } from './trie';
import type { UnitTable } from './units';

/** What may begin at a character; bits of {@link OpeningPlaces.found}. */
export const LATIN = 1;
export const DATE = 2;
export const CLOCK = 4;
export const QUANTITY = 8;
export const FIXED = 16;
export const PLUS = 32;

/** What may begin with two neighbouring code units. Plain data. */
export interface OpeningTables {
  /**
   * For each code unit its row as the first of two and its column as the second. Those that begin the same before all others share a
   * row, and those before which all others begin the same a column, so that the tables stay small: 0 is the row of those that begin
   * nothing, and the column of those that no row tells apart and of the end of the text.
   */
  readonly rows: Uint16Array;
  readonly columns: Uint16Array;
  /** By row, then column. */
  readonly bits: Uint8Array;
  /** How many columns there are. */
  readonly width: number;
  /** 1 for each code unit with which something may begin. A byte each: to take a bit out of a word takes longer than the larger table costs. */
  readonly firsts: Uint8Array;
}

/** The tables for numbers that the grammar of these units reads. They may promise too much, never too little. */
export function openingTables(units: UnitTable): OpeningTables {
  const all = bitsByUnits(marksOf(units));
  const rowNumbers = numbered([NOTHING, ...all.rows]);
  const columnNumbers = numbered([all.others, ...all.columns.values()]);
  const rows = new Uint16Array(0x10000);
  const columns = new Uint16Array(0x10000);
  const firsts = new Uint8Array(0x10000);
  all.firsts.forEach((unit, i) => {
    rows[unit] = rowNumbers.get(all.rows[i] as string) as number;
    firsts[unit] = 1;
  });
  for (const [unit, column] of all.columns) columns[unit] = columnNumbers.get(column) as number;
  const width = columnNumbers.size;
  const bits = new Uint8Array(rowNumbers.size * width);
  for (const [column, j] of columnNumbers) {
    all.rows.forEach((row, i) => {
      bits[(rowNumbers.get(row) as number) * width + j] = column.charCodeAt(i);
    });
  }
  return { rows, columns, bits, width, firsts };
}

/** What may stand for a character after which any other may begin something. */
type Next = Iterable<number> | 'anything';

/** The row of a code unit that begins nothing. */
const NOTHING = '';

/** What may begin with each first code unit, before each second one that some first tells apart from others. */
interface BitsByUnits {
  readonly firsts: readonly number[];
  /** The row of each first unit: a character for each second one, whose code is the bits. */
  readonly rows: readonly string[];
  /** The column of each second unit: the same for each first one. */
  readonly columns: ReadonlyMap<number, string>;
  /** The column of all other units. */
  readonly others: string;
}

function bitsByUnits(marks: readonly Mark[]): BitsByUnits {
  const firsts = [...new Set(marks.map(({ first }) => first))];
  const seconds = [...new Set(marks.flatMap(({ next }) => (next === 'anything' ? [] : [...next])))];
  const columnOf = new Map(seconds.map((unit, i) => [unit, i + 1]));
  const rowOf = new Map(firsts.map((unit, i) => [unit, i]));
  const width = seconds.length + 1;
  const bits = firsts.map(() => new Uint8Array(width));
  for (const { first, next, bit } of marks) {
    const row = bits[rowOf.get(first) as number] as Uint8Array;
    const marked = next === 'anything' ? row.keys() : Array.from(next, (unit) => columnOf.get(unit) as number);
    for (const column of marked) row[column] = (row[column] as number) | bit;
  }
  const column = (j: number): string => String.fromCharCode(...bits.map((row) => row[j] as number));
  return { firsts, rows: bits.map((row) => String.fromCharCode(...row)), columns: new Map(seconds.map((unit, i) => [unit, column(i + 1)])), others: column(0) };
}

/** Different texts with numbers from 0, in the order in which they come first. */
function numbered(texts: Iterable<string>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const text of texts) if (!numbers.has(text)) numbers.set(text, numbers.size);
  return numbers;
}

/** `bit` may begin with `first` and any of `next`. */
interface Mark {
  readonly first: number;
  readonly next: Next;
  readonly bit: number;
}

function marksOf(units: UnitTable): Mark[] {
  const marks: Mark[] = [];
  const mark = (firsts: Iterable<number>, next: Next, bit: number): void => {
    for (const first of firsts) if (!isLatin(first)) marks.push({ first, next, bit });
  };
  /** Words of two characters and more open with their first two; `next` is what may follow those of one. */
  const markWords = (words: Trie<unknown>, next: Next, bit: number): void => {
    for (const word of words.words()) mark([word.charCodeAt(0)], word.length > 1 ? [word.charCodeAt(1)] : next, bit);
  };
  const numerals = unitsWhere(beginsNumeral);
  const arabic = unitsWhere(isDigit);
  const han = numerals.filter((unit) => !isDigit(unit));
  /** Numerals that month, day and hour are written with. */
  const small = [...digits.keys(), ...tens.keys(), ...scales.keys().filter((unit) => scales.get(unit) === 1)];
  const element = [...numerals, ...chars('第翻半负-+±摄华'), ...moneyPrefixes.firstUnits()];

  // A word of Latin letters is passed as a whole.
  for (const unit of unitsWhere(isLatin)) marks.push({ first: unit, next: 'anything', bit: LATIN });
  markWords(fixedWords, 'anything', FIXED);
  mark(chars('+'), 'anything', PLUS);

  mark(chars('约'), [...numerals, ...chars('公民'), ...SPACES], DATE);
  mark(chars('大'), chars('约'), DATE);
  for (const words of [relativeWords, halves, bareYearParts]) markWords(words, 'anything', DATE);
  mark(chars('公'), chars('元'), DATE);
  mark(chars('民'), chars('国'), DATE);
  mark(chars('同'), chars('期'), DATE);
  mark(chars('第'), numerals, DATE);
  mark(chars('前昨今明'), chars('('), DATE);
  mark(chars('周'), chars('一二三四五六日天'), DATE);
  mark(chars('星'), chars('期'), DATE);
  mark(chars('礼'), chars('拜'), DATE);
  mark([...arabic, ...small], [...numerals, ...SPACES, ...rangeSigns.firstUnits(), ...chars('年月日号世季QH、和与及./')], DATE);

  mark(arabic, [...arabic, ...chars(':点时')], CLOCK);
  mark(small, [...han, ...chars('点时')], CLOCK);
  markWords(daytimes, numerals, CLOCK);

  // Plain digits may be a number by themselves, a Chinese digit only with something after it.
  mark(arabic, 'anything', QUANTITY);
  const afterHan = [...numerals, ...moreSigns.units(), ...aboutSigns.units(), ...SPACES, ...units.firstUnits(), ...rangeSigns.firstUnits(), ...after.firstUnits(), ...chars('把点.·个半分又下、和与')];
  mark(han.filter((unit) => !formalNumerals.has(unit) && unit !== SEVERAL), afterHan, QUANTITY);
  // 参与, 伍某: what goes on as no sum of money does is no numeral; 数字, 数据: few things are counted by 数.
  mark(han.filter((unit) => formalNumerals.has(unit)), [...digits.keys(), ...scales.keys(), ...chars('点元圆角分')], QUANTITY);
  const counted = units.firstUnits(({ kind, name }) => kind === 'duration' || kind === 'multiple' || VAGUELY_COUNTED.includes(name));
  const notCounted = new Set(units.firstUnits().filter((unit) => !counted.includes(unit) && !beginsNumeral(unit)));
  mark([SEVERAL], afterHan.filter((unit) => !notCounted.has(unit)), QUANTITY);
  markWords(before, [...element, ...SPACES], QUANTITY);
  markWords(moneyPrefixes, [...numerals, ...SPACES], QUANTITY);
  mark(chars('第'), [...numerals, ...SPACES], QUANTITY);
  mark(chars('翻'), [...numerals, ...chars('了')], QUANTITY);
  mark(chars('半'), [...units.firstUnits(), ...chars('个')], QUANTITY);
  mark(chars('负-+±'), [...numerals, ...moneyPrefixes.firstUnits()], QUANTITY);
  mark(chars('摄华'), chars('氏'), QUANTITY);
  return marks;
}

const SPACES = [0x20, 0x09];
const SEVERAL = '数'.charCodeAt(0);

function chars(text: string): number[] {
  return [...text].map((char) => char.charCodeAt(0));
}

function unitsWhere(holds: (unit: number) => boolean): number[] {
  const units: number[] = [];
  for (let unit = 0; unit < 0x10000; unit++) if (holds(unit)) units.push(unit);
  return units;
}
