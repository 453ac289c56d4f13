import { figureRow, type FigureExport, type FigureRow } from './figures';
import { isCompared } from './figuresCsv';

/** The line of a figure: an object with the names of the columns of the table. */
export function figureJsonLine(row: FigureRow): string {
  return `${JSON.stringify(row)}\n`;
}

/** An object a line for each thing and time that has several figures, the figures of it as in the table. */
export function* comparisonJsonLines(corpora: readonly Omit<FigureExport, 'figures'>[]): Generator<string, number> {
  let lines = 0;
  for (const { corpus, nameOf, things } of corpora) {
    for (const thing of things.filter(isCompared)) {
      for (const { period, base, agreement, figures } of thing.rows) {
        lines++;
        const rows = figures.map((figure) => figureRow(figure, { corpus, nameOf }, agreement));
        yield `${JSON.stringify({ thing: thing.key, measures: thing.name, period, base, agreement, figures: rows })}\n`;
      }
    }
  }
  return lines;
}
