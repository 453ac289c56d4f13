import { strict as assert } from 'node:assert';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { ServerCommand, type StatementsResult } from '../../server/src/lsp/protocol';
import { positionOf, TestClient, textIn, type Folder } from './client';
import { INTERVIEW, sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

describe('who says what', () => {
  let folder: Folder;
  let client: TestClient;
  const texts: Readonly<Record<string, string>> = { '甲.txt': SIMPLIFIED, '乙.txt': TRADITIONAL, '丙.txt': INTERVIEW };

  before(async () => {
    folder = sampleCorpus();
    client = await TestClient.start({ folders: [folder], options: { commandLinks: true } });
  });

  after(async () => {
    await client.stop();
    folder.remove();
  });

  const statements = (argument: object): Promise<StatementsResult | null> =>
    client.request<StatementsResult | null>('workspace/executeCommand', { command: ServerCommand.statements, arguments: [argument] });
  const hoverAt = async (id: string, text: string, passage: string): Promise<string> => {
    const found = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri: folder.uriOf(id) }, position: positionOf(text, passage, 0, 1) });
    return (found?.contents as MarkupContent | undefined)?.value ?? '';
  };

  it('lists the statements of the source at a place as locations, in every document and script', async () => {
    const found = await statements({ uri: folder.uriOf('甲.txt'), position: positionOf(SIMPLIFIED, '林知远', 0, 1) });
    assert.equal(found?.source, 'person:林知远');
    assert.equal(found?.count, found?.statements.length);
    const said = found?.statements.map(({ uri, range }) => textIn(texts[decodeURIComponent(uri).split('/').pop() ?? ''] ?? '', range)) ?? [];
    for (const passage of ['人工智能将改变产业的面貌', '算力是基础', '人工智慧離不開算力', '新質生產力的核心是創新', '未来要靠人工智能。']) assert.ok(said.some((content) => content.includes(passage)), `${passage} in ${said.join(' | ')}`);
    assert.ok(found?.statements.every(({ document, text }) => document !== '' && text !== '' && text.length <= 201));
  });

  it('takes the source of the statement where no source is mentioned, or the one that is named', async () => {
    const within = await statements({ uri: folder.uriOf('甲.txt'), position: positionOf(SIMPLIFIED, '算力是基础', 0, 3) });
    assert.equal(within?.source, 'person:林知远');
    assert.equal((await statements({ uri: folder.uriOf('甲.txt'), source: 'person:周岚' }))?.name, '周岚');
    assert.equal(await statements({ uri: folder.uriOf('甲.txt'), position: { line: 0, character: 0 } }), null);
    assert.equal(await statements({ uri: folder.uriOf('甲.txt'), source: 'concept:算力' }), null);
  });

  it('refuses an argument that names no document or no place, in words', async () => {
    await assert.rejects(statements({ position: { line: 0, character: 0 } }), /uri/);
    await assert.rejects(statements({ uri: folder.uriOf('甲.txt'), position: 3 }), /position/);
    await assert.rejects(statements({ uri: 'file:///nowhere/a.txt' }), /corpus/);
  });

  it('stands in the hover on the content, and the number of statements is a link in the hover of a source', async () => {
    assert.match(await hoverAt('甲.txt', SIMPLIFIED, '将改变产业'), /Statement of .*林知远.* · cue 表示/);
    assert.match(await hoverAt('访谈/丙.txt', INTERVIEW, '还要看长远'), /Spoken by .*林知远/);
    assert.match(await hoverAt('甲.txt', SIMPLIFIED, '林知远'), /\[Attributed statements\\: \d+\]\(command:meipi\.statementsOfSource\?/);
  });
});
