import type { Logger } from '../ports';

/** What changed in a corpus. */
export interface CorpusChange {
  /** The set of documents, their titles or dates, the term bases, or the problems changed. */
  readonly corpus: boolean;
  /** URIs of documents whose text or tags changed. */
  readonly uris: readonly string[];
}

/** Tells of changes once the present work is done, several at once, so that a listener never sees half of one. */
export class ChangeNews {
  readonly #logger: Logger;
  readonly #listeners = new Set<(change: CorpusChange) => void>();
  #pending: { corpus: boolean; readonly uris: Set<string> } | undefined;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Gives what ends the hearing. */
  listen(listener: (change: CorpusChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Something changed; told soon. */
  add(corpus: boolean, uris: readonly string[]): void {
    if (!this.#pending) {
      this.#pending = { corpus: false, uris: new Set() };
      void Promise.resolve().then(() => this.#tell());
    }
    this.#pending.corpus ||= corpus;
    for (const uri of uris) this.#pending.uris.add(uri);
  }

  #tell(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return;
    const change: CorpusChange = { corpus: pending.corpus, uris: [...pending.uris] };
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error('A listener of the corpus failed', error);
      }
    }
  }
}
