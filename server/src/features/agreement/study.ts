import type { CodedUnit, Continuum } from '../../annotations/agreement/continuum';
import type { Annotation } from '../../annotations/model';
import type { CorpusDocument } from '../../corpus/corpus';
import { clausesIn, sentencesIn } from '../../text/sentences';
import type { Span } from '../../text/span';

/** What kappas are taken on: every character, or every clause or sentence with the codes of the passages that reach into it. */
export type UnitKind = 'character' | 'clause' | 'sentence';

export const UNIT_KINDS: readonly UnitKind[] = ['character', 'clause', 'sentence'];

/** One annotator's passages with codes in one document; UTF-16 offsets. */
export interface CodedPassage extends Span {
  readonly code: string;
}

/** A document and what each annotator marked in it. */
export interface StudiedDocument {
  readonly document: CorpusDocument;
  readonly passages: readonly (readonly CodedPassage[])[];
}

/** What annotators marked in documents, as measures of agreement take it: the documents one after the other, in code points. */
export interface Study {
  readonly continuum: Continuum;
  /** Clauses or sentences, not overlapping; none when units are characters. */
  readonly stretches: readonly Span[] | undefined;
  readonly documents: readonly CorpusDocument[];
}

export function studyOf(documents: readonly StudiedDocument[], annotators: number, units: UnitKind): Study {
  const marked: CodedUnit[][] = Array.from({ length: annotators }, () => []);
  const stretches: Span[] = [];
  let length = 0;
  documents.forEach(({ document, passages }, section) => {
    const { codePoints } = document.text;
    const shift = ({ start, end }: Span): Span => ({ start: length + start, end: length + end });
    passages.forEach((each, annotator) => {
      for (const passage of each) marked[annotator]?.push({ ...shift(codePoints.spanToCodePoints(passage)), code: passage.code, section });
    });
    if (units !== 'character') for (const stretch of stretchesOf(document, units)) stretches.push(shift(codePoints.spanToCodePoints(stretch)));
    length += codePoints.toCodePoint(document.text.length);
  });
  return { continuum: { length, annotators: marked }, stretches: units === 'character' ? undefined : stretches, documents: documents.map(({ document }) => document) };
}

/** Sentences or clauses of a document (UTF-16 offsets in it), by the reading, so that a soft line break parts none. */
function stretchesOf({ reading }: CorpusDocument, units: 'clause' | 'sentence'): Span[] {
  const within = units === 'sentence' ? sentencesIn : clausesIn;
  return within(reading.text).map((stretch) => reading.toSourceSpan(stretch));
}

/** The placed passages of annotations with their codes; discontinuous ones part by part. */
export function codedPassages(annotations: readonly Annotation[]): CodedPassage[] {
  return annotations.flatMap(({ parts, codes }) => parts.flatMap(({ span }) => (span ? codes.map((code) => ({ ...span, code })) : [])));
}
