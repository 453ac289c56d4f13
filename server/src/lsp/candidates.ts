import * as l10n from '@vscode/l10n';
import type { CancellationToken, Connection, Range } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { resolvePath } from '../corpus/fileList';
import { MANIFEST_NAME } from '../corpus/manifest';
import type { FileSystem, Logger } from '../corpus/ports';
import { insertConcept, insertInList, isWritableTermBase, NotWritable, OWN_TERM_BASE, removeFromList } from '../corpus/termBaseEdit';
import { candidateKey, termCandidates, type TermCandidate } from '../features/candidates';
import { conceptOf } from '../features/newConcept';
import { oneLine } from '../features/plainText';
import { parseTermBase } from '../recognise/terms/parseTermBase';
import { SourceText } from '../text/sourceText';
import { finish, type Steps } from '../text/steps';
import { guarded, UserError } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import { CANDIDATE_CONTEXTS, CANDIDATES, CandidatesRequest, type AddedTerm, type AddTermArguments, type CandidateInfo, type CandidatesParams, type HideCandidateArguments } from './protocol';
import { shownPath } from './uris';
import type { Workspace } from './workspace';

/** Code units of a document shown before and after a place. */
const AROUND = 24;
const LONGEST_CONTEXT = 120;
/** Milliseconds of counting at a stretch. */
const BREATH = 20;
/** Code units in which candidates are counted within a second. */
const COUNTED_AT_ONCE = 1_000_000;
/** A form that a person adds may be longer than what is found by itself, but no passage. */
const LONGEST_FORM = 60;

/** Answers what a list of candidates asks. */
export function registerCandidates(connection: Connection, workspace: Workspace, pause: () => Promise<void>, logger: Logger): void {
  connection.onRequest(CandidatesRequest, guarded(logger, 'Candidates', [], async (params: CandidatesParams | undefined, token) => {
    const { corpus, limit } = params ?? {};
    await workspace.ready;
    const asked = corpus === undefined ? workspace.loaded : [workspace.corpusAt(corpus)].filter((loaded) => loaded !== undefined);
    const most = Number.isSafeInteger(limit) && (limit as number) > 0 ? Math.min(limit as number, CANDIDATES) : CANDIDATES;
    const answer: CandidateInfo[] = [];
    for (const loaded of asked) {
      const found = await inSteps(candidatesOf(loaded, most, CANDIDATE_CONTEXTS), token, pause);
      answer.push(...found.map((candidate) => toCandidateInfo(candidate, loaded)));
    }
    return answer;
  }));
}

function candidatesOf({ corpus }: LoadedCorpus, limit: number, contexts: number): Steps<TermCandidate[]> {
  return termCandidates(corpus, { limit, contexts, hidden: corpus.manifest.notTerms });
}

/** Works step by step, with pauses for other requests; nothing when cancelled. */
async function inSteps<T>(steps: Steps<T[]>, token: CancellationToken, pause: () => Promise<void>): Promise<T[]> {
  let since = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - since < BREATH) continue;
    await pause();
    if (token.isCancellationRequested) return [];
    since = performance.now();
  }
}

function toCandidateInfo({ form, forms, score, frequency, documents, definition, aliases, english, contexts }: TermCandidate, { corpus }: LoadedCorpus): CandidateInfo {
  return {
    corpus: corpus.root,
    form, forms, score, frequency, documents, aliases,
    ...(definition && { definition: { uri: definition.document.uri, range: definition.document.text.rangeOf(definition.span), text: definition.text } }),
    ...(english !== undefined && { english }),
    contexts: contexts.map(({ document, span }) => ({
      uri: document.uri,
      range: document.text.rangeOf(span),
      text: oneLine(document.text.slice({ start: Math.max(0, span.start - AROUND), end: Math.min(document.text.length, span.end + AROUND) }), LONGEST_CONTEXT),
    })),
  };
}

/**
 * Writes a concept into the corpus's own term base: the first of corpus.json that can be added to, or terms.json, which is
 * made and named in corpus.json. The files are read anew before, so that nothing that stands there is lost.
 */
export function addTerm(workspace: Workspace, files: FileSystem, args: AddTermArguments): Promise<AddedTerm> {
  return inTurn(workspace, () => writeTerm(workspace, files, args));
}

async function writeTerm(workspace: Workspace, files: FileSystem, args: AddTermArguments): Promise<AddedTerm> {
  const { loaded, form } = subjectOf(workspace, args);
  if (form === '' || /[\r\n]/.test(form) || form.length > LONGEST_FORM) throw new UserError(l10n.t('Select a term to add: up to {0} characters on one line.', LONGEST_FORM));
  const candidate = args.forms === undefined || args.definition === undefined ? candidateFor(loaded, form) : undefined;
  const concept = conceptOf({
    form: candidate?.form ?? form,
    forms: [form, ...(args.forms ?? candidate?.forms ?? [])],
    aliases: args.aliases ?? candidate?.aliases,
    english: args.english ?? candidate?.english,
    definition: args.definition ?? candidate?.definition?.text,
  });
  const root = URI.parse(loaded.corpus.root);
  const own = loaded.corpus.manifest.termBases.map(({ value }) => value.replaceAll('\\', '/'));
  const path = own.find(isWritableTermBase) ?? OWN_TERM_BASE;
  const file = resolvePath(root, path);
  const isNamed = own.includes(path);
  const text = await readText(files, file);
  if (text !== undefined && parseTermBase(text, Utils.basename(URI.parse(file))).termBase.concepts.some(({ id }) => id === concept.id)) {
    throw new UserError(l10n.t('“{0}” is in {1} already.', concept.id, shownPath(file)));
  }
  const manifest = resolvePath(root, MANIFEST_NAME);
  // Both are made before either is written: a broken corpus.json leaves the term base as it is.
  const written = attempt(file, () => insertConcept(text, path, concept));
  const manifestText = isNamed ? undefined : await readText(files, manifest);
  const named = isNamed ? undefined : attempt(manifest, () => insertInList(manifestText, 'termBases', path));
  await write(files, file, written);
  if (named !== undefined && named !== manifestText) await write(files, manifest, named);
  await workspace.filesChanged([file, manifest]);
  const parsed = parseTermBase(written, Utils.basename(URI.parse(file)));
  return { id: concept.id, file, range: rangeIn(written, parsed.locations.get(concept.id)), created: text === undefined };
}

/** Remembers in corpus.json that a form is no term, or forgets it. */
export function hideCandidate(workspace: Workspace, files: FileSystem, args: HideCandidateArguments): Promise<void> {
  return inTurn(workspace, () => writeNotTerm(workspace, files, args));
}

async function writeNotTerm(workspace: Workspace, files: FileSystem, { corpus, form, hide = true }: HideCandidateArguments): Promise<void> {
  const loaded = corpusAt(workspace, corpus);
  const manifest = resolvePath(URI.parse(loaded.corpus.root), MANIFEST_NAME);
  const text = await readText(files, manifest);
  const isMeant = (entry: string): boolean => candidateKey(entry) === candidateKey(form);
  const edited = attempt(manifest, () => {
    if (!hide) return text === undefined ? undefined : removeFromList(text, 'notTerms', isMeant);
    return loaded.corpus.manifest.notTerms?.some(isMeant) ? text : insertInList(text, 'notTerms', form.trim());
  });
  if (edited === undefined || edited === text) return;
  await write(files, manifest, edited);
  await workspace.filesChanged([manifest]);
}

/** What is known of a form as a candidate; nothing in a corpus so large that a person would wait for the count. */
function candidateFor(loaded: LoadedCorpus, form: string): TermCandidate | undefined {
  const size = loaded.corpus.documents.reduce((sum, { text }) => sum + text.length, 0);
  if (size > COUNTED_AT_ONCE) return undefined;
  const key = candidateKey(form);
  return finish(candidatesOf(loaded, CANDIDATES, 0)).find((known) => [known.form, ...known.forms].some((other) => candidateKey(other) === key));
}

/** Reading a file, editing its text and writing it go one after another, so that nothing is lost between two of them. */
export function inTurn<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
  const result = (turns.get(workspace) ?? Promise.resolve()).then(work);
  turns.set(workspace, result.catch(() => undefined));
  return result;
}

const turns = new WeakMap<Workspace, Promise<unknown>>();

function subjectOf(workspace: Workspace, { corpus, form, uri, range }: AddTermArguments): { loaded: LoadedCorpus; form: string } {
  if (uri === undefined || range === undefined) return { loaded: corpusAt(workspace, corpus ?? ''), form: (form ?? '').trim() };
  const at = workspace.locate(uri);
  if (!at) throw new UserError(l10n.t('This file belongs to no corpus. Declare its folder a corpus first.'));
  const { reading, text } = at.document;
  // Read as it is matched: a term may run over the end of a line.
  return { loaded: at.loaded, form: reading.written(reading.fromSourceSpan(text.spanOf(range))).trim() };
}

function corpusAt(workspace: Workspace, root: string): LoadedCorpus {
  const loaded = workspace.corpusAt(root);
  if (!loaded) throw new UserError(l10n.t('There is no corpus in {0}.', root));
  return loaded;
}

export async function readText(files: FileSystem, uri: string): Promise<string | undefined> {
  const bytes = await files.read(uri);
  if (!bytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // In another encoding it is read, but what was written would be in two.
    throw new UserError(l10n.t('{0} is not UTF-8 text, so nothing is added to it.', shownPath(uri)));
  }
}

export async function write(files: FileSystem, uri: string, text: string): Promise<void> {
  await files.writeAtomic(uri, new TextEncoder().encode(text));
}

export function attempt<T>(uri: string, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (!(error instanceof NotWritable)) throw error;
    if (error.reason === 'columns') throw new UserError(l10n.t('The first row of {0} names no column for Chinese forms.', shownPath(uri)));
    throw new UserError(l10n.t('{0} cannot be read, so nothing is added to it. Repair it first.', shownPath(uri)));
  }
}

export function rangeIn(text: string, span: { start: number; end: number } | undefined): Range {
  return new SourceText(text).rangeOf(span ?? { start: 0, end: 0 });
}

