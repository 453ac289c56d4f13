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
  /** The first of its paragraph. */
  readonly opensParagraph: boolean;
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

/** What a final mark may be followed by in its own sentence. */
const GOES_WITH_END = CodeUnitSet.of('。！!？?”’)');

/**
 * Sentences of a folded text, in order. They end at 。！？ outside quotations and at the end of a paragraph; a quotation that
 * holds its own final mark ends one unless its speaker follows (“….” 某某说), or the paragraph ends in a colon and the next is a quotation.
 */
export function sentencesOf(text: string, quotations: readonly Quotation[]): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  let quotes: readonly Quotation[] = NO_QUOTES;
  let next = 0;
  let opensParagraph = true;
  const close = (end: number): void => {
    while (start < end && isWhite(text.charCodeAt(start))) start++;
    if (start < end) {
      sentences.push({ start, end, quotes, opensParagraph });
      opensParagraph = false;
    }
    start = end;
    quotes = NO_QUOTES;
  };
  const places = new PlaceCursor(placesOf(text, SENTENCE_END), text.length);
  for (let i = 0; i < text.length; ) {
    const quotation = quotations[next];
    if (quotation && quotation.start <= i) {
      next++;
      if (quotation.start < i) continue;
      quotes = [...quotes, quotation];
      i = quotation.end;
      const endsInside = ENDS_SPEECH.has(text.charCodeAt(quotation.inside.end - 1)) || text[quotation.end - 1] !== '”';
      if (endsInside && !isSaidAfter(text, start, quotation)) close(i);
      continue;
    }
    // Nearly every character ends nothing.
    i = Math.max(i, Math.min(quotation?.start ?? text.length, start + LONGEST_SENTENCE, places.next(i)));
    if (i === text.length || i === quotation?.start) continue;
    const unit = text.charCodeAt(i);
    i++;
    if (isBreak(unit)) {
      if (quotation && introducesNextParagraph(text, i - 1, quotation)) continue;
      close(i - 1);
      opensParagraph = true;
    } else if (MAY_END.has(unit)) {
      while (i < (quotation?.start ?? text.length) && GOES_WITH_END.has(text.charCodeAt(i))) i++;
      close(i);
    } else if (i - start > LONGEST_SENTENCE && (/[;；,， ]/.test(text[i - 1] as string) || i - start > 2 * LONGEST_SENTENCE)) close(i);
  }
  close(text.length);
  return sentences;
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
