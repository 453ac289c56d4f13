import * as vscode from 'vscode';
import { CORPUS_TEXT, type MeipiClient } from './client';

/**
 * Gives the documents of a corpus their language, so that only they get its word pattern, grammar and settings,
 * and shows them in the encoding that the server found; every other text file is left alone. Also the command that
 * declares a folder a corpus.
 */
export class CorpusDocuments implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #disposables: vscode.Disposable[];
  /** Open documents that were read again in their own encoding. */
  readonly #reopened = new Set<string>();

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#disposables = [
      client.onDidChangeCorpora(() => vscode.workspace.textDocuments.forEach((document) => this.#adopt(document))),
      vscode.workspace.onDidOpenTextDocument((document) => this.#adopt(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#reopened.delete(uri.toString())),
      vscode.commands.registerCommand('meipi.useFolderAsCorpus', (folder?: vscode.Uri) => this.#declare(folder)),
      vscode.commands.registerCommand('meipi.reindex', () => this.#client.reindex()),
      vscode.commands.registerCommand('meipi.clearCache', () => this.#clearCache()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #clearCache(): Promise<void> {
    await this.#client.clearCache();
    void vscode.window.showInformationMessage(vscode.l10n.t('The cache was cleared.'));
  }

  #adopt(document: vscode.TextDocument): void {
    // A change of language closes and opens a document, as the editor tells it: the rest is done the second time.
    if (!this.#setLanguage(document)) void this.#showInItsEncoding(document);
  }

  /**
   * Reads a document again that the editor opened in another encoding than its own. Only once while it is open: what
   * the user chooses afterwards stands. Editors before 1.100 cannot; there the server's warning remains.
   */
  async #showInItsEncoding(document: vscode.TextDocument & { readonly encoding?: string }): Promise<void> {
    const own = this.#client.documentInfo(document.uri)?.encoding;
    const wanted = own === undefined ? undefined : EDITOR_ENCODINGS.get(own);
    const address = document.uri.toString();
    if (wanted === undefined || document.encoding === undefined || document.encoding === wanted || document.isDirty || this.#reopened.has(address)) return;
    this.#reopened.add(address);
    const open = vscode.workspace.openTextDocument as (uri: vscode.Uri, options: { encoding: string }) => Thenable<vscode.TextDocument>;
    try {
      await open(document.uri, { encoding: wanted });
    } catch {
      // The document was closed or edited meanwhile.
    }
  }

  /** Whether the language is being changed. */
  #setLanguage(document: vscode.TextDocument): boolean {
    const belongs = this.#client.corpusOf(document.uri) !== undefined;
    const language = belongs && document.languageId === 'plaintext' ? CORPUS_TEXT : !belongs && document.languageId === CORPUS_TEXT ? 'plaintext' : undefined;
    if (language !== undefined) void vscode.languages.setTextDocumentLanguage(document, language);
    return language !== undefined;
  }

  async #declare(chosen?: vscode.Uri): Promise<void> {
    const folder = chosen ?? (await pickFolder());
    if (!folder) return;
    try {
      await this.#client.declareCorpus(folder);
    } catch (error) {
      void vscode.window.showErrorMessage(vscode.l10n.t('The folder cannot be used as a corpus: {0}', messageOf(error)));
    }
  }
}

/** Names of the editor for the encodings of corpora other than UTF-8, by WHATWG name. */
const EDITOR_ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['gb18030', 'gb18030'],
  ['gbk', 'gbk'],
  ['big5', 'cp950'],
  ['utf-16le', 'utf16le'],
  ['utf-16be', 'utf16be'],
]);

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const opened = await vscode.window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, openLabel: vscode.l10n.t('Use as Corpus') });
  return opened?.[0];
}

/** The message of a failure, for the user. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
