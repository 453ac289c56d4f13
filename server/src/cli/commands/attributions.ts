import { attributionRow } from '../../exchange/rows';
import type { Command } from '../command';
import { indexAll, openPaths, COMMON_OPTIONS } from '../corpora';

export const attributions: Command = {
  name: 'attributions',
  usage: 'PATH…',
  summary: 'write who says what, as JSON Lines',
  options: COMMON_OPTIONS,
  async run(args, io) {
    for (const opened of await openPaths(args.positionals, args, io, { layers: new Set(['source']) })) {
      await indexAll(opened, io);
      for (const document of opened.corpus.documents) {
        const file = opened.nameOf(document);
        for (const attribution of document.attributions) await io.out.json(attributionRow(file, document.text, attribution));
      }
    }
    return 0;
  },
};
