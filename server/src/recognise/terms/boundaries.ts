import { isHan } from '../../text/characters';
import { fold } from '../../text/fold';
import type { Span } from '../../text/span';
import { commonWords, OTHER_SIGN, ROOT, UNKNOWN_CHARACTER, type WordTrie } from '../wordTrie';
import { builtInSegmenter } from './builtInSegmenter';
import { standsAsWord, type BoundaryQuestion, type KnownWords } from './segmenter';

/**
 * Decides whether a term found in a text really stands there as a term, or only arises where two other words
 * meet: 中国 in 其|中国|产|芯片, 人才 in 个|人才|能.
 *
 * The text around a hit is read as a row of words in two ways: with the hit as one of them, and with a word that
 * crosses one of its edges (a unigram model over a frequency list, solved by dynamic programming as in Sproat et al.,
 * "A stochastic finite-state word-segmentation algorithm for Chinese", Computational Linguistics 22(3), 1996). The
 * difference of the two costs is the evidence. Words that hold the whole hit (中国 in 中国联通) are no evidence
 * against it; what crosses it inside them (品质 in 产品质量) is. Where the difference speaks against the hit but leaves
 * doubt, segmenters are asked: the built-in one and, should that let the hit stand, another (nodejieba), which is needed
 * for a few hits in a thousand. What that one says may not be known yet: then the hit stands, and the question is
 * handed out. A segmenter is never a filter on all hits, which would lose 3 to 20 percent of true mentions.
 */
export class BoundaryJudge {
  readonly #known: KnownWords | undefined;
  readonly #lattice = new HitLattice();
  #text = '';

  /** `known` is asked only when a hit is left in doubt; without it the built-in segmenter has the last word. */
  constructor(known?: KnownWords) {
    this.#known = known;
  }

  /** Reads another folded text: its code units, with a NUL behind the last. Hits are judged in it from now on. */
  read(text: string, units: Uint16Array): void {
    this.#text = text;
    this.#lattice.read(units, text.length);
  }

  /**
   * Whether the hit stands as a term. `rival` is another term that begins inside it and ends outside. Offsets are
   * UTF-16 code units of the text read last. A question whose answer would decide and is not known is added to `wanted`.
   */
  accepts(hit: Span, rival?: Span, wanted?: BoundaryQuestion[]): boolean {
    // Of two terms that cross, the first stands unless the other makes much better words of the rest: 科技创新|体系, but 我国|企业.
    if (rival && this.#lattice.gain(hit, rival) < OUT_OF_THE_QUESTION) return false;
    if (!this.#lattice.isCrossed(hit)) return true;
    const gain = this.#lattice.gain(hit, undefined);
    if (gain >= SURE) return true;
    if (gain < OUT_OF_THE_QUESTION) return false;
    const question = questionOf(this.#text, hit);
    if (!standsAsWord(builtInSegmenter().words(question.clause), question)) return false;
    if (!this.#known) return true;
    const words = this.#known(question.clause);
    if (words) return standsAsWord(words, question);
    wanted?.push(question);
    return true;
  }
}

/** From this gain on the hit is a term; below the other it is none. In units of -2 ln p; measured on segmented text (docs/quality.md). */
const SURE = 0;
const OUT_OF_THE_QUESTION = -5;

/** Cost of a term that is no common word; a common one costs what the list says, but no more. */
const TERM_COST = 20;
/** What a Han character costs more when it is left alone and is no word that commonly stands so. */
const LEFT_OVER = 4;
/** Cost of two Han characters together that are no word of the list but may be a name (宝武 in 中国宝武). */
const UNKNOWN_WORD = 36;

/** Characters that are common words by themselves: function words, numerals, attributes. */
const FREE = fold(
  '的了在是和与及或等对把被将从向由于以为而且但也都就才还又再更最很不没未有无这那此该其各每某本我你他她它们人' +
    '中上下内外里前后时年月日个一二三四五六七八九十百千万亿两几少低新大小老高多好',
);

/** How far the text around a hit is read, in UTF-16 code units: farther away both ways to read it are the same. */
const REACH = 4;
/** Characters in the longest word of the list. */
const LONGEST_WORD = 8;
/** More than any row of words costs. */
const NO_WAY = 0x3fffffff;

/** Reads the text around a hit with and without it. One object for many hits: it keeps its tables. */
class HitLattice {
  #words: WordTrie | undefined;
  #units: Uint16Array = new Uint16Array(0);
  #length = 0;
  /** Cost of each code unit as a word of its own. */
  readonly #alone = new Int16Array(0x10000);
  /** Least costs from the beginning of the stretch: without a crossing word so far (as far as the hit goes), with one, and from the end of the hit on. */
  #plain = new Int32Array(64);
  #crossed = new Int32Array(64);
  #rest = new Int32Array(64);

  /** Reads another text: its code units, with a NUL behind the last. */
  read(units: Uint16Array, length: number): void {
    this.#units = units;
    this.#length = length;
  }

  /** Whether a word of the list stands across an edge of the hit and does not hold it. */
  isCrossed(hit: Span): boolean {
    return this.#isCrossedAt(hit.start, hit) || this.#isCrossedAt(hit.end, hit);
  }

  #isCrossedAt(edge: number, { start, end }: Span): boolean {
    const words = (this.#words ??= this.#load());
    const units = this.#units;
    if (edge <= 0 || edge >= this.#length || !words.mayJoin(units[edge - 1] as number, units[edge] as number)) return false;
    for (let from = edge - 1; from >= 0 && edge - from < LONGEST_WORD; from--) {
      if (from < edge - 1 && !words.mayJoin(units[from] as number, units[from + 1] as number)) return false;
      let node = ROOT;
      // No word has the NUL behind the text.
      for (let i = from; ; i++) {
        node = words.step(node, units[i] as number);
        if (node === 0) break;
        if (i >= edge && words.costAt(node) >= 0 && !(from <= start && i + 1 >= end)) return true;
      }
    }
    return false;
  }

  /** How much cheaper the text reads with the hit as a word than with a word across one of its edges; infinite when none does. */
  gain(hit: Span, rival: Span | undefined): number {
    const words = (this.#words ??= this.#load());
    const units = this.#units;
    let from = hit.start;
    while (from > 0 && hit.start - from < REACH && isHan(units[from - 1] as number)) from--;
    const reach = Math.max(hit.end, rival?.end ?? 0);
    let to = reach;
    while (to < this.#length && to - reach < REACH && isHan(units[to] as number)) to++;
    const size = to - from;
    if (size >= this.#plain.length) this.#grow(2 * size);
    const plain = this.#plain;
    const crossed = this.#crossed;
    const rest = this.#rest;
    // One by one: so few, and `fill` is not compiled with the rest.
    for (let i = 0; i <= size; i++) plain[i] = crossed[i] = rest[i] = NO_WAY;
    const start = hit.start - from;
    const end = hit.end - from;
    const rivalStart = rival ? rival.start - from : -1;
    plain[0] = 0;
    rest[end] = 0;
    for (let i = 0; i < size; i++) {
      const first = units[from + i] as number;
      this.#take(i, i + 1, start, end, this.#alone[first] as number);
      const longest = Math.min(LONGEST_WORD, size - i);
      // Most places are settled by one look at a small table.
      let node = longest > 1 && words.mayJoin(first, units[from + i + 1] as number) ? words.step(ROOT, first) : 0;
      for (let length = 2; node !== 0 && length <= longest; length++) {
        node = words.step(node, units[from + i + length - 1] as number);
        const cost = node === 0 ? -1 : words.costAt(node);
        if (cost >= 0) this.#take(i, i + length, start, end, cost);
      }
      if (i + 2 <= start || (i >= end && i + 2 <= size)) this.#take(i, i + 2, start, end, UNKNOWN_WORD);
      if (i === rivalStart && rival) this.#take(i, rival.end - from, start, end, this.#termCost(words, rival));
    }
    const without = crossed[size] as number;
    if (without >= NO_WAY) return Infinity;
    return without - ((plain[start] as number) + this.#termCost(words, hit) + (rest[size] as number));
  }

  /** A word from `i` to `j` as the next in each of the rows that lead to `i`. */
  #take(i: number, j: number, start: number, end: number, cost: number): void {
    const crossed = this.#crossed;
    if (i >= end) {
      const rest = this.#rest;
      if ((crossed[i] as number) + cost < (crossed[j] as number)) crossed[j] = (crossed[i] as number) + cost;
      if ((rest[i] as number) + cost < (rest[j] as number)) rest[j] = (rest[i] as number) + cost;
      return;
    }
    // What holds the whole hit says nothing of its edges.
    if (i <= start && j >= end) return;
    const plain = this.#plain;
    if (j > end || (i < start && j > start)) {
      const least = Math.min(plain[i] as number, crossed[i] as number) + cost;
      if (least < (crossed[j] as number)) crossed[j] = least;
      return;
    }
    if ((plain[i] as number) + cost < (plain[j] as number)) plain[j] = (plain[i] as number) + cost;
    if ((crossed[i] as number) + cost < (crossed[j] as number)) crossed[j] = (crossed[i] as number) + cost;
  }

  #termCost(words: WordTrie, { start, end }: Span): number {
    let node = ROOT;
    for (let i = start; i < end; i++) {
      node = words.step(node, this.#units[i] as number);
      if (node === 0) return TERM_COST;
    }
    const cost = words.costAt(node);
    return cost < 0 ? TERM_COST : Math.min(cost, TERM_COST);
  }

  #load(): WordTrie {
    const words = commonWords();
    for (let unit = 0; unit < 0x10000; unit++) {
      if (!isHan(unit)) this.#alone[unit] = OTHER_SIGN;
      else {
        const known = words.costAt(words.step(ROOT, unit));
        this.#alone[unit] = (known < 0 ? UNKNOWN_CHARACTER : known) + LEFT_OVER;
      }
    }
    for (let i = 0; i < FREE.length; i++) this.#alone[FREE.charCodeAt(i)] = (this.#alone[FREE.charCodeAt(i)] as number) - LEFT_OVER;
    return words;
  }

  #grow(size: number): void {
    this.#plain = new Int32Array(size);
    this.#crossed = new Int32Array(size);
    this.#rest = new Int32Array(size);
  }
}

/** What segmenters are asked about a hit. */
function questionOf(text: string, hit: Span): BoundaryQuestion {
  const window = windowAround(text, hit);
  return { clause: text.slice(window.start, window.end), start: hit.start - window.start, end: hit.end - window.start };
}

/** How far the segmenter sees: the longest words are shorter, and a cut heals within a few of them. */
const SEGMENTER_REACH = 12;

/** The characters around a hit up to the next mark, space or line end. */
function windowAround(text: string, hit: Span): Span {
  let start = hit.start;
  while (start > 0 && hit.start - start < SEGMENTER_REACH && isWordCharacter(text.charCodeAt(start - 1))) start--;
  let end = hit.end;
  while (end < text.length && end - hit.end < SEGMENTER_REACH && isWordCharacter(text.charCodeAt(end))) end++;
  return { start, end };
}

/** Han, Latin letters and digits; surrogates, so that a rare character is not cut in two. */
function isWordCharacter(unit: number): boolean {
  return isHan(unit) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0xd800 && unit <= 0xdfff);
}
