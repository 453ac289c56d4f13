import * as vscode from 'vscode';
import type { CorpusInfo } from '../../server/src/lsp/protocol';
import type { MeipiClient } from './client';

/** The corpus to work on: the only one, the one of the active editor, or the one chosen. */
export async function pickCorpus(client: MeipiClient): Promise<CorpusInfo | undefined> {
  const { corpora } = client;
  if (corpora.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No corpus is open.'));
    return undefined;
  }
  if (corpora.length === 1) return corpora[0];
  const active = vscode.window.activeTextEditor && client.corpusOf(vscode.window.activeTextEditor.document.uri);
  if (active) return active;
  const picked = await vscode.window.showQuickPick(corpora.map((corpus) => ({ label: corpus.name, description: corpus.root, corpus })));
  return picked?.corpus;
}
