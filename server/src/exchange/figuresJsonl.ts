import { agreementsOf, figureRow, type FigureExport } from './figures';
import { isCompared } from './figuresCsv';

/** An object a line for each figure of the corpora, with the names of the columns of the table. */
export function* figuresJsonLines(corpora: readonly FigureExport[]): Generator<string, number> {
  let rows = 0;
  for (const each of corpora) {
    const agreements = agreementsOf(each.things);
    for (const figure of each.figures) {
      rows++;
      yield `${JSON.stringify(figureRow(figure, each, agreements.get(figure)))}\n`;
    }
  }
  return rows;
}

/** An object a line for each thing and time that has several figures, the figures of it as in the table. */
export function* comparisonJsonLines(corpora: readonly FigureExport[]): Generator<string, number> {
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
