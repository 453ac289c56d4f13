import type { ExportDocument } from '../exportInput';
import type { Table } from './table';

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
