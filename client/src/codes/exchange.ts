import * as vscode from 'vscode';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { pickCorpus } from '../corpusPicker';

/** Formats of code books by their extensions. */
const FORMAT = 'qdc';

/** Import and export of the code book, with a report of what a format cannot hold. */
export function registerCodeExchange(client: MeipiClient): vscode.Disposable {
  return registerCommands({
    'meipi.exportCodes': (file?: unknown) => exportCodes(client, typeof file === 'string' ? vscode.Uri.file(file) : undefined),
    'meipi.importCodes': (file?: unknown, differences?: 'keep' | 'take') => importCodes(client, typeof file === 'string' ? vscode.Uri.file(file) : undefined, differences),
  });
}

async function exportCodes(client: MeipiClient, named: vscode.Uri | undefined): Promise<void> {
  const corpus = await pickCorpus(client);
  if (!corpus) return;
  const root = vscode.Uri.parse(corpus.root);
  const file = named ?? (await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(root, '..', `${root.path.split('/').at(-1) ?? 'corpus'}.${FORMAT}`),
    filters: { [vscode.l10n.t('REFI-QDA code book')]: [FORMAT] },
  }));
  if (!file) return;
  const { rows, losses = [] } = await client.export({ corpus: corpus.root, format: FORMAT, content: 'codes', file: file.toString() });
  void tell(vscode.l10n.t('{0} codes exported to {1}.', rows, file.fsPath), losses);
}

async function importCodes(client: MeipiClient, named: vscode.Uri | undefined, how: 'keep' | 'take' | undefined): Promise<void> {
  const corpus = await pickCorpus(client);
  if (!corpus) return;
  const file = named ?? (await vscode.window.showOpenDialog({ canSelectMany: false, filters: { [vscode.l10n.t('REFI-QDA code book')]: [FORMAT] } }))?.[0];
  if (!file) return;
  const answers = [
    { label: vscode.l10n.t('Keep what is here'), detail: vscode.l10n.t('New codes are added, and what codes lack is filled in.'), differences: 'keep' as const },
    { label: vscode.l10n.t('Take what the file says'), detail: vscode.l10n.t('Names, descriptions, colours and places of codes become those of the file.'), differences: 'take' as const },
  ];
  const differences = how ?? (corpus.codes.length === 0 ? 'keep' : (await vscode.window.showQuickPick(answers, { title: vscode.l10n.t('Import Codes'), placeHolder: vscode.l10n.t('Where a code is here and in the file, and differs') }))?.differences);
  if (!differences) return;
  const { added, changed, remarks } = await client.importCodes({ corpus: corpus.root, format: FORMAT, file: file.toString(), differences });
  void tell(vscode.l10n.t('Codes added: {0}; changed: {1}', added, changed), remarks);
}

/** A message, with a button that shows what there is to say beside. */
async function tell(message: string, remarks: readonly string[]): Promise<void> {
  if (remarks.length === 0) {
    void vscode.window.showInformationMessage(message);
    return;
  }
  const show = vscode.l10n.t('Show Report');
  const short = vscode.l10n.t('{0} There are {1} remarks.', message, remarks.length);
  if ((await vscode.window.showInformationMessage(short, show)) !== show) return;
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: `${[message, '', ...remarks].join('\n')}\n`, language: 'plaintext' }));
}
