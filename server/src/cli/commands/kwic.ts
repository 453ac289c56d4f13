import { type Command, oneOf, UsageError, wholeNumber } from '../command';
import { concordanceLine, layOut, sortConcordance, type SortBy } from '../concordance';
import { indexAll, lineAndColumn, openPaths, RECOGNITION_OPTIONS } from '../corpora';
import { findHits, QUERY_OPTIONS } from '../query';

const SORTS: readonly SortBy[] = ['left', 'right', 'position'];

export const kwic: Command = {
  name: 'kwic',
  usage: 'QUERY PATH… [--width N] [--sort left|right|position] [--string] [--termbase FILE]',
  summary: 'print a concordance: every mention in its context, one a line, the mentions in one column',
  options: {
    width: { value: 'N', help: 'characters of context on either side (20)' },
    sort: { value: 'HOW', help: 'by the text before, read outward (left), the text after (right) or the place (position, the default)' },
    ...QUERY_OPTIONS,
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const [query, ...paths] = args.positionals;
    if (!query?.trim()) throw new UsageError('no QUERY is given');
    const width = wholeNumber(args, 'width', 0, 20);
    const sort = oneOf(args, 'sort', SORTS, 'position');
    const gathered = [];
    for (const opened of await openPaths(paths, args, io)) {
      if (!args.has('string')) await indexAll(opened, io);
      for (const hit of findHits(query, opened.corpus, args.has('string'))) {
        const place = `${opened.nameOf(hit.document)}:${lineAndColumn(hit.document.text, hit.span.start)}`;
        const found = { ...concordanceLine(hit, width), place };
        // In the order of the texts nothing has to be waited for.
        if (sort === 'position') await io.out.line(`${layOut(found, width)}  ${place}`);
        else gathered.push(found);
      }
    }
    for (const found of sortConcordance(gathered, sort)) await io.out.line(`${layOut(found, width)}  ${found.place}`);
    return 0;
  },
};
