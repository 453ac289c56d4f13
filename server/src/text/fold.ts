import { foldTable } from './foldTable.built';
import { textOf, unitsOf } from './units';

/**
 * Folding: one code unit to one code unit, so that a folded text has the offsets of the text itself.
 *
 * Characters that OpenCC's character tables connect (Simplified, Traditional, Taiwan and Hong Kong
 * variants, compatibility ideographs) form one class, found by union-find; all of a class fold to one
 * of its members, the Simplified one where there is one. Full-width ASCII folds to ASCII, corner
 * brackets to curved quotation marks, the ideographic and other spaces to a space. Letter case is kept.
 *
 * Characters outside the Basic Multilingual Plane fold to themselves.
 */
const table: Uint16Array = foldTable();

/** The folded form of one UTF-16 code unit. */
export function foldUnit(unit: number): number {
  return table[unit] as number;
}

/** The folded form of a text; same length in code units. */
export function fold(text: string): string {
  const { length } = text;
  const units = unitsOf(text);
  let changed = 0;
  for (let i = 0; i < length; i++) {
    const unit = units[i] as number;
    const folded = table[unit] as number;
    changed |= folded ^ unit;
    units[i] = folded;
  }
  return changed === 0 ? text : textOf(units, length);
}
