import * as l10n from '@vscode/l10n';
import type { Problem } from './corpus';
import type { Logger } from './ports';

/** What broke a recogniser, in which document and step: a layer, `survey` or `date`. It is logged, and is a problem until the step succeeds. */
export class RecogniserFailures {
  readonly #logger: Logger;
  /** By document id, then step. */
  readonly #byDocument = new Map<string, Map<string, Problem>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add({ id, uri }: { readonly id: string; readonly uri: string }, step: string, error: unknown): void {
    this.#logger.error(`Recognising ${step} failed in ${uri}`, error);
    let ofDocument = this.#byDocument.get(id);
    if (!ofDocument) this.#byDocument.set(id, (ofDocument = new Map<string, Problem>()));
    ofDocument.set(step, {
      uri,
      severity: 'warning',
      code: 'document.recogniser-failed',
      message: l10n.t('Part of this document could not be recognised ({0}); please report it.', step),
    });
  }

  /** A step is tried again. */
  clear(documentId: string, step: string): void {
    const ofDocument = this.#byDocument.get(documentId);
    ofDocument?.delete(step);
    if (ofDocument?.size === 0) this.#byDocument.delete(documentId);
  }

  /** A document is no more, or another. */
  forget(documentId: string): void {
    this.#byDocument.delete(documentId);
  }

  has(documentId: string): boolean {
    return this.#byDocument.has(documentId);
  }

  get problems(): Problem[] {
    return [...this.#byDocument.values()].flatMap((ofDocument) => [...ofDocument.values()]);
  }
}
