import { changesOf, type Change, type Replacement } from '../../text/changes';
import type { SourceText } from '../../text/sourceText';
import type { Analysis } from '../analysis';
import type { CorpusDocument, Problem } from '../corpus';
import { AnalysedDocument } from '../document';
import { byPath } from '../fileList';
import type { FileText } from '../indexing/fileText';
import type { Manifest } from '../manifest';
import type { ChangeNews } from './changes';
import { encodingProblem, normalise, type DocumentFile } from './documentFile';

/** What a set of documents is made with. */
export interface DocumentSetOptions {
  readonly analysis: Analysis;
  readonly news: ChangeNews;
  /** What corpus.json says now. */
  readonly manifest: () => Manifest;
  /** The date of every document, in EDTF; goes before those of corpus.json. */
  readonly date: string | undefined;
}

/** The documents of a corpus by their files: each is made anew when its file has another text, or an editor has. */
export class DocumentSet {
  readonly #analysis: Analysis;
  readonly #news: ChangeNews;
  readonly #manifest: () => Manifest;
  readonly #date: string | undefined;
  /** By normalised URI. */
  #byUri: ReadonlyMap<string, DocumentFile> = new Map();
  #sortedFiles: readonly DocumentFile[] | undefined;
  #documents: readonly CorpusDocument[] | undefined;
  #documentsById: Map<string, CorpusDocument> | undefined;

  constructor({ analysis, news, manifest, date }: DocumentSetOptions) {
    this.#analysis = analysis;
    this.#news = news;
    this.#manifest = manifest;
    this.#date = date;
  }

  /** In no order that means anything. */
  get files(): Iterable<DocumentFile> {
    return this.#byUri.values();
  }

  /** The file at an address, however that is spelt. */
  at(uri: string): DocumentFile | undefined {
    return this.#byUri.get(uri) ?? this.#byUri.get(normalise(uri));
  }

  /** Sorted by id. */
  get documents(): readonly CorpusDocument[] {
    // To sort them takes long in a large corpus, and while someone types they stay in order.
    this.#sortedFiles ??= [...this.files].filter(({ document }) => document).sort((a, b) => byPath(a.id, b.id));
    return (this.#documents ??= this.#sortedFiles.map((file) => file.document).filter((document) => document !== undefined));
  }

  document(id: string): CorpusDocument | undefined {
    this.#documentsById ??= new Map(this.documents.map((document) => [document.id, document]));
    return this.#documentsById.get(id);
  }

  /** What is wrong with the files. */
  get problems(): readonly Problem[] {
    return [...this.files].flatMap((file) => [file.problem, encodingProblem(file)]).filter((problem) => problem !== undefined);
  }

  /** Takes files, by normalised URI, in place of those before; documents of files that are no more go. */
  replace(files: ReadonlyMap<string, DocumentFile>): void {
    for (const [uri, file] of this.#byUri) if (!files.has(uri) && file.document) this.#analysis.remove(file.id);
    this.#byUri = files;
    this.#documentsChanged();
    this.#news.add(true, []);
  }

  /** Takes the text of an open editor in place of the file; `undefined` goes back to the file. */
  setText(file: DocumentFile, text: string | undefined, edits?: readonly Replacement[]): void {
    this.#analysis.setOpen(file.id, text !== undefined);
    const before = encodingProblem(file);
    file.buffer = text;
    if (before?.code !== encodingProblem(file)?.code) this.#news.add(true, []);
    this.refresh(file, { edits });
    if (file.document) this.#analysis.setOnScreen(file.document, text !== undefined);
  }

  /**
   * Makes the document of a file anew when its text is another, or in any case when what corpus.json says of it is (`isSaidAnew`). `edits` lead to
   * the text from the one that the document had.
   */
  refresh(file: DocumentFile, { isSaidAnew = false, edits }: { readonly isSaidAnew?: boolean; readonly edits?: readonly Replacement[] | undefined } = {}): void {
    const text = file.buffer ?? file.disk ?? file.origin;
    if (text === undefined) {
      if (!file.document) return;
      this.#analysis.remove(file.id);
      file.document = undefined;
      this.#documentsChanged();
      this.#news.add(true, [file.uri]);
      return;
    }
    if (file.document && !isSaidAnew && hasText(file.document, file, text)) return;
    const before = file.document;
    const isNew = before === undefined;
    const edited = before && edits && !isSaidAnew && typeof text === 'string' ? editedFrom(before, changesOf(edits), text) : undefined;
    const entry = this.#manifest().documents.get(file.id);
    file.document = new AnalysedDocument(file.id, file.uri, edited?.text ?? text, entry, this.#date ?? entry?.date, this.#analysis);
    if (edited) file.document.follow(edited.before, edited.changes);
    this.#analysis.put(file.document);
    if (file.buffer !== undefined) this.#analysis.setOnScreen(file.document, true);
    if (isNew) this.#documentsChanged();
    else this.#documentReplaced(file.document);
    this.#news.add(isNew || isSaidAnew, [file.uri]);
  }

  /** A document has another text; the set of documents is as it was. */
  #documentReplaced(document: AnalysedDocument): void {
    this.#documents = undefined;
    this.#documentsById?.set(document.id, document);
  }

  #documentsChanged(): void {
    this.#sortedFiles = undefined;
    this.#documents = undefined;
    this.#documentsById = undefined;
  }
}

/** Whether a document is of this text. One that nobody has read yet is only read to be compared with what an editor has. */
function hasText(document: AnalysedDocument, { buffer }: DocumentFile, text: string | FileText): boolean {
  if (typeof text !== 'string') return document.isFrom(text);
  return (document.hasText || buffer !== undefined) && document.text.text === text;
}

/** A document before changes and its text after them; undefined when they do not lead to that text. */
function editedFrom(before: AnalysedDocument, changes: readonly Change[], after: string): { readonly before: AnalysedDocument; readonly changes: readonly Change[]; readonly text: SourceText } | undefined {
  const last = changes.at(-1);
  const grown = last ? last.newEnd - last.oldEnd : 0;
  return before.text.length + grown === after.length ? { before, changes, text: before.text.edited(after, changes) } : undefined;
}
