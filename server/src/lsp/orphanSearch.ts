import { Emitter, type Event } from 'vscode-languageserver';
import { lookForOrphans, type MatchedOrphan, type OrphanCorpus, type OrphanPorts } from '../annotations/sidecar/orphans';
import type { Logger } from '../corpus/ports';

/** A program that moves a document may move its sidecar next: only after so long without a change is either looked for. Milliseconds. */
const SETTLING_PAUSE = 1_500;

/** Keeps up with the sidecars of a corpus whose documents are gone, in the background. */
export class OrphanSearch {
  readonly #corpus: () => OrphanCorpus;
  readonly #ports: OrphanPorts;
  readonly #logger: Logger;
  readonly #changed = new Emitter<void>();
  #found: readonly MatchedOrphan[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** Other sidecars are without a document, or other documents have their texts. */
  readonly onDidChange: Event<void> = this.#changed.event;

  /** `corpus` gives the corpus as it is when it is searched. */
  constructor(corpus: () => OrphanCorpus, ports: OrphanPorts, logger: Logger) {
    this.#corpus = corpus;
    this.#ports = ports;
    this.#logger = logger;
  }

  /** As far as was looked. */
  get found(): readonly MatchedOrphan[] {
    return this.#found;
  }

  /** Looks once nothing has changed for a while; to be called whenever documents or sidecars came or went. */
  soon(): void {
    clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.look(), SETTLING_PAUSE);
    // Nothing waits for this when the server ends.
    this.#timer.unref();
  }

  /** Looks at once, one search after another; a failure is logged. */
  look(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#turn = this.#turn.then(() => this.#look()).catch((error: unknown) => this.#logger.error('Could not look for annotations without a document', error)));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#turn;
    this.#changed.dispose();
  }

  async #look(): Promise<void> {
    if (this.#isClosed) return;
    const found = await lookForOrphans(this.#corpus(), this.#ports);
    if (this.#isClosed) return;
    const before = this.#found;
    this.#found = found;
    if (summary(before) !== summary(found)) this.#changed.fire();
  }
}

function summary(orphans: readonly MatchedOrphan[]): string {
  return JSON.stringify(orphans.map(({ uri, candidates }) => [uri, candidates]));
}
