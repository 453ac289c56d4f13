import type { CodedUnit } from './continuum';
import { dissimilarity, type DissimilarityWeights, reachOf } from './dissimilarity';

/** Units of different annotators that are taken for the same, one of each annotator at most; `undefined` for one who has none there. */
export type UnitaryAlignment = readonly (CodedUnit | undefined)[];

/** What an algorithm found: unitary alignments and the sum of their disorders. */
export interface Found {
  readonly unitary: readonly UnitaryAlignment[];
  readonly cost: number;
  readonly isBest: boolean;
}

/** Order of units by place, then code, so that nothing hangs on the order in which they were given. */
export function byPlace(a: CodedUnit, b: CodedUnit): number {
  return a.start - b.start || a.end - b.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

/** For sorted units: calls back with those that begin near enough to `unit` to differ from it by no more than `most`. */
export function* near(unit: CodedUnit, units: readonly CodedUnit[], longest: number, from: number, most: number, weights: DissimilarityWeights): Generator<{ readonly index: number; readonly cost: number }> {
  const reach = reachOf(most, weights) * (unit.end - unit.start + longest);
  for (let index = from; index < units.length; index++) {
    const other = units[index] as CodedUnit;
    if (other.start > unit.start + reach) return;
    const cost = dissimilarity(unit, other, weights);
    if (cost <= most) yield { index, cost };
  }
}
