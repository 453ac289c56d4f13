import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { unitAt } from '../../../../server/src/text/characters';
import { fold } from '../../../../server/src/text/fold';
import { addForeignNames, addNativeNames, isPlainPlace, isSurname, mayBeginNative, mostOfMarried, mostOfThree, mostOfTwo, NameShapes, nativeNameCost } from '../../../../server/src/recognise/sources/nameShapes';
import { evidenceAfter, evidenceBefore, mostAfter, mostBefore, weightOf } from '../../../../server/src/recognise/sources/personContext';
import { findPersonNames } from '../../../../server/src/recognise/sources/personNames';
import { WordLattice } from '../../../../server/src/recognise/sources/wordCosts';

/** Texts of names, of what stands around them, and of words that look like names. */
const pieces = ['李明', '陈方安生', '王小兰', '欧阳', '桥本', '高度', '关系', '方面', '时间', '马斯克', '特朗普', '院长', '记者', '先生', '说', '表示', '也认为', '指出', '在接受采访时', '告诉', '市', '定律', '的', '和', '与', '、', '，', '。', ' ', '\n', '(', 'A', '7', '·', '𠮷', '是', '就', '公司', '来到', '据', '以及'];
const text = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 }).map((parts) => fold(parts.join('')));

describe('bounds by which possible names are passed over', () => {
  it('never weigh surroundings less than they are, at either side of any place', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (let at = 0; at <= written.length; at++) {
          assert.ok(mostBefore(unitAt(written, at - 1)) >= weightOf(evidenceBefore(written, at)), `before ${at} in ${written}`);
          assert.ok(mostAfter(unitAt(written, at)) >= weightOf(evidenceAfter(written, at)), `after ${at} in ${written}`);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never give a plain name less gain than it has, and know every place where another may begin', () => {
    fc.assert(
      fc.property(text, (written) => {
        const lattice = new WordLattice(written, 0, written.length);
        for (let at = 0; at < written.length; at++) {
          const [unit, given, then, last] = [0, 1, 2, 3].map((n) => unitAt(written, at + n)) as [number, number, number, number];
          if (!isSurname(unit) || !isPlainPlace(unit, given, then, last)) continue;
          const most = [mostOfTwo(unit, given), mostOfThree(unit, given, then), isSurname(given) ? mostOfMarried(unit, given, then, last) : -Infinity];
          const shapes = new NameShapes();
          addNativeNames(written, at, written.length, shapes);
          for (let k = 0; k < shapes.count; k++) {
            const end = shapes.ends[k] as number;
            assert.ok((most[end - at - 2] as number) >= lattice.gain(at, end, shapes.costs[k] as number), `${at}-${end} in ${written}`);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('shapes of names', () => {
  it('begin at the place asked for, end inside the stretch, and begin only with characters that may begin names', () => {
    fc.assert(
      fc.property(text, fc.nat(), (written, seed) => {
        const end = (seed % written.length) + 1;
        for (let at = 0; at < end; at++) {
          const shapes = new NameShapes();
          addNativeNames(written, at, end, shapes);
          assert.ok(shapes.count === 0 || mayBeginNative(written.charCodeAt(at)));
          addForeignNames(written, at, end, shapes);
          for (let k = 0; k < shapes.count; k++) assert.ok((shapes.ends[k] as number) >= at + 2 && (shapes.ends[k] as number) <= end);
        }
      }),
    );
  });

  it('are those of names with one surname, with a compound one, with both of a couple, and of Japanese names', () => {
    for (const name of ['李明', '王小兰', '欧阳修文', '司馬光', '陈方安生', '桥本龙太郎']) assert.notEqual(nativeNameCost(fold(name)), undefined, name);
    for (const other of ['发展', '的人', '李', '', '王小兰说']) assert.equal(nativeNameCost(fold(other)), undefined, other);
  });
});

describe('personal names in a text', () => {
  it('are the same however often it is read, and whatever was read before', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const first = findPersonNames(one);
        findPersonNames(other.repeat(20));
        assert.deepEqual(findPersonNames(one), first);
      }),
    );
  });

  it('are the same in the first clause of a text and after other text', () => {
    const clause = fold('研究所所长陆文博说，高度重视时间，王小兰、李建国和马斯克也表示关系很好。');
    const found = findPersonNames(clause).map(({ start, end }) => clause.slice(start, end));
    assert.deepEqual(found, ['陆文博', '王小兰', '李建国', '马斯克'].map(fold));
    const before = fold('天气很好。\n').repeat(200);
    assert.deepEqual(findPersonNames(before + clause).map(({ start, end }) => (before + clause).slice(start, end)), found);
  });
});
