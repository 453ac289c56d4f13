import type { AnnotationsChange } from './loadedCorpus';
import type { AnnotationsChangedParams } from './protocol';

/** While someone types, annotations move with every key: what is told in between is gathered for this long. Milliseconds. */
const GATHERING = 50;

/** What there is to tell of a corpus. */
interface News {
  /** Of documents; undefined for all. */
  readonly uris: ReadonlySet<string> | undefined;
  readonly codes: boolean;
  readonly placesOnly: boolean;
}

/** Tells the editor which annotations changed, several changes at once. */
export class AnnotationNews {
  readonly #tell: (change: AnnotationsChangedParams) => void;
  readonly #usesChanged: (corpus: string) => boolean;
  /** By corpus root. */
  readonly #pending = new Map<string, News>();
  #timer: NodeJS.Timeout | undefined;

  /** @param usesChanged whether the codes of a corpus (its root) are used more or less often than when that was last asked; asked once for all changes that are told together. */
  constructor(tell: (change: AnnotationsChangedParams) => void, usesChanged: (corpus: string) => boolean) {
    this.#tell = tell;
    this.#usesChanged = usesChanged;
  }

  add(corpus: string, { uris, codes, placesOnly = false }: AnnotationsChange): void {
    const known = this.#pending.get(corpus) ?? { uris: new Set<string>(), codes: false, placesOnly: true };
    this.#pending.set(corpus, { uris: uris && known.uris && new Set([...known.uris, ...uris]), codes: codes || known.codes, placesOnly: placesOnly && known.placesOnly });
    this.#timer ??= setTimeout(() => this.#flush(), GATHERING);
  }

  #flush(): void {
    this.#timer = undefined;
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const [corpus, { uris, codes, placesOnly }] of pending) {
      this.#tell({ corpus, ...(uris ? { uris: [...uris] } : {}), codes: (!placesOnly && this.#usesChanged(corpus)) || codes, ...(placesOnly ? { placesOnly } : {}) });
    }
  }
}
