import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection, StreamMessageReader, StreamMessageWriter,
  type ClientCapabilities, type CodeAction, type Hover, type InitializeParams, type InitializeResult, type MarkupContent, type MessageConnection, type Position, type Range, type ShowMessageParams,
} from 'vscode-languageserver-protocol/node';
import type { InitializationOptions } from '../../server/src/lsp/protocol';
import type { Folder } from './client';

const SERVER = process.env['MEIPI_SERVER'] ?? join(__dirname, '..', '..', 'dist', 'server.js');

/** What Neovim 0.7 says it can do, without lists of kinds and what it says of requests that this server does not answer. */
export const NEOVIM: ClientCapabilities = {
  textDocument: {
    synchronization: { dynamicRegistration: false, willSave: false, willSaveWaitUntil: false, didSave: true },
    codeAction: { dynamicRegistration: false, codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'refactor'] } }, dataSupport: true, resolveSupport: { properties: ['edit'] } },
    definition: { linkSupport: true },
    hover: { dynamicRegistration: false, contentFormat: ['markdown', 'plaintext'] },
    references: { dynamicRegistration: false },
    documentHighlight: { dynamicRegistration: false },
    documentSymbol: { dynamicRegistration: false, hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
  },
  workspace: { symbol: { dynamicRegistration: false }, workspaceFolders: true, applyEdit: true, workspaceEdit: { resourceOperations: ['rename', 'create', 'delete'] } },
  window: { workDoneProgress: true, showMessage: { messageActionItem: { additionalPropertiesSupport: false } }, showDocument: { support: false } },
};

export interface PlainEditorOptions {
  /** The folder that the editor works in; null when a single file was opened. */
  readonly root: Folder | null;
  readonly options?: InitializationOptions;
  readonly capabilities?: ClientCapabilities;
  readonly locale?: string;
}

/**
 * An editor that knows the Language Server Protocol and nothing of Meipi: it answers only what it announced, hears only
 * messages of the protocol, and sends the requests that the keys of its user send.
 */
export class PlainEditor {
  readonly messages: string[] = [];
  readonly diagnostics = new Map<string, number>();
  /** Methods of requests to the editor that it did not announce. */
  readonly unanswerable: string[] = [];
  initialized!: InitializeResult;
  readonly #child: ChildProcessWithoutNullStreams = spawn(process.execPath, [SERVER, '--stdio'], { stdio: 'pipe' });
  readonly #connection: MessageConnection = createMessageConnection(new StreamMessageReader(this.#child.stdout), new StreamMessageWriter(this.#child.stdin));
  readonly #versions = new Map<string, number>();
  #heard: () => void = () => undefined;

  static async start({ root, options, capabilities = NEOVIM, locale }: PlainEditorOptions): Promise<PlainEditor> {
    const editor = new PlainEditor();
    editor.#listen(capabilities.window?.workDoneProgress ?? false);
    const params: InitializeParams = {
      processId: process.pid,
      clientInfo: { name: 'Plain', version: '1' },
      rootPath: root?.path ?? null,
      rootUri: root?.uri ?? null,
      workspaceFolders: root ? [{ uri: root.uri, name: root.path }] : null,
      capabilities,
      trace: 'off',
      ...(options ? { initializationOptions: options } : {}),
      ...(locale === undefined ? {} : { locale }),
    };
    editor.initialized = await editor.request<InitializeResult>('initialize', params);
    await editor.#connection.sendNotification('initialized', {});
    return editor;
  }

  #listen(showsProgress: boolean): void {
    this.#connection.onRequest((method: string) => {
      if (showsProgress && method === 'window/workDoneProgress/create') return null;
      this.unanswerable.push(method);
      throw new Error(`The editor knows no ${method}`);
    });
    this.#connection.onNotification('window/showMessage', ({ message }: ShowMessageParams) => {
      this.messages.push(message);
      this.#heard();
    });
    this.#connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: unknown[] }) => {
      this.diagnostics.set(decodeURIComponent(uri), diagnostics.length);
      this.#heard();
    });
    this.#connection.listen();
  }

  request<R>(method: string, params?: unknown): Promise<R> {
    return params === undefined ? this.#connection.sendRequest<R>(method) : this.#connection.sendRequest<R>(method, params);
  }

  execute<R>(command: string, ...args: readonly unknown[]): Promise<R> {
    return this.request<R>('workspace/executeCommand', { command, ...(args.length > 0 ? { arguments: args } : {}) });
  }

  /** The actions offered for a range. */
  actions(uri: string, range: Range): Promise<CodeAction[]> {
    return this.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [] } });
  }

  /** Chooses the action whose title contains a text, as an editor does that applies edits and runs commands. */
  async choose(uri: string, range: Range, title: string): Promise<void> {
    const offered = await this.actions(uri, range);
    const action = offered.find((each) => each.title.includes(title));
    if (!action?.command) throw new Error(`No action “${title}” among: ${offered.map((each) => each.title).join(', ')}`);
    await this.execute(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
  }

  /** What a hover shows; undefined when there is none. */
  async hover(uri: string, position: Position): Promise<{ readonly markdown: string; readonly range: Range } | undefined> {
    const hover = await this.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
    if (!hover) return undefined;
    if (!hover.range) throw new Error('A hover has no range');
    return { markdown: (hover.contents as MarkupContent).value, range: hover.range };
  }

  /** Resolves when what the server told fulfils a condition. */
  async until(condition: () => boolean, what: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Waited in vain for ${what}; told: ${this.messages.join(' | ')}`)), 20_000);
      this.#heard = () => {
        if (!condition()) return;
        clearTimeout(timer);
        resolve();
      };
      this.#heard();
    });
  }

  async open(uri: string): Promise<void> {
    this.#versions.set(uri, 0);
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'text', version: 0, text: readFileSync(fileURLToPath(uri), 'utf8') } });
  }

  async edit(uri: string, ...contentChanges: readonly { readonly range?: Range; readonly rangeLength?: number; readonly text: string }[]): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  async save(uri: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  /** Asks the server to shut down and waits for its end; the exit code. */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    await this.request('shutdown');
    await this.#connection.sendNotification('exit');
    const code = await ended;
    this.#connection.dispose();
    return code;
  }
}
