import { isDigit } from '../../../text/characters';
import { digits, scales, tens } from '../lexicon';

/** A number of at most two digits, as calendar and clock use them. */
export interface SmallInteger {
  readonly value: number;
  readonly end: number;
  /** Written with one Chinese digit (三), or with 两. */
  readonly singleHan: boolean;
  readonly liang: boolean;
}

/** Reads `08`, `12`, `十二`, `二十三`, `廿`-less forms up to 99; undefined when the digits go on (`123`). UTF-16 offsets. */
export function smallInteger(text: string, at: number): SmallInteger | undefined {
  if (isDigit(text.charCodeAt(at))) {
    const first = text.charCodeAt(at) - 0x30;
    if (!isDigit(text.charCodeAt(at + 1))) return { value: first, end: at + 1, singleHan: false, liang: false };
    if (isDigit(text.charCodeAt(at + 2))) return undefined;
    return { value: first * 10 + text.charCodeAt(at + 1) - 0x30, end: at + 2, singleHan: false, liang: false };
  }
  const whole = tens.get(text.charCodeAt(at));
  if (whole !== undefined) {
    const last = digits.get(text.charCodeAt(at + 1));
    const end = last === undefined ? at + 1 : at + 2;
    return digits.has(text.charCodeAt(end)) || scales.has(text.charCodeAt(end)) ? undefined : { value: whole + (last ?? 0), end, singleHan: false, liang: false };
  }
  const first = digits.get(text.charCodeAt(at));
  if (first === undefined && !isTen(text, at)) return undefined;
  let i = at;
  let value = first ?? 1;
  if (first !== undefined) i++;
  if (isTen(text, i)) {
    i++;
    const last = digits.get(text.charCodeAt(i));
    value = value * 10 + (last ?? 0);
    if (last !== undefined) i++;
  } else if (first === 0) {
    const last = digits.get(text.charCodeAt(i));
    if (last !== undefined) {
      value = last;
      i++;
    }
  }
  if (digits.has(text.charCodeAt(i)) || scales.has(text.charCodeAt(i))) return undefined;
  return { value, end: i, singleHan: i - at === 1 && first !== undefined, liang: text[at] === '两' };
}

function isTen(text: string, at: number): boolean {
  return scales.get(text.charCodeAt(at)) === 1;
}
