import { isBreak } from '../../text/characters';
import { endsAsSentence } from '../../text/softBreaks';
import { united, type Change } from '../../text/changes';
import type { Span } from '../../text/span';

/**
 * The stretches of a document that are recognised again after an edit. A stretch is made of whole lines and goes, to both sides, as far as
 * the line before ends as a sentence does: no soft break stands there whatever the rest of the document is like, so that the
 * stretch reads alone as it does in its place.
 */

/** Lines without such an end (tables, lists, verse) are not followed further than this, in UTF-16 code units. */
const FARTHEST = 1500;
/** A line may be a whole book: it is cut behind the end of a sentence this far from the edit, or a little further. */
const LONGEST_LINE = 4000;

/** What has to be recognised again after changes of a text, in order and apart: each stretch as it lay before and as it lies now. */
export function stretchesOf(before: string, after: string, changes: readonly Change[]): readonly Change[] {
  return united(changes.map(({ oldStart, oldEnd, newStart, newEnd }, i) => {
    // Between the changes both texts are the same: what either needs is taken in, up to the next change, with which the stretch is one then.
    const mostBack = newStart - (changes[i - 1]?.newEnd ?? 0);
    const mostAhead = (changes[i + 1]?.newStart ?? after.length) - newEnd;
    const back = Math.min(mostBack, newStart - stretchStart(after, newStart));
    const ahead = Math.min(mostAhead, Math.max(stretchEnd(after, newEnd) - newEnd, stretchEnd(before, oldEnd) - oldEnd));
    return { oldStart: oldStart - back, oldEnd: oldEnd + ahead, newStart: newStart - back, newEnd: newEnd + ahead };
  }));
}

/** The stretch of a text around a span, as one that was edited would be. */
export function stretchAround(text: string, span: Span): Span {
  return { start: stretchStart(text, span.start), end: stretchEnd(text, span.end) };
}

function stretchStart(text: string, offset: number): number {
  let start = lineStart(text, offset);
  while (start > 0 && offset - start < FARTHEST) {
    const previous = lineStart(text, beforeBreak(text, start));
    if (endsAsSentence(text, previous, start)) break;
    start = previous;
  }
  return start;
}

function stretchEnd(text: string, offset: number): number {
  let start = lineStart(text, offset);
  let end = lineEnd(text, offset);
  while (end < text.length && end - offset < FARTHEST && !endsAsSentence(text, start, end)) {
    start = end;
    end = lineEnd(text, end);
  }
  return end;
}

/** Where the line begins that an offset stands in, or a sentence of it, when it is very long. */
function lineStart(text: string, offset: number): number {
  for (let at = offset; ; at--) {
    if (at <= 0 || isLineStart(text, at)) return Math.max(0, at);
    if (offset - at > LONGEST_LINE && isSentenceEnd(text, at)) return at;
  }
}

/** Behind the break of the line that an offset stands in, or behind a sentence of it, when it is very long. */
function lineEnd(text: string, offset: number): number {
  for (let at = offset + 1; ; at++) {
    if (at >= text.length || isLineStart(text, at)) return Math.min(at, text.length);
    if (at - offset > LONGEST_LINE && isSentenceEnd(text, at)) return at;
  }
}

/** Before the break that ends at an offset; the offset itself where none does. */
function beforeBreak(text: string, offset: number): number {
  if (!isBreak(text.charCodeAt(offset - 1))) return offset - 1;
  return text.charCodeAt(offset - 1) === 0x0a && text.charCodeAt(offset - 2) === 0x0d ? offset - 2 : offset - 1;
}

function isLineStart(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset - 1);
  return unit === 0x0a || (unit === 0x0d && text.charCodeAt(offset) !== 0x0a);
}

/** Behind a full stop that no closing mark follows. */
function isSentenceEnd(text: string, offset: number): boolean {
  return text.charCodeAt(offset - 1) === 0x3002 && !CLOSING.has(text.charCodeAt(offset));
}

const CLOSING: ReadonlySet<number> = new Set([...'”’」』）)】》〉]"\'＂。'].map((sign) => sign.charCodeAt(0)));
