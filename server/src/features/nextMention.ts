import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import { overlaps } from '../text/span';
import { nameOf, subjectAt } from './subject';

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
  const mentions = corpus.mentions(subject.id);
  const here = mentions.findIndex((mention) => mention.document.id === document.id && overlaps(mention.span, subject));
  if (here < 0) return undefined;
  const index = (here + (direction === 'next' ? 1 : mentions.length - 1)) % mentions.length;
  return { mention: mentions[index] as Mention, index: index + 1, count: mentions.length, label: nameOf(corpus, subject.id) };
}
