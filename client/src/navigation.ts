import * as vscode from 'vscode';
import type { MeipiClient } from './client';

/** Next and previous mention of what is under the cursor, across documents; and where links of a hover lead. */
export function registerNavigation(client: MeipiClient): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('meipi.nextMention', () => goToMention(client, 'next')),
    vscode.commands.registerCommand('meipi.previousMention', () => goToMention(client, 'previous')),
    vscode.commands.registerCommand('meipi.openLocation', async (uri: string, range?: { start: vscode.Position; end: vscode.Position }) => void (await openLocation(uri, range))),
  );
}

async function goToMention(client: MeipiClient, direction: 'next' | 'previous'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const mention = await client.nextMention(editor.document.uri, editor.selection.active, direction);
  if (!mention) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Nothing is marked at the cursor.'), 3000);
    return;
  }
  await openLocation(mention.uri, client.range(mention.range));
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: {1} of {2}', mention.label, mention.index, mention.count), 5000);
}

/** Opens a document and puts the cursor at the beginning of a place in it; `preserveFocus` leaves the keys where they are. Gives the editor. */
export async function openLocation(uri: string, range?: { start: vscode.Position; end: vscode.Position }, preserveFocus = false): Promise<vscode.TextEditor> {
  const address = vscode.Uri.parse(uri);
  // Links carry plain objects.
  const start = range && new vscode.Position(range.start.line, range.start.character);
  const end = range && new vscode.Position(range.end.line, range.end.character);
  const editor = await vscode.window.showTextDocument(address, { preview: true, preserveFocus });
  if (!start || !end) return editor;
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, end), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}
