import { bestAlignment } from '../../annotations/agreement/alignment';
import type { CodedUnit } from '../../annotations/agreement/continuum';
import type { DissimilarityWeights } from '../../annotations/agreement/dissimilarity';
import type { Annotation } from '../../annotations/model';
import type { NewAnnotation } from '../../annotations/store';
import type { CorpusDocument } from '../../corpus/corpus';
import { overlaps, type Span } from '../../text/span';
import type { Steps } from '../../text/steps';

/** What one annotator has at a place: annotations of the very same passages, taken together. */
export interface Side {
  readonly annotator: string;
  /** None, when the annotator marked nothing there. */
  readonly annotations: readonly Annotation[];
  /** All their codes, sorted. */
  readonly codes: readonly string[];
  /** Their passages; UTF-16 offsets. */
  readonly spans: readonly Span[];
}

/** What differs: the codes of one passage, where a passage begins or ends, both, or that somebody marked nothing. */
export type DisagreementKind = 'codes' | 'extent' | 'codes-and-extent' | 'missing';

/** A place in a document at which annotators do not agree. */
export interface Disagreement {
  /** The ids of all its annotations, sorted: the same as long as it has the same annotations. */
  readonly id: string;
  readonly document: string;
  readonly kind: DisagreementKind;
  /** One of each annotator, in the order in which they were asked for. */
  readonly sides: readonly Side[];
  /** From the first passage to the last. */
  readonly span: Span;
}

export interface Disagreements {
  /** By place. */
  readonly open: readonly Disagreement[];
  /** Disagreements that somebody has decided. */
  readonly settled: number;
  /** Places at which all have the same passage with the same codes. */
  readonly agreed: number;
}

/** A difference of codes weighs less than one of place, so that annotations of one passage stand together whatever they say. */
const WEIGHTS: DissimilarityWeights = { position: 1, category: 0.5, empty: 1 };

/**
 * Where annotators who all worked on a document do not agree in it. Passages with the same extent and codes of all are agreed; of
 * the others, those are set side by side that the best alignment of gamma takes for the same and that overlap.
 *
 * @param annotations of passages of that document, of anybody
 */
export function* disagreementsIn(document: CorpusDocument, annotators: readonly string[], annotations: readonly Annotation[]): Steps<Disagreements> {
  if (annotators.length < 2) return { open: [], settled: 0, agreed: 0 };
  const decided = new Set(annotations.flatMap(({ adjudicates = [] }) => adjudicates));
  const places = annotators.map((annotator) => placesOf(annotator, annotations));
  const agreed = places.slice(1).reduce((common, each) => {
    const keys = new Set(each.map(keyOf));
    return common.filter((key) => keys.has(key));
  }, places[0]?.map(keyOf) ?? []);
  const same = new Set(agreed);
  const differing = places.map((each) => each.filter((place) => !same.has(keyOf(place))).map(unitOf));
  const { unitary } = yield* bestAlignment(differing, WEIGHTS);
  const found = unitary
    .flatMap((row) => overlapping(row.map((unit) => (unit as PlacedUnit | undefined)?.place)))
    .map((row) => disagreementOf(document.id, annotators, row))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.id < b.id ? -1 : 1));
  const open = found.filter(({ sides }) => sides.some((side) => side.annotations.some(({ id }) => !decided.has(id))));
  return { open, settled: found.length - open.length, agreed: same.size };
}

interface PlacedUnit extends CodedUnit {
  readonly place: Side;
}

/** Annotations with codes of one annotator, by their passages. */
function placesOf(annotator: string, annotations: readonly Annotation[]): Side[] {
  const byExtent = new Map<string, { annotations: Annotation[]; spans: readonly Span[] }>();
  for (const annotation of annotations) {
    const { creator, codes, adjudicates, decision, parts } = annotation;
    const spans = parts.flatMap(({ span }) => span ?? []);
    if (creator !== annotator || codes.length === 0 || adjudicates || decision || spans.length === 0) continue;
    const key = extentOf(spans);
    const known = byExtent.get(key);
    if (known) known.annotations.push(annotation);
    else byExtent.set(key, { annotations: [annotation], spans });
  }
  return [...byExtent.values()].map((place) => ({ annotator, ...place, codes: [...new Set(place.annotations.flatMap(({ codes }) => codes))].sort() }));
}

function extentOf(spans: readonly Span[]): string {
  return spans.map(({ start, end }) => `${start}-${end}`).join();
}

function keyOf({ spans, codes }: Side): string {
  return JSON.stringify([extentOf(spans), codes]);
}

function unitOf(place: Side): PlacedUnit {
  return { start: Math.min(...place.spans.map(({ start }) => start)), end: Math.max(...place.spans.map(({ end }) => end)), code: place.codes.join('\u0000'), place };
}

/** The places of a unitary alignment in groups that hang together by overlaps. */
function overlapping(row: readonly (Side | undefined)[]): (Side | undefined)[][] {
  const groups: (Side | undefined)[][] = [];
  row.forEach((place, annotator) => {
    if (!place) return;
    const joined = groups.filter((group) => group.some((other) => other?.spans.some((a) => place.spans.some((b) => overlaps(a, b)))));
    const group = new Array<Side | undefined>(row.length).fill(undefined);
    for (const each of joined) {
      each.forEach((other, i) => (group[i] ??= other));
      groups.splice(groups.indexOf(each), 1);
    }
    group[annotator] = place;
    groups.push(group);
  });
  return groups;
}

function disagreementOf(document: string, annotators: readonly string[], row: readonly (Side | undefined)[]): Disagreement {
  const sides = annotators.map((annotator, i): Side => row[i] ?? { annotator, annotations: [], codes: [], spans: [] });
  const spans = sides.flatMap((side) => side.spans);
  return {
    id: idsOf(sides).sort().join(' '),
    document,
    kind: kindOf(sides),
    sides,
    span: { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) },
  };
}

function kindOf(sides: readonly Side[]): DisagreementKind {
  if (sides.some(({ annotations }) => annotations.length === 0)) return 'missing';
  const codesDiffer = new Set(sides.map(({ codes }) => JSON.stringify(codes))).size > 1;
  const extentsDiffer = new Set(sides.map(({ spans }) => extentOf(spans))).size > 1;
  return codesDiffer && extentsDiffer ? 'codes-and-extent' : codesDiffer ? 'codes' : 'extent';
}

function idsOf(sides: readonly Side[]): string[] {
  return sides.flatMap(({ annotations }) => annotations.map(({ id }) => id));
}

// #region Deciding

/** What is decided: what one annotator has (nothing, where that one marked nothing), what all have, nothing, or something of one's own. */
export type Outcome =
  | { readonly take: 'one'; readonly annotator: string }
  | { readonly take: 'all' }
  | { readonly take: 'none' }
  | { readonly take: 'own'; readonly codes: readonly string[]; readonly spans?: readonly Span[] | undefined; readonly memo?: string | undefined };

/**
 * The annotations that record a decision: each names all annotations that it decides between, and those that it follows. That nothing
 * is to be marked is an annotation, too: of the passage, without a code.
 */
export function adjudicationsOf(disagreement: Disagreement, outcome: Outcome, adjudicator: string): NewAnnotation[] {
  const { document, sides } = disagreement;
  const adjudicates = idsOf(sides);
  const base = { document, creator: adjudicator, adjudicates };
  const marked = sides.filter(({ annotations }) => annotations.length > 0);
  const first = marked[0] as Side;
  const follow = (chosen: readonly Side[]): NewAnnotation => ({
    ...base,
    spans: chosen[0]?.spans ?? first.spans,
    codes: [...new Set(chosen.flatMap(({ codes }) => codes))],
    ...(chosen.length === 0 ? {} : { adopts: idsOf(chosen) }),
  });
  switch (outcome.take) {
    case 'one':
      return [follow(marked.filter(({ annotator }) => annotator === outcome.annotator))];
    case 'none':
      return [follow([])];
    case 'own':
      return [{ ...base, spans: outcome.spans ?? first.spans, codes: outcome.codes, ...(outcome.memo === undefined ? {} : { memo: outcome.memo }) }];
    case 'all': {
      const extents = [...new Set(marked.map(({ spans }) => extentOf(spans)))];
      return extents.map((extent) => follow(marked.filter(({ spans }) => extentOf(spans) === extent)));
    }
  }
}

// #endregion
