import * as vscode from 'vscode';
import { dot } from '../annotations/tree';

/** Colours that are legible on light and on dark backgrounds, the same as the server gives new codes (server/src/annotations/codeBook.ts). */
export const PALETTE: readonly string[] = [
  '#2f86c8', '#c2710c', '#2e9958', '#d1558f', '#8e6bd1', '#9a7d0a', '#1a9090', '#d9534f', '#6b8e23', '#5b78d8', '#b85cb8', '#8a7566',
];

interface ColorItem extends vscode.QuickPickItem {
  readonly color: string;
}

/** Lets the user choose a colour of the palette or type one, `#rrggbb`. */
export function pickColor({ name, color: present }: { readonly name: string; readonly color: string }): Promise<string | undefined> {
  const picker = vscode.window.createQuickPick<ColorItem>();
  const item = (color: string): ColorItem => ({ label: color, color, iconPath: dot({ color }), alwaysShow: true, ...(color === present ? { description: vscode.l10n.t('now') } : {}) });
  const known = [...new Set([present, ...PALETTE])].map(item);
  picker.title = vscode.l10n.t('Colour of “{0}”', name);
  picker.placeholder = vscode.l10n.t('Choose a colour, or type one as #rrggbb');
  picker.items = known;
  picker.onDidChangeValue((value) => {
    const typed = value.trim().toLowerCase().replace(/^(?=[0-9a-f]{6}$)/, '#');
    picker.items = /^#[0-9a-f]{6}$/.test(typed) ? [item(typed)] : known.filter(({ color }) => color.includes(typed));
  });
  return new Promise((resolve) => {
    let result: string | undefined;
    picker.onDidAccept(() => {
      result = picker.selectedItems[0]?.color;
      picker.hide();
    });
    picker.onDidHide(() => {
      picker.dispose();
      resolve(result);
    });
    picker.show();
  });
}
