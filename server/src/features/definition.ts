import type { Corpus, CorpusDocument } from '../corpus/corpus';
import type { Span } from '../text/span';
import { introductions, subjectAt, type Place } from './subject';
import { conceptPageUri } from './conceptPage';

/** Where go-to-definition leads from a document offset. */
export interface Definition {
  /** What was asked about; document offsets. */
  readonly origin: Span;
  readonly targets: readonly DefinitionTarget[];
}

export interface DefinitionTarget extends Place {
  /** The whole of what is there (a defining sentence, an entry); `span` is the name in it. */
  readonly full: Span;
}

/** More places than this define nothing. */
const MAX_TARGETS = 20;

/**
 * Where a term is defined (sentences of the corpus, then its entry in the term base), where a person's roles are
 * stated, where a short title is introduced; the first mention when nothing better is known.
 *
 * @param virtualPages whether the editor can show the page of a built-in concept (see conceptPage.ts).
 */
export function definition(corpus: Corpus, document: CorpusDocument, offset: number, virtualPages: boolean): Definition | undefined {
  const subject = subjectAt(document, offset);
  if (!subject) return undefined;
  const targets = subject.layer === 'term' ? termTargets(corpus, subject.id, virtualPages) : sourceTargets(corpus, subject.id);
  return { origin: { start: subject.start, end: subject.end }, targets: (targets.length > 0 ? targets : introduced(corpus, subject.id)).slice(0, MAX_TARGETS) };
}

function termTargets(corpus: Corpus, id: string, virtualPages: boolean): DefinitionTarget[] {
  const targets: DefinitionTarget[] = corpus.definitions(id).map(({ document, span, term }) => ({ uri: document.uri, span: term, full: span }));
  const entry = corpus.concept(id);
  if (entry?.location) targets.push({ uri: entry.location.uri, span: entry.location.span, full: entry.location.span });
  else if (entry && virtualPages) targets.push({ uri: conceptPageUri(id), span: { start: 0, end: 0 }, full: { start: 0, end: 0 } });
  return targets;
}

function sourceTargets(corpus: Corpus, id: string): DefinitionTarget[] {
  const roles = corpus.entity(id)?.roles ?? [];
  return roles.map(({ at }) => ({ uri: at.document.uri, span: at.span, full: at.span }));
}

function introduced(corpus: Corpus, id: string): DefinitionTarget[] {
  return introductions(corpus, id).map(({ document, span }) => ({ uri: document.uri, span, full: span }));
}
