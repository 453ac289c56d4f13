import { codeNames } from '../exportInput';
import { noteRow, type NoteRow } from '../rows';
import { fieldsOf, type Table } from './table';

const own = fieldsOf((row: NoteRow) => row);

/** Memos on documents and codes, replies, relations and states of work, those on codes first; `file` is the code book for these. */
export const notes: Table<NoteRow> = {
  name: 'notes',
  columns: [
    ...own('string', 'file', 'kind', 'id'),
    { name: 'about', type: 'string', of: ({ about }) => about.kind },
    { name: 'about_id', type: 'string', of: ({ about }) => about.id },
    { name: 'relation', type: 'string', of: ({ relation }) => relation?.kind },
    { name: 'related', type: 'string', of: ({ relation }) => relation?.to },
    ...own('string', 'status', 'memo', 'creator', 'created', 'modified'),
  ],
  *rows({ documents, codeBook, codeNotes }) {
    const nameOf = codeNames(codeBook);
    for (const note of codeNotes) yield noteRow(note.document, note, nameOf);
    for (const { id, notes: own } of documents) for (const note of own) yield noteRow(id, note, nameOf);
  },
};
