import { sourceKindOf } from '../../corpus/entities';
import { attributionRow } from '../../exchange/rows';
import type { Command } from '../command';
import { indexAll, openPaths, COMMON_OPTIONS } from '../corpora';
import { idsOf } from '../query';

export const attributions: Command = {
  name: 'attributions',
  usage: 'PATH… [--source QUERY]',
  summary: 'write who says what, as JSON Lines',
  options: {
    source: { value: 'QUERY', help: 'only what this source says: an id (person:…) or a name in any script; the empty string for sources without a name' },
    ...COMMON_OPTIONS,
  },
  async run(args, io) {
    const query = args.value('source');
    for (const opened of await openPaths(args.positionals, args, io, { layers: new Set(['source']) })) {
      await indexAll(opened, io);
      const wanted = query === undefined ? undefined : new Set(query.trim() === '' ? [] : idsOf(query, opened.corpus).filter((id) => sourceKindOf(id) !== undefined));
      for (const document of opened.corpus.documents) {
        const file = opened.nameOf(document);
        for (const attribution of document.attributions) {
          const { sources } = attribution;
          const isWanted = wanted === undefined || (query?.trim() === '' ? sources.length === 0 : sources.some((id) => wanted.has(id)));
          if (isWanted) await io.out.json(attributionRow(file, document.text, attribution));
        }
      }
    }
    return 0;
  },
};
