/**
 * Half-open stretches of text. The unit is the UTF-16 code unit everywhere inside the program;
 * which text the offsets count in (a document or its reading) is said by whoever hands a span out.
 */
export interface Span {
  /** First code unit of the stretch. */
  readonly start: number;
  /** One past the last code unit. */
  readonly end: number;
}

/** Whether `offset` stands in `span`; the end counts as outside. */
export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}

/** Whether `outer` takes in all of `inner`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two spans share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Order by start, the longer span first where two begin together. */
export function bySpan(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}

/**
 * Index of the first item of a list sorted by `key` whose key is at least `value`; the length of the
 * list when there is none.
 */
export function lowerBound<T>(items: ArrayLike<T>, value: number, key: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (key(items[middle] as T) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
