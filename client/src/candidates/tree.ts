import * as vscode from 'vscode';
import type { CandidateContext, CandidateInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';

export interface CandidateNode {
  readonly kind: 'candidate';
  readonly candidate: CandidateInfo;
}

interface ContextNode {
  readonly kind: 'context';
  readonly candidate: CandidateInfo;
  readonly context: CandidateContext;
}

interface MoreNode {
  readonly kind: 'more';
}

export type Node = CandidateNode | ContextNode | MoreNode;

/** Rows shown at once. */
const PAGE = 100;
/** Changes of texts that follow one another are waited for. */
const SETTLE_MS = 1500;

/**
 * The side panel "Term Candidates": what the corpora use as a term and no term base has, the best first, each with its
 * places. Candidates are counted when the panel is first seen, and again when corpora changed while it is seen.
 */
export class CandidateTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  #candidates: readonly CandidateInfo[] | undefined;
  #reading: Promise<void> | undefined;
  #shown = PAGE;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#view = vscode.window.createTreeView('meipi.candidates', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      client.onDidChangeCorpora(() => this.#soon()),
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#candidates === undefined && this.refresh()),
    ];
  }

  /** What is shown, best first; for commands that are not called on a row. */
  get candidates(): readonly CandidateInfo[] {
    return this.#candidates ?? [];
  }

  get selection(): CandidateInfo[] {
    return this.#view.selection.flatMap((node) => (node.kind === 'candidate' ? [node.candidate] : []));
  }

  /** Counts again. */
  async refresh(): Promise<void> {
    this.#candidates = undefined;
    this.#changed.fire(undefined);
    await this.#read();
  }

  /** Takes a candidate from the list at once; the server leaves it out from then on. */
  remove({ corpus, form }: CandidateInfo): void {
    this.#candidates = this.#candidates?.filter((other) => other.corpus !== corpus || other.form !== form);
    this.#show();
  }

  showMore(): void {
    this.#shown += PAGE;
    this.#changed.fire(undefined);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node) return node.kind === 'candidate' ? node.candidate.contexts.map((context) => ({ kind: 'context', candidate: node.candidate, context })) : [];
    if (this.#client.corpora.length === 0) return [];
    await this.#read();
    const rows: Node[] = this.candidates.slice(0, this.#shown).map((candidate) => ({ kind: 'candidate', candidate }));
    if (this.candidates.length > this.#shown) rows.push({ kind: 'more' });
    return rows;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'candidate') return this.#candidateItem(node.candidate);
    if (node.kind === 'context') return contextItem(node);
    const item = new vscode.TreeItem(vscode.l10n.t('Show {0} more', Math.min(PAGE, this.candidates.length - this.#shown)));
    item.command = { command: 'meipi.showMoreCandidates', title: '' };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #read(): Promise<void> {
    if (this.#candidates) return Promise.resolve();
    return (this.#reading ??= this.#client
      .candidates()
      .then((candidates) => {
        this.#candidates = candidates;
        this.#shown = PAGE;
        this.#show();
      })
      .finally(() => (this.#reading = undefined)));
  }

  #show(): void {
    const none = this.#client.corpora.length > 0 && this.#candidates?.length === 0;
    this.#view.message = none ? vscode.l10n.t('No candidates: every term that this corpus repeats is in a term base, or hidden.') : undefined;
    this.#changed.fire(undefined);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#view.visible) void this.refresh();
      else this.#candidates = undefined;
    }, SETTLE_MS);
  }

  #candidateItem(candidate: CandidateInfo): vscode.TreeItem {
    const item = new vscode.TreeItem(candidate.form, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = `${candidate.corpus} ${candidate.form}`;
    item.contextValue = 'candidate';
    item.description = [
      vscode.l10n.t('{0} in {1} documents', candidate.frequency, candidate.documents),
      candidate.english,
      this.#client.corpora.length > 1 ? this.#client.corpora.find(({ root }) => root === candidate.corpus)?.name : undefined,
    ].filter((part) => part !== undefined).join(' · ');
    item.tooltip = tooltip(candidate);
    item.iconPath = new vscode.ThemeIcon(candidate.definition ? 'book' : 'symbol-key');
    return item;
  }
}

function contextItem({ context }: ContextNode): vscode.TreeItem {
  const item = new vscode.TreeItem(context.text);
  const name = context.uri.slice(context.uri.lastIndexOf('/') + 1);
  item.description = vscode.l10n.t('{0}, line {1}', decodeURIComponent(name), context.range.start.line + 1);
  item.tooltip = context.text;
  item.command = { command: 'meipi.openLocation', title: vscode.l10n.t('Go to Passage'), arguments: [context.uri, context.range] };
  return item;
}

/** Words of documents are shown as they are written: what could be Markdown in them stays text. */
function tooltip({ forms, aliases, english, definition }: CandidateInfo): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendText([...forms, ...aliases, ...(english === undefined ? [] : [english])].join(' · '));
  if (definition) markdown.appendMarkdown('\n\n---\n\n').appendText(definition.text);
  return markdown;
}
