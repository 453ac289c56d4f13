import * as vscode from 'vscode';
import type { CodeInfo } from '../../../server/src/lsp/protocol';
import { codesInTreeOrder } from './codeTree';
import { dot } from './tree';

interface CodeItem extends vscode.QuickPickItem {
  /** Id of the code, or the name of one to be made. */
  readonly value: string;
}

/** What was chosen, the empty code for none; `withMemo` when the memo button was used. */
export interface PickedCode {
  readonly code: string;
  readonly withMemo: boolean;
}

/**
 * Lets the user choose a code of the code book or type a new one. Enter takes the first match; the button on a row
 * takes it and goes on to a memo.
 */
export function pickCode(codes: readonly CodeInfo[], title: string): Promise<PickedCode | undefined> {
  const picker = vscode.window.createQuickPick<CodeItem>();
  const memo: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('comment'), tooltip: vscode.l10n.t('With a Memo') };
  const none: CodeItem = { label: `$(circle-outline) ${vscode.l10n.t('Without a code')}`, value: '', buttons: [memo] };
  const known = [...codesInTreeOrder(codes).map(({ code, depth }) => codeItem(code, depth, codes, [memo])), none];
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Choose a code or type a new one');
  picker.matchOnDescription = true;
  picker.items = known;
  picker.onDidChangeValue((typed) => {
    const name = typed.trim();
    const exists = codes.some((code) => code.name === name);
    picker.items = name === '' || exists ? known : [...known, { label: `$(add) ${vscode.l10n.t('New code “{0}”', name)}`, value: name, alwaysShow: true, buttons: [memo] }];
  });
  return new Promise((resolve) => {
    let result: PickedCode | undefined;
    picker.onDidAccept(() => {
      const chosen = picker.selectedItems[0];
      if (chosen) result = { code: chosen.value, withMemo: false };
      picker.hide();
    });
    picker.onDidTriggerItemButton(({ item }) => {
      result = { code: item.value, withMemo: true };
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
export function pickCodes(codes: readonly CodeInfo[], present: readonly string[], title: string): Promise<string[] | undefined> {
  const picker = vscode.window.createQuickPick<CodeItem>();
  const known = codesInTreeOrder(codes).map(({ code, depth }) => codeItem(code, depth, codes, []));
  for (const id of present) if (!codes.some((code) => code.id === id)) known.push({ label: id, value: id });
  picker.title = title;
  picker.placeholder = vscode.l10n.t('Choose the codes of this annotation or type a new one');
  picker.matchOnDescription = true;
  picker.canSelectMany = true;
  let chosen: readonly CodeItem[] = known.filter(({ value }) => present.includes(value));
  const show = (offered?: CodeItem): void => {
    const items = [...known, ...chosen.filter((item) => !known.includes(item))];
    picker.items = offered ? [...items, offered] : items;
    // New items are not chosen by themselves, even if they were before.
    picker.selectedItems = chosen;
  };
  show();
  picker.onDidChangeSelection((items) => (chosen = items));
  picker.onDidChangeValue((typed) => {
    const name = typed.trim();
    const exists = codes.some((code) => code.name === name) || chosen.some(({ value }) => value === name);
    show(name === '' || exists ? undefined : { label: `$(add) ${vscode.l10n.t('New code “{0}”', name)}`, value: name, alwaysShow: true });
  });
  return new Promise((resolve) => {
    let result: string[] | undefined;
    picker.onDidAccept(() => {
      result = chosen.map((item) => item.value);
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(result);
    });
    picker.show();
  });
}

function codeItem(code: CodeInfo, depth: number, codes: readonly CodeInfo[], buttons: vscode.QuickInputButton[]): CodeItem {
  const parent = codes.find(({ id }) => id === code.parent);
  return {
    label: `${'\u3000'.repeat(depth)}${code.name}`,
    value: code.id,
    iconPath: dot(code),
    description: [Object.values(code.names ?? {}).filter((name) => name !== code.name).join(' / '), parent?.name].filter(Boolean).join(' · '),
    buttons,
  };
}
