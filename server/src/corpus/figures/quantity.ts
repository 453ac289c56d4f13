import { unitTableOf } from '../../recognise/numbers/grammar';
import { inSiUnits } from '../../recognise/numbers/siUnits';
import type { CustomUnit } from '../../recognise/numbers/units';
import type { NumberTag } from '../../recognise/tags';
import { classifiersOf, countsApart } from './words';

/** What a number says, in the base unit of its dimension, so that numbers can be set side by side. */
export interface Quantity {
  readonly num?: number;
  /** Lower and upper bound; one alone where the number has one alone. */
  readonly lo?: number;
  readonly hi?: number;
  /**
   * `%` for percentages and fractions, `pp` for percentage points, `×` for multiples, an ISO 4217 code for money, the SI
   * unit of a measure, `s` for lengths of time up to days and `a` (years) for longer ones, else the unit as in the value of
   * the number; empty for a count without one. Of a rate `USD/月`.
   */
  readonly unit: string;
  /** What can be compared at all: numbers of different dimensions measure different things. */
  readonly dimension: string;
}

/** Names of dimensions; measures have that of their SI unit, or of their own unit where there is no SI unit. */
export const PERCENT = '%';
export const COUNT = 'count';
const MONEY = 'money';
const TIME = 'time';

/** The quantity of a number; undefined for dates, ordinals and times of day, which are none. */
export function quantityOf({ kind, value }: NumberTag, units: readonly CustomUnit[]): Quantity | undefined {
  const { unit, per } = value;
  switch (kind) {
    case 'percent':
      if (unit === 'bp') return scaled(value, 0.01, 'pp', 'pp');
      return unit === 'pp' ? scaled(value, 1, 'pp', 'pp') : scaled(value, 1, PERCENT, PERCENT);
    case 'fraction':
      return scaled(value, 100, PERCENT, PERCENT);
    case 'multiple':
      return scaled(value, 1, '×', '×');
    case 'money':
      return scaled(value, 1, rate(unit ?? '', per), rate(MONEY, per));
    case 'measure':
      return inBaseUnit(value, unit ?? '', per, units) ?? scaled(value, 1, rate(unit ?? '', per), rate(unit ?? '', per));
    case 'cardinal': {
      const own = unit === undefined ? undefined : inBaseUnit(value, unit, per, units);
      return own ?? scaled(value, 1, rate(unit ?? '', per), rate(unit !== undefined && countsApart.has(unit) ? unit : COUNT, per));
    }
    case 'duration':
      return lengthOfTime(value);
    case 'date':
    case 'ordinal':
    case 'time':
      return undefined;
  }
}

type Value = NumberTag['value'];

/** Digits kept of a third in percent, as of converted units. */
const CONVERTED_DIGITS = 6;

function rate(unit: string, per: string | undefined): string {
  return per === undefined ? unit : `${unit}/${per}`;
}

/** Every bound through the same function; undefined where the value has no number at all. */
function mapped({ num, lo, hi }: Value, convert: (amount: number) => number): Pick<Quantity, 'num' | 'lo' | 'hi'> | undefined {
  const bounds = Object.entries({ num, lo, hi }).flatMap(([name, bound]) => (typeof bound === 'number' ? [[name, convert(bound)] as const] : []));
  return bounds.length > 0 ? Object.fromEntries(bounds) : undefined;
}

function scaled(value: Value, factor: number, unit: string, dimension: string): Quantity | undefined {
  const bounds = mapped(value, (amount) => (factor === 1 ? amount : Number((amount * factor).toPrecision(CONVERTED_DIGITS))));
  return bounds && { ...bounds, unit, dimension };
}

function inBaseUnit(value: Value, unit: string, per: string | undefined, units: readonly CustomUnit[]): Quantity | undefined {
  const si = unitTableOf(units).named(unit)?.si;
  if (!si) return undefined;
  if (per === undefined) {
    const bounds = mapped(value, (amount) => inSiUnits({ amount, unit }, units)?.amount ?? amount);
    return bounds && { ...bounds, unit: si.unit, dimension: si.unit };
  }
  const base = inSiUnits({ amount: 1, unit, per }, units)?.unit;
  const bounds = base === undefined ? undefined : mapped(value, (amount) => inSiUnits({ amount, unit, per }, units)?.amount ?? NaN);
  return bounds && base !== undefined ? { ...bounds, unit: base, dimension: base } : undefined;
}

const DURATION = /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/;
const SECONDS = { week: 604_800, day: 86_400, hour: 3_600, minute: 60 };

function lengthOfTime({ iso, lo, hi }: Value): Quantity | undefined {
  const lengths = Object.entries({ num: iso, lo, hi }).flatMap(([name, form]) => {
    const length = typeof form === 'string' ? parseDuration(form) : undefined;
    return length ? [[name, length] as const] : [];
  });
  const first = lengths[0]?.[1];
  // Half a year to 600 days has no unit in common: a month has no fixed length.
  if (!first || lengths.some(([, { unit }]) => unit !== first.unit)) return undefined;
  return { ...Object.fromEntries(lengths.map(([name, { amount }]) => [name, amount])), unit: first.unit, dimension: TIME };
}

function parseDuration(iso: string): { readonly amount: number; readonly unit: 'a' | 's' } | undefined {
  const match = DURATION.exec(iso);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number((part as string | undefined) ?? 0));
  if (years + months > 0) return weeks + days + hours + minutes + seconds > 0 ? undefined : { amount: Number((years + months / 12).toPrecision(6)), unit: 'a' };
  return { amount: weeks * SECONDS.week + days * SECONDS.day + hours * SECONDS.hour + minutes * SECONDS.minute + seconds, unit: 's' };
}

// #region Comparing

/** How two numbers of the same thing stand to each other. */
export type Relation = 'equal' | 'compatible' | 'different' | 'incomparable';

/** A quantity with what its writing says of its exactness. */
export interface WrittenQuantity {
  readonly quantity: Quantity;
  /** The number as it is written in the text: `1.01万亿元` is exact to 50亿. */
  readonly written: string;
  readonly approx: boolean;
  /** The number stands for its negative: a fall among rises. */
  readonly negative: boolean;
}

/** 约 and 左右 leave this much on either side. */
const APPROXIMATE = 0.1;

/**
 * Whether two numbers say the same. `equal`: the same value, as far as the less exact of the two is written out (37% and 37.2%),
 * or the same bounds. `different`: no value fits both, approximations, bounds and rounding allowed for. `compatible`: neither.
 */
export function relationOf(a: WrittenQuantity, b: WrittenQuantity): Relation {
  if (a.quantity.dimension !== b.quantity.dimension || !comparableUnits(a.quantity, b.quantity)) return 'incomparable';
  const [x, y] = [knownExtentOf(a), knownExtentOf(b)];
  if (x.hi < y.lo || y.hi < x.lo) return 'different';
  if (x.centre !== undefined && y.centre !== undefined) {
    return Math.abs(x.centre - y.centre) <= Math.max(x.rounding, y.rounding) * (1 + 1e-9) ? 'equal' : 'compatible';
  }
  return x.centre === y.centre && x.lo === y.lo && x.hi === y.hi ? 'equal' : 'compatible';
}

function comparableUnits(a: Quantity, b: Quantity): boolean {
  if (a.unit === b.unit) return true;
  // Counts without a unit (7.48亿) compare with all of their kind; 个 stands for many other classifiers.
  if (a.dimension === COUNT) return a.unit === '' || b.unit === '' || classifiersOf(a.unit).has(b.unit);
  return false;
}

interface Extent {
  readonly lo: number;
  readonly hi: number;
  readonly centre?: number;
  /** Half a unit of the last digit written. */
  readonly rounding: number;
}

/** A figure is held against many others. */
function knownExtentOf(written: WrittenQuantity): Extent {
  let extent = extents.get(written);
  if (!extent) extents.set(written, (extent = extentOf(written)));
  return extent;
}

const extents = new WeakMap<WrittenQuantity, Extent>();

function extentOf({ quantity, written, approx, negative }: WrittenQuantity): Extent {
  const { num, lo = -Infinity, hi = Infinity } = quantity;
  const extent = num === undefined ? { lo, hi, rounding: 0 } : around(num, written, approx);
  if (!negative) return extent;
  return { ...extent, lo: -extent.hi, hi: -extent.lo, ...(extent.centre === undefined ? {} : { centre: -extent.centre }) };
}

function around(num: number, written: string, approx: boolean): Extent {
  const digits = lastDigits(written);
  // Without Arabic digits (三百, 三分之一) a value may be as rough as its last digit, but is the same only when it is equal.
  const rounding = digits && digits.value !== 0 ? (0.5 * 10 ** -digits.decimals * Math.abs(num)) / digits.value : 0;
  const rough = Math.max(rounding, digits ? 0 : lastPlace(num) / 2, approx ? Math.abs(num) * APPROXIMATE : 0);
  return { lo: num - rough, hi: num + rough, centre: num, rounding };
}

/** The last number in Arabic digits of what is written, with its decimals. */
function lastDigits(written: string): { readonly value: number; readonly decimals: number } | undefined {
  const plain = written.normalize('NFKC').replace(/\s+/g, '').replace(/(\d),(?=\d{3})/g, '$1');
  const last = [...plain.matchAll(/\d+(?:\.(\d+))?/g)].at(-1);
  return last && { value: Number(last[0]), decimals: last[1]?.length ?? 0 };
}

/** The place of the last digit of a number that is not zero: 100 of 3200. */
function lastPlace(num: number): number {
  const [mantissa = '', exponent = '0'] = Math.abs(num).toExponential().split('e');
  const decimals = mantissa.includes('.') ? mantissa.length - 2 : 0;
  return 10 ** (Number(exponent) - decimals);
}

// #endregion
