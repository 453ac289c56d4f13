import * as vscode from 'vscode';
import type { CodedResult, CorpusInfo } from '../../../server/src/lsp/protocol';
import { pickCode } from '../annotations/codePicker';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import type { inTurn } from './inTurn';
import { codesOfKeys, lastUsed, withUse, type RecentCode } from './keys';
import type { QuietDocuments } from './quietDocuments';
import type { CodingRequests } from './requests';

/** Key of the workspace state under which the codes that keys give are kept, by corpus. */
const RECENT = 'codesOfKeys';
/** Names shown in the status bar; the tooltip has all. */
const SHOWN = 4;
const SHOWN_LENGTH = 10;
const MESSAGE_MS = 6000;

/**
 * Coding by single keys: while the mode is on, a digit gives the selected passage (or the annotation at the cursor) a code, or takes it
 * away again. The same without the mode: "code again with the last code".
 */
export class CodingMode implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #requests: CodingRequests;
  readonly #quiet: QuietDocuments;
  readonly #state: vscode.Memento;
  readonly #item = vscode.window.createStatusBarItem('meipi.codingMode', vscode.StatusBarAlignment.Left, 10);
  readonly #changed = new vscode.EventEmitter<boolean>();
  readonly #disposables: vscode.Disposable[];
  #isOn = false;

  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient, requests: CodingRequests, quiet: QuietDocuments, state: vscode.Memento, queue: ReturnType<typeof inTurn>) {
    this.#client = client;
    this.#requests = requests;
    this.#quiet = quiet;
    this.#state = state;
    this.#item.name = vscode.l10n.t('Coding mode');
    this.#item.command = 'meipi.codingMode';
    this.#disposables = [
      this.#item,
      this.#changed,
      client.onDidChangeAnnotations(({ placesOnly }) => placesOnly || this.#show()),
      client.onDidAnnotate(({ corpus, codes }) => void this.#used(corpus, codes)),
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
      registerCommands(queue({
        'meipi.codingMode': () => this.set(!this.#isOn),
        'meipi.leaveCodingMode': () => this.set(false),
        'meipi.codeWithKey': (digit: string) => this.#withKey(digit),
        'meipi.codeWithPicker': () => this.#withPicker(),
        'meipi.codeAgain': () => this.#again(),
      })),
    ];
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  async set(isOn: boolean): Promise<void> {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    await vscode.commands.executeCommand('setContext', 'meipi.codingMode', isOn);
    this.#changed.fire(isOn);
    await this.#quiet.set(isOn);
    this.#show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #withKey(digit: string): Promise<void> {
    const corpus = this.#corpus();
    const code = corpus && codesOfKeys(corpus.codes, this.#recent(corpus.root)).get(digit);
    if (corpus && code) await this.#apply(corpus, code.id);
    else say(vscode.l10n.t('No code has the key {0}.', digit));
  }

  async #withPicker(): Promise<void> {
    const corpus = this.#corpus();
    const picked = corpus && (await pickCode(this.#client, corpus, vscode.l10n.t('Give or take a code')));
    if (corpus && picked && picked.code !== '') await this.#apply(corpus, picked.code);
  }

  async #again(): Promise<void> {
    const corpus = this.#corpus();
    const last = corpus && lastUsed(this.#recent(corpus.root));
    if (corpus && last !== undefined) await this.#apply(corpus, last);
    else await this.#withPicker();
  }

  /** Every selection is coded; without one, the annotation at the cursor. */
  async #apply(corpus: CorpusInfo, code: string): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const selections = editor.selections.filter((selection) => !selection.isEmpty);
    const done: CodedResult[] = [];
    try {
      for (const selection of selections.length > 0 ? selections : [editor.selection]) done.push(await this.#requests.code(editor.document.uri, selection, code));
    } catch (error) {
      // In the middle of fast work a notification is in the way.
      say(error instanceof Error ? error.message : String(error));
      return;
    }
    const given = done.find(({ done: what }) => what === 'added' || what === 'given')?.annotation.codes.at(-1);
    this.#client.recentCodes.use(corpus.root, [given ?? code]);
    await this.#used(corpus.root, [given ?? code]);
    say(this.#told(done, given ?? code));
  }

  #told(done: readonly CodedResult[], id: string): string {
    const name = this.#corpus()?.codes.find((code) => code.id === id)?.name ?? id;
    const [first] = done;
    const quote = first ? shorten(first.annotation.quote, 2 * SHOWN_LENGTH) : '';
    return first?.done === 'added' || first?.done === 'given' ? vscode.l10n.t('{0}: “{1}”', name, quote) : vscode.l10n.t('{0} taken from “{1}”', name, quote);
  }

  async #used(root: string, codes: readonly string[]): Promise<void> {
    let recent = this.#recent(root);
    for (const code of codes) recent = withUse(recent, code);
    await this.#state.update(RECENT, { ...this.#state.get<Record<string, RecentCode[]>>(RECENT, {}), [root]: recent });
    this.#show();
  }

  #recent(root: string): RecentCode[] {
    return this.#state.get<Record<string, RecentCode[]>>(RECENT, {})[root] ?? [];
  }

  #corpus(): CorpusInfo | undefined {
    const uri = vscode.window.activeTextEditor?.document.uri;
    return uri && this.#client.corpusOf(uri);
  }

  #show(): void {
    const corpus = this.#isOn ? this.#corpus() : undefined;
    if (!corpus) {
      this.#item.hide();
      return;
    }
    const keys = [...codesOfKeys(corpus.codes, this.#recent(corpus.root))].map(([digit, code]) => `${digit} ${code.name}`);
    this.#item.text = `$(tag) ${vscode.l10n.t('Coding')}: ${keys.slice(0, SHOWN).map((key) => shorten(key, SHOWN_LENGTH)).join('  ')}${keys.length > SHOWN ? ' …' : ''}`;
    this.#item.tooltip = [vscode.l10n.t('Coding mode: documents cannot be edited while it is on.'), ...keys, `0 ${vscode.l10n.t('choose a code')}`, vscode.l10n.t('Esc leaves')].join('\n');
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#item.show();
  }
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(message, MESSAGE_MS);
}

function shorten(text: string, most: number): string {
  const characters = [...text.replace(/\s+/g, ' ')];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}
