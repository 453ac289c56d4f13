import { compareFigures } from '../../corpus/figures/comparison';
import { isFigure, numbersOf } from '../../corpus/figures/figure';
import type { FigureExport } from '../../exchange/figures';
import { FIGURE_FORMATS, figureFormat } from '../../exchange/figureFormats';
import type { Layer } from '../../recognise/tags';
import { type Command, oneOf, UsageError } from '../command';
import { indexAll, openPaths, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

/** Names of things are compared by the forms of the term bases; the mentions of terms are not needed. */
const LAYERS: ReadonlySet<Layer> = new Set(['number', 'source']);

export const figures: Command = {
  name: 'figures',
  usage: 'PATH… [--format csv|jsonl] [--compare] [--all] [--termbase FILE] [--date YYYY-MM-DD]',
  summary: 'write the table of all numbers: what each measures, value, period, place and who says it',
  options: {
    format: { value: 'NAME', help: 'csv: for Excel, R and other tables (the default); jsonl: JSON Lines' },
    compare: { help: 'write only things with several figures, side by side: a row for each thing and time, a column for each document' },
    all: { help: 'list dates, ordinals and times of day, too' },
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const format = figureFormat(oneOf(args, 'format', FIGURE_FORMATS.map(({ name }) => name), 'csv'));
    const isComparison = args.has('compare');
    if (isComparison && args.has('all')) throw new UsageError('--all lists what cannot be compared; leave out --all or --compare');
    const corpora: FigureExport[] = [];
    for (const opened of await openPaths(args.positionals, args, io, { layers: LAYERS })) {
      await indexAll(opened, io);
      corpora.push(exportOf(opened, args.has('all')));
    }
    for (const piece of (isComparison ? format?.comparison(corpora) : format?.table(corpora)) ?? []) await io.out.text(piece);
    return 0;
  },
};

function exportOf(opened: OpenedCorpus, withDates: boolean): FigureExport {
  const { corpus } = opened;
  const numbers = corpus.documents.flatMap((document) => numbersOf(corpus, document));
  const quantities = numbers.filter(isFigure);
  return { corpus, nameOf: (document) => opened.nameOf(document), figures: withDates ? numbers : quantities, things: compareFigures(quantities) };
}
