import { codeNames, type ExportFormat, inOrder } from './exportInput';
import { annotationRow, attributionRow, noteRow, tagRow, withDecisions } from './rows';

/**
 * JSON Lines, one object a line: tags as `meipi tag` writes them with what people decided on them (`decision`),
 * then attributions as `meipi attributions` does, and annotations
 * with `"layer":"annotation"`, then the notes of the document with `"layer":"note"`. Notes on codes come first of all, with the code
 * book as their file. `start` and `end` are code points.
 */
export const jsonl: ExportFormat = {
  name: 'jsonl',
  label: 'JSON Lines',
  *write({ documents, codeBook, codeNotes, content, roleOf }) {
    const nameOf = codeNames(codeBook);
    let rows = 0;
    for (const note of content === 'tags' ? [] : codeNotes) {
      rows++;
      yield `${JSON.stringify(noteRow(note.document, note, nameOf))}\n`;
    }
    for (const { id, text, annotations, notes, tags, attributions } of documents) {
      if (content !== 'tags') {
        for (const annotation of inOrder(annotations)) {
          rows++;
          yield `${JSON.stringify(annotationRow(id, text, annotation, nameOf))}\n`;
        }
        for (const note of notes) {
          rows++;
          yield `${JSON.stringify(noteRow(id, note, nameOf))}\n`;
        }
      }
      if (content === 'annotations') continue;
      for (const { tag, decision } of withDecisions(tags, annotations, text)) {
        rows++;
        yield `${JSON.stringify(tagRow(id, text, tag, roleOf, decision))}\n`;
      }
      for (const attribution of attributions) {
        rows++;
        yield `${JSON.stringify(attributionRow(id, text, attribution))}\n`;
      }
    }
    return rows;
  },
};
