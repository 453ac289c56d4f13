import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import type { SourceTag, TermTag } from '../recognise/tags';
import { contains, overlaps, type Span } from '../text/span';

/** What references, definitions and highlights are asked about: a tag that stands for a concept or an entity. */
export type Subject = TermTag | SourceTag;

/** A stretch of some file: UTF-16 offsets in the text of that file. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** The innermost term or source at a document offset; numbers have no identity to ask about. */
export function subjectAt(document: CorpusDocument, offset: number): Subject | undefined {
  const found = document.tagsAt(offset).filter((tag): tag is Subject => tag.layer !== 'number');
  // A place between two tags belongs to the one that begins there.
  return found.find((tag) => contains(tag, offset)) ?? found[0];
}

/** The mentions of a subject in one document, in text order. */
export function mentionsIn(document: CorpusDocument, id: string): readonly Span[] {
  return document.tagsSoFar({ id });
}

/**
 * The mentions that introduce a concept or entity: the term in the sentences that define it, the place where
 * a short form is introduced, or else the first mention there is.
 */
export function introductions(corpus: Corpus, id: string): readonly Mention[] {
  const defined = corpus.definitions(id).map(({ document, term }) => ({ document, span: term }));
  if (defined.length > 0) return defined;
  const introduced = corpus.introductionOf(id);
  return introduced ? [introduced] : [];
}

/** The first so many of what may be long and costs something to go through. */
export function firstOf<T>(all: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  if (most <= 0) return first;
  for (const one of all) if (first.push(one) >= most) break;
  return first;
}

/** Whether two mentions stand in the same place: definitions and tags may differ by a bracket. */
export function samePlace(a: Mention, b: Mention): boolean {
  return a.document.id === b.document.id && overlaps(a.span, b.span);
}

/** The name shown for a concept or an entity. */
export function nameOf(corpus: Corpus, id: string): string {
  const concept = corpus.concept(id);
  if (concept) return concept.concept.forms['zh-Hans']?.[0] ?? concept.concept.id;
  return corpus.entity(id)?.name ?? id.slice(id.indexOf(':') + 1);
}
