import { figureRows, type FigureExport, type FigureRow } from './figures';
import { comparisonCsv, figureCsvLine, FIGURES_CSV_HEAD } from './figuresCsv';
import { comparisonJsonLines, figureJsonLine } from './figuresJsonl';

/** A format that figures are written in. */
export interface FigureFormat {
  readonly name: string;
  /** What stands before all rows. */
  readonly head: string;
  /** A figure. */
  line(row: FigureRow): string;
  /** Things with several figures, side by side: the text piece by piece, and at the end the number of rows. */
  comparison(corpora: readonly Omit<FigureExport, 'figures'>[]): Generator<string, number>;
}

export const FIGURE_FORMATS: readonly FigureFormat[] = [
  { name: 'csv', head: FIGURES_CSV_HEAD, line: figureCsvLine, comparison: comparisonCsv },
  { name: 'jsonl', head: '', line: figureJsonLine, comparison: comparisonJsonLines },
];

export function figureFormat(name: string): FigureFormat | undefined {
  return FIGURE_FORMATS.find((format) => format.name === name);
}

/** All figures of a corpus, one a row: the text piece by piece, and at the end the number of rows. */
export function* figureTable(format: FigureFormat, corpus: FigureExport): Generator<string, number> {
  yield format.head;
  let rows = 0;
  for (const row of figureRows(corpus)) {
    rows++;
    yield format.line(row);
  }
  return rows;
}
