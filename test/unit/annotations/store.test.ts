import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { AnnotationError, type AnnotationStore } from '../../../server/src/annotations/store';
import { sha256 } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';
import { finish } from '../../../server/src/text/steps';
import { MemoryFiles, open, place, sidecarOf, TickingClock } from './memory';

const A = '\ufeff县里的数据要素市场开张了。\r\n𠮷田先生說：新質生產力不是口號👨‍👩‍👧。\r\n';
const B = '第二篇：数据要素怎么定价？';
const TEXTS = { 'a.txt': A, '子/b.txt': B };
const SIDECAR = sidecarOf('a.txt');

describe('annotation store', () => {
  it('keeps annotations beside the documents and finds them again when opened anew', async () => {
    const { store, files } = await open(TEXTS);
    const added = await store.add({ document: 'a.txt', spans: [place(A, '新質生產力')], codes: ['概念'], memo: '原话', creator: '何静' });
    await store.add({ document: '子/b.txt', spans: [place(B, '定价')], creator: '陆远' });
    const again = (await open(TEXTS, files)).store;
    const essence = (list: ReturnType<typeof store.list>): unknown[] => list.map(({ id, document, span, quote, anchor, codes, memo, creator, created, modified }) => [id, document, span, quote, anchor, codes, memo, creator, created, modified]);
    assert.deepEqual(essence(again.list()), essence(store.list()));
    assert.equal(again.get(added.id)?.quote, '新質生產力');
    assert.deepEqual(again.get(added.id)?.span, place(A, '新質生產力'));
    assert.deepEqual([...files.files.keys()].sort(), [SIDECAR, sidecarOf('子/b.txt')]);
  });

  it('gives a sidecar that was renamed with its document the new names with the next writing, and loses nothing', async () => {
    const { store, files } = await open(TEXTS);
    await store.add({ document: 'a.txt', spans: [place(A, '新質生產力')], codes: ['概念'], memo: '原话', creator: '何静' });
    await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '陆远' });
    const before = files.files.get(SIDECAR) ?? '';
    files.files.set(sidecarOf('新/甲.txt'), before.replace('"items"', '"rights": "公有",\n"items"'));
    files.files.delete(SIDECAR);
    // Another text has taken the old name.
    const renamed = (await open({ 'a.txt': B, '新/甲.txt': A }, files)).store;
    assert.deepEqual(renamed.list({ document: '新/甲.txt' }).map(({ quote, anchor, memo, creator }) => [quote, anchor, memo, creator]), [['新質生產力', 'exact', '原话', '何静'], ['口號', 'exact', '', '陆远']]);
    assert.deepEqual(renamed.list({ document: 'a.txt' }), [], 'the new document of the old name has none of them');
    assert.equal(files.files.get(sidecarOf('新/甲.txt'))?.includes('a.txt'), true, 'reading alone writes nothing');
    await renamed.edit(renamed.list()[1]?.id ?? '', { memo: '再看' });
    const after = files.files.get(sidecarOf('新/甲.txt')) ?? '';
    assert.deepEqual([...after.matchAll(/urn:meipi:(?:document|annotations):[^"]*/g)].map(([name]) => decodeURIComponent(name)), ['urn:meipi:annotations:新/甲.txt', 'urn:meipi:document:新/甲.txt', 'urn:meipi:document:新/甲.txt']);
    assert.ok(after.includes('"rights": "公有"'));
    assert.equal(files.files.has(SIDECAR), false);
    const items = (text: string): unknown[] => (JSON.parse(text) as { items: { id: string; target: { selector: unknown; state: unknown } }[] }).items.map(({ id, target }) => [id, target.selector, target.state]);
    assert.deepEqual(items(after), items(before));
  });

  it('leaves names alone that another program gave', async () => {
    const { store, files } = await open(TEXTS);
    await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '何静' });
    const page = JSON.parse(files.files.get(SIDECAR) ?? '') as { id: string; items: { target: { source: string } }[] };
    page.id = 'https://example.org/page';
    (page.items[0] as { target: { source: string } }).target.source = 'https://example.org/a';
    files.files.set(SIDECAR, JSON.stringify(page));
    const again = (await open(TEXTS, files)).store;
    await again.edit(again.list()[0]?.id ?? '', { memo: '看' });
    const written = JSON.parse(files.files.get(SIDECAR) ?? '') as typeof page;
    assert.deepEqual([written.id, written.items[0]?.target.source], ['https://example.org/page', 'https://example.org/a']);
  });

  it('gives passages that were prepared the same quotations as others, each a date of its own, and takes them anew from a text that was edited since', async () => {
    const text = `${'- 渡口在东，码头在南。\n'.repeat(6)}后来人们在山脚下另修了一座独一无二的石桥，再也不用渡船。\n`;
    const twin = place(text, '渡口在东');
    const single = place(text, '一座独一无二的石桥');
    const add = [twin, single].map((span) => ({ document: 'a.txt', spans: [span], creator: '何静' }));
    const passages = (store: AnnotationStore): unknown[] => store.list().flatMap(({ parts }) => parts.map(({ span, passage: { date: _, ...passage } }) => ({ span, passage })));
    const [plain, prepared, edited] = [await open({ 'a.txt': text }), await open({ 'a.txt': text }), await open({ 'a.txt': text })];
    await plain.store.batch('', { add });
    assert.deepEqual(plain.store.list().map(({ parts: [part] }) => part?.passage.repeated), [true, undefined]);
    finish(prepared.store.prepare(add));
    for (let round = 0; round < 2; round++) {
      await prepared.store.batch('', { add });
      assert.equal(prepared.store.list().every(({ created, parts }) => parts[0]?.passage.date === created), true);
      await prepared.store.undo();
    }
    await prepared.store.redo();
    assert.deepEqual(passages(prepared.store), passages(plain.store));
    finish(edited.store.prepare(add));
    edited.texts.set('a.txt', `新${text.slice(1)}`);
    edited.store.edited('a.txt', [{ start: 0, deletedLength: 1, insertedText: '新' }], new SourceText(`新${text.slice(1)}`));
    await edited.store.batch('', { add });
    assert.deepEqual(edited.store.list().map(({ parts: [part] }) => part?.passage.textHash), [1, 2].map(() => sha256(`新${text.slice(1)}`)));
  });

  it('takes parts in and out, and leaves the others with what they said when annotated', async () => {
    const text = '甲城的路修好了，乙城的路没有。丙城在等。';
    const { store, texts } = await open({ 'a.txt': text });
    const { id } = await store.add({ document: 'a.txt', spans: [place(text, '甲城的路')], creator: '何静' });
    texts.set('a.txt', text.replace('甲城的', '甲城旧'));
    store.edited('a.txt', [{ start: 2, deletedLength: 1, insertedText: '旧' }], new SourceText(text.replace('甲城的', '甲城旧')));
    await store.edit(id, { addSpans: [place(text, '丙城'), place(text, '乙城的路')] });
    assert.deepEqual(store.get(id)?.parts.map(({ quote, anchor }) => [quote, anchor]), [['甲城的路', 'changed'], ['丙城', 'exact'], ['乙城的路', 'exact']]);
    await store.edit(id, { removeSpans: [place(text, '丙')] });
    assert.deepEqual(store.get(id)?.parts.map(({ quote }) => quote), ['甲城的路', '乙城的路']);
    await store.undo();
    assert.deepEqual(store.get(id)?.parts.map(({ quote }) => quote), ['甲城的路', '丙城', '乙城的路']);
    await store.undo();
    assert.deepEqual(store.get(id)?.parts.map(({ quote }) => quote), ['甲城的路']);
    await assert.rejects(store.edit(id, { removeSpans: [{ start: 0, end: 1 }] }), /only passage/);
    assert.deepEqual(store.get(id)?.parts.map(({ quote }) => quote), ['甲城的路']);
  });

  it('keeps a discontinuous annotation in one piece, through edits and on disk', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '数据要素'), place(A, '口號')], memo: '对照', creator: '何静' });
    const after = A.replace('市场', '大市场');
    store.edited('a.txt', [{ start: A.indexOf('市场'), deletedLength: 0, insertedText: '大' }], new SourceText(after));
    await store.save('a.txt');
    for (const each of [store, (await open({ ...TEXTS, 'a.txt': after }, files)).store]) {
      const annotation = each.get(id);
      assert.deepEqual(annotation?.parts.map(({ span }) => span), [place(after, '数据要素'), place(after, '口號')]);
      assert.deepEqual([annotation?.quote, annotation?.anchor, annotation?.span], ['数据要素 … 口號', 'exact', place(after, '数据要素')]);
    }
    const gone = after.replace('口號', '');
    store.edited('a.txt', [{ start: after.indexOf('口號'), deletedLength: 2, insertedText: '' }], new SourceText(gone));
    assert.deepEqual([store.get(id)?.anchor, store.get(id)?.parts.map(({ anchor }) => anchor)], ['lost', ['exact', 'lost']], 'its state is that of its worst part');
  });

  it('lists what is about documents, codes and annotations apart from passages', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '何静' });
    const other = await store.add({ document: '子/b.txt', spans: [place(B, '定价')], creator: '何静' });
    await store.add({ document: 'a.txt', about: { kind: 'document' }, status: 'in-work', creator: '何静' });
    await store.add({ document: 'a.txt', about: { kind: 'annotation', id }, memo: '同意', creator: '陆远' });
    await store.add({ document: 'a.txt', about: { kind: 'annotation', id }, relation: { kind: 'answers', to: other.id }, creator: '陆远' });
    for (const each of [store, (await open(TEXTS, files)).store]) {
      assert.deepEqual(each.list().map(({ quote }) => quote), ['口號', '定价']);
      assert.deepEqual(each.notes({ document: 'a.txt' }).map(({ about, status, memo, relation }) => [about.kind, status ?? memo, relation?.to]), [['document', 'in-work', undefined], ['annotation', '同意', undefined], ['annotation', '', other.id]]);
    }
    await assert.rejects(store.add({ document: 'a.txt', about: { kind: 'document' }, spans: [place(A, '口號')], creator: '' }), AnnotationError);
  });

  it('does a batch in one step of undo, and nothing of it when a part cannot be done', async () => {
    const { store } = await open(TEXTS);
    const one = await store.add({ document: 'a.txt', spans: [place(A, '口號')], codes: ['甲'], creator: '' });
    const two = await store.add({ document: '子/b.txt', spans: [place(B, '定价')], creator: '' });
    const state = (): unknown[] => store.list().map(({ quote, codes, locked }) => [quote, codes, locked]);
    const before = state();
    await assert.rejects(store.batch('x', { add: [{ document: 'a.txt', spans: [{ start: 0, end: 1 }], creator: '' }], delete: [two.id] }), AnnotationError);
    assert.deepEqual(state(), before);
    const done = await store.batch('三件事', {
      add: [{ document: 'a.txt', spans: [place(A, '先生')], creator: '' }],
      edit: [{ id: one.id, change: { locked: true } }, { id: 'urn:x:none', change: { memo: '' } }],
      delete: [two.id],
    });
    assert.deepEqual([done.length, state()], [2, [['先生', [], undefined], ['口號', ['甲'], true]]]);
    assert.equal(await store.undo(), '三件事');
    assert.deepEqual(state(), before);
  });

  it('lists by document, code and annotator, in the order of the text', async () => {
    const { store } = await open(TEXTS);
    await store.add({ document: '子/b.txt', spans: [place(B, '定价')], codes: ['价格'], creator: '陆远' });
    await store.add({ document: 'a.txt', spans: [place(A, '口號')], codes: ['说法'], creator: '何静' });
    await store.add({ document: 'a.txt', spans: [place(A, '数据要素')], codes: ['价格', '说法'], creator: '何静' });
    const quotes = (filter: object): string[] => store.list(filter).map(({ quote }) => quote);
    assert.deepEqual(quotes({}), ['数据要素', '口號', '定价']);
    assert.deepEqual(quotes({ document: 'a.txt' }), ['数据要素', '口號']);
    assert.deepEqual(quotes({ code: '价格' }), ['数据要素', '定价']);
    assert.deepEqual(quotes({ creator: '陆远' }), ['定价']);
    assert.deepEqual(quotes({ creator: '何静', code: '价格' }), ['数据要素']);
  });

  it('leaves white space at the ends out, takes surrogate pairs in whole, and refuses to annotate nothing', async () => {
    const { store, files } = await open(TEXTS);
    const pair = A.indexOf('𠮷');
    const added = await store.add({ document: 'a.txt', spans: [{ start: pair - 2, end: pair + 1 }], creator: '' });
    assert.equal(added.quote, '𠮷');
    for (const span of [{ start: 0, end: 1 }, { start: 5, end: 5 }, { start: pair - 2, end: pair }]) {
      await assert.rejects(store.add({ document: 'a.txt', spans: [span], creator: '' }), AnnotationError);
    }
    await assert.rejects(store.add({ document: 'c.txt', spans: [{ start: 0, end: 1 }], creator: '' }), AnnotationError);
    assert.equal(store.list().length, 1);
    assert.equal(files.writes, 2, 'one sidecar, one text');
  });

  it('tells listeners which documents changed', async () => {
    const { store, changes } = await open(TEXTS);
    const one = await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    const two = await store.add({ document: '子/b.txt', spans: [place(B, '定价')], creator: '' });
    await store.edit(one.id, { memo: '备注' });
    await store.edit(one.id, { memo: '备注' });
    await store.delete([one.id, two.id, 'urn:uuid:unknown']);
    assert.deepEqual(changes, [['a.txt'], ['子/b.txt'], ['a.txt'], ['a.txt', '子/b.txt']]);
  });

  it('changes the codes of several annotations in one step, and leaves the others that each has', async () => {
    const { store, changes } = await open(TEXTS);
    const one = await store.add({ document: 'a.txt', spans: [place(A, '口號')], codes: ['甲', '乙'], creator: '' });
    const two = await store.add({ document: '子/b.txt', spans: [place(B, '定价')], codes: ['甲', '丙'], creator: '' });
    const codes = (): (readonly string[] | undefined)[] => [one, two].map(({ id }) => store.get(id)?.codes);
    changes.length = 0;
    assert.equal(await store.recode([one.id, two.id, two.id, 'urn:uuid:unknown'], ['丙', '丁'], ['甲']), 2);
    assert.deepEqual(codes(), [['乙', '丙', '丁'], ['丙', '丁']]);
    assert.deepEqual(changes, [['a.txt', '子/b.txt']]);
    assert.equal(await store.recode([one.id, two.id], ['丁'], ['甲']), 0, 'nothing is left to change');
    await store.undo();
    assert.deepEqual(codes(), [['甲', '乙'], ['甲', '丙']], 'both at once');
  });

  it('takes the quotation anew when a person gives a passage another extent, and keeps the first one', async () => {
    const { store } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '数据')], creator: '' });
    const edited = await store.edit(id, { spans: [place(A, '数据要素市场')] });
    assert.deepEqual([edited.quote, edited.anchor, edited.parts[0]?.original?.quote], ['数据要素市场', 'exact', '数据']);
    const again = await store.edit(id, { spans: [place(A, '要素市场')] });
    assert.deepEqual([again.quote, again.parts[0]?.original?.quote], ['要素市场', '数据']);
  });
});

describe('opening many documents', () => {
  const texts = { 'a.txt': '一二三', '卷一/甲 乙.txt': '一二三', '卷一/é.txt': '一二三', '卷二/a.txt': '一二三' };
  const annotated = async (files: MemoryFiles): Promise<void> => {
    const { store } = await open(texts, files);
    for (const document of Object.keys(texts)) await store.add({ document, spans: [{ start: 0, end: 1 }], codes: [], creator: '林' });
  };

  it('reads the sidecars that are there, and asks for no other', async () => {
    const files = new MemoryFiles();
    await annotated(files);
    for (const name of ['a.txt', '卷二/a.txt']) files.files.delete(sidecarOf(name));
    const read: string[] = [];
    files.beforeRead = (uri) => read.push(uri);
    const { store } = await open(texts, files);
    assert.deepEqual(store.list().map(({ document }) => document).sort(), ['卷一/甲 乙.txt', '卷一/é.txt'].sort());
    assert.equal(read.length, 2);
  });

  it('reads a sidecar whose name the file system writes in another way, and all where a folder cannot be listed', async () => {
    const files = new MemoryFiles();
    await annotated(files);
    const list = files.list.bind(files);
    files.list = async (uri) => (await list(uri)).map(({ name, kind }) => ({ name: name.normalize('NFD').toUpperCase(), kind }));
    assert.equal((await open(texts, files)).store.list().length, 4);
    files.list = () => Promise.reject(new Error('no permission'));
    assert.equal((await open(texts, files)).store.list().length, 4);
  });

  it('takes up a sidecar that came later, and lets go of what another program deleted', async () => {
    const files = new MemoryFiles();
    const { store } = await open(texts, files);
    await annotated(files);
    await store.reloadAll(Object.keys(texts));
    assert.equal(store.list().length, 4);
    files.files.delete(sidecarOf('a.txt'));
    await store.reloadAll(Object.keys(texts));
    assert.equal(store.list().length, 3);
  });

  it('reads the others when one of several new documents leaves meanwhile', async () => {
    const files = new MemoryFiles();
    await annotated(files);
    const { store, texts: present } = await open({}, files);
    for (const [id, text] of Object.entries(texts)) present.set(id, text);
    const list = files.list.bind(files);
    files.list = (uri) => {
      present.delete('a.txt');
      return list(uri);
    };
    await store.reloadAll(Object.keys(texts));
    assert.deepEqual(store.list().map(({ document }) => document).sort(), Object.keys(texts).filter((id) => id !== 'a.txt').sort());
  });
});

describe('undo and redo of annotations', () => {
  it('takes back and repeats adding, changing and deleting, across documents, in memory and on disk', async () => {
    const { store, files } = await open(TEXTS);
    const one = await store.add({ document: 'a.txt', spans: [place(A, '口號')], codes: ['说法'], creator: '何静' });
    const two = await store.add({ document: '子/b.txt', spans: [place(B, '定价')], creator: '何静' });
    await store.edit(one.id, { codes: ['概念'], memo: '新', spans: [place(A, '不是口號')] });
    await store.delete([one.id, two.id]);
    const state = (): unknown[] => store.list().map(({ quote, codes, memo }) => [quote, codes, memo]);
    const onDisk = async (): Promise<unknown[]> => (await open(TEXTS, files)).store.list().map(({ quote, codes, memo }) => [quote, codes, memo]);
    const steps = [
      [],
      [['不是口號', ['概念'], '新'], ['定价', [], '']],
      [['口號', ['说法'], ''], ['定价', [], '']],
      [['口號', ['说法'], '']],
      [],
    ];
    assert.deepEqual(state(), steps[0]);
    const descriptions: (string | undefined)[] = [];
    for (const expected of steps.slice(1)) {
      descriptions.push(await store.undo());
      assert.deepEqual(state(), expected);
      assert.deepEqual(await onDisk(), expected);
    }
    assert.deepEqual(descriptions, ['Delete 2 annotations', 'Change the annotation of “不是口號”', 'Annotate “定价”', 'Annotate “口號”']);
    assert.equal(await store.undo(), undefined);
    for (const expected of [...steps.slice(0, -1)].reverse()) {
      await store.redo();
      assert.deepEqual(state(), expected);
      assert.deepEqual(await onDisk(), expected);
    }
    assert.equal(await store.redo(), undefined);
  });

  it('forgets what could be repeated once something new is done', async () => {
    const { store } = await open(TEXTS);
    await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    await store.undo();
    await store.add({ document: 'a.txt', spans: [place(A, '先生')], creator: '' });
    assert.equal(store.redoable, undefined);
    assert.deepEqual(store.list().map(({ quote }) => quote), ['先生']);
  });

  it('brings a deleted annotation back where its passage is after the text was edited', async () => {
    const { store } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    await store.delete([id]);
    const after = `序。${A}`;
    store.edited('a.txt', [{ start: 0, deletedLength: 0, insertedText: '序。' }], new SourceText(after));
    await store.undo();
    assert.deepEqual(store.get(id)?.span, place(after, '口號'));
  });

  it('takes back only what the action changed, not what was changed since elsewhere', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    await store.edit(id, { codes: ['说法'] });
    const other = await open(TEXTS, files, { clock: new TickingClock(1000) });
    await other.store.edit(id, { memo: '另一个窗口写的' });
    await store.reload('a.txt');
    await store.undo();
    assert.deepEqual([store.get(id)?.codes, store.get(id)?.memo], [[], '另一个窗口写的']);
  });
});

describe('annotations of a text that is edited', () => {
  it('moves them along and writes their new positions when the document is saved', async () => {
    const { store, files, texts } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    const after = A.replace('县里', '县里和省里');
    store.edited('a.txt', [{ start: A.indexOf('的'), deletedLength: 0, insertedText: '和省里' }], new SourceText(after));
    assert.deepEqual(store.get(id)?.span, place(after, '口號'));
    texts.set('a.txt', after);
    await store.save('a.txt');
    const again = (await open({ ...TEXTS, 'a.txt': after }, files)).store.get(id);
    assert.deepEqual([again?.span, again?.anchor, again?.quote], [place(after, '口號'), 'exact', '口號']);
    assert.deepEqual(again?.parts[0]?.original?.position?.start, [...A.slice(0, A.indexOf('口號'))].length, 'the first position is kept');
  });

  it('keeps one whose passage was deleted as lost with its quotation, and finds it again when that is undone', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '新質生產力')], memo: '要紧', creator: '' });
    const { start, end } = place(A, '：新質生產力不是');
    const without = A.slice(0, start) + A.slice(end);
    store.edited('a.txt', [{ start, deletedLength: end - start, insertedText: '' }], new SourceText(without));
    assert.deepEqual([store.get(id)?.anchor, store.get(id)?.span, store.get(id)?.quote], ['lost', undefined, '新質生產力']);
    await store.save('a.txt');
    assert.equal((await open({ ...TEXTS, 'a.txt': without }, files)).store.get(id)?.anchor, 'lost');
    store.edited('a.txt', [{ start, deletedLength: 0, insertedText: A.slice(start, end) }], new SourceText(A));
    assert.deepEqual([store.get(id)?.anchor, store.get(id)?.span, store.get(id)?.memo], ['exact', place(A, '新質生產力'), '要紧']);
  });

  it('shows one whose passage was edited as changed, with the quotation it was made on, and so again when reopened', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '不是口號')], creator: '' });
    const after = A.replace('不是口號', '不只是口號');
    store.edited('a.txt', [{ start: A.indexOf('是口號'), deletedLength: 0, insertedText: '只' }], new SourceText(after));
    await store.save('a.txt');
    for (const each of [store, (await open({ ...TEXTS, 'a.txt': after }, files)).store]) {
      const annotation = each.get(id);
      assert.deepEqual([annotation?.anchor, annotation?.quote, annotation?.parts[0]?.passage.quote], ['changed', '不是口號', '不只是口號']);
    }
  });

  it('carries them over from the kept text when the document changed while closed', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: '子/b.txt', spans: [place(B, '数据要素')], creator: '' });
    const after = `数据要素的新闻。\n\n${B.replace('第二篇', '第二篇（修订）')}`;
    const again = (await open({ ...TEXTS, '子/b.txt': after }, files)).store.get(id);
    assert.deepEqual([again?.span, again?.anchor], [place(after, '数据要素', 2), 'exact']);
  });

  it('follows a text that another program replaced', async () => {
    const { store } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '数据要素')], creator: '' });
    const after = A.replaceAll('\r\n', '\n').replace('县里', '全县');
    store.replaced('a.txt', new SourceText(after));
    assert.deepEqual(store.get(id)?.span, place(after, '数据要素'));
  });

  it('counts code points on disk whatever the edits, so that every quotation is what stands at its position', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(60), fc.nat(4), fc.constantFrom('', '𠮷', '👨‍👩‍👧', '\r\n', '字')), { maxLength: 5 }), async (changes) => {
      const { store, files } = await open({ 'a.txt': A });
      for (const quote of ['数据要素', '𠮷田', '口號👨‍👩‍👧']) await store.add({ document: 'a.txt', spans: [place(A, quote)], creator: '' });
      let now = A;
      for (const [at, deletedLength, insertedText] of changes) {
        const edit = { start: Math.min(at, now.length), deletedLength: Math.min(deletedLength, now.length - Math.min(at, now.length)), insertedText };
        now = now.slice(0, edit.start) + insertedText + now.slice(edit.start + edit.deletedLength);
        store.edited('a.txt', [edit], new SourceText(now));
      }
      await store.save('a.txt');
      const page = JSON.parse(files.files.get(SIDECAR) ?? '') as { items: { target: { 'meipi:anchor'?: string; selector: { exact?: string; start?: number; end?: number }[] } }[] };
      assert.equal(page.items.length, 3);
      const characters = [...now];
      for (const { target } of page.items) {
        if (target['meipi:anchor'] === 'lost') continue;
        const [quote, position] = target.selector;
        // An edit that cuts a surrogate pair leaves halves, which code points cannot address singly.
        if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(now)) continue;
        assert.equal(characters.slice(position?.start, position?.end).join(''), quote?.exact);
      }
    }), { numRuns: 60 });
  });
});

describe('writing sidecars', () => {
  it('leaves the old file as it is when writing fails, keeps the work, and writes it later', async () => {
    const { store, files } = await open(TEXTS);
    await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    const before = files.files.get(SIDECAR);
    files.beforeWrite = () => {
      throw new Error('disk full');
    };
    await assert.rejects(store.add({ document: 'a.txt', spans: [place(A, '先生')], creator: '' }), /disk full/);
    assert.equal(files.files.get(SIDECAR), before);
    assert.deepEqual(store.unsaved, ['a.txt']);
    assert.equal(store.list().length, 2);
    files.beforeWrite = () => undefined;
    await store.save('a.txt');
    assert.deepEqual(store.unsaved, []);
    assert.equal((await open(TEXTS, files)).store.list().length, 2);
  });

  it('saves annotations even where the text they were made on cannot be kept, and says so', async () => {
    const files = new MemoryFiles();
    files.beforeWrite = (uri) => {
      if (uri.includes('/.meipi/')) throw new Error('read-only');
    };
    const { store } = await open(TEXTS, files);
    await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    assert.ok(files.files.has(SIDECAR));
    assert.deepEqual(store.problems.map(({ code, severity }) => [code, severity]), [['sidecar.snapshot', 'warning']]);
  });

  it('never writes over a sidecar that cannot be read, and takes it up once it is repaired', async () => {
    const { store, files } = await open(TEXTS);
    const { id } = await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    const whole = files.files.get(SIDECAR) as string;
    for (const broken of [whole.slice(0, -20), '', '<<<<<<< HEAD\n', '\ufffd{']) {
      files.files.set(SIDECAR, broken);
      await assert.rejects(store.edit(id, { memo: '新' }), AnnotationError);
      assert.equal(files.files.get(SIDECAR), broken);
      assert.deepEqual(store.problems.map(({ uri, severity }) => [uri, severity]), [[SIDECAR, 'error']]);
      assert.deepEqual((await open(TEXTS, files)).store.problems.map(({ uri, severity }) => [uri, severity]), [[SIDECAR, 'error']]);
    }
    files.files.set(SIDECAR, whole);
    await store.reload('a.txt');
    assert.deepEqual(store.problems, []);
    await store.edit(id, { memo: '修好了' });
    assert.equal((await open(TEXTS, files)).store.get(id)?.memo, '修好了');
  });

  it('loads the other documents when one sidecar is broken', async () => {
    const { store, files } = await open(TEXTS);
    await store.add({ document: '子/b.txt', spans: [place(B, '定价')], creator: '' });
    files.files.set(SIDECAR, '{');
    const again = await open(TEXTS, files);
    assert.equal(again.store.list().length, 1);
    await assert.rejects(again.store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' }), AnnotationError);
  });

  it('writes no sidecar for a document without annotations', async () => {
    const { store, files } = await open(TEXTS);
    await store.save('a.txt');
    assert.equal(files.files.size, 0);
  });

  it('writes many annotations made at once in few writes', async () => {
    const { store, files } = await open(TEXTS);
    await Promise.all(Array.from({ length: 40 }, () => store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' })));
    assert.equal((await open(TEXTS, files)).store.list().length, 40);
    assert.ok(files.writes <= 4, String(files.writes));
  });
});

describe('two windows on one corpus', () => {
  it('end with what both added', async () => {
    const one = await open(TEXTS);
    const two = await open(TEXTS, one.files);
    await one.store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '何静' });
    await two.store.add({ document: 'a.txt', spans: [place(A, '先生')], creator: '陆远' });
    await one.store.reload('a.txt');
    for (const { store } of [one, two, await open(TEXTS, one.files)]) assert.deepEqual(store.list().map(({ quote }) => quote), ['先生', '口號']);
  });

  it('combine edits of different parts of an annotation', async () => {
    const one = await open(TEXTS);
    const { id } = await one.store.add({ document: 'a.txt', spans: [place(A, '口號')], codes: ['甲', '乙'], creator: '' });
    const two = await open(TEXTS, one.files, { clock: new TickingClock(500) });
    await one.store.edit(id, { codes: ['乙', '丙'] });
    await two.store.edit(id, { codes: ['甲', '乙', '丁'], memo: '备注' });
    await one.store.reload('a.txt');
    for (const { store } of [one, two]) assert.deepEqual([[...store.get(id)?.codes ?? []].sort(), store.get(id)?.memo], [['丁', '丙', '乙'].sort(), '备注']);
    assert.deepEqual(two.store.problems, []);
  });

  it('keep both memos when each wrote another, the later under the same id, and say so', async () => {
    const one = await open(TEXTS);
    const { id } = await one.store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    const two = await open(TEXTS, one.files, { clock: new TickingClock(500) });
    await two.store.edit(id, { memo: '后写的' });
    await one.store.edit(id, { memo: '先写的' });
    assert.deepEqual(one.store.problems.map(({ code }) => code), ['sidecar.conflict']);
    await two.store.reload('a.txt');
    for (const { store } of [one, two, await open(TEXTS, one.files)]) {
      assert.deepEqual(store.list().map((each) => each.memo).sort(), ['先写的', '后写的'].sort());
      assert.equal(store.get(id)?.memo, '后写的');
    }
  });

  it('keep what one edited and the other deleted, and let go what only one deleted', async () => {
    const one = await open(TEXTS);
    const edited = await one.store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    const deleted = await one.store.add({ document: 'a.txt', spans: [place(A, '先生')], creator: '' });
    const two = await open(TEXTS, one.files, { clock: new TickingClock(500) });
    await two.store.edit(edited.id, { memo: '还要' });
    await one.store.delete([edited.id, deleted.id]);
    await two.store.reload('a.txt');
    for (const { store } of [one, two]) assert.deepEqual(store.list().map(({ memo }) => memo), ['还要']);
  });

  it('lose nothing when the file is written between two steps of the other', async () => {
    const one = await open(TEXTS);
    const two = await open(TEXTS, one.files);
    await two.store.add({ document: 'a.txt', spans: [place(A, '先生')], creator: '' });
    const theirs = one.files.files.get(SIDECAR) as string;
    one.files.files.delete(SIDECAR);
    // The other window's file appears while this one is about to write.
    one.files.beforeRead = (uri) => {
      if (uri === SIDECAR) one.files.files.set(SIDECAR, theirs);
    };
    await one.store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' });
    one.files.beforeRead = () => undefined;
    assert.equal((await open(TEXTS, one.files)).store.list().length, 2);
  });

  it('reads on when what it merged cannot be written back', async () => {
    const one = await open(TEXTS);
    const two = await open(TEXTS, one.files);
    one.files.beforeWrite = () => {
      throw new Error('disk full');
    };
    await assert.rejects(one.store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' }), /disk full/);
    one.files.beforeWrite = () => undefined;
    await two.store.add({ document: 'a.txt', spans: [place(A, '先生')], creator: '' });
    one.files.beforeWrite = () => {
      throw new Error('disk full');
    };
    await one.store.reload('a.txt');
    assert.equal(one.store.list().length, 2);
    assert.deepEqual(one.store.unsaved, ['a.txt']);
  });

  it('agree after any series of additions, edits and deletions on either side', async () => {
    const step = fc.tuple(fc.constantFrom(0, 1), fc.constantFrom('add', 'edit', 'delete', 'reload'), fc.nat(20));
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const one = await open(TEXTS);
      const windows = [one, await open(TEXTS, one.files, { clock: new TickingClock(7) })] as const;
      const added = new Set<string>();
      const deleted = new Set<string>();
      for (const [which, action, n] of steps) {
        const { store } = windows[which];
        const list = store.list();
        const id = list[n % Math.max(1, list.length)]?.id;
        if (action === 'add') added.add((await store.add({ document: 'a.txt', spans: [place(A, '口號')], creator: '' })).id);
        else if (action === 'reload') await store.reload('a.txt');
        else if (id !== undefined && action === 'edit') await store.edit(id, { memo: `备注${n}` });
        else if (id !== undefined) {
          await store.delete([id]);
          deleted.add(id);
        }
      }
      for (const { store } of windows) await store.reload('a.txt');
      const [a, b] = windows.map(({ store }) => store.list().map(({ id, memo, codes }) => ({ id, memo, codes })));
      assert.deepEqual(a, b);
      for (const id of added) assert.ok(deleted.has(id) || a?.some((each) => each.id === id), 'nothing is lost that nobody deleted');
    }), { numRuns: 60 });
  });
});
