import * as vscode from 'vscode';
import type { SetStatusArguments } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import type { DocumentNode, NoteNode, ProgressTree } from './tree';
import { statusName } from './tree';

type Status = SetStatusArguments['status'];

/** Commands that say how far one is with documents, and go to what is not coded yet. */
export function registerProgress(client: MeipiClient, tree: ProgressTree): vscode.Disposable {
  const set = (status: Status) => async (node?: DocumentNode, selected?: readonly DocumentNode[]): Promise<void> => setStatus(client, status, documentsMeant(client, tree, node, selected));
  return registerCommands({
    'meipi.setStatus': async (status?: Status) => {
      const statuses: readonly Status[] = ['new', 'in-work', 'done'];
      const uris = documentsMeant(client, tree);
      const picked = status ?? (uris.length === 0 ? undefined : (await vscode.window.showQuickPick(statuses.map((each) => ({ label: statusName(each), status: each })), { placeHolder: vscode.l10n.t('How far are you with this document?') }))?.status);
      if (picked || uris.length === 0) await setStatus(client, picked ?? 'new', uris);
    },
    'meipi.markNew': set('new'),
    'meipi.markInWork': set('in-work'),
    'meipi.markDone': set('done'),
    'meipi.deleteNote': async ({ note }: NoteNode) => {
      await client.delete([note.id]);
    },
    'meipi.refreshDocuments': () => tree.refresh(),
    'meipi.nextUncoded': () => goToUncoded(client, 'next'),
    'meipi.previousUncoded': () => goToUncoded(client, 'previous'),
  });
}

async function setStatus(client: MeipiClient, status: Status, uris: readonly string[]): Promise<void> {
  if (uris.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Open a document of a corpus, or select documents in the panel.'));
    return;
  }
  await client.setStatus({ uris, status });
}

/** The documents meant: rows of the panel, or the one in the editor. */
function documentsMeant(client: MeipiClient, tree: ProgressTree, node?: DocumentNode, selected: readonly DocumentNode[] = []): string[] {
  const rows = selected.filter(({ kind }) => kind === 'document');
  if (node) return (rows.length > 0 ? rows : [node]).map(({ row }) => row.uri);
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active && client.corpusOf(active)) return [client.address(active)];
  return tree.selection.map(({ row }) => row.uri);
}

/** Selects the next sentence that the annotator has not annotated, so that a code can be given to it at once. */
async function goToUncoded(client: MeipiClient, direction: 'next' | 'previous'): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const corpus = editor && client.corpusOf(editor.document.uri);
  if (!editor || !corpus) return;
  const found = await client.nextUncoded(editor.document.uri, editor.selection.start, direction, corpus.annotator);
  if (!found) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Every sentence of the corpus has an annotation.'), 4000);
    return;
  }
  const range = client.range(found.range);
  const shown = await vscode.window.showTextDocument(vscode.Uri.parse(found.uri), { preview: true });
  shown.selection = new vscode.Selection(range.start, range.end);
  shown.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: sentences left {1}', found.title, found.left), 5000);
}
