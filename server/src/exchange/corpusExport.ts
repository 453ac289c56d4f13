import type { Annotation, CodeBook } from '../annotations/model';
import type { Hash } from '../annotations/ports';
import type { Corpus } from '../corpus/corpus';
import type { ExportContent, ExportInput } from './exportInput';

/** What an export is made of beside the corpus itself. */
export interface CorpusExport {
  readonly corpus: Corpus;
  readonly codeBook: CodeBook;
  readonly content: ExportContent;
  /** The time of the export: ISO 8601, UTC. */
  readonly date: string;
  readonly hash: Hash;
  /** The annotations of a document, by its id. */
  readonly annotationsOf: (document: string) => readonly Annotation[];
  /** The notes of a document, or of the code book, by its id. */
  readonly notesOf: (document: string) => readonly Annotation[];
  readonly codeBookId: string;
}

/** A corpus with what people added to it, ready to be written in any format. Tags are recognised here, where they are wanted. */
export function exportInputOf({ corpus, codeBook, content, date, hash, annotationsOf, notesOf, codeBookId }: CorpusExport): ExportInput {
  return {
    corpus: { name: corpus.name, root: corpus.root },
    codeBook,
    codeNotes: corpus.document(codeBookId) ? [] : notesOf(codeBookId),
    content,
    date,
    roleOf: (id) => corpus.roleOf(id)?.text,
    documents: corpus.documents.map((document) => ({
      id: document.id,
      uri: document.uri,
      title: document.title,
      text: document.text,
      textHash: hash(document.text.text),
      annotations: annotationsOf(document.id),
      notes: notesOf(document.id),
      // Asked for when the document is written: not all of a corpus are objects at once.
      get tags() {
        return content === 'annotations' ? [] : document.recognised.tags;
      },
      get attributions() {
        return content === 'annotations' ? [] : document.recognised.attributions;
      },
    })),
  };
}
