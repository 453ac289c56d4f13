import * as l10n from '@vscode/l10n';
import { DidChangeWatchedFilesNotification, type Connection, type InitializeParams, type InitializeResult } from 'vscode-languageserver';
import type { FileSystem, Logger } from '../corpus/ports';
import type { Workforce } from '../corpus/indexing/job';
import type { RecognitionCache } from '../corpus/indexing/recognitionCache';
import { TERM_BASE_EXTENSIONS } from '../recognise/terms/parseTermBase';
import { registerAgreementRequests } from './agreementRequests';
import { AnnotationNews } from './annotationNews';
import { registerAnnotationRequests, toCorpusInfo } from './annotationRequests';
import { foldersOf, readClient, serverCapabilities, type Client } from './capabilities';
import { registerCandidates } from './candidates';
import { registerCommands } from './commands';
import { registerDecisionRequests } from './decisionRequests';
import { Diagnostics } from './diagnostics';
import { FigureReading } from './figureReading';
import { registerFigureRequests } from './figureRequests';
import { guardedNotification } from './guard';
import { Indexing } from './indexing';
import { registerLanguageFeatures } from './languageFeatures';
import { loadCorpus, type LoadDeps } from './loadedCorpus';
import { bundleFor } from './locale';
import { connectionLogger } from './log';
import { registerNoteRequests } from './noteRequests';
import { OrphanOffers } from './orphanOffers';
import { registerReviews } from './reviews';
import { AnnotationsChangedNotification, CorporaChangedNotification } from './protocol';
import { UnsavedWork } from './unsavedWork';
import { Workspace } from './workspace';

/** What the server needs of the world; main.ts hands in the real ones. */
export interface ServerDeps extends Omit<LoadDeps, 'logger' | 'annotator' | 'defaultAnnotator' | 'locale' | 'blind' | 'workforce' | 'cache'> {
  readonly version: string;
  readonly files: FileSystem;
  /** Name of the segmenter in use; empty while none was needed. */
  readonly segmenterName: () => string;
  /** Threads for much work, so many at most; as many as there are cores when it is 0 or undefined. */
  readonly workforce?: (threads: number | undefined, logger: Logger) => Workforce & { close(): Promise<void> };
  /** Told when there is more work than a few documents make, or the start is over: memory may be spent on speed. */
  readonly muchToDo?: () => void;
  /** What was recognised in earlier sessions, in a folder at a URI, or where caches are kept without one. */
  readonly cacheIn?: (folder: string | undefined) => ServerCache;
  /** Who annotates when nobody else is named: the user of the machine. */
  readonly user: () => string;
  /** Contents of a bundle of translated strings: one of the server's own, or the one at a URI. */
  readonly readBundle: (name: 'zh-cn' | 'zh-tw' | undefined, uri: string | undefined) => Promise<string | undefined>;
}

/** Of a corpus that is no work worth memory. */
const FEW_DOCUMENTS = 30;

/** What is kept from one session to the next, of all corpora. */
export interface ServerCache {
  /** Of the corpus in a folder. */
  open(root: string): RecognitionCache | undefined;
  clear(): Promise<void>;
}

/** Files that a corpus is made of, beside the folders that editors watch anyway. */
const WATCHED = `**/*{.txt,${TERM_BASE_EXTENSIONS.join(',')}}`;

/** Serves one editor over a connection, from its first request to its last. */
export function startServer(connection: Connection, deps: ServerDeps): void {
  const logger = connectionLogger(connection.console);
  connection.onInitialize(async (params): Promise<InitializeResult> => {
    const client = readClient(params);
    await loadStrings(client, deps).catch((error: unknown) => logger.error('No translated strings', error));
    serve(connection, deps, params, client);
    return { capabilities: serverCapabilities, serverInfo: { name: 'meipi-language-server', version: deps.version } };
  });
  connection.listen();
}

function serve(connection: Connection, deps: ServerDeps, params: InitializeParams, client: Client): void {
  const logger = connectionLogger(connection.console);
  const { annotator, defaultAnnotator, blind = false, threads } = client.options;
  const workforce = deps.workforce?.(threads, logger);
  const cache = client.options.cache === false ? undefined : deps.cacheIn?.(client.options.cache);
  const loading: LoadDeps = { ...deps, logger, workforce, cache: cache && ((root) => cache.open(root)), annotator, defaultAnnotator: defaultAnnotator ?? deps.user(), locale: client.locale, blind };
  /** Documents have, or may have, other tags than those that were told, though the editor changed no text. */
  let isRetagged = true;
  const workspace = new Workspace({
    files: deps.files,
    logger,
    load: async (root, select) => {
      const loaded = await loadCorpus(root, select, loading);
      loaded.onDidChangeText(() => {
        figures.stop();
        indexing.soon();
      });
      loaded.corpus.onDidRetag(() => (isRetagged = true));
      loaded.onDidChangeSet(() => void showCorpora());
      loaded.onDidChangeProblems(() => void diagnostics.publish(workspace.problems));
      unsaved.watch(loaded, () => indexing.tell());
      orphans.watch(loaded, () => void diagnostics.publish(workspace.problems));
      loaded.onDidChangeAnnotations((change) => news.add(loaded.corpus.root, change));
      return loaded;
    },
  });
  const news = new AnnotationNews(
    (change) => void connection.sendNotification(AnnotationsChangedNotification, change),
    (root) => workspace.loaded.find(({ corpus }) => corpus.root === root)?.usesChanged() ?? false,
  );
  const unsaved = new UnsavedWork(connection, workspace, client, deps.files, logger);
  const orphans = new OrphanOffers(connection, workspace, logger);
  const diagnostics = new Diagnostics(connection, (uri) => workspace.textOf(uri, { inPassing: true }), deps.pause);
  const indexing = new Indexing(connection, {
    corpora: () => workspace.corpora,
    segmenter: deps.segmenterName,
    problems: () => workspace.problems.length,
    unsaved: () => workspace.loaded.reduce((sum, { keeper }) => sum + keeper.unsaved.length, 0),
    indexed: () => {
      deps.muchToDo?.();
      // That all is indexed is told first: places are told by lines, for which texts may have to be read.
      void deps.pause().then(() => diagnostics.publish(workspace.problems));
      figures.soon();
      if (client.tokenRefresh && isRetagged) connection.languages.semanticTokens.refresh().catch((error: unknown) => logger.error('The editor refreshes no tokens', error));
      isRetagged = false;
    },
  }, logger);
  const figures = new FigureReading(workspace, deps.pause, logger);

  const showCorpora = async (): Promise<void> => {
    await connection.sendNotification(CorporaChangedNotification, workspace.loaded.map(toCorpusInfo));
    await diagnostics.publish(workspace.problems);
    indexing.tell();
  };
  workspace.onDidChangeCorpora(() => {
    isRetagged = true;
    // What was asked about a document meanwhile is answered before the list of all is made.
    void deps.pause().then(showCorpora);
    if (workspace.corpora.reduce((sum, { documents }) => sum + documents.length, 0) > FEW_DOCUMENTS) deps.muchToDo?.();
    void indexing.start();
  });

  registerLanguageFeatures(connection, workspace, deps.pause, client, logger);
  registerAnnotationRequests(connection, workspace, indexing, logger);
  registerNoteRequests(connection, workspace, deps.pause, logger);
  registerReviews(connection, workspace, logger);
  registerDecisionRequests(connection, workspace, logger);
  registerAgreementRequests(connection, workspace, deps.pause, logger);
  registerFigureRequests(connection, workspace, deps.pause, logger);
  registerCandidates(connection, workspace, deps.pause, logger);
  registerCommands(connection, { workspace, indexing, deps: { ...deps, clearCache: cache && (() => cache.clear()) } }, client, logger);
  registerSynchronisation(connection, workspace, client, params);

  connection.onShutdown(guardedNotification(logger, 'Shutdown', async () => {
    indexing.dispose();
    figures.stop();
    await workspace.close();
    await workforce?.close();
  }));
}

/** What the editor tells: folders, open documents and their edits, files on disk. */
function registerSynchronisation(connection: Connection, workspace: Workspace, client: Client, params: InitializeParams): void {
  const logger = connectionLogger(connection.console);
  connection.onInitialized(guardedNotification(logger, 'Start', async () => {
    if (client.watchesFiles) void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: WATCHED }] });
    if (client.folderChanges) {
      connection.workspace.onDidChangeWorkspaceFolders(guardedNotification(logger, 'Folders', ({ added, removed }) => {
        return workspace.changeFolders(added.map(({ uri }) => uri), removed.map(({ uri }) => uri));
      }));
    }
    await workspace.declare(...(client.options.folders ?? []));
    await workspace.changeFolders(foldersOf(params), []);
  }));
  connection.onDidOpenTextDocument(guardedNotification(logger, 'Open', ({ textDocument: { uri, languageId, version, text } }) => {
    workspace.opened(uri, languageId, version, text);
  }));
  connection.onDidChangeTextDocument(guardedNotification(logger, 'Edit', ({ textDocument: { uri, version }, contentChanges }) => {
    workspace.edited(uri, version, contentChanges);
  }));
  connection.onDidSaveTextDocument(guardedNotification(logger, 'Save', ({ textDocument: { uri }, text }) => workspace.saved(uri, text)));
  connection.onDidCloseTextDocument(guardedNotification(logger, 'Close', ({ textDocument: { uri } }) => workspace.closed(uri)));
  connection.onDidChangeWatchedFiles(guardedNotification(logger, 'Files', ({ changes }) => workspace.filesChanged(changes.map(({ uri }) => uri))));
}

async function loadStrings(client: Client, deps: ServerDeps): Promise<void> {
  const contents = await deps.readBundle(bundleFor(client.locale), client.options.l10nBundle);
  if (contents !== undefined) l10n.config({ contents });
}
