import { isDigit, isHan, isOneOf } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { digits } from '../lexicon';
import { beginsNumeral } from '../numerals/numeral';
import { product } from '../product';
import { unitWith, type Unit } from '../units';
import { moreAfter } from './afterUnit';
import { measured, valued, type Element } from './element';

/** Parts of a hundred: per cent, tenths (成), and per mille, which is a fraction. */

export const HUNDRED = 100;

/** The unit of whatever counts hundredths. */
export const PERCENT = unitWith({ kind: 'percent', name: '%' });

/** Per cent, for units that count tenths or other parts of the hundred; thousandths are a fraction. */
export function percentOf(element: Element, { name, times }: Unit): Element {
  const { end, lo, hi } = element;
  if (name === '‰') return measured(valued(element, end, lo / 1000, hi / 1000), end, 'fraction', undefined);
  return valued(element, end, product(lo, times), product(hi, times));
}

/** 两成, 三成多, and with hundredths after it 两成八, 9成7, 六成半. */
export function tenthsAfter(text: string, element: Element, grammar: Grammar): Element {
  const { end, lo, hi } = element;
  const whole = valued(element, end, product(lo, 10), product(hi, 10));
  if (element.more || element.about || lo !== hi) return moreAfter(text, whole);
  if (text[end] === '半' && !isOneOf(text, end + 1, '年月天日小个')) return valued(element, end + 1, whole.lo + 5, whole.hi + 5);
  const unit = text.charCodeAt(end);
  const digit = text[end] === '两' ? undefined : isDigit(unit) ? unit - 0x30 : digits.get(unit);
  const next = text.charCodeAt(end + 1);
  // 三成一线城市 has another number with a unit of its own.
  const isHundredths = digit !== undefined && digit > 0 && !beginsNumeral(next) && !isOneOf(text, end + 1, '点、至到.%') && (text[end] !== '一' || !isHan(next) || isOneOf(text, end + 1, '的左以')) && grammar.units.longest(text, end + 1) === undefined;
  return isHundredths ? valued(element, end + 1, whole.lo + digit, whole.hi + digit) : moreAfter(text, whole);
}
