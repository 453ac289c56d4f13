import { strict as assert } from 'node:assert';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { address, hoverText, open, positionOf, read, until } from './support';

describe('Figures in the editor', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('say on hover what other documents have of the same thing', async () => {
    const { document } = await open('07-news-dispatch.txt');
    const at = positionOf(document, '1.01万亿元').translate(0, 1);
    await until(async () => (await hoverText(document.uri, at)).includes('960億元人民幣'), 'the figure of the other document');
  });

  it('have a panel that opens, with a filter, and with shared things only', async () => {
    await vscode.commands.executeCommand('meipi.showFigures');
    await vscode.commands.executeCommand('meipi.filterFigures', '工業增加值');
    await vscode.commands.executeCommand('meipi.showSharedFigures');
    await vscode.commands.executeCommand('meipi.showAllFigures');
    await vscode.commands.executeCommand('meipi.clearFigureFilter');
  });

  for (const [content, format, check] of [
    ['figures', 'csv', (text: string) => assert.ok(text.startsWith('\ufeffdocument,') && text.includes('9,960億元人民幣'))],
    ['comparison', 'csv', (text: string) => assert.ok(text.startsWith('\ufeffthing,') && text.includes('differs'))],
    ['figures', 'jsonl', (text: string) => assert.ok(text.trim().split('\n').every((line) => typeof JSON.parse(line) === 'object'))],
  ] as const) {
    it(`are exported: ${content} as ${format}`, async () => {
      const file = join(tmpdir(), `meipi-figures-${process.pid}.${format}`);
      await vscode.commands.executeCommand('meipi.exportFigures', content, format, file);
      check(await read(vscode.Uri.file(file)));
      await vscode.workspace.fs.delete(vscode.Uri.file(file));
      assert.ok(await read(address('corpus.json')));
    });
  }
});
