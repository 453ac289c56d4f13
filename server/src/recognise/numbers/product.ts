/** A product without the noise of binary fractions. */
export function product(value: number, times = 1): number {
  // Nothing to round in what six decimals write exactly.
  if (times === 1 && Math.abs(value) < 1e8 && Math.round(value * 1e6) / 1e6 === value) return value;
  return Number((value * times).toPrecision(15));
}
