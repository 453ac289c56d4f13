import type { Annotation } from '../../../server/src/annotations/model';
import { takePassage } from '../../../server/src/annotations/anchoring/passages';
import { sha256 } from '../../../server/src/platform/snapshots';
import type { SourceText } from '../../../server/src/text/sourceText';

let made = 0;

/** A note as a store gives it; each is made a second after the one before. */
export function note(more: Partial<Annotation> & Pick<Annotation, 'about'>): Annotation {
  const created = new Date(Date.UTC(2024, 4, 1, 8, 0, ++made)).toISOString();
  return { id: `urn:uuid:note-${made}`, document: 'a.txt', parts: [], quote: '', anchor: 'exact', codes: [], memo: '', creator: '何静', created, modified: created, ...more };
}

/** An annotation of passages of a text, by their words. */
export function passageNote(text: SourceText, quotes: readonly string[], more: Partial<Annotation> = {}): Annotation {
  const spans = quotes.map((quote) => {
    const start = text.text.indexOf(quote);
    if (start < 0) throw new Error(`${quote} does not stand in the text`);
    return { start, end: start + quote.length };
  });
  const parts = spans.map((span) => ({ span, quote: text.slice(span), anchor: 'exact' as const, passage: takePassage(text, span, sha256(text.text), '2024-05-01T08:00:00Z') }));
  return { ...note({ about: { kind: 'passage' }, ...more }), parts, span: spans[0], quote: quotes.join(' … ') };
}
