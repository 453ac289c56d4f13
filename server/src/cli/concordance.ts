import { eastAsianWidth } from 'get-east-asian-width';
import type { Mention } from '../corpus/corpus';

/** One line of a concordance: a keyword in its context. */
export interface ConcordanceLine {
  /** What stands before, nearest last. */
  readonly left: readonly string[];
  readonly keyword: string;
  /** What stands after, nearest first. */
  readonly right: readonly string[];
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** A character seldom is more code units than this: an emoji family of five has 14. */
const LONGEST_CHARACTER = 16;

/**
 * A mention with `width` characters of context on either side. A character is what a reader takes for one
 * (an extended grapheme cluster, UAX #29), so surrogate pairs, variation sequences and emoji stay whole. Soft line
 * breaks are joined, hard ones are a space.
 */
export function concordanceLine({ document, span }: Mention, width: number): ConcordanceLine {
  const { reading, text } = document;
  const at = reading.fromSourceSpan(span);
  const reach = width * 2 + LONGEST_CHARACTER;
  const written = (from: number, to: number): string => {
    let joined = '';
    for (let i = Math.max(0, from); i < Math.min(reading.length, to); i++) {
      const { start, end } = reading.toSourceSpan({ start: i, end: i + 1 });
      joined += text.text.slice(start, end);
    }
    return joined.replace(/[\s\u3000]+/g, ' ');
  };
  return {
    left: width === 0 ? [] : split(written(at.start - reach, at.start)).slice(-width),
    keyword: written(at.start, at.end),
    right: split(written(at.end, at.end + reach)).slice(0, width),
  };
}

/** A line for the terminal: the keyword in one column, the contexts as wide as `width` full-width characters. */
export function layOut(line: ConcordanceLine, width: number): string {
  const left = line.left.join('');
  const right = line.right.join('');
  const cells = width * 2;
  return `${' '.repeat(Math.max(0, cells - cellsOf(left)))}${left}  ${line.keyword}  ${right}${' '.repeat(Math.max(0, cells - cellsOf(right)))}`;
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
  const collator = new Intl.Collator('zh');
  const keyed = lines.map((line) => ({ line, key: by === 'right' ? line.right.join('') : [...line.left].reverse().join('') }));
  return keyed.sort((a, b) => collator.compare(a.key, b.key)).map(({ line }) => line);
}

function split(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}
