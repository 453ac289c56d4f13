import type { Steps } from '../../text/steps';
import { alignMany } from './alignMany';
import { alignTwo } from './alignTwo';
import type { CodedUnit } from './continuum';
import type { DissimilarityWeights } from './dissimilarity';
import { byPlace, type UnitaryAlignment } from './unitaryAlignment';

/** Every unit of every annotator in one unitary alignment. */
export interface Alignment {
  readonly unitary: readonly UnitaryAlignment[];
  /** Sum of the disorders of the unitary alignments divided by the average number of units of an annotator. */
  readonly disorder: number;
  /** Whether no alignment has a smaller disorder; else this is the best that was found. */
  readonly isBest: boolean;
}

/**
 * The alignment of least disorder (Mathet, Widlöcher, Métivier 2015, sections 4.2 and 5.1). The disorder of a unitary alignment of n
 * annotators is the mean of the n(n−1)/2 dissimilarities in it, one with a missing unit being Δ∅.
 *
 * For two annotators it is found exactly, as an assignment of least cost (alignTwo.ts); for more by a sweep over the text that is
 * exact unless too many units overlap at one place (alignMany.ts).
 */
export function* bestAlignment(annotators: readonly (readonly CodedUnit[])[], weights: DissimilarityWeights): Steps<Alignment> {
  const count = annotators.reduce((sum, units) => sum + units.length, 0);
  const sorted = annotators.map((units) => [...units].sort(byPlace));
  const found = sorted.length === 2 ? yield* alignTwo(sorted[0] as CodedUnit[], sorted[1] as CodedUnit[], weights) : yield* alignMany(sorted, weights);
  return { unitary: found.unitary, disorder: count === 0 ? 0 : found.cost / (count / annotators.length), isBest: found.isBest };
}
