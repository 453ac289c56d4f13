import type { Annotation, AnnotationPart } from '../../annotations/model';
import { codeNames, exportPassage, inOrder, type ExportDocument } from '../exportInput';
import { fieldsOf, type Table } from './table';

/** A passage of an annotation: one that is lost or ambiguous has no place, and its text is the old quotation. */
interface PassageRow {
  readonly file: string;
  readonly id: string;
  /** Which passage of the annotation, from 1, and of how many. */
  readonly part: number;
  readonly parts: number;
  readonly start?: number;
  readonly end?: number;
  readonly text: string;
  readonly state: AnnotationPart['anchor'];
  /** What the passage said when annotated, where it says something else now. */
  readonly quote: string | undefined;
  readonly annotation: Annotation;
  /** Names of the codes. */
  readonly names: readonly string[];
}

const own = fieldsOf((row: PassageRow) => row);
const annotation = fieldsOf((row: PassageRow) => row.annotation);

/** Annotations of passages; one of several passages has a row for each, with the same `id`. */
export const annotations: Table<PassageRow> = {
  name: 'annotations',
  columns: [
    ...own('string', 'file', 'id'),
    ...own('integer', 'part', 'parts', 'start', 'end'),
    ...own('string', 'text', 'state', 'quote'),
    ...annotation('strings', 'codes'),
    { name: 'code_names', type: 'strings', of: ({ names }) => names },
    { name: 'verdict', type: 'string', of: ({ annotation: { decision } }) => decision?.verdict },
    ...annotation('string', 'memo', 'creator', 'created', 'modified'),
    ...annotation('strings', 'adjudicates', 'adopts'),
  ],
  *rows({ documents, codeBook }) {
    const nameOf = codeNames(codeBook);
    for (const document of documents) {
      for (const each of inOrder(document.annotations)) yield* passages(document, each, each.codes.map(nameOf));
    }
  },
};

function* passages({ id: file, text }: ExportDocument, annotation: Annotation, names: readonly string[]): Generator<PassageRow> {
  const { id, parts } = annotation;
  for (const [i, { span, quote, anchor: state }] of parts.entries()) {
    const place = span ? exportPassage(text, span) : { text: quote };
    yield { file, id, part: i + 1, parts: parts.length, ...place, state, quote: place.text === quote ? undefined : quote, annotation, names };
  }
}
