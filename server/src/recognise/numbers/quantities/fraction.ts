import { isDigit, isLatin, isOneOf, skipSpaces, standsAt } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { Grammar } from '../grammar';
import type { Numeral } from '../numerals/numeral';
import { parseNumeral } from '../numerals/parseNumeral';
import { bare, copyOf, counting, measured, startingAt, valued, type Element } from './element';
import { HUNDRED, PERCENT } from './percentage';

/** What fractions go on with after their first numeral. */
export const FRACTION_SIGNS = CodeUnitSet.of('又分/');
const LARGEST_DENOMINATOR = 10_000;

/** 三分之一, 百分之三十, 万分之一, 三又十分之一, 1/4; with a unit after it, the part of that unit (四分之一公升). */
export function parseFraction(text: string, first: Numeral, grammar: Grammar): Element | undefined {
  let whole = 0;
  let denominator = first;
  if (text[first.end] === '又') {
    const next = parseNumeral(text, first.end + 1, grammar);
    if (!next || !standsAt(text, next.end, '分之')) return undefined;
    whole = first.lo;
    denominator = next;
  }
  if (standsAt(text, denominator.end, '分之')) {
    const numerator = parseNumeral(text, skipSpaces(text, denominator.end + 2), grammar);
    if (!numerator || denominator.lo === 0) return undefined;
    const isPercent = denominator.loneScale && denominator.lo === HUNDRED;
    if (isPercent) return startingAt(first.start, counting(numerator, first, numerator.end, 'percent', PERCENT));
    const fraction = counting(numerator, first, numerator.end, 'fraction', undefined);
    const lo = whole + numerator.lo / denominator.lo;
    const hi = whole + numerator.hi / denominator.lo;
    return partOf(text, startingAt(first.start, valued(fraction, numerator.end, lo, hi)), grammar);
  }
  if (text[first.end] !== '/' || first.form !== 'arabic' || first.decimals || !isDigit(text.charCodeAt(first.end + 1))) return undefined;
  const denominatorDigits = parseNumeral(text, first.end + 1, grammar);
  if (!denominatorDigits || denominatorDigits.form !== 'arabic' || denominatorDigits.decimals) return undefined;
  const { end } = denominatorDigits;
  if (denominatorDigits.lo < 2 || denominatorDigits.lo > LARGEST_DENOMINATOR || isOneOf(text, end, '/-:') || isLatin(text.charCodeAt(end)) || text[first.start - 1] === '/' || (text[first.start - 1] === '-' && isDigit(text.charCodeAt(first.start - 2)))) return undefined;
  const value = first.lo / denominatorDigits.lo;
  const fraction = copyOf(bare(first.start, end, 'fraction', value));
  fraction.numeral = first;
  return fraction;
}

function partOf(text: string, fraction: Element, grammar: Grammar): Element {
  const unit = grammar.units.longest(text, fraction.end, (candidate, end) => candidate.kind === 'measure' && !candidate.careful && !isOneOf(text, end, candidate.notBefore));
  return unit ? measured(fraction, unit.end, 'measure', unit.value) : fraction;
}
