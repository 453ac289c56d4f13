import type { Span } from '../text/span';
import type { CorpusDocument } from './corpus';

/**
 * A passage as it is written, on one line: soft line breaks joined, characters without a shape left out, hard
 * line breaks as a space. The span counts in the document.
 */
export function writtenOnOneLine(document: Pick<CorpusDocument, 'reading' | 'text'>, span: Span): string {
  const { reading, text } = document;
  const inReading = reading.fromSourceSpan(span);
  const whole = text.slice(span);
  if (inReading.end - inReading.start === whole.length) return whole.replace(/\s*[\r\n]\s*/g, ' ');
  let written = '';
  for (let at = inReading.start; at < inReading.end; at++) written += text.text.charAt(reading.toSource(at));
  return written.replace(/\s*[\r\n]\s*/g, ' ');
}
