import type { Annotation, CodeBook } from '../annotations/model';
import type { Hash } from '../annotations/ports';
import type { Corpus, CorpusDocument } from '../corpus/corpus';
import { compareFigures } from '../corpus/figures/comparison';
import type { Figure } from '../corpus/figures/figure';
import type { ExportContent, ExportDocument, ExportInput } from './exportInput';
import { figureRows, figuresOf, type FigureRow } from './figures';

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

/**
 * A corpus with what people added to it, ready to be written in any format. Tags are looked up, and where a document is not recognised yet found,
 * when a format comes to the document.
 */
export function exportInputOf(parts: CorpusExport): ExportInput {
  const { corpus, codeBook, content, date, notesOf, codeBookId } = parts;
  return {
    corpus: { name: corpus.name, root: corpus.root },
    codeBook,
    codeNotes: corpus.document(codeBookId) ? [] : notesOf(codeBookId),
    content,
    date,
    figures: { [Symbol.iterator]: () => figureTable(corpus) },
    roleOf: (id) => corpus.roleOf(id)?.text,
    documents: corpus.documents.map((document) => documentOf(document, parts)),
  };
}

/** Large parts are not held here: a corpus has many documents, and a format writes one after another. */
function documentOf(document: CorpusDocument, { content, hash, annotationsOf, notesOf }: CorpusExport): ExportDocument {
  let textHash: string | undefined;
  return {
    id: document.id,
    uri: document.uri,
    get title() {
      return document.title;
    },
    get date() {
      return document.date?.edtf;
    },
    get text() {
      return document.text;
    },
    get textHash() {
      return (textHash ??= hash(document.text.text));
    },
    // These move with a text that is edited; with the text as it is now they are taken now.
    annotations: annotationsOf(document.id),
    notes: notesOf(document.id),
    get tags() {
      return content === 'annotations' ? [] : document.recognised.tags;
    },
    get attributions() {
      return content === 'annotations' ? [] : document.recognised.attributions;
    },
  };
}

function* figureTable(corpus: Corpus): Generator<FigureRow, void> {
  const figures = (): Generator<Figure, void> => figuresOf(corpus, corpus.documents);
  yield* figureRows({ corpus, nameOf: ({ id }) => id, figures: figures(), things: compareFigures(figures()) });
}
