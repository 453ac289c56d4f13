import { DATE, isTime, MOST_TAGS, QUANTITY } from './signs';
import { comparisonVerbs, objectVerbs, reports, unclear } from './words';

/** What stands somewhere in the words about a number, as bits: one look at each character in place of a search for each sign or list of words. */

/** Dates and durations. */
export const HAS_TIME = 1;
export const HAS_QUANTITY = 1 << 1;
/** Brackets, marks of layout and what stands for words that name nothing. */
export const HAS_NO_NAME = 1 << 2;
export const HAS_QUOTES = 1 << 3;
export const HAS_IN = 1 << 4;
export const HAS_SHARE = 1 << 5;
export const HAS_EACH = 1 << 6;
export const HAS_WITH = 1 << 7;
/** 从, 由 and 自. */
export const HAS_FROM = 1 << 8;
/** 比, 较, 与, 同, 和 and 跟. */
export const HAS_COMPARING = 1 << 9;
/** First characters of the words of a list. */
export const MAY_BE_UNCLEAR = 1 << 10;
export const MAY_REPORT = 1 << 11;
export const MAY_COMPARE = 1 << 12;
export const MAY_HAVE_OBJECT = 1 << 13;

/** Stands for words that are there and no noun phrase. */
export const UNNAMEABLE = '\ufffd';

/** The bits of each code unit; a constant, so that the compiler knows where it lies. */
const signs = new Uint16Array(0x10000);

function mark(units: Iterable<number>, bit: number): void {
  for (const unit of units) signs[unit] = (signs[unit] as number) | bit;
}

for (let unit = DATE; unit < QUANTITY + MOST_TAGS; unit++) mark([unit], isTime(unit) ? HAS_TIME : HAS_QUANTITY);
for (const [chars, bit] of [
  [`()《》*#|${UNNAMEABLE}`, HAS_NO_NAME], ['“”', HAS_QUOTES], ['在', HAS_IN], ['占', HAS_SHARE], ['每', HAS_EACH], ['以', HAS_WITH], ['从由自', HAS_FROM], ['比较与同和跟', HAS_COMPARING],
] as const) mark(Array.from(chars, (char) => char.charCodeAt(0)), bit);
for (const [words, bit] of [[unclear, MAY_BE_UNCLEAR], [reports, MAY_REPORT], [comparisonVerbs, MAY_COMPARE], [objectVerbs, MAY_HAVE_OBJECT]] as const) mark(words.firstUnits(), bit);

/** The bits of all characters of the words; those of a part of them are among these. */
export function signsIn(words: string): number {
  const { length } = words;
  let all = 0;
  for (let i = 0; i < length; i++) all |= signs[words.charCodeAt(i)] as number;
  return all;
}

/** Whether any of the bits is set. */
export function hasAny(all: number, bits: number): boolean {
  return (all & bits) !== 0;
}
