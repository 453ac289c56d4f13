import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createProtocolConnection, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type InitializeParams, type InitializeResult, type Position, type ProtocolConnection, type PublishDiagnosticsParams, type Range, type RegistrationParams, type ShowMessageParams, type ShowMessageRequestParams,
} from 'vscode-languageserver-protocol/node';
import {
  AnnotationsChangedNotification, CorporaChangedNotification, StatusNotification, type AnnotationsChangedParams, type CorpusInfo, type InitializationOptions, type IndexStatus,
} from '../../server/src/lsp/protocol';

/** The server as it is built; MEIPI_SERVER names another. */
const SERVER = process.env['MEIPI_SERVER'] ?? join(__dirname, '..', '..', 'dist', 'server.js');

/** Files in a temporary folder, as a person has them on disk. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'meipi-语料 ('));
  readonly uri = pathToFileURL(this.path).href;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true });
    writeFileSync(join(this.path, name), content);
  }

  /** A symbolic link to a file of the folder. */
  link(target: string, name: string): void {
    symlinkSync(join(this.path, target), join(this.path, name));
  }

  /** Makes a file as if it had been written so many seconds ago. */
  age(name: string, seconds: number): void {
    const when = Date.now() / 1000 - seconds;
    utimesSync(join(this.path, name), when, when);
  }

  delete(name: string): void {
    rmSync(join(this.path, name));
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8');
  }

  uriOf(name: string): string {
    return pathToFileURL(join(this.path, name)).href;
  }

  names(): string[] {
    return readdirSync(this.path, { recursive: true, encoding: 'utf8' }).sort();
  }

  /** SHA-256 of each text file. */
  hashes(): Readonly<Record<string, string>> {
    const texts = this.names().filter((name) => name.endsWith('.txt'));
    return Object.fromEntries(texts.map((name) => [name, createHash('sha256').update(readFileSync(join(this.path, name))).digest('hex')]));
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface ClientOptions {
  readonly folders: readonly Folder[];
  readonly capabilities?: ClientCapabilities;
  readonly options?: InitializationOptions;
  readonly locale?: string;
  /** Where the server keeps unsaved work; the folder that the tests of one run share when not given. */
  readonly state?: string;
  /** What runs the server in the place of Node itself, with Node and the arguments after it. */
  readonly wrapper?: readonly string[];
  /** The title of the action that the person chooses of a message; none when not given. */
  readonly answer?: (message: string) => string | undefined;
}

/** What VS Code says it can do, as far as the server asks. */
export const VSCODE: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    semanticTokens: { refreshSupport: true },
    textDocumentContent: { dynamicRegistration: true },
  },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    definition: { linkSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
  window: { workDoneProgress: true },
};

/** An editor that talks to a real server over stdio and remembers what it is told. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly statuses: IndexStatus[] = [];
  readonly corporaTold: (readonly CorpusInfo[])[] = [];
  readonly annotationsTold: AnnotationsChangedParams[] = [];
  readonly diagnostics = new Map<string, PublishDiagnosticsParams['diagnostics']>();
  readonly messages: string[] = [];
  readonly log: string[] = [];
  readonly registrations: string[] = [];
  readonly progress: unknown[] = [];
  readonly stdout: Buffer[] = [];
  /** Messages with a choice. */
  readonly asked: string[] = [];
  refreshes = 0;
  initialized!: InitializeResult;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  private constructor({ state, wrapper = [], answer }: ClientOptions) {
    const [command, ...args] = [...wrapper, process.execPath, SERVER, '--stdio'];
    this.#child = spawn(command, args, { stdio: 'pipe', env: { ...process.env, ...(state === undefined ? {} : { MEIPI_STATE: state }) } });
    this.#child.stdout.on('data', (chunk: Buffer) => this.stdout.push(chunk));
    this.#child.stderr.on('data', (chunk: Buffer) => this.log.push(`stderr: ${chunk.toString()}`));
    this.connection = createProtocolConnection(new StreamMessageReader(this.#child.stdout), new StreamMessageWriter(this.#child.stdin));
    const heard = <T>(method: string, keep: (params: T) => void): void => void this.connection.onNotification(method, (params: T) => {
      keep(params);
      for (const check of this.#waiting) check();
    });
    heard<IndexStatus>(StatusNotification.method, (status) => this.statuses.push(status));
    heard<CorpusInfo[]>(CorporaChangedNotification.method, (corpora) => this.corporaTold.push(corpora));
    heard<AnnotationsChangedParams>(AnnotationsChangedNotification.method, (change) => this.annotationsTold.push(change));
    heard<PublishDiagnosticsParams>('textDocument/publishDiagnostics', ({ uri, diagnostics }) => this.diagnostics.set(decodeURIComponent(uri), diagnostics));
    heard<ShowMessageParams>('window/showMessage', ({ message }) => this.messages.push(message));
    heard<ShowMessageParams>('window/logMessage', ({ message }) => this.log.push(message));
    heard<unknown>('$/progress', (value) => this.progress.push(value));
    this.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations.map(({ method }) => method));
      return null;
    });
    this.connection.onRequest('window/showMessageRequest', ({ message, actions }: ShowMessageRequestParams) => {
      this.asked.push(message);
      for (const check of this.#waiting) check();
      const chosen = answer?.(message);
      return actions?.find(({ title }) => title === chosen) ?? null;
    });
    this.connection.onRequest('window/workDoneProgress/create', () => null);
    this.connection.onRequest('workspace/semanticTokens/refresh', () => {
      this.refreshes++;
      return null;
    });
    this.connection.listen();
  }

  /** Starts a server on folders and waits until everything is indexed. */
  static async start(options: ClientOptions): Promise<TestClient> {
    const client = await TestClient.startUnindexed(options);
    await client.indexed();
    return client;
  }

  /** Starts a server without waiting for the index. */
  static async startUnindexed(how: ClientOptions): Promise<TestClient> {
    const { folders, capabilities = VSCODE, options, locale = 'en' } = how;
    const client = new TestClient(how);
    const params: InitializeParams = {
      processId: process.pid,
      rootUri: null,
      capabilities,
      locale,
      initializationOptions: options,
      workspaceFolders: folders.map((folder) => ({ uri: folder.uri, name: 'test' })),
    };
    client.initialized = await client.connection.sendRequest<InitializeResult>('initialize', params);
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  request<R>(method: string, params?: unknown): Promise<R> {
    return params === undefined ? this.connection.sendRequest<R>(method) : this.connection.sendRequest<R>(method, params);
  }

  command<R>(command: string, argument?: unknown): Promise<R> {
    return this.request<R>('workspace/executeCommand', { command, arguments: argument === undefined ? [] : [argument] });
  }

  async indexed(): Promise<void> {
    await this.until(() => {
      const last = this.statuses.at(-1);
      return last?.state === 'idle' && last.documents > 0 && last.indexed === last.documents;
    }, 'the index');
  }

  /** Resolves when what the server told fulfils a condition. */
  async until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`Waited in vain for ${what}. The server said:\n${this.log.join('\n')}\n${JSON.stringify(this.statuses.at(-1))}`));
      }, 50_000);
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      this.#waiting.add(check);
    });
  }

  async open(uri: string, text = readFileSync(fileURLToPath(uri), 'utf8')): Promise<void> {
    this.#versions.set(uri, 1);
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'corpus-text', version: 1, text } });
  }

  async edit(uri: string, ...changes: readonly { readonly range?: Range; readonly text: string }[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
  }

  /** `text` is what was saved, as editors say that are asked to. */
  async save(uri: string, text?: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri }, ...(text === undefined ? {} : { text }) });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  async filesChanged(...uris: readonly string[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) });
  }

  /** Asks the server to shut down and waits for its end; the exit code. */
  async stop(): Promise<number | null> {
    await this.request('shutdown');
    return this.exit();
  }

  /** Tells the server to end, asked to shut down or not, and waits; the exit code. */
  async exit(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', (code) => resolve(code)));
    await this.connection.sendNotification('exit');
    const code = await ended;
    this.connection.dispose();
    return code;
  }

  /** Ends the server without asking; `SIGKILL` leaves it no time for anything. */
  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.connection.dispose();
    this.#child.kill(signal);
  }

  /** Of the process that was started. */
  get pid(): number {
    return this.#child.pid as number;
  }
}

/** The place of the nth occurrence of a passage in a text; `into` code units after its start. */
export function positionOf(text: string, passage: string, nth = 0, into = 0): Position {
  let offset = -1;
  for (let i = 0; i <= nth; i++) offset = text.indexOf(passage, offset + 1);
  if (offset < 0) throw new Error(`No such passage: ${passage}`);
  const before = text.slice(0, offset + into);
  const line = before.split('\n').length - 1;
  return { line, character: before.length - (before.lastIndexOf('\n') + 1) };
}

export function rangeOf(text: string, passage: string, nth = 0): Range {
  return { start: positionOf(text, passage, nth), end: positionOf(text, passage, nth, passage.length) };
}

/** What stands in a range of a text. */
export function textIn(text: string, { start, end }: Range): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number => lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
}
