import * as vscode from 'vscode';
import type { CandidatePlace, ReviewInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { openLocation } from '../navigation';
import { shorten } from '../notes/chosen';
import { placeLabel } from '../placeLabel';
import type { AnnotationCache } from './cache';

interface ReviewNode {
  readonly kind: 'review';
  readonly review: ReviewInfo;
}

interface PlaceNode {
  readonly kind: 'place';
  readonly review: ReviewInfo;
  readonly place: CandidatePlace;
  readonly index: number;
}

export type Node = ReviewNode | PlaceNode;

/** What a command is called with: a row of the view, or `panel` by the view's keys, for what is selected there. */
type Chosen = Node | 'panel';

const VIEW = 'meipi.review';
const EARLIER = 'meipi-earlier';
/** Characters of a passage in its row, so that what became of it is in sight, too. */
const QUOTE = 12;

const SETTLING_TRIES = 20;
const SETTLING_MS = 25;

/**
 * The side panel "Passages to Review": what became of annotated passages when their text changed, for a person to accept, correct or
 * leave. Each row is a passage that is not simply in its place; below it are the places where it may be.
 */
export class ReviewTree implements vscode.TreeDataProvider<Node>, vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  /** Where the place is that was shown last: the cursor stands at its beginning, so that what is selected stays for a passage to be attached to. */
  readonly #shown = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    border: '1px solid',
    borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
  });
  readonly #disposables: vscode.Disposable[];
  #reviews: readonly ReviewInfo[] = [];
  #round = 0;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient, annotations: AnnotationCache) {
    this.#client = client;
    this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, canSelectMany: true, showCollapseAll: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      this.#shown,
      annotations.onDidChange(({ movedLines }) => {
        // What only moves with the text of its editor needs no review, but places to review move as well.
        if (!movedLines || this.#reviews.length > 0) void this.#refresh();
      }),
      vscode.workspace.registerTextDocumentContentProvider(EARLIER, this),
      registerCommands({
        'meipi.reviewPassages': async () => {
          await this.#refresh();
          if (this.#reviews.length > 0) await vscode.commands.executeCommand(`${VIEW}.focus`);
          else void vscode.window.showInformationMessage(vscode.l10n.t('No passage is waiting for a review.'));
        },
        'meipi.showPassage': (node: Node) => this.#show(node),
        'meipi.acceptPassage': async (node?: Chosen, selected?: Node[]) => this.#accept(await this.#chosen(node, selected)),
        'meipi.leavePassage': async (node?: Chosen, selected?: Node[]) => this.#leave(await this.#chosen(node, selected)),
        'meipi.reattachPassage': async (node?: Chosen) => this.#reattach((await this.#chosen(node))[0]),
        'meipi.nextPlace': async (node?: Chosen) => this.#nextPlace((await this.#chosen(node))[0]),
        'meipi.comparePassage': async (node?: Chosen) => this.#compare((await this.#chosen(node))[0]),
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.#reviews.map((review) => ({ kind: 'review', review }));
    return node.kind === 'review' ? node.review.candidates.map((place, index) => ({ kind: 'place', review: node.review, place, index })) : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'place' ? { kind: 'review', review: node.review } : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    return node.kind === 'review' ? reviewItem(node) : placeItem(node);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const query = new URLSearchParams(uri.query);
    return (await this.#client.earlierText(query.get('id') ?? '', Number(query.get('part') ?? 0))) ?? '';
  }

  async #refresh(): Promise<void> {
    const round = ++this.#round;
    const reviews = await this.#client.reviews();
    if (round !== this.#round) return;
    this.#reviews = reviews;
    // What was shown may be settled, or lie elsewhere.
    this.#highlight(undefined);
    this.#view.badge = reviews.length === 0 ? undefined : { value: reviews.length, tooltip: vscode.l10n.t('Passages to review: {0}', reviews.length) };
    void vscode.commands.executeCommand('setContext', 'meipi.toReview', reviews.length > 0);
    this.#changed.fire(undefined);
  }

  /** The rows meant; while the view reads its rows again after a change, its selection is empty for a moment. */
  async #chosen(node?: Chosen, selected: readonly Node[] = []): Promise<readonly Node[]> {
    if (node !== undefined && node !== 'panel') return selected.length > 0 ? selected : [node];
    for (let i = 0; i < SETTLING_TRIES && this.#view.selection.length === 0; i++) await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
    return this.#view.selection;
  }

  /** Takes the places of passages for right; of a row below a passage, that place. */
  async #accept(nodes: readonly Node[]): Promise<void> {
    const [first] = nodes;
    if (first?.kind === 'place') {
      await this.#client.reattach({ id: first.review.id, part: first.review.part, range: first.place.range });
      return;
    }
    const found = nodes.flatMap((node) => (node.kind === 'review' && node.review.range ? [node.review.id] : []));
    if (found.length > 0) await this.#client.acceptPassages([...new Set(found)]);
    else if (first) void vscode.window.showInformationMessage(vscode.l10n.t('This passage has no place yet: choose one of the places below it, or select its text and attach it there.'));
  }

  async #leave(nodes: readonly Node[]): Promise<void> {
    const ids = nodes.flatMap((node) => (node.review.range ? [] : [node.review.id]));
    if (ids.length > 0) await this.#client.keepLost([...new Set(ids)]);
  }

  /** Attaches a passage to what is selected in the editor. */
  async #reattach(node: Node | undefined): Promise<void> {
    if (!node) return;
    const editor = vscode.window.activeTextEditor;
    if (!editor || editor.selection.isEmpty || this.#client.address(editor.document.uri) !== node.review.uri) {
      await this.#show(node);
      void vscode.window.showInformationMessage(vscode.l10n.t('Select the passage in its document first, then attach the annotation to it.'));
      return;
    }
    await this.#client.reattach({ id: node.review.id, part: node.review.part, range: this.#client.protocolRange(editor.selection) });
  }

  async #show(node: Node): Promise<void> {
    const range = rangeOf(node);
    this.#highlight(await openLocation(node.review.uri, range, true), range);
  }

  /** Marks a place in an editor, and no other one. */
  #highlight(editor: vscode.TextEditor | undefined, range?: vscode.Range): void {
    for (const each of vscode.window.visibleTextEditors) each.setDecorations(this.#shown, each === editor && range ? [range] : []);
  }

  /** Shows the next place where a passage may be, and leaves the keys with the view. */
  async #nextPlace(node: Node | undefined): Promise<void> {
    const places = node && this.getChildren({ kind: 'review', review: node.review });
    if (!places || places.length === 0) return;
    const next = places[node.kind === 'place' ? (node.index + 1) % places.length : 0];
    if (!next) return;
    await this.#view.reveal(next, { select: true, focus: true });
    await this.#show(next);
  }

  /** The text in which the passage was made beside the present one, at its place. */
  async #compare(node: Node | undefined): Promise<void> {
    if (!node) return;
    const { id, part, uri, document } = node.review;
    if ((await this.#client.earlierText(id, part)) === null) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The text that this annotation was made on is not kept.'));
      return;
    }
    const earlier = vscode.Uri.from({ scheme: EARLIER, path: `/${document}`, query: new URLSearchParams({ id, part: String(part) }).toString() });
    const range = rangeOf(node);
    await vscode.commands.executeCommand('vscode.diff', earlier, vscode.Uri.parse(uri), vscode.l10n.t('{0}: when annotated ↔ now', document), range ? { selection: range } : {});
  }
}

function rangeOf(node: Node): vscode.Range | undefined {
  const range = node.kind === 'place' ? node.place.range : node.review.range ?? node.review.candidates[0]?.range;
  return range && new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
}

function reviewItem(node: ReviewNode): vscode.TreeItem {
  const { review } = node;
  const quote = review.chosen ?? review.original;
  const item = new vscode.TreeItem(shorten(quote, QUOTE), review.candidates.length > 0 ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None);
  item.id = `${review.id} ${review.part}`;
  item.contextValue = review.range ? 'review found' : 'review missing';
  item.description = [stateName(review), review.document, review.range ? vscode.l10n.t('line {0}', review.range.start.line + 1) : undefined].filter((part) => part !== undefined).join(' · ');
  item.iconPath = new vscode.ThemeIcon({ moved: 'arrow-swap', changed: 'edit', ambiguous: 'question', lost: 'warning' }[review.state]);
  item.tooltip = tooltip(review);
  item.accessibilityInformation = { label: `${quote}, ${item.description}` };
  item.command = { command: 'meipi.showPassage', title: vscode.l10n.t('Go to Passage'), arguments: [node] };
  return item;
}

function placeItem(node: PlaceNode): vscode.TreeItem {
  const { review, place, index } = node;
  const item = new vscode.TreeItem(placeLabel(place.before, place.quote, `${place.after}…`));
  item.tooltip = `…${place.before}${place.quote}${place.after}…`;
  item.id = `${review.id} ${review.part} ${index}`;
  item.contextValue = 'place';
  item.description = vscode.l10n.t('line {0}', place.range.start.line + 1);
  item.iconPath = new vscode.ThemeIcon('location');
  item.command = { command: 'meipi.showPassage', title: vscode.l10n.t('Go to Passage'), arguments: [node] };
  return item;
}

function stateName({ state, movedBy, now }: ReviewInfo): string {
  switch (state) {
    case 'moved':
      return movedBy ? vscode.l10n.t('moved by {0} characters, {1} lines', signed(movedBy.characters), signed(movedBy.lines)) : vscode.l10n.t('moved with the text');
    case 'changed':
      return vscode.l10n.t('now: {0}', shorten(now ?? '', QUOTE));
    case 'ambiguous':
      return vscode.l10n.t('several places fit');
    case 'lost':
      return vscode.l10n.t('passage not found');
  }
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count).replace('-', '−');
}

function tooltip(review: ReviewInfo): vscode.MarkdownString {
  // Passages are shown as they are written: what their Markdown would load or link to stays text.
  const markdown = new vscode.MarkdownString();
  const row = (label: string, text: string): void => void markdown.appendMarkdown('\n\n**').appendText(label).appendMarkdown('** ').appendText(text);
  row(vscode.l10n.t('When annotated:'), `…${review.before}【${review.original}】${review.after}…`);
  if (review.chosen !== undefined) row(vscode.l10n.t('As last accepted:'), review.chosen);
  if (review.now !== undefined) row(vscode.l10n.t('Now:'), review.now);
  markdown.appendMarkdown('\n\n').appendText(stateName(review));
  return markdown;
}
