import type { Analysis } from '../analysis';
import type { Effort } from '../corpus';
import type { RecognitionCache, ToKeep } from '../indexing/recognitionCache';
import type { Logger } from '../ports';
import type { DocumentFile } from './documentFile';

/** Code units that are recognised before what was found is kept: some seconds of work, so that a cache of a large corpus has few files. */
const KEPT_EVERY = 16_000_000;

/** What is kept, and where. */
export interface KeepingOptions {
  readonly cache: RecognitionCache | undefined;
  /** Code units that are recognised before what was found is kept, while more is. */
  readonly keepEvery: number | undefined;
  readonly analysis: Analysis;
  readonly files: () => Iterable<DocumentFile>;
  /** The encoding that corpus.json names for a document. */
  readonly encodingFor: (documentId: string) => string | undefined;
  readonly logger: Logger;
}

/** Keeps for another session what was recognised in the files of a corpus; does nothing without a cache. */
export class Keeping {
  readonly #with: KeepingOptions;
  #turn: Promise<void> = Promise.resolve();

  constructor(options: KeepingOptions) {
    this.#with = options;
  }

  /** Keeps what is known now; one time after another. */
  keep(): Promise<void> {
    const turn = this.#turn.then(() => this.#keepNow());
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** What, called whenever documents were indexed, keeps what was recognised from time to time: a process that is killed loses no more than was done since. */
  meanwhile(): () => void {
    const { cache, keepEvery = KEPT_EVERY, analysis, logger } = this.#with;
    let { indexedUnits } = analysis;
    let recognised = recognisedIn(analysis.effort);
    return () => {
      if (!cache || analysis.indexedUnits - indexedUnits < keepEvery) return;
      ({ indexedUnits } = analysis);
      const now = recognisedIn(analysis.effort);
      if (now > recognised) this.keep().catch((error: unknown) => logger.error('Keeping what was recognised failed', error));
      recognised = now;
    };
  }

  async #keepNow(): Promise<void> {
    const { cache, analysis, files, encodingFor } = this.#with;
    if (!cache) return;
    const toKeep = new Map<string, ToKeep>();
    const ids = new Set<string>();
    for (const file of files()) {
      ids.add(file.id);
      const facts = file.facts ?? file.origin?.facts;
      const { document } = file;
      // Not what an editor has and the file has not.
      if (!facts || !document || !(file.disk === undefined ? file.origin && document.isFrom(file.origin) : document.text.text === file.disk)) continue;
      const kept = analysis.toKeep(document);
      if (kept) toKeep.set(file.id, { on: { ...kept.on, facts, named: encodingFor(file.id) ?? '' }, pack: kept.pack });
    }
    await cache.keep(toKeep, (id) => ids.has(id));
  }
}

/** How many layers of documents were recognised. */
function recognisedIn({ here, elsewhere }: Effort): number {
  return here + elsewhere;
}
