import { isDigit, isHan, isSpace } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { scales } from '../lexicon';
import { THOUSANDS_W } from './numeral';

/** 十, 百, 千, 万, 亿 and what multiplies as they do. */

/** The exponent of 千: larger scales close a section. */
export const LARGEST_SMALL_SCALE = 3;

/** Scale words in a row (万亿), spaces before the first allowed. */
export function scaleRun(text: string, at: number, grammar: Grammar): { readonly end: number; readonly exponent: number } {
  let end = at;
  let exponent = 0;
  let i = at;
  while (isSpace(text.charCodeAt(i)) && i - at < 2) i++;
  for (;;) {
    const power = scaleAt(text, i, grammar);
    if (power === undefined || (i > end && end === at && i > at && power < 4)) break;
    exponent += power;
    i++;
    end = i;
  }
  return { end, exponent };
}

/** The exponent of the scale word at the offset, unless it begins a unit (千克) or is the w of a word. */
export function scaleAt(text: string, at: number, grammar: Grammar): number | undefined {
  const unit = text.charCodeAt(at);
  const power = scales.get(unit);
  if (power === undefined) return undefined;
  if (unit === THOUSANDS_W) return isHan(text.charCodeAt(at + 1)) && isDigit(text.charCodeAt(at - 1)) ? power : undefined;
  if (power >= LARGEST_SMALL_SCALE && power !== 8 || power === 2) {
    if (grammar.units.hasScaled(text, at)) return undefined;
  }
  return power;
}
