import type { CorpusDocument } from '../corpus/corpus';
import type { Cancellation } from '../corpus/ports';
import type { Span } from '../text/span';
import { type ProgressSource, uncodedSentences } from './progress';

/** A sentence that nobody, or not the annotator asked for, has annotated yet. */
export interface UncodedPlace {
  readonly document: CorpusDocument;
  /** Document offsets. */
  readonly span: Span;
  /** Sentences that are uncoded in that document. */
  readonly left: number;
}

/**
 * The next or previous uncoded sentence from a document offset, through all documents in their order and around from the
 * last to the first; `undefined` when everything is coded, or when cancelled.
 */
export async function nextUncoded(
  source: ProgressSource, from: CorpusDocument, offset: number, direction: 'next' | 'previous', annotator: string | undefined, token: Cancellation, pause: () => Promise<void>,
): Promise<UncodedPlace | undefined> {
  const { documents } = source.corpus;
  const at = Math.max(0, documents.findIndex(({ id }) => id === from.id));
  const step = direction === 'next' ? 1 : -1;
  // The first document comes twice: for what stands beyond the place, and at the end for what stands before it.
  for (let i = 0; i <= documents.length; i++) {
    const document = documents[(at + step * i + documents.length * (i + 1)) % documents.length] as CorpusDocument;
    const sentences = uncodedSentences(document, source.annotations(document.id), annotator);
    const ahead = i > 0 ? sentences : sentences.filter(({ start }) => (direction === 'next' ? start > offset : start < offset));
    const found = direction === 'next' ? ahead[0] : ahead.at(-1);
    if (found) return { document, span: found, left: sentences.length };
    await pause();
    if (token.isCancellationRequested) return undefined;
  }
  return undefined;
}
