import { tagRow, withDecisions, type TagRow } from '../rows';
import { asNumber, asText, fieldsOf, type Table } from './table';

const own = fieldsOf((row: TagRow) => row);
const value = fieldsOf((row: TagRow) => row.value);
const measures = fieldsOf((row: TagRow) => row.measures);

/** Tags as `meipi tag` and the JSON Lines export write them, values and measurements in columns of their own. */
export const tags: Table<TagRow> = {
  name: 'tags',
  columns: [
    ...own('string', 'file'),
    ...own('integer', 'start', 'end'),
    ...own('string', 'text', 'layer', 'kind', 'id'),
    ...value('number', 'num'),
    { name: 'lo', type: 'number', of: (row) => asNumber(row.value?.lo) },
    { name: 'hi', type: 'number', of: (row) => asNumber(row.value?.hi) },
    ...value('boolean', 'approx'),
    ...value('string', 'unit', 'per', 'edtf', 'iso'),
    // The bounds of a duration are durations.
    { name: 'lo_iso', type: 'string', of: (row) => asText(row.value?.lo) },
    { name: 'hi_iso', type: 'string', of: (row) => asText(row.value?.hi) },
    { name: 'measures', type: 'string', of: (row) => row.measures?.what },
    ...measures('string', 'of', 'change'),
    ...measures('boolean', 'reached'),
    ...measures('string', 'base', 'period'),
    ...own('string', 'role'),
    { name: 'verdicts', type: 'strings', of: ({ decision }) => decision?.map(({ verdict }) => verdict) },
    { name: 'decided_by', type: 'strings', of: ({ decision }) => decision?.map(({ by }) => by) },
  ],
  *rows({ documents, roleOf }) {
    for (const { id, text, tags: found, annotations } of documents) {
      for (const { tag, decision } of withDecisions(found, annotations, text)) yield tagRow(id, text, tag, roleOf, decision);
    }
  },
};
