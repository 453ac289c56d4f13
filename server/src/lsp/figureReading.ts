import { figureIndexOf } from '../corpus/figures/figureIndex';
import type { Cancellation, Logger } from '../corpus/ports';
import type { Workspace } from './workspace';

/** Code units of a corpus whose figures are all kept at hand. They take more room than its text; in a larger one they are read when somebody asks for them. */
const FIGURES_AT_HAND = 5_000_000;
/** Milliseconds for which nobody must have typed: figures are many, and a pause between two sentences is too short for them. */
const QUIET = 2000;

/** Brings the figures of all corpora up to date in the background, so that a hover finds those of other documents. */
export class FigureReading {
  readonly #workspace: Workspace;
  readonly #pause: () => Promise<void>;
  readonly #logger: Logger;
  /** Of what is under way, or waits. */
  #token = { isCancellationRequested: true };
  #timer: NodeJS.Timeout | undefined;

  constructor(workspace: Workspace, pause: () => Promise<void>, logger: Logger) {
    this.#workspace = workspace;
    this.#pause = pause;
    this.#logger = logger;
  }

  /** Reads what is not read yet once there is a moment of quiet. */
  soon(): void {
    this.stop();
    const token = { isCancellationRequested: false };
    this.#token = token;
    this.#timer = setTimeout(() => {
      this.#read(token).catch((error: unknown) => this.#logger.error('Reading figures failed', error));
    }, QUIET);
  }

  /** Ends what is under way and what would come; to be called when a text changes, as {@link soon} will be once it is indexed again. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#token.isCancellationRequested = true;
  }

  async #read(token: Cancellation): Promise<void> {
    for (const corpus of this.#workspace.corpora) {
      if (token.isCancellationRequested) return;
      if (corpus.documents.reduce((sum, { roughLength }) => sum + roughLength, 0) > FIGURES_AT_HAND) continue;
      await figureIndexOf(corpus).update(token, this.#pause);
    }
  }
}
