import { type Command, UsageError } from '../command';
import { codePointSpan, indexAll, openPaths, RECOGNITION_OPTIONS } from '../corpora';
import { findHits, QUERY_OPTIONS } from '../query';

export const refs: Command = {
  name: 'refs',
  usage: 'QUERY PATH… [--string] [--termbase FILE] [--date YYYY-MM-DD]',
  summary: 'write every mention of a concept, a named source or a string, in any script, as JSON Lines',
  options: { ...QUERY_OPTIONS, ...RECOGNITION_OPTIONS },
  async run(args, io) {
    const [query, ...paths] = args.positionals;
    if (!query?.trim()) throw new UsageError('no QUERY is given');
    for (const opened of await openPaths(paths, args, io)) {
      if (!args.has('string')) await indexAll(opened, io);
      for (const { document, span, id } of findHits(query, opened.corpus, args.has('string'))) {
        await io.out.json({ file: opened.nameOf(document), ...codePointSpan({ document, span }), text: document.text.slice(span), ...(id === undefined ? {} : { id }) });
      }
    }
    return 0;
  },
};
