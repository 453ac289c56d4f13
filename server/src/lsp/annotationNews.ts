import type { AnnotationsChangedParams } from './protocol';

/** While someone types, annotations move with every key: what is told in between is gathered for this long. Milliseconds. */
const GATHERING = 50;

/** Tells the editor which annotations changed, several changes at once. */
export class AnnotationNews {
  readonly #tell: (change: AnnotationsChangedParams) => void;
  /** By corpus root: URIs of documents, or undefined for all. */
  readonly #pending = new Map<string, Set<string> | undefined>();
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (change: AnnotationsChangedParams) => void) {
    this.#tell = tell;
  }

  /** `uris` are those of the documents concerned; undefined when all are. */
  add(corpus: string, uris: readonly string[] | undefined): void {
    const known = this.#pending.get(corpus);
    const all = uris === undefined || (this.#pending.has(corpus) && known === undefined);
    this.#pending.set(corpus, all ? undefined : new Set([...(known ?? []), ...uris]));
    this.#timer ??= setTimeout(() => this.#flush(), GATHERING);
  }

  #flush(): void {
    this.#timer = undefined;
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const [corpus, uris] of pending) this.#tell({ corpus, ...(uris ? { uris: [...uris] } : {}) });
  }
}
