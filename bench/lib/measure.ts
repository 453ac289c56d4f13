import type { Figure } from './figure';

/** What a measure is given. */
export interface Context {
  /** False for a quick run: fewer rounds, smaller samples. */
  readonly full: boolean;
  /** Bytes of UTF-8 of the corpus to measure on, for a measure that is taken by size. */
  readonly size: number;
  /** The server, command line and workers as they are shipped. */
  readonly dist: string;
  /** Arguments of Node for the processes that are measured: what a profile takes. */
  readonly nodeArguments: readonly string[];
  /** A profile is being written: only the work that it is to tell of, without peers and lesser contestants. */
  readonly profiling: boolean;
  /** Says how far things are, on standard error. */
  readonly progress: (message: string) => void;
  /** Says what could not be measured and why; it is told below the table. */
  readonly leaveOut: (reason: string) => void;
}

/** One subject, measured in a process of its own. */
export interface Measure {
  /** As in `npm run bench -- NAME`, and of the table in docs/performance.md. */
  readonly name: string;
  /** The heading of its table. */
  readonly title: string;
  /** Taken once for each size of corpus. */
  readonly bySize?: boolean;
  /** Only in full runs and when asked for by name. */
  readonly onlyFull?: boolean;
  readonly run: (context: Context) => Promise<readonly Figure[]>;
}

/** What one run of a measure gave. */
export interface Taken {
  readonly measure: string;
  /** Bytes, of a measure that is taken by size. */
  readonly size?: number;
  readonly figures: readonly Figure[];
  readonly leftOut: readonly string[];
  readonly seconds: number;
}
