import * as vscode from 'vscode';
import { CORPUS_TEXT, type MeipiClient } from './client';

/**
 * Gives the documents of a corpus their language, so that only they get its word pattern, grammar and settings;
 * every other text file is left alone. Also the command that declares a folder a corpus.
 */
export class CorpusDocuments implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #disposables: vscode.Disposable[];

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#disposables = [
      client.onDidChangeCorpora(() => vscode.workspace.textDocuments.forEach((document) => this.#setLanguage(document))),
      vscode.workspace.onDidOpenTextDocument((document) => this.#setLanguage(document)),
      vscode.commands.registerCommand('meipi.useFolderAsCorpus', (folder?: vscode.Uri) => this.#declare(folder)),
      vscode.commands.registerCommand('meipi.reindex', () => this.#client.reindex()),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #setLanguage(document: vscode.TextDocument): void {
    const belongs = this.#client.corpusOf(document.uri) !== undefined;
    if (belongs && document.languageId === 'plaintext') void vscode.languages.setTextDocumentLanguage(document, CORPUS_TEXT);
    else if (!belongs && document.languageId === CORPUS_TEXT) void vscode.languages.setTextDocumentLanguage(document, 'plaintext');
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
