import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { address, hoverText, open, positionOf, read, select, until } from './support';

describe('Term candidates in the editor', () => {
  const name = '90-quantum-keys.txt';
  const text = '人工智能离不开安全。量子密钥的成本不高。银行采用量子密钥保护账户。这种量子密钥难以破解，所谓量子密钥，是指利用量子态分发的一次性密码。\n';
  let manifest: string;
  const termBases: string[] = [];

  before(async () => {
    manifest = await read(address('corpus.json'));
    await vscode.workspace.fs.writeFile(address(name), Buffer.from(text));
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(address(name));
    await vscode.workspace.fs.writeFile(address('corpus.json'), Buffer.from(manifest));
    for (const file of termBases) await vscode.workspace.fs.delete(address(file));
  });

  it('show their panel, and a selected term is added to the corpus’s own term base and marked', async () => {
    const { document } = await open(name);
    await vscode.commands.executeCommand('meipi.termCandidates');
    const editor = await vscode.window.showTextDocument(document);
    const start = positionOf(document, '量子密钥');
    await select(editor, new vscode.Range(start, start.translate(0, 4)));
    // The command waits for no answer to its message, only for the server.
    await vscode.commands.executeCommand('meipi.addTerm');
    const own = (JSON.parse((await read(address('corpus.json'))).replace(/^\s*\/\/.*$/gm, '')) as { termBases?: string[] }).termBases ?? [];
    const file = own[0];
    assert.ok(file, 'corpus.json names a term base');
    if (!manifest.includes(file)) termBases.push(file);
    assert.ok((await read(address(file))).includes('量子密钥'));
    await until(async () => (await hoverText(document.uri, start)).includes('一次性密码'), 'the term is explained with the sentence of the corpus');
    assert.equal(document.getText(), text, 'the document is as it was');
  });
});
