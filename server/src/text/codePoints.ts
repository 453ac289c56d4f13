import type { Span } from './span';

/**
 * The one place where UTF-16 offsets become code points and back. Files and exports count code
 * points (W3C Web Annotation, TextPositionSelector); everything inside counts UTF-16 code units.
 *
 * A lone surrogate counts as one code point, as it does when a string is iterated.
 */
export class CodePointIndex {
  /** UTF-16 offsets of the second half of every surrogate pair, ascending. */
  readonly #seconds: Uint32Array;
  readonly #length: number;

  constructor(text: string) {
    const seconds: number[] = [];
    for (let i = 1; i < text.length; i++) {
      if (isLowSurrogate(text.charCodeAt(i)) && isHighSurrogate(text.charCodeAt(i - 1))) {
        seconds.push(i);
        i++;
      }
    }
    this.#seconds = Uint32Array.from(seconds);
    this.#length = text.length;
  }

  /** Code points before the UTF-16 offset; an offset inside a pair counts the pair as not yet passed. */
  toCodePoint(offset: number): number {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    return clamped - countBelow(this.#seconds, clamped + 1);
  }

  /** UTF-16 offset of the code point; past the end gives the length of the text. */
  toUtf16(codePoint: number): number {
    const wanted = Math.max(0, codePoint);
    let low = 0;
    let high = this.#seconds.length;
    // The k-th pair begins at code point seconds[k] - 1 - k: every pair that begins before the wanted one adds a unit.
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#seconds[middle] as number) - 1 - middle < wanted) low = middle + 1;
      else high = middle;
    }
    return Math.min(wanted + low, this.#length);
  }

  /** A span in code points. */
  spanToCodePoints(span: Span): Span {
    return { start: this.toCodePoint(span.start), end: this.toCodePoint(span.end) };
  }

  /** A span in UTF-16 code units. */
  spanToUtf16(span: Span): Span {
    return { start: this.toUtf16(span.start), end: this.toUtf16(span.end) };
  }
}

export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

export function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** A span (UTF-16) widened where it begins or ends inside a surrogate pair: half a pair is no valid JSON to some readers. */
export function wholeCharacters(text: string, { start, end }: Span): Span {
  return { start: cutsPair(text, start) ? start - 1 : start, end: cutsPair(text, end) ? end + 1 : end };
}

function cutsPair(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && isLowSurrogate(text.charCodeAt(offset)) && isHighSurrogate(text.charCodeAt(offset - 1));
}

function countBelow(sorted: Uint32Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
