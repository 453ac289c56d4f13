import { tagRow, type TagRow } from '../../exchange/rows';
import { LAYERS, type Layer } from '../../recognise/tags';
import { type Command, UsageError } from '../command';
import { RECOGNITION_OPTIONS } from '../corpora';
import { type DocumentTable, TABLE_OPTIONS, writeTable } from '../documentTable';

export const tag: Command = {
  name: 'tag',
  usage: `PATH… [--layers ${LAYERS.join(',')}] [--per-document] [--input jsonl|text] [--termbase FILE] [--date YYYY-MM-DD]`,
  summary: 'write the numbers, named sources and terms found, as JSON Lines',
  options: {
    layers: { value: 'LIST', help: `only these layers, with commas: ${LAYERS.join(', ')}` },
    ...TABLE_OPTIONS,
    ...RECOGNITION_OPTIONS,
  },
  run: (args, io) => writeTable(tagTable(chosenLayers(args.values('layers'))), args, io),
};

function tagTable(layers: ReadonlySet<Layer>): DocumentTable<TagRow> {
  return {
    name: 'tags',
    documentColumn: 'file',
    layers,
    rowsOf(_documents, knowledge, nameOf) {
      // A role belongs to the person, wherever in the corpus it is stated.
      const roleOf = (id: string): string | undefined => knowledge.roleOf(id)?.text;
      return function* (document) {
        const file = nameOf(document);
        for (const found of document.tags) yield tagRow(file, document.text, found, roleOf);
      };
    },
  };
}

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
