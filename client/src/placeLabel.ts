import type * as vscode from 'vscode';

/** Characters before a passage in its row: panels are narrow and cut the end, and the passage is what is looked for. */
const NEAR = 10;

/** A passage in what stands around it as the label of a row, with the passage marked; of what stands before it only the end. */
export function placeLabel(before: string, passage: string, after: string): vscode.TreeItemLabel {
  const characters = [...before];
  const near = characters.length > NEAR ? `…${characters.slice(-NEAR).join('')}` : before;
  return { label: `${near}${passage}${after}`, highlights: [[near.length, near.length + passage.length]] };
}
