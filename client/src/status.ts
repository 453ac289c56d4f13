import * as vscode from 'vscode';
import type { IndexStatus } from '../../server/src/lsp/protocol';
import { CORPUS_TEXT, type MeipiClient } from './client';

/** The status item of corpus documents: what is indexed, what is used for it, and how to index again. */
export function registerStatus(client: MeipiClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('meipi.index', { language: CORPUS_TEXT });
  item.name = 'Meipi';
  const show = (status: IndexStatus): void => {
    item.busy = status.state === 'indexing';
    item.severity = status.unsaved > 0 ? vscode.LanguageStatusSeverity.Error : status.problems > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
    item.text =
      status.unsaved > 0
        ? vscode.l10n.t('Meipi: annotations of {0} documents not saved', status.unsaved)
        : status.state === 'idle'
          ? vscode.l10n.t('Meipi: {0} documents, {1} tags', status.indexed, status.tags)
          : status.state === 'indexing'
            ? vscode.l10n.t('Meipi: indexing {0} of {1}', status.indexed, status.documents)
            : vscode.l10n.t('Meipi: {0} of {1} documents indexed', status.indexed, status.documents);
    item.detail = [
      status.segmenter === '' ? undefined : vscode.l10n.t('Word boundaries by {0}', status.segmenter),
      status.problems === 0 ? undefined : vscode.l10n.t('Problems: {0}', status.problems),
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
    item.command =
      status.unsaved > 0
        ? { command: 'meipi.saveAgain', title: vscode.l10n.t('Try Again') }
        : status.state === 'indexing'
          ? { command: 'meipi.showLog', title: vscode.l10n.t('Show Log') }
          : { command: 'meipi.reindex', title: vscode.l10n.t('Index Again') };
  };
  return vscode.Disposable.from(item, client.onDidChangeStatus(show), vscode.commands.registerCommand('meipi.saveAgain', () => client.retry()));
}
