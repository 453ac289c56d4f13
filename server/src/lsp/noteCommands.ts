import * as l10n from '@vscode/l10n';
import type { About, Annotation } from '../annotations/model';
import type { NewAnnotation } from '../annotations/store';
import { relationName } from '../features/relations';
import { oneLine } from '../features/plainText';
import { toAnnotationInfo } from './annotationInfo';
import { UserError } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import { annotationWith, corpusAt, documentAt, type Outcome } from './named';
import type { AddNoteArguments, AnnotationInfo, RelateArguments, SetStatusArguments } from './protocol';
import type { Workspace } from './workspace';

/** Code units of a passage or memo in the description of a step of undo. */
const SHORT = 20;

interface Context {
  readonly workspace: Workspace;
}

/** Adds a reply to an annotation, or a memo on a document or a code. */
export async function addNote({ workspace }: Context, { memo, annotation, uri, corpus, code }: AddNoteArguments): Promise<Outcome<AnnotationInfo>> {
  if (memo.trim() === '') throw new UserError(l10n.t('The memo is empty.'));
  if (annotation !== undefined) {
    const { loaded, annotation: about } = annotationWith(workspace, annotation);
    return add(loaded, about.document, { kind: 'annotation', id: about.id }, memo, l10n.t('Reply to “{0}”', labelOf(about)));
  }
  if (code !== undefined) {
    const loaded = corpusAt(workspace, corpus ?? '');
    const known = loaded.codeBook.codes.find(({ id }) => id === code);
    if (!known) throw new UserError(l10n.t('There is no code with the id "{0}".', code));
    return add(loaded, loaded.codeBookId, { kind: 'code', id: code }, memo, l10n.t('Memo on the code “{0}”', known.name));
  }
  const { loaded, document } = documentAt(workspace, uri ?? '');
  return add(loaded, document.id, { kind: 'document' }, memo, l10n.t('Memo on “{0}”', oneLine(document.title, SHORT)));
}

async function add(loaded: LoadedCorpus, document: string, about: About, memo: string, description: string): Promise<Outcome<AnnotationInfo>> {
  const note: NewAnnotation = { document, about, memo, creator: loaded.annotator };
  return { result: toAnnotationInfo(await onlyOne(loaded.batch(description, { add: [note] })), loaded), message: description };
}

/**
 * Relates two annotations of one corpus, be it of several documents; the same relation is not made twice. Or gives a relation
 * another kind.
 */
export async function relate({ workspace }: Context, { relation, from, to, kind, memo }: RelateArguments): Promise<Outcome<AnnotationInfo>> {
  const wanted = kind.trim();
  if (wanted === '') throw new UserError(l10n.t('A relation needs a kind.'));
  if (relation !== undefined) return changeKind(workspace, relation, wanted, memo);
  const { loaded, annotation: first } = annotationWith(workspace, from ?? '');
  const { loaded: other, annotation: second } = annotationWith(workspace, to ?? '');
  if (loaded !== other) throw new UserError(l10n.t('These annotations are of two corpora. Only annotations of one corpus can be related.'));
  if (first.id === second.id) throw new UserError(l10n.t('An annotation cannot be related to itself.'));
  const known = loaded.noteIndex.relationsFrom(first.id).find((each) => each.relation?.to === second.id && each.relation.kind === wanted);
  if (known) return { result: toAnnotationInfo(known, loaded), message: l10n.t('This relation is there already.') };
  const description = describe(first, wanted, second);
  const note: NewAnnotation = { document: first.document, about: { kind: 'annotation', id: first.id }, relation: { kind: wanted, to: second.id }, memo: memo ?? '', creator: loaded.annotator };
  return { result: toAnnotationInfo(await onlyOne(loaded.batch(description, { add: [note] })), loaded), message: description };
}

async function changeKind(workspace: Workspace, id: string, kind: string, memo: string | undefined): Promise<Outcome<AnnotationInfo>> {
  const { loaded, annotation } = annotationWith(workspace, id);
  if (!annotation.relation) throw new UserError(l10n.t('This annotation is no relation.'));
  const description = l10n.t('Change a relation to “{0}”', relationName(kind));
  await loaded.batch(description, { edit: [{ id, change: { relation: { ...annotation.relation, kind }, ...(memo === undefined ? {} : { memo }) } }] });
  return { result: toAnnotationInfo(loaded.annotation(id) ?? annotation, loaded), message: description };
}

/** Says how far the present annotator is with documents. A document that nobody has begun needs no note to be new. */
export async function setStatus({ workspace }: Context, { uris, status }: SetStatusArguments): Promise<Outcome<number>> {
  const documents = uris.map((uri) => documentAt(workspace, uri));
  let changed = 0;
  for (const loaded of new Set(documents.map((at) => at.loaded))) {
    const own = [...new Set(documents.filter((at) => at.loaded === loaded).map(({ document }) => document.id))];
    const present = own.map((document) => ({ document, note: loaded.noteIndex.statusesOf(document).find(({ creator }) => creator === loaded.annotator) }));
    const edit = present.flatMap(({ note }) => (note && note.status !== status ? [{ id: note.id, change: { status } }] : []));
    const add = present.flatMap(({ document, note }): NewAnnotation[] => (note || status === 'new' ? [] : [{ document, about: { kind: 'document' }, status, creator: loaded.annotator }]));
    if (edit.length + add.length > 0) await loaded.batch(l10n.t('Set the status of {0} documents', edit.length + add.length), { add, edit });
    changed += edit.length + add.length;
  }
  return { result: changed, message: l10n.t('Documents whose status changed: {0}', changed) };
}

async function onlyOne(made: Promise<readonly Annotation[]>): Promise<Annotation> {
  const [note] = await made;
  // Another program may have deleted it at once.
  if (!note) throw new UserError(l10n.t('The annotation is no more.'));
  return note;
}

function describe(first: Annotation, kind: string, second: Annotation): string {
  return l10n.t('Relate “{0}” → {1} → “{2}”', labelOf(first), relationName(kind), labelOf(second));
}

/** What an annotation is recognised by: its passage, else its memo. */
function labelOf({ quote, memo }: Annotation): string {
  return oneLine(quote === '' ? memo : quote, SHORT);
}
