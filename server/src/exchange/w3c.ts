import { ANNO_CONTEXT, codeAddress, documentAddress, encodePath, versionAddress } from '../annotations/addresses';
import type { JsonObject, JsonValue } from '../annotations/sidecar/json';
import type { Annotation, AnnotationPart } from '../annotations/model';
import { CONTEXT_LENGTH } from '../annotations/anchoring/passages';
import type { Span } from '../text/span';
import { codeNames, type ExportDocument, type ExportFormat, type ExportInput, exportPassage, inOrder, type NoteKind, noteKind } from './exportInput';
import { attributionRow, type DecidedTagRow, tagRow, withDecisions } from './rows';

/**
 * W3C Web Annotation (https://www.w3.org/TR/annotation-model/): an AnnotationCollection with one AnnotationPage, one
 * annotation a line. Codes are bodies with purpose `tagging` whose value is the name, as tools that know no code book show
 * it, each followed by one that names the code itself (`urn:meipi:code:…`); memos are bodies with purpose `commenting`.
 * A decision between annotators has a body with purpose `assessing` for each annotation decided between, and `moderating` for those it follows.
 * Notes (memos on documents and codes, replies, relations, states of work) are written as in a sidecar, see annotations/sidecar.ts.
 * What was found automatically has no creator, but the generator "Meipi"; what a person decided on it is a body with
 * purpose `moderating`.
 */
export const w3c: ExportFormat = {
  name: 'w3c',
  label: 'W3C Web Annotation (JSON-LD)',
  *write(input) {
    const codeNotes = input.content === 'tags' ? [] : input.codeNotes;
    const total = input.documents.reduce((sum, document) => sum + countOf(document, input), codeNotes.length);
    const id = `urn:meipi:collection:${encodePath(input.corpus.name) || 'corpus'}`;
    const head: JsonObject = { '@context': ANNO_CONTEXT, id, type: 'AnnotationCollection', label: input.corpus.name, total };
    const page: JsonObject = { id: `${id}#page-1`, type: 'AnnotationPage', partOf: { id, type: 'AnnotationCollection' }, startIndex: 0 };
    yield `${JSON.stringify(head).slice(0, -1)},\n"first": ${JSON.stringify(page).slice(0, -1)}, "items": [\n`;
    let written = 0;
    const line = (item: JsonObject): string => `${written++ === 0 ? ' ' : ','}${JSON.stringify(item)}\n`;
    for (const note of codeNotes) yield line(noteItem(note, codeNames(input.codeBook)));
    for (const document of input.documents) {
      for (const item of itemsOf(document, input)) yield line(item);
    }
    yield ']}}\n';
    return written;
  },
};

const GENERATOR: JsonObject = { type: 'Software', name: 'Meipi' };

function countOf(document: ExportDocument, { content }: ExportInput): number {
  const { annotations, notes, attributions } = document;
  return (content === 'tags' ? 0 : annotations.length + notes.length) + (content === 'annotations' ? 0 : tagsOf(document).length + attributions.length);
}

function tagsOf({ tags, annotations, text: source }: ExportDocument): DecidedTagRow[] {
  return withDecisions(tags, annotations, source);
}

function* itemsOf(document: ExportDocument, input: ExportInput): Generator<JsonObject> {
  if (input.content !== 'tags') {
    const nameOf = codeNames(input.codeBook);
    for (const annotation of inOrder(document.annotations)) yield annotationItem(document, annotation, nameOf, input.date);
    for (const note of document.notes) yield noteItem(note, nameOf);
  }
  if (input.content === 'annotations') return;
  for (const { tag, decision } of tagsOf(document)) {
    const { start, end, layer, kind, id, value, measures, role } = tagRow(document.id, document.text, tag, input.roleOf);
    yield {
      id: `urn:meipi:tag:${encodePath(document.id)}#${layer}-${start}-${end}`,
      type: 'Annotation',
      motivation: 'classifying',
      generator: GENERATOR,
      generated: input.date,
      body: [
        text('classifying', `${layer}/${kind}`),
        ...(id === undefined ? [] : [text('identifying', id)]),
        ...(value === undefined ? [] : [{ ...text('describing', JSON.stringify(value)), format: 'application/json' }]),
        ...(measures === undefined ? [] : [{ ...text('describing', JSON.stringify(measures)), format: 'application/json' }]),
        ...(role === undefined ? [] : [text('describing', role)]),
        ...decision.map(({ by, ...said }) => ({ ...text('moderating', JSON.stringify(said)), format: 'application/json', creator: { type: 'Person', name: by } })),
      ],
      target: targetAt(document, tag, input.date),
    };
  }
  for (const attribution of document.attributions) {
    const { sources, cue, contentStart, contentEnd, start } = attributionRow(document.id, document.text, attribution);
    yield {
      id: `urn:meipi:attribution:${encodePath(document.id)}#${start}-${contentStart}-${contentEnd}`,
      type: 'Annotation',
      motivation: 'linking',
      generator: GENERATOR,
      generated: input.date,
      body: [text('classifying', 'attribution'), ...sources.map((source) => text('identifying', source)), ...(cue === '' ? [] : [text('describing', cue)])],
      target: targetAt(document, attribution.content, input.date),
    };
  }
}

function annotationItem(document: ExportDocument, annotation: Annotation, nameOf: (code: string) => string, date: string | undefined): JsonObject {
  const { id, parts, codes, memo, creator, created, modified, decision, adjudicates = [], adopts = [] } = annotation;
  const targets = parts.map((part) => (part.span ? targetAt(document, part.span, date) : targetWas(document, part)));
  const body = [
    ...codes.flatMap((code) => [text('tagging', nameOf(code)), { type: 'SpecificResource', purpose: 'identifying', source: codeAddress(code) }]),
    ...(memo === '' ? [] : [{ ...text('commenting', memo), format: 'text/markdown' }]),
    ...adjudicates.map((source) => ({ type: 'SpecificResource', purpose: adopts.includes(source) ? ['assessing', 'moderating'] : 'assessing', source })),
    ...(decision ? [{ ...text('moderating', JSON.stringify(decision)), format: 'application/json' }] : []),
  ];
  return {
    id,
    type: 'Annotation',
    motivation: decision ? 'moderating' : codes.length > 0 ? 'tagging' : memo === '' ? 'highlighting' : 'commenting',
    created: created || undefined,
    modified: modified || undefined,
    creator: creator === '' ? undefined : { type: 'Person', name: creator },
    body: body.length === 0 ? undefined : body,
    target: targets.length === 1 ? targets[0] : targets,
  };
}

const MOTIVATIONS: Readonly<Record<NoteKind, string>> = { memo: 'commenting', reply: 'replying', relation: 'linking', status: 'assessing' };

function noteItem(note: Annotation, nameOf: (code: string) => string): JsonObject {
  const { id, document, about, codes, memo, relation, status, creator, created, modified } = note;
  const body: JsonObject[] = [
    ...codes.flatMap((code) => [text('tagging', nameOf(code)), { type: 'SpecificResource', purpose: 'identifying', source: codeAddress(code) }]),
    ...(memo === '' ? [] : [{ ...text('commenting', memo), format: 'text/markdown' }]),
    ...(status === undefined ? [] : [text('assessing', status)]),
    ...(relation ? [{ type: 'SpecificResource', purpose: 'linking', source: relation.to }, text('classifying', relation.kind)] : []),
  ];
  return {
    id,
    type: 'Annotation',
    motivation: MOTIVATIONS[noteKind(note)],
    created: created || undefined,
    modified: modified || undefined,
    creator: creator === '' ? undefined : { type: 'Person', name: creator },
    body: body.length === 0 ? undefined : body,
    target: about.kind === 'annotation' ? about.id : about.kind === 'code' ? codeAddress(about.id) : documentAddress(document),
  };
}

/** The place of a passage in the text as it is. */
function targetAt(document: ExportDocument, span: Span, date: string | undefined): JsonObject {
  const { text, textHash } = document;
  const { start, end, text: exact } = exportPassage(text, span);
  const prefix = text.text.slice(text.codePoints.toUtf16(start - CONTEXT_LENGTH), span.start);
  const suffix = text.text.slice(span.end, text.codePoints.toUtf16(end + CONTEXT_LENGTH));
  return target(document, [{ type: 'TextQuoteSelector', exact, prefix, suffix }, { type: 'TextPositionSelector', start, end }], textHash, date);
}

/** The quotation of a passage that is lost or ambiguous: its position in an old text would mislead. */
function targetWas(document: ExportDocument, { passage: { quote, prefix, suffix, textHash, date } }: AnnotationPart): JsonObject {
  return target(document, [{ type: 'TextQuoteSelector', exact: quote, prefix, suffix }], textHash, date);
}

/** The W3C test suite wants `sourceDate` in every TimeState: without a date, the version of the text is left out. */
function target({ id }: ExportDocument, selector: readonly JsonValue[], textHash: string | undefined, date: string | undefined): JsonObject {
  const state = textHash !== undefined && date !== undefined ? { type: 'TimeState', sourceDate: date, cached: versionAddress(textHash) } : undefined;
  return { type: 'SpecificResource', source: documentAddress(id), state, selector };
}

function text(purpose: string, value: string): JsonObject {
  return { type: 'TextualBody', purpose, value };
}
