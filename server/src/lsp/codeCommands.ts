import * as l10n from '@vscode/l10n';
import { changeCode, changeCodeBook, joinCodes, makeCode, putCodes, removeCodes, splitCode } from '../annotations/codeBook/codeOperations';
import { codeBookFormat, CODE_BOOK_FORMATS } from '../exchange/codeBookFormats';
import { ImportError } from '../exchange/codeBookFormat';
import { importCodeBook, type ImportReport } from '../exchange/codeBookImport';
import { toCodeInfo } from './annotationRequests';
import { addCodeArguments, deleteCodeArguments, editCodeArguments, importCodesArguments, mergeCodesArguments, moveCodeArguments, splitCodeArguments } from './commandArguments';
import { UserError } from './guard';
import type { LoadDeps } from './loadedCorpus';
import { corpusAt, type Outcome } from './named';
import {
  type AddCodeArguments, type CodeInfo, type DeleteCodeArguments, type EditCodeArguments, type ImportCodesArguments, type ImportCodesResult, type MergeCodesArguments, type MoveCodeArguments, ServerCommand, type SplitCodeArguments, type SplitCodeResult,
} from './protocol';
import { shownPath } from './uris';
import type { Workspace } from './workspace';

interface Context {
  readonly workspace: Workspace;
  readonly deps: Pick<LoadDeps, 'files' | 'guidOf'>;
}

/** Commands that change the code book, and annotations with it. */
export const codeCommands = {
  [ServerCommand.addCode]: (context, argument) => addCode(context, addCodeArguments(argument)),
  [ServerCommand.editCode]: (context, argument) => editCode(context, editCodeArguments(argument)),
  [ServerCommand.moveCode]: (context, argument) => moveCode(context, moveCodeArguments(argument)),
  [ServerCommand.mergeCodes]: (context, argument) => mergeCodes(context, mergeCodesArguments(argument)),
  [ServerCommand.splitCode]: (context, argument) => split(context, splitCodeArguments(argument)),
  [ServerCommand.deleteCode]: (context, argument) => deleteCode(context, deleteCodeArguments(argument)),
  [ServerCommand.importCodes]: (context, argument) => importCodes(context, importCodesArguments(argument)),
} as const satisfies Readonly<Record<string, (context: Context, argument: unknown) => Promise<Outcome<unknown>>>>;

async function addCode({ workspace }: Context, { corpus, ...code }: AddCodeArguments): Promise<Outcome<CodeInfo>> {
  const loaded = corpusAt(workspace, corpus);
  const made = await loaded.changeCodes((coded) => makeCode(coded, code));
  return { result: toCodeInfo(made, loaded), message: l10n.t('Code added: {0}', made.name) };
}

async function editCode({ workspace }: Context, { corpus, id, ...change }: EditCodeArguments): Promise<Outcome<CodeInfo>> {
  const loaded = corpusAt(workspace, corpus);
  const changed = await loaded.changeCodes((coded) => changeCode(coded, id, change));
  return { result: toCodeInfo(changed, loaded), message: l10n.t('Code changed: {0}', changed.name) };
}

async function moveCode({ workspace }: Context, { corpus, ids, parent, before }: MoveCodeArguments): Promise<Outcome<null>> {
  await corpusAt(workspace, corpus).changeCodes((coded) => putCodes(coded, ids, { parent, before }));
  return { result: null, message: l10n.t('Codes moved: {0}', ids.length) };
}

async function mergeCodes({ workspace }: Context, { corpus, ids, into }: MergeCodesArguments): Promise<Outcome<number>> {
  const changed = await corpusAt(workspace, corpus).changeCodes((coded) => joinCodes(coded, ids, into));
  return { result: changed, message: l10n.t('Annotations changed: {0}', changed) };
}

async function split({ workspace }: Context, { corpus, ...what }: SplitCodeArguments): Promise<Outcome<SplitCodeResult>> {
  const loaded = corpusAt(workspace, corpus);
  const { code, changed } = await loaded.changeCodes((coded) => splitCode(coded, what));
  return { result: { code: toCodeInfo(code, loaded), changed }, message: l10n.t('Annotations changed: {0}', changed) };
}

async function deleteCode({ workspace }: Context, { corpus, ids, uses }: DeleteCodeArguments): Promise<Outcome<number>> {
  const changed = await corpusAt(workspace, corpus).changeCodes((coded) => removeCodes(coded, ids, uses));
  return { result: changed, message: l10n.t('Annotations changed: {0}', changed) };
}

async function importCodes({ workspace, deps: { files, guidOf } }: Context, { corpus, format: name, file, differences = 'keep' }: ImportCodesArguments): Promise<Outcome<ImportCodesResult>> {
  const loaded = corpusAt(workspace, corpus);
  const format = codeBookFormat(name);
  if (!format) throw new UserError(l10n.t('There is no format {0}; there are {1}.', name, CODE_BOOK_FORMATS.map((each) => each.name).join(l10n.t(', '))));
  const bytes = await files.read(file);
  if (!bytes) throw new UserError(l10n.t('There is no such file: {0}', shownPath(file)));
  try {
    const imported = format.read(bytes);
    let report: ImportReport = { added: 0, known: 0, changed: 0, remarks: [] };
    await loaded.changeCodes((coded) => changeCodeBook(coded, l10n.t('Import codes from {0}', shownPath(file)), (book) => {
      const used = loaded.corpus.documents.flatMap(({ id }) => loaded.everybody(id).annotations.flatMap(({ codes }) => codes));
      const outcome = importCodeBook(book, imported, { differences, guidOf, used });
      report = outcome.report;
      return outcome.book;
    }));
    return { result: report, message: l10n.t('Codes added: {0}; changed: {1}', report.added, report.changed) };
  } catch (error) {
    if (error instanceof ImportError) throw new UserError(`${shownPath(file)}${error.place === undefined ? '' : `:${error.place}`}: ${error.message}`);
    throw error;
  }
}
