import { strict as assert } from 'node:assert';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { ServerCommand, type ForbiddenForm } from '../../server/src/lsp/protocol';
import { positionOf, rangeOf, TestClient, textIn, type Folder } from './client';
import { sampleCorpus } from './corpus';

const TEXT = '辦公室的印表機壞了，新的印表機明天到。打印機也是這樣。\n';

describe('a proposed form', () => {
  let folder: Folder;
  let client: TestClient;

  const start = async (terms: string): Promise<void> => {
    folder = sampleCorpus({ '己.txt': TEXT, 'terms.json': terms });
    client = await TestClient.start({ folders: [folder] });
  };
  const places = async (passage: string): Promise<number> =>
    (await client.request<unknown[] | null>('textDocument/documentHighlight', { textDocument: { uri: folder.uriOf('己.txt') }, position: positionOf(TEXT, passage) }))?.length ?? 0;
  const offered = async (passage: string): Promise<CodeAction[]> =>
    ((await client.request<CodeAction[] | null>('textDocument/codeAction', { textDocument: { uri: folder.uriOf('己.txt') }, range: rangeOf(TEXT, passage), context: { diagnostics: [] } })) ?? [])
      .filter(({ command }) => command?.command === ServerCommand.forbidForm);

  afterEach(async () => {
    await client.stop();
    folder.remove();
  });

  it('is forbidden by one line in the term base, which keeps its layout, and is a mention no more', async () => {
    await start('[\n  // office\n  { "id": "打印机", "forms": { "zh-Hans": ["打印机"] } }\n]\n');
    assert.equal(await places('印表機壞了'), 3);
    const [action] = await offered('印表機');
    assert.match(action?.title ?? '', /印表機.*打印机/);
    assert.deepEqual(await offered('打印機'), [], 'a form of the term base is not offered');
    const done = await client.command<ForbiddenForm>(ServerCommand.forbidForm, action?.command?.arguments?.[0] as object);
    assert.deepEqual([done.id, done.form], ['打印机', '印表機']);
    const text = folder.read('terms.json');
    assert.match(text, /^\[\n {2}\/\/ office\n {2}\{ "id": "打印机", "forms": \{ "zh-Hans": \["打印机"\] \},?\s*"forbidden": \[\s*"印表機"\s*\]\s*\}\n\]\n$/);
    assert.match(textIn(text, done.range), /印表機/);
    assert.equal(await places('打印機'), 1);
    await assert.rejects(client.command(ServerCommand.forbidForm, { uri: folder.uriOf('己.txt'), range: rangeOf(TEXT, '印表機') }));
  });
});
