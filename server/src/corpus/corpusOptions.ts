import type { TermBase } from '../recognise/terms/termBase';
import type { Workforce } from './indexing/job';
import type { RecognitionCache } from './indexing/recognitionCache';
import type { Cancellation, LocalFiles, Logger, WordCutter } from './ports';
import type { Recognition } from './recognition';

/** What a corpus is opened with. */
export interface CorpusOptions {
  /** How to recognise (engine.ts has the real way). */
  readonly recognition: Recognition;
  readonly builtInTermBase?: TermBase | undefined;
  /** URIs of term bases that replace the built-in one and those of corpus.json. */
  readonly termBaseFiles?: readonly string[] | undefined;
  /** The date of every document, in EDTF; goes before those of corpus.json. */
  readonly date?: string | undefined;
  /** Takes only these of the corpus's documents, by path below the root. */
  readonly select?: ((path: string) => boolean) | undefined;
  /** Documents by id and URI in place of the files below the root; no corpus.json is read. */
  readonly files?: readonly { readonly id: string; readonly uri: string }[] | undefined;
  /** Code units of the documents whose readings and findings are kept as objects at a time, beside those in an editor; half a million unless given. */
  readonly awakeUnits?: number | undefined;
  readonly logger?: Logger | undefined;
  readonly cancellation?: Cancellation | undefined;
  /**
   * Of an open document with so many UTF-16 code units or more, questions about places are answered at once after an edit, and exactly once it
   * has been indexed again. Without a number every answer is exact.
   */
  readonly atOnceFrom?: number | undefined;
  /** Where work on many documents is done, beside this thread. */
  readonly workforce?: Workforce | undefined;
  /** What was recognised in earlier sessions; needs {@link localFiles}. */
  readonly cache?: RecognitionCache | undefined;
  /** Code units that are recognised before what was found is kept, while more is; some seconds of work unless given. */
  readonly keepEvery?: number | undefined;
  /** Files that can be had at once: with them, the texts of a large corpus are read when they are first asked for. */
  readonly localFiles?: LocalFiles | undefined;
  /** Lets other work in while indexing; the platform's own way (`setImmediate`) is faster than the timer used without it. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Asked, when all is recognised, about word boundaries that are left open; without one they are as the built-in segmenter has them. */
  readonly cutter?: WordCutter | undefined;
}
