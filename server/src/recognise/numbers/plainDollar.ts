import type { Reading } from '../../text/reading';
import type { NumberValue } from '../tags';

/** A plain 元 or 块, and no word before or after that names the currency. */
const PLAIN = /[元圆块钱多余][以上下内左右]*$/;
const NAMED = /人民币|RMB|CNY|[¥￥]/;

/**
 * What a plain 元 is in a text. Texts in Traditional characters that name the dollar of Taiwan (新台幣) and nowhere the
 * renminbi count in it; others, where the same paragraph names it before.
 */
export function plainDollar({ text, source }: Reading): (value: NumberValue, start: number, end: number) => NumberValue {
  if (!text.includes('台币')) return (value) => value;
  const isTaiwanese = /[台臺]幣/.test(source) && !text.includes('人民币');
  return (value, start, end) => {
    if (value.unit !== 'CNY' || !PLAIN.test(text.slice(start, end)) || NAMED.test(text.slice(start, end))) return value;
    const paragraph = text.slice(text.lastIndexOf('\n', start) + 1, start);
    return isTaiwanese || (paragraph.includes('台币') && !NAMED.test(paragraph)) ? { ...value, unit: 'TWD' } : value;
  };
}
