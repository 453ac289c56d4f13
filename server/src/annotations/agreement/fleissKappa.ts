import { type Coefficient, fromAgreement, noBasis } from './coefficient';
import type { LabelledUnits } from './labelledUnits';

/**
 * Fleiss' kappa of any number of annotators who all labelled every unit: κ = (P̄ − P̄ₑ) / (1 − P̄ₑ). P̄ is the mean over the units of
 * the share of pairs of annotators who label the unit alike, P̄ₑ the sum over all labels of the square of the share of all
 * labels given. Of a table with two labels, one of them "all others", it is the kappa of a category in the same paper.
 *
 * J. L. Fleiss: Measuring nominal scale agreement among many raters. Psychological Bulletin 76 (1971), 378–382.
 */
export function fleissKappa(units: readonly LabelledUnits[]): Coefficient {
  const annotators = units[0]?.labels.length ?? 0;
  if (units.length > 0 && annotators < 2) return noBasis('too-few-annotators');
  const total = units.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return noBasis('no-annotations');
  const given = new Map<string, number>();
  let pairs = 0;
  for (const { labels, count } of units) {
    const times = new Map<string, number>();
    for (const label of labels) times.set(label, (times.get(label) ?? 0) + 1);
    for (const [label, n] of times) {
      pairs += n * (n - 1) * count;
      given.set(label, (given.get(label) ?? 0) + n * count);
    }
  }
  const observed = pairs / (annotators * (annotators - 1) * total);
  let expected = 0;
  for (const count of given.values()) expected += (count / (annotators * total)) ** 2;
  return fromAgreement(observed, expected);
}
