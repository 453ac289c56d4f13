import { isDigit, isHan, isLatin } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { MIDDLE_POINT, POINT } from './numeral';
import { scaleAt } from './scaleWords';

/** Arabic digits with what is set between them: commas, spaces and points. */

const COMMA = ','.charCodeAt(0);

/** Arabic digits as written; offsets are UTF-16 code units. */
export interface Arabic {
  readonly start: number;
  readonly end: number;
  /** Digits and point, without grouping commas. */
  readonly literal: string;
  readonly decimals: boolean;
  readonly grouped: boolean;
}

/** The digits that begin at the offset, where one stands, with the groups and decimals that belong to them. */
export function parseArabic(text: string, at: number, grammar: Grammar): Arabic {
  let i = at;
  while (isDigit(text.charCodeAt(i))) i++;
  let grouped = false;
  if (i - at <= 3) {
    while (isGroup(text, i) && text.charCodeAt(i) === COMMA && (grammar.isGroupingComma(i) || groupsByForm(text, at, i, grammar))) {
      grouped = true;
      i += 4;
    }
    if (!grouped) {
      const spaced = spacedGroupsEnd(text, at, i, grammar);
      grouped = spaced > i;
      i = spaced;
    }
  }
  let decimals = false;
  let pointed = false;
  if (isDigit(text.charCodeAt(i + 1)) && (text.charCodeAt(i) === POINT || (text.charCodeAt(i) === MIDDLE_POINT && isMiddlePoint(text, i, grammar)))) {
    decimals = true;
    pointed = text.charCodeAt(i) === MIDDLE_POINT;
    i++;
    while (isDigit(text.charCodeAt(i))) i++;
  }
  let literal = text.slice(at, i);
  if (grouped) literal = literal.replaceAll(/[, ]/g, '');
  if (pointed) literal = literal.replace('·', '.');
  return { start: at, end: i, literal, decimals, grouped };
}

/** 15·8%: a middle dot is a decimal point where a unit follows the digits; 9·11 is a name, and so is 4·18 of 4·18国际古迹遗址日. */
function isMiddlePoint(text: string, at: number, grammar: Grammar): boolean {
  let end = at + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  const unit = scaleAt(text, end, grammar) === undefined ? grammar.units.longest(text, end, ({ kind, name }) => kind !== 'duration' && kind !== 'noUnit' && name !== '国') : undefined;
  return unit !== undefined || scaleAt(text, end, grammar) !== undefined;
}

/** A sign and three digits that do not go on. */
function isGroup(text: string, at: number): boolean {
  return isDigit(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at + 2)) && isDigit(text.charCodeAt(at + 3)) && !isDigit(text.charCodeAt(at + 4));
}

/** A full-width comma groups where a clause could hardly begin: in a number of two groups and more, and before zeros that a unit follows. */
function groupsByForm(text: string, start: number, comma: number, grammar: Grammar): boolean {
  if (text[start] === '0' || isDigit(text.charCodeAt(start - 1)) || text[start - 1] === '.') return false;
  const next = comma + 4;
  if (text.charCodeAt(next) === COMMA && isGroup(text, next)) return true;
  if (text[comma - 4] === ',' && comma - 4 > start) return true;
  return text[comma + 1] === '0' && (scaleAt(text, next, grammar) !== undefined || grammar.units.longest(text, next) !== undefined);
}

/** 12 000人: groups of three digits with a space before each, and a unit after the last. */
function spacedGroupsEnd(text: string, start: number, at: number, grammar: Grammar): number {
  if (text[start] === '0' || isDigit(text.charCodeAt(start - 2)) || isLatin(text.charCodeAt(start - 1)) || isLatin(text.charCodeAt(start - 2))) return at;
  let end = at;
  while (text[end] === ' ' && isGroup(text, end)) end += 4;
  const isCounted = end > at && isHan(text.charCodeAt(end)) && (scaleAt(text, end, grammar) !== undefined || grammar.units.longest(text, end) !== undefined);
  return isCounted ? end : at;
}

/** So many digits are exact in a double, and so is the power of ten below them: their quotient is the nearest number to the literal. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Array.from({ length: EXACT_DIGITS + 1 }, (_, power) => 10 ** power);

/** The value of digits with a point or none; as Number, without a call out of the compiled code. */
export function decimalValue(literal: string): number {
  if (literal.length > EXACT_DIGITS) return Number(literal);
  let digits = 0;
  let point = literal.length - 1;
  for (let i = 0; i < literal.length; i++) {
    const unit = literal.charCodeAt(i);
    if (unit === POINT) point = i;
    else digits = digits * 10 + unit - 0x30;
  }
  return digits / (POWERS_OF_TEN[literal.length - 1 - point] as number);
}
