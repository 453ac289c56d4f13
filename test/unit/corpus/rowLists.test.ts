import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { RowLists } from '../../../server/src/corpus/rowLists';

describe('lists of rows in one array', () => {
  const step = fc.record({ list: fc.nat(8), row: fc.nat(40), value: fc.integer(), kind: fc.constantFrom('insert', 'insert', 'insert', 'take', 'remove', 'add') });

  it('have what as many arrays of their own would have, whatever is inserted, taken out, added and removed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const lists = new RowLists(2);
        const expected = new Map<number, number[][]>();
        for (const { list: which, row, value, kind } of steps) {
          const known = [...expected.keys()];
          const list = known[which % Math.max(1, known.length)];
          const rows = list === undefined ? undefined : expected.get(list);
          if (kind === 'add' || list === undefined || !rows) {
            const added = lists.add();
            assert.ok(!expected.has(added));
            expected.set(added, []);
          } else if (kind === 'insert') {
            const place = row % (rows.length + 1);
            const at = lists.insert(list, place);
            lists.numbers[at] = value;
            lists.numbers[at + 1] = ~value;
            rows.splice(place, 0, [value, ~value]);
          } else if (kind === 'take' && rows.length > 0) {
            lists.take(list, row % rows.length);
            rows.splice(row % rows.length, 1);
          } else if (kind === 'remove') {
            lists.remove(list);
            expected.delete(list);
          }
        }
        for (const [list, rows] of expected) {
          assert.equal(lists.countOf(list), rows.length);
          const start = lists.startOf(list);
          assert.deepEqual([...lists.numbers.subarray(start, start + 2 * rows.length)], rows.flat());
        }
      }),
    );
  });

  it('take no more room when as much comes as went before', () => {
    const lists = new RowLists(1);
    const fill = (): number => {
      const list = lists.add();
      for (let row = 0; row < 1000; row++) lists.insert(list, row);
      return list;
    };
    lists.remove(fill());
    const { length } = lists.numbers;
    for (let round = 0; round < 10; round++) lists.remove(fill());
    assert.equal(lists.numbers.length, length);
  });

  it('take what longer ones left, all of it', () => {
    const lists = new RowLists(1);
    const long = lists.add();
    for (let row = 0; row < 1000; row++) lists.insert(long, row);
    const { length } = lists.numbers;
    lists.remove(long);
    for (let short = 0; short < 1000; short++) lists.insert(lists.add(), 0);
    assert.equal(lists.numbers.length, length);
  });
});
