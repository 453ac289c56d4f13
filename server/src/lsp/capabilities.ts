import { CodeActionKind, PositionEncodingKind, TextDocumentSyncKind, type ClientCapabilities, type InitializeParams, type ServerCapabilities } from 'vscode-languageserver';
import { CONCEPT_SCHEME } from '../features/conceptPage';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../features/semanticTokens';
import { localeOf } from './locale';
import { ServerCommand, type InitializationOptions } from './protocol';

/** What the editor can do, as far as an answer depends on it. */
export interface Client {
  /** BCP 47. */
  readonly locale: string;
  readonly options: InitializationOptions;
  readonly definitionLinks: boolean;
  readonly codeActionLiterals: boolean;
  readonly hierarchicalSymbols: boolean;
  /** Hovers may be Markdown; plain text otherwise. */
  readonly markdown: boolean;
  /** The editor asks for the text of read-only documents (LSP 3.18, workspace/textDocumentContent). */
  readonly virtualDocuments: boolean;
  readonly tokenRefresh: boolean;
  readonly watchesFiles: boolean;
  readonly folderChanges: boolean;
}

export function readClient(params: InitializeParams): Client {
  const { workspace, textDocument }: ClientCapabilities = params.capabilities;
  return {
    locale: localeOf(params.locale),
    options: readOptions(params.initializationOptions),
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false,
    // An editor that says nothing of formats gets Markdown, which reads well as it stands.
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') ?? true,
    virtualDocuments: workspace?.textDocumentContent !== undefined,
    tokenRefresh: workspace?.semanticTokens?.refreshSupport ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    folderChanges: workspace?.workspaceFolders ?? false,
  };
}

/** Folders the editor works in: workspace folders, or the root that older editors send. */
export function foldersOf(params: InitializeParams): string[] {
  const folders = params.workspaceFolders?.map((folder) => folder.uri) ?? [];
  return folders.length === 0 && params.rootUri ? [params.rootUri] : folders;
}

export const serverCapabilities: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: true } },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  selectionRangeProvider: true,
  foldingRangeProvider: true,
  documentLinkProvider: { resolveProvider: false },
  codeActionProvider: { codeActionKinds: [CodeActionKind.Refactor] },
  semanticTokensProvider: { legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] }, full: { delta: true }, range: true },
  executeCommandProvider: { commands: Object.values(ServerCommand) },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    textDocumentContent: { schemes: [CONCEPT_SCHEME] },
  },
};

/** Options come from any editor's configuration: what has another type than it should is left out. */
function readOptions(value: unknown): InitializationOptions {
  if (typeof value !== 'object' || value === null) return {};
  const given = value as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined);
  const flag = (name: string): boolean | undefined => (typeof given[name] === 'boolean' ? given[name] : undefined);
  return {
    commandLinks: flag('commandLinks'),
    chooseFile: flag('chooseFile'),
    folders: Array.isArray(given['folders']) ? given['folders'].filter((folder) => typeof folder === 'string') : undefined,
    annotator: text('annotator'),
    widening: flag('widening'),
    defaultAnnotator: text('defaultAnnotator'),
    blind: flag('blind'),
    threads: typeof given['threads'] === 'number' ? given['threads'] : undefined,
    cache: given['cache'] === false ? false : text('cache'),
    l10nBundle: text('l10nBundle'),
  };
}
