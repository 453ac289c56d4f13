import type { CustomUnit } from '../recognise/numbers/units';
import type { DocumentDate, Layer } from '../recognise/tags';
import type { TermBase } from '../recognise/terms/termBase';
import { AwakeDocuments } from './awakeDocuments';
import type { Effort, EntityName, Problem, Progress } from './corpus';
import type { DecisionSource, TagDecision } from './decisions';
import type { AnalysedDocument, Analyst } from './document';
import type { DocumentFindings } from './findings';
import type { Steps } from '../text/steps';
import { EntityNames } from './entityNames';
import { RecogniserFailures } from './failures';
import type { RecogniseStretch } from './incremental/provisional';
import { KeptFindings } from './indexing/keptFindings';
import { askForWords } from './indexing/openWords';
import { indexInOrder } from './indexing/order';
import { Passes } from './indexing/passes';
import { RecognitionElsewhere, type WorkElsewhere } from './indexing/recognitionElsewhere';
import type { KeptDocument } from './indexing/recognitionCache';
import { MentionIndex, withProvisional, type Occurrences } from './mentionIndex';
import { NamesakeNotes } from './names/namesakeNotes';
import { SourceNames } from './names/sourceNames';
import { internedNames } from './packed/packDocument';
import type { Cancellation, Logger, WordCutter } from './ports';
import type { Recognition } from './recognition';
import { RecognitionHere, type CorpusKnowledge } from './recognitionHere';
import { SharedRecognisers } from './recognisers';
import { WordEvidence } from './wordEvidence';

const NO_DECISIONS: readonly TagDecision[] = [];

export interface AnalysisOptions {
  /** Asked, while indexing, about word boundaries that are left open. */
  readonly cutter?: WordCutter | undefined;
  /** Code units of the documents whose findings are kept as objects at a time (awakeDocuments.ts). */
  readonly awakeUnits?: number | undefined;
  /**
   * Of an open document with so many UTF-16 code units or more, questions about places are answered before the whole has been recognised
   * again, which {@link Analysis.recogniseAll} then sees to.
   */
  readonly atOnceFrom?: number | undefined;
  /** Where much work is done. */
  readonly elsewhere?: WorkElsewhere | undefined;
}

/**
 * What is recognised in a set of documents: the façade of what does it. Terms and numbers depend on the document, the term bases and the units; sources take two
 * passes, as a name established in one document is known in all: every document is surveyed, the surveys are
 * united, and then sources are recognised, in each document with the names that matter to it. When names become known or unknown, only documents to
 * which others matter than before are recognised again.
 *
 * What is yet to be done for each document is the subject of {@link Passes}; in what order, and where, of indexing/order.ts.
 */
export class Analysis implements Analyst {
  /** Told the URIs of documents whose tags have changed though their text has not. */
  readonly #onRetagged: (uris: readonly string[]) => void;
  readonly #knowledge: CorpusKnowledge;
  readonly #here: RecognitionHere;
  readonly #elsewhere: RecognitionElsewhere | undefined;
  readonly #kept: KeptFindings;
  readonly #passes: Passes;
  readonly #index = new MentionIndex();
  readonly #entityNames = new EntityNames();
  readonly #namesakes: NamesakeNotes;
  readonly #awake: AwakeDocuments;
  readonly #atOnceFrom: number;
  /** The documents that an editor has open, by id. */
  readonly #open = new Set<string>();
  /** Word boundaries are asked about by one after another, so that whoever asks has all answers. */
  #asking: Promise<unknown> = Promise.resolve();
  /** Whoever waits for a document to be recognised as a whole. */
  readonly #waiting = new Map<AnalysedDocument, (() => void)[]>();
  #decisionsOf: DecisionSource = () => NO_DECISIONS;

  constructor(recognition: Recognition, logger: Logger, onRetagged: (uris: readonly string[]) => void, { cutter, awakeUnits, atOnceFrom = Infinity, elsewhere }: AnalysisOptions = {}) {
    const evidence = new WordEvidence(cutter);
    const names = new SourceNames<AnalysedDocument>((document) => this.#passes.has(document));
    this.#onRetagged = onRetagged;
    this.#knowledge = { recognisers: new SharedRecognisers(recognition, evidence.known), names, evidence, failures: new RecogniserFailures(logger), packedNames: internedNames() };
    this.#here = new RecognitionHere(recognition, this.#knowledge);
    this.#namesakes = new NamesakeNotes(names.register, this.#index, () => this.#passes.wereDone);
    this.#passes = new Passes({ names, survey: (document) => this.#here.survey(document), indexes: [this.#index, this.#entityNames, this.#namesakes], onRetagged });
    this.#elsewhere = elsewhere && new RecognitionElsewhere(elsewhere, this.#passes, this.#knowledge, logger);
    this.#kept = new KeptFindings(this.#passes, this.#knowledge);
    this.#awake = new AwakeDocuments(awakeUnits);
    this.#atOnceFrom = atOnceFrom;
  }

  // #region The set of documents, and what is known around them

  /** Adds a document, or puts it in place of the one with its id. */
  put(document: AnalysedDocument): void {
    this.#letGo(document.id);
    this.#passes.put(document);
  }

  remove(documentId: string): void {
    this.#letGo(documentId);
    this.#knowledge.evidence.forget(documentId);
    this.#open.delete(documentId);
    this.#passes.remove(documentId);
  }

  /** The text of a document is another than the one that something is known of. */
  startAgain(document: AnalysedDocument): void {
    this.#passes.startAgain(document);
  }

  /** Takes in what is known of a document from an earlier session, as far as it holds. */
  takeKept(document: AnalysedDocument, kept: KeptDocument): void {
    this.#kept.take(document, kept);
  }

  /** What is to be kept of a document for another session; undefined while something of it is open. */
  toKeep(document: AnalysedDocument): ReturnType<KeptFindings['toKeep']> {
    return this.#kept.toKeep(document);
  }

  /** Says whether an editor has a document open. */
  setOpen(documentId: string, isOpen: boolean): void {
    if (isOpen) this.#open.add(documentId);
    else this.#open.delete(documentId);
  }

  /** Whether a document is on screen: what was made of it is kept as long as it is. */
  setOnScreen(document: AnalysedDocument, isOnScreen: boolean): void {
    if (isOnScreen) this.#awake.keep(document);
    else this.#awake.letRest(document);
  }

  /** The first of two term bases with the same concept has precedence. */
  setTermBases(termBases: readonly TermBase[]): void {
    this.#knowledge.recognisers.setTermBases(termBases);
    this.#knowledge.evidence.setTermBases(termBases);
    this.#passes.recogniseAgain('term', this.#passes.documents.values());
  }

  /** The units that the corpus adds to those of the program. */
  setUnits(units: readonly CustomUnit[]): void {
    this.#knowledge.recognisers.setUnits(units);
    this.#passes.recogniseAgain('number', this.#passes.documents.values());
  }

  /** Takes decisions on tags from now on from a source. */
  decideBy(source: DecisionSource): void {
    this.#decisionsOf = source;
    for (const id of this.#passes.documents.keys()) this.decisionsChanged(id);
  }

  /** Decisions on the tags of a document were made, moved or taken back: nothing is recognised again, only what is shown of it. */
  decisionsChanged(documentId: string): void {
    const document = this.#passes.documents.get(documentId);
    if (!document?.redecide()) return;
    this.#passes.indexAgain(document);
    this.#onRetagged([document.uri]);
  }

  #letGo(documentId: string): void {
    const document = this.#passes.documents.get(documentId);
    if (!document) return;
    this.#endWaiting(document);
    this.#awake.forget(document);
    this.#knowledge.failures.forget(documentId);
    this.#knowledge.evidence.want(documentId, []);
  }

  // #endregion

  // #region Indexing

  /**
   * Recognises and indexes what is not yet; hits at word boundaries that are left open stand. Other work gets its turn through `pause`;
   * resolves early when cancelled.
   */
  async recogniseAll(token: Cancellation, pause: () => Promise<void>, progress?: Progress): Promise<void> {
    if (await indexInOrder(this.#passes, this.#elsewhere, { token, pause, progress })) this.#passes.finish();
  }

  /** Has word boundaries looked into that recognising left open, and what follows from it recognised; resolves to whether there were any. */
  async askForWords(token: Cancellation, pause: () => Promise<void>): Promise<boolean> {
    const turn = this.#asking.then(() => askForWords(this.#knowledge.evidence, token, async (ids) => {
      const documents = ids.map((id) => this.#passes.documents.get(id)).filter((document) => document !== undefined);
      this.#passes.recogniseAgain('term', documents);
      await this.recogniseAll(token, pause);
    }));
    this.#asking = turn.catch(() => undefined);
    return turn;
  }

  /** Whether all documents are indexed, but for a few that the next question takes in itself. */
  get isIndexed(): boolean {
    return this.#passes.areDone;
  }

  /** How many documents are in the indexes, be it with what they had before something of them changed. */
  get readCount(): number {
    return this.#index.size;
  }

  /** Code units of all documents that were indexed; of one that was indexed twice, twice. */
  get indexedUnits(): number {
    return this.#passes.indexedUnits;
  }

  get effort(): Effort {
    return { here: this.#here.effort, elsewhere: this.#elsewhere?.effort ?? 0, fromCache: this.#kept.effort };
  }

  /** Counts up whenever an answer may have changed. */
  get version(): number {
    return this.#passes.version;
  }

  /** Resolves once a document that is answered for at once has been recognised as a whole, or is no longer the document of its id. */
  whenSettled(document: AnalysedDocument): Promise<void> {
    if (!document.isProvisional || !this.#passes.has(document)) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(document);
      if (waiting) waiting.push(resolve);
      else this.#waiting.set(document, [resolve]);
    });
  }

  #endWaiting(document: AnalysedDocument): void {
    for (const end of this.#waiting.get(document) ?? []) end();
    this.#waiting.delete(document);
  }

  // #endregion

  // #region Questions; before {@link recogniseAll} has run, a large corpus answers for the documents seen so far

  /** What broke a recogniser, and names that several people have. */
  get problems(): Problem[] {
    return [...this.#knowledge.failures.problems, ...this.#namesakes.problems];
  }

  /** Where an id stands. */
  occurrences(id: string): Occurrences[] {
    return withProvisional(id, this.#indexed().of(id), this.#passes.unindexed);
  }

  /** What the first document has of an entity that states a role of it. */
  firstWithRole(id: string): Occurrences | undefined {
    return this.#indexed().firstWithRole(id);
  }

  /** What the first document has of an id that introduces a short form of it, or else the first that mentions it. */
  firstWithIntroduction(id: string): Occurrences | undefined {
    const index = this.#indexed();
    return index.firstWithIntroduction(id) ?? index.firstWithTag(id);
  }

  /** How many mentions of an id there are. */
  mentionCount(id: string): number {
    return this.#indexed().tagCount(id);
  }

  /** How many statements of a source there are. */
  statementCount(id: string): number {
    return this.#indexed().statementCount(id);
  }

  /** The entities of the corpus by name. */
  get entityNames(): readonly EntityName[] {
    this.#indexFew();
    return this.#entityNames.all;
  }

  entityNamesInSteps(): Steps<readonly EntityName[]> {
    this.#indexFew();
    return this.#entityNames.inSteps();
  }

  #indexed(): MentionIndex {
    this.#indexFew();
    return this.#index;
  }

  #indexFew(): void {
    const { documents } = this.#passes;
    this.#passes.indexFew([...this.#open].map((id) => documents.get(id)).filter((document) => document !== undefined));
  }

  // #endregion

  // #region What documents ask for

  prepare(document: AnalysedDocument): void {
    this.#passes.prepare(document);
  }

  recognise(document: AnalysedDocument, layer: Layer): DocumentFindings {
    return this.#here.recognise(document, layer);
  }

  statedDate(document: AnalysedDocument): DocumentDate | undefined {
    return this.#here.statedDate(document);
  }

  decisions(document: AnalysedDocument): readonly TagDecision[] {
    return this.#decisionsOf(document.id);
  }

  use(document: AnalysedDocument): void {
    this.#awake.use(document);
  }

  answersAtOnce(document: AnalysedDocument): boolean {
    return document.roughLength >= this.#atOnceFrom && this.#open.has(document.id);
  }

  stretchesOf(document: AnalysedDocument): RecogniseStretch {
    return this.#here.stretchesOf(document);
  }

  settled(document: AnalysedDocument, differs: boolean): void {
    this.#endWaiting(document);
    if (differs) this.#onRetagged([document.uri]);
  }

  // #endregion
}
