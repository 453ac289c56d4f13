import type { Span } from '../../text/span';

/** Spans that keep others off their place. */
export class Coverage {
  /** A bit for each code unit up to the last one that is covered. */
  readonly #covered: Uint32Array;
  readonly #length: number;

  constructor(spans: readonly Span[]) {
    let last = 0;
    for (const { end } of spans) last = Math.max(last, end);
    this.#length = last;
    this.#covered = new Uint32Array((last + 31) >>> 5);
    for (const { start, end } of spans) {
      for (let i = start; i < end; i++) this.#covered[i >>> 5] = (this.#covered[i >>> 5] as number) | (1 << (i & 31));
    }
  }

  hits({ start, end }: Span): boolean {
    const to = Math.min(end, this.#length);
    for (let i = start; i < to; i++) if ((((this.#covered[i >>> 5] as number) >>> (i & 31)) & 1) === 1) return true;
    return false;
  }
}
