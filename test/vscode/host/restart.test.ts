import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { ExtensionParts } from '../../../client/src/extension';
import { address, open, positionOf, read, until } from './support';

const DOCUMENT = '08-column-hk.txt';
const PASSAGE = '聰明的那一部分';

describe('A server that is started anew', () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('meipi');
  const setAnnotator = async (name: string | undefined): Promise<void> => settings().update('annotator', name, vscode.ConfigurationTarget.Workspace);
  let parts: ExtensionParts;

  before(async () => {
    const extension = vscode.extensions.getExtension<ExtensionParts>('meipi.meipi');
    assert.ok(extension);
    parts = await extension.activate();
  });

  afterEach(() => setAnnotator(undefined));

  it('answers what is asked from the moment that a setting asks for it, by the new setting', async () => {
    const { document } = await open(DOCUMENT);
    const { client } = parts;
    const start = positionOf(document, PASSAGE);
    const range = new vscode.Range(start, document.positionAt(document.offsetAt(start) + PASSAGE.length));
    const ask = () => Promise.all([client.annotate(document.uri, range, ['metaphor']), client.notes(10), client.progress(10)]);
    // The listener of the client was there first: it has begun to start the server anew when this one is called.
    const asked = new Promise<Awaited<ReturnType<typeof ask>>>((resolve, reject) => {
      const listening = vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('meipi.annotator')) return;
        listening.dispose();
        ask().then(resolve, reject);
      });
    });
    await setAnnotator('韩若溪');
    const [annotation, notes, progress] = await asked;
    assert.equal(annotation.creator, '韩若溪');
    assert.deepEqual(notes, []);
    assert.ok(progress.total > 0, 'the documents of the corpus');
    await client.undo(annotation.corpus);
    await until(async () => !(await sidecar()).includes(annotation.id), 'nothing is left');
  });
});

async function sidecar(): Promise<string> {
  try {
    return await read(address(`${DOCUMENT}.annotations.json`));
  } catch {
    return '';
  }
}
