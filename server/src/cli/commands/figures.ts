import { compareFigures } from '../../corpus/figures/comparison';
import { isFigure } from '../../corpus/figures/figure';
import { agreementsOf, figureRow, figuresOf, type FigureExport, type FigureRow } from '../../exchange/figures';
import { FIGURE_FORMATS, figureFormat, type FigureFormat } from '../../exchange/figureFormats';
import type { Layer } from '../../recognise/tags';
import { type Arguments, type Command, type Io, oneOf, UsageError } from '../command';
import { indexAll, openPaths, RECOGNITION_OPTIONS } from '../corpora';
import { type DocumentTable, standardInputOf, TABLE_OPTIONS, writeTable } from '../documentTable';

/** Names of things are compared by the forms of the term bases; the mentions of terms are not needed. */
const LAYERS: ReadonlySet<Layer> = new Set(['number', 'source']);

export const figures: Command = {
  name: 'figures',
  usage: 'PATH… [--format csv|jsonl] [--compare] [--all] [--per-document] [--input jsonl|text] [--termbase FILE] [--date YYYY-MM-DD]',
  summary: 'write the table of all numbers: what each measures, value, period, place and who says it',
  options: {
    format: { value: 'NAME', help: 'csv: for Excel, R and other tables (the default); jsonl: JSON Lines' },
    compare: { help: 'write only things with several figures, side by side: a row for each thing and time, a column for each document' },
    all: { help: 'list dates, ordinals and times of day, too' },
    ...TABLE_OPTIONS,
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const format = figureFormat(oneOf(args, 'format', FIGURE_FORMATS.map(({ name }) => name), args.has('per-document') ? 'jsonl' : 'csv')) as FigureFormat;
    if (!args.has('compare')) return writeTable(figureTable(format, args.has('all')), args, io);
    if (args.has('all')) throw new UsageError('--all lists what cannot be compared; leave out --all or --compare');
    if (args.has('per-document')) throw new UsageError('--compare sets documents side by side; leave out --per-document or --compare');
    return writeComparison(format, args, io);
  },
};

function figureTable(format: FigureFormat, withDates: boolean): DocumentTable<FigureRow> {
  return {
    name: 'figures',
    documentColumn: 'document',
    layers: LAYERS,
    ...(format.name === 'jsonl' ? {} : { head: format.head, written: (row) => format.line(row) }),
    rowsOf(documents, knowledge, nameOf) {
      // Whether a figure agrees with others is known when all are: of a corpus this is the one thing to be gathered before the first row.
      const agreementOf = agreementsOf(compareFigures(figuresOf(knowledge, documents)));
      return function* (document) {
        for (const figure of figuresOf(knowledge, [document], withDates ? () => true : isFigure)) {
          yield figureRow(figure, { corpus: knowledge, nameOf }, agreementOf(figure));
        }
      };
    },
  };
}

/** A column for each document, and things sorted by how many speak of them: nothing can be written before all is known. */
async function writeComparison(format: FigureFormat, args: Arguments, io: Io): Promise<number> {
  const { records, io: world } = await standardInputOf(args, io);
  if (records) throw new UsageError('--compare sets documents side by side, and those of JSON Lines each stand alone');
  const corpora: Omit<FigureExport, 'figures'>[] = [];
  for (const opened of await openPaths(args.positionals, args, world, { layers: LAYERS })) {
    await indexAll(opened, io);
    const { corpus } = opened;
    corpora.push({ corpus, nameOf: (document) => opened.nameOf(document), things: compareFigures(figuresOf(corpus, corpus.documents)) });
  }
  for (const piece of format.comparison(corpora)) await io.out.text(piece);
  return 0;
}
