import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../annotations/anchoring/edits';
import { canonicalUri } from './uris';

/** What an editor changed in a document: the edits in order, each counting in the text that the one before left. */
export interface DocumentChange {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** The texts that the editor has open, by canonical URI; kept for every document, as a folder may become a corpus later. */
export class OpenDocuments {
  readonly #documents = new Map<string, TextDocument>();

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#documents.set(canonicalUri(uri), TextDocument.create(uri, languageId, version, text));
  }

  /** Undefined when the document is not open. */
  change(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): DocumentChange | undefined {
    const document = this.#documents.get(canonicalUri(uri));
    if (!document) return undefined;
    const edits: TextEdit[] = [];
    for (const change of changes) {
      const start = 'range' in change ? document.offsetAt(change.range.start) : 0;
      const end = 'range' in change ? document.offsetAt(change.range.end) : document.getText().length;
      edits.push({ start, deletedLength: end - start, insertedText: change.text });
      TextDocument.update(document, [change], version);
    }
    return { text: document.getText(), edits };
  }

  /** Takes the text that the editor has for the one that counts; the change that was not told. Undefined when there is none, or the document is not open. */
  catchUp(uri: string, text: string): DocumentChange | undefined {
    const document = this.#documents.get(canonicalUri(uri));
    if (!document || document.getText() === text) return undefined;
    return this.change(uri, document.version, [{ text }]);
  }

  close(uri: string): void {
    this.#documents.delete(canonicalUri(uri));
  }

  text(uri: string): string | undefined {
    return this.#documents.get(canonicalUri(uri))?.getText();
  }

  /** Version of the editor's text; undefined when the document is not open. */
  version(uri: string): number | undefined {
    return this.#documents.get(canonicalUri(uri))?.version;
  }

  /** Addresses as the editor spells them. */
  get uris(): readonly string[] {
    return [...this.#documents.values()].map((document) => document.uri);
  }
}
