import { strict as assert } from 'node:assert';
import { moveSidecar, moveSidecarBack } from '../../../server/src/annotations/attach';
import { AnnotationError } from '../../../server/src/annotations/errors';
import { findOrphans, lookForOrphans, type MatchedOrphan, orphanProblem } from '../../../server/src/annotations/sidecar/orphans';
import { sha256 } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';
import { MemoryFiles, open, place, ROOT, sidecarOf } from './memory';

const TEXT = [
  '東湖市圖書館去年新修了三層書庫，館長周嵐說，舊報紙全部掃描完畢，讀者可以在閱覽室裡查到。',
  '河道清淤的工程由第二水務隊承擔，預計明年春天完工，沿岸的居民一直盼著那一天。',
  '林知遠在講座上談到算力的用途，他舉了天氣預報和藥物篩選兩個例子，聽眾問了許多問題。',
  '山腳的茶園遇到霜凍，合作社把補貼發到了每一戶，新茶的產量仍比往年少了兩成。',
  '夜校開設了珠算和會計兩門課，報名的人多半是附近工廠的年輕工人。',
].join('\n');
const OTHER = ['城北的新橋下個月通車，公交線路要跟著調整。', '老戲台修好以後，每逢初一都有人唱戲。', '算力中心在郊外動工，占地三十畝。'].join('\n');
const QUOTES = ['三層書庫', '第二水務隊承擔', '天氣預報和藥物篩選', '補貼發到了每一戶', '珠算和會計'];

/** Files with the annotated sidecar of a.txt, which itself is gone, and some documents. */
async function without(documents: Readonly<Record<string, string>>, quotes: readonly string[] = QUOTES): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  const { store } = await open({ 'a.txt': TEXT }, files);
  for (const quote of quotes) await store.add({ document: 'a.txt', spans: [place(TEXT, quote)], creator: '林' });
  for (const [id, text] of Object.entries(documents)) files.files.set(`${ROOT}/${id}`, text);
  return files;
}

async function look(files: MemoryFiles, holds: (path: string) => boolean = () => true): Promise<MatchedOrphan[]> {
  const documents = [...files.files].filter(([uri]) => uri.endsWith('.txt')).map(([uri, text]) => ({ id: uri.slice(ROOT.length + 1), uri, text: new SourceText(text) }));
  return lookForOrphans({ root: ROOT, documents, codeBook: `${ROOT}/codebook.json`, holds }, { files, hash: sha256, pause: () => Promise.resolve() });
}

const found = (orphans: readonly MatchedOrphan[]): unknown => orphans.map(({ document, candidates }) => [document, ...candidates.map((each) => [each.document, each.how, each.found, each.of])]);

describe('annotations whose document is gone', () => {
  it('are matched with the document that has the very text', async () => {
    assert.deepEqual(found(await look(await without({ 'b.txt': OTHER, 'sub/c.txt': TEXT }))), [['a.txt', ['sub/c.txt', 'same text', 5, 5]]]);
  });

  it('are matched by quotations in a text that was edited, wrapped anew and converted to the other script', async () => {
    const edited = TEXT.replace('圖書館去年', '圖書館今年').replaceAll('，', '，\n').replaceAll('圖書', '图书').replaceAll('預報', '预报').replace('補貼發到了每一戶', '錢已經沒有了');
    assert.deepEqual(found(await look(await without({ 'b.txt': OTHER, 'c.txt': edited }))), [['a.txt', ['c.txt', 'quotations', 4, 5]]]);
  });

  it('are not matched with a text that holds too few of the passages, or the same words between others', async () => {
    const half = TEXT.split('\n').slice(0, 3).join('\n');
    const words = `今天說到${QUOTES.join('，又說到')}，就這些。`;
    const [orphan] = await look(await without({ 'b.txt': half, 'c.txt': words }));
    assert.deepEqual(orphan?.candidates, []);
  });

  it('are never guessed at: two documents with the text are both given', async () => {
    assert.deepEqual(found(await look(await without({ 'b.txt': TEXT, 'c.txt': TEXT }))), [['a.txt', ['b.txt', 'same text', 5, 5], ['c.txt', 'same text', 5, 5]]]);
    const [edited, again] = [`新版。\n${TEXT}`, `${TEXT}\n再版。`];
    assert.deepEqual(found(await look(await without({ 'b.txt': edited, 'c.txt': again }))), [['a.txt', ['b.txt', 'quotations', 5, 5], ['c.txt', 'quotations', 5, 5]]]);
  });

  it('are not matched with a document that has a sidecar', async () => {
    const files = await without({ 'b.txt': TEXT });
    files.files.set(sidecarOf('b.txt'), files.files.get(sidecarOf('a.txt')) ?? '');
    assert.deepEqual((await look(files)).map(({ candidates }) => candidates), [[]]);
  });

  it('are not matched by a passage that says too little', async () => {
    const files = new MemoryFiles();
    const { store } = await open({ 'a.txt': '算力。' }, files);
    await store.add({ document: 'a.txt', spans: [{ start: 0, end: 2 }], creator: '林' });
    files.files.set(`${ROOT}/b.txt`, '算力。\n');
    assert.deepEqual((await look(files)).map(({ candidates }) => candidates), [[]]);
  });

  it('say so in their file, with what was found', async () => {
    const message = async (documents: Readonly<Record<string, string>>): Promise<string | undefined> => (await look(await without(documents))).map((orphan) => orphanProblem(orphan).message)[0];
    assert.match((await message({})) ?? '', /^a\.txt, .*no document without annotations has its text\.$/);
    assert.match((await message({ 'b.txt': TEXT })) ?? '', /The same text is now in b\.txt\.$/);
    assert.match((await message({ 'b.txt': `新。${TEXT}` })) ?? '', /b\.txt: 5 of 5 passages/);
    assert.match((await message({ 'b.txt': TEXT, 'c.txt': TEXT })) ?? '', /one of these: b\.txt, c\.txt$/);
  });

  it('are none where the document is there, no corpus has them, or the file is none of annotations', async () => {
    const files = await without({ 'b.txt': OTHER, 'x.txt.annotations.json': '{"a": 1}', 'y.txt.annotations.json': 'broken', '.hidden/z.txt.annotations.json': '' });
    const sidecar = files.files.get(sidecarOf('a.txt')) ?? '';
    files.files.set(`${ROOT}/codebook.json.annotations.json`, sidecar);
    files.files.set(`${ROOT}/.hidden/z.txt.annotations.json`, sidecar);
    files.files.set(`${ROOT}/inner/i.txt.annotations.json`, sidecar);
    assert.deepEqual((await look(files, (path) => !path.startsWith('inner/'))).map(({ document }) => document), ['a.txt']);
    files.files.set(`${ROOT}/a.txt`, TEXT);
    const { orphans, annotated } = await findOrphans({ root: ROOT, documents: [], codeBook: `${ROOT}/codebook.json`, holds: () => false }, files);
    assert.deepEqual([orphans, annotated.has('a.txt'), annotated.has('b.txt')], [[], true, false]);
  });
});

describe('attaching annotations to a document', () => {
  const names = { sidecar: 'a.txt.annotations.json', document: 'b.txt' };
  const move = (files: MemoryFiles): Promise<ReadonlySet<string>> => moveSidecar(files, sidecarOf('a.txt'), `${ROOT}/b.txt`, names);

  it('gives the sidecar the name that belongs to the document, and keeps it to the byte', async () => {
    const files = await without({ 'b.txt': TEXT });
    const sidecar = files.files.get(sidecarOf('a.txt'));
    await move(files);
    assert.deepEqual([files.files.has(sidecarOf('a.txt')), files.files.get(sidecarOf('b.txt'))], [false, sidecar]);
    const { store } = await open({ 'b.txt': TEXT }, files);
    assert.deepEqual(store.list().map(({ quote, anchor }) => [quote, anchor]), QUOTES.map((quote) => [quote, 'exact']));
  });

  it('refuses where the document has annotations, and takes the place of an empty sidecar', async () => {
    const files = await without({ 'b.txt': TEXT });
    const sidecar = files.files.get(sidecarOf('a.txt'));
    for (const own of [sidecar ?? '', 'broken', '{"type": "AnnotationPage", "items": ["https://example.org/1"]}']) {
      files.files.set(sidecarOf('b.txt'), own);
      await assert.rejects(move(files), AnnotationError);
      assert.deepEqual([files.files.get(sidecarOf('a.txt')), files.files.get(sidecarOf('b.txt'))], [sidecar, own]);
    }
    files.files.set(sidecarOf('b.txt'), '{"type": "AnnotationPage", "items": []}');
    await move(files);
    assert.deepEqual([files.files.has(sidecarOf('a.txt')), files.files.get(sidecarOf('b.txt'))], [false, sidecar]);
  });

  it('refuses where the old document is there again, or the sidecar is gone or broken', async () => {
    const files = await without({ 'b.txt': TEXT, 'a.txt': TEXT });
    await assert.rejects(move(files), AnnotationError);
    files.files.delete(`${ROOT}/a.txt`);
    files.files.set(sidecarOf('a.txt'), 'broken');
    await assert.rejects(move(files), AnnotationError);
    files.files.delete(sidecarOf('a.txt'));
    await assert.rejects(move(files), AnnotationError);
    assert.equal(files.files.has(sidecarOf('b.txt')), false);
  });

  it('can be taken back, with what was changed since', async () => {
    const files = await without({ 'b.txt': TEXT });
    const moved = await move(files);
    const edited = files.files.get(sidecarOf('b.txt'))?.replace('"type":"Annotation"', '"type":"Annotation","meipi:locked":true') ?? '';
    files.files.set(sidecarOf('b.txt'), edited);
    await moveSidecarBack(files, sidecarOf('a.txt'), `${ROOT}/b.txt`, names, moved);
    assert.deepEqual([files.files.get(sidecarOf('a.txt')), files.files.has(sidecarOf('b.txt'))], [edited, false]);
  });

  it('is not taken back from a document that has further annotations since, nor over a file', async () => {
    const files = await without({ 'b.txt': TEXT });
    const moved = await move(files);
    const back = (): Promise<void> => moveSidecarBack(files, sidecarOf('a.txt'), `${ROOT}/b.txt`, names, moved);
    const own = files.files.get(sidecarOf('b.txt')) ?? '';
    const refused = async (error: RegExp, ...expected: readonly (string | undefined)[]): Promise<void> => {
      await assert.rejects(back(), error);
      assert.deepEqual(['a.txt', 'b.txt'].map((name) => files.files.get(sidecarOf(name))), expected);
    };
    files.files.set(sidecarOf('a.txt'), 'something');
    await refused(/There is a file a\.txt\.annotations\.json again/, 'something', own);
    files.files.delete(sidecarOf('a.txt'));
    const more = own.replace('"items": [', '"items": ["https://example.org/2",');
    assert.notEqual(more, own);
    files.files.set(sidecarOf('b.txt'), more);
    await refused(/further annotations/, undefined, more);
    files.files.delete(sidecarOf('b.txt'));
    await refused(/cannot be taken from it/, undefined, undefined);
  });

  it('leaves what another program writes into the old file meanwhile', async () => {
    const files = await without({ 'b.txt': TEXT });
    files.beforeWrite = () => void files.files.set(sidecarOf('a.txt'), '{"type": "AnnotationPage", "items": ["https://example.org/2"]}');
    await move(files);
    assert.match(files.files.get(sidecarOf('a.txt')) ?? '', /example\.org\/2/);
    assert.match(files.files.get(sidecarOf('b.txt')) ?? '', /三層書庫/);
  });
});
