import { Emitter, type Event } from 'vscode-languageserver';
import { sidecarUri } from '../annotations/addresses';
import type { DocumentSource, LeftWork, WorkJournal } from '../annotations/ports';
import type { AnnotationStore } from '../annotations/store';
import { canonicalUri } from './uris';

/** After a failure, writing is tried again after so long, then after twice as long each time. Milliseconds. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** When a file that was written is looked at once more. Milliseconds. */
const SETTLING_PAUSE = 6_000;

/** What an earlier process left, and the document it belongs to, when that is still there. */
export interface Leftover {
  readonly work: LeftWork;
  readonly document: string | undefined;
}

/**
 * Sees to it that everything a person did reaches the files of a corpus: tries again what could not be written, looks once more
 * at what was, and knows what earlier processes left.
 */
export class Keeper {
  readonly #store: AnnotationStore;
  readonly #documents: DocumentSource;
  readonly #root: string;
  readonly #journal: WorkJournal;
  readonly #changed = new Emitter<void>();
  #known = '';
  #failures = 0;
  #retryTimer: NodeJS.Timeout | undefined;
  #settleTimer: NodeJS.Timeout | undefined;

  /** Other documents are unsaved now than before. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(store: AnnotationStore, documents: DocumentSource, root: string, journal: WorkJournal) {
    this.#store = store;
    this.#documents = documents;
    this.#root = root;
    this.#journal = journal;
  }

  /** Ids of the documents whose annotations are not all in their sidecars. */
  get unsaved(): readonly string[] {
    return this.#store.unsaved;
  }

  /** To be called whenever something was, or should have been, written. */
  look(): void {
    const { unsaved } = this;
    if (unsaved.length === 0) this.#failures = 0;
    else this.#retryTimer ??= this.#later(Math.min(FIRST_PAUSE * 2 ** this.#failures++, LONGEST_PAUSE), () => this.retry());
    if (this.#store.isUnsettled) this.#settleTimer ??= this.#later(SETTLING_PAUSE, () => this.#settle());
    const now = JSON.stringify(unsaved);
    if (now === this.#known) return;
    this.#known = now;
    this.#changed.fire();
  }

  /** Tries at once to write what could not be written; whether everything is in the files now. */
  async retry(): Promise<boolean> {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    for (const document of this.unsaved) {
      await this.#store.reload(document);
      await this.#store.save(document).catch(() => undefined);
    }
    this.look();
    return this.unsaved.length === 0;
  }

  /** The text that the sidecar of a document should have. */
  sidecarText(document: string): string | undefined {
    return this.#store.sidecarText(document);
  }

  /** Gives up what the sidecar of a document lacks. */
  async discard(document: string): Promise<void> {
    await this.#store.discard(document);
    this.look();
  }

  /** What earlier processes left and the sidecars lack; what they have is forgotten. */
  async leftovers(): Promise<readonly Leftover[]> {
    const found: Leftover[] = [];
    for (const work of await this.#journal.left(this.#root)) {
      const uri = canonicalUri(work.uri);
      const document = this.#documents.documents.find((each) => canonicalUri(sidecarUri(each.uri)) === uri)?.id
        ?? this.#documents.document(work.document)?.id;
      if (document !== undefined && !this.#store.lacks(document, work)) await this.#journal.remove(work.id);
      else found.push({ work, document });
    }
    return found;
  }

  /** Takes over and writes what an earlier process left. Throws where that cannot be. */
  async recover({ work, document }: Leftover): Promise<void> {
    if (document === undefined) throw new Error('The document of the work is not in the corpus');
    try {
      await this.#store.recover(document, work);
      await this.#journal.remove(work.id);
    } finally {
      this.look();
    }
  }

  async forget({ work }: Leftover): Promise<void> {
    await this.#journal.remove(work.id);
  }

  /** Writes what is unsaved; what cannot be written stays in the journal. */
  async close(): Promise<void> {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#settleTimer);
    for (const document of this.unsaved) await this.#store.save(document).catch(() => undefined);
    await this.#store.settle(true).catch(() => undefined);
    this.#changed.dispose();
  }

  async #settle(): Promise<void> {
    this.#settleTimer = undefined;
    await this.#store.settle();
    this.look();
  }

  #later(pause: number, action: () => Promise<unknown>): NodeJS.Timeout {
    const timer = setTimeout(() => void action().catch(() => undefined), pause);
    // Nothing waits for this when the server ends; close() sees to it.
    timer.unref();
    return timer;
  }
}
