import * as l10n from '@vscode/l10n';
import type { CustomUnit } from '../recognise/numbers/units';
import type { Recogniser, RecogniserInput } from '../recognise/recogniser';
import type { EstablishedName } from '../recognise/sources/established';
import { findNamesakes, type Namesake } from '../recognise/sources/namesakes';
import { tagReading } from '../recognise/tagger';
import { LAYERS, type DocumentDate, type Layer } from '../recognise/tags';
import type { TermBase } from '../recognise/terms/termBase';
import { AwakeDocuments } from './awakeDocuments';
import type { Effort, EntityName, Problem } from './corpus';
import { digestOf } from './digest';
import type { DecisionSource, TagDecision } from './decisions';
import type { AnalysedDocument, Analyst, DocumentFindings } from './document';
import { EntityNames } from './entityNames';
import { byPath } from './fileList';
import type { RecogniseStretch } from './incremental/provisional';
import { stretchRecogniser } from './incremental/stretchRecogniser';
import { MentionIndex, Occurrences } from './mentionIndex';
import { NameRegister } from './names/nameRegister';
import { openDocument, packDocument } from './packed/packDocument';
import { PackedFindings } from './packed/packedFindings';
import type { Cancellation, Logger, WordCutter } from './ports';
import type { Recognition } from './recognition';
import { WordEvidence } from './wordEvidence';
import { Reading } from '../text/reading';
import type { Structure } from '../text/structure';
import { handOut, type Piece } from './indexing/handOut';
import type { KeptDocument, KeptOn } from './indexing/recognitionCache';
import type { DocumentOutcome, Workforce } from './indexing/job';
import { writtenOnOneLine } from './written';

/** How many documents a question that cannot wait brings up to date itself; more are left to {@link Analysis.index}. */
const AT_ONCE = 8;
/** Code units worked through before other work is let in between. */
const BREATH = 30_000;
/** How many times faster a document is looked through for names than recognised. */
const CHECKED_FASTER = 16;
/** Code units of documents that a question looks through itself for names that have become known or unknown. */
const CHECKED_AT_ONCE = 1_000_000;

/** A hit that falls may leave room for another that is in doubt, and so on; nothing is gained by following that for long. */
const MOST_TURNS = 10;

/** The date of a document stands in its first or last so many code units. */
const EDGE = 5000;
const NO_STRUCTURE: Structure = { blocks: [], articles: [], turns: [] };
/** A document in which someone types is recognised as a whole in a thread of its own from so many code units on; a shorter one between two keys. */
const TOO_LONG_FOR_A_KEY = 200_000;
/** How often documents are handed out, and looked through for names, in one go. */
const MOST_ROUNDS = 8;
/** Of the names with which an earlier session recognised: no version of the register has it. */
const UNKNOWN_VERSION = -1;
/** Code units of text that putting a document into the index counts for. */
const LEAST_BREATH = 1000;
/** In place of a digest of names, for a document that is not recognised again. */
const GIVEN_UP = '';
const NO_DECISIONS: readonly TagDecision[] = [];
/** Work that is done elsewhere. */
export interface WorkElsewhere {
  readonly workforce: Workforce;
  /** What the corpus is called there. */
  readonly corpus: string;
  /** Whether a document goes before others: one that is open in an editor. */
  readonly isUrgent: (document: AnalysedDocument) => boolean;
  /** The encoding that corpus.json names for the file of a document. */
  readonly encodingOf: (document: AnalysedDocument) => string | undefined;
  /** Told what the file of a document was found to be, or why it could not be read; says whether what was found in it is to be taken in. */
  readonly onRead: (document: AnalysedDocument, outcome: Pick<DocumentOutcome, 'facts' | 'problem'>) => boolean;
}

const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };

export interface AnalysisOptions {
  /** Asked, while indexing, about word boundaries that are left open. */
  readonly cutter?: WordCutter | undefined;
  /** Code units of the documents whose findings are kept as objects at a time (awakeDocuments.ts). */
  readonly awakeUnits?: number | undefined;
  /**
   * Of an open document with so many UTF-16 code units or more, questions about places are answered before the whole has been recognised
   * again, which {@link Analysis.index} then sees to.
   */
  readonly atOnceFrom?: number | undefined;
  /** Where much work is done. */
  readonly elsewhere?: WorkElsewhere | undefined;
}

/**
 * What is recognised in a set of documents. Terms and numbers depend on the document, the term bases and the units; sources take two
 * passes, as a name established in one document is known in all: every document is surveyed, the surveys are
 * united, and then sources are recognised, in each document with the names that matter to it. When names become known or unknown, only documents to
 * which others matter than before are recognised again.
 */
export class Analysis implements Analyst {
  readonly #recognition: Recognition;
  readonly #logger: Logger;
  /** Told the URIs of documents whose tags have changed though their text has not. */
  readonly #onRetagged: (uris: readonly string[]) => void;
  readonly #documents = new Map<string, AnalysedDocument>();
  /** Documents whose names are not yet in the register. */
  readonly #unsurveyed = new Set<AnalysedDocument>();
  /** Documents whose tags are not, or no longer, in the mention index. */
  readonly #unindexed = new Set<AnalysedDocument>();
  readonly #register = new NameRegister();
  /** The digest of the names with which the sources of a document were recognised. */
  readonly #namesIn = new Map<AnalysedDocument, string>();
  /** Documents of {@link #namesIn} to which other names may matter by now, and all others of these. */
  #unchecked = new Set<AnalysedDocument>();
  #checked = new Set<AnalysedDocument>();
  /** Of documents known from an earlier session: the digest of all names at which those in {@link #namesIn} were the ones that matter. */
  readonly #keptAt = new Map<AnalysedDocument, string>();
  /** Digests of units and term bases; made when they are first asked for. */
  #basis: { readonly units: string; readonly termBases: string } | undefined;
  readonly #index = new MentionIndex();
  readonly #entityNames = new EntityNames();
  readonly #evidence: WordEvidence;
  readonly #awake: AwakeDocuments;
  /** What broke a recogniser, by document, then layer (`survey` for the first pass). */
  readonly #failures = new Map<string, Map<string, Problem>>();
  /** People of one name, as they were found at a version. */
  #namesakes: { readonly version: number; readonly people: readonly (readonly Namesake[])[] } | undefined;
  #termBases: readonly TermBase[] = [];
  #units: readonly CustomUnit[] = [];
  #recognisers = new Map<Exclude<Layer, 'source'>, Recogniser>();
  readonly #elsewhere: WorkElsewhere | undefined;
  /** Counts up when units or term bases change. */
  #contextVersion = 0;
  readonly #effort = { here: 0, elsewhere: 0, fromCache: 0 };
  /** Findings are being taken in: nobody is asking, so that nothing is to be looked at before. */
  #isTakingIn = false;
  #decisionsOf: DecisionSource = () => NO_DECISIONS;
  /** The documents that an editor has open, by id. */
  readonly #open = new Set<string>();
  readonly #atOnceFrom: number;
  /** Whoever waits for a document to be recognised as a whole. */
  readonly #waiting = new Map<AnalysedDocument, (() => void)[]>();
  #isIndexed = false;
  /** Counts up whenever an answer may have changed. */
  #version = 0;

  constructor(recognition: Recognition, logger: Logger, onRetagged: (uris: readonly string[]) => void, { cutter, awakeUnits, atOnceFrom = Infinity, elsewhere }: AnalysisOptions = {}) {
    this.#atOnceFrom = atOnceFrom;
    this.#awake = new AwakeDocuments(awakeUnits);
    this.#recognition = recognition;
    this.#evidence = new WordEvidence(cutter);
    this.#logger = logger;
    this.#onRetagged = onRetagged;
    this.#elsewhere = elsewhere;
  }

  // #region The set of documents

  /** Adds a document, or puts it in place of the one with its id. */
  put(document: AnalysedDocument): void {
    this.#drop(document.id);
    this.#documents.set(document.id, document);
    this.#unsurveyed.add(document);
    this.#setUnindexed(document);
  }

  /** Says whether an editor has a document open. */
  setOpen(documentId: string, isOpen: boolean): void {
    if (isOpen) this.#open.add(documentId);
    else this.#open.delete(documentId);
  }

  /** Takes in what is known of a document from an earlier session, as far as it holds. */
  takeKept(document: AnalysedDocument, kept: KeptDocument): void {
    if (this.#documents.get(document.id) !== document || !this.#unsurveyed.has(document) || kept.date !== (document.setDate?.edtf ?? '')) return;
    const known = openDocument(kept.known);
    if (!known?.names) return;
    this.#unsurveyed.delete(document);
    this.#establish(document.id, known.names);
    if (known.statedDate !== undefined) document.acceptStatedDate(known.statedDate);
    const { units, termBases } = this.#basisNow;
    for (const [layer, findings] of known.findings) {
      if ((layer === 'number' && kept.units !== units) || (layer === 'term' && kept.termBases !== termBases)) continue;
      document.accept(layer, findings);
      this.#effort.fromCache++;
      if (layer !== 'source') continue;
      this.#setNamesIn(document, kept.names, UNKNOWN_VERSION);
      this.#keptAt.set(document, kept.register);
    }
  }

  /** What is to be kept of a document for another session; undefined while something of it is open. */
  toKeep(document: AnalysedDocument): { readonly on: Omit<KeptOn, 'facts' | 'named'>; readonly pack: () => Uint8Array } | undefined {
    const { id } = document;
    if (!this.#checked.has(document) || this.#unsurveyed.has(document) || this.#failures.has(id) || !this.#evidence.isSettled(id)) return undefined;
    if (!LAYERS.every((layer) => document.has(layer))) return undefined;
    return {
      on: { ...this.#basisNow, date: document.setDate?.edtf ?? '', names: this.#namesIn.get(document) ?? '', register: this.#register.digest },
      pack: () => packDocument({
        findings: new Map(LAYERS.map((layer) => [layer, document.packed(layer) as PackedFindings])),
        names: this.#register.establishedBy(id),
        statedDate: document.knownDate,
      }),
    };
  }

  get #basisNow(): { readonly units: string; readonly termBases: string } {
    return (this.#basis ??= { units: digestOf([JSON.stringify(this.#units)]), termBases: digestOf([JSON.stringify(this.#termBases)]) });
  }

  /** The text of a document is another than the one that something is known of. */
  startAgain(document: AnalysedDocument): void {
    if (this.#documents.get(document.id) !== document) return;
    this.#unsurveyed.add(document);
    for (const layer of LAYERS) this.#recogniseAgain(layer, [document]);
  }

  remove(documentId: string): void {
    this.#drop(documentId);
    this.#open.delete(documentId);
    this.#index.remove(documentId);
    this.#entityNames.remove(documentId);
    this.#establish(documentId, []);
    this.#version++;
  }

  /** Whether a document is on screen: what was made of it is kept as long as it is. */
  setOnScreen(document: AnalysedDocument, isOnScreen: boolean): void {
    if (isOnScreen) this.#awake.keep(document);
    else this.#awake.letRest(document);
  }

  /** The first of two term bases with the same concept has precedence. */
  setTermBases(termBases: readonly TermBase[]): void {
    this.#termBases = termBases;
    this.#evidence.setTermBases(termBases);
    this.#contextVersion++;
    this.#basis = undefined;
    this.#recogniseAgain('term', this.#documents.values());
  }

  /** The units that the corpus adds to those of the program. */
  setUnits(units: readonly CustomUnit[]): void {
    this.#units = units;
    this.#contextVersion++;
    this.#basis = undefined;
    this.#recogniseAgain('number', this.#documents.values());
  }

  /** Takes decisions on tags from now on from a source. */
  decideBy(source: DecisionSource): void {
    this.#decisionsOf = source;
    for (const id of this.#documents.keys()) this.decisionsChanged(id);
  }

  /** Decisions on the tags of a document were made, moved or taken back: nothing is recognised again, only what is shown of it. */
  decisionsChanged(documentId: string): void {
    const document = this.#documents.get(documentId);
    if (!document?.redecide()) return;
    this.#setUnindexed(document);
    this.#onRetagged([document.uri]);
  }

  // #endregion

  // #region Questions

  /** Whether all documents are indexed, but for a few that the next question takes in itself. */
  get isIndexed(): boolean {
    return this.#isIndexed && this.#areFewUnchecked();
  }

  get effort(): Effort {
    return { ...this.#effort };
  }

  get version(): number {
    return this.#version;
  }

  /** What broke a recogniser, and names that several people have. */
  get problems(): Problem[] {
    return [...this.#failures.values()].flatMap((byLayer) => [...byLayer.values()]).concat(this.#namesakeProblems());
  }

  /** Resolves once a document that is answered for at once has been recognised as a whole, or is no longer the document of its id. */
  whenSettled(document: AnalysedDocument): Promise<void> {
    if (!document.isProvisional || this.#documents.get(document.id) !== document) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(document);
      if (waiting) waiting.push(resolve);
      else this.#waiting.set(document, [resolve]);
    });
  }

  /** Where an id stands. Before {@link index} has run, a large corpus answers for the documents seen so far. */
  occurrences(id: string): Occurrences[] {
    this.#indexFew();
    const found = this.#index.of(id);
    const provisional = [...this.#unindexed].filter((document) => document.isProvisional);
    if (provisional.length === 0) return found;
    const others = found.filter(({ document }) => !provisional.some((each) => each.id === document.id));
    return [...others, ...provisional.flatMap((document) => occurrencesSoFar(document, id))].sort((a, b) => byPath(a.document.id, b.document.id));
  }

  /** What the first document has of an entity that states a role of it. */
  firstWithRole(id: string): Occurrences | undefined {
    this.#indexFew();
    return this.#index.firstWithRole(id);
  }

  /** What the first document has of an id that introduces a short form of it, or else the first that mentions it. */
  firstWithIntroduction(id: string): Occurrences | undefined {
    this.#indexFew();
    return this.#index.firstWithIntroduction(id) ?? this.#index.firstWithTag(id);
  }

  /** How many mentions of an id there are, likewise. */
  mentionCount(id: string): number {
    this.#indexFew();
    return this.#index.tagCount(id);
  }

  /** How many statements of a source there are, likewise. */
  statementCount(id: string): number {
    this.#indexFew();
    return this.#index.statementCount(id);
  }

  /** The entities of the corpus by name, likewise. */
  get entityNames(): readonly EntityName[] {
    this.#indexFew();
    return this.#entityNames.all;
  }

  // #endregion

  /**
   * Recognises and indexes what is not yet, and has left open word boundaries looked into. Other work gets its turn through `pause`;
   * resolves early when cancelled.
   * Progress counts documents; one that is surveyed is half done.
   */
  async index(token: Cancellation, pause: () => Promise<void>, progress?: (done: number, total: number) => void): Promise<void> {
    let sincePause = 0;
    const breathe = async (work: number): Promise<void> => {
      sincePause += work;
      if (sincePause < BREATH) return;
      sincePause = 0;
      await pause();
    };
    const tell = (): void => progress?.(this.#documents.size - Math.ceil((this.#unsurveyed.size + this.#unindexed.size) / 2), this.#documents.size);
    // Sets may be walked while members come and go: what is added meanwhile is reached, what is removed is not. A text that changes during a pause
    // may have to be surveyed, and others looked through again.
    let isHelped = true;
    // A long document in which someone typed while it was recognised elsewhere is left alone: they will pause, and it is indexed then.
    const isLeft = (document: AnalysedDocument): boolean => isHelped && this.#isForElsewhere(document) && (this.#unsurveyed.has(document) || this.#unchecked.has(document) || !LAYERS.every((layer) => document.has(layer)));
    const isUndone = (documents: ReadonlySet<AnalysedDocument>): boolean => [...documents].some((document) => !isLeft(document));
    for (let isFirst = true; isFirst || isUndone(this.#unsurveyed) || isUndone(this.#unchecked) || isUndone(this.#unindexed); isFirst = false) {
      this.#checkKept();
      isHelped &&= await this.#indexElsewhere(token, tell);
      if (token.isCancellationRequested) return;
      for (const document of this.#unsurveyed) {
        if (token.isCancellationRequested) return;
        if (isLeft(document)) continue;
        if (document.isProvisional) await this.#readInSteps(document, pause);
        this.#survey(document);
        tell();
        await breathe(document.roughLength);
      }
      this.#checkKept();
      if (isHelped && sizeOf(this.#unchecked) >= (this.#elsewhere?.workforce.worthwhile ?? Infinity)) continue;
      for (const document of this.#unchecked) {
        if (token.isCancellationRequested) return;
        if (isLeft(document)) continue;
        this.#check(document);
        await breathe(document.roughLength / CHECKED_FASTER);
      }
      for (const document of this.#unindexed) {
        if (isLeft(document)) continue;
        for (const layer of LAYERS) {
          if (token.isCancellationRequested) return;
          if (document.has(layer)) continue;
          document.ensure(layer);
          await breathe(document.roughLength);
        }
        if (document.isProvisional) await this.#settleInSteps(document, pause);
        // A document replaced during a pause is no longer in the set; the new one follows in its own turn.
        if (this.#unindexed.has(document)) this.#putInIndex(document);
        tell();
        await breathe(LEAST_BREATH);
      }
    }
    this.#isIndexed = true;
    await this.#askForWords(token);
  }

  // #region Work elsewhere

  /** Has as much as is worth it done elsewhere; whether more can be. */
  async #indexElsewhere(token: Cancellation, tell: () => void): Promise<boolean> {
    const elsewhere = this.#elsewhere;
    if (!elsewhere) return false;
    const { workforce } = elsewhere;
    const about = (): { context: { corpus: string; version: number; units: readonly CustomUnit[]; termBases: readonly TermBase[] }; namesSince: NameRegister['changesSince'] } => ({
      context: { corpus: elsewhere.corpus, version: this.#contextVersion, units: this.#units, termBases: this.#termBases },
      namesSince: (version) => this.#register.changesSince(version),
    });
    const run = async (pieces: Iterable<Piece<AnalysedDocument>>): Promise<void> =>
      handOut(pieces, workforce, about, token, (piece, outcome, from) => {
        this.#takeIn(piece, outcome, from);
        tell();
      });
    try {
      await this.#typedElsewhere(run, elsewhere);
      if (token.isCancellationRequested) return true;
      // Texts may change meanwhile; what keeps changing is left to this thread.
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const unfinished = this.#unfinished();
        if (sizeOf(unfinished) >= workforce.worthwhile) {
          await run(this.#piecesOf(unfinished, elsewhere));
          if (token.isCancellationRequested) return true;
        } else if (this.#unsurveyed.size > 0) return true;
        // Only when all are surveyed is it known which names there are.
        if (this.#unsurveyed.size > 0) continue;
        this.#checkKept();
        if (sizeOf(this.#unchecked) < workforce.worthwhile) return true;
        await run(this.#checksOf([...this.#unchecked], elsewhere));
        if (token.isCancellationRequested) return true;
      }
      return true;
    } catch (error) {
      this.#logger.error('Recognising in threads of their own failed', error);
      return false;
    }
  }

  /** Whether a document is one in which someone types, and long enough for a thread of its own. */
  #isForElsewhere(document: AnalysedDocument): boolean {
    return document.isProvisional && document.roughLength >= Math.min(TOO_LONG_FOR_A_KEY, this.#elsewhere?.workforce.worthwhile ?? Infinity);
  }

  /** Has large documents in which someone types recognised as a whole: in this thread a key press would have to wait for that. */
  async #typedElsewhere(run: (pieces: Iterable<Piece<AnalysedDocument>>) => Promise<void>, elsewhere: WorkElsewhere): Promise<void> {
    const typed = (documents: Iterable<AnalysedDocument>): AnalysedDocument[] => [...documents].filter((document) => this.#isForElsewhere(document));
    const waiting = typed(this.#unindexed);
    if (waiting.length === 0) return;
    await run(this.#piecesOf(waiting, elsewhere));
    // What they establish may matter to themselves.
    const unchecked = typed(this.#unchecked);
    if (unchecked.length > 0) await run(this.#checksOf(unchecked, elsewhere));
  }

  /** Documents of which something is yet to be recognised, those that somebody looks at first. One that is being edited stays here. */
  #unfinished(): AnalysedDocument[] {
    const all = [...new Set([...this.#unsurveyed, ...this.#unindexed])].filter((document) => !document.isProvisional && (this.#unsurveyed.has(document) || LAYERS.some((layer) => !document.has(layer))));
    const isUrgent = (document: AnalysedDocument): boolean => this.#elsewhere?.isUrgent(document) ?? false;
    return [...all.filter(isUrgent), ...all.filter((document) => !isUrgent(document))];
  }

  *#piecesOf(documents: readonly AnalysedDocument[], elsewhere: WorkElsewhere): Generator<Piece<AnalysedDocument>> {
    for (const document of documents) {
      const survey = this.#unsurveyed.has(document);
      const layers = LAYERS.filter((layer) => !document.has(layer));
      // It may have gone, or have been asked for, since the list was made.
      if (this.#documents.get(document.id) !== document || (!survey && layers.length === 0)) continue;
      yield { document, size: document.roughLength, job: { ...this.#source(document, elsewhere), survey, layers } };
    }
  }

  *#checksOf(documents: readonly AnalysedDocument[], elsewhere: WorkElsewhere): Generator<Piece<AnalysedDocument>> {
    for (const document of documents) {
      const names = this.#namesIn.get(document);
      if (names === GIVEN_UP) this.#check(document);
      if (!this.#unchecked.has(document) || names === undefined) continue;
      yield { document, size: document.roughLength, job: { ...this.#source(document, elsewhere), survey: false, layers: [], names } };
    }
  }

  #source(document: AnalysedDocument, { encodingOf }: WorkElsewhere): Pick<Piece<AnalysedDocument>['job'], 'uri' | 'text' | 'encoding' | 'date'> {
    return { uri: document.uri, date: document.setDate, ...(document.hasText ? { text: document.text.text } : { encoding: encodingOf(document) }) };
  }

  /** Takes in what came of a document elsewhere, as far as it has not been replaced or recognised here meanwhile. */
  #takeIn({ document, job }: Piece<AnalysedDocument>, outcome: DocumentOutcome, from: { readonly namesVersion: number; readonly contextVersion: number }): void {
    if (this.#documents.get(document.id) !== document) return;
    const wasRead = outcome.facts !== undefined || (outcome.problem !== undefined && outcome.problem !== 'died');
    if (wasRead && !this.#elsewhere?.onRead(document, outcome)) return;
    const known = outcome.known && openDocument(outcome.known);
    for (const { step, error } of outcome.failures ?? []) this.#fail(document, step, error);
    if (!known) return this.#giveUp(document, job.layers);
    if (known.names && this.#unsurveyed.delete(document)) this.#establish(document.id, known.names);
    this.#effort.elsewhere += known.findings.size;
    for (const [layer, packed] of known.findings) {
      if (layer === 'source') {
        if (document.has('source') && this.#namesIn.get(document) !== job.names) continue;
        if (document.has('source')) this.#recogniseAgain('source', [document]);
        this.#setNamesIn(document, outcome.names ?? '', from.namesVersion);
      } else if (document.has(layer) || from.contextVersion !== this.#contextVersion) continue;
      document.accept(layer, packed);
      if (layer === 'term') this.#evidence.want(document.id, outcome.wanted ?? []);
    }
    if (job.names !== undefined && outcome.names === job.names && this.#namesIn.get(document) === job.names) this.#setNamesIn(document, job.names, from.namesVersion);
    // One in which someone types is taken into the index step by step.
    if (document.isProvisional || !this.#unindexed.has(document) || this.#unsurveyed.has(document) || !LAYERS.every((layer) => document.has(layer))) return;
    this.#isTakingIn = true;
    try {
      this.#putInIndex(document);
    } finally {
      this.#isTakingIn = false;
    }
  }

  /** What a thread died over twice would end this one, too: nothing is found in it. */
  #giveUp(document: AnalysedDocument, layers: readonly Layer[]): void {
    this.#fail(document, layers[0] ?? 'source', new Error());
    if (this.#unsurveyed.delete(document)) this.#establish(document.id, []);
    for (const layer of layers) if (!document.has(layer)) document.accept(layer, PackedFindings.of(NOTHING));
    if (document.has('source')) this.#setNamesIn(document, GIVEN_UP, this.#register.version);
  }

  // #endregion

  // #region What documents ask for

  prepare(document: AnalysedDocument): void {
    if (this.#isTakingIn) return;
    if (this.#unsurveyed.size > 0) {
      if (this.#unsurveyed.size <= AT_ONCE) for (const each of this.#unsurveyed) if (!each.isProvisional) this.#survey(each);
      this.#survey(document);
    }
    this.#check(document);
  }

  recognise(document: AnalysedDocument, layer: Layer): DocumentFindings {
    this.#clearFailure(document, layer);
    this.#effort.here++;
    try {
      const found = tagReading(this.#inputOf(document), [this.#recogniser(layer, document)], (_layer, error) => this.#fail(document, layer, error));
      if (layer === 'term') this.#evidence.want(document.id, found.wanted ?? []);
      return { tags: found.tags, attributions: found.attributions, definitions: found.definitions };
    } catch (error) {
      // The reading itself, or making the recogniser, failed.
      this.#fail(document, layer, error);
      return NOTHING;
    }
  }

  statedDate(document: AnalysedDocument): DocumentDate | undefined {
    try {
      return this.#recognition.statedDate?.(this.#inputOf(document));
    } catch (error) {
      this.#fail(document, 'date', error);
      return undefined;
    }
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
    const date = document.setDate ?? document.knownDate ?? this.#dateOnEdges(document);
    return stretchRecogniser({
      date,
      shared: () => [this.#sharedRecogniser('number'), this.#sharedRecogniser('term')],
      sources: (text) => this.#recognition.sources(this.#register.relevantTo(text).names),
      namesVersion: () => this.#register.version,
    });
  }

  settled(document: AnalysedDocument, differs: boolean): void {
    this.#endWaiting(document);
    if (differs) this.#onRetagged([document.uri]);
  }

  /** The date that the first or last lines of a document state, where all its recognisers look for one. */
  #dateOnEdges({ text: { text } }: AnalysedDocument): DocumentDate | undefined {
    try {
      const reading = new Reading(`${text.slice(0, EDGE)}\n${text.slice(-EDGE)}`);
      return this.#recognition.statedDate?.({ reading, structure: NO_STRUCTURE });
    } catch {
      return undefined;
    }
  }

  // #endregion

  /** Documents in which a hit falls by what the segmenter says are recognised again, until nothing is left open. */
  async #askForWords(token: Cancellation): Promise<void> {
    const turns = new Map<string, number>();
    for (const id of this.#evidence.documents) {
      if (token.isCancellationRequested) return;
      const isChanged = await this.#evidence.ask(id);
      const document = this.#documents.get(id);
      const turn = (turns.get(id) ?? 0) + 1;
      turns.set(id, turn);
      if (!isChanged || !document || turn > MOST_TURNS) continue;
      document.forget('term');
      this.#putInIndex(document);
      this.#onRetagged([document.uri]);
    }
  }

  /** Prepares what recognising begins with: someone types in the document, and no step should take longer than need be. */
  async #readInSteps(document: AnalysedDocument, pause: () => Promise<void>): Promise<void> {
    void document.reading;
    await pause();
    if (this.#documents.get(document.id) !== document) return;
    void document.structure;
    await pause();
  }

  /** Likewise, what was found takes the place of what was provisional. */
  async #settleInSteps(document: AnalysedDocument, pause: () => Promise<void>): Promise<void> {
    await this.#readInSteps(document, pause);
    for (const layer of LAYERS) {
      if (!this.#unindexed.has(document) || !document.has(layer)) return;
      document.unpack(layer);
      await pause();
    }
    if (!this.#unindexed.has(document) || !LAYERS.every((layer) => document.has(layer))) return;
    document.settle();
    await pause();
  }

  #survey(document: AnalysedDocument): void {
    if (!this.#unsurveyed.delete(document)) return;
    let names: ReturnType<Recognition['survey']> = [];
    try {
      names = this.#recognition.survey(this.#inputOf(document));
      this.#clearFailure(document, 'survey');
    } catch (error) {
      this.#fail(document, 'survey', error);
    }
    this.#establish(document.id, names);
  }

  /** Takes in what a document establishes in place of what it did before. */
  #establish(documentId: string, names: readonly EstablishedName[]): void {

    const before = this.#register.version;
    this.#register.replace(documentId, names);
    if (this.#register.version === before) return;
    if (this.#unchecked.size === 0) [this.#unchecked, this.#checked] = [this.#checked, this.#unchecked];
    for (const document of this.#checked) this.#unchecked.add(document);
    this.#checked.clear();
    this.#version++;
  }

  /** Forgets the sources of a document when other names matter to it than those they were recognised with. */
  #check(document: AnalysedDocument): void {
    if (!this.#unchecked.delete(document)) return;
    if (this.#namesIn.get(document) === GIVEN_UP || this.#register.relevantTo(document.reading.text).digest === this.#namesIn.get(document)) this.#checked.add(document);
    else this.#recogniseAgain('source', [document]);
  }

  /** Where all names are those of an earlier session, no document has to be looked through for them. */
  #checkKept(): void {
    if (this.#keptAt.size === 0 || this.#unsurveyed.size > 0) return;
    const { digest } = this.#register;
    for (const [document, register] of this.#keptAt) if (register === digest && this.#unchecked.delete(document)) this.#checked.add(document);
    this.#keptAt.clear();
  }

  /** Whether so little is unchecked that a question can look through it. */
  #areFewUnchecked(): boolean {
    let units = 0;
    for (const { roughLength } of this.#unchecked) if ((units += roughLength) > CHECKED_AT_ONCE) return false;
    return true;
  }

  #recogniseAgain(layer: Layer, documents: Iterable<AnalysedDocument>): void {
    if (layer !== 'source') this.#recognisers.delete(layer);
    const uris: string[] = [];
    for (const document of documents) {
      if (document.has(layer)) uris.push(document.uri);
      document.forget(layer);
      if (layer === 'source') this.#forgetNamesIn(document);
      this.#setUnindexed(document);
    }
    if (uris.length > 0) this.#onRetagged(uris);
  }

  #setUnindexed(document: AnalysedDocument): void {
    this.#unindexed.add(document);
    if (this.#unindexed.size > AT_ONCE) this.#isIndexed = false;
    this.#version++;
  }

  /** Notes with which names sources were recognised, and at which version of the register. */
  #setNamesIn(document: AnalysedDocument, digest: string, version: number): void {
    this.#forgetNamesIn(document);
    // One that was replaced while it was recognised is nothing to come back to.
    if (this.#documents.get(document.id) !== document) return;
    this.#namesIn.set(document, digest);
    (version === this.#register.version ? this.#checked : this.#unchecked).add(document);
  }

  #forgetNamesIn(document: AnalysedDocument): void {
    this.#keptAt.delete(document);
    this.#namesIn.delete(document);
    this.#unchecked.delete(document);
    this.#checked.delete(document);
  }

  #indexFew(): void {
    if (this.#unsurveyed.size > 0 && this.#unsurveyed.size <= AT_ONCE) for (const document of this.#unsurveyed) if (!document.isProvisional) this.#survey(document);
    if (this.#areFewUnchecked()) for (const document of this.#unchecked) this.#check(document);
    if (this.#unindexed.size > AT_ONCE) return;
    // Reading the tags surveys first, and a survey may send an earlier document round again: the walk reaches it anew.
    for (const document of this.#unindexed) if (!document.isProvisional) this.#putInIndex(document);
  }

  #putInIndex(document: AnalysedDocument): void {
    this.prepare(document);
    this.#unindexed.delete(document);
    for (const layer of LAYERS) document.ensure(layer);
    document.settle();
    this.#index.put(document);
    this.#entityNames.put(document);
    this.#version++;
  }

  #recogniser(layer: Layer, document: AnalysedDocument): Recogniser {
    // What a document depends on is little beside what the corpus knows: a recogniser of its own is made faster than one with all names is kept up to date.
    if (layer === 'source') return this.#sourceRecogniser(document);
    return this.#sharedRecogniser(layer);
  }

  #sharedRecogniser(layer: Exclude<Layer, 'source'>): Recogniser {
    let recogniser = this.#recognisers.get(layer);
    if (!recogniser) this.#recognisers.set(layer, (recogniser = layer === 'number' ? this.#recognition.numbers(this.#units) : this.#recognition.terms(this.#termBases, this.#evidence.known)));
    return recogniser;
  }

  #sourceRecogniser(document: AnalysedDocument): Recogniser {
    const { names, digest } = this.#register.relevantTo(document.reading.text);
    this.#setNamesIn(document, digest, this.#register.version);
    return this.#recognition.sources(names);
  }

  #inputOf(document: AnalysedDocument): RecogniserInput {
    return { reading: document.reading, structure: document.structure, date: document.setDate };
  }

  #endWaiting(document: AnalysedDocument): void {
    for (const end of this.#waiting.get(document) ?? []) end();
    this.#waiting.delete(document);
  }

  #drop(documentId: string): void {
    const old = this.#documents.get(documentId);
    if (!old) return;
    this.#endWaiting(old);
    this.#documents.delete(documentId);
    this.#unsurveyed.delete(old);
    this.#unindexed.delete(old);
    this.#awake.forget(old);
    this.#forgetNamesIn(old);
    this.#failures.delete(documentId);
    this.#evidence.want(documentId, []);
  }

  #fail(document: AnalysedDocument, step: string, error: unknown): void {
    this.#logger.error(`Recognising ${step} failed in ${document.uri}`, error);
    const problem: Problem = {
      uri: document.uri,
      severity: 'warning',
      code: 'document.recogniser-failed',
      message: l10n.t('Part of this document could not be recognised ({0}); please report it.', step),
    };
    let ofDocument = this.#failures.get(document.id);
    if (!ofDocument) this.#failures.set(document.id, (ofDocument = new Map<string, Problem>()));
    ofDocument.set(step, problem);
  }

  /** A note at the first mention of each of several people of one name: a reader should know that they were kept apart, and may know better. */
  #namesakeProblems(): Problem[] {
    if (this.#namesakes?.version !== this.#version) this.#namesakes = { version: this.#version, people: [...findNamesakes(this.#register.statedSeveralTimes).values()] };
    return this.#namesakes.people.flatMap((people) =>
      people.flatMap(({ id, roles }): Problem[] => {
        const first = this.#index.firstWithTag(id);
        const tag = first?.tags[0];
        if (!first || !tag) return [];
        const others = people.filter((other) => other.id !== id).map((other) => other.roles[0] ?? '').join(', ');
        return [
          {
            uri: first.document.uri,
            span: { start: tag.start, end: tag.end },
            severity: 'information',
            code: 'source.namesakes',
            message: l10n.t('"{0}" ({1}) is kept apart from another person of this name ({2}): the stated roles contradict each other.', writtenOnOneLine(first.document, tag), roles[0] ?? '', others),
          },
        ];
      }),
    );
  }

  #clearFailure(document: AnalysedDocument, step: string): void {
    const ofDocument = this.#failures.get(document.id);
    ofDocument?.delete(step);
    if (ofDocument?.size === 0) this.#failures.delete(document.id);
  }
}

/** What a document that has not been recognised as a whole has of an id, as far as that is known; nothing, or one. */
function occurrencesSoFar(document: AnalysedDocument, id: string): Occurrences[] {
  const [tags, statements, definitions] = [document.tagsOf(id).length, document.statementsOf(id).length, document.definitionsOf(id).length];
  return tags + statements + definitions > 0 ? [new Occurrences(id, document, tags, statements, definitions)] : [];
}

function sizeOf(documents: Iterable<AnalysedDocument>): number {
  let size = 0;
  for (const { roughLength } of documents) size += roughLength;
  return size;
}
