import type { CodedUnit } from './continuum';

/** How the dissimilarity of two units weighs place and code, and what a unit costs that has no partner. */
export interface DissimilarityWeights {
  /** Weight of the place (α of the paper). */
  readonly position: number;
  /** Weight of the code (β). */
  readonly category: number;
  /** Δ∅: what a unit without a partner costs. */
  readonly empty: number;
}

/** The weights of the paper. */
export const EVEN_WEIGHTS: DissimilarityWeights = { position: 1, category: 1, empty: 1 };

/**
 * The combined dissimilarity of Mathet, Widlöcher, Métivier 2015, section 4.4: α · d_pos + β · d_cat, where d_pos is the positional one
 * for sporadic units, ((|Δstart| + |Δend|) / (length + length))² · Δ∅, and d_cat is Δ∅ for different codes and 0 for the same.
 */
export function dissimilarity(a: CodedUnit, b: CodedUnit, { position, category, empty }: DissimilarityWeights): number {
  if (a.section !== b.section) return Infinity;
  const distance = (Math.abs(a.start - b.start) + Math.abs(a.end - b.end)) / (a.end - a.start + b.end - b.start);
  return (position * distance * distance + (a.code === b.code ? 0 : category)) * empty;
}

/** How far apart two units may begin, as a share of their lengths together, without differing by more than `most`. */
export function reachOf(most: number, { position, empty }: DissimilarityWeights): number {
  return Math.sqrt(most / (position * empty));
}
