import type { TextFacts } from './job';

/** What findings kept from an earlier session depend on: they hold where all of it is the same. */
export interface KeptOn {
  readonly facts: TextFacts;
  /** The encoding that corpus.json named; '' for none. */
  readonly named: string;
  /** The date that the user had set, in EDTF; '' for none. */
  readonly date: string;
  /** Digests of the units and of the term bases that numbers and terms were recognised with. */
  readonly units: string;
  readonly termBases: string;
  /** The digest of the names that the sources were recognised with. */
  readonly names: string;
  /** The digest of all names of the corpus when these were last found to be the ones that matter to the document. */
  readonly register: string;
  /** The digest of the questions about words that are still open; '' for none. With answers there may be other tags. */
  readonly asks: string;
}

/** What is kept of a document from one session to the next. */
export interface KeptDocument extends KeptOn {
  /** Findings, names, the stated date and open questions, as `packDocument` packs them. */
  readonly known: Uint8Array;
}

/** What is to be kept of a document. */
export interface ToKeep {
  readonly on: KeptOn;
  /** Called only where it is not kept yet. */
  readonly pack: () => Uint8Array;
}

/**
 * What was recognised in a corpus in earlier sessions. Whatever is lost or damaged in it is as if it had never been there; what it gives is what
 * was put in, by this version of the program.
 */
export interface RecognitionCache {
  /** What an earlier session kept; what this one did, it has at hand. */
  find(documentId: string): KeptDocument | undefined;
  /** Keeps documents in place of what was kept of them, and forgets those that are not in the corpus any more. Does not reject. */
  keep(documents: ReadonlyMap<string, ToKeep>, isInCorpus: (documentId: string) => boolean): Promise<void>;
}
