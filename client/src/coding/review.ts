import * as vscode from 'vscode';
import { LAYERS, NUMBER_KINDS, SOURCE_KINDS, type DecideTagsArguments, type TagInfo, type UndecidedTagArguments } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { openLocation } from '../navigation';
import type { inTurn } from './inTurn';
import type { QuietDocuments } from './quietDocuments';
import type { CodingRequests } from './requests';

const MESSAGE_MS = 6000;

/** What a tag can be made instead; `undefined` when the person gave up. */
type Correction = Pick<DecideTagsArguments, 'as' | 'extent'>;

/**
 * Going through the automatic tags one by one, each key a decision: while the mode is on, the next undecided tag is selected, and
 * accepted, rejected or changed by one key. A decision takes the person on to the next.
 */
export class TagReview implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #requests: CodingRequests;
  readonly #quiet: QuietDocuments;
  readonly #item = vscode.window.createStatusBarItem('meipi.reviewMode', vscode.StatusBarAlignment.Left, 10);
  readonly #changed = new vscode.EventEmitter<boolean>();
  readonly #disposables: vscode.Disposable[];
  #isOn = false;
  #layers: readonly string[] = [];
  /** The tag in question, and how many were undecided with it. */
  #current: TagInfo | undefined;
  #left = 0;

  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient, requests: CodingRequests, quiet: QuietDocuments, queue: ReturnType<typeof inTurn>) {
    this.#client = client;
    this.#requests = requests;
    this.#quiet = quiet;
    this.#item.name = vscode.l10n.t('Review of tags');
    this.#item.command = 'meipi.reviewLayers';
    this.#disposables = [
      this.#item,
      this.#changed,
      registerCommands(queue({
        'meipi.reviewTags': () => this.#toggle(),
        'meipi.leaveReview': () => this.set(false),
        'meipi.nextUndecidedTag': () => this.#go('next'),
        'meipi.previousUndecidedTag': () => this.#go('previous'),
        'meipi.acceptTag': () => this.#decide('accepted'),
        'meipi.rejectTag': () => this.#decide('rejected'),
        'meipi.withdrawDecision': () => this.#decide('none'),
        'meipi.changeTag': () => this.#change(),
        'meipi.acceptAllTags': () => this.#decideAll('accepted'),
        'meipi.rejectAllTags': () => this.#decideAll('rejected'),
        'meipi.lockDecision': () => this.#lock(),
        'meipi.reviewLayers': () => this.#chooseLayers(),
        'meipi.chooseTag': (uri: string, range: TagInfo['range'], layer: string, id: string) => this.#choose({ uri, range, layer }, id),
        'meipi.chooseAlternative': (digit: string) => this.#chooseNth(Number(digit)),
      })),
    ];
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  /** The tag in question while the mode is on. */
  get current(): TagInfo | undefined {
    return this.#current;
  }

  async set(isOn: boolean): Promise<void> {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    await vscode.commands.executeCommand('setContext', 'meipi.reviewMode', isOn);
    this.#changed.fire(isOn);
    await this.#quiet.set(isOn);
    this.#current = undefined;
    this.#show();
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #toggle(): Promise<void> {
    await this.set(!this.#isOn);
    if (this.#isOn) await this.#go('next');
  }

  /** Goes to the next undecided tag from the one in question, or from the cursor. */
  async #go(direction: 'next' | 'previous'): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const current = await this.#target(editor);
    if (!current && !editor) return;
    const from: Pick<UndecidedTagArguments, 'uri' | 'range' | 'layer'> = current
      ? { uri: current.uri, range: current.range, layer: current.tag.layer }
      : { uri: this.#client.address((editor as vscode.TextEditor).document.uri), range: this.#client.protocolRange(new vscode.Range((editor as vscode.TextEditor).selection.active, (editor as vscode.TextEditor).selection.active)) };
    const found = await this.#requests.undecidedTag({ ...from, direction, layers: this.#layers });
    this.#current = found ?? undefined;
    this.#left = found?.undecided ?? 0;
    if (!found) say(vscode.l10n.t('Every tag is decided.'));
    else await this.#reveal(found);
    this.#show();
  }

  async #reveal(tag: TagInfo): Promise<void> {
    await openLocation(tag.uri, this.#client.range(tag.range));
    const editor = vscode.window.activeTextEditor;
    const range = this.#client.range(tag.range);
    if (editor) editor.selection = new vscode.Selection(range.start, range.end);
  }

  /** The tag in question while it is selected; else the one that the selection or cursor is on. */
  async #target(editor = vscode.window.activeTextEditor): Promise<TagInfo | undefined> {
    if (!editor || !this.#client.corpusOf(editor.document.uri)) return undefined;
    const current = this.#current;
    if (current && vscode.Uri.parse(current.uri).toString() === editor.document.uri.toString() && this.#client.range(current.range).isEqual(editor.selection)) return current;
    const [tag] = await this.#requests.tagsAt(editor.document.uri, editor.selection);
    return tag ?? (await this.#requests.tagsAt(editor.document.uri, new vscode.Range(editor.selection.active, editor.selection.active)))[0];
  }

  async #decide(verdict: DecideTagsArguments['verdict'], correction: Correction = {}, target?: TagInfo): Promise<void> {
    const tag = target ?? (await this.#target());
    if (!tag) {
      say(vscode.l10n.t('There is no tag at the cursor.'));
      return;
    }
    await this.#requests.decide({ ...placeOf(tag), verdict, ...correction });
    say(told(verdict, tag));
    if (!this.#isOn) return;
    this.#current = tag;
    await this.#go('next');
  }

  /** Decides on all tags like the one in question, of the same concept or entity or written the same, but the locked ones or all. */
  async #decideAll(verdict: 'accepted' | 'rejected'): Promise<void> {
    const tag = await this.#target();
    if (!tag) {
      say(vscode.l10n.t('There is no tag at the cursor.'));
      return;
    }
    const sameId = tag.tag.layer === 'number' ? vscode.l10n.t('All numbers of this kind') : vscode.l10n.t('All of “{0}”', tag.label);
    const sameForm = vscode.l10n.t('All that are written “{0}”', tag.text);
    const locked = vscode.l10n.t('locked ones too');
    const choices = [
      { label: sameForm, by: 'form' as const, scope: 'unlocked' as const },
      { label: sameId, by: 'id' as const, scope: 'unlocked' as const },
      { label: sameForm, description: locked, by: 'form' as const, scope: 'all' as const },
      { label: sameId, description: locked, by: 'id' as const, scope: 'all' as const },
    ];
    if (tag.tag.layer !== 'number') choices.sort((a, b) => Number(a.scope === 'all') - Number(b.scope === 'all') || Number(a.by === 'form') - Number(b.by === 'form'));
    const title = verdict === 'accepted' ? vscode.l10n.t('Accept all') : vscode.l10n.t('Reject all');
    const chosen = await vscode.window.showQuickPick(choices, { title });
    if (!chosen) return;
    const { decided, locked: left } = await this.#requests.decide({ ...placeOf(tag), verdict, by: chosen.by, scope: chosen.scope });
    say([vscode.l10n.t('{0} tags decided.', decided), left > 0 ? vscode.l10n.t('{0} locked ones left as they are.', left) : ''].filter(Boolean).join(' '));
    if (!this.#isOn) return;
    this.#current = tag;
    await this.#go('next');
  }

  async #change(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const tag = await this.#target(editor);
    if (!tag || !editor) {
      say(vscode.l10n.t('There is no tag at the cursor.'));
      return;
    }
    const correction = await this.#askCorrection(tag, editor);
    if (correction) await this.#decide('corrected', correction, tag);
  }

  async #askCorrection(tag: TagInfo, editor: vscode.TextEditor): Promise<Correction | undefined> {
    const { selection } = editor;
    const range = this.#client.range(tag.range);
    const kinds = tag.tag.layer === 'number' ? NUMBER_KINDS : tag.tag.layer === 'source' ? SOURCE_KINDS : [];
    const canBeExtent = !selection.isEmpty && !selection.isEqual(range) && selection.intersection(range) !== undefined;
    const choices: (vscode.QuickPickItem & { readonly make: () => Correction | Promise<Correction | undefined> })[] = [
      ...(tag.alternatives ?? []).filter(({ id }) => tag.ambiguous === true || id !== tag.tag.id).map(({ id, label }) => ({ label: `$(person) ${label}`, make: () => ({ as: { id } }) })),
      ...(canBeExtent ? [{ label: `$(selection) ${vscode.l10n.t('What is selected: “{0}”', editor.document.getText(selection))}`, make: () => ({ extent: this.#client.protocolRange(selection) }) }] : []),
      { label: `$(search) ${vscode.l10n.t('Another concept, person, work or organization…')}`, make: () => this.#askSubject(tag) },
      ...(tag.tag.layer === 'number' ? [{ label: `$(symbol-number) ${vscode.l10n.t('Another value…')}`, make: () => askValue(tag) }] : []),
      ...kinds.filter((kind) => kind !== tag.tag.kind).map((kind) => ({ label: `$(symbol-enum) ${kindLabel(kind)}`, make: () => ({ as: { kind } }) })),
      ...(tag.tag.layer === 'number' ? [] : [{ label: `$(edit) ${vscode.l10n.t('Another name…')}`, make: () => askName(tag) }]),
    ];
    const chosen = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('What is “{0}”?', tag.text) });
    return chosen?.make();
  }

  /** Searched by the server: any script, pinyin, initials. */
  #askSubject(tag: TagInfo): Promise<Correction | undefined> {
    const corpus = this.#client.corpusOf(vscode.Uri.parse(tag.uri));
    if (!corpus) return Promise.resolve(undefined);
    const picker = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly as: NonNullable<Correction['as']> }>();
    picker.title = vscode.l10n.t('What is “{0}”?', tag.text);
    picker.placeholder = vscode.l10n.t('Name, pinyin or initials');
    const search = async (query: string): Promise<void> => {
      const found = await this.#requests.subjects(corpus.root, query);
      // What comes late is no answer to what is typed now.
      if (picker.value === query) picker.items = found.map(({ id, layer, kind, label }) => ({ label, description: kindLabel(kind), alwaysShow: true, as: { layer, kind, id } }));
    };
    picker.onDidChangeValue((query) => void search(query));
    void search('');
    return new Promise((resolve) => {
      let result: Correction | undefined;
      picker.onDidAccept(() => {
        const [chosen] = picker.selectedItems;
        if (chosen) result = { as: chosen.as };
        picker.hide();
      });
      picker.onDidHide(() => {
        picker.dispose();
        resolve(result);
      });
      picker.show();
    });
  }

  async #choose(place: Pick<DecideTagsArguments, 'uri' | 'range' | 'layer'>, id: string): Promise<void> {
    await this.#requests.decide({ ...place, verdict: 'corrected', as: { id } });
  }

  async #chooseNth(n: number): Promise<void> {
    const tag = await this.#target();
    const chosen = tag?.alternatives?.[n - 1];
    if (tag && chosen) await this.#decide('corrected', { as: { id: chosen.id } }, tag);
  }

  /** Locks the decision on the tag at the cursor, or unlocks it. */
  async #lock(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const tags = editor ? [...(await this.#requests.tagsAt(editor.document.uri, editor.selection)), ...(await this.#requests.tagsAt(editor.document.uri, new vscode.Range(editor.selection.active, editor.selection.active)))] : [];
    const tag = tags.find(({ annotation }) => annotation !== undefined);
    if (tag?.annotation === undefined) {
      say(vscode.l10n.t('Nothing is decided on a tag at the cursor.'));
      return;
    }
    await this.#requests.lock([tag.annotation], !tag.locked);
    say(tag.locked ? vscode.l10n.t('Unlocked: “{0}”', tag.text) : vscode.l10n.t('Locked: “{0}”', tag.text));
  }

  async #chooseLayers(): Promise<void> {
    const items = LAYERS.map((layer) => ({ label: layerLabel(layer), layer, picked: this.#layers.length === 0 || this.#layers.includes(layer) }));
    const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, title: vscode.l10n.t('Tags to review') });
    if (!chosen) return;
    this.#layers = chosen.length === LAYERS.length ? [] : chosen.map(({ layer }) => layer);
    this.#current = undefined;
    if (this.#isOn) await this.#go('next');
  }

  #show(): void {
    if (!this.#isOn) {
      this.#item.hide();
      return;
    }
    const tag = this.#current;
    this.#item.text = `$(checklist) ${tag ? `${tag.text} · ${tag.tag.layer === 'number' ? tag.label : `${kindLabel(tag.tag.kind)}: ${tag.label}`}${tag.ambiguous ? ' ?' : ''} · ${vscode.l10n.t('{0} undecided', this.#left)}` : vscode.l10n.t('Review of tags')}`;
    this.#item.tooltip = [
      vscode.l10n.t('A accept, R reject, C change, N next, B back, L lock, W withdraw, U undo'),
      vscode.l10n.t('Shift+A accept all, Shift+R reject all, F layers, Esc leaves'),
      ...(tag?.alternatives ?? []).map(({ label }, i) => `${i + 1} ${label}`),
    ].join('\n');
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#item.show();
  }
}

function placeOf({ uri, range, tag }: TagInfo): Pick<DecideTagsArguments, 'uri' | 'range' | 'layer'> {
  return { uri, range, layer: tag.layer };
}

async function askValue(tag: TagInfo): Promise<Correction | undefined> {
  const value = tag.tag.value as Readonly<Record<string, unknown>> | undefined;
  const field = ['edtf', 'iso', 'num'].find((name) => value?.[name] !== undefined) ?? 'num';
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Value of “{0}”', tag.text),
    prompt: field === 'num' ? vscode.l10n.t('A number in digits') : field === 'edtf' ? vscode.l10n.t('A date in EDTF, as 2024-05-01 or 2024') : vscode.l10n.t('A duration or time in ISO 8601, as P2Y'),
    value: typeof value?.[field] === 'string' || typeof value?.[field] === 'number' ? String(value[field]) : '',
    validateInput: (text) => (text.trim() === '' || (field === 'num' && !Number.isFinite(Number(text))) ? vscode.l10n.t('This is no such value.') : undefined),
  });
  return typed === undefined ? undefined : { as: { value: { ...value, [field]: field === 'num' ? Number(typed) : typed.trim() } } };
}

async function askName(tag: TagInfo): Promise<Correction | undefined> {
  const { kind, id = '' } = tag.tag;
  const prefix = id.slice(0, id.indexOf(':') + 1) || `${kind}:`;
  const typed = await vscode.window.showInputBox({ title: vscode.l10n.t('Name of “{0}”', tag.text), prompt: vscode.l10n.t('In full, in Simplified characters'), value: id.slice(prefix.length) });
  return typed === undefined || typed.trim() === '' ? undefined : { as: { id: `${prefix}${typed.trim()}` } };
}

function told(verdict: DecideTagsArguments['verdict'], { text }: TagInfo): string {
  switch (verdict) {
    case 'accepted': return vscode.l10n.t('Accepted: “{0}”', text);
    case 'rejected': return vscode.l10n.t('Rejected: “{0}”', text);
    case 'corrected': return vscode.l10n.t('Changed: “{0}”', text);
    case 'none': return vscode.l10n.t('Decision withdrawn: “{0}”', text);
  }
}

function layerLabel(layer: (typeof LAYERS)[number]): string {
  switch (layer) {
    case 'term': return vscode.l10n.t('Terms');
    case 'number': return vscode.l10n.t('Numbers');
    case 'source': return vscode.l10n.t('Sources');
  }
}

function kindLabel(kind: string): string {
  const labels: Readonly<Record<string, string>> = {
    concept: vscode.l10n.t('Term'), person: vscode.l10n.t('Person'), work: vscode.l10n.t('Work'), organization: vscode.l10n.t('Organization'), url: vscode.l10n.t('Web address'),
    cardinal: vscode.l10n.t('Cardinal number'), ordinal: vscode.l10n.t('Ordinal number'), percent: vscode.l10n.t('Percentage'), fraction: vscode.l10n.t('Fraction'), multiple: vscode.l10n.t('Multiple'),
    money: vscode.l10n.t('Amount of money'), measure: vscode.l10n.t('Measurement'), date: vscode.l10n.t('Date'), duration: vscode.l10n.t('Duration'), time: vscode.l10n.t('Time of day'),
  };
  return labels[kind] ?? kind;
}

function say(message: string): void {
  vscode.window.setStatusBarMessage(message, MESSAGE_MS);
}
