import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isHan, isLargeHan } from '../../../../server/src/text/characters';
import { fold } from '../../../../server/src/text/fold';
import { costAlone, isWordAt, gainWithin, NameGains, wordCost, WordLattice } from '../../../../server/src/recognise/sources/wordCosts';

/** Texts of words that share characters, names, signs and characters beyond the Basic Multilingual Plane. */
const text = fc
  .array(fc.constantFrom('中国', '国家', '家', '发展', '中', '人民', '民主', '高度', '度', '关系', '时间', '间', '李明', '王', '小兰', '的', '说', '和', '有限公司', '，', '·', 'A', '1', '𠮷', '龘'), { minLength: 1, maxLength: 14 })
  .map((pieces) => fold(pieces.join('')));

/** A text and two places in it, the first before the second. */
const stretch = text.chain((written) => fc.tuple(fc.constant(written), fc.nat(written.length - 1), fc.nat(written.length - 1)).map(([all, a, b]) => ({ text: all, start: Math.min(a, b), end: Math.max(a, b) + 1 })));

/** The least cost of reading a text as words, by trying all there are: what the lattice must give. */
function leastCost(written: string): number {
  const least = [0];
  for (let end = 1; end <= written.length; end++) {
    const unit = written.charCodeAt(end - 1);
    let best = (least[end - 1] as number) + (wordCost(written.slice(end - 1, end)) ?? (isHan(unit) || isLargeHan(unit) ? 36 : 4));
    for (let start = Math.max(0, end - 8); start < end - 1; start++) best = Math.min(best, (least[start] as number) + (wordCost(written.slice(start, end)) ?? Infinity));
    least.push(best);
  }
  return least[written.length] as number;
}

describe('costs of words', () => {
  it('reads a text as the cheapest row of words, from either end', () => {
    fc.assert(
      fc.property(stretch, ({ text: all, start, end }) => {
        const lattice = new WordLattice(all, 0, all.length);
        assert.equal(lattice.cost, leastCost(all));
        assert.equal(lattice.gain(start, end, 20), leastCost(all) - leastCost(all.slice(0, start)) - 20 - leastCost(all.slice(end)));
        assert.equal(lattice.boundaryCost(start), leastCost(all.slice(0, start)) + leastCost(all.slice(start)) - leastCost(all));
      }),
      { numRuns: 500 },
    );
  });

  it('reads another text in the same tables, longer or shorter', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
        const lattice = new WordLattice();
        for (const each of [...texts, texts.join('').repeat(3), ...texts]) {
          lattice.read(each, 0, each.length);
          assert.equal(lattice.cost, leastCost(each));
        }
      }),
    );
  });

  it('knows of a stretch of a text whether it is one word, and the cost of each character alone', () => {
    fc.assert(
      fc.property(stretch, ({ text: all, start, end }) => {
        assert.equal(isWordAt(all, start, end), wordCost(all.slice(start, end)) !== undefined);
        assert.equal(costAlone(all.charCodeAt(start)), leastCost(all.slice(start, start + 1)));
      }),
    );
    assert.equal(isWordAt(fold('中国'), -1, 1), false);
    assert.equal(isWordAt(fold('中国'), 1, 3), false);
  });

  it('finds the gain of a name from the words around it as from those of the whole stretch, and bounds it from above', () => {
    fc.assert(
      fc.property(stretch, fc.nat(60), ({ text: all, start, end }, cost) => {
        const to = Math.min(end, start + 8);
        const gains = new NameGains();
        gains.within(all, 0, all.length);
        const gain = new WordLattice(all, 0, all.length).gain(start, to, cost);
        assert.equal(gains.of(start, to, cost), gain);
        assert.ok(gainWithin(all, start, to, cost) >= gain);
      }),
      { numRuns: 500 },
    );
  });
});
