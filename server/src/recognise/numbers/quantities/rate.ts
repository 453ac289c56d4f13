import { isHan, isLatin, isOneOf } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { copyOf, type Element } from './element';

const LENGTHS = ['m'];

/** What a rate may be per, where it is not itself a unit. */
export const PERIODS = '年月日天周季时';

/** 美元/月, 元/吨, 元每千瓦时. */
export function withRate(text: string, element: Element, grammar: Grammar): Element {
  const sign = text[element.end];
  if ((sign !== '/' && (sign !== '每' || (element.kind !== 'money' && element.kind !== 'measure'))) || !element.unit || element.unit.kind === 'noUnit') return element;
  const at = element.end + 1;
  const unit = grammar.units.longest(text, at, ({ kind, notBefore }, end) => (kind === 'measure' || kind === 'classifier' || kind === 'duration') && !isOneOf(text, end, notBefore) && !(isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end))));
  // 350公里每小时 is a speed; 浇水20升每亩增收… is not, unless the rate ends there.
  if (sign === '每' && element.kind === 'measure') {
    const isRate = unit && (LENGTHS.includes(element.unit.si?.unit ?? '') ? unit.value.kind === 'duration' && unit.value.iso?.startsWith('T') : !isHan(text.charCodeAt(unit.end)) || isOneOf(text, unit.end, '的以左'));
    return isRate ? perUnit(element, unit.end, unit.value.name) : element;
  }
  if (unit && (sign === '/' || unit.value.kind === 'measure')) return perUnit(element, unit.end, unit.value.name);
  if (sign === '/' && isOneOf(text, at, PERIODS)) return perUnit(element, at + 1, text[at] as string);
  return element;
}

function perUnit(element: Element, end: number, per: string): Element {
  const rate = copyOf(element);
  rate.end = end;
  rate.per = per;
  return rate;
}
