import { isReadWhole } from '../text/reading';
import type { Span } from '../text/span';
import type { CorpusDocument } from './corpus';

/**
 * A passage as it is written, on one line: soft line breaks joined, characters without a shape left out, hard
 * line breaks as a space. The span counts in the document.
 */
export function writtenOnOneLine(document: Pick<CorpusDocument, 'reading' | 'text'>, span: Span): string {
  const written = document.text.slice(span);
  // Nearly always; a reading of the whole document is not made for it.
  if (isReadWhole(written)) return written;
  const { reading } = document;
  return reading.written(reading.fromSourceSpan(span)).replace(/\s*[\r\n]\s*/g, ' ');
}
