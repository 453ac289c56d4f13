import type { NumberKind } from '../../tags';
import type { Numeral } from '../numerals/numeral';
import type { Unit } from '../units';

/**
 * One quantity: sign, numeral and unit, without approximators and ranges. Offsets are UTF-16 code units
 * of a folded reading.
 */
export interface Element {
  readonly start: number;
  readonly end: number;
  readonly kind: NumberKind;
  readonly lo: number;
  readonly hi: number;
  readonly more: boolean;
  readonly about: boolean;
  readonly unit: Unit | undefined;
  /** Currency that stands before the number. */
  readonly prefixed: string | undefined;
  readonly per: string | undefined;
  /** Duration of several parts or with a half, in ISO 8601. */
  readonly iso: string | undefined;
  readonly numeral: Numeral | undefined;
}

// All elements have one shape, and so what is asked of them is found at once: one is made of its numeral and unit, or as a copy of
// another, never by a spread, which makes a shape of its own wherever it stands.

/** The value of a numeral, with the unit that ends it, if any. */
export function counting({ start, lo, hi, more, about }: Numeral, numeral: Numeral, end: number, kind: NumberKind, unit: Unit | undefined): Element {
  return { start, end, kind, lo, hi, more, about, unit, prefixed: undefined, per: undefined, iso: undefined, numeral };
}

/** Words that are a number by themselves. */
export function bare(start: number, end: number, kind: NumberKind, value: number, unit?: Unit, more = false): Element {
  return { start, end, kind, lo: value, hi: value, more, about: false, unit, prefixed: undefined, per: undefined, iso: undefined, numeral: undefined };
}

/** A copy, to be changed before anybody else has it. */
export function copyOf({ start, end, kind, lo, hi, more, about, unit, prefixed, per, iso, numeral }: Element): { -readonly [K in keyof Element]: Element[K] } {
  return { start, end, kind, lo, hi, more, about, unit, prefixed, per, iso, numeral };
}

/** The same with another end and another value. */
export function valued(element: Element, end: number, lo: number, hi: number): Element {
  const changed = copyOf(element);
  changed.end = end;
  changed.lo = lo;
  changed.hi = hi;
  return changed;
}

/** The same with another end and unit, and the kind that the unit makes of it. */
export function measured(element: Element, end: number, kind: NumberKind, unit: Unit | undefined): Element {
  const changed = copyOf(element);
  changed.end = end;
  changed.kind = kind;
  changed.unit = unit;
  return changed;
}

/** The same with a sign or word before it. */
export function startingAt(start: number, element: Element): Element {
  const changed = copyOf(element);
  changed.start = start;
  return changed;
}

/** A duration with its value in ISO 8601. */
export function written(element: Element, end: number, iso: string): Element {
  const changed = copyOf(element);
  changed.end = end;
  changed.iso = iso;
  return changed;
}
