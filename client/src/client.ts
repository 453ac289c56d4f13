import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { ExecuteCommandRequest, LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import {
  AgreementRequest,
  ANNOTATIONS_PAGE,
  AnnotationsChangedNotification,
  AnnotationChangesRequest,
  CandidatesRequest,
  ChooseFileRequest,
  CorporaChangedNotification,
  CorporaRequest,
  DecisionsRequest,
  DisagreementsRequest,
  FindCodesRequest,
  FIGURES_PAGE,
  FiguresRequest,
  FigureThingsRequest,
  NextMentionRequest,
  NextUncodedRequest,
  NotesRequest,
  PROGRESS_PAGE,
  ProgressRequest,
  RetryNotification,
  SERVER_ENVIRONMENT,
  ServerCommand,
  StatusNotification,
  StatusRequest,
  type AddCodeArguments,
  type AddedTerm,
  type AddNoteArguments,
  type AddTermArguments,
  type AdjudicateArguments,
  type AgreementInfo,
  type AgreementParams,
  type AnnotateArguments,
  type AnnotationInfo,
  type AnnotationChanges,
  type AnnotationsChangedParams,
  type CandidateInfo,
  type CodeInfo,
  type CorpusDocumentInfo,
  type CorpusInfo,
  type DecisionsParams,
  type DecisionsResult,
  type DisagreementsInfo,
  type DisagreementsParams,
  type DeleteCodeArguments,
  type EditCodeArguments,
  type EditAnnotationArguments,
  type ExportArguments,
  type ExportResult,
  type FigureInfo,
  type FiguresParams,
  type FigureThings,
  type FigureThingsParams,
  type HideCandidateArguments,
  type ImportCodesArguments,
  type ImportCodesResult,
  type IndexStatus,
  type InitializationOptions,
  type MentionLocation,
  type NoteInfo,
  type ProgressResult,
  type RelateArguments,
  type SetStatusArguments,
  type MergeCodesArguments,
  type MoveCodeArguments,
  type RecodeArguments,
  type SplitCodeArguments,
  type SplitCodeResult,
  type StatementsArguments,
  type StatementsResult,
  type UncodedLocation,
  EarlierTextRequest,
  ReviewsRequest,
  type ReattachArguments,
  type ReviewInfo,
} from '../../server/src/lsp/protocol';
import { RecentCodes } from './codes/recentCodes';

/** Language id of the documents of a corpus. */
export const CORPUS_TEXT = 'corpus-text';

/** Commands that links in a hover may call. */
const LINK_COMMANDS = ['meipi.openLocation', 'meipi.statementsOfSource', 'meipi.chooseTag'];

/**
 * The language server as the client sees it: typed requests and events. Failures of a command reach the caller as
 * errors whose message is meant for the user.
 */
export class MeipiClient implements vscode.Disposable {
  readonly #client: LanguageClient;
  readonly #context: vscode.ExtensionContext;
  readonly #corporaChanged = new vscode.EventEmitter<readonly CorpusInfo[]>();
  readonly #annotationsChanged = new vscode.EventEmitter<AnnotationsChangedParams>();
  readonly #statusChanged = new vscode.EventEmitter<IndexStatus>();
  readonly #annotated = new vscode.EventEmitter<AnnotationInfo>();
  readonly #ran = new vscode.EventEmitter<{ readonly command: string; readonly result: unknown }>();
  #corpora: readonly CorpusInfo[] = [];
  #corporaAsked: Promise<readonly CorpusInfo[]> | undefined;
  /** By the address that the editor gives a document. */
  #documents = new Map<string, { readonly corpus: CorpusInfo; readonly document: CorpusDocumentInfo }>();
  #started: Promise<void> | undefined;
  #restarts: Promise<void> = Promise.resolve();
  #commands = 0;

  /** Codes that passages were annotated with lately. */
  readonly recentCodes: RecentCodes;
  readonly onDidChangeCorpora = this.#corporaChanged.event;
  readonly onDidChangeAnnotations = this.#annotationsChanged.event;
  readonly onDidChangeStatus = this.#statusChanged.event;
  /** The person at this editor annotated a new passage. */
  readonly onDidAnnotate = this.#annotated.event;

  constructor(context: vscode.ExtensionContext, log: vscode.LogOutputChannel) {
    this.#context = context;
    this.recentCodes = new RecentCodes(context.workspaceState);
    const module = context.asAbsolutePath('dist/server.js');
    this.#client = new LanguageClient(
      'meipi',
      'Meipi',
      {
        run: { module, transport: TransportKind.ipc, options: { env: SERVER_ENVIRONMENT } },
        debug: { module, transport: TransportKind.ipc, options: { env: SERVER_ENVIRONMENT, execArgv: ['--nolazy', '--inspect=6011'] } },
      },
      {
        documentSelector: [{ language: CORPUS_TEXT }, { scheme: 'file', pattern: '**/corpus.json' }],
        outputChannel: log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        markdown: { isTrusted: { enabledCommands: LINK_COMMANDS }, supportHtml: false },
        initializationOptions: {},
        // Code actions run commands of the server without passing by here.
        middleware: {
          executeCommand: async (command, args, next) => {
            this.#commands++;
            const result = (await next(command, args)) as unknown;
            this.#ran.fire({ command, result });
            return result;
          },
        },
      },
    );
  }

  /** Fired after the server has carried out a command. */
  get onDidRun(): vscode.Event<{ readonly command: string; readonly result: unknown }> {
    return this.#ran.event;
  }

  /** Commands sent to the server so far: whether one was the last is told by it. */
  get commandCount(): number {
    return this.#commands;
  }

  /** The corpora that the server knows now. */
  get corpora(): readonly CorpusInfo[] {
    return this.#corpora;
  }

  /** The corpus a document belongs to. */
  corpusOf(uri: vscode.Uri): CorpusInfo | undefined {
    const known = this.#documents.get(uri.toString());
    return known && this.#corpora.find(({ root }) => root === known.corpus.root);
  }

  /** What the server knows of a document of a corpus. */
  documentInfo(uri: vscode.Uri): CorpusDocumentInfo | undefined {
    return this.#documents.get(uri.toString())?.document;
  }

  /**
   * Starts the server where there is a corpus, or as soon as there is one. Whoever only looks at a text file that belongs
   * to none goes without the server.
   */
  async startWhereNeeded(): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher('**/corpus.json', false, true, true);
    this.#context.subscriptions.push(watcher, watcher.onDidCreate(() => void this.start()));
    if (this.#declaredFolders.length > 0 || (await vscode.workspace.findFiles('**/corpus.json', '**/node_modules/**', 1)).length > 0) await this.start();
  }

  /** Starts the server, once; every request does so by itself, and waits where it is being started anew. */
  async start(): Promise<void> {
    await this.#restarts;
    await this.#startOnce();
  }

  #startOnce(): Promise<void> {
    return (this.#started ??= this.#start());
  }

  /** One after the other: a client that is still starting cannot be stopped. */
  #restart(): void {
    this.#restarts = this.#restarts.then(async () => {
      await this.#startOnce();
      await this.#readOptions();
      await this.#client.restart();
    }).catch((error: unknown) => this.#client.error(vscode.l10n.t('The language server could not be started again.'), error));
  }

  /** Starts the server anew when git names another user than it was started for. */
  async #followUser(): Promise<void> {
    const { defaultAnnotator: before } = (this.#client.clientOptions.initializationOptions ?? {}) as InitializationOptions;
    if (before !== undefined && (await defaultAnnotator()) !== before) this.#restart();
  }

  async #start(): Promise<void> {
    await this.#readOptions();
    this.#context.subscriptions.push(
      this.#client.onNotification(CorporaChangedNotification, (corpora) => this.#setCorpora(corpora)),
      this.#client.onNotification(AnnotationsChangedNotification, (change) => void this.#onAnnotationsChanged(change)),
      this.#client.onNotification(StatusNotification, (status) => this.#statusChanged.fire(status)),
      this.#client.onRequest(ChooseFileRequest, async ({ suggested }) => {
        const chosen = await vscode.window.showSaveDialog({ defaultUri: vscode.Uri.parse(suggested), filters: { JSON: ['json'] } });
        return chosen ? this.#client.code2ProtocolConverter.asUri(chosen) : null;
      }),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.retry();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        // The server takes these at its start.
        if (['annotator', 'blind', 'offerWidening', 'threads'].some((name) => change.affectsConfiguration(`meipi.${name}`))) this.#restart();
      }),
      // Whoever sets another user in git does so in a terminal, and comes back.
      vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.#followUser()),
    );
    await this.#client.start();
    this.#setCorpora(await this.#client.sendRequest(CorporaRequest));
    this.#statusChanged.fire(await this.#client.sendRequest(StatusRequest));
  }

  /** What became of the annotations of all corpora since an answer; everything without one. */
  async annotationChanges(since: string | undefined): Promise<AnnotationChanges> {
    await this.start();
    return this.#client.sendRequest(AnnotationChangesRequest, since === undefined ? {} : { since });
  }

  /** Memos on documents and codes, replies, relations and states of work, of all corpora or of one document, page by page, at most `most` of them. */
  async notes(most: number, uri?: string): Promise<NoteInfo[]> {
    await this.start();
    return allPages(ANNOTATIONS_PAGE, most, (page) => this.#client.sendRequest(NotesRequest, { ...page, ...(uri === undefined ? {} : { uri }) }));
  }

  /** How far annotators are with the documents of all corpora, page by page, with the sums of all; at most `most` documents. */
  async progress(most: number, token?: vscode.CancellationToken): Promise<ProgressResult> {
    await this.start();
    const ask = (offset: number): Promise<ProgressResult> => this.#client.sendRequest(ProgressRequest, { offset, limit: Math.min(PROGRESS_PAGE, most - offset) }, token);
    let found = await ask(0);
    while (found.documents.length < Math.min(most, found.total)) {
      const next = await ask(found.documents.length);
      if (next.documents.length === 0) break;
      found = { ...next, documents: [...found.documents, ...next.documents] };
    }
    return found;
  }

  /** The next or previous sentence that an annotator has not annotated; null when there is none. */
  async nextUncoded(uri: vscode.Uri, position: vscode.Position, direction: 'next' | 'previous', annotator: string): Promise<UncodedLocation | null> {
    await this.start();
    return this.#client.sendRequest(NextUncodedRequest, {
      uri: this.#client.code2ProtocolConverter.asUri(uri),
      position: this.#client.code2ProtocolConverter.asPosition(position),
      direction,
      annotator,
    });
  }

  async nextMention(uri: vscode.Uri, position: vscode.Position, direction: 'next' | 'previous'): Promise<MentionLocation | null> {
    await this.start();
    return this.#client.sendRequest(NextMentionRequest, {
      uri: this.#client.code2ProtocolConverter.asUri(uri),
      position: this.#client.code2ProtocolConverter.asPosition(position),
      direction,
    });
  }

  /** All that a source says: the one named, else the one at a position. Null when there is none. */
  statements(uri: vscode.Uri, at: vscode.Position | string): Promise<StatementsResult | null> {
    const args: StatementsArguments = {
      uri: this.#client.code2ProtocolConverter.asUri(uri),
      ...(typeof at === 'string' ? { source: at } : { position: this.#client.code2ProtocolConverter.asPosition(at) }),
    };
    return this.execute(ServerCommand.statements, args);
  }

  /** `more` are further parts of the same annotation. */
  async annotate(uri: vscode.Uri, range: vscode.Range, codes: readonly string[], memo?: string, more: readonly vscode.Range[] = []): Promise<AnnotationInfo> {
    const args: AnnotateArguments = {
      uri: this.#client.code2ProtocolConverter.asUri(uri),
      range: this.#client.code2ProtocolConverter.asRange(range),
      ...(more.length === 0 ? {} : { more: more.map((part) => this.#client.code2ProtocolConverter.asRange(part)) }),
      codes,
      ...(memo === undefined ? {} : { memo }),
    };
    const annotation = await this.execute<AnnotationInfo>(ServerCommand.annotate, args);
    this.recentCodes.use(annotation.corpus, annotation.codes);
    this.tellAnnotated(annotation);
    return annotation;
  }

  /** Tells those who wait for new annotations. */
  tellAnnotated(annotation: AnnotationInfo): void {
    this.#annotated.fire(annotation);
  }

  edit(change: EditAnnotationArguments): Promise<AnnotationInfo> {
    return this.execute(ServerCommand.editAnnotation, change);
  }

  addNote(args: AddNoteArguments): Promise<AnnotationInfo> {
    return this.execute(ServerCommand.addNote, args);
  }

  relate(args: RelateArguments): Promise<AnnotationInfo> {
    return this.execute(ServerCommand.relate, args);
  }

  /** Says how far the annotator is with documents; how many changed. */
  setStatus(args: SetStatusArguments): Promise<number> {
    return this.execute(ServerCommand.setStatus, args);
  }

  /** Gives annotations codes and takes others from them; how many changed. */
  recode(args: RecodeArguments): Promise<number> {
    return this.execute(ServerCommand.recodeAnnotations, args);
  }

  /** Passages of which a person has still to say what became of them. */
  async reviews(): Promise<ReviewInfo[]> {
    await this.start();
    return this.#client.sendRequest(ReviewsRequest, {});
  }

  /** What the annotator decided on automatic tags: a page of the decisions, and how many there are. */
  async decisions(params: DecisionsParams): Promise<DecisionsResult> {
    await this.start();
    return this.#client.sendRequest(DecisionsRequest, params);
  }

  /** Takes decisions on tags back, by the annotations that keep them; how many. */
  withdrawDecisions(ids: readonly string[]): Promise<number> {
    return this.execute(ServerCommand.withdrawDecisions, { ids });
  }

  /** The text in which a passage was made; null where it is not kept. */
  async earlierText(id: string, part: number): Promise<string | null> {
    await this.start();
    return this.#client.sendRequest(EarlierTextRequest, { id, part });
  }

  acceptPassages(ids: readonly string[]): Promise<number> {
    return this.execute(ServerCommand.acceptPassages, { ids });
  }

  keepLost(ids: readonly string[]): Promise<number> {
    return this.execute(ServerCommand.keepLost, { ids });
  }

  reattach(args: ReattachArguments): Promise<AnnotationInfo> {
    return this.execute(ServerCommand.reattach, args);
  }

  delete(ids: readonly string[]): Promise<number> {
    return this.execute(ServerCommand.deleteAnnotations, { ids });
  }

  /** Takes the last change of annotations back; resolves to what it was, or null when there is none. */
  undo(corpus?: string): Promise<string | null> {
    return this.execute(ServerCommand.undo, { corpus });
  }

  redo(corpus?: string): Promise<string | null> {
    return this.execute(ServerCommand.redo, { corpus });
  }

  addCode(args: AddCodeArguments): Promise<CodeInfo> {
    return this.execute(ServerCommand.addCode, args);
  }

  editCode(args: EditCodeArguments): Promise<CodeInfo> {
    return this.execute(ServerCommand.editCode, args);
  }

  moveCode(args: MoveCodeArguments): Promise<void> {
    return this.execute(ServerCommand.moveCode, args);
  }

  /** How many annotations changed. */
  mergeCodes(args: MergeCodesArguments): Promise<number> {
    return this.execute(ServerCommand.mergeCodes, args);
  }

  splitCode(args: SplitCodeArguments): Promise<SplitCodeResult> {
    return this.execute(ServerCommand.splitCode, args);
  }

  /** How many annotations changed. */
  deleteCode(args: DeleteCodeArguments): Promise<number> {
    return this.execute(ServerCommand.deleteCode, args);
  }

  importCodes(args: ImportCodesArguments): Promise<ImportCodesResult> {
    return this.execute(ServerCommand.importCodes, args);
  }

  /** Ids of the codes of a corpus that a person may mean, the best first. */
  async findCodes(corpus: string, query: string): Promise<string[]> {
    await this.start();
    return this.#client.sendRequest(FindCodesRequest, { corpus, query });
  }

  export(args: ExportArguments): Promise<ExportResult> {
    return this.execute(ServerCommand.export, args);
  }

  /** Makes every text file of a folder a document, now and whenever this workspace is opened. */
  async declareCorpus(folder: vscode.Uri): Promise<void> {
    const address = folder.toString();
    await this.execute(ServerCommand.declareCorpus, { folder: address, write: false });
    const folders = this.#declaredFolders;
    if (!folders.includes(address)) await this.#context.workspaceState.update(DECLARED_FOLDERS, [...folders, address]);
  }

  /** Term candidates of all corpora, the best first. */
  async candidates(token: vscode.CancellationToken): Promise<CandidateInfo[]> {
    await this.start();
    return this.#client.sendRequest(CandidatesRequest, {}, token);
  }

  /** Things that figures of the corpora measure, page by page, at most `most` of them, with the counts of all. */
  async figureThings(query: Omit<FigureThingsParams, 'offset' | 'limit'>, most: number): Promise<FigureThings> {
    await this.start();
    const ask = (offset: number): Promise<FigureThings> => this.#client.sendRequest(FigureThingsRequest, { ...query, offset, limit: Math.min(FIGURES_PAGE, most - offset) });
    let found = await ask(0);
    while (found.things.length < Math.min(most, found.total)) {
      const next = await ask(found.things.length);
      if (next.things.length === 0) break;
      found = { ...next, things: [...found.things, ...next.things] };
    }
    return found;
  }

  /** Figures, page by page, at most `most` of them. */
  async figures(query: Omit<FiguresParams, 'offset' | 'limit'>, most: number): Promise<FigureInfo[]> {
    await this.start();
    return allPages(FIGURES_PAGE, most, (page) => this.#client.sendRequest(FiguresRequest, { ...query, ...page }));
  }

  /** How far annotators agree; null when others' annotations are hidden. */
  async agreement(params: AgreementParams, token: vscode.CancellationToken): Promise<AgreementInfo | null> {
    await this.start();
    return this.#client.sendRequest(AgreementRequest, params, token);
  }

  /** Where annotators do not agree; null when others' annotations are hidden. */
  async disagreements(params: DisagreementsParams): Promise<DisagreementsInfo | null> {
    await this.start();
    return this.#client.sendRequest(DisagreementsRequest, params);
  }

  /** Records a decision between annotators. */
  adjudicate(args: AdjudicateArguments): Promise<AnnotationInfo[]> {
    return this.execute(ServerCommand.adjudicate, args);
  }

  /** Writes a concept into the term base of its corpus. */
  addTerm(args: AddTermArguments): Promise<AddedTerm> {
    return this.execute(ServerCommand.addTerm, args);
  }

  /** Remembers that a candidate is no term, or shows it again. */
  hideCandidate(args: HideCandidateArguments): Promise<void> {
    return this.execute(ServerCommand.hideCandidate, args);
  }

  clearCache(): Promise<void> {
    return this.execute(ServerCommand.clearCache, {});
  }

  reindex(): Promise<void> {
    return this.execute(ServerCommand.reindex, {});
  }

  /** The address of a document as the server has it. */
  address(uri: vscode.Uri): string {
    return this.#client.code2ProtocolConverter.asUri(uri);
  }

  protocolRange(range: vscode.Range): NonNullable<AddTermArguments['range']> {
    return this.#client.code2ProtocolConverter.asRange(range);
  }

  range(range: NonNullable<AnnotationInfo['range']>): vscode.Range {
    return this.#client.protocol2CodeConverter.asRange(range);
  }

  dispose(): void {
    void this.#client.dispose();
    this.#corporaChanged.dispose();
    this.#annotationsChanged.dispose();
    this.#statusChanged.dispose();
    this.#annotated.dispose();
    this.#ran.dispose();
  }

  get #declaredFolders(): readonly string[] {
    return this.#context.workspaceState.get<string[]>(DECLARED_FOLDERS, []);
  }

  async #readOptions(): Promise<void> {
    const options: InitializationOptions = {
      commandLinks: true,
      chooseFile: true,
      folders: this.#declaredFolders,
      annotator: vscode.workspace.getConfiguration('meipi').get<string>('annotator', '').trim() || undefined,
      defaultAnnotator: await defaultAnnotator(),
      blind: vscode.workspace.getConfiguration('meipi').get<boolean>('blind', false),
      widening: vscode.workspace.getConfiguration('meipi').get('offerWidening', true),
      threads: vscode.workspace.getConfiguration('meipi').get('threads', 0),
      // Without a folder open there is no storage for one, and no corpus.
      cache: this.#context.storageUri?.toString() ?? false,
      l10nBundle: vscode.l10n.uri?.toString(),
    };
    this.#client.clientOptions.initializationOptions = options;
  }

  /** Tries again to save what could not be saved. */
  retry(): void {
    if (this.#client.isRunning()) void this.#client.sendNotification(RetryNotification);
  }

  /** Runs a command of the server; its failure is an error with a message for the user. */
  async execute<R>(command: string, argument: unknown): Promise<R> {
    await this.start();
    this.#commands++;
    const result = (await this.#client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] })) as R;
    this.#ran.fire({ command, result });
    return result;
  }

  #setCorpora(corpora: readonly CorpusInfo[]): void {
    this.#corpora = corpora;
    this.#documents = new Map(corpora.flatMap((corpus) => corpus.documents.map((document) => [vscode.Uri.parse(document.uri).toString(), { corpus, document }])));
    void vscode.commands.executeCommand('setContext', 'meipi.hasCorpus', corpora.length > 0);
    this.#corporaChanged.fire(corpora);
  }

  /** Changes that come before the question is sent share it. */
  async #askCorpora(): Promise<readonly CorpusInfo[]> {
    await this.start();
    this.#corporaAsked = undefined;
    return this.#client.sendRequest(CorporaRequest);
  }

  async #onAnnotationsChanged(change: AnnotationsChangedParams): Promise<void> {
    // While someone types, annotations move, and their codes stay.
    if (change.codes) this.#corpora = await (this.#corporaAsked ??= this.#askCorpora());
    this.#annotationsChanged.fire(change);
  }
}

/** Asks page by page until a page is not full, or there are `most`. */
async function allPages<T>(size: number, most: number, ask: (page: { readonly offset: number; readonly limit: number }) => Promise<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let limit = Math.min(size, most); limit > 0; limit = Math.min(size, most - found.length)) {
    const page = await ask({ offset: found.length, limit });
    found.push(...page);
    if (page.length < limit) break;
  }
  return found;
}

/** Key of the workspace state under which folders declared without a corpus.json are kept. */
const DECLARED_FOLDERS = 'declaredFolders';

/** The git user, else the user of the machine. */
async function defaultAnnotator(): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
  try {
    const { stdout } = await promisify(execFile)('git', ['config', 'user.name'], { cwd: folder, timeout: 2000 });
    if (stdout.trim() !== '') return stdout.trim();
  } catch {
    // No git, or no name set in it.
  }
  try {
    return userInfo().username;
  } catch {
    return 'anonymous';
  }
}
