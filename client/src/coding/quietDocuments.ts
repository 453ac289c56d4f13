import * as vscode from 'vscode';
import { CORPUS_TEXT } from '../client';

/**
 * Keeps documents of a corpus from being typed into while keys mean something else: the editor shows them read-only for as long as a
 * mode is on. The editor knows this only for the document in front, so that each is set when it comes there and released likewise.
 */
export class QuietDocuments implements vscode.Disposable {
  readonly #quiet = new Set<string>();
  readonly #listener: vscode.Disposable;
  #isOn = false;

  constructor() {
    this.#listener = vscode.window.onDidChangeActiveTextEditor(() => void this.#settle());
  }

  async set(isOn: boolean): Promise<void> {
    this.#isOn = isOn;
    await this.#settle();
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #settle(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== CORPUS_TEXT) return;
    const key = document.uri.toString();
    if (this.#isOn === this.#quiet.has(key)) return;
    if (this.#isOn) this.#quiet.add(key);
    else this.#quiet.delete(key);
    await vscode.commands.executeCommand(this.#isOn ? 'workbench.action.files.setActiveEditorReadonlyInSession' : 'workbench.action.files.resetActiveEditorReadonlyInSession');
  }
}
