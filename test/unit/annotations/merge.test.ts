import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { JsonValue } from '../../../server/src/annotations/json';
import { mergeSidecars } from '../../../server/src/annotations/merge';
import { EMPTY_SIDECAR, type Sidecar, type StoredAnnotation } from '../../../server/src/annotations/sidecar';

const BASE: StoredAnnotation = {
  id: 'urn:x:1', codes: ['甲', '乙'], memo: '', creator: '何静', created: '2024-05-01T08:00:00Z', modified: '2024-05-01T08:00:00Z', anchor: 'exact',
  passage: { position: { start: 4, end: 6 }, quote: '算力', prefix: '发展', suffix: '要快', textHash: 'a'.repeat(64), date: '2024-05-01T08:00:00Z' },
};
const later = (hour: number, change: Partial<StoredAnnotation>): StoredAnnotation => ({ ...BASE, modified: `2024-05-01T${String(hour).padStart(2, '0')}:00:00Z`, ...change });
const sidecar = (...annotations: StoredAnnotation[]): Sidecar => ({ ...EMPTY_SIDECAR, annotations });

describe('merging sidecars', () => {
  it('takes what only one side did', () => {
    const changed = later(9, { memo: '新' });
    assert.deepEqual(mergeSidecars(sidecar(BASE), sidecar(changed), sidecar(BASE)).sidecar.annotations, [changed]);
    assert.deepEqual(mergeSidecars(sidecar(BASE), sidecar(BASE), sidecar(changed)).sidecar.annotations, [changed]);
    assert.deepEqual(mergeSidecars(sidecar(BASE), sidecar(), sidecar(BASE)), { sidecar: EMPTY_SIDECAR, conflicts: [] });
  });

  it('combines a memo of one side with codes and extent of the other', () => {
    const passage = { ...BASE.passage, position: { start: 2, end: 6 }, quote: '发展算力' };
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(later(9, { memo: '新' })), sidecar(later(10, { codes: ['乙', '丙'], passage })));
    assert.deepEqual(conflicts, []);
    const [one] = merged.annotations;
    assert.deepEqual([one?.memo, one?.codes, one?.passage.quote, one?.modified], ['新', ['乙', '丙'], '发展算力', '2024-05-01T10:00:00Z']);
  });

  it('keeps both extents when each side chose another', () => {
    const [a, b] = ['发展算力', '算力要快'].map((quote, i) => later(9 + i, { passage: { ...BASE.passage, position: { start: 4 - 2 * (1 - i), end: 6 + 2 * i }, quote } })) as [StoredAnnotation, StoredAnnotation];
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(a), sidecar(b));
    assert.deepEqual(merged.annotations.map(({ id, passage, conflictsWith }) => [id, passage.quote, conflictsWith]), [['urn:x:1', '算力要快', undefined], ['urn:x:1#2024-05-01T09:00:00Z', '发展算力', 'urn:x:1']]);
    assert.deepEqual(conflicts, [{ id: 'urn:x:1', kind: 'edited', copy: 'urn:x:1#2024-05-01T09:00:00Z' }]);
  });

  it('takes no place found again by the program for an edit of a person', () => {
    const found: StoredAnnotation = { ...BASE, passage: { ...BASE.passage, position: { start: 9, end: 11 }, textHash: 'b'.repeat(64) }, original: BASE.passage };
    assert.deepEqual(mergeSidecars(sidecar(BASE), sidecar(), sidecar(found)).sidecar.annotations, []);
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(found), sidecar(later(9, { memo: '新' })));
    assert.deepEqual([conflicts, merged.annotations[0]?.memo, merged.annotations[0]?.passage], [[], '新', found.passage]);
  });

  it('keeps unknown fields and items of both sides, and lets go of what one side removed', () => {
    const others = (...list: string[]): readonly JsonValue[] => list.map((id) => ({ id, type: 'Note' }));
    const of = (owner: string, extra: object, list: readonly JsonValue[]): Sidecar => ({ page: { owner, ...extra }, annotations: [], others: list });
    const { sidecar: merged } = mergeSidecars(of('甲', {}, others('1', '2', '3')), of('甲', { a: 1 }, others('1', '3', '4')), of('乙', { b: 2 }, others('1', '2', '5')));
    assert.deepEqual(merged.page, { owner: '乙', a: 1, b: 2 });
    assert.deepEqual(merged.others, others('1', '5', '4'));
  });

  it('comes to the same annotations whichever side it is asked from', () => {
    const side = fc.option(fc.record({ memo: fc.constantFrom('', '一', '二'), codes: fc.subarray(['甲', '乙', '丙']), hour: fc.integer({ min: 8, max: 10 }) }));
    fc.assert(fc.property(side, side, (a, b) => {
      const [ours, theirs] = [a, b].map((each) => (each ? sidecar(later(each.hour, { memo: each.memo, codes: each.codes })) : sidecar())) as [Sidecar, Sidecar];
      const essence = (x: Sidecar, y: Sidecar): string[] => mergeSidecars(sidecar(BASE), x, y).sidecar.annotations.map(({ id, memo, codes, modified }) => JSON.stringify([id, memo, [...codes].sort(), modified])).sort();
      assert.deepEqual(essence(ours, theirs), essence(theirs, ours));
    }));
  });
});
