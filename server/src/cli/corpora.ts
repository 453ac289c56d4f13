import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'vscode-uri';
import type { CorpusDocument, Mention, Problem } from '../corpus/corpus';
import { decode } from '../corpus/decode';
import { isEdtf } from '../corpus/edtf';
import { builtInTermBase, createRecognition, onlyLayers } from '../corpus/engine';
import { holdsDocuments } from '../corpus/fileList';
import { LoneDocuments } from '../corpus/loneDocuments';
import { MANIFEST_NAME, type Manifest } from '../corpus/manifest';
import { neverCancelled, type FileReader, type Logger } from '../corpus/ports';
import type { CorpusOptions } from '../corpus/corpusOptions';
import { openCorpus, type CorpusWorkspace } from '../corpus/workspace';
import { withoutMessage } from '../platform/errors';
import { SegmenterProcess } from '../platform/segmenterProcess';
import { WorkerPool } from '../platform/workers/workerPool';
import { LAYERS, type Layer } from '../recognise/tags';
import { SourceText } from '../text/sourceText';
import { type Arguments, type Io, type Option, UsageError, wholeNumber } from './command';
import { readAll } from './standardInput';

/** Options of every command that opens corpora. */
export const COMMON_OPTIONS = {
  threads: { value: 'N', help: 'recognise large corpora in so many threads; as many as there are cores when 0 or not given' },
  verbose: { help: 'write a log to standard error' },
} satisfies Record<string, Option>;

/** Options of every command that recognises terms and dates. */
export const RECOGNITION_OPTIONS = {
  termbase: { value: 'FILE', multiple: true, help: 'use this term base (JSON, CSV, TSV, TBX or SKOS) instead of the built-in one and the corpus\'s own; may stand several times' },
  date: { value: 'YYYY-MM-DD', help: 'the date of every document, from which relative dates are counted' },
  ...COMMON_OPTIONS,
} satisfies Record<string, Option>;

/** A corpus that paths on the command line belong to, and how its files are called in the output. */
export interface OpenedCorpus {
  readonly corpus: CorpusWorkspace;
  nameOf(document: CorpusDocument): string;
}

export interface HowToOpen {
  /** What is to be recognised; everything when absent. */
  readonly layers?: ReadonlySet<Layer>;
  /** False for a command that prints the errors itself. */
  readonly reportErrors?: boolean;
  /** True for a command that has something to do in a corpus without documents, too. */
  readonly mayBeEmpty?: boolean;
}

/** Address of what comes from standard input; `-` on the command line and in the output. */
const STANDARD_INPUT = 'stdin:/-';

/**
 * Opens what paths on the command line name: files, folders, corpora, `-` for standard input. A path in a corpus (a
 * folder with a corpus.json, here or further up) is read with what its corpus.json says of it; of a corpus only the
 * named files are read. Files that belong to no corpus are one together. A path that is not there is told to `io.fail`,
 * and so, unless told otherwise, is a folder without a document and every error in a document, corpus.json or term base.
 */
export async function openPaths(paths: readonly string[], args: Arguments, io: Io, how: HowToOpen = {}): Promise<OpenedCorpus[]> {
  if (paths.length === 0) throw new UsageError('no PATH is given');
  const options = corpusOptions(args, io, how.layers ?? new Set(LAYERS));
  const selection = await selectPaths(paths, io);
  const files = await withStandardInput(io, paths.includes('-'));
  const opened: OpenedCorpus[] = [];
  const loose = [...selection.loose];
  const corpora = new Map<string, CorpusWorkspace>();
  for (const chosen of selection.corpora.values()) {
    const corpus = await openCorpus(uriOf(chosen.root), files, { ...options, select: (id) => chosen.nameOf(id) !== undefined });
    corpora.set(chosen.root, corpus);
    // A folder that only holds corpora is none itself.
    const isEmpty = corpus.documents.length === 0 && corpus.problems.length === 0;
    if (!isEmpty || chosen.inner.size === 0) opened.push({ corpus, nameOf: (document) => chosen.nameOf(document.id) ?? document.id });
    const belongs = new Set([...corpus.documents, ...corpus.problems].map(({ uri }) => uri));
    // A file of the folder that corpus.json leaves out, named all the same.
    for (const [path, name] of chosen.files) if (!belongs.has(uriOf(path))) loose.push({ id: name, uri: uriOf(path) });
  }
  const reportsErrors = how.reportErrors ?? true;
  if (!how.mayBeEmpty) tellEmptyFolders(selection, corpora, ({ severity }) => !reportsErrors || severity === 'error', io);
  if (loose.length > 0) {
    const corpus = await openCorpus(uriOf(io.cwd), files, { ...options, files: loose });
    opened.push({ corpus, nameOf: (document) => document.id });
  }
  if (reportsErrors) for (const each of opened) await tellErrors(each, io);
  return opened;
}

/**
 * Documents that each stand alone, with the term bases and the rest that the options of the command line name. What is wrong with a term base
 * is told to `io.fail`.
 */
export async function openLoneDocuments(args: Arguments, io: Io, layers: ReadonlySet<Layer>): Promise<LoneDocuments> {
  const options = corpusOptions(args, io, layers);
  const corpus = await openCorpus(uriOf(io.cwd), io.files, { ...options, files: [] });
  await tellErrors({ corpus, nameOf: (document) => document.id }, io);
  return new LoneDocuments(corpus, { ...options, logger: options.logger ?? silent });
}

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Recognises everything in a corpus; what broke a recogniser is told to `io.fail`. */
export async function indexAll(opened: OpenedCorpus, io: Io): Promise<void> {
  await opened.corpus.index(neverCancelled);
  for (const problem of opened.corpus.problems) {
    if (problem.code === 'document.recogniser-failed') io.fail(shownName(problem.uri, opened, io), problem.message);
  }
}

/** Where a mention stands, in the code points that the output counts in. */
export function codePointSpan({ document, span }: Mention): { start: number; end: number } {
  const { start, end } = document.text.codePoints.spanToCodePoints(span);
  return { start, end };
}

/** `FILE:LINE:COLUMN` of a problem; only the file when all of it is meant. */
export async function placeOf(problem: Problem, opened: OpenedCorpus, io: Io): Promise<string> {
  const name = shownName(problem.uri, opened, io);
  if (!problem.span) return name;
  const text = opened.corpus.documentAt(problem.uri)?.text ?? (await textOfFile(problem.uri, opened, io));
  return `${name}:${lineAndColumn(text, problem.span.start)}`;
}

/** The text of a file that is no document of a corpus: corpus.json, a term base, a sidecar. Read once, however many problems it has. */
function textOfFile(uri: string, opened: OpenedCorpus, io: Io): Promise<SourceText> {
  let texts = otherTexts.get(opened);
  if (!texts) otherTexts.set(opened, (texts = new Map<string, Promise<SourceText>>()));
  let text = texts.get(uri);
  if (!text) {
    const bytes = io.files.read(uri).catch(() => undefined);
    texts.set(uri, (text = bytes.then((read) => new SourceText((read && decode(read)?.text) ?? ''))));
  }
  return text;
}

const otherTexts = new WeakMap<OpenedCorpus, Map<string, Promise<SourceText>>>();

/** `LINE:COLUMN` of a UTF-16 offset, both counted from 1, columns in code points. */
export function lineAndColumn(text: SourceText, offset: number): string {
  const { line } = text.positionAt(offset);
  const start = text.lineStarts[line] as number;
  return `${line + 1}:${text.codePoints.toCodePoint(offset) - text.codePoints.toCodePoint(start) + 1}`;
}

async function tellErrors(opened: OpenedCorpus, io: Io): Promise<void> {
  for (const problem of opened.corpus.problems) {
    if (problem.severity === 'error') io.fail(await placeOf(problem, opened, io), problem.message);
  }
}

/** A folder that was named and has no document is as likely a mistake as one that is not there. Nothing is said of a corpus of which something is told anyway. */
function tellEmptyFolders(selection: Selection, corpora: ReadonlyMap<string, CorpusWorkspace>, isTold: (problem: Problem) => boolean, io: Io): void {
  const isEmpty = (folder: string): boolean => [...corpora.values()].every(({ documents }) => documents.every(({ uri }) => !isBelow(URI.parse(uri).fsPath, folder)));
  for (const [root, { folders }] of selection.corpora) {
    const { manifest, problems } = corpora.get(root) as CorpusWorkspace;
    if (problems.some(isTold)) continue;
    for (const [folder, given] of folders) {
      const isOfCorpus = folder === root || isBelow(folder, root);
      if (isOfCorpus && isEmpty(folder)) io.fail(given, `there is no document in this folder; looked for ${lookedFor(manifest)}`);
    }
  }
}

/** Which files would have been documents. */
function lookedFor({ files, exclude }: Manifest): string {
  const list = (globs: readonly { readonly value: string }[]): string => globs.map(({ value }) => `"${value}"`).join(', ');
  const wanted = files ? `the "files" of ${MANIFEST_NAME} (${list(files)})` : '.txt files';
  const left = exclude.length > 0 ? `, without those that it excludes (${list(exclude)}),` : '';
  return `${wanted}${left} there and in the folders below, except hidden ones and node_modules`;
}

export function shownName(uri: string, opened: OpenedCorpus, io: Io): string {
  const document = opened.corpus.documentAt(uri);
  if (document) return opened.nameOf(document);
  if (uri === STANDARD_INPUT) return '-';
  return relative(io.cwd, fileURLToPath(uri)) || '.';
}

function corpusOptions(args: Arguments, io: Io, layers: ReadonlySet<Layer>): Omit<CorpusOptions, 'select' | 'files'> {
  const date = args.value('date');
  if (date !== undefined && !isEdtf(date)) throw new UsageError(`--date must be a date such as 2024-03-18, not "${date}"`);
  const termBases = args.values('termbase');
  const logger = args.has('verbose') ? logTo(io) : undefined;
  const threads = wholeNumber(args, 'threads', 0, 0);
  return {
    recognition: onlyLayers(createRecognition(), layers),
    workforce: new WorkerPool({ threads, layers: [...layers], onDeath: (reason) => logger?.warn(`A thread that recognises ended: ${reason}`) }),
    cutter: new SegmenterProcess({ onFailure: (reason) => logger?.warn(`Word boundaries are left to Intl.Segmenter, as nodejieba cannot be used: ${reason}`) }),
    builtInTermBase,
    date,
    logger,
    pause: () => new Promise((done) => setImmediate(done)),
    ...(termBases.length > 0 ? { termBaseFiles: termBases.map((path) => uriOf(resolve(io.cwd, path))) } : {}),
  };
}

function logTo(io: Io): Logger {
  return {
    info: (message) => io.log(message),
    warn: (message) => io.log(message),
    error: (message, error) => io.log(error === undefined ? message : `${message}: ${withoutMessage(error)}`),
  };
}

/** Which files of which corpora are meant. */
interface Selection {
  readonly corpora: Map<string, ChosenPaths>;
  readonly loose: { readonly id: string; readonly uri: string }[];
}

async function selectPaths(paths: readonly string[], io: Io): Promise<Selection> {
  const selection: Selection = { corpora: new Map(), loose: [] };
  const loose = new Map<string, string>();
  for (const path of new Set(paths)) {
    if (path === '-') {
      selection.loose.push({ id: '-', uri: STANDARD_INPUT });
      continue;
    }
    const full = resolve(io.cwd, path);
    const info = await io.files.stat(uriOf(full)).catch((error: unknown) => messageOf(error));
    if (typeof info !== 'object') {
      io.fail(path, info ?? 'no such file or folder');
      continue;
    }
    const isFolder = info.kind === 'directory';
    const root = (await corpusAbove(isFolder ? full : dirname(full), io.files)) ?? (isFolder ? full : undefined);
    if (root === undefined) {
      loose.set(full, path);
      continue;
    }
    const chosen = chosenIn(selection, root);
    if (!isFolder) chosen.files.set(full, path);
    else {
      chosen.folders.set(full, path);
      // A corpus inside the folder is one of its own, as it is in the editor.
      for (const inner of await corporaBelow(full, io.files)) {
        for (const outer of selection.corpora.values()) if (isBelow(inner, outer.root)) outer.inner.add(inner);
        chosenIn(selection, inner).folders.set(full, path);
      }
    }
  }
  // A file that was named beside the folder it is in belongs with the other files of the folder.
  for (const [full, path] of loose) {
    const around = [...selection.corpora.values()].find(({ root }) => isBelow(full, root));
    if (around) around.files.set(full, path);
    else selection.loose.push({ id: path, uri: uriOf(full) });
  }
  return selection;
}

function chosenIn(selection: Selection, root: string): ChosenPaths {
  let chosen = selection.corpora.get(root);
  if (!chosen) selection.corpora.set(root, (chosen = new ChosenPaths(root)));
  return chosen;
}

/** The files and folders of one corpus that were named, with their names as given. */
class ChosenPaths {
  readonly root: string;
  readonly files = new Map<string, string>();
  readonly folders = new Map<string, string>();
  /** Corpora inside this one: what is below them belongs to them. */
  readonly inner = new Set<string>();

  constructor(root: string) {
    this.root = root;
  }

  /** What a document is called in the output: by the path that was given; undefined when it was not named. */
  nameOf(id: string): string | undefined {
    const full = join(this.root, ...id.split('/'));
    if ([...this.inner].some((inner) => isBelow(full, inner))) return undefined;
    const name = this.files.get(full);
    if (name !== undefined) return name;
    for (const [folder, given] of this.folders) {
      if (isBelow(full, folder)) return join(given, relative(folder, full));
    }
    return undefined;
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The nearest folder, this one or further up, that has a corpus.json. */
async function corpusAbove(folder: string, files: FileReader): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await files.stat(uriOf(join(at, MANIFEST_NAME))).catch(() => undefined);
    if (found?.kind === 'file') return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Folders with a corpus.json below this one, outermost first. */
async function corporaBelow(folder: string, files: FileReader): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  for (const at of folders) {
    for (const { name, kind } of await files.list(uriOf(at)).catch(() => [])) {
      if (kind === 'file' && name === MANIFEST_NAME && at !== folder) found.push(at);
      if (kind === 'directory' && holdsDocuments(name)) folders.push(join(at, name));
    }
  }
  return found;
}

/** The files with standard input as one more. */
async function withStandardInput(io: Io, isWanted: boolean): Promise<FileReader> {
  if (!isWanted) return io.files;
  const bytes = await readAll(io.standardInput);
  return {
    stat: (uri) => io.files.stat(uri),
    list: (uri) => io.files.list(uri),
    read: (uri) => (uri === STANDARD_INPUT ? Promise.resolve(bytes) : io.files.read(uri)),
  };
}

function uriOf(path: string): string {
  return URI.file(path).toString();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code ?? error.message : String(error);
}
