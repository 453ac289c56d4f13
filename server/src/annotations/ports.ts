import type { SourceText } from '../text/sourceText';

/** Old versions of texts by their hash, so that passages can be carried from one to the present text. */
export interface SnapshotStore {
  /**
   * The text with this SHA-256 (hexadecimal, of the text in UTF-8), or `undefined` when it is not kept or damaged. `document` is the
   * address of the document that it is a version of, whose history may have it.
   */
  read(hash: string, document?: string): Promise<string | undefined>;
  /** Keeps a text; does nothing when it is kept already. */
  write(hash: string, text: string): Promise<void>;
}

/** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
export type Hash = (text: string) => string;

/** A new `urn:uuid:…`. */
export type NewId = () => string;

/** The documents whose annotations a store keeps; a `Corpus` is one. */
export interface DocumentSource {
  readonly documents: readonly TextDocument[];
  document(id: string): TextDocument | undefined;
}

export interface TextDocument {
  /** Path below the corpus root, with `/`. */
  readonly id: string;
  readonly uri: string;
  readonly text: SourceText;
}
