import { isReadWhole, type Reading } from '../text/reading';
import type { Span } from '../text/span';

/** As much of a document as is needed to write out passages; the reading is not always. */
export interface WrittenDocument {
  readonly text: { slice(span: Span): string };
  readonly reading: Reading;
}

/**
 * A passage as it is written, on one line: soft line breaks joined, characters without a shape left out, hard
 * line breaks as a space. The span counts in the document.
 */
export function writtenOnOneLine(document: WrittenDocument, span: Span): string {
  const written = document.text.slice(span);
  // Nearly always; a reading of the whole document is not made for it.
  if (isReadWhole(written)) return written;
  const { reading } = document;
  return reading.written(reading.fromSourceSpan(span)).replace(/\s*[\r\n]\s*/g, ' ');
}
