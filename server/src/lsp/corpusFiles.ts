import * as l10n from '@vscode/l10n';
import type { Range } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import { resolvePath } from '../corpus/fileList';
import { MANIFEST_NAME } from '../corpus/manifest';
import type { FileSystem } from '../corpus/ports';
import { insertInList, NotWritable, OWN_TERM_BASE } from '../corpus/termBaseEdit';
import { parseTermBase } from '../recognise/terms/parseTermBase';
import { SourceText } from '../text/sourceText';
import { UserError } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import { shownPath } from './uris';
import type { Workspace } from './workspace';

/** Adding to the files that people keep by hand: corpus.json and the corpus's own term base. They are read anew before each edit. */

/** Reading a file, editing its text and writing it go one after another, so that nothing is lost between two of them. */
export function inTurn<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
  const result = (turns.get(workspace) ?? Promise.resolve()).then(work);
  turns.set(workspace, result.catch(() => undefined));
  return result;
}

const turns = new WeakMap<Workspace, Promise<unknown>>();

/** A term base as a corpus names it. */
export interface OwnTermBase {
  /** Its path as corpus.json has it. */
  readonly path: string;
  readonly uri: string;
  readonly isNamed: boolean;
}

export interface WrittenTermBase {
  /** URI. */
  readonly file: string;
  readonly created: boolean;
  /** Where the entry of a concept stands, by its id without a prefix. */
  readonly rangeOf: (id: string) => Range;
}

/**
 * Edits the corpus's own term base: the first of corpus.json that fits, or terms.json, which is made and named in corpus.json.
 *
 * @throws {UserError} when one of the files cannot be added to; then neither is written
 */
export async function editTermBase(
  workspace: Workspace, files: FileSystem, { corpus }: LoadedCorpus, fits: (path: string) => boolean, edit: (text: string | undefined, termBase: OwnTermBase) => string,
): Promise<WrittenTermBase> {
  const root = URI.parse(corpus.root);
  const named = corpus.manifest.termBases.map(({ value }) => value.replaceAll('\\', '/'));
  const path = named.find(fits) ?? OWN_TERM_BASE;
  const termBase: OwnTermBase = { path, uri: resolvePath(root, path), isNamed: named.includes(path) };
  const manifest = resolvePath(root, MANIFEST_NAME);
  const before = await readText(files, termBase.uri);
  const manifestBefore = termBase.isNamed ? undefined : await readText(files, manifest);
  // Both are made before either is written: a broken corpus.json leaves the term base as it is.
  const written = attempt(termBase.uri, () => edit(before, termBase));
  const manifestWritten = termBase.isNamed ? undefined : attempt(manifest, () => insertInList(manifestBefore, 'termBases', path));
  if (written !== before) await write(files, termBase.uri, written);
  if (manifestWritten !== undefined && manifestWritten !== manifestBefore) await write(files, manifest, manifestWritten);
  await workspace.filesChanged([termBase.uri, manifest]);
  return {
    file: termBase.uri,
    created: before === undefined,
    rangeOf: (id) => new SourceText(written).rangeOf(parseTermBase(written, baseName(termBase.uri)).locations.get(id) ?? { start: 0, end: 0 }),
  };
}

/** Edits corpus.json; a text that stays the same is not written. */
export async function editManifest(workspace: Workspace, files: FileSystem, { corpus }: LoadedCorpus, edit: (text: string | undefined) => string | undefined): Promise<void> {
  const manifest = resolvePath(URI.parse(corpus.root), MANIFEST_NAME);
  const before = await readText(files, manifest);
  const written = attempt(manifest, () => edit(before));
  if (written === undefined || written === before) return;
  await write(files, manifest, written);
  await workspace.filesChanged([manifest]);
}

/** The last part of an address, which says how a term base is read. */
export function baseName(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

async function readText(files: FileSystem, uri: string): Promise<string | undefined> {
  const bytes = await files.read(uri);
  if (!bytes) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // In another encoding it is read, but what was written would be in two.
    throw new UserError(l10n.t('{0} is not UTF-8 text, so nothing is added to it.', shownPath(uri)));
  }
}

async function write(files: FileSystem, uri: string, text: string): Promise<void> {
  await files.writeAtomic(uri, new TextEncoder().encode(text));
}

function attempt<T>(uri: string, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    if (error instanceof NotWritable) throw new UserError(refusal(error.reason, shownPath(uri)));
    throw error;
  }
}

function refusal(reason: NotWritable['reason'], path: string): string {
  switch (reason) {
    case 'columns':
      return l10n.t('The first row of {0} names no column for Chinese forms.', path);
    case 'format':
      return l10n.t('{0} is no list of concepts, so nothing is added to it. Name a term base of your own before it in corpus.json.', path);
    case 'broken':
      return l10n.t('{0} cannot be read, so nothing is added to it. Repair it first.', path);
  }
}
