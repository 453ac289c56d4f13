import type { Steps } from '../../text/steps';
import { type Alignment, bestAlignment } from './alignment';
import { type NoBasis, noBasis } from './coefficient';
import { type Continuum, hasUnits } from './continuum';
import { type DissimilarityWeights, EVEN_WEIGHTS } from './dissimilarity';
import { seededRandom } from './random';
import { type Sampling, samplerOf } from './sampling';

export interface GammaOptions {
  readonly weights?: DissimilarityWeights;
  readonly sampling?: Sampling;
  /** Wanted relative error of the expected disorder, with 95 percent confidence. */
  readonly precision?: number;
  /** The same seed gives the same result. */
  readonly seed?: number;
}

export type Gamma =
  | {
      readonly value: number;
      /** Disorder of the best alignment, and the mean of those of samples. */
      readonly observed: number;
      readonly expected: number;
      readonly samples: number;
      /** Relative error of the expected disorder, with 95 percent confidence, that the samples have reached. */
      readonly precision: number;
      /** What gamma may be within that error. */
      readonly low: number;
      readonly high: number;
      /** Whether every alignment was the best there is; else gamma may be a little too small or too large. */
      readonly isExact: boolean;
      readonly alignment: Alignment;
    }
  | { readonly value: undefined; readonly reason: NoBasis };

export const GAMMA_SEED = 20_150_903;

/** Relative error that the paper takes as an example. */
export const GAMMA_PRECISION = 0.02;

/** Units, of all annotators together, that gamma is computed for: of two annotators, and of more. */
const GAMMA_UNITS = { two: 20_000, more: 6000 } as const;

/** Samples that are always drawn, and from which is told how many are needed. */
const FIRST_SAMPLES = 30;
const MOST_SAMPLES = 400;
/** Units in all samples together, beyond the first, so that a long text does not take minutes. */
const MOST_UNITS = 120_000;

/** 97.5 percent of a standard normal distribution lie below. */
const CONFIDENCE = 1.96;

/**
 * Gamma of Y. Mathet, A. Widlöcher, J.-P. Métivier: The unified and holistic method gamma (γ) for inter-annotator agreement measure and
 * alignment. Computational Linguistics 41 (2015), 437–479: γ = 1 − δₒ / δₑ, where δₒ is the disorder of the best alignment of the units
 * of all annotators and δₑ its mean for annotators by chance. As many samples are drawn as the wanted precision needs, told by the
 * deviation of the first 30 (section 5.3), within {@link MOST_SAMPLES} and what a long text allows.
 */
export function* gamma(continuum: Continuum, options: GammaOptions = {}): Steps<Gamma> {
  const { weights = EVEN_WEIGHTS, sampling = 'shuffle', precision = GAMMA_PRECISION, seed = GAMMA_SEED } = options;
  const { annotators } = continuum;
  const units = annotators.reduce((sum, each) => sum + each.length, 0);
  if (annotators.length < 2) return noBasis('too-few-annotators');
  if (!hasUnits(continuum)) return noBasis('no-annotations');
  if (units > (annotators.length === 2 ? GAMMA_UNITS.two : GAMMA_UNITS.more)) return noBasis('too-large');
  const alignment = yield* bestAlignment(annotators, weights);
  const sample = samplerOf(sampling, continuum);
  const random = seededRandom(seed);
  const disorders: number[] = [];
  let isExact = alignment.isBest;
  let wanted = FIRST_SAMPLES;
  while (disorders.length < wanted) {
    const { disorder, isBest } = yield* bestAlignment(sample(random), weights);
    disorders.push(disorder);
    isExact &&= isBest;
    if (disorders.length === FIRST_SAMPLES) {
      const needed = Math.ceil(((CONFIDENCE * variation(disorders)) / precision) ** 2);
      wanted = Math.max(FIRST_SAMPLES, Math.min(needed, MOST_SAMPLES, Math.floor(MOST_UNITS / units)));
    }
    yield undefined;
  }
  const expected = disorders.reduce((sum, each) => sum + each, 0) / disorders.length;
  if (expected === 0) return noBasis('no-variation');
  const observed = alignment.disorder;
  const reached = (CONFIDENCE * variation(disorders)) / Math.sqrt(disorders.length);
  return {
    value: 1 - observed / expected,
    observed,
    expected,
    samples: disorders.length,
    precision: reached,
    low: reached < 1 ? 1 - observed / (expected * (1 - reached)) : -Infinity,
    high: 1 - observed / (expected * (1 + reached)),
    isExact,
    alignment,
  };
}

/** The deviation of a sample as a share of its mean. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (mean === 0) return 0;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)) / mean;
}
