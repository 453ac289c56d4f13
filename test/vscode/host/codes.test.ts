import { strict as assert } from 'node:assert';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { address, open, positionOf, read, select, until } from './support';

interface CodeOnDisk {
  readonly id: string;
  readonly name: string;
  readonly examples?: readonly string[];
}

describe('Codes in the editor', () => {
  const codes = async (): Promise<CodeOnDisk[]> => (JSON.parse(await read(address('codebook.json'))) as { codes: CodeOnDisk[] }).codes;
  const file = join(tmpdir(), `meipi-codes-${process.pid}.qdc`);

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(vscode.Uri.file(file));
  });

  it('are exported and imported, and the import is undone in one step', async () => {
    await open('07-news-dispatch.txt');
    const before = await read(address('codebook.json'));
    await vscode.commands.executeCommand('meipi.exportCodes', file);
    const xml = await read(vscode.Uri.file(file));
    assert.ok(xml.includes('urn:QDA-XML:codebook:1.0') && xml.includes('name="Framing"'));
    await vscode.workspace.fs.writeFile(vscode.Uri.file(file), Buffer.from(xml.replace('</Codes>', '<Code guid="7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a10" name="外来的编码" isCodable="true"/></Codes>')));
    await vscode.commands.executeCommand('meipi.importCodes', file, 'keep');
    await until(async () => (await codes()).some(({ name }) => name === '外来的编码'), 'imported');
    await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await read(address('codebook.json'))) === before, 'undone');
  });

  it('get what is selected as an example, called on a row', async () => {
    const before = await read(address('codebook.json'));
    const editor = await open('07-news-dispatch.txt');
    const at = positionOf(editor.document, '新质生产力');
    await select(editor, new vscode.Range(at, at.translate(0, 5)));
    const [first] = await codes();
    await vscode.commands.executeCommand('meipi.addExample', { kind: 'code', corpus: address('').toString().replace(/\/$/, ''), code: { ...first, uses: 0 } });
    await until(async () => (await codes())[0]?.examples?.includes('新质生产力') ?? false, 'the example');
    await vscode.commands.executeCommand('meipi.undo');
    await until(async () => (await read(address('codebook.json'))) === before, 'undone');
  });

  it('can be worked on by commands alone: each is registered', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const { contributes } = vscode.extensions.all.find(({ packageJSON }) => (packageJSON as { name: string }).name === 'meipi')?.packageJSON as { contributes: { commands: { command: string }[] } };
    for (const { command } of contributes.commands) assert.ok(known.has(command), command);
  });
});
