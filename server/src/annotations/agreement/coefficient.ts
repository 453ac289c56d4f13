/**
 * Why a measure has no value. `no-annotations`: nobody marked anything, which is no agreement; `too-few-annotators`: there are
 * not two; `no-variation`: everybody gave everything the same label, so that nothing could disagree and chance explains all;
 * `no-common-passages`: no passage is marked by two annotators; `too-large`: more units than the measure is computed for.
 */
export type NoBasis = 'no-annotations' | 'too-few-annotators' | 'no-variation' | 'no-common-passages' | 'too-large';

/** The value of a measure that corrects for chance: 1 is agreement in everything, 0 what chance would give, below 0 less than that. */
export type Coefficient =
  | {
      readonly value: number;
      /** What was observed and what chance would give: agreement for the kappas, disagreement for the alphas, disorder for gamma. */
      readonly observed: number;
      readonly expected: number;
    }
  | { readonly value: undefined; readonly reason: NoBasis };

export function noBasis(reason: NoBasis): { readonly value: undefined; readonly reason: NoBasis } {
  return { value: undefined, reason };
}

/** (observed − expected) / (1 − expected), of shares of agreement. */
export function fromAgreement(observed: number, expected: number): Coefficient {
  return isZero(1 - expected) ? noBasis('no-variation') : { value: (observed - expected) / (1 - expected), observed, expected };
}

/** 1 − observed / expected, of disagreements. */
export function fromDisagreement(observed: number, expected: number): Coefficient {
  return isZero(expected) ? noBasis('no-variation') : { value: 1 - observed / expected, observed, expected };
}

/** Sums of rounded numbers that should be zero seldom are. */
function isZero(value: number): boolean {
  return Math.abs(value) < 1e-12;
}
