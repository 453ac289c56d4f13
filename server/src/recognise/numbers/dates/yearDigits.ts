import { isDigit } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import { CodeUnitMap } from '../codeUnitMap';

const HAN_DIGITS = new CodeUnitMap([...'〇一二三四五六七八九'].map((char, value) => [char.charCodeAt(0), value] as const).concat([['零'.charCodeAt(0), 0]]));
const GOES_ON = CodeUnitSet.of('〇零一二三四五六七八九十百千万');
const POINT = 0x2e;

/** The value of a Chinese digit as years are written with it, not 两 nor a formal one; undefined for anything else. */
export function hanDigit(unit: number): number | undefined {
  return HAN_DIGITS.get(unit);
}

/** Four Arabic digits, or four Chinese digits read one by one, that do not go on. */
export function fourDigits(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  return isDigit(text.charCodeAt(at)) ? fourArabic(text, at) : fourHan(text, at);
}

function fourArabic(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const unit = text.charCodeAt(i);
    if (!isDigit(unit)) return undefined;
    value = value * 10 + unit - 0x30;
  }
  if (isDigit(text.charCodeAt(at + 4)) || isDigit(text.charCodeAt(at - 1))) return undefined;
  if (text.charCodeAt(at - 1) === POINT && isDigit(text.charCodeAt(at - 2)) && text[at + 4] !== '年') return undefined;
  return { value, end: at + 4 };
}

function fourHan(text: string, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = at; i < at + 4; i++) {
    const digit = HAN_DIGITS.get(text.charCodeAt(i));
    if (digit === undefined) return undefined;
    value = value * 10 + digit;
  }
  return GOES_ON.has(text.charCodeAt(at + 4)) ? undefined : { value, end: at + 4 };
}

/** The year that two digits stand for: 24 is 2024, 98 is 1998. */
export function fullYear(short: number): number {
  return short < 50 ? 2000 + short : 1900 + short;
}
