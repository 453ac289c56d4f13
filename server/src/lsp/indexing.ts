import * as l10n from '@vscode/l10n';
import { CancellationTokenSource, type CancellationToken, type Connection, type WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Corpus } from '../corpus/corpus';
import type { Logger } from '../corpus/ports';
import { StatusNotification, type Effort, type IndexStatus } from './protocol';

/** What indexing asks of the server around it. */
export interface IndexingHost {
  readonly corpora: () => readonly Corpus[];
  readonly segmenter: () => string;
  readonly problems: () => number;
  /** Documents whose annotations could not be saved. */
  readonly unsaved: () => number;
  /** Called when everything is indexed: what was answered before may be different now. */
  readonly indexed: () => void;
}

/** After the last change of a text the corpus is indexed again, not during typing. */
const QUIET = 400;

/**
 * Indexes the corpora one after another, in the background: with progress that the user can cancel when there is
 * much to do, silently after an edit. Requests are answered meanwhile. When all is indexed, doubtful words are asked about; nothing waits for
 * that, and the next run ends it.
 */
export class Indexing {
  readonly #connection: Connection;
  readonly #host: IndexingHost;
  readonly #logger: Logger;
  #state: IndexStatus['state'] = 'idle';
  /** Runs that have begun or are queued. */
  #runs = 0;
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
    const documents = this.#documents();
    return { state: this.#state, indexed: Math.min(this.#done, documents), documents, tags: this.#tags, segmenter: this.#host.segmenter(), problems: this.#host.problems(), unsaved: this.#host.unsaved(), effort: this.#effort() };
  }

  /** Indexes now, a run under way ended; resolves when done or cancelled. */
  start(): Promise<void> {
    clearTimeout(this.#timer);
    const source = this.#next();
    return this.#queue(() => this.#index(source));
  }

  /** Indexes what an edit made stale once there is a moment of quiet. Does nothing after the user cancelled. */
  soon(): void {
    clearTimeout(this.#timer);
    if (this.#state === 'cancelled') return;
    this.#timer = setTimeout(() => {
      if (this.#runs > 0) return this.soon();
      const source = this.#next();
      void this.#queue(() => this.#indexSilently(source));
    }, QUIET);
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

  /** The token of a run that begins now; what is left of the one before ends. */
  #next(): CancellationTokenSource {
    this.#current?.cancel();
    return (this.#current = new CancellationTokenSource());
  }

  /** One run after another. */
  async #queue(run: () => Promise<void>): Promise<void> {
    this.#runs++;
    this.#run = this.#run
      .then(run)
      .catch((error: unknown) => this.#logger.error('Indexing failed', error))
      .finally(() => this.#runs--);
    await this.#run;
  }

  async #index(source: CancellationTokenSource): Promise<void> {
    const { token } = source;
    if (token.isCancellationRequested) return;
    this.#state = 'indexing';
    this.#done = 0;
    this.tell();
    const progress = await this.#progress();
    let cancelledByUser = false;
    progress?.token.onCancellationRequested(() => {
      cancelledByUser = true;
      source.cancel();
    });
    const documents = this.#documents();
    progress?.begin(l10n.t('Meipi: reading the corpus'), 0, undefined, true);
    let told = 0;
    await this.#indexAll(token, (done, share) => {
      this.#done = done;
      const percent = Math.floor(100 * share);
      // Of a thousand documents that are known from an earlier session all are done within a moment: so many messages would take longer.
      if (percent > told) progress?.report((told = percent), l10n.t('{0}% ({1} of {2} documents)', percent, done, documents));
    });
    progress?.done();
    this.#state = cancelledByUser ? 'cancelled' : 'idle';
    if (!token.isCancellationRequested) this.#finished();
    this.tell();
    void this.#askForWords(token);
  }

  /** After an edit: nobody needs to see that a document or two are read again. */
  async #indexSilently({ token }: CancellationTokenSource): Promise<void> {
    if (token.isCancellationRequested) return;
    await this.#indexAll(token, () => undefined);
    if (token.isCancellationRequested) return;
    this.#finished();
    this.tell();
    void this.#askForWords(token);
  }

  /** Tells again what there is when something was in doubt. */
  async #askForWords(token: CancellationToken): Promise<void> {
    let isAsked = false;
    try {
      for (const corpus of this.#host.corpora()) if (!token.isCancellationRequested && (await corpus.askForWords(token))) isAsked = true;
    } catch (error) {
      this.#logger.error('Asking about words failed', error);
    }
    if (!isAsked || token.isCancellationRequested) return;
    this.#finished();
    this.tell();
  }

  async #indexAll(token: CancellationToken, progress: (done: number, share: number) => void): Promise<void> {
    let before = 0;
    try {
      for (const corpus of this.#host.corpora()) {
        await corpus.recognise(token, (done, total, share) => progress(before + done, (before + share * total) / this.#documents()));
        before += corpus.documents.length;
      }
    } catch (error) {
      this.#logger.error('Indexing failed', error);
    }
  }

  #finished(): void {
    this.#done = this.#documents();
    this.#tags = this.#host.corpora().reduce((sum, corpus) => sum + corpus.documents.reduce((own, document) => own + document.tagCount, 0), 0);
    this.#host.indexed();
  }

  #effort(): Effort {
    const all = { here: 0, elsewhere: 0, fromCache: 0 };
    for (const { effort } of this.#host.corpora()) {
      all.here += effort.here;
      all.elsewhere += effort.elsewhere;
      all.fromCache += effort.fromCache;
    }
    return all;
  }

  #documents(): number {
    return this.#host.corpora().reduce((sum, corpus) => sum + corpus.documents.length, 0);
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
