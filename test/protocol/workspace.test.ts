import { strict as assert } from 'node:assert';
import type { Hover, Location, MarkupContent, SemanticTokens } from 'vscode-languageserver-protocol';
import { AnnotationsRequest, CorporaRequest, ServerCommand, StatusRequest, type CorpusInfo, type IndexStatus } from '../../server/src/lsp/protocol';
import { Folder, positionOf, TestClient } from './client';
import { sampleCorpus, SIMPLIFIED, TRADITIONAL } from './corpus';

describe('workspace', () => {
  const folders: Folder[] = [];
  const clients: TestClient[] = [];

  const made = <T extends Folder>(folder: T): T => {
    folders.push(folder);
    return folder;
  };
  const started = async (client: Promise<TestClient>): Promise<TestClient> => {
    clients.push(await client);
    return client;
  };

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.stop();
    for (const folder of folders.splice(0)) folder.remove();
  });

  const corpora = (client: TestClient): Promise<CorpusInfo[]> => client.request(CorporaRequest.method);
  const references = async (client: TestClient, uri: string, text: string, passage: string): Promise<number> =>
    (await client.request<Location[] | null>('textDocument/references', { textDocument: { uri }, position: positionOf(text, passage, 0, 1), context: { includeDeclaration: true } }))?.length ?? 0;

  it('finds corpora in folders and below, each document in the innermost', async () => {
    const folder = made(sampleCorpus({ 'inner/corpus.json': '{"title": "里面"}', 'inner/丁.txt': '人工智能。\n' }));
    const client = await started(TestClient.start({ folders: [folder] }));
    const found = await corpora(client);
    assert.deepEqual(found.map(({ name, documents }) => [name, documents.map(({ id }) => id)]), [['试验语料', ['乙.txt', '甲.txt', '访谈/丙.txt']], ['里面', ['丁.txt']]]);
  });

  it('serves no text file outside a corpus, until its folder is declared one', async () => {
    const folder = made(new Folder({ '甲.txt': SIMPLIFIED }));
    const client = await started(TestClient.startUnindexed({ folders: [folder] }));
    const uri = folder.uriOf('甲.txt');
    await client.open(uri);
    assert.deepEqual(await corpora(client), []);
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } }), null);
    assert.deepEqual((await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } })).data, []);
    const info = await client.command<CorpusInfo>(ServerCommand.declareCorpus, { folder: folder.uri });
    assert.deepEqual(info.documents.map(({ id }) => id), ['甲.txt']);
    assert.deepEqual(JSON.parse(folder.read('corpus.json')), {});
    await client.until(() => client.corporaTold.at(-1)?.length === 1, 'corporaChanged');
    assert.ok((await client.request<SemanticTokens>('textDocument/semanticTokens/full', { textDocument: { uri } })).data.length > 0);
  });

  it('takes folders that the editor declares without a file', async () => {
    const folder = made(new Folder({ '甲.txt': SIMPLIFIED }));
    const client = await started(TestClient.start({ folders: [], options: { folders: [folder.uri] } }));
    assert.deepEqual((await corpora(client)).map(({ documents }) => documents.length), [1]);
    assert.ok(!folder.names().includes('corpus.json'));
  });

  it('takes workspace folders in and out', async () => {
    const [one, two] = [made(sampleCorpus()), made(sampleCorpus())];
    const client = await started(TestClient.start({ folders: [one] }));
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [{ uri: two.uri, name: 'two' }], removed: [{ uri: one.uri, name: 'one' }] } });
    await client.until(() => client.corporaTold.some((told) => told.length === 1 && decodeURIComponent(told[0]?.root ?? '') === decodeURIComponent(two.uri)), 'corporaChanged');
  });

  it('answers from the buffer of an open document, and from disk once it is closed', async () => {
    const folder = made(sampleCorpus());
    const client = await started(TestClient.start({ folders: [folder] }));
    const uri = folder.uriOf('乙.txt');
    const before = await references(client, uri, TRADITIONAL, '人工智慧');
    await client.open(uri);
    await client.edit(uri, { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } }, text: '人工智慧𠮷！' });
    const edited = TRADITIONAL.replace('院長', '人工智慧𠮷！院長');
    assert.equal(await references(client, uri, edited, '人工智慧'), before + 1);
    const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position: positionOf(edited, '林知遠', 0, 1) });
    assert.deepEqual(hover.range?.start, positionOf(edited, '林知遠'));
    await client.close(uri);
    assert.equal(await references(client, uri, TRADITIONAL, '人工智慧'), before);
  });

  it('has the same text as the editor after any edits, with CRLF and characters outside the BMP', async () => {
    const folder = made(sampleCorpus());
    const client = await started(TestClient.start({ folders: [folder] }));
    const uri = folder.uriOf('乙.txt');
    await client.open(uri);
    let text = TRADITIONAL;
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48271) % 2147483647) % below;
    const positionAt = (offset: number): { line: number; character: number } => {
      const lines = text.slice(0, offset).split('\n');
      return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    };
    for (let i = 0; i < 60; i++) {
      // An editor has no place between CR and LF, nor inside a pair.
      const places = [...text].reduce<number[]>((all, character) => [...all, (all.at(-1) ?? 0) + character.length], [0]).filter((offset) => !(text[offset - 1] === '\r' && text[offset] === '\n'));
      const [a, b] = [places[random(places.length)] ?? 0, places[random(places.length)] ?? 0];
      const start = Math.min(a, b);
      const end = Math.min(Math.max(a, b), start + 4);
      const to = places.includes(end) ? end : start;
      const inserted = ['人工智慧', '𠮷', '\r\n', '', '3億元', '👨‍👩‍👧'][random(6)] ?? '';
      await client.edit(uri, { range: { start: positionAt(start), end: positionAt(to) }, text: inserted });
      text = text.slice(0, start) + inserted + text.slice(to);
    }
    const tokens = (): Promise<SemanticTokens> => client.request('textDocument/semanticTokens/full', { textDocument: { uri } });
    const after = await tokens();
    await client.edit(uri, { text });
    assert.deepEqual((await tokens()).data, after.data);
    assert.ok(after.data.length > 0);
  });

  it('takes a whole text from an editor that sends no ranges', async () => {
    const folder = made(sampleCorpus());
    const client = await started(TestClient.start({ folders: [folder] }));
    const uri = folder.uriOf('甲.txt');
    const before = await references(client, uri, SIMPLIFIED, '人工智能');
    await client.open(uri);
    await client.edit(uri, { text: `人工智能。\n${SIMPLIFIED}` });
    assert.equal(await references(client, uri, `人工智能。\n${SIMPLIFIED}`, '人工智能'), before + 1);
  });

  it('sees documents that come, change and go on disk', async () => {
    const folder = made(sampleCorpus());
    const client = await started(TestClient.start({ folders: [folder] }));
    assert.ok(client.registrations.includes('workspace/didChangeWatchedFiles'));
    folder.write('新 稿.txt', '人工智能與算力。\n');
    await client.filesChanged(folder.uriOf('新 稿.txt'));
    await client.until(() => client.corporaTold.at(-1)?.[0]?.documents.length === 4, 'the new document');
    assert.ok(await references(client, folder.uriOf('新 稿.txt'), '人工智能與算力。\n', '算力') > 1);
    folder.write('新 稿.txt', '產業。\n');
    await client.filesChanged(folder.uriOf('新 稿.txt'));
    assert.equal(await client.request('textDocument/hover', { textDocument: { uri: folder.uriOf('新 稿.txt') }, position: { line: 0, character: 5 } }), null);
    folder.delete('新 稿.txt');
    await client.filesChanged(folder.uriOf('新 稿.txt'));
    await client.until(() => client.corporaTold.at(-1)?.[0]?.documents.length === 3, 'the document to go');
  });

  it('sees a corpus that comes and goes with its corpus.json', async () => {
    const folder = made(new Folder({ 'a/甲.txt': SIMPLIFIED }));
    const client = await started(TestClient.startUnindexed({ folders: [folder] }));
    folder.write('a/corpus.json', '{}');
    await client.filesChanged(folder.uriOf('a/corpus.json'));
    await client.until(() => client.corporaTold.at(-1)?.length === 1, 'the corpus');
    folder.delete('a/corpus.json');
    await client.filesChanged(folder.uriOf('a/corpus.json'));
    await client.until(() => client.corporaTold.at(-1)?.length === 0, 'the corpus to go');
  });

  it('reports mistakes in corpus.json at their place, and the rest works', async () => {
    const folder = made(sampleCorpus({ 'corpus.json': '{\n  "title": "有误",\n  "colour": 3\n}', '坏.txt': Uint8Array.from([0xff, 0x00, 0x81, 0xfe, 0x00, 0x01, 0x02]) }));
    const client = await started(TestClient.start({ folders: [folder] }));
    const uri = decodeURIComponent(folder.uriOf('corpus.json'));
    await client.until(() => client.diagnostics.has(uri), 'a diagnostic');
    assert.deepEqual(client.diagnostics.get(uri)?.map(({ code, range }) => [code, range.start.line]), [['corpus.unknown-field', 2]]);
    const undecodable = decodeURIComponent(folder.uriOf('坏.txt'));
    await client.until(() => client.diagnostics.has(undecodable), 'a diagnostic for the file');
    assert.equal(client.diagnostics.get(undecodable)?.[0]?.code, 'document.undecodable');
    assert.equal((await corpora(client))[0]?.name, '有误');
    folder.write('corpus.json', '{"title": "改好"}');
    await client.filesChanged(folder.uriOf('corpus.json'));
    await client.until(() => client.diagnostics.get(uri)?.length === 0, 'the diagnostic to go');
    assert.equal((await corpora(client))[0]?.name, '改好');
  });

  it('reports mistakes in a term base and a code book at their place', async () => {
    const folder = made(sampleCorpus({ 'terms.json': '[\n  {"id": "算力", "forms": {"zh-Hans": ["算力"]}},\n  {"id": "空", "forms": {}}\n]', 'codebook.json': '{"codes": [\n  {"name": "无 id"}\n]}' }));
    const client = await started(TestClient.start({ folders: [folder] }));
    for (const [name, line] of [['terms.json', 2], ['codebook.json', 1]] as const) {
      const uri = decodeURIComponent(folder.uriOf(name));
      await client.until(() => client.diagnostics.has(uri), `a diagnostic for ${name}`);
      assert.deepEqual(client.diagnostics.get(uri)?.map(({ range }) => range.start.line), [line], name);
    }
  });

  it('reads other encodings', async () => {
    const gb18030 = Uint8Array.from([0xc8, 0xcb, 0xb9, 0xa4, 0xd6, 0xc7, 0xc4, 0xdc, 0xb5, 0xc4, 0xbc, 0xbc, 0xca, 0xf5, 0xa1, 0xa3]);
    const utf16 = new Uint8Array(Buffer.from('\ufeff人工智慧的技術。', 'utf16le'));
    const folder = made(new Folder({ 'corpus.json': '{}', 'gb.txt': gb18030, 'u.txt': utf16 }));
    const client = await started(TestClient.start({ folders: [folder] }));
    assert.equal(await references(client, folder.uriOf('gb.txt'), '人工智能的技术。', '人工智能'), 2);
  });

  it('indexes with progress that can be cancelled, and answers meanwhile', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`文${i}.txt`, `${SIMPLIFIED}${TRADITIONAL}第${i}篇。\n`.repeat(20)]));
    const folder = made(sampleCorpus(many));
    const client = await started(TestClient.startUnindexed({ folders: [folder] }));
    await client.until(() => client.statuses.some(({ state }) => state === 'indexing') && client.progress.length > 0, 'progress');
    const { token } = client.progress[0] as { token: string };
    await client.connection.sendNotification('window/workDoneProgress/cancel', { token });
    const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri: folder.uriOf('甲.txt') }, position: positionOf(SIMPLIFIED, '算力', 0, 1) });
    assert.ok((hover.contents as MarkupContent).value.includes('算力'));
    await client.until(() => client.statuses.at(-1)?.state === 'cancelled', 'the cancelled state');
    const status = await client.request<IndexStatus>(StatusRequest.method);
    assert.ok(status.indexed < status.documents, JSON.stringify(status));
    await client.command(ServerCommand.reindex);
    await client.indexed();
  });

  it('asks the editor for its tokens again when everything is indexed', async () => {
    const client = await started(TestClient.start({ folders: [made(sampleCorpus())] }));
    await client.until(() => client.refreshes > 0 || client.statuses.at(-1)?.state === 'idle', 'the end of the index');
    await client.request(StatusRequest.method);
    assert.ok(client.refreshes > 0);
  });

  it('speaks the language of the editor', async () => {
    const folder = made(sampleCorpus());
    const read = async (locale: string): Promise<string> => {
      const client = await started(TestClient.start({ folders: [folder], locale }));
      const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri: folder.uriOf('甲.txt') }, position: positionOf(SIMPLIFIED, '林知远', 0, 1) });
      return (hover.contents as MarkupContent).value;
    };
    assert.ok((await read('zh-cn')).includes('人物'));
    assert.ok((await read('zh_TW.UTF-8')).includes('簡體'));
  });

  it('gives no annotations for a file that is in no corpus', async () => {
    const client = await started(TestClient.start({ folders: [made(sampleCorpus())] }));
    assert.deepEqual(await client.request(AnnotationsRequest.method, { uri: 'file:///nowhere/x.txt' }), []);
  });
});
