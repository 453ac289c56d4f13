import type { Corpus, EntityName } from '../corpus/corpus';
import type { SourceKind } from '../recognise/tags';
import { sortedInSteps, type Steps } from '../text/steps';
import { formQuality, isPinyin, normalised, pinyinQuality, Quality } from './nameMatch';
import type { Romaniser } from './pinyin';
import { introductions, nameOf, type Place } from './subject';

/** A concept or an entity that a query found. */
export interface WorkspaceSymbol {
  readonly id: string;
  readonly kind: 'concept' | SourceKind;
  /** The name, with the form or pinyin that the query met: editors filter what they get by the name once more. */
  readonly name: string;
  readonly mentions: number;
  /** Where it is introduced in the corpus, else its entry in the term base. */
  readonly place: Place;
}

/** Longer lists slow an editor down. */
export const MAX_SYMBOLS = 500;

interface Candidate {
  readonly id: string;
  readonly kind: WorkspaceSymbol['kind'];
  readonly name: string;
  readonly forms: readonly string[];
}

interface Hit extends Candidate {
  readonly quality: Quality;
  readonly label: string;
  readonly mentions: number;
}

/**
 * Concepts and entities of the corpora that a query finds: any script and width, any written form, pinyin without
 * tones, or initials. All of them for an empty query. The best match first, then the most mentioned; at most
 * {@link MAX_SYMBOLS}. In steps of a few milliseconds at most.
 */
export function* workspaceSymbols(corpora: readonly Corpus[], query: string, romanise: Romaniser): Steps<WorkspaceSymbol[]> {
  const symbols: WorkspaceSymbol[] = [];
  for (const { corpus, hit } of yield* search(corpora, query, romanise)) {
    if (symbols.length === MAX_SYMBOLS) break;
    yield;
    const place = placeOf(corpus, hit.id);
    if (place) symbols.push({ id: hit.id, kind: hit.kind, name: hit.label, mentions: hit.mentions, place });
  }
  return symbols;
}

/** Like {@link workspaceSymbols}, with concepts that no document mentions and no file holds; at most `limit`. */
export function* subjectsNamed(corpus: Corpus, query: string, limit: number, romanise: Romaniser): Steps<Omit<WorkspaceSymbol, 'place'>[]> {
  return (yield* search([corpus], query, romanise)).slice(0, limit).map(({ hit: { id, kind, label, mentions } }) => ({ id, kind, name: label, mentions }));
}

interface Found {
  readonly hit: Hit;
  readonly corpus: Corpus;
}

/** Names that are looked at in one step. */
const STEP = 50;

function* search(corpora: readonly Corpus[], query: string, romanise: Romaniser): Steps<Found[]> {
  const hits: Found[] = [];
  const wanted = normalised(query);
  let seen = 0;
  for (const corpus of corpora) {
    for (const candidate of candidates(corpus, yield* corpus.entityNamesInSteps())) {
      if (++seen % STEP === 0) yield;
      const match = bestMatch(candidate, wanted, query.trim(), romanise);
      if (match.quality === Quality.none) continue;
      hits.push({ corpus, hit: { ...candidate, ...match, mentions: corpus.mentionCount(candidate.id) } });
    }
  }
  return yield* sortedInSteps(hits, (a, b) => a.hit.quality - b.hit.quality || b.hit.mentions - a.hit.mentions || (a.hit.id < b.hit.id ? -1 : 1));
}

function* candidates(corpus: Corpus, entities: readonly EntityName[]): Generator<Candidate> {
  for (const entry of corpus.concepts) {
    const forms = Object.values(entry.concept.forms).flatMap((written) => written ?? []);
    yield { id: entry.id, kind: 'concept', name: nameOf(corpus, entry.id), forms };
  }
  yield* entities;
}

function bestMatch(candidate: Candidate, wanted: string, query: string, romanise: Romaniser): { quality: Quality; label: string } {
  if (wanted === '') return { quality: Quality.inside, label: candidate.name };
  const best = { quality: Quality.none, label: candidate.name };
  const take = (quality: Quality, label: string): void => {
    if (quality < best.quality) Object.assign(best, { quality, label });
  };
  for (const form of new Set([candidate.name, ...candidate.forms])) take(formQuality(normalised(form), wanted), labelFor(candidate.name, form, query));
  if (best.quality === Quality.none && isPinyin(wanted)) {
    const reading = romanise(candidate.name);
    if (reading) take(pinyinQuality(reading, wanted), `${candidate.name} (${reading.shown})`);
  }
  return best;
}

/** The name; beside it the form that was met; and the query itself where that form is in another script or width. */
function labelFor(name: string, form: string, query: string): string {
  const label = form === name ? name : `${name} (${form})`;
  return label.toLowerCase().includes(query.toLowerCase()) ? label : `${name} (${query})`;
}

function placeOf(corpus: Corpus, id: string): Place | undefined {
  const [introduction] = introductions(corpus, id);
  if (introduction) return { uri: introduction.document.uri, span: { start: introduction.span.start, end: introduction.span.end } };
  return corpus.concept(id)?.location;
}
