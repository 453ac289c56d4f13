import { attributionRow, type AttributionRow } from '../rows';
import { fieldsOf, type Table } from './table';

const own = fieldsOf((row: AttributionRow) => row);

/** Who says what, as `meipi attributions` writes it. */
export const attributions: Table<AttributionRow> = {
  name: 'attributions',
  columns: [
    ...own('string', 'file'),
    ...own('integer', 'start', 'end'),
    { name: 'content_start', type: 'integer', of: ({ contentStart }) => contentStart },
    { name: 'content_end', type: 'integer', of: ({ contentEnd }) => contentEnd },
    ...own('strings', 'sources'),
    { name: 'said_by', type: 'string', of: ({ by }) => by },
    ...own('string', 'cue', 'text'),
  ],
  *rows({ documents }) {
    for (const { id, text, attributions: found } of documents) for (const attribution of found) yield attributionRow(id, text, attribution);
  },
};
