import { afterSelectors } from './reading';
import { lowerBound } from './span';

/** The runs of consecutive characters of a document that its reading keeps: where each begins in the reading and in the document, ascending. */
export interface Runs {
  readonly starts: Uint32Array;
  readonly sources: Uint32Array;
  /** Length of the reading. */
  readonly length: number;
}

/**
 * A document as it is read but in its own characters, so that stretches of it can be shown: what its reading leaves out is left out here,
 * variation selectors excepted, which belong to the characters before them. Needs the runs of the reading only, which are small, not its text.
 * Offsets are UTF-16 code units of the document.
 */
export class WrittenText {
  readonly #source: string;
  readonly #runs: Runs;

  constructor(source: string, runs: Runs) {
    this.#source = source;
    this.#runs = runs;
  }

  /** What is read from one offset to another. */
  between(start: number, end: number): string {
    return this.#pieces(this.#readingOffset(start), this.#readingOffset(end));
  }

  /** The last `units` code units, without variation selectors counted, that are read before an offset. */
  before(offset: number, units: number): string {
    const end = this.#readingOffset(offset);
    return this.#pieces(Math.max(0, end - units), end);
  }

  /** The first `units` code units, without variation selectors counted, that are read from an offset on. */
  after(offset: number, units: number): string {
    const start = this.#readingOffset(offset);
    return this.#pieces(start, Math.min(this.#runs.length, start + units));
  }

  #readingOffset(offset: number): number {
    const { starts, sources } = this.#runs;
    const run = lowerBound(sources, offset + 1, (source) => source) - 1;
    if (run < 0) return 0;
    return Math.min((starts[run] as number) + offset - (sources[run] as number), this.#runEnd(run));
  }

  #runEnd(run: number): number {
    return this.#runs.starts[run + 1] ?? this.#runs.length;
  }

  /** The characters of a stretch of the reading. */
  #pieces(start: number, end: number): string {
    const { starts, sources } = this.#runs;
    let written = '';
    for (let run = Math.max(0, lowerBound(starts, start + 1, (each) => each) - 1); run < starts.length; run++) {
      const runStart = starts[run] as number;
      if (runStart >= end) break;
      const from = Math.max(start, runStart);
      const to = Math.min(end, this.#runEnd(run));
      const shift = (sources[run] as number) - runStart;
      if (from < to) written += this.#source.slice(from + shift, afterSelectors(this.#source, to + shift));
    }
    return written;
  }
}
