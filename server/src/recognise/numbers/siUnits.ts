import { unitTableOf } from './grammar';
import type { Conversion, CustomUnit } from './units';

/** Digits kept of a converted value: no unit of the tables is known to more. */
const CONVERTED_DIGITS = 6;

/** An amount of a measure, by its canonical name as in the value of a number, and what it is per (`小时` of 千米/小时). */
export interface Amount {
  readonly amount: number;
  readonly unit: string;
  readonly per?: string | undefined;
}

/**
 * The amount in SI units, rounded to six digits; undefined for units that have no conversion or are SI units themselves.
 * The factors and where they come from are in data/numbers/units.json; `custom` are the units of the corpus.
 */
export function inSiUnits({ amount, unit, per }: Amount, custom: readonly CustomUnit[] = []): { readonly amount: number; readonly unit: string } | undefined {
  const si = conversionOf(unit, custom);
  if (!si) return undefined;
  if (per === undefined) return isIdentity(si) ? undefined : { amount: rounded(amount * si.factor + si.offset), unit: si.unit };
  const below = conversionOf(per, custom);
  if (!below || si.offset !== 0 || below.offset !== 0 || (isIdentity(si) && isIdentity(below))) return undefined;
  return { amount: rounded((amount * si.factor) / below.factor), unit: `${si.unit}/${below.unit}` };
}

function isIdentity({ factor, offset }: Conversion): boolean {
  return factor === 1 && offset === 0;
}

function conversionOf(name: string, custom: readonly CustomUnit[]): Conversion | undefined {
  const unit = unitTableOf(custom).named(name);
  // A year or a month has no fixed length; a day and what is shorter have.
  if (unit?.kind === 'duration' && unit.seconds !== undefined && unit.seconds <= DAY) return { unit: 's', factor: unit.seconds, offset: 0 };
  return unit?.si;
}

const DAY = 86_400;

function rounded(value: number): number {
  return Number(value.toPrecision(CONVERTED_DIGITS));
}
