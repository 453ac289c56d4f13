import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { address, exists, read, until } from './support';

const write = (name: string, text: string): Thenable<void> => vscode.workspace.fs.writeFile(address(name), new TextEncoder().encode(text));

const PAGE = '{"type":"AnnotationPage","items":[]}';

const applied = async (change: (edit: vscode.WorkspaceEdit) => void): Promise<void> => {
  const edit = new vscode.WorkspaceEdit();
  change(edit);
  assert.ok(await vscode.workspace.applyEdit(edit));
};

describe('Sidecars', () => {
  const made = ['moved.txt', 'moved.txt.annotations.json', '文 夹', '另一个夹', 'taken.txt', 'taken.txt.annotations.json', 'gone.txt', 'gone.txt.annotations.json'];
  afterEach(async () => {
    for (const name of made) if (await exists(name)) await vscode.workspace.fs.delete(address(name), { recursive: true });
  });

  it('go with a document that is moved to another folder, and with a folder that is renamed', async () => {
    await write('moved.txt', '算力要快。\n');
    await write('moved.txt.annotations.json', PAGE);
    await vscode.workspace.fs.createDirectory(address('文 夹'));
    await applied((edit) => edit.renameFile(address('moved.txt'), address('文 夹/moved.txt')));
    await until(async () => (await exists('文 夹/moved.txt.annotations.json')) && !(await exists('moved.txt.annotations.json')), 'the sidecar in the folder');
    await applied((edit) => edit.renameFile(address('文 夹'), address('另一个夹')));
    await until(() => exists('另一个夹/moved.txt.annotations.json'), 'the sidecar in the renamed folder');
    assert.equal(await read(address('另一个夹/moved.txt.annotations.json')), PAGE);
  });

  it('are left where they are when the new name has one already', async () => {
    await write('moved.txt', '算力要快。\n');
    await write('moved.txt.annotations.json', PAGE);
    const other = PAGE.replace('[]', '["urn:x:1"]');
    await write('taken.txt.annotations.json', other);
    await applied((edit) => edit.renameFile(address('moved.txt'), address('taken.txt')));
    await until(() => exists('taken.txt'), 'the document');
    assert.equal(await read(address('moved.txt.annotations.json')), PAGE);
    assert.equal(await read(address('taken.txt.annotations.json')), other);
  });

  it('go to the trash with a document that is deleted, or stay where there is none, and are back when it is', async () => {
    await write('gone.txt', '算力要快。\n');
    await write('gone.txt.annotations.json', PAGE);
    await applied((edit) => edit.deleteFile(address('gone.txt')));
    await until(async () => !(await exists('gone.txt')), 'the document is gone');
    // An undo makes the file anew.
    await applied((edit) => edit.createFile(address('gone.txt'), { contents: new TextEncoder().encode('算力要快。\n') }));
    await until(() => exists('gone.txt.annotations.json'), 'the sidecar');
    assert.equal(await read(address('gone.txt.annotations.json')), PAGE);
  });
});
