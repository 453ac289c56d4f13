import { type Coefficient, fromDisagreement, noBasis } from './coefficient';
import { type CodedUnit, type Continuum, hasUnits, mergeOverlapping } from './continuum';

/** The family of Krippendorff's alphas for unitized continua (nominal). */
export interface UnitizingAlphas {
  /** ᵤα: of where units are and how they are coded, gaps between units taken as a value of their own. */
  readonly units: Coefficient;
  /** |ᵤα: only of what is marked and what is not. */
  readonly extents: Coefficient;
  /** ᶜᵤα: only of how passages are coded that two annotators both marked. */
  readonly coding: Coefficient;
  /** Share of the continuum, over all annotators, that `coding` rests on. */
  readonly coverage: number;
  /** ₍ₖ₎ᵤα: of one code where two annotators both marked, with the share of its units that this rests on. */
  readonly codes: ReadonlyMap<string, { readonly coefficient: Coefficient; readonly coverage: number }>;
}

/**
 * The alphas for unitizing of K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher: On the reliability of unitizing textual continua:
 * further developments. Quality & Quantity 50 (2016), 2347–2364; in K. Krippendorff: Content Analysis, 4th edition (2019), section
 * 12.6. They replace those of 1995 and 2004 (unitizingAlpha2004.ts), which misbehave with more than two annotators.
 *
 * Each annotator parts the continuum into units, each with a value, and gaps. With m annotators, the observed coincidence of two
 * values is the length of all intersections of a unit of one with a unit of another annotator, divided by m − 1; the expected
 * one is the product of their margins without what a unit would share with itself (the square of its length; of a gap, which has no
 * inner cohesion, its length), scaled to the same sum. α = 1 − observed / expected disagreement.
 *
 * The paper knows no overlaps within an annotator. Here units of one code that overlap are one unit first; where units of several
 * codes overlap, the stretch in common is a unit whose value is the set of codes. ₍ₖ₎ᵤα of a code takes every value that has the code
 * as the code. Without overlaps all of this is the paper's.
 */
export function unitizingAlphas(continuum: Continuum): UnitizingAlphas {
  const { length, annotators } = continuum;
  const m = annotators.length;
  const nothing = m < 2 ? noBasis('too-few-annotators') : hasUnits(continuum) ? undefined : noBasis('no-annotations');
  if (nothing) return { units: nothing, extents: nothing, coding: nothing, coverage: 0, codes: new Map() };
  const values = new Values();
  const partitions = annotators.map((units) => partition(units, length, values));
  const coincidences = coincidencesOf(partitions, m);
  const all = m * length;
  return {
    ...ofContinuum(partitions, coincidences, all),
    ...ofIntersections(partitions, coincidences, values, m, all),
  };
}

/** ᵤα and |ᵤα (equations 1 to 6 of the paper). */
function ofContinuum(partitions: readonly (readonly Segment[])[], coincidences: Coincidences, all: number): Pick<UnitizingAlphas, 'units' | 'extents'> {
  const own = new Map<number, number>();
  for (const { value, start, end } of partitions.flat()) add(own, value, value === GAP ? end - start : (end - start) ** 2);
  const ownAll = sum(own.values());
  const margins = marginsOf(coincidences);
  const scale = all / (all * all - ownAll);
  const alike = sum([...margins.keys()].map((value) => coincidences.get(value)?.get(value) ?? 0));
  const alikeByChance = sum([...margins].map(([value, margin]) => scale * (margin * margin - (own.get(value) ?? 0))));
  const gaps = margins.get(GAP) ?? 0;
  const gapsAlike = coincidences.get(GAP)?.get(GAP) ?? 0;
  return {
    units: fromDisagreement((all - alike) / all, (all - alikeByChance) / all),
    extents: fromDisagreement((2 * (gaps - gapsAlike)) / all, (2 * scale * gaps * (all - gaps)) / all),
  };
}

/** ᶜᵤα and ₍ₖ₎ᵤα (equations 10 to 13): the same of the intersections of units with units, gaps left out. */
function ofIntersections(
  partitions: readonly (readonly Segment[])[], coincidences: Coincidences, values: Values, m: number, all: number,
): Pick<UnitizingAlphas, 'coding' | 'coverage' | 'codes'> {
  const valued = new Map([...coincidences].filter(([value]) => value !== GAP).map(([value, row]) => [value, new Map([...row].filter(([other]) => other !== GAP))]));
  const margins = marginsOf(valued);
  const total = sum(margins.values());
  const own = ownIntersections(partitions, m);
  const scale = 1 / (total - sum(own.values()) / total);
  const marginsOfAll = marginsOf(coincidences);
  const codes = new Map<string, { coefficient: Coefficient; coverage: number }>();
  for (const code of values.codes) {
    const having = values.having(code);
    const margin = sum(having.map((value) => margins.get(value) ?? 0));
    const alike = sum(having.flatMap((value) => having.map((other) => valued.get(value)?.get(other) ?? 0)));
    const ownOfCode = sum(having.map((value) => own.get(value) ?? 0));
    const coverage = margin / (sum(having.map((value) => marginsOfAll.get(value) ?? 0)) || 1);
    if (total === 0 || margin === 0) {
      codes.set(code, { coefficient: noBasis('no-common-passages'), coverage });
      continue;
    }
    // Equation 13b: 1 − (eₖ. / lₖ.) · (lₖ. − lₖₖ) / (eₖ. − eₖₖ); what is common to both cancels out.
    const expectedMargin = scale * (margin * total - ownOfCode);
    const expectedAlike = scale * (margin * margin - ownOfCode);
    codes.set(code, { coefficient: fromDisagreement((margin - alike) / margin, (expectedMargin - expectedAlike) / expectedMargin), coverage });
  }
  if (total === 0) return { coding: noBasis('no-common-passages'), coverage: 0, codes };
  const alike = sum([...margins.keys()].map((value) => valued.get(value)?.get(value) ?? 0));
  const alikeByChance = sum([...margins].map(([value, margin]) => scale * (margin * margin - (own.get(value) ?? 0))));
  return { coding: fromDisagreement((total - alike) / total, (total - alikeByChance) / total), coverage: total / all, codes };
}

/** A unit or a gap. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/** The value of what no unit lies on. */
const GAP = 0;

/** Sets of codes as numbers. */
class Values {
  readonly #numbers = new Map<string, number>();
  readonly #sets: (readonly string[])[] = [[]];

  numberOf(codes: readonly string[]): number {
    const set = [...new Set(codes)].sort();
    const key = JSON.stringify(set);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#sets.length;
      this.#numbers.set(key, number);
      this.#sets.push(set);
    }
    return number;
  }

  get codes(): string[] {
    return [...new Set(this.#sets.flat())].sort();
  }

  having(code: string): number[] {
    return this.#sets.flatMap((set, number) => (set.includes(code) ? [number] : []));
  }
}

/** The whole continuum of one annotator, cut wherever a unit begins or ends. */
function partition(units: readonly CodedUnit[], length: number, values: Values): Segment[] {
  const merged = mergeOverlapping(units);
  const cuts = [...new Set([0, length, ...merged.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const segments: Segment[] = [];
  let next = 0;
  let open: CodedUnit[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const start = cuts[i] as number;
    open = open.filter((unit) => unit.end > start);
    for (; next < merged.length && (merged[next] as CodedUnit).start <= start; next++) open.push(merged[next] as CodedUnit);
    segments.push({ start, end: cuts[i + 1] as number, value: open.length === 0 ? GAP : values.numberOf(open.map(({ code }) => code)) });
  }
  return segments;
}

type Coincidences = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** The lengths that two annotators give two values, both ways round, divided by m − 1 (equation 1). */
function coincidencesOf(partitions: readonly (readonly Segment[])[], m: number): Coincidences {
  const table = new Map<number, Map<number, number>>();
  const put = (a: number, b: number, length: number): void => {
    let row = table.get(a);
    if (!row) table.set(a, (row = new Map<number, number>()));
    add(row, b, length / (m - 1));
  };
  for (let i = 0; i < m; i++) {
    for (let j = i + 1; j < m; j++) {
      for (const { a, b, length } of intersections(partitions[i] as Segment[], partitions[j] as Segment[])) {
        put(a.value, b.value, length);
        put(b.value, a.value, length);
      }
    }
  }
  return table;
}

/** What each value's units share with themselves in the intersections (equation 10): of a unit and another annotator, the square of what that one marked of it. */
function ownIntersections(partitions: readonly (readonly Segment[])[], m: number): Map<number, number> {
  const own = new Map<number, number>();
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      if (i === j) continue;
      const shared = new Map<Segment, number>();
      for (const { a, b, length } of intersections(partitions[i] as Segment[], partitions[j] as Segment[])) {
        if (a.value !== GAP && b.value !== GAP) shared.set(a, (shared.get(a) ?? 0) + length);
      }
      for (const [{ value }, length] of shared) add(own, value, length ** 2 / (m - 1));
    }
  }
  return own;
}

function* intersections(a: readonly Segment[], b: readonly Segment[]): Generator<{ readonly a: Segment; readonly b: Segment; readonly length: number }> {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const one = a[i] as Segment;
    const other = b[j] as Segment;
    const length = Math.min(one.end, other.end) - Math.max(one.start, other.start);
    if (length > 0) yield { a: one, b: other, length };
    if (one.end <= other.end) i++;
    if (other.end <= one.end) j++;
  }
}

function marginsOf(coincidences: Coincidences): Map<number, number> {
  return new Map([...coincidences].map(([value, row]) => [value, sum(row.values())]));
}

function add<K>(map: Map<K, number>, key: K, value: number): void {
  map.set(key, (map.get(key) ?? 0) + value);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
