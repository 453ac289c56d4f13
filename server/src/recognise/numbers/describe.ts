import type { NumberTag } from '../tags';
import { units, type Conversion, type Unit } from './lexicon';

/** A number as a reader may want to see it, without any wording: what hover and the table of figures show. */
export interface NumberDescription {
  /** The value, or its lower and upper bound, with all digits and grouped in threes: `230,000,000,000`. */
  readonly written: Written;
  readonly unit?: string;
  readonly per?: string;
  readonly approx: boolean;
  /** The same in SI units, where the unit has a conversion. */
  readonly si?: Written & { readonly unit: string };
}

/** One number, or one or two bounds; as text. */
export interface Written {
  readonly num?: string;
  readonly lo?: string;
  readonly hi?: string;
}

/** Digits kept of a converted value: no unit of the tables is known to more. */
const CONVERTED_DIGITS = 6;

/** Describes a number; undefined for dates and times, which have no digits to write out beyond their value. */
export function describeNumber({ kind, value }: Pick<NumberTag, 'kind' | 'value'>): NumberDescription | undefined {
  if (kind === 'date' || kind === 'time') return undefined;
  const approx = value.approx === true;
  if (kind === 'duration') {
    const written = pick({ num: value.iso, lo: textOf(value.lo), hi: textOf(value.hi) });
    const seconds = pick({ num: secondsText(value.iso), lo: secondsText(value.lo), hi: secondsText(value.hi) });
    return { written, approx, ...(Object.keys(seconds).length > 0 ? { si: { ...seconds, unit: 's' } } : {}) };
  }
  const written = pick({ num: numberText(value.num), lo: numberText(value.lo), hi: numberText(value.hi) });
  const conversion = kind === 'measure' && value.unit !== undefined ? conversionOf(value.unit) : undefined;
  const si = conversion && pick({ num: convertedText(value.num, conversion), lo: convertedText(value.lo, conversion), hi: convertedText(value.hi, conversion) });
  return {
    written,
    approx,
    ...(value.unit === undefined ? {} : { unit: value.unit }),
    ...(value.per === undefined ? {} : { per: value.per }),
    ...(si && conversion ? { si: { ...si, unit: conversion.unit } } : {}),
  };
}

/** How a canonical unit name converts to SI; undefined for units without a conversion. */
export function conversionOf(unit: string): Conversion | undefined {
  const found = units.longest(unit, 0, (candidate: Unit, end) => end === unit.length && candidate.kind === 'measure');
  return found?.value.si;
}

/** A number in full, grouped in threes, never with an exponent between 1e-15 and 1e24. */
export function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [mantissa, exponentText] = Math.abs(value).toExponential().split('e') as [string, string];
  const exponent = Number(exponentText);
  const digits = mantissa.replace('.', '');
  const point = exponent + 1;
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const fraction = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${grouped}${/^0*$/.test(fraction) ? '' : `.${fraction}`}`;
}

/** Length of an ISO 8601 duration in seconds, with the mean Gregorian year (365.2425 days) and month; undefined for another text. */
export function durationSeconds(iso: string): number | undefined {
  const match = /^P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/.exec(iso);
  if (!match) return undefined;
  const lengths = [31_556_952, 2_629_746, 604_800, 86_400, 3600, 60, 1];
  return lengths.reduce((sum, length, i) => sum + Number(match[i + 1] ?? 0) * length, 0);
}

function textOf(value: number | string | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function numberText(value: number | string | undefined): string | undefined {
  return typeof value === 'number' ? writeNumber(value) : value;
}

function convertedText(value: number | string | undefined, { factor, offset }: Conversion): string | undefined {
  return typeof value === 'number' ? writeNumber(Number((value * factor + offset).toPrecision(CONVERTED_DIGITS))) : undefined;
}

function secondsText(iso: number | string | undefined): string | undefined {
  const seconds = typeof iso === 'string' ? durationSeconds(iso) : undefined;
  return seconds === undefined ? undefined : writeNumber(Number(seconds.toPrecision(CONVERTED_DIGITS)));
}

function pick(written: { readonly [K in keyof Written]: string | undefined }): Written {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}
