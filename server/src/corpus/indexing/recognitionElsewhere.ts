import { LAYERS, type Layer } from '../../recognise/tags';
import type { AnalysedDocument } from '../document';
import type { DocumentFindings } from '../findings';
import { ByteRooms } from '../packed/byteRooms';
import { openDocument } from '../packed/packDocument';
import { PackedFindings } from '../packed/packedFindings';
import type { Cancellation, Logger } from '../ports';
import type { CorpusKnowledge } from '../recognitionHere';
import { handOut, type Piece } from './handOut';
import type { DocumentJob, DocumentOutcome, Surveyed, TextFacts, WorkBatch, Workforce } from './job';
import type { Passes } from './passes';

/** A document in which someone types is recognised as a whole in a thread of its own from so many code units on; a shorter one between two keys, unless a thread is there. */
const TOO_LONG_FOR_A_KEY = 60_000;
/** How often documents are handed out, and looked through for names, in one go. */
const MOST_ROUNDS = 8;
const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };

/** Work that is done elsewhere. */
export interface WorkElsewhere {
  readonly workforce: Workforce;
  /** What the corpus is called there. */
  readonly corpus: string;
  /** Whether a document goes before others: one that is open in an editor. */
  readonly isUrgent: (document: AnalysedDocument) => boolean;
  /** The encoding that corpus.json names for the file of a document. */
  readonly encodingOf: (document: AnalysedDocument) => string | undefined;
  /** What is known of the text of a document in its file; undefined where it comes from elsewhere. */
  readonly factsOf: (document: AnalysedDocument) => TextFacts | undefined;
  /** Told what the file of a document was found to be, or why it could not be read; says whether what was found in it is to be taken in. */
  readonly onRead: (document: AnalysedDocument, outcome: Pick<DocumentOutcome, 'facts' | 'problem'>) => boolean;
}

type DocumentPiece = Piece<AnalysedDocument>;

/**
 * Recognises the documents of a corpus elsewhere: hands them to a workforce and takes in what comes back. What changes here meanwhile goes
 * before: results for a document that was replaced are dropped, and so are layers that were recognised here, or with what no longer holds.
 */
export class RecognitionElsewhere {
  readonly #elsewhere: WorkElsewhere;
  readonly #passes: Passes;
  readonly #knowledge: CorpusKnowledge;
  readonly #logger: Logger;
  /** Of documents that were surveyed and are to be recognised next. */
  readonly #surveyed = new Map<AnalysedDocument, Surveyed>();
  /** Where findings stay. */
  readonly #rooms = new ByteRooms();
  #effort = 0;
  /** Documents of so many code units are handed out while someone types in them: decided once for each time that documents are. */
  #typedFrom: number;

  constructor(elsewhere: WorkElsewhere, passes: Passes, knowledge: CorpusKnowledge, logger: Logger) {
    this.#elsewhere = elsewhere;
    this.#passes = passes;
    this.#knowledge = knowledge;
    this.#logger = logger;
    this.#typedFrom = TOO_LONG_FOR_A_KEY;
  }

  /** How many layers of documents came from elsewhere. */
  get effort(): number {
    return this.#effort;
  }

  /** Whether documents are so many code units that they are handed out. */
  isWorthwhile(documents: Iterable<AnalysedDocument>): boolean {
    return sizeOf(documents) >= this.#elsewhere.workforce.worthwhile;
  }

  /** Whether a document is one in which someone types, and long enough for a thread of its own. */
  isFor(document: AnalysedDocument): boolean {
    return document.isProvisional && document.roughLength >= this.#typedFrom;
  }

  /**
   * Has as much as is worth it surveyed, recognised and checked elsewhere; what is left, or keeps changing, is for this thread. Resolves early when
   * cancelled.
   *
   * @param tell called when something has been taken in
   * @returns whether more can be done elsewhere; false when the workforce failed
   */
  async index(token: Cancellation, tell: () => void): Promise<boolean> {
    const passes = this.#passes;
    const { isWarm, worthwhile } = this.#elsewhere.workforce;
    this.#typedFrom = isWarm ? 0 : Math.min(TOO_LONG_FOR_A_KEY, worthwhile);
    const run = (pieces: Iterable<DocumentPiece>): Promise<void> => this.#run(pieces, token, tell);
    try {
      await this.#indexTyped(run);
      if (token.isCancellationRequested) return true;
      // Texts may change meanwhile.
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const unfinished = this.#unfinished();
        if (this.isWorthwhile(unfinished)) {
          // Only when all are surveyed is it known which names there are.
          await run(this.#surveysOf(unfinished));
          if (token.isCancellationRequested) return true;
          if (passes.unsurveyed.size > 0) continue;
          await run(this.#piecesOf(this.#unfinished()));
          if (token.isCancellationRequested) return true;
        } else if (passes.unsurveyed.size > 0) return true;
        if (passes.unsurveyed.size > 0) continue;
        passes.checkKept();
        if (!this.isWorthwhile(passes.unchecked)) return true;
        await run(this.#checksOf([...passes.unchecked]));
        if (token.isCancellationRequested) return true;
      }
      return true;
    } catch (error) {
      this.#logger.error('Recognising in threads of their own failed', error);
      return false;
    } finally {
      this.#surveyed.clear();
    }
  }

  // #region Handing out

  #run(pieces: Iterable<DocumentPiece>, token: Cancellation, tell: () => void): Promise<void> {
    const { recognisers, names } = this.#knowledge;
    const about = (): Pick<WorkBatch, 'context' | 'namesSince'> => ({
      context: recognisers.contextFor(this.#elsewhere.corpus),
      namesSince: (version) => names.register.changesSince(version),
    });
    return handOut(pieces, this.#elsewhere.workforce, about, token, (piece, outcome, from) => {
      this.#takeIn(piece, outcome, from);
      tell();
    });
  }

  /** Has large documents in which someone types recognised as a whole: in this thread a key press would have to wait for that. */
  async #indexTyped(run: (pieces: Iterable<DocumentPiece>) => Promise<void>): Promise<void> {
    const typed = (documents: Iterable<AnalysedDocument>): AnalysedDocument[] => [...documents].filter((document) => this.isFor(document));
    const waiting = typed(this.#passes.unindexed);
    if (waiting.length === 0) return;
    await run(this.#piecesOf(waiting));
    // What they establish may matter to themselves.
    const unchecked = typed(this.#passes.unchecked);
    if (unchecked.length > 0) await run(this.#checksOf(unchecked));
  }

  /** Documents of which something is yet to be recognised, those that somebody looks at first, then the longest, so that no thread is left alone with one at the end. One that is being edited stays here. */
  #unfinished(): AnalysedDocument[] {
    const { unsurveyed, unindexed } = this.#passes;
    const all = [...new Set([...unsurveyed, ...unindexed])].filter((document) => !document.isProvisional && (unsurveyed.has(document) || !document.isWhole));
    const { isUrgent } = this.#elsewhere;
    return [...all.filter(isUrgent), ...all.filter((document) => !isUrgent(document)).sort((a, b) => b.roughLength - a.roughLength)];
  }

  /** Surveys of documents; one that somebody looks at is recognised with it, with the names known by then. */
  *#surveysOf(documents: readonly AnalysedDocument[]): Generator<DocumentPiece> {
    for (const document of documents) {
      if (!this.#passes.has(document) || !this.#passes.unsurveyed.has(document)) continue;
      const layers = this.#elsewhere.isUrgent(document) ? LAYERS.filter((layer) => !document.has(layer)) : [];
      yield this.#piece(document, { survey: true, layers });
    }
  }

  *#piecesOf(documents: readonly AnalysedDocument[]): Generator<DocumentPiece> {
    for (const document of documents) {
      const survey = this.#passes.unsurveyed.has(document);
      const layers = LAYERS.filter((layer) => !document.has(layer));
      // It may have gone, or have been asked for, since the list was made.
      if (!this.#passes.has(document) || (!survey && layers.length === 0)) continue;
      yield this.#piece(document, { survey, layers, surveyed: survey ? undefined : this.#surveyOf(document) });
    }
  }

  /** What came of the survey of a document, unless its file was found to be another since. */
  #surveyOf(document: AnalysedDocument): Surveyed | undefined {
    const surveyed = this.#surveyed.get(document);
    return surveyed?.facts?.hash === this.#elsewhere.factsOf(document)?.hash ? surveyed : undefined;
  }

  *#checksOf(documents: readonly AnalysedDocument[]): Generator<DocumentPiece> {
    const { names } = this.#knowledge;
    for (const document of documents) {
      if (names.isGivenUp(document)) this.#passes.check(document);
      const digest = names.digestOf(document);
      if (!this.#passes.unchecked.has(document) || digest === undefined) continue;
      yield this.#piece(document, { survey: false, layers: [], names: digest });
    }
  }

  #piece(document: AnalysedDocument, job: Pick<DocumentJob, 'survey' | 'layers' | 'surveyed' | 'names'>): DocumentPiece {
    const text = document.hasText ? { text: document.text.text } : { encoding: this.#elsewhere.encodingOf(document) };
    const words = job.layers.includes('term') ? this.#knowledge.evidence.answersTo(document.id) : undefined;
    return { document, size: document.roughLength, job: { uri: document.uri, date: document.setDate, ...text, ...(words ? { words } : {}), ...job } };
  }

  // #endregion

  // #region Taking in

  /** Takes in what came of a document, as far as it has not been replaced or recognised here meanwhile. */
  #takeIn({ document, job }: DocumentPiece, outcome: DocumentOutcome, from: { readonly namesVersion: number; readonly contextVersion: number }): void {
    const { recognisers, names, evidence, failures } = this.#knowledge;
    if (!this.#passes.has(document)) return;
    const wasRead = outcome.facts !== undefined || (outcome.problem !== undefined && outcome.problem !== 'died');
    if (wasRead && !this.#elsewhere.onRead(document, outcome)) return;
    // Of a survey nothing stays in the bytes.
    const isOnlySurveyed = job.layers.length === 0 && job.names === undefined;
    const known = outcome.known && openDocument(isOnlySurveyed ? outcome.known : this.#rooms.keep(outcome.known), this.#knowledge.packedNames);
    for (const step of [...(job.survey ? ['survey', 'date'] : []), ...(known?.findings.keys() ?? [])]) failures.clear(document.id, step);
    for (const { step, error } of outcome.failures ?? []) failures.add(document, step, error);
    if (!known) return this.#giveUp(document, job.survey ? LAYERS : job.layers);
    if (known.names) this.#passes.acceptSurvey(document, known.names);
    if (known.statedDate !== undefined && document.knownDate === undefined) document.acceptStatedDate(known.statedDate);
    if (outcome.found) this.#surveyed.set(document, { facts: outcome.facts, found: outcome.found });
    else this.#surveyed.delete(document);
    this.#effort += known.findings.size;
    for (const [layer, packed] of known.findings) {
      if (layer === 'source') {
        if (document.has('source') && names.digestOf(document) !== job.names) continue;
        if (document.has('source')) this.#passes.recogniseAgain('source', [document]);
        names.use(document, outcome.names ?? '', from.namesVersion);
      } else if (document.has(layer) || from.contextVersion !== recognisers.version) continue;
      document.accept(layer, packed, known.forms);
      if (layer === 'term') evidence.want(document.id, known.wanted ?? []);
    }
    if (job.names !== undefined && outcome.names === job.names && names.digestOf(document) === job.names) names.use(document, job.names, from.namesVersion);
    // One in which someone types is taken into the index step by step.
    if (document.isProvisional || !document.isWhole || !this.#passes.unindexed.has(document) || this.#passes.unsurveyed.has(document)) return;
    this.#passes.indexAccepted(document);
  }

  /** What a thread died over twice would end this one, too: nothing is found in it. */
  #giveUp(document: AnalysedDocument, layers: readonly Layer[]): void {
    this.#knowledge.failures.add(document, layers[0] ?? 'source', new Error());
    this.#passes.acceptSurvey(document, []);
    for (const layer of layers) if (!document.has(layer)) document.accept(layer, PackedFindings.of(NOTHING, ''));
    if (document.has('source')) this.#knowledge.names.giveUp(document);
  }

  // #endregion
}

function sizeOf(documents: Iterable<AnalysedDocument>): number {
  let size = 0;
  for (const { roughLength } of documents) size += roughLength;
  return size;
}
