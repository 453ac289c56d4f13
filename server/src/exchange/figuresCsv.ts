import type { MeasuredThing, PeriodRow } from '../corpus/figures/comparison';
import { directionOf, quoteOf } from '../corpus/figures/figure';
import { csvCell } from './csv';
import type { FigureExport, FigureRow } from './figures';

/** The columns of the table, in their order; docs/figures.md says what each holds. */
export const FIGURE_COLUMNS = [
  'document', 'title', 'date', 'line', 'start', 'end', 'text', 'kind', 'measures', 'of', 'change', 'reached', 'base', 'period', 'value', 'low', 'high', 'approx', 'unit', 'per',
  'base_value', 'base_low', 'base_high', 'base_unit', 'sources', 'source_ids', 'attribution', 'said_by', 'cue', 'thing', 'agreement', 'sentence',
] as const satisfies readonly (keyof FigureRow)[];

/** Without it Excel takes UTF-8 for the local encoding. */
const BYTE_ORDER_MARK = '\ufeff';

/** The head of the table of figures. */
export const FIGURES_CSV_HEAD = csvLine([...FIGURE_COLUMNS], BYTE_ORDER_MARK);

/** The line of a figure. */
export function figureCsvLine(row: FigureRow): string {
  return csvLine(FIGURE_COLUMNS.map((column) => cellValue(row[column])));
}

/**
 * Figures side by side: a line for each thing and time that has several figures, a column for each document that has one of these. A cell
 * holds the numbers as written, several with ` | ` between them, falls with ↓ before.
 *
 * @param things of the corpora, with the names of their documents
 */
export function* comparisonCsv(corpora: readonly Pick<FigureExport, 'things' | 'nameOf'>[]): Generator<string, number> {
  const compared = corpora.map(({ things, nameOf }) => ({ things: things.filter(isCompared), nameOf }));
  const documents = [...new Set(compared.flatMap(({ things, nameOf }) => things.flatMap(({ rows }) => rows.flatMap(({ figures }) => figures.map(({ document }) => nameOf(document))))))].sort();
  yield csvLine(['thing', 'measures', 'period', 'base', 'base_unit', 'documents', 'agreement', ...documents], BYTE_ORDER_MARK);
  let lines = 0;
  for (const { things, nameOf } of compared) {
    for (const thing of things) {
      for (const row of thing.rows) {
        lines++;
        const cells = new Map<string, string[]>();
        for (const figure of row.figures) {
          const name = nameOf(figure.document);
          cells.set(name, [...(cells.get(name) ?? []), `${directionOf(figure) === 'fall' ? '↓ ' : ''}${quoteOf(figure)}`]);
        }
        yield csvLine([thing.key, thing.name, row.period, row.base, unitOf(row), cells.size, row.agreement, ...documents.map((document) => cells.get(document)?.join(' | '))]);
      }
    }
  }
  return lines;
}

/** Whether a thing has figures worth setting side by side. */
export function isCompared({ isVague, figureCount }: MeasuredThing): boolean {
  return !isVague && figureCount > 1;
}

function unitOf({ figures }: PeriodRow): string {
  return [...new Set(figures.map(({ quantity }) => quantity?.unit ?? ''))].filter((unit) => unit !== '').join(' | ');
}

function cellValue(value: FigureRow[keyof FigureRow] | undefined): string | number | undefined {
  if (typeof value === 'object') return value.join(';');
  // R reads TRUE as a logical value, and so does Excel.
  return typeof value === 'boolean' ? String(value).toUpperCase() : value;
}

function csvLine(cells: readonly (string | number | undefined)[], before = ''): string {
  return `${before}${cells.map(csvCell).join(',')}\r\n`;
}
