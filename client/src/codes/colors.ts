import * as vscode from 'vscode';
import { PALETTE } from '../../../server/src/lsp/protocol';
import { dot } from '../annotations/tree';

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
