import { strict as assert } from 'node:assert';
import { MemoryFiles, place, ROOT, sidecarOf } from '../annotations/memory';
import { loaded } from './loaded';

const TEXT = '记者林某报道：产业有5家。';
describe('a corpus with its annotations', () => {
  it('reads no text before somebody asks for it, but that of a document in which tags were decided on', async () => {
    const files = new MemoryFiles();
    for (const name of ['a.txt', 'b.txt']) files.files.set(`${ROOT}/${name}`, TEXT);
    const late: string[] = [];
    const first = await loaded(files, late);
    assert.equal(first.corpus.mentionCount('person:林某'), 2);
    assert.deepEqual(late, []);
    await first.batch('', { add: [{ document: 'b.txt', spans: [place(TEXT, '林某')], codes: [], memo: '', creator: '何静', decision: { verdict: 'rejected', tag: { layer: 'source', kind: 'person', id: 'person:林某' } } }] });
    assert.equal(first.corpus.mentionCount('person:林某'), 1);
    await first.close();
    assert.ok(files.files.has(sidecarOf('b.txt')));
    late.length = 0;
    const second = await loaded(files, late);
    assert.equal(second.corpus.mentionCount('person:林某'), 1);
    assert.deepEqual([...new Set(late)], [`${ROOT}/b.txt`]);
    await second.close();
  });
});
