import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { mergeCodeBooks } from '../../../server/src/annotations/codeBook/codeBookMerge';
import { type JsonObject, parseJson, stringifyJson } from '../../../server/src/annotations/sidecar/json';
import { mergeFiles, UnreadableVersion } from '../../../server/src/annotations/sidecar/mergeFiles';

const book = (...codes: object[]): JsonObject => ({ codes } as unknown as JsonObject);
const text = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
const [a, b, c] = [{ id: 'a', name: '甲' }, { id: 'b', name: '乙' }, { id: 'c', name: '丙' }];
const ids = ({ codes }: JsonObject): unknown => (codes as { id: string }[]).map(({ id }) => id);

describe('merging code books', () => {
  it('takes what only one side added, changed, moved or deleted', () => {
    const merged = mergeCodeBooks(book(a, b, c), book({ ...a, name: '新' }, { id: 'o', name: '我' }, b), book(b, a, { ...c }, { id: 't', name: '他' }));
    assert.deepEqual([ids(merged.book), merged.conflicts, merged.kept], [['b', 'a', 'o', 't'], [], []]);
    assert.deepEqual((merged.book['codes'] as object[])[1], { ...a, name: '新' });
  });

  it('merges names by language and examples one by one', () => {
    const was = { ...a, names: { en: 'A', fr: 'A' }, examples: ['一', '二'] };
    const { book: merged, conflicts } = mergeCodeBooks(book(was), book({ ...was, names: { en: 'A1', fr: 'A' }, examples: ['二', '三'] }), book({ ...was, names: { en: 'A', fr: 'A2', de: 'A' }, examples: ['一', '二', '四'] }));
    assert.deepEqual([merged, conflicts], [book({ ...was, names: { en: 'A1', fr: 'A2', de: 'A' }, examples: ['二', '三', '四'] }), []]);
  });

  it('keeps a code that one side deleted and the other changed, or put another one under', () => {
    const parts = mergeCodeBooks(book(a, b), book(), book({ ...a, name: '新' }, b));
    assert.deepEqual([ids(parts.book), parts.kept], [['a'], ['a']]);
    const parent = mergeCodeBooks(book(a), book(), book(a, { ...b, parent: 'a' }));
    assert.deepEqual([ids(parent.book), parent.kept], [['a', 'b'], ['a']]);
  });

  it('leaves codes where ours has them when each side moved one under the other', () => {
    const { book: merged, conflicts } = mergeCodeBooks(book(a, b), book(a, { ...b, parent: 'a' }), book({ ...a, parent: 'b' }, b));
    assert.deepEqual(merged, book(a, { ...b, parent: 'a' }));
    assert.deepEqual(conflicts, [{ code: 'a', field: 'parent', ours: undefined, theirs: 'b' }]);
  });

  it('takes a code that both sides added under one name for one, whatever colours it was given', () => {
    const { book: merged, conflicts } = mergeCodeBooks(book(), book({ ...a, color: '#111111' }), book({ ...a, color: '#222222' }));
    assert.deepEqual([merged, conflicts], [book({ ...a, color: '#111111' }), []]);
  });

  it('comes to the same whichever way round, but for order and conflicts, and is written in the layout of ours', () => {
    const code = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e'), name: fc.constantFrom('甲', '乙'), description: fc.constantFrom('一', '二') }, { requiredKeys: ['id', 'name'] });
    const codes = fc.uniqueArray(code, { selector: ({ id }) => id });
    fc.assert(fc.property(codes, codes, codes, (...lists) => {
      const [base, ours, theirs] = lists.map((list) => book(...list)) as [JsonObject, JsonObject, JsonObject];
      const one = mergeCodeBooks(base, ours, theirs);
      const other = mergeCodeBooks(base, theirs, ours);
      assert.deepEqual([...(ids(one.book) as string[])].sort(), [...(ids(other.book) as string[])].sort());
      assert.equal(one.conflicts.length, other.conflicts.length);
      for (const layout of [text, (value: object) => JSON.stringify(value), (value: object) => JSON.stringify(value, undefined, '\t').replaceAll('\n', '\r\n')]) {
        const merged = mergeFiles({ base: layout(base), ours: layout(ours), theirs: layout(theirs) }, 'x');
        assert.deepEqual(JSON.parse(merged.text), JSON.parse(JSON.stringify(one.book)));
        assert.equal(/\r\n/.test(merged.text), /\r\n/.test(layout(ours)));
      }
    }), { numRuns: 60 });
  });

  it('keeps numbers as they are written, and everything that is not known', () => {
    const base = '{"x": 1.0, "codes": [{"id": "a", "name": "甲", "n": 1e400}]}';
    const { text: merged } = mergeFiles({ base, ours: base.replace('甲', '新'), theirs: base.replace('}]', ', "m": 2.50}, {"id": "b", "name": "乙", "n": -0}]') }, 'x');
    assert.equal(stringifyJson(parseJson(merged)), '{"x":1.0,"codes":[{"id":"a","name":"新","n":1e400,"m":2.50},{"id":"b","name":"乙","n":-0}]}');
  });
});

describe('merging files', () => {
  const page = (...items: object[]): string => JSON.stringify({ type: 'AnnotationPage', items });

  it('says which version cannot be read, and where', () => {
    for (const [broken, message] of [['{"type":"AnnotationPage","items":[', /cut off/], ['{"a":1}', /neither/], ['<<<<<<< HEAD\n{}', /merge conflict/], ['', /cut off/]] as const) {
      assert.throws(() => mergeFiles({ base: '', ours: page(), theirs: broken }, 'a.txt'), (error) => error instanceof UnreadableVersion && error.side === 'theirs' && message.test(error.problem.message), broken);
    }
    assert.throws(() => mergeFiles({ base: page(), ours: page(), theirs: text(book(a)) }, 'a.txt'), UnreadableVersion);
  });

  it('keeps both when each side added another annotation under one id', () => {
    const item = (memo: string, hour: number): object => ({ id: 'urn:x:1', type: 'Annotation', modified: `2024-05-01T0${hour}:00:00Z`, body: { type: 'TextualBody', purpose: 'commenting', value: memo }, target: { selector: { type: 'TextQuoteSelector', exact: '字' } } });
    const { text: merged, notes } = mergeFiles({ base: '', ours: page(item('一', 8)), theirs: page(item('二', 9)) }, 'a.txt');
    const { items } = JSON.parse(merged) as { items: { id: string; body: { value: string } }[] };
    assert.deepEqual(items.map(({ id, body }) => [id, body.value]), [['urn:x:1', '二'], ['urn:x:1#2024-05-01T08:00:00Z', '一']]);
    assert.equal(notes.length, 1);
  });
});
