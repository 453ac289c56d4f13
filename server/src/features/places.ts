import type { Annotation } from '../annotations/model';
import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import type { Cancellation } from '../corpus/ports';
import { wholeCharacters } from '../text/codePoints';
import { contains, encloses, type Span } from '../text/span';
import { oneLine, passage } from './plainText';
import { sourceAt } from './statements';
import { firstOf, nameOf, subjectAt } from './subject';

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

/**
 * All mentions of the concept or entity at a place, all that the source there says, or all places of the string that is selected (or
 * given), in any script and across soft line breaks. Undefined when there is no such thing at the place. The corpus should be indexed.
 */
export function placesOf(corpus: Corpus, document: CorpusDocument, selection: Span, of: PlacesOf, text: string | undefined, token: Cancellation): Places | undefined {
  switch (of) {
    case 'mentions': {
      const subject = subjectAt(document, selection.start);
      return subject && { label: nameOf(corpus, subject.id), places: [...corpus.mentions(subject.id)] };
    }
    case 'statements': {
      const source = sourceAt(document, selection.start);
      return source === undefined ? undefined : { label: nameOf(corpus, source), places: statementsIn(corpus, source) };
    }
    case 'string': {
      const { reading } = document;
      const query = (text ?? reading.written(reading.fromSourceSpan(selection))).trim();
      return query === '' ? undefined : { label: oneLine(query, LONGEST_LABEL), places: firstOf(corpus.find(query, token), MOST_PLACES) };
    }
  }
}

/** What a source says; a statement with two cues has one content. */
function statementsIn(corpus: Corpus, source: string): Mention[] {
  const found: Mention[] = [];
  for (const { document, attribution: { content } } of corpus.statements(source)) {
    const isKnown = found.some((other) => other.document === document && other.span.start === content.start && other.span.end === content.end);
    if (!isKnown) found.push({ document, span: { start: content.start, end: content.end } });
  }
  return found;
}

/** Those of places that no annotation with a code takes in yet. */
export function uncoded(places: readonly Mention[], annotations: readonly Annotation[]): Mention[] {
  const taken = new Map<string, Span[]>();
  for (const { document, parts } of annotations) {
    const spans = taken.get(document) ?? [];
    spans.push(...parts.flatMap(({ span }) => span ?? []));
    taken.set(document, spans);
  }
  return places.filter(({ document, span }) => !taken.get(document.id)?.some((own) => encloses(own, span)));
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
  const blockAt = (offset: number): Span => structure.blocks.find((each) => contains(each, offset)) ?? at;
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
