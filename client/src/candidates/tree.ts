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

const VIEW = 'meipi.candidates';
/** Rows shown at once. */
const PAGE = 100;
/** Changes of texts that follow one another are waited for. */
const SETTLE_MS = 1500;

/**
 * The side panel "Term Candidates": what the corpora use as a term and no term base has, the best first, each with its
 * places. Candidates are counted when the panel is seen, and again when documents, corpus.json or term bases changed.
 */
export class CandidateTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  #candidates: readonly CandidateInfo[] | undefined;
  #reading: Promise<void> | undefined;
  #cancellation: vscode.CancellationTokenSource | undefined;
  #shown = PAGE;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, canSelectMany: true, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      client.onDidChangeCorpora(() => this.#soon()),
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#candidates === undefined && this.#refreshUnasked()),
    ];
  }

  /** What is shown, best first; for commands that are not called on a row. */
  get candidates(): readonly CandidateInfo[] {
    return this.#candidates ?? [];
  }

  get selection(): CandidateInfo[] {
    return this.#view.selection.flatMap((node) => (node.kind === 'candidate' ? [node.candidate] : []));
  }

  /** Counts again; until that is done the rows stay. A count that has not ended is given up: what it read is older. */
  refresh(): Promise<void> {
    this.#cancellation?.cancel();
    const cancellation = (this.#cancellation = new vscode.CancellationTokenSource());
    const count = async (): Promise<void> => {
      try {
        const candidates = await this.#client.candidates(cancellation.token);
        if (cancellation.token.isCancellationRequested) return await this.#reading;
        this.#candidates = candidates;
        this.#show();
      } catch (error) {
        if (!cancellation.token.isCancellationRequested) throw error;
        await this.#reading;
      } finally {
        cancellation.dispose();
        if (this.#cancellation === cancellation) this.#cancellation = this.#reading = undefined;
      }
    };
    return (this.#reading = Promise.resolve(vscode.window.withProgress({ location: { viewId: VIEW } }, count)));
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
    this.#reading = undefined;
    this.#cancellation?.cancel();
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #read(): Promise<void> {
    if (!this.#candidates) await (this.#reading ?? this.refresh());
  }

  /** Nobody waits for it, and a server that does not answer is told of elsewhere. */
  #refreshUnasked(): void {
    this.refresh().catch(() => undefined);
  }

  #show(): void {
    const none = this.#client.corpora.length > 0 && this.#candidates?.length === 0;
    this.#view.message = none ? vscode.l10n.t('No candidates: every term that this corpus repeats is in a term base, or hidden.') : undefined;
    this.#changed.fire(undefined);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#view.visible) this.#refreshUnasked();
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
    item.accessibilityInformation = { label: [candidate.form, item.description, candidate.definition && vscode.l10n.t('with a definition')].filter((part) => part !== undefined).join(vscode.l10n.t(', ')) };
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
