import * as vscode from 'vscode';
import type { AdjudicateArguments, DisagreementInfo, DisagreementsInfo, DisagreementSideInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import { pickCodes } from '../annotations/codePicker';
import { dot } from '../annotations/tree';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { pickCorpus } from '../corpusPicker';
import { openLocation } from '../navigation';
import { chooseAnnotators } from './table';

interface PlaceNode {
  readonly kind: 'place';
  readonly place: DisagreementInfo;
}

/** What one annotator has at a place. */
interface SideNode {
  readonly kind: 'side';
  readonly place: DisagreementInfo;
  readonly side: DisagreementSideInfo;
  /** From 1, as the keys are. */
  readonly number: number;
}

type Node = PlaceNode | SideNode;

/** Changes of annotations that follow one another are waited for. */
const SETTLE_MS = 150;

/**
 * The side panel "Disagreements": the places at which annotators do not agree and nobody has decided yet, one after the other, with
 * what each has there. A key takes what the first, second … has, what all have, nothing, or opens the codes; then the next place
 * is shown. What is decided is an annotation of whoever decides, undone as any other.
 */
export class DisagreementTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #annotations: AnnotationCache;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  /** Whom to compare in which corpus, once chosen. */
  #chosen: { readonly corpus: string; readonly annotators: readonly string[] } | undefined;
  #found: DisagreementsInfo | undefined;
  #nodes: readonly PlaceNode[] = [];
  /** Places put off: they come after the others. */
  #skipped: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient, annotations: AnnotationCache) {
    this.#client = client;
    this.#annotations = annotations;
    this.#view = vscode.window.createTreeView('meipi.disagreements', { treeDataProvider: this });
    this.#disposables = [
      this.#view,
      this.#changed,
      client.onDidChangeAnnotations(() => this.#soon()),
      client.onDidChangeCorpora(() => this.#soon()),
      registerCommands({
        'meipi.showDisagreements': (annotators?: readonly string[]) => this.#choose(annotators),
        'meipi.takeAnnotator': (which?: number | Node) => this.#take(which),
        'meipi.takeAll': (node?: Node) => this.#decide(this.#placeOf(node), { take: 'all' }),
        'meipi.takeNone': (node?: Node) => this.#decide(this.#placeOf(node), { take: 'none' }),
        'meipi.takeOwn': (node?: Node, codes?: readonly unknown[]) => this.#edit(this.#placeOf(node), codes?.filter((code) => typeof code === 'string')),
        'meipi.skipDisagreement': (node?: Node) => this.#skip(this.#placeOf(node)),
      }),
    ];
  }

  /** The places shown, in their order. */
  get places(): readonly DisagreementInfo[] {
    return this.#nodes.map(({ place }) => place);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return [...this.#nodes];
    if (node.kind === 'side') return [];
    return node.place.sides.map((side, i) => ({ kind: 'side', place: node.place, side, number: i + 1 }));
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'side' ? this.#nodes.find(({ place }) => place === node.place) : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'place' ? this.#placeItem(node.place) : this.#sideItem(node);
  }

  #placeItem(place: DisagreementInfo): vscode.TreeItem {
    const item = new vscode.TreeItem(place.quote, vscode.TreeItemCollapsibleState.Expanded);
    item.id = place.id;
    item.contextValue = 'disagreement';
    item.description = [kindName(place), place.title, vscode.l10n.t('line {0}', place.range.start.line + 1)].join(' · ');
    item.iconPath = new vscode.ThemeIcon(this.#skipped.includes(place.id) ? 'debug-step-over' : 'git-compare');
    item.accessibilityInformation = { label: `${place.quote}, ${item.description}` };
    item.command = { command: 'vscode.open', title: '', arguments: [vscode.Uri.parse(place.uri), { selection: this.#client.range(place.range), preserveFocus: true } satisfies vscode.TextDocumentShowOptions] };
    return item;
  }

  #sideItem({ place, side, number }: SideNode): vscode.TreeItem {
    const codes = side.codes.map((id) => this.#annotations.code(place.corpus, id));
    const item = new vscode.TreeItem(`${number} ${side.annotator}`);
    item.id = `${place.id} ${number}`;
    item.contextValue = 'side';
    item.description = side.annotations.length === 0
      ? vscode.l10n.t('nothing')
      : [codes.map(({ name }) => name).join(vscode.l10n.t(', ')), ...side.memos].join(' · ');
    item.iconPath = codes[0] ? dot(codes[0]) : new vscode.ThemeIcon('circle-slash');
    const range = side.ranges[0] ?? place.range;
    item.command = { command: 'vscode.open', title: '', arguments: [vscode.Uri.parse(place.uri), { selection: this.#client.range(range), preserveFocus: true } satisfies vscode.TextDocumentShowOptions] };
    return item;
  }

  async #choose(annotators?: readonly string[]): Promise<void> {
    const corpus = await pickCorpus(this.#client);
    if (!corpus) return;
    const found = await this.#client.disagreements({ corpus: corpus.root, limit: 1 });
    if (!found) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The annotations of others are hidden (setting meipi.blind).'));
      return;
    }
    if (found.everybody.length < 2) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Agreement needs two annotators; this corpus has the annotations of one at most.'));
      return;
    }
    const chosen = annotators ?? (await chooseAnnotators(found.everybody, 2));
    if (!chosen) return;
    this.#chosen = { corpus: corpus.root, annotators: chosen };
    this.#skipped = [];
    await vscode.commands.executeCommand('setContext', 'meipi.comparing', true);
    await this.#refresh();
    await vscode.commands.executeCommand('meipi.disagreements.focus');
    await this.#reveal(this.#nodes[0]);
  }

  /** The place of a row that a command was called on, else of the one selected, else the first. */
  #placeOf(node: Node | undefined): DisagreementInfo | undefined {
    return (node ?? this.#view.selection[0])?.place ?? this.#nodes[0]?.place;
  }

  async #take(which: number | Node | undefined): Promise<void> {
    const place = this.#placeOf(typeof which === 'number' ? undefined : which);
    const node = typeof which === 'object' ? which : this.#view.selection[0];
    const side = typeof which === 'number' ? place?.sides[which - 1] : node?.kind === 'side' ? node.side : undefined;
    if (side) await this.#decide(place, { take: 'one', annotator: side.annotator });
  }

  /** Codes of one's own, and the passage selected in the text, where one is at this place. */
  async #edit(place: DisagreementInfo | undefined, given?: readonly string[]): Promise<void> {
    if (!place) return;
    const corpus = this.#client.corpora.find(({ root }) => root === place.corpus);
    const present = [...new Set(place.sides.flatMap(({ codes }) => codes))];
    const codes = given ?? (corpus && (await pickCodes(this.#client, corpus, present, vscode.l10n.t('Decide on “{0}”', place.quote))));
    if (!codes) return;
    const selected = this.#selectionAt(place);
    await this.#decide(place, { take: 'own', codes, ...(selected ? { ranges: [selected] } : {}) });
  }

  #selectionAt(place: DisagreementInfo): ReturnType<MeipiClient['protocolRange']> | undefined {
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === vscode.Uri.parse(place.uri).toString());
    const around = this.#client.range(place.range);
    if (!editor || editor.selection.isEmpty || editor.selection.isEqual(around) || !editor.selection.intersection(around)) return undefined;
    return this.#client.protocolRange(editor.selection);
  }

  async #decide(place: DisagreementInfo | undefined, how: Pick<AdjudicateArguments, 'take' | 'annotator' | 'codes' | 'ranges'>): Promise<void> {
    if (!place || !this.#chosen) return;
    const index = this.#nodes.findIndex((node) => node.place.id === place.id);
    await this.#client.adjudicate({ uri: place.uri, disagreement: place.id, annotators: this.#chosen.annotators, ...how });
    await this.#refresh();
    await this.#reveal(this.#nodes[Math.min(index, this.#nodes.length - 1)]);
  }

  async #skip(place: DisagreementInfo | undefined): Promise<void> {
    if (!place) return;
    const index = this.#nodes.findIndex((node) => node.place.id === place.id);
    this.#skipped = [...this.#skipped.filter((id) => id !== place.id), place.id];
    this.#show();
    await this.#reveal(this.#nodes[Math.min(index, this.#nodes.length - 1)]);
  }

  async #reveal(node: PlaceNode | undefined): Promise<void> {
    if (!node) return;
    await this.#view.reveal(node, { select: true, focus: true, expand: true });
    await openLocation(node.place.uri, this.#client.range(node.place.range), true);
  }

  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#chosen) return;
    this.#found = (await this.#client.disagreements(this.#chosen)) ?? undefined;
    this.#show();
  }

  #show(): void {
    const places = this.#found?.open ?? [];
    const later = (place: DisagreementInfo): number => this.#skipped.indexOf(place.id);
    this.#nodes = [...places].sort((a, b) => later(a) - later(b)).map((place) => ({ kind: 'place', place }));
    const { total = 0, settled = 0, agreed = 0, annotators = [] } = this.#found ?? {};
    this.#view.message = this.#found
      ? vscode.l10n.t('{0}: {1} open, {2} decided, {3} agreed', annotators.join(vscode.l10n.t(', ')), total, settled, agreed)
      : undefined;
    this.#changed.fire(undefined);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (this.#chosen) this.#timer = setTimeout(() => void this.#refresh(), SETTLE_MS);
  }
}

function kindName({ kind }: DisagreementInfo): string {
  switch (kind) {
    case 'codes':
      return vscode.l10n.t('other codes');
    case 'extent':
      return vscode.l10n.t('another extent');
    case 'codes-and-extent':
      return vscode.l10n.t('other codes, another extent');
    case 'missing':
      return vscode.l10n.t('not marked by all');
  }
}
