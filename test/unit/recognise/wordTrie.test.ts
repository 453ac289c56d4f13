import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { wordTables, type WordList } from '../../../server/src/recognise/wordTables';
import { commonWords, ROOT, WordTrie } from '../../../server/src/recognise/wordTrie';

describe('trie of words', () => {
  it('knows exactly the words of its lists, of equal ones the cheaper, and every pair that stands inside one', () => {
    const word = fc.array(fc.constantFrom(...'中国产业链人工智能'), { minLength: 1, maxLength: 4 }).map((characters) => characters.join(''));
    fc.assert(fc.property(fc.array(fc.tuple(word, fc.integer({ min: 1, max: 50 })), { maxLength: 60 }), word, (listed, other) => {
      const trie = trieOf(listed.map(([joined, cost]) => ({ joined, length: joined.length, cost })));
      for (const wanted of [other, ...listed.map(([each]) => each)]) {
        const costs = listed.filter(([each]) => each === wanted).map(([, cost]) => cost);
        assert.equal(trie.cost(wanted), costs.length > 0 ? Math.min(...costs) : undefined, wanted);
      }
      for (const [each] of listed) for (let i = 1; i < each.length; i++) assert.ok(trie.mayJoin(each.charCodeAt(i - 1), each.charCodeAt(i)));
    }), { numRuns: 200 });
  });

  it('reads several words of one length from one text', () => {
    const trie = trieOf([{ joined: '中国国产', length: 2, cost: 9 }, { joined: '产业链', length: 3, cost: 12 }]);
    assert.deepEqual(['中国', '国产', '国国', '产业链', '产业', ''].map((each) => trie.cost(each)), [9, 9, undefined, 12, undefined, undefined]);
    assert.ok(trie.step(ROOT, '产'.charCodeAt(0)) > 0);
    assert.equal(trie.step(ROOT, '业'.charCodeAt(0)), 0);
    assert.equal(trie.step(ROOT, NaN), 0);
  });

  it('grows beyond its first tables', () => {
    const words = Array.from({ length: 180_000 }, (_, i) => String.fromCharCode(0x4e00 + (i % 9000), 0x4e00 + Math.floor(i / 9000)));
    const trie = trieOf([{ joined: words.join(''), length: 2, cost: 7 }]);
    assert.ok(words.every((each) => trie.cost(each) === 7));
    assert.equal(trie.cost('龥龥'), undefined);
  });

  it('holds the common words, folded', () => {
    assert.ok((commonWords().cost('的') ?? 99) < (commonWords().cost('企业') ?? 99));
    assert.equal(commonWords().cost('业企'), undefined);
  });
});

function trieOf(lists: readonly WordList[]): WordTrie {
  return new WordTrie(wordTables(lists));
}
