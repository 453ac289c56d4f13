import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { hoverText, open, positionOf, select } from './support';

interface Shown {
  readonly source: string;
  readonly count: number;
  readonly statements: readonly { readonly uri: string; readonly range: vscode.Range }[];
}

describe('Statements of a source', () => {
  it('are peeked at from the cursor in a statement, and the hover of the source leads to the same', async () => {
    const editor = await open('04-interview.txt');
    const { document } = editor;
    const label = positionOf(document, '方𠮷安：');
    const inTurn = positionOf(document, '我们放弃了一件事').translate(0, 3);
    await select(editor, new vscode.Range(inTurn, inTurn));
    const shown = await vscode.commands.executeCommand<Shown | undefined>('meipi.statementsOfSource');
    assert.equal(shown?.source, 'person:方𠮷安');
    assert.ok(shown.count >= 10 && shown.statements.length === shown.count);
    assert.ok(shown.statements.some(({ uri, range }) => vscode.Uri.parse(uri).toString() === document.uri.toString() && range.start.line === inTurn.line));

    const hover = await hoverText(document.uri, label.translate(0, 1));
    const link = /command:meipi\.statementsOfSource\?([^)\s]+)/.exec(hover);
    assert.ok(link, hover);
    const [uri, source] = JSON.parse(decodeURIComponent(link[1] as string)) as [string, string];
    const same = await vscode.commands.executeCommand<Shown | undefined>('meipi.statementsOfSource', uri, source);
    assert.equal(same?.count, shown.count);
    await vscode.commands.executeCommand('closeReferenceSearch');
  });

  it('are not shown where nobody says anything', async () => {
    const editor = await open('04-interview.txt');
    const nowhere = positionOf(editor.document, '一、一千台是怎么卖出去的');
    await select(editor, new vscode.Range(nowhere, nowhere));
    assert.equal(await vscode.commands.executeCommand('meipi.statementsOfSource'), undefined);
  });
});
