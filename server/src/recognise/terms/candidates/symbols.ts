import { isHan, isLatin } from '../../../text/characters';
import { lowerBound, overlaps, type Span } from '../../../text/span';
import { WordLattice } from '../../sources/wordCosts';
import { wordClasses } from './wordClasses';

/** A text in which candidates are looked for. Offsets are UTF-16 code units of the folded text. */
export interface CandidateText {
  /** A folded text: the text of a reading. */
  readonly text: string;
  /** What no candidate reaches into: numbers, named sources. In order. */
  readonly barriers: readonly Span[];
  /** Mentions of known concepts: no candidate begins or ends inside one. In order. */
  readonly terms: readonly Span[];
}

/** No word begins or ends here. */
export const INSIDE = 255;

/** Stands between stretches in which a term may be. */
export const SEPARATOR = 0;

/** The first number of a Latin word; below it a symbol is a Han character's own code unit. */
const FIRST_LATIN = 0x10000;

/** More of a line without punctuation is looked through in pieces, so that the memory for one stays small. */
const LONGEST_STRETCH = 400;

/**
 * The texts of a corpus as one row of symbols: a Han character, or a Latin word with its digits and hyphens (GPT-4, 5G),
 * is one. Everything else, and words that no term has in it, are separators. Nine bytes a symbol.
 */
export class SymbolRow {
  readonly symbols: Int32Array;
  /** Offset of each symbol in its text. */
  readonly offsets: Int32Array;
  /** For each symbol what it costs to let a word begin there (see WordLattice.boundaryCost), at most {@link INSIDE}. */
  readonly costs: Uint8Array;
  /** Index of the first symbol of each text. */
  readonly starts: number[] = [];
  readonly #latin = new Map<string, number>();
  readonly #latinLengths: number[] = [];
  readonly #lattice = new WordLattice();
  #length = 0;

  /** @param size code units of all texts together */
  constructor(size: number, texts: number) {
    // A separator after each text, and one more to look ahead at.
    this.symbols = new Int32Array(size + texts + 1);
    this.offsets = new Int32Array(size + texts + 1);
    this.costs = new Uint8Array(size + texts + 1);
  }

  get length(): number {
    return this.#length;
  }

  /** Length of a symbol in code units. */
  lengthOf(symbol: number): number {
    return symbol < FIRST_LATIN ? 1 : (this.#latinLengths[symbol - FIRST_LATIN] as number);
  }

  isLatin(symbol: number): boolean {
    return symbol >= FIRST_LATIN;
  }

  /** Where a row of symbols stands in its text. */
  span(first: number, count: number): Span {
    const last = first + count - 1;
    return { start: this.offsets[first] as number, end: (this.offsets[last] as number) + this.lengthOf(this.symbols[last] as number) };
  }

  add(text: CandidateText): void {
    this.starts.push(this.#length);
    let barrier = 0;
    let stretch = this.#length;
    const end = (at: number): void => {
      this.#judge(text, stretch, this.#length);
      if (this.#length > (this.starts.at(-1) as number) && this.symbols[this.#length - 1] !== SEPARATOR) this.#push(SEPARATOR, at);
      stretch = this.#length;
    };
    for (let i = 0; i < text.text.length; ) {
      while (barrier < text.barriers.length && (text.barriers[barrier] as Span).end <= i) barrier++;
      const blocked = text.barriers[barrier];
      const unit = text.text.charCodeAt(i);
      if (blocked && blocked.start <= i) {
        end(i);
        i = blocked.end;
      } else if (isHan(unit)) {
        this.#push(unit, i);
        i++;
      } else if (isLatin(unit) || isAsciiDigit(unit)) {
        const word = latinWord(text.text, i);
        if (/[A-Za-z]/.test(word)) this.#push(this.#latinSymbol(word), i);
        else end(i);
        i += word.length;
      } else {
        // A space beside Latin letters is typography (AI 大模型); between Han characters it separates.
        if (!(unit === 0x20 && (isLatin(text.text.charCodeAt(i - 1)) || isLatin(text.text.charCodeAt(i + 1))))) end(i);
        i++;
      }
      if (this.#length - stretch >= LONGEST_STRETCH) end(i);
    }
    end(text.text.length);
    this.#push(SEPARATOR, text.text.length);
    this.#closeTerms(text);
  }

  #push(symbol: number, offset: number): void {
    this.symbols[this.#length] = symbol;
    this.offsets[this.#length] = offset;
    this.#length++;
  }

  #latinSymbol(word: string): number {
    const known = this.#latin.get(word);
    if (known !== undefined) return known;
    const symbol = FIRST_LATIN + this.#latinLengths.length;
    this.#latin.set(word, symbol);
    this.#latinLengths.push(word.length);
    return symbol;
  }

  /** Divides a stretch into words: what it costs to begin one at each symbol; words that no term has become separators. */
  #judge({ text, terms }: CandidateText, from: number, to: number): void {
    if (to - from < 1) return;
    const start = this.offsets[from] as number;
    const end = this.span(to - 1, 1).end;
    const lattice = this.#lattice;
    lattice.read(text, start, end);
    const { breaks } = wordClasses();
    let word = from;
    for (let i = from; i <= to; i++) {
      const cost = i === to || i === from ? 0 : lattice.boundaryCost(this.offsets[i] as number);
      if (i < to) this.costs[i] = Math.min(cost, INSIDE - 1);
      if (cost > 0 || i === word) continue;
      const span = { start: this.offsets[word] as number, end: this.span(i - 1, 1).end };
      const written = text.slice(span.start, span.end);
      // A known term holds what it holds: 能 of 储能 is no verb.
      const isInTerm = overlaps(terms[lowerBound(terms, span.start + 1, (term) => term.end)] ?? { start: 0, end: 0 }, span);
      const isBreak = breaks.has(written) || (written.length === 2 && breaks.has(written[0] as string) && breaks.has(written[1] as string));
      if (!isInTerm && isBreak) this.symbols.fill(SEPARATOR, word, i);
      // The dictionary has some entries that begin with a conjunction (和技术).
      else if (!isInTerm && /^[和与及的]../.test(written)) this.symbols[word] = SEPARATOR;
      word = i;
    }
    for (let i = from; i < to; i++) {
      if (this.symbols[i] !== SEPARATOR) continue;
      this.costs[i] = 0;
      if (i + 1 < to) this.costs[i + 1] = Math.min(this.costs[i + 1] as number, 0);
    }
  }

  #closeTerms({ terms }: CandidateText): void {
    let i = this.starts.at(-1) as number;
    for (const term of terms) {
      while (i < this.#length && (this.offsets[i] as number) <= term.start) i++;
      // The known concept is one word, whatever the words in it.
      for (let k = i - 1; k < this.#length && (this.offsets[k] as number) < term.end; k++) {
        if (this.symbols[k] !== SEPARATOR) this.costs[k] = (this.offsets[k] as number) > term.start ? INSIDE : 0;
      }
    }
  }
}

/** A Latin word with the digits, hyphens and points inside it, from an offset on. */
function latinWord(text: string, start: number): string {
  let end = start;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    const inside = /[-.+/&]/.test(text[end] as string) && (isLatin(text.charCodeAt(end + 1)) || isAsciiDigit(text.charCodeAt(end + 1)));
    if (!isLatin(unit) && !isAsciiDigit(unit) && !inside) break;
    end++;
  }
  return text.slice(start, end);
}

function isAsciiDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
