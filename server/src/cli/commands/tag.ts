import { tagRow } from '../../exchange/rows';
import { LAYERS, type Layer } from '../../recognise/tags';
import { type Command, UsageError } from '../command';
import { indexAll, openPaths, RECOGNITION_OPTIONS } from '../corpora';

export const tag: Command = {
  name: 'tag',
  usage: 'PATH… [--layers number,source,term] [--termbase FILE] [--date YYYY-MM-DD]',
  summary: 'write the numbers, named sources and terms found, as JSON Lines',
  options: {
    layers: { value: 'LIST', help: 'only these layers, with commas: number, source, term' },
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const layers = chosenLayers(args.values('layers'));
    for (const opened of await openPaths(args.positionals, args, io, { layers })) {
      const { corpus } = opened;
      await indexAll(opened, io);
      // A role belongs to the person, wherever in the corpus it is stated.
      const roleOf = (id: string): string | undefined => corpus.entity(id)?.roles[0]?.text;
      for (const document of corpus.documents) {
        const file = opened.nameOf(document);
        for (const found of document.tags) await io.out.json(tagRow(file, document.text, found, roleOf));
      }
    }
    return 0;
  },
};

function chosenLayers(lists: readonly string[]): ReadonlySet<Layer> {
  if (lists.length === 0) return new Set(LAYERS);
  const chosen = new Set<Layer>();
  for (const name of lists.flatMap((list) => list.split(','))) {
    const layer = LAYERS.find((known) => known === name.trim());
    if (!layer) throw new UsageError(`--layers knows ${LAYERS.join(', ')}, not "${name}"`);
    chosen.add(layer);
  }
  return chosen;
}
