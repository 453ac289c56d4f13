import type { Knowledge } from '../../corpus/loneDocuments';
import { attributionRow, type AttributionRow } from '../../exchange/rows';
import type { Attribution } from '../../recognise/tags';
import type { Command } from '../command';
import { COMMON_OPTIONS } from '../corpora';
import { type DocumentTable, TABLE_OPTIONS, writeTable } from '../documentTable';
import { sourceIdsOf } from '../query';

export const attributions: Command = {
  name: 'attributions',
  usage: 'PATH… [--source QUERY] [--per-document] [--input jsonl|text]',
  summary: 'write who says what, as JSON Lines',
  options: {
    source: { value: 'QUERY', help: 'only what this source says: an id (person:…) or a name in any script; the empty string for sources without a name' },
    ...TABLE_OPTIONS,
    ...COMMON_OPTIONS,
  },
  run: (args, io) => writeTable(attributionTable(args.value('source')), args, io),
};

function attributionTable(query: string | undefined): DocumentTable<AttributionRow> {
  return {
    name: 'attributions',
    documentColumn: 'file',
    layers: new Set(['source']),
    rowsOf(_documents, knowledge, nameOf) {
      const isWanted = chosenBy(query, knowledge);
      return function* (document) {
        const file = nameOf(document);
        for (const attribution of document.attributions) if (isWanted(attribution)) yield attributionRow(file, document.text, attribution);
      };
    },
  };
}

function chosenBy(query: string | undefined, knowledge: Knowledge): (attribution: Attribution) => boolean {
  if (query === undefined) return () => true;
  if (query.trim() === '') return ({ sources }) => sources.length === 0;
  const wanted = new Set(sourceIdsOf(query, knowledge));
  return ({ sources }) => sources.some((id) => wanted.has(id));
}
