import { type Coefficient, fromAgreement, noBasis } from './coefficient';
import type { LabelledUnits } from './labelledUnits';

/**
 * Cohen's kappa of two annotators on nominal labels: κ = (Pₒ − Pₑ) / (1 − Pₑ), where Pₒ is the share of units that both label
 * alike and Pₑ the sum over all labels of the product of the shares of units that each annotator gives the label.
 *
 * J. Cohen: A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20 (1960), 37–46.
 */
export function cohenKappa(units: readonly LabelledUnits[]): Coefficient {
  if (units.some(({ labels }) => labels.length !== 2)) return noBasis('too-few-annotators');
  const total = units.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return noBasis('no-annotations');
  let alike = 0;
  const margins = [new Map<string, number>(), new Map<string, number>()] as const;
  for (const { labels, count } of units) {
    if (labels[0] === labels[1]) alike += count;
    margins.forEach((margin, i) => margin.set(labels[i] as string, (margin.get(labels[i] as string) ?? 0) + count));
  }
  let expected = 0;
  for (const [label, count] of margins[0]) expected += (count / total) * ((margins[1].get(label) ?? 0) / total);
  return fromAgreement(alike / total, expected);
}
