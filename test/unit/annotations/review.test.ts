import { strict as assert } from 'node:assert';
import { awaitsReview, type Annotation } from '../../../server/src/annotations/model';
import { SourceText } from '../../../server/src/text/sourceText';
import { open, place, sidecarOf } from './memory';

const OLD = '杜若兰在会上说，山里的茶厂去年只卖出三成。\n\n收购价要年年议，不能只看省城的行情。\n\n散会以后，乔远山把茶样带回了县里。\n\n第二天一早，合作社的人就在渡口等船，说是要赶在清明以前把新茶送到下游的铺子里去。\n';
const CHANGED = OLD.replace('年年议', '年年重新议');
const SIDECAR = sidecarOf('a.txt');

describe('reviewing what became of passages', () => {
  it('takes a changed passage for right: it is settled, for good, and where it was made stays known', async () => {
    const { files, id } = await annotated('收购价要年年议');
    const { store } = await open({ 'a.txt': CHANGED }, files);
    assert.deepEqual(stateOf(store.get(id), CHANGED), ['changed', '收购价要年年议', '收购价要年年重新议', true]);
    assert.equal(await store.accept([id]), 1);
    assert.deepEqual(stateOf(store.get(id), CHANGED), ['exact', '收购价要年年重新议', '收购价要年年重新议', false]);
    const again = (await open({ 'a.txt': CHANGED }, files)).store;
    assert.deepEqual(stateOf(again.get(id), CHANGED), ['exact', '收购价要年年重新议', '收购价要年年重新议', false]);
    assert.equal(again.get(id)?.parts[0]?.original?.quote, '收购价要年年议');
    assert.equal(await again.accept([id]), 0, 'there is nothing left to accept');
    const twice = CHANGED.replace('重新议', '重新商议');
    const later = (await open({ 'a.txt': twice }, files)).store;
    assert.deepEqual(stateOf(later.get(id), twice), ['changed', '收购价要年年重新议', '收购价要年年重新商议', true]);
    await later.accept([id]);
    assert.equal(later.get(id)?.parts[0]?.original?.quote, '收购价要年年议', 'the first one, not the one before');
  });

  it('settles a passage that moved', async () => {
    const sentence = '收购价要年年议，不能只看省城的行情。\n\n';
    const moved = `${OLD.replace(sentence, '')}\n${sentence}`;
    const { files, id } = await annotated('省城的行情');
    const { store } = await open({ 'a.txt': moved }, files);
    assert.equal(store.get(id)?.anchor, 'moved');
    await store.accept([id]);
    const again = (await open({ 'a.txt': moved }, files)).store;
    assert.deepEqual(stateOf(again.get(id), moved), ['exact', '省城的行情', '省城的行情', false]);
  });

  it('attaches a lost passage where a person says, and undoes that', async () => {
    const { files, id } = await annotated('乔远山把茶样带回了县里');
    const now = OLD.replace('散会以后，乔远山把茶样带回了县里。', '天黑以前，茶样就到了县城。');
    const { store } = await open({ 'a.txt': now }, files);
    assert.equal(store.get(id)?.anchor, 'lost');
    await store.reattach(id, place(now, '茶样就到了县城'));
    assert.deepEqual(stateOf(store.get(id), now), ['exact', '茶样就到了县城', '茶样就到了县城', false]);
    assert.equal(store.get(id)?.parts[0]?.original?.quote, '乔远山把茶样带回了县里');
    assert.equal(store.undoable, 'Attach “乔远山把茶样带回了县里” again');
    await store.undo();
    assert.deepEqual(stateOf(store.get(id), now), ['lost', '乔远山把茶样带回了县里', undefined, true]);
    await store.redo();
    assert.equal((await open({ 'a.txt': now }, files)).store.get(id)?.span?.start, now.indexOf('茶样就到了县城'));
  });

  it('asks no more about a passage left for gone, and finds it when it comes back', async () => {
    const { files, id } = await annotated('乔远山把茶样带回了县里');
    const now = OLD.replace('散会以后，乔远山把茶样带回了县里。\n', '');
    const { store } = await open({ 'a.txt': now }, files);
    assert.equal(await store.keepLost([id]), 1);
    const again = (await open({ 'a.txt': now }, files)).store;
    assert.deepEqual(stateOf(again.get(id), now), ['lost', '乔远山把茶样带回了县里', undefined, false]);
    const back = (await open({ 'a.txt': OLD }, files)).store;
    assert.deepEqual(stateOf(back.get(id), OLD), ['exact', '乔远山把茶样带回了县里', '乔远山把茶样带回了县里', false]);
    await back.edit(id, { memo: '又回来了' });
    assert.equal((JSON.parse(files.files.get(SIDECAR) ?? '') as { items: { target: { 'meipi:gone'?: boolean } }[] }).items[0]?.target['meipi:gone'], undefined);
    await again.undo();
  });

  it('attaches one part of a discontinuous annotation and leaves the others', async () => {
    const { store, files } = await open({ 'a.txt': OLD });
    const { id } = await store.add({ document: 'a.txt', spans: [place(OLD, '杜若兰'), place(OLD, '乔远山')], creator: '何静' });
    const now = OLD.replace('散会以后，乔远山把茶样带回了县里。', '天黑以前，茶样就到了县城。');
    const opened = (await open({ 'a.txt': now }, files)).store;
    assert.deepEqual(opened.get(id)?.parts.map(({ anchor }) => anchor), ['exact', 'lost']);
    await opened.reattach(id, place(now, '县城'), 1);
    assert.deepEqual(opened.get(id)?.parts.map(({ anchor, quote, span }) => [anchor, quote, span]), [['exact', '杜若兰', place(now, '杜若兰')], ['exact', '县城', place(now, '县城')]]);
  });

  it('does in one step what is accepted at once', async () => {
    const { store, files } = await open({ 'a.txt': OLD });
    for (const quote of ['年年议', '只看省城']) await store.add({ document: 'a.txt', spans: [place(OLD, quote)], creator: '何静' });
    const now = OLD.replace('年年议', '年年再议').replace('只看省城', '只看那省城');
    const opened = (await open({ 'a.txt': now }, files)).store;
    const ids = opened.list().map(({ id }) => id);
    assert.equal(await opened.accept(ids), 2);
    await opened.undo();
    assert.deepEqual(opened.list().map(({ anchor }) => anchor), ['changed', 'changed']);
  });

  it('merges an accepted place with a memo that another window wrote meanwhile', async () => {
    const { files, id } = await annotated('收购价要年年议');
    const here = await open({ 'a.txt': CHANGED }, files);
    const there = await open({ 'a.txt': CHANGED }, files);
    await there.store.edit(id, { memo: '核对过' });
    await here.store.accept([id]);
    const again = (await open({ 'a.txt': CHANGED }, files)).store.get(id);
    assert.deepEqual([again?.memo, again?.anchor, again?.quote], ['核对过', 'exact', '收购价要年年重新议']);
  });

  it('follows an accepted place through edits, and calls it changed only against what was accepted', async () => {
    const { files, id } = await annotated('收购价要年年议');
    const { store } = await open({ 'a.txt': CHANGED }, files);
    await store.accept([id]);
    const edited = `序。${CHANGED}`;
    store.edited('a.txt', [{ start: 0, deletedLength: 0, insertedText: '序。' }], new SourceText(edited));
    assert.deepEqual(stateOf(store.get(id), edited), ['exact', '收购价要年年重新议', '收购价要年年重新议', false]);
  });

  async function annotated(quote: string): Promise<{ files: Awaited<ReturnType<typeof open>>['files']; id: string }> {
    const { store, files } = await open({ 'a.txt': OLD });
    const { id } = await store.add({ document: 'a.txt', spans: [place(OLD, quote)], creator: '何静' });
    return { files, id };
  }

  /** State, quotation, what stands in the place now, whether a person is asked. */
  function stateOf(annotation: Annotation | undefined, text: string): unknown[] {
    const part = annotation?.parts[0];
    return [annotation?.anchor, annotation?.quote, part?.span && text.slice(part.span.start, part.span.end), part && awaitsReview(part)];
  }
});
