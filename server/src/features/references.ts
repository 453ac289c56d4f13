import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import type { Cancellation } from '../corpus/ports';
import { introductions, samePlace, subjectAt } from './subject';

/** More than an editor can show; a list to the client is never unbounded. */
const MAX_REFERENCES = 5000;

/**
 * Every mention in the corpus of the concept or entity at a document offset, in whatever script it is written,
 * document by document in text order; at most {@link MAX_REFERENCES}.
 *
 * @param includeDeclaration whether the mentions that go-to-definition leads to are in the list.
 */
export function references(corpus: Corpus, document: CorpusDocument, offset: number, includeDeclaration: boolean, token: Cancellation): Mention[] {
  const subject = subjectAt(document, offset);
  if (!subject) return [];
  const left = includeDeclaration ? [] : introductions(corpus, subject.id);
  const found: Mention[] = [];
  for (const mention of corpus.mentions(subject.id)) {
    if (token.isCancellationRequested || found.length === MAX_REFERENCES) return found;
    if (!left.some((introduction) => samePlace(introduction, mention))) found.push(mention);
  }
  return found;
}
