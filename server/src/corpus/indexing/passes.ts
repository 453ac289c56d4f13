import type { EstablishedName } from '../../recognise/sources/established';
import { LAYERS, type Layer } from '../../recognise/tags';
import type { AnalysedDocument } from '../document';
import type { SourceNames } from '../names/sourceNames';
import { DocumentsLeft, type Left } from './documentsLeft';

/** How many documents a question that cannot wait brings up to date itself; more are left to indexing. */
const AT_ONCE = 8;
/** Code units of documents that a question looks through itself for names that have become known or unknown. */
const CHECKED_AT_ONCE = 1_000_000;

/** Where documents that were recognised are taken in. */
export interface DocumentIndex {
  /** Takes in what a document has now, in place of what the document with its id had before. */
  put(document: AnalysedDocument): void;
  remove(documentId: string): void;
}

/** What passes are made with. */
export interface PassesOptions {
  readonly names: SourceNames<AnalysedDocument>;
  /** The names that a document establishes. Must not throw. */
  readonly survey: (document: AnalysedDocument) => readonly EstablishedName[];
  readonly indexes: readonly DocumentIndex[];
  /** Told the URIs of documents whose tags have changed though their text has not. */
  readonly onRetagged: (uris: readonly string[]) => void;
}

/**
 * The documents of a corpus, and what is yet to be done for each. A document goes through three passes: it is surveyed for the names that it
 * establishes; it is recognised, layer by layer, its sources with the names that matter to it, and looked through again (checked) whenever names become known or
 * unknown; it is taken into the indexes. A later pass of a document does an earlier one first, and no pass is done twice for nothing.
 *
 * - A document is *unsurveyed* from when it comes until its names are in the register.
 * - It is *unindexed* from when it comes, or something of it has to be recognised or shown anew, until the indexes have what it has now.
 * - Which are *unchecked* the names know. One whose sources no longer hold forgets them, and is unindexed.
 */
export class Passes {
  readonly #names: SourceNames<AnalysedDocument>;
  readonly #survey: (document: AnalysedDocument) => readonly EstablishedName[];
  readonly #indexes: readonly DocumentIndex[];
  readonly #onRetagged: (uris: readonly string[]) => void;
  readonly #documents = new Map<string, AnalysedDocument>();
  readonly #unsurveyed = new DocumentsLeft();
  readonly #unindexed = new DocumentsLeft();
  /** Findings are being taken in: nobody is asking, so that nothing is to be looked at before. */
  #isTakingIn = false;
  #isDone = false;
  #version = 0;
  #indexedUnits = 0;

  constructor({ names, survey, indexes, onRetagged }: PassesOptions) {
    this.#names = names;
    this.#survey = survey;
    this.#indexes = indexes;
    this.#onRetagged = onRetagged;
  }

  // #region The set of documents

  /** By id. */
  get documents(): ReadonlyMap<string, AnalysedDocument> {
    return this.#documents;
  }

  /** Whether a document is in the corpus, and has not been replaced. */
  has(document: AnalysedDocument): boolean {
    return this.#documents.get(document.id) === document;
  }

  /** Adds a document, or puts it in place of the one with its id. */
  put(document: AnalysedDocument): void {
    this.#leave(document.id);
    this.#documents.set(document.id, document);
    this.#unsurveyed.add(document);
    this.indexAgain(document);
  }

  remove(documentId: string): void {
    this.#leave(documentId);
    for (const index of this.#indexes) index.remove(documentId);
    this.#establish(documentId, []);
    this.#version++;
  }

  /** The text of a document is another than the one that something is known of. */
  startAgain(document: AnalysedDocument): void {
    if (!this.has(document)) return;
    this.#unsurveyed.add(document);
    for (const layer of LAYERS) this.recogniseAgain(layer, [document]);
  }

  #leave(documentId: string): void {
    const document = this.#documents.get(documentId);
    if (!document) return;
    this.#documents.delete(documentId);
    this.#unsurveyed.delete(document);
    this.#unindexed.delete(document);
    this.#names.forget(document);
  }

  // #endregion

  // #region What is to be done; sets that may be walked while members come and go: what is added is reached, what is removed is not

  /** Documents whose names are not yet in the register. */
  get unsurveyed(): Left {
    return this.#unsurveyed;
  }

  /** Documents to which other names may matter than those their sources were recognised with. */
  get unchecked(): ReadonlySet<AnalysedDocument> {
    return this.#names.unchecked;
  }

  /** Documents whose tags are not, or no longer, in the indexes. */
  get unindexed(): Left {
    return this.#unindexed;
  }

  /** Whether all was done once, and nothing is left since but what the next question does itself. */
  get areDone(): boolean {
    return this.#isDone && this.#areFewUnchecked();
  }

  /** Whether all was done once, and hardly a document has come or changed since. */
  get wereDone(): boolean {
    return this.#isDone;
  }

  /** All is done. */
  finish(): void {
    this.#isDone = true;
  }

  /** Code units of all documents that were taken into the indexes; of one that was taken in twice, twice. */
  get indexedUnits(): number {
    return this.#indexedUnits;
  }

  /** Counts up whenever an answer may have changed. */
  get version(): number {
    return this.#version;
  }

  // #endregion

  // #region One document

  /** Surveys a document, unless it has been. */
  survey(document: AnalysedDocument): void {
    if (this.#unsurveyed.delete(document)) this.#establish(document.id, this.#survey(document));
  }

  /** Takes in what a survey of a document found elsewhere, unless it has been surveyed. */
  acceptSurvey(document: AnalysedDocument, names: readonly EstablishedName[]): void {
    if (this.#unsurveyed.delete(document)) this.#establish(document.id, names);
  }

  /** Forgets the sources of a document when other names matter to it than those they were recognised with. */
  check(document: AnalysedDocument): void {
    if (!this.#names.check(document)) this.recogniseAgain('source', [document]);
  }

  /** Where all names are those of an earlier session, documents known from it are checked. */
  checkKept(): void {
    if (this.#unsurveyed.size === 0) this.#names.checkKept();
  }

  /** Before a document is asked for what it has: what others changed is taken into account, as far as that can be done at once. */
  prepare(document: AnalysedDocument): void {
    if (this.#isTakingIn) return;
    this.#surveyFew();
    this.survey(document);
    this.check(document);
  }

  /** A layer of documents is recognised again when it is asked for next. */
  recogniseAgain(layer: Layer, documents: Iterable<AnalysedDocument>): void {
    const uris: string[] = [];
    for (const document of documents) {
      if (document.has(layer)) uris.push(document.uri);
      document.forget(layer);
      if (layer === 'source') this.#names.forget(document);
      this.indexAgain(document);
    }
    if (uris.length > 0) this.#onRetagged(uris);
  }

  /** The indexes are to take in a document anew. */
  indexAgain(document: AnalysedDocument): void {
    this.#unindexed.add(document);
    if (this.#unindexed.size > AT_ONCE) this.#isDone = false;
    this.#version++;
  }

  /** Takes a document into the indexes, and does before what is yet to be done for it. */
  index(document: AnalysedDocument): void {
    this.prepare(document);
    this.#unindexed.delete(document);
    for (const layer of LAYERS) document.ensure(layer);
    document.settle();
    for (const index of this.#indexes) index.put(document);
    this.#indexedUnits += document.roughLength;
    this.#version++;
  }

  /** Takes a document into the indexes with what was found elsewhere, whether other names matter by now or not: that is seen when all are surveyed. */
  indexAccepted(document: AnalysedDocument): void {
    this.#isTakingIn = true;
    try {
      this.index(document);
    } finally {
      this.#isTakingIn = false;
    }
  }

  // #endregion

  /**
   * Before a question about all documents: does what is to be done where it is little. Where it is much, only documents that somebody looks at, and which have been
   * recognised for that already, are taken in, so that an answer has at least what is on screen.
   */
  indexFew(lookedAt: Iterable<AnalysedDocument> = []): void {
    this.#surveyFew();
    if (this.#areFewUnchecked()) for (const document of this.unchecked) if (!document.isProvisional) this.check(document);
    if (this.#unindexed.size > AT_ONCE) {
      for (const document of lookedAt) if (this.#unindexed.has(document) && document.isWhole && !document.isProvisional) this.indexAccepted(document);
      return;
    }
    // Reading the tags surveys first, and a survey may send an earlier document round again: the walk reaches it anew.
    for (const document of this.#unindexed) if (!document.isProvisional) this.index(document);
  }

  #surveyFew(): void {
    if (this.#unsurveyed.size <= AT_ONCE) for (const document of this.#unsurveyed) if (!document.isProvisional) this.survey(document);
  }

  /** Whether so little is unchecked that a question can look through it. */
  #areFewUnchecked(): boolean {
    let units = 0;
    for (const { roughLength } of this.unchecked) if ((units += roughLength) > CHECKED_AT_ONCE) return false;
    return true;
  }

  #establish(documentId: string, names: readonly EstablishedName[]): void {
    if (this.#names.establish(documentId, names)) this.#version++;
  }
}
