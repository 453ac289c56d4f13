import type { Corpus, CorpusDocument, Statement } from '../corpus/corpus';
import { sourceKindOf } from '../corpus/entities';
import type { Attribution } from '../recognise/tags';
import { contains, type Span } from '../text/span';
import { firstOf, nameOf, subjectAt } from './subject';

/** More than an editor can show; a list to the client is never unbounded. */
export const MAX_STATEMENTS = 2000;

/** All that a source says in a corpus. */
export interface SourceStatements {
  readonly id: string;
  readonly name: string;
  /** How many there are. */
  readonly count: number;
  /** The first {@link MAX_STATEMENTS}, document by document, in text order. */
  readonly statements: readonly Statement[];
}

/** The statements of a source by its id (`person:…`); undefined for what is no source of the corpus. */
export function statementsOf(corpus: Corpus, id: string): SourceStatements | undefined {
  if (sourceKindOf(id) === undefined || !corpus.entity(id)) return undefined;
  return { id, name: nameOf(corpus, id), count: corpus.statementCount(id), statements: firstOf(corpus.statements(id), MAX_STATEMENTS) };
}

/** The source at a document offset: the one that is mentioned there, else the one whose statement it is. */
export function sourceAt(document: CorpusDocument, offset: number): string | undefined {
  const subject = subjectAt(document, offset);
  if (subject?.layer === 'source' && contains(subject, offset)) return subject.id;
  const [innermost] = attributionsAt(document, offset).filter(({ sources }) => sources.length > 0);
  return innermost?.sources[0] ?? (subject?.layer === 'source' ? subject.id : undefined);
}

/** Attributions with the offset in their content, the shortest content first. */
export function attributionsAt(document: CorpusDocument, offset: number): Attribution[] {
  return document.attributionsSoFar
    .filter(({ content }) => contains(content, offset))
    .sort((a, b) => length(a.content) - length(b.content) || a.content.start - b.content.start);
}

function length({ start, end }: Span): number {
  return end - start;
}
