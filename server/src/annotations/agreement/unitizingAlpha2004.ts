import { type Coefficient, fromDisagreement, noBasis } from './coefficient';
import { codesOf, type Continuum, mergeOverlapping, onlyCode } from './continuum';
import { lowerBound, type Span } from '../../text/span';

/** Krippendorff's older alpha for unitizing: of all codes, and of each. */
export interface UnitizingAlpha2004 {
  readonly overall: Coefficient;
  readonly codes: ReadonlyMap<string, Coefficient>;
}

/**
 * αᵤ as first given in K. Krippendorff: On the reliability of unitizing contiguous data. Sociological Methodology 25 (1995), 47–76, and
 * corrected in Content Analysis, 2nd edition (2004), pp. 251–256. Other programs report it, so it is here to compare with; the
 * family of 2016 (unitizingAlpha.ts) has replaced it.
 *
 * Two overlapping units of a code differ by the squares of the distances of their beginnings and of their ends; a unit that lies
 * wholly in a gap of another annotator by the square of its length. Lengths are counted in whole units of the continuum. Units of
 * one annotator and code that overlap are one unit.
 */
export function unitizingAlpha2004(continuum: Continuum): UnitizingAlpha2004 {
  if (continuum.annotators.length < 2) return { overall: noBasis('too-few-annotators'), codes: new Map() };
  const codes = new Map<string, Coefficient>();
  let observed = 0;
  let expected = 0;
  for (const code of codesOf(continuum)) {
    const parts = onlyCode(continuum, code).annotators.map((units) => partition(mergeOverlapping(units), continuum.length));
    const observedOfCode = observedDisagreement(parts, continuum.length);
    const expectedOfCode = expectedDisagreement(parts, continuum.length);
    observed += observedOfCode;
    expected += expectedOfCode;
    codes.set(code, fromDisagreement(observedOfCode, expectedOfCode));
  }
  return { overall: codes.size === 0 ? noBasis('no-annotations') : fromDisagreement(observed, expected), codes };
}

interface Part extends Span {
  readonly isUnit: boolean;
}

function partition(units: readonly Span[], length: number): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of units) {
    if (start > at) parts.push({ start: at, end: start, isUnit: false });
    parts.push({ start, end, isUnit: true });
    at = end;
  }
  if (at < length) parts.push({ start: at, end: length, isUnit: false });
  return parts;
}

function observedDisagreement(parts: readonly (readonly Part[])[], length: number): number {
  const m = parts.length;
  let total = 0;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) if (i !== j) total += differences(parts[i] as Part[], parts[j] as Part[]);
  }
  return total / (m * (m - 1) * length * length);
}

/** The sum of the differences of all parts of one annotator from those of another that they meet. */
function differences(a: readonly Part[], b: readonly Part[]): number {
  let total = 0;
  let first = 0;
  for (const one of a) {
    while (first < b.length && (b[first] as Part).end <= one.start) first++;
    for (let i = first; i < b.length && (b[i] as Part).start < one.end; i++) total += difference(one, b[i] as Part);
  }
  return total;
}

function difference(a: Part, b: Part): number {
  if (a.isUnit && b.isUnit) return (a.start - b.start) ** 2 + (a.end - b.end) ** 2;
  if (a.isUnit === b.isUnit) return 0;
  const [unit, gap] = a.isUnit ? [a, b] : [b, a];
  return gap.start <= unit.start && unit.end <= gap.end ? (unit.end - unit.start) ** 2 : 0;
}

/** What would differ on average if all units were laid anywhere on all continua. */
function expectedDisagreement(parts: readonly (readonly Part[])[], length: number): number {
  const all = parts.flat();
  const units = all.filter(({ isUnit }) => isUnit).map(({ start, end }) => end - start);
  const gaps = all.filter(({ isUnit }) => !isUnit).map(({ start, end }) => end - start).sort((a, b) => a - b);
  const sumFrom = new Array<number>(gaps.length + 1).fill(0);
  for (let i = gaps.length - 1; i >= 0; i--) sumFrom[i] = (sumFrom[i + 1] as number) + (gaps[i] as number);
  let total = 0;
  let own = 0;
  for (const l of units) {
    const first = lowerBound(gaps, l, (gap) => gap);
    const roomInGaps = (sumFrom[first] as number) - (gaps.length - first) * (l - 1);
    total += ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * roomInGaps;
    own += l * (l - 1);
  }
  const pool = parts.length * length;
  return ((2 / length) * total) / (pool * (pool - 1) - own);
}
