import type { Corpus, EntityName, Mention } from '../corpus/corpus';
import { sourceKindOf } from '../corpus/entities';
import { neverCancelled } from '../corpus/ports';
import { foldQuery } from '../text/reading';
import type { Option } from './command';

/** Options of commands that take a QUERY. */
export const QUERY_OPTIONS = {
  string: { help: 'look for the characters of QUERY even where it names a concept or a source' },
} satisfies Record<string, Option>;

/** A place that a query found; `id` where it is a mention of a concept or a source. */
export interface Hit extends Mention {
  readonly id?: string;
}

/**
 * What a query stands for in a corpus that is indexed: an id (`concept:…`, `person:…`), else every concept and source
 * one of whose written forms it is, in any script, width and letter case. Empty when it is only a string.
 */
function idsOf(query: string, corpus: Corpus): string[] {
  if (corpus.concept(query) || corpus.entity(query)) return [query];
  if (query.startsWith('concept:') || sourceKindOf(query)) return [];
  const wanted = normalise(query);
  const concepts = corpus.concepts.filter(({ concept }) => [concept.id, ...Object.values(concept.forms).flatMap((forms) => forms ?? [])].some((form) => normalise(form) === wanted));
  return [...concepts, ...entitiesCalled(query, corpus)].map(({ id }) => id);
}

/** The named sources that a query stands for: an id, or one of their written forms, in any script, width and letter case. */
export function sourceIdsOf(query: string, corpus: Pick<Corpus, 'entity' | 'entityNames'>): string[] {
  return corpus.entity(query) ? [query] : entitiesCalled(query, corpus).map(({ id }) => id);
}

function entitiesCalled(query: string, { entityNames }: Pick<Corpus, 'entityNames'>): EntityName[] {
  const wanted = normalise(query);
  return entityNames.filter(({ forms }) => forms.some((form) => normalise(form) === wanted));
}

/** Every place of what a query stands for, or, where it stands for nothing or `asString`, of its characters. In text order. */
export function* findHits(query: string, corpus: Corpus, asString: boolean): Generator<Hit> {
  const ids = asString ? [] : idsOf(query, corpus);
  const [only, ...others] = ids;
  if (only === undefined) yield* corpus.find(query, neverCancelled);
  else if (others.length === 0) for (const { document, span } of corpus.mentions(only)) yield { document, span, id: only };
  else yield* inTextOrder(ids.flatMap((id) => Array.from(corpus.mentions(id), (mention): Hit => ({ ...mention, id }))), corpus);
}

function inTextOrder(hits: Hit[], corpus: Corpus): Hit[] {
  const order = new Map(corpus.documents.map((document, index) => [document.id, index]));
  return hits.sort((a, b) => (order.get(a.document.id) ?? 0) - (order.get(b.document.id) ?? 0) || a.span.start - b.span.start || a.span.end - b.span.end);
}

/** As matching folds it, letter case and the brackets of a title left out. */
function normalise(form: string): string {
  return foldQuery(form).toLowerCase().replace(/^《(.*)》$/, '$1');
}
