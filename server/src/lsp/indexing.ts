import * as l10n from '@vscode/l10n';
import { CancellationTokenSource, type Connection, type WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Corpus } from '../corpus/corpus';
import type { Logger } from '../corpus/ports';
import { StatusNotification, type IndexStatus } from './protocol';

/** What indexing asks of the server around it. */
export interface IndexingHost {
  readonly corpora: () => readonly Corpus[];
  readonly segmenter: () => string;
  readonly problems: () => number;
  /** Called when everything is indexed: what was answered before may be different now. */
  readonly indexed: () => void;
}

/** After the last change of a text the corpus is indexed again, not during typing. */
const QUIET = 400;

/**
 * Indexes the corpora one after another, in the background: with progress that the user can cancel when there is
 * much to do, silently after an edit. Requests are answered meanwhile.
 */
export class Indexing {
  readonly #connection: Connection;
  readonly #host: IndexingHost;
  readonly #logger: Logger;
  #state: IndexStatus['state'] = 'idle';
  #done = 0;
  #tags = 0;
  #current: CancellationTokenSource | undefined;
  #run: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(connection: Connection, host: IndexingHost, logger: Logger) {
    this.#connection = connection;
    this.#host = host;
    this.#logger = logger;
  }

  get status(): IndexStatus {
    const documents = this.#host.corpora().reduce((sum, corpus) => sum + corpus.documents.length, 0);
    return { state: this.#state, indexed: Math.min(this.#done, documents), documents, tags: this.#tags, segmenter: this.#host.segmenter(), problems: this.#host.problems() };
  }

  /** Indexes now, a run under way ended; resolves when done or cancelled. */
  start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#current?.cancel();
    const source = new CancellationTokenSource();
    this.#current = source;
    return (this.#run = this.#run.then(() => this.#index(source, true)));
  }

  /** Indexes what an edit made stale once there is a moment of quiet. Does nothing after the user cancelled. */
  soon(): void {
    clearTimeout(this.#timer);
    if (this.#state === 'cancelled') return;
    this.#timer = setTimeout(() => {
      if (this.#state === 'indexing') return this.soon();
      const source = new CancellationTokenSource();
      this.#current = source;
      this.#run = this.#run.then(() => this.#index(source, false));
    }, QUIET);
  }

  /** Resolves when no run is under way. */
  async settled(): Promise<void> {
    await this.#run;
  }

  /** Ends the run and starts none any more. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#current?.cancel();
  }

  /** Tells the client how far things are. */
  tell(): void {
    void this.#connection.sendNotification(StatusNotification, this.status);
  }

  async #index(source: CancellationTokenSource, visible: boolean): Promise<void> {
    const { token } = source;
    if (token.isCancellationRequested) return;
    this.#state = 'indexing';
    this.#done = 0;
    this.tell();
    const progress = visible ? await this.#progress() : undefined;
    let cancelledByUser = false;
    progress?.token.onCancellationRequested(() => {
      cancelledByUser = true;
      source.cancel();
    });
    const corpora = this.#host.corpora();
    const documents = corpora.reduce((sum, corpus) => sum + corpus.documents.length, 0);
    progress?.begin(l10n.t('Meipi: reading the corpus'), 0, undefined, true);
    let before = 0;
    try {
      for (const corpus of corpora) {
        await corpus.index(token, (done) => {
          this.#done = before + done;
          progress?.report(documents > 0 ? Math.floor((100 * this.#done) / documents) : 100, l10n.t('{0} of {1} documents', this.#done, documents));
        });
        before += corpus.documents.length;
      }
    } catch (error) {
      this.#logger.error('Indexing failed', error);
    }
    progress?.done();
    const complete = !token.isCancellationRequested;
    this.#state = cancelledByUser ? 'cancelled' : 'idle';
    if (complete) {
      this.#done = documents;
      this.#tags = corpora.reduce((sum, corpus) => sum + corpus.documents.reduce((own, document) => own + document.tags.length, 0), 0);
    }
    this.tell();
    if (complete) this.#host.indexed();
  }

  /** Undefined where there is nothing to wait for, or the editor refuses. */
  async #progress(): Promise<WorkDoneProgressServerReporter | undefined> {
    if (this.#host.corpora().every((corpus) => corpus.documents.length === 0)) return undefined;
    try {
      return await this.#connection.window.createWorkDoneProgress();
    } catch (error) {
      this.#logger.error('The editor shows no progress', error);
      return undefined;
    }
  }
}
