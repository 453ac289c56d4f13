/**
 * What patterns of terms are compared by: small letters, every hyphen and dash a space, all else as it is. One code unit to one code unit.
 */
export function normalisePattern(text: string): string {
  let normal = '';
  for (let i = 0; i < text.length; i++) normal += String.fromCharCode(normaliseUnit(text.charCodeAt(i)));
  return normal;
}

export function normaliseUnit(unit: number): number {
  if (unit >= 0x41 && unit <= 0x5a) return unit + 0x20;
  return unit === 0x2d || unit === 0x2014 ? 0x20 : unit;
}

/** All code units that are one with a unit. */
export function unitsEqualTo(unit: number): number[] {
  const normal = normaliseUnit(unit);
  if (normal === 0x20) return [0x20, 0x2d, 0x2014];
  return normal >= 0x61 && normal <= 0x7a ? [normal, normal - 0x20] : [unit];
}
