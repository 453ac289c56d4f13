import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';

/** The folder that the tests have opened: a copy of the sample corpus. */
export function folder(): vscode.Uri {
  const opened = vscode.workspace.workspaceFolders?.[0];
  assert.ok(opened);
  return opened.uri;
}

export const address = (name: string): vscode.Uri => vscode.Uri.joinPath(folder(), name);

/** Opens a document of the corpus and waits until it has the corpus's language and its tags are known. */
export async function open(name: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(address(name)));
  await until(() => vscode.window.activeTextEditor?.document.languageId === 'corpus-text', `${name} has the language of corpus documents`);
  await until(async () => (await tokens(name)).length > 0, `${name} has tokens`);
  return vscode.window.activeTextEditor ?? editor;
}

export async function tokens(name: string): Promise<Uint32Array> {
  const found = await vscode.commands.executeCommand<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens', address(name));
  return found?.data ?? new Uint32Array();
}

/** Position of the n-th place (from 0) of a text in a document. */
export function positionOf(document: vscode.TextDocument, text: string, n = 0): vscode.Position {
  let at = -1;
  for (let i = 0; i <= n; i++) at = document.getText().indexOf(text, at + 1);
  assert.ok(at >= 0, `${text} stands in ${document.fileName}`);
  return document.positionAt(at);
}

export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.flatMap((hover) => hover.contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
}

/**
 * Selects in an editor, and waits until the window has it: what that tells meanwhile of the selection of before would count for a
 * command. It answers a question after what it was told earlier.
 */
export async function select(editor: vscode.TextEditor, ...ranges: readonly vscode.Range[]): Promise<void> {
  editor.selections = ranges.map(({ start, end }) => new vscode.Selection(start, end));
  await vscode.commands.executeCommand('vscode.getEditorLayout');
  await until(() => ranges.every((range, i) => editor.selections[i]?.isEqual(range)), 'selected');
}

/** Asks again until the answer is yes; fails after a minute, which is long enough for a machine that is slow and busy. */
export async function until(ask: () => boolean | Thenable<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await ask())) {
    if (Date.now() > deadline) assert.fail(`not within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a file holds now. */
export async function read(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
}

/** Whether the folder has a file of the name. */
export async function exists(name: string): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(address(name));
    return true;
  } catch {
    return false;
  }
}
