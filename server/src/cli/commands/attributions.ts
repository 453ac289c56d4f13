import type { Command } from '../command';
import { codePointSpan, indexAll, openPaths, COMMON_OPTIONS } from '../corpora';

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
        for (const attribution of document.attributions) {
          const { sources, cue, content } = attribution;
          const place = codePointSpan({ document, span: attribution });
          const said = codePointSpan({ document, span: content });
          await io.out.json({ file, sources, cue, ...place, contentStart: said.start, contentEnd: said.end, text: document.text.slice(content) });
        }
      }
    }
    return 0;
  },
};
