import { isHan, isLatin } from '../../../text/characters';
import { lowerBound, overlaps, type Span } from '../../../text/span';
import type { Steps } from '../../../text/steps';
import { WordLattice } from '../../sources/wordCosts';
import { wordClasses } from './wordClasses';

/** A text as it is read, folded. Offsets are UTF-16 code units of that. */
export interface ReadText {
  readonly text: string;
  /** Where a span stands in the text as it is. */
  readonly toSource: (span: Span) => Span;
  /** A span as it is written there. */
  readonly written: (span: Span) => string;
}

/** A text in which candidates are looked for. */
export interface CandidateText extends ReadText {
  /** What no candidate reaches into: numbers, named sources. In order. */
  readonly barriers: readonly Span[];
  /** Mentions of known concepts: no candidate begins or ends inside one. In order. */
  readonly terms: readonly Span[];
}

/** The texts of a corpus. Each is opened twice, in steps of a few milliseconds, and need not be kept meanwhile. */
export interface CandidateTexts {
  readonly count: number;
  /** Code units of all of them, at most. */
  readonly units: number;
  open(index: number): Steps<CandidateText>;
  /** The same text again. */
  read(index: number): Steps<ReadText>;
}

/** No word begins or ends here. */
const INSIDE = 255;

/** Stands between stretches in which a term may be. */
export const SEPARATOR = 0;

/** The first number of a Latin word; below it a symbol is a Han character's own code unit. */
const FIRST_LATIN = 0x10000;

/** More of a line without punctuation is looked through in pieces, so that the memory for one stays small. */
const LONGEST_STRETCH = 400;

/** Code units of a text that are gone through in one step. */
const STEP = 10_000;

/** A boundary that costs more (-2 ln p) is none: the division without it is some fifty times as probable. */
const DEAREST_BOUNDARY = 8;

/** A joint is a byte: how far the symbol stands behind the one before it, and how well a word can begin there. */
const DISTANCE = 0x3f;
const MAY_BEGIN = 0x40;
const BEGINS = 0x80;

/** Symbols in a row of them. */
export interface SymbolSpan {
  readonly first: number;
  readonly length: number;
}

/**
 * The texts of a corpus as one row of symbols: a Han character, or a Latin word with its digits and hyphens (GPT-4, 5G),
 * is one. Everything else, and words that no term has in it, are separators. Five bytes a symbol.
 */
export class SymbolRow {
  readonly symbols: Int32Array;
  /** Index of the first symbol of each text. */
  readonly starts: number[] = [];
  readonly #joints: Uint8Array;
  /** Distances that a joint has no room for. */
  readonly #farther = new Map<number, number>();
  readonly #latin = new Map<string, number>();
  readonly #latinWords: string[] = [];
  readonly #lattice = new WordLattice();
  /** Of the text added last: the offset of each symbol, and what it costs to let a word begin there (see WordLattice.boundaryCost), at most {@link INSIDE}. */
  #offsets = new Int32Array(0);
  #costs = new Uint8Array(0);
  #start = 0;
  #length = 0;

  /** @param size code units of all texts together, at most */
  constructor(size: number, texts: number) {
    // Two separators after each text at most, and one more to look ahead at.
    this.symbols = new Int32Array(size + 2 * texts + 1);
    this.#joints = new Uint8Array(size + 2 * texts + 1);
  }

  get length(): number {
    return this.#length;
  }

  /** All symbols are less than this. */
  get symbolCount(): number {
    return FIRST_LATIN + this.#latinWords.length;
  }

  isLatin(symbol: number): boolean {
    return symbol >= FIRST_LATIN;
  }

  /** A symbol as it is written, folded. */
  write(symbol: number): string {
    return symbol < FIRST_LATIN ? String.fromCharCode(symbol) : (this.#latinWords[symbol - FIRST_LATIN] as string);
  }

  /** Whether a word may begin at a symbol, and another end before it. */
  mayBegin(index: number): boolean {
    return ((this.#joints[index] as number) & (MAY_BEGIN | BEGINS)) !== 0;
  }

  /** Whether in the cheapest division one does. */
  begins(index: number): boolean {
    return ((this.#joints[index] as number) & BEGINS) !== 0;
  }

  /** How many code units a symbol stands behind the one before it, or behind the beginning of its text. */
  distance(index: number): number {
    const distance = (this.#joints[index] as number) & DISTANCE;
    return distance < DISTANCE ? distance : (this.#farther.get(index) as number);
  }

  /** The row of symbols as one key for all ways to write it: of spaces only those between Latin words are kept. */
  formOf({ first, length }: SymbolSpan): string {
    let form = '';
    for (let i = first; i < first + length; i++) form += i > first && this.isSpaced(i) ? ` ${this.write(this.symbols[i] as number)}` : this.write(this.symbols[i] as number);
    return form;
  }

  /** Whether the space before a symbol counts. */
  isSpaced(index: number): boolean {
    const symbol = this.symbols[index] as number;
    const before = this.symbols[index - 1] as number;
    if (symbol < FIRST_LATIN || before < FIRST_LATIN) return false;
    const word = this.write(before);
    return this.distance(index) === word.length + 1 && isPlain(word.charCodeAt(word.length - 1)) && isPlain(this.write(symbol).charCodeAt(0));
  }

  /**
   * The symbols of a name in the text added last: undefined when it holds a separator, but for one whose beginning is open, of which what follows the
   * last; or when it is longer than so many symbols.
   */
  symbolsOf(span: Span & { readonly openStart: boolean }, longest: number): SymbolSpan | undefined {
    const to = this.#length;
    let low = this.#start;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#offset(middle) < span.start) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < to && this.#offset(end) < span.end) {
      if (this.symbols[end] === SEPARATOR) {
        if (!span.openStart) return undefined;
        low = end + 1;
      }
      end++;
    }
    if (end <= low || end - low > longest || (!span.openStart && this.#offset(low) !== span.start) || this.#end(end - 1) !== span.end) return undefined;
    return { first: low, length: end - low };
  }

  *add(text: CandidateText): Steps<void> {
    this.#begin(text.text.length);
    let barrier = 0;
    let stretch = this.#length;
    const end = (at: number): void => {
      this.#judge(text, stretch, this.#length);
      if (this.#length > this.#start && this.symbols[this.#length - 1] !== SEPARATOR) this.#push(SEPARATOR, at);
      stretch = this.#length;
    };
    for (let i = 0, next = STEP; i < text.text.length; ) {
      if (i >= next) {
        yield;
        next = i + STEP;
      }
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
    this.#close();
  }

  #begin(units: number): void {
    this.#start = this.#length;
    this.starts.push(this.#start);
    if (this.#offsets.length <= units) {
      this.#offsets = new Int32Array(units + 1);
      this.#costs = new Uint8Array(units + 1);
    }
  }

  #push(symbol: number, offset: number): void {
    this.symbols[this.#length] = symbol;
    this.#offsets[this.#length - this.#start] = offset;
    this.#costs[this.#length - this.#start] = 0;
    this.#length++;
  }

  #latinSymbol(word: string): number {
    const known = this.#latin.get(word);
    if (known !== undefined) return known;
    const symbol = this.symbolCount;
    this.#latin.set(word, symbol);
    this.#latinWords.push(word);
    return symbol;
  }

  /** Divides a stretch into words: what it costs to begin one at each symbol; words that no term has become separators. */
  #judge({ text, terms }: CandidateText, from: number, to: number): void {
    if (to - from < 1) return;
    const costs = this.#costs;
    const start = this.#start;
    const lattice = this.#lattice;
    lattice.read(text, this.#offset(from), this.#end(to - 1));
    const { breaks, breakBeginnings } = wordClasses();
    let word = from;
    for (let i = from; i <= to; i++) {
      const cost = i === to || i === from ? 0 : lattice.boundaryCost(this.#offset(i));
      if (i < to) costs[i - start] = Math.min(cost, INSIDE - 1);
      if (cost > 0 || i === word) continue;
      // Few words are among them: most are told by their first character.
      if (breakBeginnings.has(text.charCodeAt(this.#offset(word)))) {
        const span = { start: this.#offset(word), end: this.#end(i - 1) };
        const written = text.slice(span.start, span.end);
        const isBreak = breaks.has(written) || (written.length === 2 && breaks.has(written[0] as string) && breaks.has(written[1] as string));
        // The dictionary has some entries that begin with a conjunction (和技术).
        const isJoined = !isBreak && /^[和与及的]../.test(written);
        // A known term holds what it holds: 能 of 储能 is no verb.
        if ((isBreak || isJoined) && !isInTerm(terms, span)) this.symbols.fill(SEPARATOR, word, isBreak ? i : word + 1);
      }
      word = i;
    }
    for (let i = from; i < to; i++) {
      if (this.symbols[i] !== SEPARATOR) continue;
      costs[i - start] = 0;
      if (i + 1 < to) costs[i + 1 - start] = 0;
    }
  }

  #closeTerms({ terms }: CandidateText): void {
    const start = this.#start;
    let i = start;
    for (const term of terms) {
      while (i < this.#length && this.#offset(i) <= term.start) i++;
      // The known concept is one word, whatever the words in it.
      for (let k = Math.max(start, i - 1); k < this.#length && this.#offset(k) < term.end; k++) {
        if (this.symbols[k] !== SEPARATOR) this.#costs[k - start] = this.#offset(k) > term.start ? INSIDE : 0;
      }
    }
  }

  /** Keeps what is needed of offsets and costs. */
  #close(): void {
    for (let i = this.#start; i < this.#length; i++) {
      const distance = i === this.#start ? this.#offset(i) : this.#offset(i) - this.#offset(i - 1);
      if (distance >= DISTANCE) this.#farther.set(i, distance);
      const cost = this.#costs[i - this.#start] as number;
      this.#joints[i] = Math.min(distance, DISTANCE) | (cost === 0 ? BEGINS : cost <= DEAREST_BOUNDARY ? MAY_BEGIN : 0);
    }
    // Behind the last symbol a word ends, too.
    this.#joints[this.#length] = BEGINS;
  }

  #offset(index: number): number {
    return this.#offsets[index - this.#start] as number;
  }

  #end(index: number): number {
    const symbol = this.symbols[index] as number;
    return this.#offset(index) + (symbol < FIRST_LATIN ? 1 : this.write(symbol).length);
  }
}

function isInTerm(terms: readonly Span[], span: Span): boolean {
  const term = terms[lowerBound(terms, span.start + 1, ({ end }) => end)];
  return term !== undefined && overlaps(term, span);
}

/** An unaccented letter or a digit. */
function isPlain(unit: number): boolean {
  return isAsciiDigit(unit) || (isLatin(unit) && unit < 0x80);
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
