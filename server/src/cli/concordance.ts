import { eastAsianWidth } from 'get-east-asian-width';
import type { Mention } from '../corpus/corpus';
import { sortedByText } from './collation';

/** One line of a concordance: a keyword in its context. */
export interface ConcordanceLine {
  /** What stands before. */
  readonly left: string;
  readonly keyword: string;
  /** What stands after. */
  readonly right: string;
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A character seldom is more code units than this: an emoji family of five has 14. */
const LONGEST_CHARACTER = 16;

/**
 * A mention with `width` characters of context on either side. A character is what a reader takes for one
 * (an extended grapheme cluster, UAX #29), so surrogate pairs, variation sequences and emoji stay whole. Soft line
 * breaks are joined, hard ones are a space.
 */
export function concordanceLine({ document: { writtenText }, span }: Mention, width: number): ConcordanceLine {
  const reach = width * 2 + LONGEST_CHARACTER;
  return {
    left: lastOf(withPlainSpaces(writtenText.before(span.start, reach)), width),
    keyword: withPlainSpaces(writtenText.between(span.start, span.end)),
    right: firstOf(withPlainSpaces(writtenText.after(span.end, reach)), width),
  };
}

function withPlainSpaces(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ');
}

/** A line for the terminal: the keyword in one column, the contexts as wide as `width` full-width characters. */
export function layOut({ left, keyword, right }: ConcordanceLine, width: number): string {
  const cells = width * 2;
  return `${' '.repeat(Math.max(0, cells - cellsOf(left)))}${left}  ${keyword}  ${right}${' '.repeat(Math.max(0, cells - cellsOf(right)))}`;
}

/** Columns of a terminal that a text takes (UAX #11): two for a full-width character, none for a combining one. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (/^[\p{Control}\p{Mark}\p{Format}]/u.test(segment)) continue;
    // U+FE0F asks for the emoji form of a character, which is wide.
    const isWide = segment.includes('\ufe0f') || eastAsianWidth(segment.codePointAt(0) as number) === 2;
    cells += isWide ? 2 : 1;
  }
  return cells;
}

/** How a concordance is sorted: by the text after, by the text before read outward from the keyword, or by place. */
export type SortBy = 'left' | 'right' | 'position';

/** Orders lines in the order of Chinese dictionaries (pinyin); lines that are alike keep their order. */
export function sortConcordance<T extends ConcordanceLine>(lines: readonly T[], by: SortBy): T[] {
  if (by === 'position') return [...lines];
  return sortedByText(lines, by === 'right' ? ({ right }) => right : ({ left }) => backwards(left));
}

/** Code units of which each is a character, whatever stands beside it, unless that is one that this does not match: Han, and punctuation, digits and letters of Chinese text. */
const SINGLE = /^[\x20-\x7e\u2010-\u2027\u2030-\u203b\u3000-\u3029\u4e00-\u9fff\uff01-\uff60]*$/;

function charactersOf(text: string): string[] {
  return SINGLE.test(text) ? text.split('') : Array.from(graphemes.segment(text), ({ segment }) => segment);
}

function firstOf(text: string, count: number): string {
  return SINGLE.test(text) ? text.slice(0, count) : charactersOf(text).slice(0, count).join('');
}

function lastOf(text: string, count: number): string {
  if (count === 0) return '';
  return SINGLE.test(text) ? text.slice(-count) : charactersOf(text).slice(-count).join('');
}

function backwards(text: string): string {
  return charactersOf(text).reverse().join('');
}
