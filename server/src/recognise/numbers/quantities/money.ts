import { isHan, isLatin, isOneOf } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { parseNumeral } from '../numerals/parseNumeral';
import { smallInteger } from '../numerals/smallInteger';
import { product } from '../product';
import { unitWith } from '../units';
import { moreAfter } from './afterUnit';
import { measured, valued, type Element } from './element';

/** 二十五元三毛, 十二块五毛, 壹佰元整, 100块钱. */
export function moneyParts(text: string, element: Element, grammar: Grammar): Element {
  let { end, lo, hi } = element;
  const wholeUnit = text[end - 1] as string;
  if (element.unit?.name === 'CNY' && isOneOf(text, end - 1, '元圆块角毛')) {
    for (const [sign, worth] of [['角毛', 0.1], ['分', 0.01]] as const) {
      const part = parseNumeral(text, end, grammar);
      if (!part || part.lo >= 10 || part.vague || part.loneScale || part.end - end > 1 || !isOneOf(text, part.end, sign) || isOneOf(text, part.end + 1, '之')) continue;
      lo = Math.round((lo + part.lo * worth) * 1e6) / 1e6;
      hi = Math.round((hi + part.lo * worth) * 1e6) / 1e6;
      end = part.end + 1;
    }
    const rest = end === element.end && isOneOf(text, end - 1, '块毛角') ? smallInteger(text, end) : undefined;
    // 3块5 and 三毛五: a last digit counts tenths of what stands before it.
    if (rest && rest.end === end + 1 && rest.value > 0 && !element.more && (!isHan(text.charCodeAt(rest.end)) || isOneOf(text, rest.end, '的一到至')) && !isLatin(text.charCodeAt(rest.end)) && !isOneOf(text, rest.end, '%.~-')) {
      const tenth = wholeUnit === '块' ? 0.1 : 0.01;
      lo = product(lo + rest.value * tenth);
      hi = product(hi + rest.value * tenth);
      end = rest.end;
    }
    if (end > element.end && text[end] === '钱') end++;
    if (isOneOf(text, end, '整正') && !isHan(text.charCodeAt(end + 1))) end++;
  }
  const unit = element.unit?.kind === 'subunit' ? unitWith({ ...element.unit, kind: 'money' }) : element.unit;
  return moreAfter(text, measured(valued(element, end, lo, hi), end, 'money', unit));
}
