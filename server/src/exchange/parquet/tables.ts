import type { ExportDocument, ExportInput } from '../exportInput';
import type { FigureRow } from '../figures';
import { attributionRow, tagRow, withDecisions, type AttributionRow, type TagRow } from '../rows';
import type { Column } from './parquetFile';

/** A table of a corpus: its columns, and its rows in the order of the documents and their texts. */
export interface Table<Row> {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  rows(input: ExportInput): Iterable<Row>;
}

// In all tables `file` is the path of the document below the corpus root, and `start` and `end` are code points, so that tables can be joined.

/** A row for each document, also for one in which nothing is found. */
export const documents: Table<ExportDocument> = {
  name: 'documents',
  columns: [
    { name: 'file', type: 'string', of: ({ id }) => id },
    { name: 'title', type: 'string', of: ({ title }) => title },
    // EDTF, which has dates that no calendar type can hold.
    { name: 'date', type: 'string', of: ({ date }) => date },
    { name: 'characters', type: 'integer', of: ({ text }) => text.codePoints.toCodePoint(text.length) },
    { name: 'text_sha256', type: 'string', of: ({ textHash }) => textHash },
  ],
  rows: (input) => input.documents,
};

/** Tags as `meipi tag` and the JSON Lines export write them, values and measurements in columns of their own. */
export const tags: Table<TagRow> = {
  name: 'tags',
  columns: [
    { name: 'file', type: 'string', of: ({ file }) => file },
    { name: 'start', type: 'integer', of: ({ start }) => start },
    { name: 'end', type: 'integer', of: ({ end }) => end },
    { name: 'text', type: 'string', of: ({ text }) => text },
    { name: 'layer', type: 'string', of: ({ layer }) => layer },
    { name: 'kind', type: 'string', of: ({ kind }) => kind },
    { name: 'id', type: 'string', of: ({ id }) => id },
    { name: 'num', type: 'number', of: ({ value }) => value?.num },
    { name: 'lo', type: 'number', of: ({ value }) => asNumber(value?.lo) },
    { name: 'hi', type: 'number', of: ({ value }) => asNumber(value?.hi) },
    { name: 'approx', type: 'boolean', of: ({ value }) => value?.approx },
    { name: 'unit', type: 'string', of: ({ value }) => value?.unit },
    { name: 'per', type: 'string', of: ({ value }) => value?.per },
    { name: 'edtf', type: 'string', of: ({ value }) => value?.edtf },
    { name: 'iso', type: 'string', of: ({ value }) => value?.iso },
    // The bounds of a duration are durations.
    { name: 'lo_iso', type: 'string', of: ({ value }) => asText(value?.lo) },
    { name: 'hi_iso', type: 'string', of: ({ value }) => asText(value?.hi) },
    { name: 'measures', type: 'string', of: ({ measures }) => measures?.what },
    { name: 'of', type: 'string', of: ({ measures }) => measures?.of },
    { name: 'change', type: 'string', of: ({ measures }) => measures?.change },
    { name: 'reached', type: 'boolean', of: ({ measures }) => measures?.reached },
    { name: 'base', type: 'string', of: ({ measures }) => measures?.base },
    { name: 'period', type: 'string', of: ({ measures }) => measures?.period },
    { name: 'role', type: 'string', of: ({ role }) => role },
    { name: 'verdicts', type: 'strings', of: ({ decision }) => decision?.map(({ verdict }) => verdict) },
    { name: 'decided_by', type: 'strings', of: ({ decision }) => decision?.map(({ by }) => by) },
  ],
  *rows(input) {
    for (const { id, text, tags: found, annotations } of input.documents) {
      for (const { tag, decision } of withDecisions(found, annotations, text)) yield tagRow(id, text, tag, input.roleOf, decision);
    }
  },
};

/** Who says what, as `meipi attributions` writes it. */
export const attributions: Table<AttributionRow> = {
  name: 'attributions',
  columns: [
    { name: 'file', type: 'string', of: ({ file }) => file },
    { name: 'start', type: 'integer', of: ({ start }) => start },
    { name: 'end', type: 'integer', of: ({ end }) => end },
    { name: 'content_start', type: 'integer', of: ({ contentStart }) => contentStart },
    { name: 'content_end', type: 'integer', of: ({ contentEnd }) => contentEnd },
    { name: 'sources', type: 'strings', of: ({ sources }) => sources },
    { name: 'said_by', type: 'string', of: ({ by }) => by },
    { name: 'cue', type: 'string', of: ({ cue }) => cue },
    { name: 'text', type: 'string', of: ({ text }) => text },
  ],
  *rows(input) {
    for (const { id, text, attributions: found } of input.documents) for (const attribution of found) yield attributionRow(id, text, attribution);
  },
};

/** The table of figures, with the columns that docs/figures.md explains. */
export const figures: Table<FigureRow> = {
  name: 'figures',
  columns: [
    { name: 'file', type: 'string', of: ({ document }) => document },
    { name: 'title', type: 'string', of: ({ title }) => title },
    { name: 'date', type: 'string', of: ({ date }) => date },
    { name: 'line', type: 'integer', of: ({ line }) => line },
    { name: 'start', type: 'integer', of: ({ start }) => start },
    { name: 'end', type: 'integer', of: ({ end }) => end },
    { name: 'text', type: 'string', of: ({ text }) => text },
    { name: 'kind', type: 'string', of: ({ kind }) => kind },
    { name: 'measures', type: 'string', of: ({ measures }) => measures },
    { name: 'of', type: 'string', of: ({ of }) => of },
    { name: 'change', type: 'string', of: ({ change }) => change },
    { name: 'reached', type: 'boolean', of: ({ reached }) => reached },
    { name: 'base', type: 'string', of: ({ base }) => base },
    { name: 'period', type: 'string', of: ({ period }) => period },
    { name: 'value', type: 'number', of: ({ value }) => asNumber(value) },
    { name: 'low', type: 'number', of: ({ low }) => asNumber(low) },
    { name: 'high', type: 'number', of: ({ high }) => asNumber(high) },
    { name: 'value_iso', type: 'string', of: ({ value }) => asText(value) },
    { name: 'low_iso', type: 'string', of: ({ low }) => asText(low) },
    { name: 'high_iso', type: 'string', of: ({ high }) => asText(high) },
    { name: 'approx', type: 'boolean', of: ({ approx }) => approx },
    { name: 'unit', type: 'string', of: ({ unit }) => unit },
    { name: 'per', type: 'string', of: ({ per }) => per },
    { name: 'base_value', type: 'number', of: (row) => row.base_value },
    { name: 'base_low', type: 'number', of: (row) => row.base_low },
    { name: 'base_high', type: 'number', of: (row) => row.base_high },
    { name: 'base_unit', type: 'string', of: (row) => row.base_unit },
    { name: 'sources', type: 'strings', of: ({ sources }) => sources },
    { name: 'source_ids', type: 'strings', of: (row) => row.source_ids },
    { name: 'attribution', type: 'string', of: ({ attribution }) => attribution },
    { name: 'said_by', type: 'string', of: (row) => row.said_by },
    { name: 'cue', type: 'string', of: ({ cue }) => cue },
    { name: 'thing', type: 'string', of: ({ thing }) => thing },
    { name: 'agreement', type: 'string', of: ({ agreement }) => agreement },
    { name: 'sentence', type: 'string', of: ({ sentence }) => sentence },
  ],
  rows: (input) => input.figures,
};

function asNumber(value: number | string | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function asText(value: number | string | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
