/** Codes remembered of each corpus. */
const MOST = 9;
/** Key of the workspace state. */
const KEY = 'recentCodes';

/** What of the workspace state is used. */
interface Memory {
  get<T>(key: string, otherwise: T): T;
  update(key: string, value: unknown): Thenable<void>;
}

/** The codes used lately in each corpus, the last first; kept with the workspace. */
export class RecentCodes {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Ids of codes, some of which may be no more. */
  of(corpus: string): readonly string[] {
    return this.#all[corpus] ?? [];
  }

  use(corpus: string, codes: readonly string[]): void {
    if (codes.length === 0) return;
    const recent = [...new Set([...codes, ...this.of(corpus)])].slice(0, MOST);
    void this.#memory.update(KEY, { ...this.#all, [corpus]: recent });
  }

  get #all(): Readonly<Record<string, readonly string[]>> {
    return this.#memory.get<Readonly<Record<string, readonly string[]>>>(KEY, {});
  }
}
