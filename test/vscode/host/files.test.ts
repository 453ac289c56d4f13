import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { encode } from '../../unit/corpus/encode';
import { address, exists, hoverText, open, positionOf, read, select, until } from './support';

const rename = async (from: string, to: string): Promise<void> => {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(address(from), address(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
};

describe('Files of a corpus in the editor', () => {
  for (const [encoding, text] of [
    ['gb18030', '新质生产力带动半导体产业发展。二零二三年，市场规模达到一千二百亿元，这是各地企业一起努力的结果。\n'],
    ['big5', '人工智慧帶動半導體產業發展。二零二三年，市場規模達到一千二百億元，這是各地企業一起努力的結果。\n'],
  ] as const) {
    it(`are shown in their own encoding, ${encoding}`, async function () {
      const name = `in-${encoding}.txt`;
      const bytes = encode(text, encoding);
      const [minor = 0] = vscode.version.split('.').slice(1).map(Number);
      if (minor < 100) this.skip(); // The API is not there; the server's warning is.
      await vscode.workspace.fs.writeFile(address(name), bytes);
      try {
        // The second time as well: the editor forgets the encoding of a document that it closes.
        for (let i = 0; i < 2; i++) {
          await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(address(name)));
          await until(() => vscode.window.activeTextEditor?.document.getText() === text, `${name} as it was written`);
          assert.ok(!vscode.window.activeTextEditor?.document.isDirty);
          await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
        }
        assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(address(name))), Buffer.from(bytes), 'the file is as it was');
      } finally {
        await vscode.workspace.fs.delete(address(name));
      }
    });
  }

  it('take their annotations along when they are renamed, and back', async () => {
    const [before, after] = ['06-abstract-and-essay.txt', '06-renamed.txt'];
    const editor = await open(before);
    const quote = editor.document.lineAt(0).text.slice(0, 4);
    await select(editor, new vscode.Range(0, 0, 0, 4));
    await vscode.commands.executeCommand('meipi.annotate', '随文件走');
    await until(async () => (await exists(`${before}.annotations.json`)) && (await read(address(`${before}.annotations.json`))).includes('随文件走'), 'saved');
    await rename(before, after);
    await until(() => exists(`${after}.annotations.json`), 'the sidecar has moved');
    assert.ok(!(await exists(`${before}.annotations.json`)));
    const { document } = await open(after);
    await until(async () => (await hoverText(document.uri, positionOf(document, quote))).includes('随文件走'), 'the annotation is there under the new name');
    await rename(after, before);
    await until(() => exists(`${before}.annotations.json`), 'the sidecar is back');
  });
});
