import type { Annotation } from '../annotations/model';
import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import { stringFinder } from '../corpus/search';
import { wholeCharacters } from '../text/codePoints';
import { bySpan, contains, lowerBound, type Span } from '../text/span';
import type { Steps } from '../text/steps';
import { oneLine, passage } from './plainText';
import { sourceAt } from './statements';
import { nameOf, subjectAt } from './subject';

/** What many passages of a corpus have in common, so that they can be annotated at once. */
export type PlacesOf = 'mentions' | 'statements' | 'string';

/** Passages with a name for what they are of. */
export interface Places {
  readonly label: string;
  readonly places: readonly Mention[];
}

/** Places of a string are looked for up to this many; a string that stands more often is no term of a study. */
const MOST_PLACES = 50_000;
const LONGEST_LABEL = 40;

/** Places that are gathered in one step. */
const STEP = 500;

/**
 * All mentions of the concept or entity at a place, all that the source there says, or all places of the string that is selected (or
 * given), in any script and across soft line breaks; in steps of a few milliseconds. Undefined when there is no such thing at the place. The corpus
 * should be indexed.
 */
export function* placesOf(corpus: Corpus, document: CorpusDocument, selection: Span, of: PlacesOf, text: string | undefined): Steps<Places | undefined> {
  switch (of) {
    case 'mentions': {
      const subject = subjectAt(document, selection.start);
      return subject && { label: nameOf(corpus, subject.id), places: yield* gathered(corpus.mentions(subject.id)) };
    }
    case 'statements': {
      const source = sourceAt(document, selection.start);
      return source === undefined ? undefined : { label: nameOf(corpus, source), places: yield* statementsIn(corpus, source) };
    }
    case 'string': {
      const { reading } = document;
      const query = (text ?? reading.written(reading.fromSourceSpan(selection))).trim();
      return query === '' ? undefined : { label: oneLine(query, LONGEST_LABEL), places: yield* found(query, corpus.documents) };
    }
  }
}

/** The first places of a string, a document in a step. */
function* found(query: string, documents: readonly CorpusDocument[]): Steps<Mention[]> {
  const placesIn = stringFinder(query);
  const places: Mention[] = [];
  for (const document of documents) {
    yield;
    for (const span of placesIn(document)) if (places.push({ document, span }) >= MOST_PLACES) return places;
  }
  return places;
}

function* gathered(mentions: Iterable<Mention>): Steps<Mention[]> {
  const places: Mention[] = [];
  let latest: CorpusDocument | undefined;
  for (const mention of mentions) {
    if (mention.document !== latest || places.length % STEP === 0) yield;
    latest = mention.document;
    places.push(mention);
  }
  return places;
}

/** What a source says; a statement with two cues has one content. */
function* statementsIn(corpus: Corpus, source: string): Steps<Mention[]> {
  const places: Mention[] = [];
  let latest: CorpusDocument | undefined;
  const known = new Set<string>();
  for (const { document, attribution: { content: { start, end } } } of corpus.statements(source)) {
    if (document !== latest) {
      yield;
      known.clear();
      latest = document;
    }
    const key = `${start}-${end}`;
    if (!known.has(key)) places.push({ document, span: { start, end } });
    known.add(key);
  }
  return places;
}

/** Those of places that no annotation with a code takes in yet, in steps. */
export function* uncoded(places: readonly Mention[], annotations: readonly Annotation[]): Steps<Mention[]> {
  const taken = new Map<string, Span[]>();
  for (const { document, parts } of annotations) {
    const spans = taken.get(document) ?? [];
    for (const { span } of parts) if (span) spans.push(span);
    taken.set(document, spans);
  }
  yield;
  const takesIn = new Map([...taken].map(([document, spans]) => [document, enclosing(spans)]));
  const left: Mention[] = [];
  for (const [i, place] of places.entries()) {
    if (i % STEP === 0) yield;
    if (!takesIn.get(place.document.id)?.(place.span)) left.push(place);
  }
  return left;
}

/** Says of a span whether one of these takes it in. */
function enclosing(spans: Span[]): (span: Span) => boolean {
  spans.sort(bySpan);
  // The farthest end of those that begin so early.
  const reach = new Float64Array(spans.length);
  for (let i = 0, farthest = 0; i < spans.length; i++) reach[i] = farthest = Math.max(farthest, (spans[i] as Span).end);
  return ({ start, end }) => {
    const after = lowerBound(spans, start + 1, (span) => span.start);
    return after > 0 && (reach[after - 1] as number) >= end;
  };
}

/** A passage with what stands on either side, each on one line. */
export interface PlaceInContext {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** UTF-16 code units shown on either side of a passage, and of the passage itself. */
const AROUND = 24;
const LONGEST_PASSAGE = 120;

/** A passage as a list shows it: with as much of its paragraph on either side as fits in a row, soft line breaks joined. */
export function inContext(document: CorpusDocument, place: Span): PlaceInContext {
  const { reading, structure } = document;
  const at = reading.fromSourceSpan(place);
  const { blocks } = structure;
  const blockAt = (offset: number): Span => {
    const block = blocks[lowerBound(blocks, offset + 1, ({ start }) => start) - 1];
    return block && contains(block, offset) ? block : at;
  };
  const written = (start: number, end: number): string => (start < end ? reading.written(wholeCharacters(reading.text, { start, end })) : '');
  // The blank between two words is neither's own, and oneLine takes it away.
  const blank = (isThere: boolean): string => (isThere ? ' ' : '');
  const before = written(Math.max(blockAt(at.start).start, at.start - AROUND), at.start);
  const after = written(at.end, Math.min(blockAt(at.end - 1).end, at.end + AROUND));
  return {
    text: passage(document, place, LONGEST_PASSAGE),
    before: oneLine(before) + blank(/\S\s+$/.test(before)),
    after: blank(/^\s+\S/.test(after)) + oneLine(after),
  };
}
