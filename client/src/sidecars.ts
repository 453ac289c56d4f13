import * as vscode from 'vscode';
import { messageOf } from './corpusDocuments';

/** What follows the name of a document in the name of its sidecar. */
const SIDECAR = '.annotations.json';

/** Sidecars of deleted documents that are remembered, for an undo. */
const MOST_REMEMBERED = 200;

/**
 * Lets sidecars go where their documents go: renamed, moved to another folder or corpus, deleted, and brought back by undo.
 * Without the question that the editor asks about edits that take part in such an operation.
 */
export function registerSidecars(): vscode.Disposable {
  const deleted = new Map<string, Uint8Array>();
  return vscode.Disposable.from(
    vscode.workspace.onDidRenameFiles(({ files }) => void moveSidecars(files)),
    // The contents are read before, as nobody can be asked for them afterwards.
    vscode.workspace.onWillDeleteFiles((event) => event.waitUntil(remember(event.files, deleted))),
    vscode.workspace.onDidDeleteFiles(({ files }) => void deleteSidecars(files, deleted)),
    vscode.workspace.onDidCreateFiles(({ files }) => void bringBack(files, deleted)),
  );
}

/** Undoing a rename is another rename, and brings the sidecar back. */
async function moveSidecars(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): Promise<void> {
  for (const { oldUri, newUri } of files) {
    const [from, to] = [sidecarOf(oldUri), sidecarOf(newUri)];
    // One whose document is there again belongs to that one.
    if (!(await exists(from)) || (await exists(oldUri))) continue;
    try {
      await vscode.workspace.fs.rename(from, to, { overwrite: false });
    } catch (error) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The annotations of {0} are still in {1}: {2}', fileName(newUri), fileName(from), messageOf(error)));
    }
  }
}

async function remember(files: readonly vscode.Uri[], deleted: Map<string, Uint8Array>): Promise<void> {
  for (const uri of files) {
    const bytes = await read(sidecarOf(uri));
    if (!bytes) continue;
    deleted.delete(uri.toString());
    deleted.set(uri.toString(), bytes);
    const [oldest] = deleted.keys();
    if (deleted.size > MOST_REMEMBERED && oldest !== undefined) deleted.delete(oldest);
  }
}

/** A sidecar goes to the trash; where there is none it stays, as a sidecar holds more work than a text that can be had again. */
async function deleteSidecars(files: readonly vscode.Uri[], deleted: Map<string, Uint8Array>): Promise<void> {
  for (const uri of files) {
    const sidecar = sidecarOf(uri);
    if (!deleted.has(uri.toString()) || (await exists(uri)) || !(await exists(sidecar))) continue;
    try {
      await vscode.workspace.fs.delete(sidecar, { useTrash: true });
    } catch {
      void vscode.window.showInformationMessage(vscode.l10n.t('The annotations of {0} are kept in {1}: there is no trash to put them into.', fileName(uri), fileName(sidecar)));
    }
  }
}

async function bringBack(files: readonly vscode.Uri[], deleted: Map<string, Uint8Array>): Promise<void> {
  for (const uri of files) {
    const bytes = deleted.get(uri.toString());
    deleted.delete(uri.toString());
    if (!bytes || !(await exists(uri)) || (await exists(sidecarOf(uri)))) continue;
    try {
      await vscode.workspace.fs.writeFile(sidecarOf(uri), bytes);
    } catch (error) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The annotations of {0} could not be brought back: {1}', fileName(uri), messageOf(error)));
    }
  }
}

function sidecarOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({ path: uri.path + SIDECAR });
}

function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

async function read(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
