import * as vscode from 'vscode';
import type { AnnotationInfo, CodeInfo, NoteInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { shorten } from '../notes/chosen';
import type { NoteCache } from '../notes/noteCache';
import { relationItem, relationsOf, type RelationNode } from '../notes/relationRows';
import type { AnnotationCache } from './cache';
import { codeTree, type CodeBranch } from './codeTree';
import { DECISIONS, type DecisionNode, DecisionRows, type DecisionsNode, type VerdictNode } from './decisionRows';

/** What annotations are gathered by. */
export type Grouping = 'document' | 'code' | 'annotator';

/** A group of annotations; its children are the groups below it (codes below a code), memos on documents, then its annotations, paged. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  readonly annotations: readonly AnnotationInfo[];
  readonly groups?: readonly GroupNode[];
  readonly memos?: readonly NoteInfo[];
  readonly icon: vscode.ThemeIcon | vscode.Uri;
  readonly uri?: vscode.Uri;
}

export interface AnnotationNode {
  readonly kind: 'annotation';
  readonly annotation: AnnotationInfo;
  readonly group: string;
}

/** A memo on a document as a whole. */
export interface NoteNode {
  readonly kind: 'note';
  readonly note: NoteInfo;
  readonly group: string;
}

/** The row that shows the next page of a group. */
interface MoreNode {
  readonly kind: 'more';
  readonly group: string;
  readonly left: number;
}

export type Node = GroupNode | AnnotationNode | RelationNode | NoteNode | DecisionsNode | VerdictNode | DecisionNode | MoreNode;

/** Rows of a group that are shown at once: trees with thousands of siblings make the editor slow. */
const PAGE = 200;

/** Characters of a memo in its row. */
const MEMO = 60;

const SETTLING_TRIES = 20;
const SETTLING_MS = 25;

/**
 * The side panel "Annotations": all annotations of the open corpora and memos on their documents by document, by code or by annotator, with a
 * filter; and what one decided on automatic tags.
 */
export class AnnotationTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #annotations: AnnotationCache;
  readonly #notes: NoteCache;
  readonly #client: MeipiClient;
  readonly #decisions: DecisionRows;
  readonly #changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  readonly #shown = new Map<string, number>();
  /** The rows that the view was last given, by annotation. */
  readonly #rows = new Map<string, AnnotationNode[]>();
  #isStale = false;
  #grouping: Grouping = 'document';
  #filter = '';
  /** The code whose uses alone are shown. */
  #code: { readonly corpus: string; readonly id: string } | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient, annotations: AnnotationCache, notes: NoteCache) {
    this.#annotations = annotations;
    this.#notes = notes;
    this.#client = client;
    this.#decisions = new DecisionRows(client);
    this.#view = vscode.window.createTreeView('meipi.annotations', { treeDataProvider: this, canSelectMany: true, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      annotations.onDidChange(({ movedLines }) => (movedLines ? this.#updateLines(movedLines) : this.#update())),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible && this.#isStale) this.#update();
      }),
      notes.onDidChange(() => this.#update()),
      // A corpus that has just been opened may have nothing else to tell.
      client.onDidChangeCorpora(() => (this.#view.message = this.#message())),
      this.#decisions,
      this.#decisions.onDidChange((isOther) => (isOther ? this.#update() : this.#changed.fire([DECISIONS]))),
      vscode.commands.registerCommand('meipi.groupByDocument', () => this.group('document')),
      vscode.commands.registerCommand('meipi.groupByCode', () => this.group('code')),
      vscode.commands.registerCommand('meipi.groupByAnnotator', () => this.group('annotator')),
      vscode.commands.registerCommand('meipi.filterAnnotations', (text?: string) => this.#askFilter(text)),
      vscode.commands.registerCommand('meipi.clearFilter', () => this.#setFilter('')),
      vscode.commands.registerCommand('meipi.showDecisions', () => this.#showDecisions()),
      vscode.commands.registerCommand('meipi.showMore', (group: string) => this.#showMore(group)),
    ];
    void vscode.commands.executeCommand('setContext', 'meipi.grouping', this.#grouping);
  }

  /** The annotations selected in the panel. */
  get selection(): AnnotationInfo[] {
    return this.#view.selection.flatMap((node) => (node.kind === 'annotation' ? (this.#annotations.get(node.annotation.id) ?? []) : []));
  }

  /** The selection, waited for a little: while the view reads its rows again after a change, it knows none of them. */
  async settledSelection(): Promise<AnnotationInfo[]> {
    await this.settledRows();
    return this.selection;
  }

  /** Rows of all kinds that are selected, waited for as in {@link settledSelection}. */
  async settledRows(): Promise<readonly Node[]> {
    for (let i = 0; i < SETTLING_TRIES && this.#view.selection.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
    return this.#view.selection;
  }

  /** Shows the uses of a code alone, until the filter is cleared. */
  async showCode(corpus: string, id: string): Promise<void> {
    this.#setFilter('', { corpus, id });
    await vscode.commands.executeCommand('meipi.annotations.focus');
  }

  group(by: Grouping): void {
    this.#grouping = by;
    this.#shown.clear();
    void vscode.commands.executeCommand('setContext', 'meipi.grouping', by);
    this.#update();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  /** Only what is revealed has to know: the decisions. */
  getParent(node: Node): Node | undefined {
    return node.kind === 'verdict' ? DECISIONS : undefined;
  }

  getChildren(node?: Node): Node[] | Promise<Node[]> {
    if (!node) return this.#code || this.#decisions.total === 0 ? this.#groups() : [...this.#groups(), DECISIONS];
    if (node.kind === 'decisions') return [...this.#decisions.verdicts];
    if (node.kind === 'verdict') return this.#decisionRows(node);
    if (node.kind === 'annotation') return relationsOf(node.annotation.id, this.#annotations, this.#notes, `${node.group} ${node.annotation.id}`);
    if (node.kind !== 'group') return [];
    const limit = this.#shown.get(node.id) ?? PAGE;
    const rows: Node[] = [...(node.groups ?? []), ...(node.memos ?? []).map((note): NoteNode => ({ kind: 'note', note, group: node.id }))];
    for (const annotation of node.annotations.slice(0, limit)) rows.push(this.#row(annotation, node.id));
    if (node.annotations.length > limit) rows.push({ kind: 'more', group: node.id, left: node.annotations.length - limit });
    return rows;
  }

  async #decisionRows(node: VerdictNode): Promise<Node[]> {
    const group = `decisions ${node.verdict}`;
    const limit = this.#shown.get(group) ?? PAGE;
    const rows = await this.#decisions.decisions(node, limit);
    const left = this.#decisions.count(node) - rows.length;
    return rows.length < limit || left <= 0 ? rows : [...rows, { kind: 'more', group, left }];
  }

  async #showDecisions(): Promise<void> {
    this.#setFilter('');
    await vscode.commands.executeCommand('meipi.annotations.focus');
    await this.#decisions.refresh();
    const last = this.#decisions.verdicts.at(-1);
    if (!last) {
      void vscode.window.showInformationMessage(vscode.l10n.t('You have not decided on any automatic tag yet.'));
      return;
    }
    await this.#view.reveal(DECISIONS, { expand: 2, focus: true, select: true });
    // The group is the last one: what is in it would lie below the end of the panel.
    await this.#view.reveal(last, { select: false });
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'decisions' || node.kind === 'verdict' || node.kind === 'decision') return this.#decisions.item(node);
    if (node.kind === 'note') return this.#memoItem(node);
    if (node.kind === 'group') return groupItem(node);
    if (node.kind === 'relation') return relationItem(node);
    if (node.kind === 'more') {
      const item = new vscode.TreeItem(vscode.l10n.t('Show {0} more', Math.min(node.left, PAGE)));
      item.id = `${node.group} more`;
      item.command = { command: 'meipi.showMore', title: '', arguments: [node.group] };
      return item;
    }
    return this.#annotationItem(node);
  }

  #row(annotation: AnnotationInfo, group: string): AnnotationNode {
    const row: AnnotationNode = { kind: 'annotation', annotation, group };
    const rows = this.#rows.get(annotation.id)?.filter((each) => each.group !== group) ?? [];
    this.#rows.set(annotation.id, [...rows, row]);
    return row;
  }

  #groups(): GroupNode[] {
    const annotations = this.#annotations.all.filter((annotation) => this.#matches(annotation));
    const groups = new Map<string, AnnotationInfo[]>();
    for (const annotation of annotations) {
      for (const key of this.#keys(annotation)) {
        const list = groups.get(key);
        if (list) list.push(annotation);
        else groups.set(key, [annotation]);
      }
    }
    const memos = this.#code ? [] : this.#notes.documentMemos.filter((memo) => !this.#annotations.hidden.has(memo.creator) && this.#matches(memo));
    if (this.#grouping === 'code') {
      if (memos.length === 0) return this.#codeGroups(groups);
      return [...this.#codeGroups(groups), { kind: 'group', id: 'code memos', label: vscode.l10n.t('Memos on documents'), annotations: [], memos, icon: new vscode.ThemeIcon('comment-discussion') }];
    }
    const memosOf = new Map<string, NoteInfo[]>();
    for (const memo of memos) {
      for (const key of this.#keys(memo)) {
        const list = memosOf.get(key);
        if (list) list.push(memo);
        else memosOf.set(key, [memo]);
      }
    }
    return [...new Set([...groups.keys(), ...memosOf.keys()])]
      .map((key) => this.#group(key, groups.get(key) ?? [], memosOf.get(key)))
      .sort((a, b) => a.label.localeCompare(b.label, 'zh'));
  }

  /** Groups in the tree and the order of the code books; a code without annotations stands only over codes that have some. */
  #codeGroups(annotations: ReadonlyMap<string, readonly AnnotationInfo[]>): GroupNode[] {
    const left = new Map(annotations);
    const take = (key: string): readonly AnnotationInfo[] => {
      const list = left.get(key) ?? [];
      left.delete(key);
      return list;
    };
    const groups: GroupNode[] = [];
    for (const { root, codes } of this.#client.corpora) {
      const groupOf = ({ code, children }: CodeBranch): GroupNode[] => {
        const key = `${root}\n${code.id}`;
        const own = take(key);
        const below = children.flatMap(groupOf);
        return own.length + below.length === 0 ? [] : [{ kind: 'group', id: `code ${key}`, label: code.name, annotations: own, groups: below, icon: dot(code) }];
      };
      groups.push(...codeTree(codes).flatMap(groupOf));
      const none = `${root}\n`;
      if (left.has(none)) groups.push(this.#group(none, take(none)));
    }
    // Of a corpus or a code that the server has not told of yet.
    return [...groups, ...[...left].map(([key, list]) => this.#group(key, list))];
  }

  #keys(annotation: AnnotationInfo): readonly string[] {
    if (this.#grouping === 'document') return [annotation.uri];
    if (this.#grouping === 'annotator') return [annotation.creator];
    return annotation.codes.length > 0 ? annotation.codes.map((code) => `${annotation.corpus}\n${code}`) : [`${annotation.corpus}\n`];
  }

  #group(key: string, annotations: readonly AnnotationInfo[], memos: readonly NoteInfo[] = []): GroupNode {
    const id = `${this.#grouping} ${key}`;
    const first = (annotations[0] ?? memos[0]) as AnnotationInfo;
    if (this.#grouping === 'annotator') return { kind: 'group', id, label: key, annotations, memos, icon: new vscode.ThemeIcon('person') };
    if (this.#grouping === 'document') {
      const uri = vscode.Uri.parse(first.uri);
      return { kind: 'group', id, label: this.#titleOf(first), annotations, memos, icon: new vscode.ThemeIcon('file-text'), uri };
    }
    const codeId = key.slice(key.indexOf('\n') + 1);
    if (codeId === '') return { kind: 'group', id, label: vscode.l10n.t('No code'), annotations, icon: new vscode.ThemeIcon('circle-outline') };
    const code = this.#annotations.code(first.corpus, codeId);
    return { kind: 'group', id, label: code.name, annotations, icon: dot(code) };
  }

  #titleOf(annotation: AnnotationInfo): string {
    const corpus = this.#client.corpora.find(({ root }) => root === annotation.corpus);
    return corpus?.documents.find(({ id }) => id === annotation.document)?.title ?? annotation.document;
  }

  #annotationItem({ annotation: given, group }: AnnotationNode): vscode.TreeItem {
    // A row stays the same while its passage moves.
    const annotation = this.#annotations.get(given.id) ?? given;
    const codes = annotation.codes.map((id) => this.#annotations.code(annotation.corpus, id));
    const quote = annotation.quote.trim().replace(/\s+/g, ' ');
    const names = codes.map((code) => code.name).join(vscode.l10n.t(', ')) || vscode.l10n.t('No code');
    const byCode = this.#grouping === 'code';
    // Panels are narrow and cut the end of a row: what the group does not say already comes first.
    const isRelated = this.#notes.relationsFrom(annotation.id).length + this.#notes.relationsTo(annotation.id).length > 0;
    const replies = this.#notes.repliesTo(annotation.id).length;
    const item = new vscode.TreeItem(byCode ? quote : names, isRelated ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None);
    item.id = `${group} ${annotation.id}`;
    item.contextValue = 'annotation';
    const [hasMemo, state, title, line] = [
      annotation.memo !== '',
      annotation.anchor === 'exact' || annotation.anchor === 'moved' ? undefined : anchorName(annotation),
      this.#grouping === 'document' ? undefined : this.#titleOf(annotation),
      annotation.range ? vscode.l10n.t('line {0}', annotation.range.start.line + 1) : undefined,
    ];
    item.description = [hasMemo ? '✎' : undefined, annotation.locked ? '🔒' : undefined, replies === 0 ? undefined : `↩${replies}`, state, byCode ? undefined : quote, title, line]
      .filter((part) => part !== undefined && part !== '')
      .join(' · ');
    item.iconPath = annotation.range ? (codes[0] ? dot(codes[0]) : new vscode.ThemeIcon('circle-outline')) : new vscode.ThemeIcon('warning');
    item.tooltip = tooltip(annotation, codes, replies);
    // Signs are said in words, and the passage once.
    const told = [
      `${names}: ${quote}`,
      hasMemo ? vscode.l10n.t('with a memo') : undefined,
      annotation.locked ? vscode.l10n.t('locked') : undefined,
      replies === 0 ? undefined : vscode.l10n.t('Replies: {0}', replies),
      state,
      title,
      line,
    ];
    item.accessibilityInformation = { label: told.filter((part) => part !== undefined && part !== '').join(vscode.l10n.t(', ')) };
    item.command = { command: 'meipi.revealAnnotation', title: vscode.l10n.t('Go to Passage'), arguments: [{ kind: 'annotation', annotation, group }] };
    return item;
  }

  #memoItem({ note, group }: NoteNode): vscode.TreeItem {
    const item = new vscode.TreeItem(shorten(note.memo, MEMO));
    const replies = this.#notes.repliesTo(note.id).length;
    item.id = `${group} ${note.id}`;
    item.contextValue = 'documentNote';
    item.description = [
      replies === 0 ? undefined : `↩${replies}`,
      this.#grouping === 'document' ? vscode.l10n.t('memo on the document') : this.#titleOf(note),
      this.#grouping === 'annotator' ? undefined : note.creator,
    ].filter((part) => part !== undefined).join(' · ');
    item.iconPath = new vscode.ThemeIcon('comment');
    item.tooltip = tooltip(note, [], replies);
    item.accessibilityInformation = { label: `${vscode.l10n.t('memo on the document')}: ${note.memo}, ${item.description}` };
    item.command = { command: 'meipi.openMemo', title: vscode.l10n.t('Memo'), arguments: [note.id] };
    return item;
  }

  #matches(annotation: AnnotationInfo): boolean {
    if (this.#code && (annotation.corpus !== this.#code.corpus || !annotation.codes.includes(this.#code.id))) return false;
    if (this.#filter === '') return true;
    const wanted = this.#filter.toLowerCase();
    const names = annotation.codes.map((id) => this.#annotations.code(annotation.corpus, id).name);
    return [annotation.quote, annotation.memo, annotation.creator, annotation.document, this.#titleOf(annotation), ...names].some((text) => text.toLowerCase().includes(wanted));
  }

  async #askFilter(text?: string): Promise<void> {
    const wanted = text ?? (await vscode.window.showInputBox({ prompt: vscode.l10n.t('Show annotations whose passage, memo, code, document or annotator contains'), value: this.#filter }));
    if (wanted !== undefined) this.#setFilter(wanted.trim());
  }

  #setFilter(text: string, code?: { readonly corpus: string; readonly id: string }): void {
    this.#filter = text;
    this.#code = code;
    this.#decisions.filter(text);
    void vscode.commands.executeCommand('setContext', 'meipi.filtered', text !== '' || code !== undefined);
    this.#update();
  }

  #showMore(group: string): void {
    this.#shown.set(group, (this.#shown.get(group) ?? PAGE) + PAGE);
    this.#update();
  }

  /** While someone types, a row changes only with the line that it names. */
  #updateLines(moved: ReadonlySet<string>): void {
    if (this.#isStale) return;
    if (!this.#view.visible) {
      this.#isStale = moved.size > 0;
      return;
    }
    const rows = [...moved].flatMap((id) => this.#rows.get(id) ?? []);
    if (rows.length > 0) this.#changed.fire(rows);
  }

  #update(): void {
    this.#isStale = !this.#view.visible;
    if (this.#isStale) return;
    this.#rows.clear();
    const filter = this.#code ? this.#annotations.code(this.#code.corpus, this.#code.id).name : this.#filter;
    this.#view.description = filter === '' ? undefined : vscode.l10n.t('filter: {0}', filter);
    this.#view.message = this.#message();
    this.#changed.fire(undefined);
  }

  /** What stands above the rows. The view's welcome stands while no corpus is open; a corpus without annotations says what to do next. */
  #message(): string | undefined {
    const { corpora } = this.#client;
    const total = this.#annotations.all.length;
    const lines = corpora
      .filter(({ documents, documentCount }) => documents.length < documentCount)
      .map(({ name, documents, documentCount }) => vscode.l10n.t('{0} has {1} documents; only the first {2} are worked on in the editor.', name, documentCount, documents.length));
    if (this.#annotations.isCut) lines.push(vscode.l10n.t('Only the first {0} annotations are shown.', total));
    if (this.#annotations.hidden.size > 0) lines.push(vscode.l10n.t('Hidden: annotations of {0}.', [...this.#annotations.hidden].join(vscode.l10n.t(', '))));
    else if (corpora.length > 0 && total + this.#notes.documentMemos.length + this.#decisions.total === 0) lines.push(vscode.l10n.t('No annotations yet. Select a passage and press {0}.', process.platform === 'darwin' ? '⌃⌘M' : 'Ctrl+Alt+M'));
    return lines.length === 0 ? undefined : lines.join(' ');
  }
}

function groupItem(node: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = node.id;
  item.iconPath = node.icon;
  const own = node.annotations.length;
  const all = new Set(annotationsOf(node)).size;
  const memos = node.memos?.length ?? 0;
  const count = all === own ? String(own) : vscode.l10n.t('{0}, with subcodes {1}', own, all);
  item.description = memos === 0 ? count : own === 0 ? `✎${memos}` : `${count} · ✎${memos}`;
  item.contextValue = 'group';
  if (node.uri) item.tooltip = node.uri.fsPath;
  const counts = [vscode.l10n.t('annotations: {0}', count), memos === 0 ? undefined : vscode.l10n.t('memos: {0}', memos)];
  item.accessibilityInformation = { label: [node.label, ...counts].filter((part) => part !== undefined).join(vscode.l10n.t(', ')) };
  return item;
}

/** Annotations of a group and the groups below it; one with two codes stands twice. */
function annotationsOf({ annotations, groups = [] }: GroupNode): AnnotationInfo[] {
  return [...annotations, ...groups.flatMap(annotationsOf)];
}

/** A dot in the colour of a code. */
export function dot(code: Pick<CodeInfo, 'color'>): vscode.Uri {
  const color = /^#[0-9a-f]{6}$/i.test(code.color) ? code.color : '#808080';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"><circle cx="8" cy="8" r="5" fill="${color}"/></svg>`;
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}

function tooltip(annotation: AnnotationInfo, codes: readonly CodeInfo[], replies: number): vscode.MarkdownString {
  // Passages and memos are shown as they are written: what another person's Markdown would load or link to stays text.
  const markdown = new vscode.MarkdownString();
  if (annotation.quote !== '') markdown.appendText(annotation.quote);
  if (codes.length > 0) markdown.appendMarkdown('\n\n**').appendText(codes.map((code) => code.name).join(vscode.l10n.t(', '))).appendMarkdown('**');
  if (annotation.memo !== '') markdown.appendMarkdown('\n\n---\n\n').appendText(annotation.memo);
  if (replies > 0) markdown.appendMarkdown('\n\n').appendText(vscode.l10n.t('Replies: {0}', replies));
  markdown.appendMarkdown('\n\n---\n\n').appendText(`${annotation.creator} · ${new Date(annotation.modified).toLocaleString(vscode.env.language)}`);
  if (annotation.anchor !== 'exact') markdown.appendMarkdown('\n\n').appendText(anchorName(annotation));
  return markdown;
}

function anchorName(annotation: AnnotationInfo): string {
  switch (annotation.anchor) {
    case 'exact':
      return vscode.l10n.t('in place');
    case 'moved':
      return vscode.l10n.t('moved with the text');
    case 'changed':
      return vscode.l10n.t('the passage has changed');
    case 'ambiguous':
      return vscode.l10n.t('several places fit');
    case 'lost':
      return vscode.l10n.t('passage not found');
  }
}
