import { wholeCharacters } from '../../text/codePoints';
import type { SourceText } from '../../text/sourceText';
import type { Span } from '../../text/span';
import type { Passage } from '../model';

/** Code points of context that a passage is kept with on either side. */
export const CONTEXT_LENGTH = 32;

/** White space, and characters without a shape: a byte order mark, zero-width spaces, soft hyphens. */
const BLANK = /[\s\u00ad\u200b\u2060\ufeff]/;

/**
 * The extent of a passage as a person means it: white space left out at both ends, a surrogate pair never cut, variation
 * selectors not parted from the last character. `undefined` when nothing visible is left.
 */
export function trimPassage(text: string, span: Span): Span | undefined {
  let { start, end } = wholeCharacters(text, {
    start: Math.max(0, Math.min(span.start, span.end)),
    end: Math.min(text.length, Math.max(span.start, span.end)),
  });
  while (start < end && BLANK.test(text[start] as string)) start++;
  while (end > start && BLANK.test(text[end - 1] as string)) end--;
  if (start < end) end += /^(?:[\ufe00-\ufe0f]|\udb40[\udd00-\uddef])+/.exec(text.slice(end, end + 8))?.[0].length ?? 0;
  return start < end ? { start, end } : undefined;
}

/** The passage at a span (UTF-16 offsets) of a version of a text. */
export function takePassage(text: SourceText, span: Span, textHash: string, date: string): Passage {
  const position = text.codePoints.spanToCodePoints(span);
  const from = text.codePoints.toUtf16(position.start - CONTEXT_LENGTH);
  const to = text.codePoints.toUtf16(position.end + CONTEXT_LENGTH);
  return {
    position,
    quote: text.slice(span),
    prefix: text.text.slice(from, span.start),
    suffix: text.text.slice(span.end, to),
    textHash,
    date,
  };
}
