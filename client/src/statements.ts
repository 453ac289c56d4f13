import * as vscode from 'vscode';
import type { StatementsResult } from '../../server/src/lsp/protocol';
import type { MeipiClient } from './client';

/** All that a source says, in the editor's own peek of references; called with nothing at the cursor, by a hover with a document and a source. */
export function registerStatements(client: MeipiClient): vscode.Disposable {
  return vscode.commands.registerCommand('meipi.statementsOfSource', (uri?: unknown, source?: unknown) =>
    showStatements(client, typeof uri === 'string' ? vscode.Uri.parse(uri) : undefined, typeof source === 'string' ? source : undefined),
  );
}

/** Resolves to what is shown, or undefined when there is nothing to show. */
async function showStatements(client: MeipiClient, uri: vscode.Uri | undefined, source: string | undefined): Promise<StatementsResult | undefined> {
  const editor = vscode.window.activeTextEditor;
  const document = uri ?? editor?.document.uri;
  if (!document) return undefined;
  const position = editor?.selection.active ?? new vscode.Position(0, 0);
  const found = await client.statements(document, source ?? position);
  if (!found || found.statements.length === 0) {
    const nothing = found ? vscode.l10n.t('{0}: no statements', found.name) : vscode.l10n.t('There is no source at the cursor.');
    vscode.window.setStatusBarMessage(nothing, 3000);
    return undefined;
  }
  const locations = found.statements.map((statement) => new vscode.Location(vscode.Uri.parse(statement.uri), client.range(statement.range)));
  await vscode.commands.executeCommand('editor.action.showReferences', document, position, locations);
  vscode.window.setStatusBarMessage(vscode.l10n.t('{0}: statements {1}', found.name, found.count), 5000);
  return found;
}
