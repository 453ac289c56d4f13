import type { Annotation } from '../annotations/model';
import type { Attribution, Measurement, NumberValue, Tag } from '../recognise/tags';
import type { SourceText } from '../text/sourceText';
import { exportPassage, type NoteKind, noteKind } from './exportInput';

/** A tag as `meipi tag` and the JSON Lines export write it. `start` and `end` are code points. */
export interface TagRow {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly layer: Tag['layer'];
  readonly kind: Tag['kind'];
  readonly id?: string;
  readonly value?: NumberValue;
  readonly measures?: Measurement;
  readonly role?: string;
}

/** @param roleOf the role of a person that states none next to this mention. */
export function tagRow(file: string, text: SourceText, tag: Tag, roleOf?: (id: string) => string | undefined): TagRow {
  const { start, end, text: words } = exportPassage(text, tag);
  const common = { file, start, end, text: words, layer: tag.layer, kind: tag.kind };
  switch (tag.layer) {
    case 'number':
      return { ...common, value: valueFields(tag.value), ...(tag.measures === undefined ? {} : { measures: tag.measures }) };
    case 'source': {
      const role = tag.role ?? roleOf?.(tag.id);
      return { ...common, id: tag.id, ...(role === undefined ? {} : { role }) };
    }
    case 'term':
      return { ...common, id: tag.id };
  }
}

/** The fields of the tagging guidelines; how a date was resolved is for the editor. */
function valueFields({ num, lo, hi, approx, unit, per, edtf, iso }: NumberValue): NumberValue {
  return JSON.parse(JSON.stringify({ num, lo, hi, approx, unit, per, edtf, iso })) as NumberValue;
}

/** An attribution as `meipi attributions` and the JSON Lines export write it; offsets are code points, `text` is the content. */
export interface AttributionRow {
  readonly file: string;
  readonly sources: readonly string[];
  /** The words for whoever says it, where there are some: a mention, a pronoun, 多位专家. */
  readonly by?: string;
  readonly cue: string;
  readonly start: number;
  readonly end: number;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly text: string;
}

export function attributionRow(file: string, text: SourceText, attribution: Attribution): AttributionRow {
  const { start, end } = exportPassage(text, attribution);
  const content = exportPassage(text, attribution.content);
  const by = attribution.by && exportPassage(text, attribution.by).text.replace(/\s*[\r\n]\s*/g, '');
  return { file, sources: attribution.sources, ...(by === undefined ? {} : { by }), cue: attribution.cue, start, end, contentStart: content.start, contentEnd: content.end, text: content.text };
}

/** An annotation as the JSON Lines export writes it. Without `start` and `end` its passage is lost or ambiguous, and `text` is the old quotation. */
export interface AnnotationRow {
  readonly file: string;
  readonly start?: number;
  readonly end?: number;
  readonly text: string;
  /** Of a discontinuous annotation, all parts; `start`, `end` and `text` are those of the first. */
  readonly parts?: readonly { readonly start?: number; readonly end?: number; readonly text: string }[];
  readonly layer: 'annotation';
  readonly id: string;
  readonly state: Annotation['anchor'];
  /** What the passage said when annotated, where it says something else now. */
  readonly quote?: string;
  readonly codes: readonly { readonly id: string; readonly name: string }[];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
  /** Of a decision between annotators: ids of the annotations decided between, and of those that it follows. */
  readonly adjudicates?: readonly string[];
  readonly adopts?: readonly string[];
}

export function annotationRow(file: string, text: SourceText, annotation: Annotation, nameOf: (code: string) => string): AnnotationRow {
  const { id, anchor, codes, memo, creator, created, modified, adjudicates, adopts = [] } = annotation;
  const parts = annotation.parts.map(({ span, quote }) => (span ? exportPassage(text, span) : { text: quote }));
  const passage = parts[0] ?? { text: '' };
  const quote = annotation.parts[0]?.quote ?? '';
  return {
    file,
    ...passage,
    ...(parts.length > 1 ? { parts } : {}),
    layer: 'annotation',
    id,
    state: anchor,
    ...(passage.text === quote ? {} : { quote }),
    codes: codes.map((code) => ({ id: code, name: nameOf(code) })),
    memo,
    creator,
    created,
    modified,
    ...(adjudicates ? { adjudicates, adopts } : {}),
  };
}

/** An annotation about a document, a code or another annotation, as the JSON Lines export writes it. */
export interface NoteRow {
  /** The document beside which it is kept; of a note on a code, the code book. */
  readonly file: string;
  readonly layer: 'note';
  readonly kind: NoteKind;
  readonly id: string;
  /** What it is about: the id of the annotation (for a relation, the one it begins at), or that of the code. */
  readonly about: { readonly kind: 'document' | 'annotation' | 'code'; readonly id?: string; readonly name?: string };
  /** Its kind, and the id of the annotation it leads to. */
  readonly relation?: Annotation['relation'];
  readonly status?: Annotation['status'];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
}

export function noteRow(file: string, note: Annotation, nameOf: (code: string) => string): NoteRow {
  const { id, about, relation, status, memo, creator, created, modified } = note;
  if (about.kind === 'passage') throw new TypeError('An annotation of a passage is no note.');
  return {
    file,
    layer: 'note',
    kind: noteKind(note),
    id,
    about: about.kind === 'document' ? { kind: 'document' } : { kind: about.kind, id: about.id, ...(about.kind === 'code' ? { name: nameOf(about.id) } : {}) },
    ...(relation ? { relation } : {}),
    ...(status === undefined ? {} : { status }),
    memo, creator, created, modified,
  };
}
