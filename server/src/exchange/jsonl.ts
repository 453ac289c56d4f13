import { codeNames, type ExportFormat, inOrder } from './exportInput';
import { annotationRow, attributionRow, tagRow } from './rows';

/**
 * JSON Lines, one object a line: tags as `meipi tag` writes them, then attributions as `meipi attributions` does, and annotations
 * with `"layer":"annotation"`. `start` and `end` are code points.
 */
export const jsonl: ExportFormat = {
  name: 'jsonl',
  label: 'JSON Lines',
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  *write({ documents, codeBook, content, roleOf }) {
    const nameOf = codeNames(codeBook);
    let rows = 0;
    for (const { id, text, annotations, tags, attributions } of documents) {
      if (content !== 'tags') {
        for (const annotation of inOrder(annotations)) {
          rows++;
          yield `${JSON.stringify(annotationRow(id, text, annotation, nameOf))}\n`;
        }
      }
      if (content === 'annotations') continue;
      for (const tag of tags) {
        rows++;
        yield `${JSON.stringify(tagRow(id, text, tag, roleOf))}\n`;
      }
      for (const attribution of attributions) {
        rows++;
        yield `${JSON.stringify(attributionRow(id, text, attribution))}\n`;
      }
    }
    return rows;
  },
};
