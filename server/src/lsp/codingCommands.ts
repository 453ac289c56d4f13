import * as l10n from '@vscode/l10n';
import { isBareDecision } from '../annotations/decisions';
import type { Annotation } from '../annotations/model';
import { trimPassage } from '../annotations/anchoring/passages';
import type { NewAnnotation } from '../annotations/store';
import { neverCancelled } from '../corpus/ports';
import { inContext, placesOf, uncoded } from '../features/places';
import { oneLine } from '../features/plainText';
import { selectUnit, widened } from '../features/textUnits';
import { contains, type Span } from '../text/span';
import { findCode } from '../annotations/codeBook/codeBook';
import { toAnnotationInfo } from './annotationInfo';
import type { Client } from './capabilities';
import { annotatePlacesArguments, codeArguments, lockArguments, placesArguments, selectArguments } from './commandArguments';
import { UserError } from './guard';
import { inSteps } from './inSteps';
import type { LoadedCorpus } from './loadedCorpus';
import { codeNames, corpusAt, documentAt, type CommandContext, type Outcome } from './named';
import {
  PLACES, ServerCommand, type AnnotatedPlaces, type AnnotatePlacesArguments, type AnnotationInfo, type CodeArguments, type CodedResult, type PlacesArguments, type PlacesResult, type SelectArguments,
} from './protocol';
import type { Located } from './workspace';

/** Characters of a passage that an offer to widen shows. */
const SHOWN = 40;
/** Hexadecimal digits by which a passage is known again. */
const CHECK = 16;

/** Commands for coding fast: one passage with one key, many passages at once, and what helps to select them. */
export function codingCommands(context: CommandContext, client: Client) {
  return {
    [ServerCommand.code]: async (argument: unknown) => code(context, client, codeArguments(argument)),
    [ServerCommand.places]: (argument: unknown) => places(context, placesArguments(argument)),
    [ServerCommand.annotatePlaces]: (argument: unknown) => annotatePlaces(context, annotatePlacesArguments(argument)),
    [ServerCommand.lockAnnotations]: (argument: unknown) => lock(context, lockArguments(argument)),
    [ServerCommand.select]: (argument: unknown) => Promise.resolve(select(context, selectArguments(argument))),
  };
}

// #region One passage

/**
 * Gives a passage a code, or takes it away: on the annotation that the present annotator has of the very passage, or (at a cursor) on
 * the shortest one there; where there is none, on a new one. An annotation left without anything is deleted.
 */
async function code(context: CommandContext, client: Client, { uri, range, code: wanted }: CodeArguments): Promise<Outcome<CodedResult>> {
  const at = documentAt(context.workspace, uri);
  const { loaded, document } = at;
  const span = document.text.spanOf(range);
  const own = ownAnnotation(at, span);
  if (!own) {
    if (span.end <= span.start) throw new UserError(l10n.t('Select the passage to annotate first.'));
    const added = await loaded.annotate(document.id, [span], [wanted], '');
    const outcome = offeringWider(context, client, { result: toAnnotationInfo(added, loaded), message: l10n.t('Annotated: {0}', codeNames(loaded, added.codes)) });
    return { result: { done: 'added', annotation: outcome.result }, message: outcome.message };
  }
  const [id] = (await loaded.codeIds([wanted])) as [string];
  if (!own.codes.includes(id)) return change(loaded, own, [...own.codes, id], 'given');
  const left = own.codes.filter((each) => each !== id);
  if (left.length > 0 || !isEmpty(loaded, own)) return change(loaded, own, left, 'taken');
  await loaded.delete([own.id]);
  return { result: { done: 'deleted', annotation: toAnnotationInfo(own, loaded) }, message: l10n.t('Annotations deleted: {0}', 1) };
}

async function change(loaded: LoadedCorpus, { id }: Annotation, codes: readonly string[], done: 'given' | 'taken'): Promise<Outcome<CodedResult>> {
  const edited = await loaded.edit(id, { codes });
  return { result: { done, annotation: toAnnotationInfo(edited, loaded) }, message: l10n.t('Annotation changed: {0}', codeNames(loaded, edited.codes)) };
}

function ownAnnotation({ loaded, document }: Located, span: Span): Annotation | undefined {
  const own = loaded.annotations(document.id).filter((annotation) => annotation.creator === loaded.annotator && !isBareDecision(annotation));
  if (span.start < span.end) {
    const passage = trimPassage(document.text.text, span);
    return own.find(({ parts: [part, more] }) => !more && part?.span && passage && part.span.start === passage.start && part.span.end === passage.end);
  }
  const length = ({ parts }: Annotation): number => parts.reduce((sum, { span: part }) => sum + (part ? part.end - part.start : 0), 0);
  const isHere = (part: Span): boolean => contains(part, span.start) || part.end === span.start;
  return own.filter(({ parts }) => parts.some(({ span: part }) => part && isHere(part))).sort((a, b) => length(a) - length(b))[0];
}

/** Whether nothing but codes is lost with an annotation. */
function isEmpty(loaded: LoadedCorpus, { id, memo, decision, locked, adjudicates }: Annotation): boolean {
  if (memo !== '' || decision || locked || adjudicates) return false;
  return !loaded.notes().some(({ about, relation }) => (about.kind === 'annotation' && about.id === id) || relation?.to === id);
}

/** An outcome with an offer to widen the annotation that was made, where it begins or ends inside a word. */
export function offeringWider({ workspace }: CommandContext, client: Client, { result, message }: Outcome<AnnotationInfo>): Outcome<AnnotationInfo> {
  const at = client.options.widening === false || result.ranges ? undefined : workspace.locate(result.uri);
  const span = at && result.range && at.document.text.spanOf(result.range);
  const wider = at && span && widened(at.document, span);
  if (!at || !wider) return { result, message };
  return { result: { ...result, widen: { range: at.document.text.rangeOf(wider), text: oneLine(at.document.text.slice(wider), SHOWN) } }, message };
}

// #endregion

// #region Many passages

async function places({ workspace, deps }: CommandContext, { uri, range, of, text, code: wanted }: PlacesArguments): Promise<Outcome<PlacesResult>> {
  const { loaded, corpus } = documentAt(workspace, uri);
  await corpus.index(neverCancelled);
  // The document may have been edited meanwhile.
  const { document } = documentAt(workspace, uri);
  const found = placesOf(corpus, document, document.text.spanOf(range), of, text, neverCancelled);
  if (!found) throw new UserError(of === 'string' ? l10n.t('Select a string first.') : of === 'statements' ? l10n.t('There is no source here.') : l10n.t('There is no concept or entity here.'));
  const id = wanted === undefined ? undefined : (findCode(loaded.codeBook, wanted)?.id ?? wanted);
  const own = id === undefined ? [] : loaded.annotations().filter((annotation) => annotation.creator === loaded.annotator && annotation.codes.includes(id));
  const left = uncoded(found.places, own);
  const documents = new Map<string, PlacesResult['documents'][number]['places'][number][]>();
  for (const { document: where, span } of left.slice(0, PLACES)) {
    const list = documents.get(where.id) ?? [];
    if (list.length === 0) documents.set(where.id, list);
    list.push({ range: where.text.rangeOf(span), ...inContext(where, span), check: deps.hash(where.text.slice(span)).slice(0, CHECK) });
  }
  const result: PlacesResult = {
    corpus: corpus.root,
    label: found.label,
    documents: corpus.documents.flatMap(({ id: document, uri: address, title }) => {
      const list = documents.get(document);
      return list ? [{ uri: address, title, places: list }] : [];
    }),
    total: left.length,
    coded: found.places.length - left.length,
  };
  return { result, message: l10n.t('{0}: {1} places', found.label, left.length) };
}

async function annotatePlaces({ workspace, deps }: CommandContext, { corpus, documents, codes, memo }: AnnotatePlacesArguments): Promise<Outcome<AnnotatedPlaces>> {
  const loaded = corpusAt(workspace, corpus);
  const ids = await loaded.codeIds(codes);
  const taken = (): { add: NewAnnotation[]; changed: number } => {
    const add: NewAnnotation[] = [];
    let changed = 0;
    for (const { uri, places: wanted } of documents) {
      const document = loaded.corpus.documentAt(uri);
      if (!document) throw new UserError(l10n.t('{0} is not a document of this corpus.', uri));
      for (const { range, check } of wanted) {
        const span = document.text.spanOf(range);
        if (check === undefined || deps.hash(document.text.slice(span)).startsWith(check)) add.push({ document: document.id, spans: [span], codes: ids, memo: memo ?? '', creator: loaded.annotator });
        else changed++;
      }
    }
    return { add, changed };
  };
  await inSteps(loaded.prepare(taken().add), neverCancelled, deps.pause);
  // From here on without a pause: the texts are those in which the places are looked at.
  const { add, changed } = taken();
  if (add.length > 0) await loaded.batch(l10n.t('Annotate {0} passages with “{1}”', add.length, codeNames(loaded, ids)), { add });
  return { result: { annotated: add.length, changed }, message: l10n.t('Passages annotated: {0}', add.length) };
}

async function lock({ workspace }: CommandContext, { ids, locked }: ReturnType<typeof lockArguments>): Promise<Outcome<number>> {
  let changed = 0;
  for (const loaded of workspace.loaded) {
    const edit = ids.filter((id) => loaded.annotation(id)).map((id) => ({ id, change: { locked: locked || undefined } }));
    const description = locked ? l10n.t('Lock {0} annotations', edit.length) : l10n.t('Unlock {0} annotations', edit.length);
    if (edit.length > 0) changed += (await loaded.batch(description, { edit })).length;
  }
  return { result: changed, message: locked ? l10n.t('Annotations locked: {0}', changed) : l10n.t('Annotations unlocked: {0}', changed) };
}

// #endregion

function select({ workspace }: CommandContext, { uri, range, unit }: SelectArguments): Outcome<AnnotationInfo['range'] | null> {
  const { document } = documentAt(workspace, uri);
  const found = selectUnit(document, document.text.spanOf(range), unit);
  return { result: found ? document.text.rangeOf(found) : null };
}
