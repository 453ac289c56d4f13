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

/** What a person did to the annotations of one document, as two sidecars that hold only what it touched: before and after. */
export interface Work {
  /** Address of the sidecar. */
  readonly uri: string;
  /** Id of the document in its corpus. */
  readonly document: string;
  readonly before: string;
  readonly after: string;
}

/** Keeps work outside the corpus while it is not known to be in a sidecar, for the case that the process ends before. */
export interface Journal {
  /** Keeps the work of this process on a sidecar, in the place of what it kept before. */
  keep(work: Work): Promise<void>;
  /** Forgets the work of this process on a sidecar. */
  drop(uri: string): Promise<void>;
  /** Notes that a person deleted annotations shortly after they were written: whoever wrote them may take them for lost. */
  noteDeleted(uri: string, ids: readonly string[]): Promise<void>;
  /** Ids noted lately, by any process. */
  deleted(uri: string): Promise<ReadonlySet<string>>;
}

/** Work that a process left which has ended. */
export interface LeftWork extends Work {
  /** Name in the journal. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** A journal that also tells what earlier processes left. */
export interface WorkJournal extends Journal {
  /** What was left on sidecars in a folder (a URI without a slash at the end), the oldest first. */
  left(root: string): Promise<readonly LeftWork[]>;
  /** Forgets work that was left. */
  remove(id: string): Promise<void>;
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
