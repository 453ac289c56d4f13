/**
 * The signs of the Private Use Area that stand for numbers while a sentence is measured. A sentence has fewer numbers than there are signs
 * of one kind.
 */

/** First sign of dates, durations and quantities. */
export const DATE = 0xe000;
export const DURATION = 0xe400;
export const QUANTITY = 0xe800;
export const MOST_TAGS = 0x400;

/** Patterns of one sign. */
export const DATE_SIGN = '[\\ue000-\\ue3ff]';
export const DURATION_SIGN = '[\\ue400-\\ue7ff]';
export const QUANTITY_SIGN = '[\\ue800-\\uebff]';

export function isQuantity(unit: number): boolean {
  return unit >= QUANTITY && unit < QUANTITY + MOST_TAGS;
}

export function isDuration(unit: number): boolean {
  return unit >= DURATION && unit < DURATION + MOST_TAGS;
}

export function isDate(unit: number): boolean {
  return unit >= DATE && unit < DATE + MOST_TAGS;
}

/** The sign of a date or duration. */
export function isTime(unit: number): boolean {
  return unit >= DATE && unit < QUANTITY;
}

/** The sign of a quantity or duration. */
export function isCount(unit: number): boolean {
  return unit >= DURATION && unit < QUANTITY + MOST_TAGS;
}

export function isNumberSign(unit: number): boolean {
  return unit >= DATE && unit < QUANTITY + MOST_TAGS;
}
