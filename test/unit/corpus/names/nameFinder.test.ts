import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { NameFinder } from '../../../../server/src/corpus/names/nameFinder';

const WHITE = /\s+/g;

describe('Many names in one pass', () => {
  const name = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', 'a', '·', '𠮷'), minLength: 1, maxLength: 4 });
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', 'a', '·', '𠮷', ' ', '\n', '\u3000', '丁'), maxLength: 40 });

  it('are those that stand in the text when white space is left out, whatever was taken in and out before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 30 }), fc.array(fc.nat(29), { maxLength: 20 }), text, (names, removed, written) => {
        const finder = new NameFinder();
        for (const each of names) finder.add(each);
        const left = new Set(names);
        for (const index of removed) {
          const each = names[index];
          if (each === undefined || !left.delete(each)) continue;
          finder.remove(each);
        }
        const bare = written.replace(WHITE, '');
        assert.deepEqual([...finder.in(written)].sort(), [...left].filter((each) => bare.includes(each)).sort());
      }),
      { numRuns: 1000 },
    );
  });

  it('are found among ten thousand, one of a single character too', () => {
    const finder = new NameFinder();
    for (let i = 0; i < 10_000; i++) finder.add(String.fromCharCode(0x4e00 + (i % 100), 0x5000 + Math.floor(i / 100), 0x6000 + i));
    finder.add('王');
    finder.add('林一二');
    assert.deepEqual([...finder.in('来的有林 一二，也有王')].sort(), ['林一二', '王']);
    const first = String.fromCharCode(0x4e00, 0x5000, 0x6000);
    assert.deepEqual([...finder.in(`，${first}。`)], [first]);
  });
});
