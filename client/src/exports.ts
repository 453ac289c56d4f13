import * as vscode from 'vscode';
import type { CorpusInfo } from '../../server/src/lsp/protocol';
import type { MeipiClient } from './client';
import { messageOf } from './corpusDocuments';
import { pickCorpus } from './corpusPicker';

interface Format {
  readonly name: string;
  readonly label: string;
  readonly extension: string;
  /** It is a folder, with a file for each table. */
  readonly isFolder?: boolean;
}

function formats(): Format[] {
  return [
    { name: 'csv', label: vscode.l10n.t('CSV, for Excel and other spreadsheets'), extension: 'csv' },
    { name: 'jsonl', label: vscode.l10n.t('JSON Lines, for scripts'), extension: 'jsonl' },
    { name: 'w3c', label: vscode.l10n.t('W3C Web Annotation (JSON-LD)'), extension: 'jsonld' },
    { name: 'parquet', label: vscode.l10n.t('Apache Parquet, for DuckDB and Spark'), extension: 'parquet', isFolder: true },
  ];
}

/** Exports from the command palette and the panels: format, file, progress, and a button that opens the result. */
export function registerExports(client: MeipiClient): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('meipi.exportAnnotations', (format?: string, file?: string) => exportCorpus(client, 'annotations', format, file)),
    vscode.commands.registerCommand('meipi.exportTags', (format?: string, file?: string) => exportCorpus(client, 'tags', format, file)),
    vscode.commands.registerCommand('meipi.exportFigures', (content?: FigureContent, format?: string, file?: string) => exportFigures(client, content, format, file)),
  );
}

/** The table of all figures, or those of the same thing side by side. */
type FigureContent = 'figures' | 'comparison';

async function exportFigures(client: MeipiClient, content?: FigureContent, formatName = 'csv', file?: string): Promise<void> {
  if (content) return exportCorpus(client, content, formatName, file);
  const [csv, jsonl] = ['csv', 'jsonl'].map((name) => formats().find((format) => format.name === name)?.label ?? name) as [string, string];
  const table = vscode.l10n.t('All figures, one a row');
  const sideBySide = vscode.l10n.t('The same thing side by side, a column for each document');
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { content: FigureContent; format: string }>(
    [
      { label: table, detail: csv, content: 'figures', format: 'csv' },
      { label: sideBySide, detail: csv, content: 'comparison', format: 'csv' },
      { label: table, detail: jsonl, content: 'figures', format: 'jsonl' },
    ],
    { placeHolder: vscode.l10n.t('Format of the export') },
  );
  if (picked) await exportCorpus(client, picked.content, picked.format, file);
}

async function exportCorpus(client: MeipiClient, content: 'annotations' | 'tags' | FigureContent, formatName?: string, file?: string): Promise<void> {
  const corpus = await pickCorpus(client);
  if (!corpus) return;
  const format = formatName ? formats().find(({ name }) => name === formatName) : await pickFormat();
  if (!format) return;
  const target = file ? vscode.Uri.file(file) : await (format.isFolder ? pickFolder(corpus, content, format) : pickFile(corpus, content, format));
  if (!target) return;
  try {
    const result = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting {0} …', corpus.name) },
      () => client.export({ corpus: corpus.root, format: format.name, content, file: target.toString() }),
    );
    const message = vscode.l10n.t('{0} rows exported to {1}.', result.rows, target.fsPath);
    // No editor opens a folder of tables.
    if (format.isFolder) void vscode.window.showInformationMessage(message);
    else void offerToOpen(message, target);
  } catch (error) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The export failed: {0}', messageOf(error)));
  }
}

async function offerToOpen(message: string, target: vscode.Uri): Promise<void> {
  const open = vscode.l10n.t('Open');
  if ((await vscode.window.showInformationMessage(message, open)) === open) await vscode.commands.executeCommand('vscode.open', target);
}

async function pickFormat(): Promise<Format | undefined> {
  const picked = await vscode.window.showQuickPick(
    formats().map((format) => ({ label: format.label, description: `.${format.extension}`, format })),
    { placeHolder: vscode.l10n.t('Format of the export') },
  );
  return picked?.format;
}

/** A new folder in the one that is chosen, so that no table of another corpus is written over. */
async function pickFolder(corpus: CorpusInfo, content: string, format: Format): Promise<vscode.Uri | undefined> {
  const [parent] = (await vscode.window.showOpenDialog({
    canSelectFiles: false, canSelectFolders: true, defaultUri: vscode.Uri.joinPath(vscode.Uri.parse(corpus.root), '..'), openLabel: vscode.l10n.t('Export Here'), title: format.label,
  })) ?? [];
  return parent && vscode.Uri.joinPath(parent, `${fileName(corpus)}-${content}-${format.extension}`);
}

function pickFile(corpus: CorpusInfo, content: string, format: Format): Thenable<vscode.Uri | undefined> {
  const root = vscode.Uri.parse(corpus.root);
  return vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(root, '..', `${fileName(corpus)}-${content}.${format.extension}`),
    filters: { [format.label]: [format.extension] },
  });
}

function fileName({ root }: CorpusInfo): string {
  return vscode.Uri.parse(root).path.split('/').at(-1) || 'corpus';
}
