import * as l10n from '@vscode/l10n';
import { isBareDecision } from '../annotations/decisions';
import type { Annotation } from '../annotations/model';
import { trimPassage } from '../annotations/anchoring/passages';
import type { Hash } from '../annotations/ports';
import type { NewAnnotation } from '../annotations/store';
import type { CorpusDocument } from '../corpus/corpus';
import type { Cancellation } from '../corpus/ports';
import { inContext, placesOf, uncoded } from '../features/places';
import { oneLine } from '../features/plainText';
import { selectUnit, widened } from '../features/textUnits';
import { contains, type Span } from '../text/span';
import { finish, type Steps } from '../text/steps';
import { findCode } from '../annotations/codeBook/codeBook';
import { toAnnotationInfo } from './annotationInfo';
import type { Client } from './capabilities';
import { annotatePlacesArguments, codeArguments, lockArguments, placesArguments, selectArguments } from './commandArguments';
import { cancelled, UserError } from './guard';
import { inSteps } from './inSteps';
import type { LoadedCorpus } from './loadedCorpus';
import { codeNames, corpusAt, documentAt, type CommandContext, type Outcome } from './named';
import {
  PLACES, ServerCommand, type AnnotatedPlaces, type AnnotatePlacesArguments, type AnnotationInfo, type CodeArguments, type CodedResult, type PlaceInfo, type PlacesArguments, type PlacesResult, type SelectArguments,
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
    [ServerCommand.places]: (argument: unknown, token: Cancellation) => places(context, placesArguments(argument), token),
    [ServerCommand.annotatePlaces]: (argument: unknown, token: Cancellation) => annotatePlaces(context, annotatePlacesArguments(argument), token),
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

async function places({ workspace, deps }: CommandContext, args: PlacesArguments, token: Cancellation): Promise<Outcome<PlacesResult>> {
  const { corpus } = documentAt(workspace, args.uri);
  await corpus.index(token);
  // The document may have been edited meanwhile.
  const result = await inSteps(placesResult(documentAt(workspace, args.uri), args, deps.hash), token, deps.pause);
  if (!result) throw cancelled();
  return { result, message: l10n.t('{0}: {1} places', result.label, result.total) };
}

/** In steps of a few milliseconds: of a text that is edited meanwhile, the places are those of before, which their checks tell. */
function* placesResult({ loaded, corpus, document }: Located, { range, of, text, code: wanted }: PlacesArguments, hash: Hash): Steps<PlacesResult> {
  const found = yield* placesOf(corpus, document, document.text.spanOf(range), of, text);
  if (!found) throw new UserError(of === 'string' ? l10n.t('Select a string first.') : of === 'statements' ? l10n.t('There is no source here.') : l10n.t('There is no concept or entity here.'));
  const id = wanted === undefined ? undefined : (findCode(loaded.codeBook, wanted)?.id ?? wanted);
  const own = id === undefined ? [] : loaded.annotations().filter((annotation) => annotation.creator === loaded.annotator && annotation.codes.includes(id));
  const left = yield* uncoded(found.places, own);
  // Documents come in the order of the corpus, each with its places together.
  const documents: { readonly uri: string; readonly title: string; readonly places: PlaceInfo[] }[] = [];
  let latest: CorpusDocument | undefined;
  for (const { document: where, span } of left.slice(0, PLACES)) {
    if (where !== latest) {
      documents.push({ uri: where.uri, title: where.title, places: [] });
      yield* where.readInSteps();
      latest = where;
    }
    documents.at(-1)?.places.push({ range: where.text.rangeOf(span), ...inContext(where, span), check: hash(where.text.slice(span)).slice(0, CHECK) });
    yield;
  }
  return { corpus: corpus.root, label: found.label, documents, total: left.length, coded: found.places.length - left.length };
}

async function annotatePlaces({ workspace, deps }: CommandContext, { corpus, documents, codes, memo }: AnnotatePlacesArguments, token: Cancellation): Promise<Outcome<AnnotatedPlaces>> {
  const loaded = corpusAt(workspace, corpus);
  const ids = await loaded.codeIds(codes);
  const known = new Map<PlacesIn, TakenPlaces>();
  function* lookedAt(uri: string, wanted: PlacesIn): Steps<TakenPlaces> {
    const document = loaded.corpus.documentAt(uri);
    if (!document) throw new UserError(l10n.t('{0} is not a document of this corpus.', uri));
    const before = known.get(wanted);
    // While the text is the same nothing has to be looked at again.
    if (before?.document === document) return before;
    const places: TakenPlaces = { document, add: [], changed: 0 };
    for (const { range, check } of wanted) {
      const span = document.text.spanOf(range);
      if (check === undefined || deps.hash(document.text.slice(span)).startsWith(check)) places.add.push({ document: document.id, spans: [span], codes: ids, memo: memo ?? '', creator: loaded.annotator });
      else places.changed++;
      yield;
    }
    known.set(wanted, places);
    return places;
  }
  function* prepared(): Steps<true> {
    for (const { uri, places: wanted } of documents) yield* loaded.prepare((yield* lookedAt(uri, wanted)).add);
    return true;
  }
  if (!(await inSteps(prepared(), token, deps.pause)) || token.isCancellationRequested) throw cancelled();
  // From here on without a pause: the texts are those in which the places are looked at.
  const taken = documents.map(({ uri, places: wanted }) => finish(lookedAt(uri, wanted)));
  const add = taken.flatMap((each) => each.add);
  if (add.length > 0) await loaded.batch(l10n.t('Annotate {0} passages with “{1}”', add.length, codeNames(loaded, ids)), { add });
  return { result: { annotated: add.length, changed: taken.reduce((sum, { changed }) => sum + changed, 0) }, message: l10n.t('Passages annotated: {0}', add.length) };
}

type PlacesIn = AnnotatePlacesArguments['documents'][number]['places'];

/** Places of a document that are to be annotated, as they are in its text at one time, and how many stand no longer where they did. */
interface TakenPlaces {
  readonly document: CorpusDocument;
  readonly add: NewAnnotation[];
  changed: number;
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
