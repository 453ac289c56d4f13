import * as vscode from 'vscode';
import type { CodeInfo, CorpusInfo } from '../../../server/src/lsp/protocol';
import { codeTree, type CodeBranch } from '../annotations/codeTree';
import { dot } from '../annotations/tree';
import type { MeipiClient } from '../client';

/** A row of the panel: a code, or of several corpora one. */
export type Node = CodeNode | CorpusNode;

export interface CodeNode {
  readonly kind: 'code';
  /** Root of the corpus. */
  readonly corpus: string;
  readonly code: CodeInfo;
}

interface CorpusNode {
  readonly kind: 'corpus';
  readonly corpus: string;
}

const CODES_VIEW = 'meipi.codes';
/** What is dragged from this panel (VS Code names it after the view, in lower case). */
const DRAGGED = `application/vnd.code.tree.${CODES_VIEW}`;

const SETTLING_TRIES = 20;
const SETTLING_MS = 25;

/** The side panel "Codes": the code book as a tree in the person's order, with colours, uses and keys. Codes are moved by dragging them. */
export class CodeTree implements vscode.TreeDataProvider<Node>, vscode.TreeDragAndDropController<Node>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  #branches = new Map<string, ReadonlyMap<string, CodeBranch>>();
  /** What the rows show, as JSON. */
  #shown = '';

  readonly onDidChangeTreeData = this.#changed.event;
  readonly dragMimeTypes = [DRAGGED];
  readonly dropMimeTypes = [DRAGGED];

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#view = vscode.window.createTreeView(CODES_VIEW, { treeDataProvider: this, dragAndDropController: this, canSelectMany: true, showCollapseAll: true });
    this.#disposables = [this.#view, this.#changed, client.onDidChangeCorpora(() => this.#update()), client.onDidChangeAnnotations(({ placesOnly }) => placesOnly || this.#update())];
  }

  /** The codes selected in the panel, waited for a little: while the view reads its rows again after a change, it knows none of them. */
  async settledSelection(): Promise<CodeNode[]> {
    for (let i = 0; i < SETTLING_TRIES && this.#view.selection.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
    return this.#view.selection.flatMap((node) => (node.kind === 'code' ? [this.now(node)] : []));
  }

  /** A code as the server knows it now. */
  now(node: CodeNode): CodeNode {
    const code = this.#corpus(node.corpus)?.codes.find(({ id }) => id === node.code.id);
    return code ? { ...node, code } : node;
  }

  /** Shows a code and selects it. */
  async reveal(corpus: string, id: string): Promise<void> {
    const code = this.#corpus(corpus)?.codes.find((each) => each.id === id);
    if (code && this.#view.visible) await this.#view.reveal({ kind: 'code', corpus, code }, { select: true, focus: false, expand: true });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  getChildren(node?: Node): Node[] {
    const { corpora } = this.#client;
    if (!node && corpora.length !== 1) return corpora.map(({ root }) => ({ kind: 'corpus', corpus: root }));
    const root = node?.corpus ?? corpora[0]?.root ?? '';
    const branches = node?.kind === 'code' ? (this.#branchesOf(root).get(node.code.id)?.children ?? []) : this.#topOf(root);
    return branches.map(({ code }) => ({ kind: 'code', corpus: root, code }));
  }

  getParent(node: Node): Node | undefined {
    if (node.kind === 'corpus') return undefined;
    const parent = this.#corpus(node.corpus)?.codes.find(({ id }) => id === node.code.parent);
    if (parent) return { kind: 'code', corpus: node.corpus, code: parent };
    return this.#client.corpora.length > 1 ? { kind: 'corpus', corpus: node.corpus } : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'corpus') {
      const item = new vscode.TreeItem(this.#corpus(node.corpus)?.name ?? node.corpus, vscode.TreeItemCollapsibleState.Expanded);
      item.id = node.corpus;
      item.contextValue = 'corpus';
      item.iconPath = new vscode.ThemeIcon('library');
      return item;
    }
    const { corpus, code } = node;
    const hasChildren = (this.#branchesOf(corpus).get(code.id)?.children.length ?? 0) > 0;
    const item = new vscode.TreeItem(code.name, hasChildren ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None);
    item.id = `${corpus}\n${code.id}`;
    item.contextValue = code.isUnknown ? 'unknownCode' : 'code';
    item.iconPath = dot(code);
    item.description = [String(code.uses), code.key && `[${code.key}]`, code.codable === false && vscode.l10n.t('heading'), code.isUnknown && vscode.l10n.t('not in the code book')].filter(Boolean).join(' · ');
    item.tooltip = tooltip(code);
    const told = [code.name, vscode.l10n.t('annotations: {0}', code.uses), code.key && vscode.l10n.t('key {0}', code.key), code.isUnknown && vscode.l10n.t('not in the code book')];
    item.accessibilityInformation = { label: told.filter(Boolean).join(vscode.l10n.t(', ')) };
    return item;
  }

  handleDrag(nodes: readonly Node[], data: vscode.DataTransfer): void {
    const codes = nodes.flatMap((node) => (node.kind === 'code' && !node.code.isUnknown ? [{ corpus: node.corpus, id: node.code.id }] : []));
    data.set(DRAGGED, new vscode.DataTransferItem(JSON.stringify(codes)));
  }

  /** Codes dropped on a code come below it, after those that are there; on the empty part of the panel, on top. */
  async handleDrop(target: Node | undefined, data: vscode.DataTransfer): Promise<void> {
    const item = data.get(DRAGGED);
    const codes = item ? (JSON.parse(await item.asString()) as { corpus: string; id: string }[]) : [];
    const corpus = codes[0]?.corpus;
    if (corpus === undefined) return;
    const parent = target?.kind === 'code' ? target.code.id : undefined;
    const moved = codes.filter(({ id }) => id !== parent);
    const [first] = moved;
    if (!first) return;
    try {
      if (moved.some((each) => each.corpus !== corpus) || (target && target.corpus !== corpus)) throw new Error(vscode.l10n.t('Codes cannot be moved to another corpus. Export them there and import them.'));
      await this.#client.moveCode({ corpus, ids: moved.map(({ id }) => id), parent });
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
      return;
    }
    await this.#revealBelow(parent, first);
  }

  /** Shows a code that was moved, once the panel knows where to: one that had no other below it comes up folded. */
  async #revealBelow(parent: string | undefined, { corpus, id }: { readonly corpus: string; readonly id: string }): Promise<void> {
    const isThere = (): boolean => this.#corpus(corpus)?.codes.some((code) => code.id === id && code.parent === parent) ?? false;
    for (let i = 0; i < SETTLING_TRIES && !isThere(); i++) await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
    await this.reveal(corpus, id);
  }

  #corpus(root: string): CorpusInfo | undefined {
    return this.#client.corpora.find((corpus) => corpus.root === root);
  }

  #topOf(root: string): readonly CodeBranch[] {
    return codeTree(this.#corpus(root)?.codes ?? []);
  }

  /** All codes of a corpus with those below them, by id. */
  #branchesOf(root: string): ReadonlyMap<string, CodeBranch> {
    let branches = this.#branches.get(root);
    if (!branches) {
      const all = (list: readonly CodeBranch[]): (readonly [string, CodeBranch])[] => list.flatMap((branch) => [[branch.code.id, branch] as const, ...all(branch.children)]);
      this.#branches.set(root, (branches = new Map(all(this.#topOf(root)))));
    }
    return branches;
  }

  /** Rows that are read anew are lost to a menu that is open or a row that is being dragged: only when something in them changed. */
  #update(): void {
    const { corpora } = this.#client;
    const shown = JSON.stringify(corpora.map(({ root, name, codes }) => [root, name, codes]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#branches.clear();
    const isEmpty = corpora.length > 0 && corpora.every(({ codes }) => codes.length === 0);
    this.#view.message = isEmpty ? vscode.l10n.t('No codes yet. Make one with the + above, or annotate a passage with a new one.') : undefined;
    this.#changed.fire(undefined);
  }
}

/** Descriptions and examples are shown as they are written: what could be Markdown in them stays text. */
function tooltip(code: CodeInfo): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString();
  markdown.appendMarkdown('**').appendText(code.name).appendMarkdown('**');
  const names = new Set([code.ownName, ...Object.entries(code.names ?? {}).map(([language, name]) => `${name} (${language})`), ...(code.alternativeNames ?? [])].filter((name) => name !== undefined));
  if (names.size > 0) markdown.appendMarkdown('\n\n').appendText([...names].join(' · '));
  if (code.description !== undefined) markdown.appendMarkdown('\n\n').appendText(code.description);
  for (const example of code.examples ?? []) markdown.appendMarkdown('\n\n> ').appendText(example.replace(/\s+/g, ' '));
  return markdown;
}
