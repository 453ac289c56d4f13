import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import { overlaps } from '../text/span';
import { mentionsIn, nameOf, subjectAt } from './subject';

export interface NextMention {
  readonly mention: Mention;
  /** Counted from 1. */
  readonly index: number;
  readonly count: number;
  /** Name of the concept or entity. */
  readonly label: string;
}

/**
 * The next or previous mention of what stands at a document offset, across documents; after the last comes the
 * first. Undefined where nothing with an identity is tagged.
 */
export function nextMention(corpus: Corpus, document: CorpusDocument, offset: number, direction: 'next' | 'previous'): NextMention | undefined {
  const subject = subjectAt(document, offset);
  if (!subject) return undefined;
  const counts = corpus.mentionCounts(subject.id);
  const at = counts.findIndex((each) => each.document.id === document.id);
  const spans = mentionsIn(document, subject.id);
  const here = spans.findIndex((span) => overlaps(span, subject));
  if (at < 0 || here < 0) return undefined;
  const count = counts.reduce((sum, each) => sum + each.count, 0);
  const before = counts.slice(0, at).reduce((sum, each) => sum + each.count, 0);
  const step = direction === 'next' ? 1 : count - 1;
  const index = (before + here + step) % count;
  const next = spans[index - before];
  const mention = next ? { document, span: next } : mentionAt(counts, subject.id, index);
  return mention && { mention, index: index + 1, count, label: nameOf(corpus, subject.id) };
}

/** The mention of an id with a number, counted from 0 through all documents; only the document that it is in is looked into. */
function mentionAt(counts: ReturnType<Corpus['mentionCounts']>, id: string, index: number): Mention | undefined {
  let before = 0;
  for (const { document, count } of counts) {
    const span = index < before + count ? mentionsIn(document, id)[index - before] : undefined;
    if (span) return { document, span };
    before += count;
  }
  return undefined;
}
