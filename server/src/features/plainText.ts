import type { CorpusDocument } from '../corpus/corpus';
import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import type { Span } from '../text/span';

/** Han characters, kana and the punctuation written between them: a line break between two of these stands for nothing. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;

/**
 * A passage of a document on one line, as written: line breaks between Chinese characters left out, other
 * white space one space, cut with an ellipsis after `max` UTF-16 code units (never inside a pair).
 */
export function passage(document: CorpusDocument, span: Span, max = 160): string {
  return oneLine(document.textUpTo(span.end).slice(span), max);
}

/** {@link passage} of any text. */
export function oneLine(text: string, max = 160): string {
  const joined = text
    .trim()
    .replace(/\s+/g, (space, at: number, all: string) => (WIDE.test(before(all, at)) && WIDE.test(after(all, at + space.length)) ? keepSpace(space) : ' '));
  if (joined.length <= max) return joined;
  const cut = isHighSurrogate(joined.charCodeAt(max - 1)) ? max - 1 : max;
  return joined.slice(0, cut) + '…';
}

/** White space inside a line was typed; that with a line break in it came from wrapping. */
function keepSpace(space: string): string {
  return /[\r\n]/.test(space) ? '' : ' ';
}

function before(text: string, offset: number): string {
  const low = isLowSurrogate(text.charCodeAt(offset - 1));
  return text.slice(Math.max(0, offset - (low ? 2 : 1)), offset);
}

function after(text: string, offset: number): string {
  const high = isHighSurrogate(text.charCodeAt(offset));
  return text.slice(offset, offset + (high ? 2 : 1));
}
