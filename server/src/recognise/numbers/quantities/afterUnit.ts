import { isDigit, isHan, isOneOf } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { Grammar } from '../grammar';
import { digits, moreSigns, scales } from '../lexicon';
import { product } from '../product';
import { copyOf, valued, type Element } from './element';

/** What stands behind a unit and belongs to the number all the same: 三米多, 一吨半, 一米八五, 120°15′. */

/** What may stand behind a unit and belong to the number: 多 and 余, 半, digits, the sign of a rate. */
export const FOLLOWS_UNIT = new CodeUnitSet([...moreSigns.units(), ...digits.keys(), ...CodeUnitSet.of('半/每0123456789').units()]);

/** 三米多, 十吨余. */
export function moreAfter(text: string, element: Element): Element {
  const sign = text.charCodeAt(element.end);
  const isMeasure = element.kind !== 'cardinal' && element.unit?.name !== '%' && element.unit?.name !== 'pp' && element.unit?.name !== 'bp';
  if (!isMeasure || !moreSigns.has(sign) || isOneOf(text, element.end + 1, '样元次种项个万亿方额地边数半') || !(element.unit && isHan(text.charCodeAt(element.end - 1)))) return element;
  const least = copyOf(element);
  least.end++;
  least.more = true;
  return least;
}

/** 一吨半. */
export function halfAfter(text: string, element: Element): Element {
  if (text[element.end] !== '半' || element.kind !== 'measure' || isOneOf(text, element.end + 1, '导径')) return element;
  return valued(element, element.end + 1, element.lo + 0.5, element.hi + 0.5);
}

/** The 八五 of 一米八五. */
export function withCentimetres(text: string, element: Element, grammar: Grammar): Element {
  const next = text.charCodeAt(element.end);
  if (element.unit?.name !== '米' || element.more || element.lo !== element.hi || !Number.isInteger(element.lo) || !(isDigit(next) || digits.has(next))) return element;
  let fraction = '';
  let end = element.end;
  for (; fraction.length < 3; end++) {
    const unit = text.charCodeAt(end);
    const digit = isDigit(unit) ? unit - 0x30 : digits.get(unit);
    if (digit === undefined) break;
    fraction += String(digit);
  }
  const isWhole = fraction.length <= 2 && !scales.has(text.charCodeAt(end)) && !isOneOf(text, end, '.%~-') && !grammar.units.longest(text, end);
  const value = Number(`${element.lo}.${fraction}`);
  return isWhole ? valued(element, end, value, value) : element;
}

/** The minutes and seconds of arc of 120°15′30″. */
export function withArcMinutes(text: string, element: Element): Element {
  if (element.unit?.name !== '度' || text[element.end - 1] !== '°') return element;
  const arc = /(\d{1,2})[′'](?:(\d{1,2}(?:\.\d+)?)[″"])?/y;
  arc.lastIndex = element.end;
  const found = arc.exec(text);
  if (!found) return element;
  const value = product(element.lo + Number(found[1]) / 60 + Number(found[2] ?? 0) / 3600);
  return valued(element, arc.lastIndex, value, value);
}
