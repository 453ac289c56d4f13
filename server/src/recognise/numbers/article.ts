import { isOneOf } from '../../text/characters';
import { CodeUnitSet } from '../codeUnitSet';
import { canBePriced } from './context';
import { after } from './lexicon';
import { goesOnInNumeral } from './numerals/numeral';
import { FOLLOWS_UNIT } from './quantities/afterUnit';
import { JOINS } from './quantities/quantity';
import type { UnitTable } from './units';

/**
 * Whether 一 at the offset is an article, by a few looks: the 一 of 一个, 一种 and 一场 with nothing beside it that would make a number of
 * it. The grammar tells the same of these and of more; most numerals of a text are such. Offsets are UTF-16 code units of a folded reading.
 */
export function isArticle(text: string, at: number, units: UnitTable): boolean {
  if (text.charCodeAt(at) !== ONE || OTHERWISE.hasAt(text, at + 1) || OTHERWISE.hasAt(text, at + 2) || goesOnInNumeral(text.charCodeAt(at + 1))) return false;
  const unit = units.longest(text, at + 1);
  if (unit?.end !== at + 2) return false;
  const { kind } = unit.value;
  return kind === 'noUnit' || (kind === 'classifier' && !isOneOf(text, at - 1, MAKES_ONE) && !canBePriced(text, unit.end));
}

const ONE = '一'.charCodeAt(0);
/** The last characters of 只有 and the like, and of a numeral. */
const MAKES_ONE = '仅有止只零〇';
/** What joins numbers, follows units, or bounds and parts quantities, and units of more than one meaning. */
const OTHERWISE = new CodeUnitSet([...JOINS.units(), ...FOLLOWS_UNIT.units(), ...after.firstUnits(), ...CodeUnitSet.of('半分又级块码呎').units()]);
