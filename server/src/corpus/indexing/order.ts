import { LAYERS } from '../../recognise/tags';
import type { AnalysedDocument } from '../document';
import type { Progress } from '../corpus';
import type { Cancellation } from '../ports';
import type { Passes } from './passes';
import type { RecognitionElsewhere } from './recognitionElsewhere';

/** Code units worked through before other work is let in between. */
const BREATH = 30_000;
/** How many times faster a document is looked through for names than recognised. */
const CHECKED_FASTER = 16;
/** Code units of text that putting a document into the index counts for. */
const LEAST_BREATH = 1000;

/** About what part of the work for a document its survey is. */
const SURVEY = 0.25;

/** How indexing stands to other work. */
export interface Indexing {
  readonly token: Cancellation;
  /** Lets other work have its turn. */
  readonly pause: () => Promise<void>;
  readonly progress?: Progress | undefined;
}

/**
 * The order in which the documents of a corpus go through the three passes: what is much, elsewhere; then all are surveyed, then checked, then recognised and taken
 * into the indexes. A text that changes during a pause may have to be surveyed, and others looked through again, so all is gone through until nothing is
 * left.
 *
 * @returns false when it was cancelled: then something may be left
 */
export async function indexInOrder(passes: Passes, elsewhere: RecognitionElsewhere | undefined, indexing: Indexing): Promise<boolean> {
  const run = new Run(passes, elsewhere, indexing);
  do {
    passes.checkKept();
    await run.helpFromElsewhere();
    if (indexing.token.isCancellationRequested || !(await run.surveyAll())) return false;
    passes.checkKept();
    if (run.isMuchUnchecked) continue;
    if (!(await run.checkAll()) || !(await run.indexAll())) return false;
  } while (run.isSomethingLeft);
  return true;
}

/** One run through all documents, in this thread. Each pass resolves to false as soon as it is cancelled. */
class Run {
  readonly #passes: Passes;
  readonly #token: Cancellation;
  readonly #pause: () => Promise<void>;
  readonly #progress: Indexing['progress'];
  /** As long as there is help. */
  #elsewhere: RecognitionElsewhere | undefined;
  #sincePause = 0;
  /** Documents that were there when help was asked for. */
  #known: ReadonlySet<AnalysedDocument> = new Set();
  /** Code units of these. */
  #units = 0;

  constructor(passes: Passes, elsewhere: RecognitionElsewhere | undefined, { token, pause, progress }: Indexing) {
    this.#passes = passes;
    this.#elsewhere = elsewhere;
    this.#token = token;
    this.#pause = pause;
    this.#progress = progress;
  }

  async helpFromElsewhere(): Promise<void> {
    this.#known = new Set(this.#passes.documents.values());
    this.#units = 0;
    for (const { roughLength } of this.#known) this.#units += roughLength;
    if (!(await this.#elsewhere?.index(this.#token, () => this.#tell()))) this.#elsewhere = undefined;
  }

  async surveyAll(): Promise<boolean> {
    for (const document of this.#passes.unsurveyed) {
      if (this.#token.isCancellationRequested) return false;
      if (this.#isLeft(document)) continue;
      if (document.isProvisional) await this.#readInSteps(document);
      if (this.#passes.unsurveyed.has(document)) this.#passes.survey(document);
      this.#tell();
      await this.#breathe(document.roughLength);
    }
    return true;
  }

  /** Whether so much is to be looked through for names that this is done elsewhere. */
  get isMuchUnchecked(): boolean {
    return this.#elsewhere?.isWorthwhile(this.#passes.unchecked) ?? false;
  }

  async checkAll(): Promise<boolean> {
    for (const document of this.#passes.unchecked) {
      if (this.#token.isCancellationRequested) return false;
      if (this.#isLeft(document)) continue;
      this.#passes.check(document);
      await this.#breathe(document.roughLength / CHECKED_FASTER);
    }
    return true;
  }

  async indexAll(): Promise<boolean> {
    for (const document of this.#passes.unindexed) {
      if (this.#isLeft(document)) continue;
      for (const layer of LAYERS) {
        if (this.#token.isCancellationRequested) return false;
        // It may have been replaced during a pause.
        if (!this.#passes.has(document)) break;
        if (document.has(layer)) continue;
        document.ensure(layer);
        await this.#breathe(document.roughLength);
      }
      if (document.isProvisional) await this.#settleInSteps(document);
      // A document replaced during a pause is no longer in the set; the new one follows in its own turn.
      if (this.#passes.unindexed.has(document)) this.#passes.index(document);
      this.#tell();
      await this.#breathe(LEAST_BREATH);
    }
    return true;
  }

  get isSomethingLeft(): boolean {
    const { unsurveyed, unchecked, unindexed } = this.#passes;
    // One that was there has been recognised elsewhere, and since then something of it fell.
    return [unsurveyed, unchecked, unindexed].some((documents) => [...documents].some((document) => this.#known.has(document) || !this.#isLeft(document)));
  }

  /** A long document in which someone typed while it was recognised elsewhere is left alone: they will pause, and it is indexed then. */
  #isLeft(document: AnalysedDocument): boolean {
    if (!this.#elsewhere?.isFor(document)) return false;
    return this.#passes.unsurveyed.has(document) || this.#passes.unchecked.has(document) || !document.isWhole;
  }

  /** Prepares what recognising begins with: someone types in the document, and no step should take longer than need be. */
  async #readInSteps(document: AnalysedDocument): Promise<void> {
    for (const steps = document.readInSteps(); this.#passes.has(document) && !steps.next().done; ) await this.#pause();
  }

  /** Likewise, what was found takes the place of what was provisional. */
  async #settleInSteps(document: AnalysedDocument): Promise<void> {
    for (const steps = document.settleInSteps(); this.#passes.unindexed.has(document) && !steps.next().done; ) await this.#pause();
    await this.#pause();
  }

  async #breathe(work: number): Promise<void> {
    this.#sincePause += work;
    if (this.#sincePause < BREATH) return;
    this.#sincePause = 0;
    await this.#pause();
  }

  #tell(): void {
    const { documents, unsurveyed, unindexed } = this.#passes;
    const left = SURVEY * unsurveyed.units + (1 - SURVEY) * unindexed.units;
    this.#progress?.(documents.size - unindexed.size, documents.size, this.#units === 0 ? 1 : Math.min(1, Math.max(0, 1 - left / this.#units)));
  }
}
