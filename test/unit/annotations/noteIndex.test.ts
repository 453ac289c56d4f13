import { strict as assert } from 'node:assert';
import { NoteIndex } from '../../../server/src/annotations/noteIndex';
import { note } from './notes';

describe('notes by what they are about', () => {
  const reply = note({ about: { kind: 'annotation', id: 'a' }, memo: '同意' });
  const nested = note({ about: { kind: 'annotation', id: reply.id }, memo: '也同意' });
  const later = note({ about: { kind: 'annotation', id: 'a' }, memo: '存疑' });
  const relation = note({ about: { kind: 'annotation', id: 'a' }, relation: { kind: 'supports', to: 'b' } });

  it('has replies by time, those to replies among them, and no relation', () => {
    const index = new NoteIndex([later, relation, nested, reply]);
    assert.deepEqual(index.repliesTo('a').map(({ memo }) => memo), ['同意', '也同意', '存疑']);
    assert.deepEqual(index.repliesTo(reply.id), [nested]);
    assert.deepEqual(index.repliesTo('b'), []);
  });

  it('ends with replies that reply to each other', () => {
    const [one, two] = [note({ id: 'x', about: { kind: 'annotation', id: 'y' } }), note({ id: 'y', about: { kind: 'annotation', id: 'x' } })];
    assert.deepEqual(new NoteIndex([one, two]).repliesTo('x').map(({ id }) => id), ['y']);
  });

  it('has relations from both of their ends', () => {
    const index = new NoteIndex([relation, reply]);
    assert.deepEqual([index.relationsFrom('a'), index.relationsTo('b'), index.relationsFrom('b'), index.relationsTo('a')], [[relation], [relation], [], []]);
  });

  it('has of each annotator the status set last, and a bare status is no memo', () => {
    const old = note({ about: { kind: 'document' }, status: 'in-work', modified: '2024-05-01T09:00:00Z' });
    const now = note({ about: { kind: 'document' }, status: 'done', memo: '读完', modified: '2024-05-02T09:00:00Z' });
    const other = note({ about: { kind: 'document' }, status: 'new', creator: '陆', document: 'a.txt' });
    const memo = note({ about: { kind: 'document' }, memo: '全文的看法' });
    const index = new NoteIndex([now, old, other, memo]);
    assert.deepEqual(index.statusesOf('a.txt').map(({ creator, status }) => `${creator} ${status}`).sort(), ['何静 done', '陆 new']);
    assert.deepEqual(index.statusesOf('b.txt'), []);
    assert.deepEqual(index.aboutDocument('a.txt').map(({ memo: text }) => text), ['读完', '全文的看法']);
  });

  it('has memos on codes', () => {
    const onCode = note({ about: { kind: 'code', id: 'c1' }, memo: '何时用' });
    assert.deepEqual(new NoteIndex([onCode]).aboutCode('c1'), [onCode]);
    assert.deepEqual(new NoteIndex([onCode]).aboutCode('c2'), []);
  });
});
