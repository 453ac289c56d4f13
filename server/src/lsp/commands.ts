import * as l10n from '@vscode/l10n';
import { MessageType, ShowMessageNotification, type CancellationToken, type Connection } from 'vscode-languageserver';
import type { Logger } from '../corpus/ports';
import { MANIFEST_NAME } from '../corpus/manifest';
import { oneLine, passage } from '../features/plainText';
import { sourceAt, statementsOf } from '../features/statements';
import { adjudicate } from './agreementRequests';
import { toAnnotationInfo } from './annotationInfo';
import { toCorpusInfo } from './annotationRequests';
import type { Client } from './capabilities';
import { codingCommands, offeringWider } from './codingCommands';
import {
  addNoteArguments, adjudicateArguments, addTermArguments, annotateArguments, attachSidecarArguments, declareArguments, deleteArguments, editArguments, exportArguments, forbidFormArguments, hideCandidateArguments, reattachArguments, recodeArguments, relateArguments, setStatusArguments, statementsArguments, stepArguments,
} from './commandArguments';
import { addTerm } from './addTerm';
import { codeCommands } from './codeCommands';
import { hideCandidate } from './candidates';
import { withoutSlash } from './discovery';
import { withdrawDecisions } from './decisionRequests';
import { guardedCommand, UserError } from './guard';
import { exportCorpus } from './exports';
import { forbidForm } from './forbidForm';
import { annotationWith, codeNames, corpusAt, documentAt, type CommandContext, type Outcome } from './named';
import { addNote, relate, setStatus } from './noteCommands';
import { attach } from './orphanOffers';
import {
  ServerCommand, type AddedTerm, type AddTermArguments, type AnnotateArguments, type AnnotationInfo, type CorpusInfo, type EditAnnotationArguments, type ExportArguments, type ExportResult, type ReattachArguments, type StatementsArguments, type StatementsResult,
} from './protocol';
import { tagCommands } from './tagCommands';
import { shownPath } from './uris';

/** Characters of a statement in a list. */
const STATEMENT_LENGTH = 200;

type CommandName = (typeof ServerCommand)[keyof typeof ServerCommand];

/** Runs the commands of the server (workspace/executeCommand). */
export function registerCommands(connection: Connection, context: CommandContext, client: Client, logger: Logger): void {
  const ofCodes = Object.fromEntries(Object.entries(codeCommands).map(([name, run]) => [name, (argument: unknown) => run(context, argument)])) as Readonly<Record<keyof typeof codeCommands, (argument: unknown) => Promise<Outcome<unknown>>>>;
  const commands: Readonly<Record<CommandName, (argument: unknown, token: CancellationToken) => Promise<Outcome<unknown>>>> = {
    ...codingCommands(context, client),
    ...tagCommands(context),
    [ServerCommand.annotate]: async (argument) => offeringWider(context, client, await annotate(context, annotateArguments(argument))),
    [ServerCommand.editAnnotation]: (argument) => editAnnotation(context, editArguments(argument)),
    [ServerCommand.recodeAnnotations]: (argument) => recodeAnnotations(context, recodeArguments(argument)),
    [ServerCommand.addNote]: (argument) => addNote(context, addNoteArguments(argument)),
    [ServerCommand.relate]: (argument) => relate(context, relateArguments(argument)),
    [ServerCommand.setStatus]: (argument) => setStatus(context, setStatusArguments(argument)),
    [ServerCommand.adjudicate]: async (argument) => {
      const { loaded, annotations } = await adjudicate(context.workspace, adjudicateArguments(argument));
      return { result: annotations.map((annotation) => toAnnotationInfo(annotation, loaded)), message: l10n.t('Decided.') };
    },
    [ServerCommand.acceptPassages]: (argument) => acceptPassages(context, deleteArguments(argument)),
    [ServerCommand.keepLost]: (argument) => keepLost(context, deleteArguments(argument)),
    [ServerCommand.reattach]: (argument) => reattach(context, reattachArguments(argument)),
    [ServerCommand.deleteAnnotations]: (argument) => deleteAnnotations(context, deleteArguments(argument)),
    [ServerCommand.withdrawDecisions]: (argument) => withdrawDecisions(context, deleteArguments(argument)),
    [ServerCommand.undo]: (argument) => step(context, 'undo', stepArguments(argument)),
    [ServerCommand.redo]: (argument) => step(context, 'redo', stepArguments(argument)),
    ...ofCodes,
    [ServerCommand.export]: (argument) => exportTo(context, exportArguments(argument)),
    [ServerCommand.declareCorpus]: (argument) => declareCorpus(context, declareArguments(argument)),
    [ServerCommand.addTerm]: (argument) => addTermTo(context, addTermArguments(argument)),
    [ServerCommand.forbidForm]: async (argument) => {
      const result = await forbidForm(context.workspace, context.deps.files, forbidFormArguments(argument));
      return { result, message: l10n.t('“{0}” is no form of “{1}” any more: {2}', result.form, result.id, shownPath(result.file)) };
    },
    [ServerCommand.hideCandidate]: async (argument) => {
      await hideCandidate(context.workspace, context.deps.files, hideCandidateArguments(argument));
      return { result: null };
    },
    [ServerCommand.statements]: (argument) => statements(context, statementsArguments(argument)),
    [ServerCommand.attachSidecar]: (argument) => attach(context, attachSidecarArguments(argument)),
    [ServerCommand.reindex]: () => reindex(context),
    [ServerCommand.clearCache]: () => clearCache(context),
  };
  connection.onExecuteCommand(guardedCommand(logger, 'A command', async ({ command, arguments: given }: { command: string; arguments?: unknown[] | null }, token) => {
    // Some editors say null where there is nothing.
    const argument = given?.[0] ?? undefined;
    const run = Object.hasOwn(commands, command) ? commands[command as CommandName] : undefined;
    if (!run) throw new UserError(l10n.t('There is no command {0}.', command));
    await context.workspace.ready;
    const { result, message } = await run(argument, token);
    if (message !== undefined && !client.options.commandLinks) await connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
    return result;
  }));
}

async function annotate({ workspace }: CommandContext, { uri, range, more = [], codes, memo }: AnnotateArguments): Promise<Outcome<AnnotationInfo>> {
  const { loaded, document } = documentAt(workspace, uri);
  const spans = [range, ...more].map((part) => document.text.spanOf(part));
  if (spans.some(({ start, end }) => end <= start)) throw new UserError(l10n.t('Select the passage to annotate first.'));
  const annotation = await loaded.annotate(document.id, spans, codes, memo ?? '');
  return { result: toAnnotationInfo(annotation, loaded), message: l10n.t('Annotated: {0}', codeNames(loaded, annotation.codes)) };
}

async function editAnnotation({ workspace }: CommandContext, { id, codes, memo, range, more = [], addParts, removeParts, locked }: EditAnnotationArguments): Promise<Outcome<AnnotationInfo>> {
  const { loaded, annotation } = annotationWith(workspace, id);
  const text = loaded.corpus.document(annotation.document)?.text;
  const edited = await loaded.edit(id, {
    ...(codes === undefined ? {} : { codes }),
    ...(memo === undefined ? {} : { memo }),
    ...(locked === undefined ? {} : { locked: locked || undefined }),
    ...(range && text ? { spans: [range, ...more].map((part) => text.spanOf(part)) } : {}),
    ...(addParts && text ? { addSpans: addParts.map((part) => text.spanOf(part)) } : {}),
    ...(removeParts && text ? { removeSpans: removeParts.map((part) => text.spanOf(part)) } : {}),
  });
  return { result: toAnnotationInfo(edited, loaded), message: l10n.t('Annotation changed: {0}', codeNames(loaded, edited.codes)) };
}

async function recodeAnnotations({ workspace }: CommandContext, { ids, add, remove }: ReturnType<typeof recodeArguments>): Promise<Outcome<number>> {
  let changed = 0;
  for (const loaded of workspace.loaded) {
    const own = ids.filter((id) => loaded.annotation(id));
    if (own.length > 0) changed += await loaded.recode(own, add, remove);
  }
  return { result: changed, message: l10n.t('Annotations changed: {0}', changed) };
}

async function deleteAnnotations({ workspace }: CommandContext, { ids }: { readonly ids: readonly string[] }): Promise<Outcome<number>> {
  let deleted = 0;
  for (const loaded of workspace.loaded) {
    const own = ids.filter((id) => loaded.annotation(id));
    if (own.length > 0) deleted += await loaded.delete(own);
  }
  return { result: deleted, message: l10n.t('Annotations deleted: {0}', deleted) };
}

async function acceptPassages({ workspace }: CommandContext, { ids }: { readonly ids: readonly string[] }): Promise<Outcome<number>> {
  let settled = 0;
  for (const loaded of workspace.loaded) settled += await loaded.acceptPassages(ids.filter((id) => loaded.annotation(id)));
  return { result: settled, message: l10n.t('Passages accepted: {0}', settled) };
}

async function keepLost({ workspace }: CommandContext, { ids }: { readonly ids: readonly string[] }): Promise<Outcome<number>> {
  let left = 0;
  for (const loaded of workspace.loaded) left += await loaded.keepLost(ids.filter((id) => loaded.annotation(id)));
  return { result: left, message: l10n.t('Lost passages left: {0}', left) };
}

async function reattach({ workspace }: CommandContext, { id, range, part }: Required<ReattachArguments>): Promise<Outcome<AnnotationInfo>> {
  const { loaded, annotation } = annotationWith(workspace, id);
  const text = loaded.corpus.document(annotation.document)?.text;
  if (!text) throw new UserError(l10n.t('The annotation is no more.'));
  const attached = await loaded.reattach(id, text.spanOf(range), part);
  return { result: toAnnotationInfo(attached, loaded), message: l10n.t('Attached again: {0}', oneLine(attached.quote, 40)) };
}

/** Takes back or repeats the last change; without a corpus named, of the only one that there is or that was changed last. */
async function step({ workspace }: CommandContext, direction: 'undo' | 'redo', { corpus }: { readonly corpus?: string | undefined }): Promise<Outcome<string | null>> {
  const named = corpus === undefined ? undefined : corpusAt(workspace, corpus);
  const loaded = named ?? [...workspace.loaded].sort((a, b) => b.lastChange - a.lastChange)[0];
  const what = (await loaded?.[direction]()) ?? null;
  if (what === null) return { result: what, message: l10n.t('There is nothing to undo or redo.') };
  return { result: what, message: direction === 'undo' ? l10n.t('Undone: {0}', what) : l10n.t('Done again: {0}', what) };
}

async function exportTo({ workspace, deps }: CommandContext, { corpus, format, content, file }: ExportArguments): Promise<Outcome<ExportResult>> {
  const loaded = corpusAt(workspace, corpus);
  const { rows, losses } = await exportCorpus(loaded, format, content ?? 'annotations', file, deps);
  return { result: { file, rows, ...(losses.length > 0 ? { losses } : {}) }, message: [l10n.t('Exported {0} rows to {1}', rows, shownPath(file)), ...losses].join(' ') };
}

async function declareCorpus({ workspace, deps: { files } }: CommandContext, { folder, write }: ReturnType<typeof declareArguments>): Promise<Outcome<CorpusInfo>> {
  const root = withoutSlash(folder);
  if ((await files.stat(root))?.kind !== 'directory') throw new UserError(l10n.t('There is no such folder: {0}', root));
  const manifest = `${root}/${MANIFEST_NAME}`;
  // An editor that remembers its folders needs no file to find the corpus again.
  if (write !== false && !(await files.stat(manifest))) await files.writeAtomic(manifest, new TextEncoder().encode('{}\n'));
  await workspace.declare(root);
  const loaded = corpusAt(workspace, root);
  return { result: toCorpusInfo(loaded), message: l10n.t('{0} is a corpus now; documents: {1}', loaded.corpus.name, loaded.corpus.documents.length) };
}

async function addTermTo({ workspace, deps }: CommandContext, args: AddTermArguments): Promise<Outcome<AddedTerm>> {
  const added = await addTerm(workspace, deps, args);
  return { result: added, message: l10n.t('“{0}” was added to {1}', added.id, shownPath(added.file)) };
}

async function reindex({ workspace, indexing }: CommandContext): Promise<Outcome<null>> {
  for (const loaded of workspace.loaded) await loaded.reload();
  await indexing.start();
  return { result: null };
}

/** What is recognised stays known as long as the server runs; the next one begins from nothing. */
async function clearCache({ deps }: CommandContext): Promise<Outcome<null>> {
  await deps.clearCache?.();
  return { result: null, message: l10n.t('The cache was cleared.') };
}

/** All that the source at a place, or the one named, says in its corpus. */
function statements({ workspace }: CommandContext, { uri, position, source }: StatementsArguments): Promise<Outcome<StatementsResult | null>> {
  const { corpus, document } = documentAt(workspace, uri);
  const id = source ?? (position && sourceAt(document, document.text.offsetAt(position)));
  const found = id === undefined ? undefined : statementsOf(corpus, id);
  if (!found) return Promise.resolve({ result: null, message: l10n.t('There is no source here.') });
  const result: StatementsResult = {
    source: found.id,
    name: found.name,
    count: found.count,
    statements: found.statements.map(({ document: where, attribution: { content, cue } }) => ({
      uri: where.uri,
      range: where.text.rangeOf(content),
      document: where.title,
      cue,
      text: passage(where, content, STATEMENT_LENGTH),
    })),
  };
  return Promise.resolve({ result, message: l10n.t('{0}: statements {1}', found.name, found.count) });
}
