import { isDigit, isLatin, isOneOf } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import type { NumberKind, NumberValue } from '../tags';
import { skipDigitWord } from './codes';
import { digitsCount } from './context';
import { namesYear } from './dates/parseDate';
import { DATE_SIGNS, NUMERIC_SIGNS } from './dates/parsePoint';
import { GOES_ON_IN_YEAR } from './dates/partOfYear';
import { isPlainYear } from './dates/year';
import { aboutSigns, after, moreSigns, rangeSigns } from './lexicon';
import { numeralBeginnings } from './numerals/numeral';
import { product } from './product';
import { FOLLOWS_UNIT } from './quantities/afterUnit';
import { isoDuration } from './quantities/duration';
import { FRACTION_SIGNS } from './quantities/fraction';
import { JOINS, LISTS, perBefore } from './quantities/quantity';
import type { Match } from './trie';
import { kindOf, type Unit, type UnitTable } from './units';

/**
 * The most frequent numbers by a straight path: Arabic digits with a unit (35%, 12.5亿元, 20家), by themselves, or a year (2023年), with
 * nothing beside them that the grammar would have to weigh. The grammar reads the same of these, and is asked wherever a look at
 * the character behind the digits, the scale word or the unit shows more. Offsets are UTF-16 code units of a folded reading.
 */
interface PlainNumber {
  readonly end: number;
  /** Undefined for digits that count nothing where they stand. */
  readonly kind: NumberKind | undefined;
  readonly value: NumberValue;
  /** The year that a month later in the sentence belongs to. */
  readonly year: number | undefined;
}

/** More digits than these may be a code or a date. */
const MOST_DIGITS = 6;
/** More before a point may be the year of a date. */
const MOST_BEFORE_POINT = 3;
const YEAR_DIGITS = 4;

const POINT = 0x2e;
const COMMA = 0x2c;
const YEAR = '年'.charCodeAt(0);
const SCALES = new Map([...'万亿'].map((char, i) => [char.charCodeAt(0), 10 ** (4 * (i + 1))]));

/** What may stand behind digits; anything but a unit, or nothing that belongs to them, is for the grammar. */
const NOTHING = 0;
const UNIT = 1;
const LATIN = 2;
const MORE = 3;

/** Units that the grammar has rules of their own for, by their first characters. */
const WEIGHED = CodeUnitSet.of('点厘折成‰块级码呎层座款版届两度°米');
/** What goes on after digits. */
const GOES_ON: readonly number[] = [
  ...numeralBeginnings(), ...moreSigns.units(), ...aboutSigns.units(), ...after.firstUnits(), ...JOINS.units(), ...FRACTION_SIGNS.units(),
  ...DATE_SIGNS.units(), ...NUMERIC_SIGNS.units(), ...WEIGHED.units(), ...CodeUnitSet.of(':·时').units(),
];
/** The last code unit that may be a Latin letter. */
const LAST_LATIN = 0x24f;
/** Letters of scale words (26 billion, 3w) and of the codes of periods (24H1). */
const SCALES_AND_PERIODS = CodeUnitSet.of('tmbwQH');
const GOES_ON_AFTER_UNIT = new CodeUnitSet([...JOINS.units(), ...FOLLOWS_UNIT.units(), ...numeralBeginnings(), ...after.firstUnits(), ...CodeUnitSet.of('零又整正钱').units()]);
const GOES_ON_AFTER_YEAR = new CodeUnitSet([...GOES_ON_IN_YEAR.units(), ...rangeSigns.firstUnits(), ...CodeUnitSet.of(' \t代级龄轻左前').units()]);

class PlainDigits {
  readonly #units: UnitTable;
  /** What each code unit is behind digits. */
  readonly #behind = new Uint8Array(0x10000);

  constructor(units: UnitTable) {
    this.#units = units;
    for (const unit of units.firstUnits()) this.#behind[unit] = UNIT;
    for (const unit of GOES_ON) this.#behind[unit] = MORE;
    for (let unit = 0; unit <= LAST_LATIN; unit++) if (isLatin(unit)) this.#behind[unit] = SCALES_AND_PERIODS.has(unit) ? MORE : LATIN;
  }

  /** The number that begins with the digit at the offset; undefined where the grammar has to tell. */
  at(text: string, at: number): PlainNumber | undefined {
    let end = at;
    let digits = 0;
    let unit = text.charCodeAt(end);
    while (isDigit(unit)) {
      digits = digits * 10 + unit - 0x30;
      unit = text.charCodeAt(++end);
    }
    const length = end - at;
    if (length > MOST_DIGITS) return undefined;
    if (unit === YEAR) return length === YEAR_DIGITS ? yearAt(text, at, digits) : undefined;
    let divisor = 1;
    if (unit === POINT) {
      unit = text.charCodeAt(++end);
      while (isDigit(unit)) {
        digits = digits * 10 + unit - 0x30;
        divisor *= 10;
        unit = text.charCodeAt(++end);
      }
      if (divisor === 1 || length > MOST_BEFORE_POINT || end - at >= 2 * MOST_DIGITS) return undefined;
    }
    const scale = SCALES.get(unit) ?? 1;
    if (scale > 1) {
      if (digits === 0 || this.#units.hasScaled(text, end)) return undefined;
      unit = text.charCodeAt(++end);
    }
    // The quotient of two numbers that are exact is the nearest to what is written.
    const value = (digits * scale) / divisor;
    const behind = end < text.length ? this.#behind[unit] : NOTHING;
    if (behind === MORE || (unit === COMMA && isDigit(text.charCodeAt(end + 1)))) return undefined;
    const found = behind === NOTHING ? undefined : this.#units.longest(text, end);
    if (found) return this.#withUnit(text, at, value, found);
    if (scale > 1) return undefined;
    if (behind !== LATIN) return bare(text, at, end, value, divisor > 1);
    return divisor > 1 ? undefined : { end: skipDigitWord(text, at), kind: undefined, value: NO_VALUE, year: undefined };
  }

  #withUnit(text: string, at: number, amount: number, { value: unit, end }: Match<Unit>): PlainNumber | undefined {
    if (!isPlain(unit, text, end) || isLatin(text.charCodeAt(end - 1)) || GOES_ON_AFTER_UNIT.hasAt(text, end) || isOneOf(text, at - 1, ' \t') || LISTS.hasAt(text, at - 1)) return undefined;
    const per = unit.kind === 'money' || unit.kind === 'measure' ? perBefore(text, at, this.#units) : undefined;
    return { end, kind: kindOf(unit), value: valueOf(amount, unit, per), year: undefined };
  }
}

/** Whether a unit is one after any digits, with what stands behind it. */
function isPlain({ kind, notBefore, never, ordinalOnly, arabicOnly }: Unit, text: string, end: number): boolean {
  if (ordinalOnly || kind === 'noUnit' || kind === 'subunit') return false;
  return !(never !== undefined && isOneOf(text, end, never)) && !((kind !== 'classifier' || arabicOnly) && isOneOf(text, end, notBefore));
}

function valueOf(amount: number, unit: Unit, per: string | undefined): NumberValue {
  if (unit.kind === 'duration') return { iso: isoDuration(amount, unit) };
  if (unit.kind === 'percent') return { num: product(amount, unit.times), unit: unit.name };
  return per === undefined ? { num: amount, unit: unit.name } : { num: amount, unit: unit.name, per };
}

const NO_VALUE: NumberValue = {};

/** Digits with neither unit nor scale word. */
function bare(text: string, at: number, end: number, num: number, decimals: boolean): PlainNumber {
  return { end, kind: digitsCount(text, at, end, decimals) ? 'cardinal' : undefined, value: { num }, year: undefined };
}

function yearAt(text: string, at: number, year: number): PlainNumber | undefined {
  const end = at + YEAR_DIGITS + 1;
  if (!isPlainYear(year) || isDigit(text.charCodeAt(at - 1)) || GOES_ON_AFTER_YEAR.hasAt(text, end)) return undefined;
  return { end, kind: 'date', value: { edtf: String(year) }, year: namesYear(text, at, end) ? year : undefined };
}

const ofTables = new WeakMap<UnitTable, PlainDigits>();

/** The straight path for digits with these units; made once for each table of units. */
export function plainDigitsOf(units: UnitTable): PlainDigits {
  let plain = ofTables.get(units);
  if (!plain) ofTables.set(units, (plain = new PlainDigits(units)));
  return plain;
}
