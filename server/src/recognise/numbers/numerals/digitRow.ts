import { isOneOf } from '../../../text/characters';
import type { Grammar } from '../grammar';
import { digits, scales } from '../lexicon';
import { HAN_POINT, POINT, type Numeral } from './numeral';
import { scaleAt, scaleRun } from './scaleWords';

/** Chinese digits in a row: read one by one (二〇二四), or two neighbours that mean one or the other (三四). */

export const LIANG = '两'.charCodeAt(0);

/** The values of the Chinese digits from the offset on. */
export function digitRun(text: string, at: number, grammar: Grammar): number[] {
  const row: number[] = [];
  for (let i = at; ; i++) {
    const value = digits.get(text.charCodeAt(i));
    // 一两个 is one or two; elsewhere 两 after a digit is the weight (六两).
    const isOneOrTwo = i === at + 1 && row[0] === 1 && (grammar.units.longest(text, i + 1) !== undefined || (scales.get(text.charCodeAt(i + 1)) ?? 0) >= 2);
    if (value === undefined || (i > at && text.charCodeAt(i) === LIANG && !isOneOrTwo)) return row;
    row.push(value);
  }
}

/** 三四 and 三五: one or the other. */
export function pairOf(row: readonly number[]): readonly [number, number] | undefined {
  const [a, b] = row;
  if (row.length !== 2 || a === undefined || b === undefined || a === 0) return undefined;
  return b === a + 1 || (a === 3 && b === 5) ? [a, b] : undefined;
}

/** The point of 三.六%: Chinese digits after it, and then a unit. */
export function isHanDecimal(text: string, at: number, grammar: Grammar): boolean {
  if (text.charCodeAt(at) !== POINT && text[at] !== '·') return false;
  let end = at + 1;
  while (digits.has(text.charCodeAt(end))) end++;
  return end > at + 1 && (scaleAt(text, end, grammar) !== undefined || grammar.units.longest(text, end, ({ kind }) => kind !== 'noUnit') !== undefined);
}

/** The numeral that a row of digits from the offset on is when it is read one by one, with decimals and scale words after it. */
export function digitRowNumeral(text: string, at: number, row: readonly number[], grammar: Grammar): Numeral {
  let end = at + row.length;
  let literal = row.join('');
  let decimals = false;
  const written = isHanDecimal(text, end, grammar);
  if (written || (text.charCodeAt(end) === HAN_POINT && digits.has(text.charCodeAt(end + 1)))) {
    const fraction = digitRun(text, end + 1, grammar);
    literal += `.${fraction.join('')}`;
    end += 1 + fraction.length;
    decimals = true;
  }
  const scaled = written ? scaleRun(text, end, grammar) : { end, exponent: 0 };
  const value = Number(`${literal}e${scaled.exponent}`);
  // 八八%, 一三一日元, 一○五人: read one by one, and yet a number.
  const isNumber = written || isRowOfUnit(text, end, row, grammar);
  return {
    start: at, end: scaled.end, lo: value, hi: value, more: false, about: false, form: 'han', loneScale: false, exponent: scaled.exponent, smallExponent: 0,
    vague: false, paired: false, digitRow: !isNumber, decimals, grouped: false, length: scaled.end - at,
  };
}

/** Whether digits read one by one count what follows: per cent and money, and anything else where a zero shows that they are one number. */
function isRowOfUnit(text: string, at: number, row: readonly number[], grammar: Grammar): boolean {
  const unit = grammar.units.longest(text, at);
  if (!unit || row[0] === 0 || row.length > 4 || unit.value.ordinalOnly || isOneOf(text, unit.end, unit.value.notBefore)) return false;
  switch (unit.value.kind) {
    case 'percent':
      return unit.value.name !== '折' && unit.value.name !== '成';
    case 'money':
      return true;
    case 'classifier':
    case 'measure':
      return row.length >= 3 && row.slice(1).includes(0) && unit.value.name !== '米';
    case 'duration':
    case 'multiple':
    case 'noUnit':
    case 'subunit':
      return false;
  }
}
