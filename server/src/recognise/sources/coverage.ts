import type { Span } from '../../text/span';

/** Spans that keep others off their place. */
export class Coverage {
  /** 1 for each covered code unit, up to the last of them. */
  readonly #covered: Uint8Array;

  constructor(spans: readonly Span[]) {
    this.#covered = new Uint8Array(spans.reduce((last, { end }) => Math.max(last, end), 0));
    for (const { start, end } of spans) this.#covered.fill(1, start, end);
  }

  hits({ start, end }: Span): boolean {
    return this.#covered.subarray(start, end).includes(1);
  }
}
