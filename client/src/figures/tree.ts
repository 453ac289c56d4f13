import * as vscode from 'vscode';
import type { FigureInfo, FigureThingInfo, FigureThings } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';

/** A thing measured; its children are its figures. */
interface ThingNode {
  readonly kind: 'thing';
  readonly thing: FigureThingInfo;
}

/** All figures that do not say what they measure. */
interface UnmeasuredNode {
  readonly kind: 'unmeasured';
  readonly count: number;
}

interface FigureNode {
  readonly kind: 'figure';
  readonly figure: FigureInfo;
  readonly group: string;
}

/** The row that shows the next page of a group, or of the things. */
interface MoreNode {
  readonly kind: 'more';
  readonly group: string;
  readonly left: number;
}

export type Node = ThingNode | UnmeasuredNode | FigureNode | MoreNode;

/** Rows of a group that are shown at once: trees with thousands of siblings make the editor slow. */
const PAGE = 200;
/** Things that several documents speak of stand open while there are few of them. */
const FEW = 30;
/** Changes of texts that follow one another are waited for. */
const SETTLE_MS = 600;

const THINGS = 'things';
const UNMEASURED = 'unmeasured';

/**
 * The side panel "Figures": the things that numbers of the corpora measure, those of several documents first, each with its values
 * by time, with document and source. Read when the panel is first seen, and again when texts changed while it is seen.
 */
export class FigureTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  readonly #shown = new Map<string, number>();
  #filter = '';
  #shared = false;
  #isStale = false;
  #isShort = true;
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#view = vscode.window.createTreeView('meipi.figures', { treeDataProvider: this, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      client.onDidChangeCorpora(() => this.#soon()),
      client.onDidChangeStatus(({ state }) => state === 'idle' && this.#soon()),
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#isStale && this.#update()),
      vscode.commands.registerCommand('meipi.showFigures', () => vscode.commands.executeCommand('meipi.figures.focus')),
      vscode.commands.registerCommand('meipi.filterFigures', (text?: string) => this.#askFilter(text)),
      vscode.commands.registerCommand('meipi.clearFigureFilter', () => this.#setFilter('')),
      vscode.commands.registerCommand('meipi.showSharedFigures', () => this.#setShared(true)),
      vscode.commands.registerCommand('meipi.showAllFigures', () => this.#setShared(false)),
      vscode.commands.registerCommand('meipi.showMoreFigures', (group: string) => this.#showMore(group)),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (!node) return this.#client.corpora.length === 0 ? [] : this.#things();
    if (node.kind === 'thing') return this.#figures(groupOf(node.thing), node.thing.figures, { corpus: node.thing.corpus, thing: node.thing.key });
    if (node.kind === 'unmeasured') return this.#figures(UNMEASURED, node.count, { thing: '' });
    return [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'thing':
        return this.#thingItem(node.thing);
      case 'unmeasured': {
        const item = new vscode.TreeItem(vscode.l10n.t('What is measured is not said'), vscode.TreeItemCollapsibleState.Collapsed);
        item.id = UNMEASURED;
        item.description = String(node.count);
        item.iconPath = new vscode.ThemeIcon('question');
        return item;
      }
      case 'figure':
        return this.#figureItem(node);
      case 'more': {
        const item = new vscode.TreeItem(vscode.l10n.t('Show {0} more', Math.min(node.left, PAGE)));
        item.id = `${node.group} more`;
        item.command = { command: 'meipi.showMoreFigures', title: '', arguments: [node.group] };
        return item;
      }
    }
  }

  async #things(): Promise<Node[]> {
    const limit = this.#shown.get(THINGS) ?? PAGE;
    const found = await this.#client.figureThings({ filter: this.#filter, shared: this.#shared }, limit);
    this.#showCounts(found);
    this.#isShort = found.shared <= FEW;
    const rows: Node[] = found.things.map((thing) => ({ kind: 'thing', thing }));
    if (found.total > rows.length) rows.push({ kind: 'more', group: THINGS, left: found.total - rows.length });
    if (found.unmeasured > 0) rows.push({ kind: 'unmeasured', count: found.unmeasured });
    return rows;
  }

  async #figures(group: string, count: number, what: { readonly corpus?: string; readonly thing: string }): Promise<Node[]> {
    const limit = this.#shown.get(group) ?? PAGE;
    const figures = await this.#client.figures({ ...what, filter: this.#filter }, limit);
    const rows: Node[] = figures.map((figure) => ({ kind: 'figure', figure, group }));
    if (figures.length === limit && count > limit) rows.push({ kind: 'more', group, left: count - limit });
    return rows;
  }

  /** What is shown of how much, above the rows. */
  #showCounts({ total, figures, shared, unmeasured }: FigureThings): void {
    const counts = vscode.l10n.t('{0} figures of {1} things', figures, total);
    this.#view.description = this.#filter === '' ? counts : `${counts} · ${vscode.l10n.t('filter: {0}', this.#filter)}`;
    const none = total + unmeasured === 0 && this.#filter === '';
    this.#view.message = this.#shared && shared === 0
      ? vscode.l10n.t('No thing has figures in several documents.')
      : none ? vscode.l10n.t('No figures: no number of these texts says how much of something there is.') : undefined;
  }

  #thingItem(thing: FigureThingInfo): vscode.TreeItem {
    const { name, only, documents, figures, agreement } = thing;
    if (only) {
      const item = this.#figureItem({ kind: 'figure', figure: only, group: groupOf(thing) });
      item.label = name;
      item.description = [numberOf(only), item.description].join(' · ');
      return item;
    }
    const state = documents > 1 && figures <= PAGE && this.#isShort ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
    const item = new vscode.TreeItem(name, state);
    item.id = `${state} ${groupOf(thing)}`;
    item.contextValue = 'thing';
    item.description = [
      agreement && agreementName(agreement),
      vscode.l10n.t('figures: {0}, documents: {1}', figures, documents),
      this.#corpusName(thing.corpus),
    ].filter((part) => part !== undefined).join(' · ');
    item.iconPath = agreementIcon(agreement) ?? new vscode.ThemeIcon('symbol-numeric');
    return item;
  }

  #figureItem({ figure, group }: FigureNode): vscode.TreeItem {
    const { uri, range, title, period, base, agreement } = figure;
    const text = numberOf(figure);
    const item = new vscode.TreeItem(text);
    item.id = `${group} ${uri} ${range.start.line}:${range.start.character}`;
    item.contextValue = 'figure';
    const said = sourcesOf(figure);
    // Panels are narrow and cut the end of a row: time and source come first.
    item.description = [period, base, said, title, vscode.l10n.t('line {0}', range.start.line + 1)].filter((part) => part !== undefined && part !== '').join(' · ');
    item.iconPath = agreementIcon(agreement) ?? new vscode.ThemeIcon('symbol-number');
    item.tooltip = tooltip(figure);
    item.accessibilityInformation = { label: [text, figure.measures, item.description, agreement && agreementName(agreement)].filter((part) => part !== undefined).join(vscode.l10n.t(', ')) };
    item.command = { command: 'meipi.openLocation', title: vscode.l10n.t('Go to Passage'), arguments: [uri, range] };
    return item;
  }

  /** Only where there are several. */
  #corpusName(root: string): string | undefined {
    const { corpora } = this.#client;
    return corpora.length > 1 ? corpora.find((corpus) => corpus.root === root)?.name : undefined;
  }

  async #askFilter(text?: string): Promise<void> {
    const wanted = text ?? (await vscode.window.showInputBox({ prompt: vscode.l10n.t('Show figures whose measured thing, number, source or document contains'), value: this.#filter }));
    if (wanted !== undefined) this.#setFilter(wanted.trim());
  }

  #setFilter(text: string): void {
    this.#filter = text;
    void vscode.commands.executeCommand('setContext', 'meipi.figuresFiltered', text !== '');
    this.#begin();
  }

  #setShared(shared: boolean): void {
    this.#shared = shared;
    void vscode.commands.executeCommand('setContext', 'meipi.sharedFigures', shared);
    this.#begin();
  }

  #showMore(group: string): void {
    this.#shown.set(group, (this.#shown.get(group) ?? PAGE) + PAGE);
    this.#update();
  }

  #begin(): void {
    this.#shown.clear();
    this.#update();
  }

  #update(): void {
    this.#isStale = false;
    this.#changed.fire(undefined);
  }

  #soon(): void {
    this.#isStale = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#view.visible && this.#update(), SETTLE_MS);
  }
}

function groupOf({ corpus, key }: FigureThingInfo): string {
  return `${corpus} ${key}`;
}

/** As written, with the way that a change goes. */
function numberOf({ text, change }: FigureInfo): string {
  return change === 'rise' ? `↑ ${text}` : change === 'fall' ? `↓ ${text}` : text;
}

/** A sign for the eye; what it means stands in the description, too. */
function agreementIcon(agreement: FigureInfo['agreement']): vscode.ThemeIcon | undefined {
  if (agreement === undefined) return undefined;
  return agreement === 'differs' ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')) : new vscode.ThemeIcon('check');
}

function agreementName(agreement: NonNullable<FigureInfo['agreement']>): string {
  return agreement === 'differs' ? vscode.l10n.t('values differ') : vscode.l10n.t('values agree');
}

/** Who says it: by name, or in the words of the text; undefined where the text itself does. */
function sourcesOf({ sources, by }: FigureInfo): string | undefined {
  return sources && (sources.join(vscode.l10n.t(', ')) || by || vscode.l10n.t('source not named'));
}

/** Words of documents are shown as they are written: what could be Markdown in them stays text. */
function tooltip(figure: FigureInfo): vscode.MarkdownString {
  const { measures, period, base, sentence, title, date } = figure;
  const said = sourcesOf(figure);
  const markdown = new vscode.MarkdownString();
  const facts = [
    measures === undefined ? undefined : vscode.l10n.t('Measures: {0}', measures),
    period === undefined ? undefined : vscode.l10n.t('Time: {0}', period),
    base === undefined ? undefined : vscode.l10n.t('Compared with: {0}', base),
    said === undefined ? undefined : vscode.l10n.t('Source: {0}', said),
  ].filter((fact) => fact !== undefined);
  markdown.appendText(sentence);
  if (facts.length > 0) markdown.appendMarkdown('\n\n---\n\n').appendText(facts.join('\n'));
  markdown.appendMarkdown('\n\n---\n\n').appendText(date === undefined ? title : `${title} · ${date}`);
  return markdown;
}
