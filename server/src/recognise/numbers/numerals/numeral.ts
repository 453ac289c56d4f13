import { CodeUnitSet } from '../../codeUnitSet';
import { aboutSigns, digits, moreSigns, scales, tens, vagueDigits } from '../lexicon';

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

/** The points that decimals stand behind, full-width signs folded. */
export const POINT = '.'.charCodeAt(0);
export const MIDDLE_POINT = '·'.charCodeAt(0);
export const HAN_POINT = '点'.charCodeAt(0);
/** The w that stands for 万 behind digits. */
export const THOUSANDS_W = 'w'.charCodeAt(0);

const BEGINS = new CodeUnitSet([...'0123456789'].map((char) => char.charCodeAt(0)).concat(
  digits.keys(), vagueDigits.units(), tens.keys(), scales.keys().filter((unit) => unit !== THOUSANDS_W),
));
const GOES_ON = new CodeUnitSet([...BEGINS.units(), ...moreSigns.units(), ...aboutSigns.units(), POINT, MIDDLE_POINT, HAN_POINT]);

/** Whether the code unit can begin a numeral. */
export function beginsNumeral(unit: number): boolean {
  return BEGINS.has(unit);
}

/** All code units that can begin a numeral. */
export function numeralBeginnings(): readonly number[] {
  return BEGINS.units();
}

/** Whether a numeral of more than one Chinese character can have the code unit after its first. */
export function goesOnInNumeral(unit: number): boolean {
  return GOES_ON.has(unit);
}

/** What may follow a formal numeral: more of it, a decimal point, money. */
export function goesOnFormally(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return digits.has(unit) || scales.has(unit) || '点元圆角分'.includes(text[at] ?? ' ');
}
