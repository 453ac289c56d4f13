import type { FigureRow } from '../figures';
import { asNumber, asText, fieldsOf, type Table } from './table';

const own = fieldsOf((row: FigureRow) => row);

/** The table of figures, with the columns that docs/figures.md explains. */
export const figures: Table<FigureRow> = {
  name: 'figures',
  columns: [
    { name: 'file', type: 'string', of: ({ document }) => document },
    ...own('string', 'title', 'date'),
    ...own('integer', 'line', 'start', 'end'),
    ...own('string', 'text', 'kind', 'measures', 'of', 'change'),
    ...own('boolean', 'reached'),
    ...own('string', 'base', 'period'),
    { name: 'value', type: 'number', of: ({ value }) => asNumber(value) },
    { name: 'low', type: 'number', of: ({ low }) => asNumber(low) },
    { name: 'high', type: 'number', of: ({ high }) => asNumber(high) },
    { name: 'value_iso', type: 'string', of: ({ value }) => asText(value) },
    { name: 'low_iso', type: 'string', of: ({ low }) => asText(low) },
    { name: 'high_iso', type: 'string', of: ({ high }) => asText(high) },
    ...own('boolean', 'approx'),
    ...own('string', 'unit', 'per'),
    ...own('number', 'base_value', 'base_low', 'base_high'),
    ...own('string', 'base_unit'),
    ...own('strings', 'sources', 'source_ids'),
    ...own('string', 'attribution', 'said_by', 'cue', 'thing', 'agreement', 'sentence'),
  ],
  rows: (input) => input.figures,
};
