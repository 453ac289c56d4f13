import * as vscode from 'vscode';
import type { CorpusInfo, PlaceInfo, PlacesArguments, PlacesResult } from '../../../server/src/lsp/protocol';
import { pickCode } from '../annotations/codePicker';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { placeLabel } from '../placeLabel';
import type { CodingRequests } from './requests';

interface DocumentNode {
  readonly kind: 'document';
  readonly uri: string;
  readonly title: string;
  readonly places: readonly PlaceNode[];
}

interface PlaceNode {
  readonly kind: 'place';
  readonly document: string;
  readonly place: PlaceInfo;
}

type Node = DocumentNode | PlaceNode;

/** What is about to be coded. */
interface Shown {
  readonly corpus: CorpusInfo;
  readonly code: string;
  readonly found: PlacesResult;
  readonly documents: readonly DocumentNode[];
}

/** The places that one code is to be given at once, all checked at first: documents, and in each its places in context. Nothing is done before "Apply". */
export class CodingPreview implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #requests: CodingRequests;
  readonly #changed = new vscode.EventEmitter<Node | undefined>();
  readonly #view: vscode.TreeView<Node>;
  readonly #disposables: vscode.Disposable[];
  #shown: Shown | undefined;
  #unchecked = new Set<PlaceNode>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: MeipiClient, requests: CodingRequests) {
    this.#client = client;
    this.#requests = requests;
    this.#view = vscode.window.createTreeView('meipi.codingPreview', { treeDataProvider: this, manageCheckboxStateManually: true, canSelectMany: true });
    this.#disposables = [
      this.#view,
      this.#changed,
      this.#view.onDidChangeCheckboxState(({ items }) => this.#check(items)),
      registerCommands({
        'meipi.codeAllMentions': (code?: string) => this.#ask('mentions', code),
        'meipi.codeAllStatements': (code?: string) => this.#ask('statements', code),
        'meipi.codeAllPlaces': (code?: string) => this.#ask('string', code),
        'meipi.applyCodingPreview': () => this.#apply(),
        'meipi.discardCodingPreview': () => this.#show(undefined),
        'meipi.checkAllPlaces': () => this.#checkAll(true),
        'meipi.uncheckAllPlaces': () => this.#checkAll(false),
        'meipi.uncheckPlaces': (node?: Node, selected?: Node[]) => Promise.resolve(this.#check((selected ?? (node ? [node] : [...this.#view.selection])).map((each) => [each, vscode.TreeItemCheckboxState.Unchecked]))),
      }),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return [...(this.#shown?.documents ?? [])];
    return node.kind === 'document' ? [...node.places] : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'place' ? this.#shown?.documents.find(({ uri }) => uri === node.document) : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if (node.kind === 'document') {
      const checked = node.places.filter((place) => !this.#unchecked.has(place)).length;
      const item = new vscode.TreeItem(node.title, vscode.TreeItemCollapsibleState.Expanded);
      item.description = vscode.l10n.t('{0} of {1}', checked, node.places.length);
      item.iconPath = new vscode.ThemeIcon('file-text');
      item.checkboxState = checked > 0 ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked;
      return item;
    }
    const { range, before, text, after } = node.place;
    const item = new vscode.TreeItem(placeLabel(before, text, after));
    item.tooltip = `${before}${text}${after}`;
    item.description = vscode.l10n.t('line {0}', range.start.line + 1);
    item.checkboxState = this.#unchecked.has(node) ? vscode.TreeItemCheckboxState.Unchecked : vscode.TreeItemCheckboxState.Checked;
    item.contextValue = 'place';
    item.command = { command: 'meipi.openLocation', title: vscode.l10n.t('Go to Passage'), arguments: [node.document, range, true] };
    return item;
  }

  /** Resolves once the places are shown, or there is nothing to show. */
  async #ask(of: PlacesArguments['of'], given?: string): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const corpus = editor && this.#client.corpusOf(editor.document.uri);
    if (!editor || !corpus) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a document of a corpus to annotate it.'));
      return;
    }
    const code = given ?? (await pickCode(this.#client, corpus, vscode.l10n.t('Code for all places')))?.code;
    if (code === undefined || code === '') return;
    const found = await this.#requests.places(editor.document.uri, editor.selection, of, code);
    if (found.total === 0) {
      const message = found.coded > 0 ? vscode.l10n.t('{0}: all {1} places have this code already.', found.label, found.coded) : vscode.l10n.t('{0}: no places.', found.label);
      void vscode.window.showInformationMessage(message);
      return;
    }
    const documents = found.documents.map(({ uri, title, places }): DocumentNode => ({ kind: 'document', uri, title, places: places.map((place): PlaceNode => ({ kind: 'place', document: uri, place })) }));
    await this.#show({ corpus, code, found, documents });
    await vscode.commands.executeCommand('meipi.codingPreview.focus');
  }

  async #apply(): Promise<void> {
    const shown = this.#shown;
    if (!shown) return;
    const documents = shown.documents
      .map(({ uri, places }) => ({ uri, places: places.filter((place) => !this.#unchecked.has(place)).map(({ place: { range, check } }) => ({ range, check })) }))
      .filter(({ places }) => places.length > 0);
    await this.#show(undefined);
    if (documents.length === 0) return;
    const { annotated, changed } = await this.#requests.annotatePlaces({ corpus: shown.corpus.root, documents, codes: [shown.code] });
    const command = this.#client.commandCount;
    const undo = vscode.l10n.t('Undo');
    const message = [vscode.l10n.t('{0} passages annotated.', annotated), changed > 0 ? vscode.l10n.t('{0} left out, because the text changed.', changed) : ''].filter(Boolean).join(' ');
    void vscode.window.showInformationMessage(message, undo).then(async (answer) => {
      if (answer === undo && this.#client.commandCount === command) await this.#client.undo(shown.corpus.root);
      else if (answer === undo) void vscode.window.showInformationMessage(vscode.l10n.t('Other changes were made since. Undo them one by one with the button of the panel.'));
    });
  }

  async #show(shown: Shown | undefined): Promise<void> {
    this.#shown = shown;
    this.#unchecked = new Set();
    await vscode.commands.executeCommand('setContext', 'meipi.codingPreview', shown !== undefined);
    this.#update();
  }

  #checkAll(checked: boolean): Promise<void> {
    this.#unchecked = new Set(checked ? [] : this.#shown?.documents.flatMap(({ places }) => places));
    this.#update();
    return Promise.resolve();
  }

  #check(items: readonly (readonly [Node, vscode.TreeItemCheckboxState])[]): void {
    for (const [node, state] of items) {
      for (const place of node.kind === 'document' ? node.places : [node]) {
        if (state === vscode.TreeItemCheckboxState.Checked) this.#unchecked.delete(place);
        else this.#unchecked.add(place);
      }
    }
    this.#update();
  }

  #update(): void {
    this.#changed.fire(undefined);
    this.#view.message = this.#message();
  }

  #message(): string | undefined {
    if (!this.#shown) return undefined;
    const { code, corpus, found, documents } = this.#shown;
    const listed = documents.reduce((sum, { places }) => sum + places.length, 0);
    const name = corpus.codes.find(({ id }) => id === code)?.name ?? code;
    return [
      vscode.l10n.t('“{0}” for {1}: {2} of {3} places.', name, found.label, listed - this.#unchecked.size, listed),
      found.coded > 0 ? vscode.l10n.t('{0} have the code already.', found.coded) : '',
      found.total > listed ? vscode.l10n.t('Only the first {0} of {1} are shown.', listed, found.total) : '',
    ].filter(Boolean).join(' ');
  }
}
