import { isDigit } from '../../text/characters';

/** Four Arabic digits, or four Chinese digits read one by one, that do not go on. */
export function fourDigits(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  const arabic = isDigit(text.charCodeAt(at));
  for (let i = at; i < at + 4; i++) {
    const digit = arabic ? text.charCodeAt(i) - 0x30 : '〇一二三四五六七八九'.indexOf(text[i] === '零' ? '〇' : (text[i] ?? ' '));
    if (!(digit >= 0 && digit <= 9)) return undefined;
    value = value * 10 + digit;
  }
  if (isDigit(text.charCodeAt(at + 4)) || (!arabic && '〇零一二三四五六七八九十百千万'.includes(text[at + 4] ?? ' '))) return undefined;
  if (arabic && (isDigit(text.charCodeAt(at - 1)) || (text[at - 1] === '.' && isDigit(text.charCodeAt(at - 2)) && text[at + 4] !== '年'))) return undefined;
  return { value, end: at + 4 };
}

/** The year that two digits stand for: 24 is 2024, 98 is 1998. */
export function fullYear(short: number): number {
  return short < 50 ? 2000 + short : 1900 + short;
}
