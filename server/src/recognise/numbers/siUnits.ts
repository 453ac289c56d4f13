import { units } from './lexicon';

/** Digits kept of a converted value: no unit of the tables is known to more. */
const CONVERTED_DIGITS = 6;

/**
 * An amount of a unit (by its canonical name, as in the value of a measure) in SI units, rounded to six digits; undefined for
 * units that have no conversion or are SI units themselves. The factors and where they come from are in data/numbers/units.json.
 */
export function inSiUnits(amount: number, unit: string): { readonly amount: number; readonly unit: string } | undefined {
  const si = units.longest(unit, 0, (candidate, end) => end === unit.length && candidate.kind === 'measure')?.value.si;
  if (!si || (si.factor === 1 && si.offset === 0)) return undefined;
  return { amount: Number((amount * si.factor + si.offset).toPrecision(CONVERTED_DIGITS)), unit: si.unit };
}
