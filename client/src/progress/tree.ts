import * as vscode from 'vscode';
import type { AnnotatorProgressInfo, CoverageInfo, DocumentProgressInfo, NoteInfo, ProgressResult } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { shorten } from '../notes/chosen';
import type { NoteCache } from '../notes/noteCache';

/** Counting follows when changes pause: nobody watches the counts while typing. */
const PAUSE_MS = 700;
/** Documents held here at most; the view says when there are more. */
const MOST = 20_000;
/** Rows shown at once: trees with thousands of siblings make the editor slow. */
const PAGE = 200;

type Status = AnnotatorProgressInfo['status'];

export interface DocumentNode {
  readonly kind: 'document';
  readonly row: DocumentProgressInfo;
  readonly uri: vscode.Uri;
}

interface AnnotatorNode {
  readonly kind: 'annotator';
  readonly document: DocumentNode;
  readonly row: AnnotatorProgressInfo;
}

/** A memo on the document, or a reply or relation whose annotation was deleted. */
export interface NoteNode {
  readonly kind: 'note';
  readonly note: NoteInfo;
  readonly isOrphan: boolean;
}

interface MoreNode {
  readonly kind: 'more';
  readonly left: number;
}

export type ProgressNode = DocumentNode | AnnotatorNode | NoteNode | MoreNode;

/** The side panel "Documents": how far each annotator is with each document, what is uncoded, and memos on documents. */
export class ProgressTree implements vscode.TreeDataProvider<ProgressNode>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #notes: NoteCache;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<ProgressNode>;
  readonly #disposables: vscode.Disposable[];
  #progress: ProgressResult = { documents: [], total: 0, corpora: [] };
  #shown = PAGE;
  #timer: NodeJS.Timeout | undefined;
  #asking: vscode.CancellationTokenSource | undefined;
  #isStale = true;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient, notes: NoteCache) {
    this.#client = client;
    this.#notes = notes;
    this.#view = vscode.window.createTreeView('meipi.documents', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      client.onDidChangeAnnotations(() => this.#soon()),
      client.onDidChangeCorpora(() => this.#soon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (client.corpusOf(document.uri)) this.#soon();
      }),
      notes.onDidChange(() => this.#changed.fire(undefined)),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#isStale) this.#soon();
      }),
      vscode.commands.registerCommand('meipi.showMoreDocuments', () => {
        this.#shown += PAGE;
        this.#changed.fire(undefined);
      }),
    ];
  }

  /** Progress as it was last counted. */
  get progress(): ProgressResult {
    return this.#progress;
  }

  /** The documents selected in the view. */
  get selection(): DocumentNode[] {
    return this.#view.selection.filter((node) => node.kind === 'document');
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#asking?.cancel();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  getChildren(node?: ProgressNode): ProgressNode[] {
    if (!node) {
      const rows: ProgressNode[] = this.#progress.documents.slice(0, this.#shown).map((row) => ({ kind: 'document', row, uri: vscode.Uri.parse(row.uri) }));
      const left = this.#progress.documents.length - rows.length;
      return left > 0 ? [...rows, { kind: 'more', left }] : rows;
    }
    if (node.kind !== 'document') return [];
    return [
      ...node.row.annotators.map((row): AnnotatorNode => ({ kind: 'annotator', document: node, row })),
      ...this.#notes.memosOf(node.uri).map((note): NoteNode => ({ kind: 'note', note, isOrphan: false })),
      ...this.#notes.orphansOf(node.uri).map((note): NoteNode => ({ kind: 'note', note, isOrphan: true })),
    ];
  }

  getTreeItem(node: ProgressNode): vscode.TreeItem {
    switch (node.kind) {
      case 'document': return this.#documentItem(node);
      case 'annotator': return annotatorItem(node);
      case 'note': return noteItem(node);
      case 'more': {
        const item = new vscode.TreeItem(vscode.l10n.t('Show {0} more', Math.min(node.left, PAGE)));
        item.command = { command: 'meipi.showMoreDocuments', title: '' };
        return item;
      }
    }
  }

  #documentItem({ row, uri }: DocumentNode): vscode.TreeItem {
    const own = this.#ownRow(row);
    const below = row.annotators.length + this.#notes.memosOf(uri).length + this.#notes.orphansOf(uri).length;
    const item = new vscode.TreeItem(row.title, below > 0 ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
    item.id = row.uri;
    item.description = [own.status === 'new' ? '' : statusName(own.status), coverageText(own, row)].filter((part) => part !== '').join(' · ');
    item.iconPath = statusIcon(own.status);
    item.contextValue = `document ${own.status}`;
    item.tooltip = [
      row.title,
      row.document,
      vscode.l10n.t('By all annotators: {0}', coverageText(row, row)),
      vscode.l10n.t('Characters: {0}, sentences: {1}', row.characters, row.sentences),
    ].join('\n');
    item.accessibilityInformation = { label: [row.title, statusName(own.status), coverageText(own, row)].join(vscode.l10n.t(', ')) };
    item.command = { command: 'meipi.openLocation', title: vscode.l10n.t('Open'), arguments: [row.uri] };
    return item;
  }

  /** What the present annotator did and left in a document. */
  #ownRow(row: DocumentProgressInfo): AnnotatorProgressInfo {
    const annotator = this.#client.corpora.find(({ root }) => root === row.corpus)?.annotator ?? '';
    const own = row.annotators.find((each) => each.annotator === annotator);
    return own ?? { annotator, status: 'new', annotations: 0, uncodedCharacters: row.characters, uncodedSentences: row.sentences };
  }

  #soon(): void {
    this.#isStale = true;
    clearTimeout(this.#timer);
    if (this.#view.visible) this.#timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }

  /** Counts now, not after a pause. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#asking?.cancel();
    const asking = (this.#asking = new vscode.CancellationTokenSource());
    this.#isStale = false;
    try {
      const progress = await this.#client.progress(MOST, asking.token);
      if (asking.token.isCancellationRequested) return;
      this.#progress = progress;
    } catch {
      // A later count took its place, or the server is being started again.
      this.#isStale = true;
      return;
    }
    this.#view.message = this.#message();
    this.#changed.fire(undefined);
  }

  /** A line for each corpus: how many documents are done and in work, and how much of all is coded. */
  #message(): string | undefined {
    const lines = this.#progress.corpora.map((sums) => {
      const corpus = this.#client.corpora.find(({ root }) => root === sums.corpus);
      const own = sums.annotators.find(({ annotator }) => annotator === corpus?.annotator);
      const line = vscode.l10n.t('Documents: {0}, done: {1}, in work: {2} · coded by all: {3}', sums.documents, own?.done ?? 0, own?.inWork ?? 0, codedPart(sums, sums.characters));
      return this.#progress.corpora.length > 1 ? `${corpus?.name ?? sums.corpus}: ${line}` : line;
    });
    if (this.#progress.documents.length < this.#progress.total) lines.push(vscode.l10n.t('Only the first {0} documents are shown.', this.#progress.documents.length));
    return lines.length === 0 ? undefined : lines.join('\n');
  }
}

function annotatorItem({ document, row }: AnnotatorNode): vscode.TreeItem {
  const item = new vscode.TreeItem(row.annotator);
  item.id = `${document.row.uri} ${row.annotator}`;
  item.description = `${statusName(row.status)} · ${coverageText(row, document.row)}`;
  item.iconPath = statusIcon(row.status, 'person');
  item.contextValue = 'annotator';
  return item;
}

function noteItem({ note, isOrphan }: NoteNode): vscode.TreeItem {
  const item = new vscode.TreeItem(shorten(note.memo === '' ? (note.relation?.kind ?? '') : note.memo, 60));
  item.id = note.id;
  item.description = isOrphan ? vscode.l10n.t('{0}, to an annotation that was deleted', note.creator) : note.creator;
  item.iconPath = new vscode.ThemeIcon(isOrphan ? 'warning' : 'comment');
  item.contextValue = isOrphan ? 'orphan' : 'documentNote';
  item.tooltip = new vscode.MarkdownString().appendText(note.memo);
  item.command = { command: 'meipi.openMemo', title: vscode.l10n.t('Memo'), arguments: [note.id] };
  return item;
}

export function statusName(status: Status): string {
  switch (status) {
    case 'new': return vscode.l10n.t('new');
    case 'in-work': return vscode.l10n.t('in work');
    case 'done': return vscode.l10n.t('done');
  }
}

function statusIcon(status: Status, ofNew = 'circle-outline'): vscode.ThemeIcon {
  if (status === 'done') return new vscode.ThemeIcon('pass-filled', new vscode.ThemeColor('charts.green'));
  return status === 'in-work' ? new vscode.ThemeIcon('edit', new vscode.ThemeColor('charts.yellow')) : new vscode.ThemeIcon(ofNew);
}

/** `12 annotations · 37% coded · 8 sentences left`. */
function coverageText(covered: CoverageInfo, { characters }: { readonly characters: number }): string {
  return [
    vscode.l10n.t('annotations: {0}', covered.annotations),
    vscode.l10n.t('{0} coded', codedPart(covered, characters)),
    vscode.l10n.t('sentences left: {0}', covered.uncodedSentences),
  ].join(' · ');
}

/** Rounded down, so that only what is wholly coded is 100%. */
function codedPart({ uncodedCharacters }: CoverageInfo, characters: number): string {
  return `${characters === 0 ? 100 : Math.floor((100 * (characters - uncodedCharacters)) / characters)}%`;
}
