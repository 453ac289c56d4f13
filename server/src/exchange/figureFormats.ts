import type { FigureExport } from './figures';
import { comparisonCsv, figuresCsv } from './figuresCsv';
import { comparisonJsonLines, figuresJsonLines } from './figuresJsonl';

/** A format that figures are written in. Both give the text piece by piece, and at the end the number of rows. */
export interface FigureFormat {
  readonly name: string;
  /** All figures, one a row. */
  table(corpora: readonly FigureExport[]): Generator<string, number>;
  /** Things with several figures, side by side. */
  comparison(corpora: readonly FigureExport[]): Generator<string, number>;
}

export const FIGURE_FORMATS: readonly FigureFormat[] = [
  { name: 'csv', table: figuresCsv, comparison: comparisonCsv },
  { name: 'jsonl', table: figuresJsonLines, comparison: comparisonJsonLines },
];

export function figureFormat(name: string): FigureFormat | undefined {
  return FIGURE_FORMATS.find((format) => format.name === name);
}
