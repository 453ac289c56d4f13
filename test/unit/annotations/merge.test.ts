import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { JsonValue } from '../../../server/src/annotations/sidecar/json';
import { mergeSidecars } from '../../../server/src/annotations/sidecar/merge';
import type { Passage } from '../../../server/src/annotations/model';
import { EMPTY_SIDECAR, type Sidecar, type StoredAnnotation, type StoredPart } from '../../../server/src/annotations/sidecar/sidecar';

const PASSAGE: Passage = { position: { start: 4, end: 6 }, quote: '算力', prefix: '发展', suffix: '要快', textHash: 'a'.repeat(64), date: '2024-05-01T08:00:00Z' };
const BASE: StoredAnnotation = {
  id: 'urn:x:1', codes: ['甲', '乙'], memo: '', creator: '何静', created: '2024-05-01T08:00:00Z', modified: '2024-05-01T08:00:00Z',
  about: { kind: 'passage' }, parts: [{ passage: PASSAGE, anchor: 'exact' }],
};
const at = (passage: Partial<Passage>, more: Partial<StoredPart> = {}): StoredPart[] => [{ passage: { ...PASSAGE, ...passage }, anchor: 'exact', ...more }];
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
    const parts = at({ position: { start: 2, end: 6 }, quote: '发展算力' });
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(later(9, { memo: '新' })), sidecar(later(10, { codes: ['乙', '丙'], parts })));
    assert.deepEqual(conflicts, []);
    const [one] = merged.annotations;
    assert.deepEqual([one?.memo, one?.codes, one?.parts[0]?.passage.quote, one?.modified], ['新', ['乙', '丙'], '发展算力', '2024-05-01T10:00:00Z']);
  });

  it('keeps both extents when each side chose another', () => {
    const [a, b] = ['发展算力', '算力要快'].map((quote, i) => later(9 + i, { parts: at({ position: { start: 4 - 2 * (1 - i), end: 6 + 2 * i }, quote }) })) as [StoredAnnotation, StoredAnnotation];
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(a), sidecar(b));
    assert.deepEqual(merged.annotations.map(({ id, parts, conflictsWith }) => [id, parts[0]?.passage.quote, conflictsWith]), [['urn:x:1', '算力要快', undefined], ['urn:x:1#2024-05-01T09:00:00Z', '发展算力', 'urn:x:1']]);
    assert.deepEqual(conflicts, [{ id: 'urn:x:1', kind: 'edited', copy: 'urn:x:1#2024-05-01T09:00:00Z' }]);
  });

  it('keeps a decision between annotators that one branch made, whatever the other did to what it decides between', () => {
    const decided = { ...later(9, { creator: '贝', codes: ['丙'], adjudicates: ['urn:x:1', 'urn:x:2'], adopts: ['urn:x:2'] }), id: 'urn:x:3' };
    const changed = later(10, { codes: ['丁'] });
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(BASE, decided), sidecar(changed));
    assert.deepEqual([conflicts, merged.annotations.map(({ id, codes, adjudicates, adopts }) => [id, codes, adjudicates, adopts])], [[], [
      ['urn:x:1', ['丁'], undefined, undefined], ['urn:x:3', ['丙'], ['urn:x:1', 'urn:x:2'], ['urn:x:2']],
    ]]);
    const deleted = mergeSidecars(sidecar(BASE), sidecar(BASE, decided), sidecar()).sidecar.annotations;
    assert.deepEqual(deleted, [decided]);
  });

  it('combines decision, lock and status of one side with codes of the other, and keeps both of two decisions', () => {
    const decision = { verdict: 'rejected', tag: { layer: 'term', kind: 'concept', id: 'concept:算力' } } as const;
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(later(9, { decision, locked: true })), sidecar(later(10, { codes: ['丙'] })));
    assert.deepEqual([conflicts, merged.annotations.map((each) => [each.decision, each.locked, each.codes])], [[], [[decision, true, ['丙']]]]);
    const other = { ...decision, verdict: 'accepted' } as const;
    const both = mergeSidecars(sidecar(BASE), sidecar(later(9, { decision })), sidecar(later(10, { decision: other }))).sidecar.annotations;
    assert.deepEqual(both.map((each) => [each.decision, each.conflictsWith]), [[other, undefined], [decision, BASE.id]]);
    const status = (of: 'new' | 'done', hour: number): Sidecar => sidecar(later(hour, { about: { kind: 'document' }, parts: [], status: of }));
    const states = mergeSidecars(status('new', 8), status('new', 9), status('done', 10)).sidecar.annotations;
    assert.deepEqual(states.map((each) => each.status), ['done'], 'of two states the later one counts');
  });

  it('keeps the parts of a discontinuous annotation together', () => {
    const parts = [...at({}), ...at({ position: { start: 20, end: 22 }, quote: '市场' })];
    const moved = parts.map(({ passage, anchor }) => ({ passage: { ...passage, textHash: 'b'.repeat(64) }, original: passage, anchor }));
    const base = sidecar({ ...BASE, parts });
    const { sidecar: merged, conflicts } = mergeSidecars(base, sidecar(later(9, { parts: moved })), sidecar(later(10, { parts: parts.slice(1) })));
    assert.deepEqual([conflicts, merged.annotations.map((each) => each.parts)], [[], [parts.slice(1)]], 'a person took one away, the program only moved them');
  });

  it('takes no place found again by the program for an edit of a person', () => {
    const found: StoredAnnotation = { ...BASE, parts: at({ position: { start: 9, end: 11 }, textHash: 'b'.repeat(64) }, { original: PASSAGE }) };
    assert.deepEqual(mergeSidecars(sidecar(BASE), sidecar(), sidecar(found)).sidecar.annotations, []);
    const { sidecar: merged, conflicts } = mergeSidecars(sidecar(BASE), sidecar(found), sidecar(later(9, { memo: '新' })));
    assert.deepEqual([conflicts, merged.annotations[0]?.memo, merged.annotations[0]?.parts], [[], '新', found.parts]);
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
