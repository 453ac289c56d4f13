import type { Span } from '../../text/span';

/** Spans that keep others off their place. */
export class Coverage {
  /** 1 for each covered code unit, up to the last of them. */
  readonly #covered: Uint8Array;

  constructor(spans: readonly Span[]) {
    let last = 0;
    for (const { end } of spans) last = Math.max(last, end);
    this.#covered = new Uint8Array(last);
    for (const { start, end } of spans) this.#covered.fill(1, start, end);
  }

  hits({ start, end }: Span): boolean {
    const to = Math.min(end, this.#covered.length);
    for (let i = start; i < to; i++) if (this.#covered[i] === 1) return true;
    return false;
  }
}
