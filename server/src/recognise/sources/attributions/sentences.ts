import { isBreak, isWhite } from '../../../text/characters';
import type { Span } from '../../../text/span';
import { CodeUnitSet } from '../../codeUnitSet';
import { PlaceCursor } from '../placeCursor';
import { placeKind, placesOf } from '../scan';
import { saysBefore } from './cues';
import type { Quotation } from './quotations';

/** A sentence as far as attributions go: one that quotes takes in its quotations, be they of several sentences or paragraphs. */
export interface Sentence extends Span {
  /** Quotations in it, marks included. */
  readonly quotes: readonly Quotation[];
}

/** A sentence longer than this is no sentence but text without punctuation: it is read piece by piece. */
const LONGEST_SENTENCE = 1200;
/** How far after a quotation its speaker is looked for. */
const SAID_AFTER = 70;

/** Where a sentence may end: final marks and line breaks. */
const ENDS = '。！!？?\r\n';
const MAY_END = CodeUnitSet.of(ENDS);
const SENTENCE_END = placeKind(ENDS);

/** What a quotation ends with when it holds a sentence. */
const ENDS_SPEECH = CodeUnitSet.of('。！!？?…');

const CLOSING_MARK = 0x201d;

/** Where text without final marks is cut. */
const MAY_CUT = CodeUnitSet.of(';；,， ');

/** What a final mark may be followed by in its own sentence. */
const GOES_WITH_END = CodeUnitSet.of('。！!？?”’)');

/**
 * Goes through the sentences of a folded text, in order. They end at 。！？ outside quotations and at the end of a paragraph; a quotation
 * that holds its own final mark ends one unless its speaker follows (“….” 某某说), or the paragraph ends in a colon and the next is a
 * quotation. White space before a sentence is left out. There are many, and nothing is said in most: none is kept.
 */
export class SentenceReader {
  readonly #text: string;
  readonly #quotations: readonly Quotation[];
  readonly #limits: PlaceCursor;
  #start = 0;
  #end = 0;
  #quotes: readonly Quotation[] = NO_QUOTES;
  #opensParagraph = false;
  /** The offset that is looked at next, and the next quotation from there on. */
  #at = 0;
  #nextQuotation = 0;
  /** A paragraph ends where the sentence does; the next one opens a paragraph. */
  #endsParagraph = false;
  #opensNext = true;

  /** @param quotations as `findQuotations` gives them */
  constructor(text: string, quotations: readonly Quotation[]) {
    this.#text = text;
    this.#quotations = quotations;
    this.#limits = new PlaceCursor(placesOf(text, SENTENCE_END), text.length);
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#end;
  }

  /** Quotations in the sentence, marks included. */
  get quotes(): readonly Quotation[] {
    return this.#quotes;
  }

  /** Whether it is the first of its paragraph. */
  get opensParagraph(): boolean {
    return this.#opensParagraph;
  }

  /** Goes on to the next sentence; false when there is none. */
  next(): boolean {
    const text = this.#text;
    while (this.#end < text.length) {
      let start = this.#end;
      this.#quotes = NO_QUOTES;
      this.#endsParagraph = false;
      const end = this.#limitAfter(start);
      this.#end = end;
      while (start < end && isWhite(text.charCodeAt(start))) start++;
      const isBlank = start === end;
      if (!isBlank) this.#opensParagraph = this.#opensNext;
      this.#opensNext = this.#endsParagraph || (isBlank && this.#opensNext);
      if (isBlank) continue;
      this.#start = start;
      return true;
    }
    return false;
  }

  /** Where the sentence ends that begins at an offset; takes in its quotations. */
  #limitAfter(start: number): number {
    const text = this.#text;
    const { length } = text;
    let i = this.#at;
    while (i < length) {
      const quotation = this.#quotations[this.#nextQuotation];
      const until = quotation ? quotation.start : length;
      if (quotation && i === until) {
        this.#nextQuotation++;
        this.#quotes = this.#quotes.length === 0 ? [quotation] : [...this.#quotes, quotation];
        i = quotation.end;
        if (endsSentence(text, quotation) && !isSaidAfter(text, start, quotation)) return (this.#at = i);
        continue;
      }
      // Nearly every character ends nothing.
      i = Math.max(i, Math.min(until, start + LONGEST_SENTENCE, this.#limits.next(i)));
      if (i === until) continue;
      const unit = text.charCodeAt(i);
      i++;
      if (isBreak(unit)) {
        if (quotation && introducesNextParagraph(text, i - 1, quotation)) continue;
        this.#at = i;
        this.#endsParagraph = true;
        return i - 1;
      }
      if (MAY_END.has(unit)) {
        while (i < until && GOES_WITH_END.has(text.charCodeAt(i))) i++;
        return (this.#at = i);
      }
      if (i - start > LONGEST_SENTENCE && (MAY_CUT.has(unit) || i - start > 2 * LONGEST_SENTENCE)) return (this.#at = i);
    }
    this.#at = length;
    return length;
  }
}

/** Whether a quotation ends as a sentence does, or its closing mark is lost. */
function endsSentence(text: string, quotation: Quotation): boolean {
  return ENDS_SPEECH.has(text.charCodeAt(quotation.inside.end - 1)) || text.charCodeAt(quotation.end - 1) !== CLOSING_MARK;
}

const NO_QUOTES: readonly Quotation[] = [];

/** A paragraph that ends in a colon goes on in the quotation that opens the next one. */
function introducesNextParagraph(text: string, lineEnd: number, quotation: Quotation): boolean {
  if (quotation.start - lineEnd > 40) return false;
  const before = text.slice(Math.max(0, lineEnd - 4), lineEnd).trimEnd();
  return (before.endsWith(':') || text.slice(lineEnd - 40 < 0 ? 0 : lineEnd - 40, quotation.start).trimEnd().endsWith(':')) && text.slice(lineEnd, quotation.start).trim() === '';
}

/** Whether the speaker of a quotation follows it: the first clause after it ends in a verb of saying. A quotation that its clause has led to has its speaker before it. */
function isSaidAfter(text: string, sentenceStart: number, quotation: Quotation): boolean {
  const before = text.slice(Math.max(sentenceStart, quotation.start - 12), quotation.start).trim();
  if (/[:,]$/.test(before)) return false;
  const rest = /^[^。！!？?;“”"\r\n:]{2,}/.exec(text.slice(quotation.end, quotation.end + SAID_AFTER))?.[0];
  if (rest === undefined) return false;
  const [first = '', second = ''] = rest.split(/[,，]/);
  if (first.length < SAID_AFTER && saysBefore(first.trimEnd())) return true;
  return OCCASION.test(first) && second.length > 0 && saysBefore(second.trimEnd());
}

/** 谈到创业, 在会上: on what occasion the one who follows said it. */
const OCCASION = /^\s*(?:谈|说起|提起|提到|面对|对于|对此|关于|回忆|回顾|展望|在|当|采访|接受|看着|望着|听到|看到|得知|走进|随后|最后|日前|近日|采访中)|(?:时|中|后|上|间)$/;
