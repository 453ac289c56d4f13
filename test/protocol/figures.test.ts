import { strict as assert } from 'node:assert';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { FIGURES_PAGE, FigureThingsRequest, FiguresRequest, ServerCommand, type FigureInfo, type FigureThings } from '../../server/src/lsp/protocol';
import { Folder, positionOf, TestClient, textIn } from './client';

const SIMPLIFIED = '2024年，东岚省粮食总产量为300万吨。东岚省统计局局长林知远表示，2024年东岚省出口下降2.5%。\n';
const TRADITIONAL = '2024年，東嵐省的糧食產量為340萬噸。東嵐省出口額為50億元。共有12人到場。\n';

describe('figures', () => {
  let folder: Folder;
  let client: TestClient;
  before(async () => {
    folder = new Folder({ 'corpus.json': '{"documents": {"甲.txt": {"title": "甲篇", "date": "2025-03-18"}}}', '甲.txt': SIMPLIFIED, '乙.txt': TRADITIONAL });
    client = await TestClient.start({ folders: [folder] });
  });
  after(async () => {
    await client.stop();
    folder.remove();
  });

  const things = (params?: unknown): Promise<FigureThings> => client.request(FigureThingsRequest.method, params ?? {});
  const figures = (params?: unknown): Promise<FigureInfo[]> => client.request(FiguresRequest.method, params ?? {});

  it('are told by the thing they measure, those of several documents first, with what they say of each other', async () => {
    const { things: [first, ...others], total, shared, figures: count } = await things();
    assert.deepEqual([first?.name, first?.figures, first?.documents, first?.agreement], ['东岚省粮食产量', 2, 2, 'differs']);
    assert.ok(others.length > 0 && others.every(({ documents, only }) => documents === 1 && only));
    assert.equal(total, others.length + 1);
    assert.equal(shared, 1);
    assert.ok(count > total);
  });

  it('of a thing have range, document, time and source', async () => {
    const { things: all } = await things();
    const [traditional, simplified] = await figures({ thing: all[0]?.key });
    assert.ok(simplified && traditional);
    assert.equal(textIn(SIMPLIFIED, simplified.range), '300万吨');
    assert.deepEqual([simplified.title, simplified.date, simplified.period, simplified.agreement], ['甲篇', '2025-03-18', '2024', 'differs']);
    assert.equal(textIn(TRADITIONAL, traditional.range), '340萬噸');
    const fall = (await figures()).find(({ text }) => text === '2.5%');
    assert.deepEqual([fall?.change, fall?.sources], ['fall', ['林知远']]);
  });

  it('come in pages, within the limit', async () => {
    const all = await figures();
    assert.ok(all.length >= 4 && all.length <= FIGURES_PAGE);
    assert.deepEqual(await figures({ offset: 1, limit: 2 }), all.slice(1, 3));
    const { things: page, total } = await things({ offset: 1, limit: 1 });
    assert.deepEqual([page.length, total], [1, (await things()).total]);
    assert.deepEqual(await figures({ offset: -1, limit: 1e9 }), all, 'what is no count is passed over');
  });

  it('are filtered in any script, by source too, and to things that documents share', async () => {
    assert.deepEqual((await things({ filter: '糧食' })).things.map(({ name }) => name), ['东岚省粮食产量']);
    assert.deepEqual((await things({ filter: '林知遠' })).things.map(({ name }) => name), ['东岚省出口']);
    assert.equal((await things({ shared: true })).total, 1);
    assert.equal((await things({ filter: '没有这样的' })).total, 0);
    assert.equal((await things({ corpus: 'file:///elsewhere' })).total, 0);
  });

  it('that do not say what they measure are counted, and asked for by themselves', async () => {
    const { unmeasured } = await things();
    assert.equal((await figures({ thing: '' })).length, unmeasured);
  });

  it('are where a hover finds what other documents say', async () => {
    const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri: folder.uriOf('甲.txt') }, position: positionOf(SIMPLIFIED, '300万吨', 0, 1) });
    assert.match((hover.contents as MarkupContent).value, /Elsewhere: \[340萬噸/);
  });

  it('follow the text that is being edited', async () => {
    await client.open(folder.uriOf('乙.txt'));
    await client.edit(folder.uriOf('乙.txt'), { text: '2024年，東嵐省的糧食產量為300萬噸。\n' });
    assert.equal((await things({ filter: '粮食' })).things[0]?.agreement, 'agrees');
    await client.close(folder.uriOf('乙.txt'));
  });

  it('are exported as a table or side by side, never over a document', async () => {
    const write = (content: string, name: string): Promise<{ rows: number }> => client.command(ServerCommand.export, { corpus: folder.uri, format: 'csv', content, file: folder.uriOf(name) });
    const { rows } = await write('figures', 'figures.csv');
    assert.equal(folder.read('figures.csv').split('\r\n').length, rows + 2);
    await write('comparison', 'compared.csv');
    assert.ok(folder.read('compared.csv').includes('300万吨'));
    await assert.rejects(write('figures', '甲.txt'), /belongs to the corpus/);
    await assert.rejects(client.command(ServerCommand.export, { corpus: folder.uri, format: 'w3c', content: 'figures', file: folder.uriOf('x') }), /csv, jsonl/);
  });

  it('of several corpora in one window come with those that documents share first', async () => {
    const alone = new Folder({ 'corpus.json': '{}', '丁.txt': '2024年，北屿省粮食产量为90万吨。2024年，北屿省出口额为70亿元。\n' });
    const both = await TestClient.start({ folders: [alone, folder] });
    try {
      const { things: all, total } = await both.request<FigureThings>(FigureThingsRequest.method, {});
      assert.equal(all.length, total);
      assert.deepEqual(all.map(({ documents }) => documents), [2, ...all.slice(1).map(() => 1)]);
      assert.deepEqual(new Set(all.map(({ corpus }) => corpus)).size, 2);
      const own = await both.request<FigureThings>(FigureThingsRequest.method, { corpus: alone.uri });
      assert.deepEqual(own.things.map(({ name }) => name).sort(), ['北屿省出口额', '北屿省粮食产量']);
    } finally {
      await both.stop();
      alone.remove();
    }
  });
});
