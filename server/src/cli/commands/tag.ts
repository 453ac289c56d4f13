import type { CorpusDocument } from '../../corpus/corpus';
import { LAYERS, type Layer, type NumberValue, type Tag } from '../../recognise/tags';
import { type Command, UsageError } from '../command';
import { codePointSpan, indexAll, openPaths, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

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
      await indexAll(opened, io);
      for (const document of opened.corpus.documents) {
        const file = opened.nameOf(document);
        for (const found of document.tags) if (layers.has(found.layer)) await io.out.json({ file, ...tagRow(found, document, opened) });
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

/** A tag as it is written: offsets in code points; the role is that of the person, wherever in the corpus it is stated. */
function tagRow(found: Tag, document: CorpusDocument, { corpus }: OpenedCorpus): object {
  const common = { ...codePointSpan({ document, span: found }), text: document.text.slice(found), layer: found.layer, kind: found.kind };
  switch (found.layer) {
    case 'number':
      return { ...common, value: valueFields(found.value), ...(found.measures === undefined ? {} : { measures: found.measures }) };
    case 'source': {
      const role = found.role ?? corpus.entity(found.id)?.roles[0]?.text;
      return { ...common, id: found.id, ...(role === undefined ? {} : { role }) };
    }
    case 'term':
      return { ...common, id: found.id };
  }
}

/** The fields of the tagging guidelines; how a date was resolved is for the editor. */
function valueFields({ num, lo, hi, approx, unit, per, edtf, iso }: NumberValue): NumberValue {
  return { num, lo, hi, approx, unit, per, edtf, iso };
}
