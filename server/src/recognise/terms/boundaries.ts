import { isHan } from '../../text/characters';
import type { Span } from '../../text/span';
import { builtInSegmenter } from './builtInSegmenter';
import type { Segmenter } from './segmenter';

/**
 * Decides whether a term found in a text really stands there as a term, or only arises where two other words
 * meet: 中国 in 其|中国|产|芯片, 人才 in 个|人才|能.
 *
 * It never filters by a segmenter alone, which would lose 3 to 20 percent of true mentions. A hit has to be
 * suspicious first: its edge character makes a word with its neighbour outside (其中, 国产). Then two ways to cut
 * the text around it are compared, with the hit as a word and without, and the hit is rejected only when the cut
 * without it is the better one, by the measures of maximum matching (Chen and Liu 1992): fewer characters left
 * over that are no words by themselves, then fewer words.
 */
export class BoundaryJudge {
  readonly #segmenter: (() => Segmenter | undefined) | undefined;
  /** Whether two characters make a word; asked once for each pair. */
  readonly #pairs = new Map<number, boolean>();

  /** `segmenter` is asked for only when a suspicious hit is met; without one the built-in segmenter decides. */
  constructor(segmenter?: () => Segmenter | undefined) {
    this.#segmenter = segmenter;
  }

  /**
   * Whether the hit stands as a term. `crossed` says that another term crosses one of its edges, which makes it
   * suspicious too. Offsets are UTF-16 code units of the folded text.
   */
  accepts(text: string, hit: Span, crossed: boolean): boolean {
    const left = this.#isWordAcross(text, hit.start);
    const right = this.#isWordAcross(text, hit.end);
    if (!left && !right && !crossed) return true;
    const window = windowAround(text, hit);
    const part = text.slice(window.start, window.end);
    const inside = { start: hit.start - window.start, end: hit.end - window.start };
    return standsAsWord(this.#segmenter?.() ?? builtInSegmenter(), part, inside, left, right);
  }

  /** Whether the characters on the two sides of an offset make a word together. */
  #isWordAcross(text: string, offset: number): boolean {
    if (offset <= 0 || offset >= text.length) return false;
    const before = text.charCodeAt(offset - 1);
    const after = text.charCodeAt(offset);
    if (!isHan(before) || !isHan(after)) return false;
    const key = before * 0x10000 + after;
    let known = this.#pairs.get(key);
    if (known === undefined) {
      known = builtInSegmenter().words(String.fromCharCode(before, after)).length === 1;
      this.#pairs.set(key, known);
    }
    return known;
  }
}

/** Whether the text is cut no worse with the hit as a word than without. `left` and `right`: a word may cross that edge. */
function standsAsWord(segmenter: Segmenter, text: string, hit: Span, left: boolean, right: boolean): boolean {
  const words = segmenter.words(text);
  const over = wordsOver(words, hit);
  const cut = (start: number, end: number): readonly string[] => (start < end ? segmenter.words(text.slice(start, end)) : []);
  /** The words of a stretch when it is cut before and after `inner`. */
  const cutAround = (inner: Span, stretch: Span): string[] => [
    ...cut(stretch.start, inner.start),
    text.slice(inner.start, inner.end),
    ...cut(inner.end, stretch.end),
  ];
  // The whole text is compared: two ways to cut it may meet again only some words further on (中国|产能, 中|国产|能).
  if (over.count > 1) {
    const withHit = cutAround(hit, { start: 0, end: text.length });
    // Where only another term crosses, the segmenter knows that one as a word too: the number of words says nothing.
    return left || right ? !isWorse(withHit, words) : leftOver(withHit) <= leftOver(words);
  }
  if (over.end - over.start > hit.end - hit.start) {
    // Part of one word: a name that holds the term (中国联通), or words that cross it (产|品质|量).
    const withHit = cutAround(hit, over);
    for (const edge of [left ? hit.start : -1, right ? hit.end : -1]) {
      if (edge - 1 < over.start || edge + 1 > over.end) continue;
      if (isWorse(withHit, cutAround({ start: edge - 1, end: edge + 1 }, over))) return false;
    }
    return true;
  }
  // A word by itself. Segmenters prefer it where its first character ends a verb or adjective and the rest is an
  // attribute of what follows: 开创|新|局面, 强大|模型.
  if (!left || !ATTRIBUTES.has(text[hit.start + 1] ?? '')) return true;
  const before = wordsOver(words, { start: hit.start - 1, end: hit.end });
  const crossing = { start: hit.start - 1, end: hit.start + 1 };
  return leftOver(cutAround(crossing, before)) >= leftOver(cutAround(hit, before));
}

function isWorse(cut: readonly string[], other: readonly string[]): boolean {
  const difference = leftOver(cut) - leftOver(other) || cut.length - other.length;
  return difference > 0;
}

/** How often a cut left characters over that no word took in; several next to each other are one unknown word, such as a name (中国|宝武). */
function leftOver(words: readonly string[]): number {
  let count = 0;
  let wasOver = false;
  for (const word of words) {
    const isOver = word.length === 1 && isHan(word.charCodeAt(0)) && !FREE.has(word);
    if (isOver && !wasOver) count++;
    wasOver = isOver;
  }
  return count;
}

/** Adjectives of one character that stand before a noun without 的. */
const ATTRIBUTES = new Set('新大小老高多好');

/** Characters that are common words by themselves (function words, numerals, attributes): no sign that a cut went wrong. */
const FREE = new Set([
  ...'的了在是和与及或等对把被将从向由于以为而且但也都就才还又再更最很不没未有无这那此该其各每某本我你他她它们人',
  ...'中上下内外里前后间时年月日个一二三四五六七八九十百千万亿两几少低',
  ...ATTRIBUTES,
]);

/** The stretch of the words that have a part in the hit, and how many they are. */
function wordsOver(words: readonly string[], hit: Span): Span & { readonly count: number } {
  let at = 0;
  let start = -1;
  let end = -1;
  let count = 0;
  for (const word of words) {
    const next = at + word.length;
    if (next > hit.start && at < hit.end) {
      if (start < 0) start = at;
      end = next;
      count++;
    }
    at = next;
  }
  return { start, end, count };
}

/** How far the text around a hit is looked at: the longest words are shorter, and a cut heals within a few of them. */
const REACH = 12;

/** The characters around a hit up to the next mark, space or line end. */
function windowAround(text: string, hit: Span): Span {
  let start = hit.start;
  while (start > 0 && hit.start - start < REACH && isWordCharacter(text.charCodeAt(start - 1))) start--;
  let end = hit.end;
  while (end < text.length && end - hit.end < REACH && isWordCharacter(text.charCodeAt(end))) end++;
  return { start, end };
}

/** Han, Latin letters and digits; surrogates, so that a rare character is not cut in two. */
function isWordCharacter(unit: number): boolean {
  return isHan(unit) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xd800 && unit <= 0xdfff);
}
