import { decisionOf } from '../annotations/decisions';
import type { Annotation, TagRef } from '../annotations/model';
import { decide, isDecisionOn, type TagDecision } from '../corpus/decisions';
import type { Attribution, Measurement, NumberValue, Tag } from '../recognise/tags';
import type { SourceText } from '../text/sourceText';
import { bySpan, type Span } from '../text/span';
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
  /** What people decided on the tag; the tag itself is the machine's. */
  readonly decision?: readonly DecisionRow[];
}

/** What one person decided on a tag. */
export interface DecisionRow {
  readonly verdict: 'accepted' | 'rejected' | 'corrected';
  readonly by: string;
  /** What it is instead, when corrected, and where that is something else (code points). */
  readonly as?: TagRef;
  readonly start?: number;
  readonly end?: number;
}

/** A tag with what people decided on it. */
export interface DecidedTagRow {
  readonly tag: Tag;
  readonly decision: readonly DecisionRow[];
}

/**
 * The tags of a document as they were found, each with the decisions on it, in the order they were made; and tags that people vouch for
 * and that are not found (any more), in their places.
 */
export function withDecisions(tags: readonly Tag[], annotations: readonly Annotation[], text: SourceText): DecidedTagRow[] {
  const decisions = annotations.flatMap((annotation) => {
    const kept = decisionOf(annotation, text);
    return kept ? [{ kept, by: annotation.creator }] : [];
  }).sort((a, b) => (a.kept.modified < b.kept.modified ? -1 : a.kept.modified > b.kept.modified ? 1 : 0));
  if (decisions.length === 0) return tags.map((tag) => ({ tag, decision: [] }));
  const rowsOn = (tag: Tag): DecisionRow[] => decisions.filter(({ kept }) => isDecisionOn(kept, tag)).map(({ kept, by }) => decisionRow(kept, by, tag, text));
  const unfound = decisions.filter(({ kept }) => !tags.some((tag) => isDecisionOn(kept, tag)));
  const vouched = new Map<string, { tag: Tag; decision: DecisionRow[] }>();
  for (const { kept, by } of unfound) {
    for (const tag of decide({ tags: [], attributions: [], definitions: [] }, [kept]).tags) {
      const key = `${tag.layer} ${tag.start} ${tag.end}`;
      const known = vouched.get(key) ?? { tag, decision: [] };
      vouched.set(key, known);
      known.decision.push(decisionRow(kept, by, tag, text));
    }
  }
  return [...tags.map((tag) => ({ tag, decision: rowsOn(tag) })), ...vouched.values()].sort((a, b) => bySpan(a.tag, b.tag));
}

function decisionRow({ verdict, as, span }: TagDecision, by: string, tag: Span, text: SourceText): DecisionRow {
  const moved = verdict !== 'rejected' && (span.start !== tag.start || span.end !== tag.end);
  return { verdict, by, ...(as ? { as: as } : {}), ...(moved ? text.codePoints.spanToCodePoints(span) : {}) };
}

/** @param roleOf the role of a person that states none next to this mention. */
export function tagRow(file: string, text: SourceText, tag: Tag, roleOf?: (id: string) => string | undefined, decision: readonly DecisionRow[] = NO_DECISIONS): TagRow {
  const { start, end, text: words } = exportPassage(text, tag);
  const { layer, kind } = tag;
  // Field by field: there are many, and a spread for each that may be absent costs more than to write the row.
  const row: Fields<TagRow> = { file, start, end, text: words, layer, kind };
  switch (tag.layer) {
    case 'number':
      row.value = valueFields(tag.value);
      if (tag.measures !== undefined) row.measures = tag.measures;
      break;
    case 'source': {
      row.id = tag.id;
      const role = tag.role ?? roleOf?.(tag.id);
      if (role !== undefined) row.role = role;
      break;
    }
    case 'term':
      row.id = tag.id;
  }
  if (decision.length > 0) row.decision = decision;
  return row;
}

/** While it is filled in. */
type Fields<T> = { -readonly [field in keyof T]: T[field] };

const NO_DECISIONS: readonly DecisionRow[] = [];

/** The fields of the tagging guidelines, in their order; how a date was resolved is for the editor. */
function valueFields({ num, lo, hi, approx, unit, per, edtf, iso }: NumberValue): NumberValue {
  const fields: Fields<NumberValue> = {};
  if (num !== undefined) fields.num = num;
  if (lo !== undefined) fields.lo = lo;
  if (hi !== undefined) fields.hi = hi;
  if (approx !== undefined) fields.approx = approx;
  if (unit !== undefined) fields.unit = unit;
  if (per !== undefined) fields.per = per;
  if (edtf !== undefined) fields.edtf = edtf;
  if (iso !== undefined) fields.iso = iso;
  return fields;
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
  /** What the annotation decides on the automatic tag of its passage. */
  readonly decision?: Annotation['decision'];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
  /** Of a decision between annotators: ids of the annotations decided between, and of those that it follows. */
  readonly adjudicates?: readonly string[];
  readonly adopts?: readonly string[];
}

export function annotationRow(file: string, text: SourceText, annotation: Annotation, nameOf: (code: string) => string): AnnotationRow {
  const { id, anchor, codes, decision, memo, creator, created, modified, adjudicates, adopts = [] } = annotation;
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
    ...(decision ? { decision } : {}),
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
