import * as vscode from 'vscode';
import type { CodeInfo, CorpusInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { codesInTreeOrder } from './codeTree';
import { dot } from './tree';

interface CodeItem extends vscode.QuickPickItem {
  /** Id of the code, or the name of one to be made; absent for a heading. */
  readonly value?: string;
}

/** What was chosen, the empty code for none; `withMemo` when the memo button was used. */
export interface PickedCode {
  readonly code: string;
  readonly withMemo: boolean;
}

/**
 * Lets the user choose a code of the code book or type a new one: by name in any language and script, by pinyin or its initials. Codes used lately
 * come first. Enter takes the first match; the button on a row takes it and goes on to a memo.
 */
export function pickCode(client: MeipiClient, corpus: CorpusInfo, title: string): Promise<PickedCode | undefined> {
  const memo: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('comment'), tooltip: vscode.l10n.t('With a Memo') };
  const none: CodeItem = { label: `$(circle-outline) ${vscode.l10n.t('Without a code')}`, value: '', buttons: [memo], alwaysShow: true };
  return pickOne(client, corpus, { title, placeholder: vscode.l10n.t('Choose a code or type a new one'), buttons: [memo], none, isNewAllowed: true });
}

/** Lets the user choose one of some codes of a corpus, all of them when absent; its id. */
export async function pickKnownCode(client: MeipiClient, corpus: CorpusInfo, title: string, among?: (code: CodeInfo) => boolean): Promise<string | undefined> {
  return (await pickOne(client, corpus, { title, placeholder: vscode.l10n.t('Choose a code'), among }))?.code;
}

interface HowToPick {
  readonly title: string;
  readonly placeholder: string;
  readonly buttons?: vscode.QuickInputButton[];
  readonly none?: CodeItem;
  readonly isNewAllowed?: boolean;
  /** All codes that passages are coded with, when absent. */
  readonly among?: ((code: CodeInfo) => boolean) | undefined;
}

function pickOne(client: MeipiClient, corpus: CorpusInfo, { title, placeholder, buttons = [], none, isNewAllowed = false, among = isCodable }: HowToPick): Promise<PickedCode | undefined> {
  const picker = vscode.window.createQuickPick<CodeItem>();
  const codes = corpus.codes.filter(among);
  const recent = client.recentCodes.of(corpus.root).flatMap((id) => codes.find((code) => code.id === id) ?? []);
  const others = codesInTreeOrder(codes.filter((code) => !recent.includes(code))).map(({ code, depth }) => codeItem(code, depth, corpus.codes, buttons));
  const known: CodeItem[] = [
    ...(recent.length === 0 ? [] : [separator(vscode.l10n.t('Recently used')), ...recent.map((code) => codeItem(code, 0, corpus.codes, buttons)), separator(vscode.l10n.t('Other codes'))]),
    ...others,
    ...(none ? [none] : []),
  ];
  picker.title = title;
  picker.placeholder = placeholder;
  picker.items = known;
  let best: CodeItem | undefined;
  const searching = searchWhileTyping(client, corpus, picker, (typed, found) => {
    const isKnown = codes.some((code) => code.name === typed || code.ownName === typed);
    // A click is told by the number of the row, perhaps of rows that are no longer: each code keeps its row whatever is typed.
    const rows = known.map((row) => ({ ...row, alwaysShow: typed === '' || row === none || found.includes(row.value ?? '') }));
    const made = typed !== '' && isNewAllowed && !isKnown ? newItem(typed, buttons) : undefined;
    picker.items = made ? [...rows, made] : rows;
    best = typed === '' ? undefined : (found.flatMap((id) => rows.find(({ value }) => value === id) ?? [])[0] ?? made);
    picker.activeItems = best ? [best] : [];
  });
  return new Promise((resolve) => {
    let result: PickedCode | undefined;
    picker.onDidAccept(async () => {
      // Who types fast and presses Enter means what was typed last, not a row that it is about to hide.
      const isLate = await searching.finish();
      const [row] = picker.selectedItems;
      const chosen = !isLate && row && isShown(row, picker.value.trim()) ? row : best;
      if (chosen?.value !== undefined) result = { code: chosen.value, withMemo: false };
      picker.hide();
    });
    picker.onDidTriggerItemButton(({ item: { value } }) => {
      if (value !== undefined) result = { code: value, withMemo: true };
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(result);
    });
    picker.show();
  });
}

/** Lets the user choose the codes of an annotation, several at once and new ones too; undefined when cancelled. */
export function pickCodes(client: MeipiClient, corpus: CorpusInfo, present: readonly string[], title: string): Promise<string[] | undefined> {
  const picker = vscode.window.createQuickPick<CodeItem>();
  const { codes } = corpus;
  const rows = codesInTreeOrder(codes).filter(({ code }) => isCodable(code) || present.includes(code.id));
  const known = rows.map(({ code, depth }) => codeItem(code, depth, codes, []));
  for (const id of present) if (!codes.some((code) => code.id === id)) known.push({ label: id, value: id });
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Choose the codes of this annotation or type a new one');
  picker.canSelectMany = true;
  let chosen: readonly CodeItem[] = known.filter(({ value }) => value !== undefined && present.includes(value));
  const added: CodeItem[] = [];
  const show = (items: readonly CodeItem[]): void => {
    const values = new Set(chosen.map(({ value }) => value));
    picker.items = items;
    // New items are not chosen by themselves, even if they were before.
    picker.selectedItems = items.filter(({ value }) => values.has(value));
  };
  show(known);
  picker.onDidChangeSelection((items) => (chosen = items));
  const searching = searchWhileTyping(client, corpus, picker, (typed, found) => {
    const matches = new Set(found);
    const isKnown = codes.some((code) => code.name === typed || code.ownName === typed) || chosen.some(({ value }) => value === typed);
    // New ones keep their row, chosen or not: a click is told by the number of the row.
    added.push(...chosen.filter(({ value }) => ![...known, ...added].some((each) => each.value === value)));
    const all = [...known, ...added].map((each) => ({ ...each, alwaysShow: typed !== '' && matches.has(each.value ?? '') }));
    show(typed === '' || isKnown ? all : [...all, newItem(typed, [])]);
  });
  return new Promise((resolve) => {
    let result: string[] | undefined;
    picker.onDidAccept(async () => {
      await searching.finish();
      result = chosen.flatMap(({ value }) => value ?? []);
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(result);
    });
    picker.show();
  });
}

/** Asks the server what is meant whenever something is typed, and shows it; answers that come late are passed over. */
function searchWhileTyping(client: MeipiClient, corpus: CorpusInfo, picker: vscode.QuickPick<CodeItem>, show: (typed: string, found: readonly string[]) => void): { finish(): Promise<boolean> } {
  let round = 0;
  let pending: Promise<void> | undefined;
  const search = async (): Promise<void> => {
    const own = ++round;
    const typed = picker.value.trim();
    picker.busy = true;
    const found = typed === '' ? [] : await client.findCodes(corpus.root, typed).catch(() => []);
    if (own !== round) return;
    pending = undefined;
    picker.busy = false;
    show(typed, found);
  };
  picker.onDidChangeValue(() => (pending = search()));
  return {
    /** Waits for the last answer; whether there was one to wait for. */
    async finish() {
      if (pending === undefined) return false;
      while (pending !== undefined) await pending;
      return true;
    },
  };
}

function isCodable({ codable }: CodeInfo): boolean {
  return codable !== false;
}

function separator(label: string): CodeItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Whether a row stays while something is typed: it was found, or its label has these letters in this order, by which an editor itself looks for rows. */
function isShown({ alwaysShow, label }: CodeItem, typed: string): boolean {
  let at = -1;
  const letters = label.toLowerCase();
  return alwaysShow === true || [...typed.toLowerCase()].every((letter) => (at = letters.indexOf(letter, at + 1)) >= 0);
}

/** The name is no part of the label: rows whose label has what was typed are put above those that the server found otherwise. */
function newItem(name: string, buttons: vscode.QuickInputButton[]): CodeItem {
  return { label: `$(add) ${vscode.l10n.t('New code')}`, description: `“${name}”`, value: name, alwaysShow: true, buttons };
}

/** A row of a code. What is shown was found by the server, which knows more than the letters of the row. */
function codeItem(code: CodeInfo, depth: number, codes: readonly CodeInfo[], buttons: vscode.QuickInputButton[]): CodeItem {
  const parent = codes.find(({ id }) => id === code.parent);
  const names = new Set([code.ownName, ...Object.values(code.names ?? {})].filter((name) => name !== undefined && name !== code.name));
  return {
    label: `${'\u3000'.repeat(depth)}${code.name}`,
    value: code.id,
    iconPath: dot(code),
    description: [[...names].join(' / '), parent?.name, code.key && vscode.l10n.t('key {0}', code.key)].filter(Boolean).join(' · '),
    buttons,
    alwaysShow: true,
  };
}
