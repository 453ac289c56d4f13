import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Endings } from '../../../../server/src/recognise/numbers/measures/endings';
import { Trie } from '../../../../server/src/recognise/numbers/trie';

// Characters that lie together and far apart, NUL in texts only.
const words = fc.array(fc.stringMatching(/^[甲乙丙丁0A]{1,4}$/), { maxLength: 60 });
const texts = fc.stringMatching(/^[甲乙丙丁戊0A\0]{0,12}$/);

function trieOf(list: readonly string[]): Trie<string> {
  const trie = new Trie<string>();
  for (const word of list) trie.add(word, word);
  return trie;
}

describe('tries of the number layer', () => {
  it('give the longest word that begins at a place', () => {
    fc.assert(
      fc.property(words, texts, (list, text) => {
        const trie = trieOf(list);
        for (let at = 0; at <= text.length; at++) {
          const longest = list.filter((word) => text.startsWith(word, at)).sort((a, b) => b.length - a.length)[0];
          assert.deepEqual(trie.longest(text, at), longest === undefined ? undefined : { value: longest, end: at + longest.length });
          assert.equal(trie.startsAt(text, at), longest !== undefined);
        }
      }),
    );
  });

  it('give the longest word that is not refused', () => {
    const trie = trieOf(['个', '个百分点']);
    assert.deepEqual(trie.longest('个百分点', 0, (word) => word !== '个百分点'), { value: '个', end: 1 });
    assert.equal(trie.longest('个百分点', 0, () => false), undefined);
  });

  it('find the first place at which a word begins', () => {
    fc.assert(
      fc.property(words, texts, fc.nat(12), (list, text, from) => {
        const places = [...text].map((_, at) => at).filter((at) => at >= from && list.some((word) => text.startsWith(word, at)));
        assert.equal(trieOf(list).indexIn(text, from), places[0] ?? -1);
      }),
    );
  });

  it('give the longest word that ends at a place', () => {
    fc.assert(
      fc.property(words, texts, (list, text) => {
        const endings = new Endings<string>();
        for (const word of list) endings.add(word, word);
        for (let end = 0; end <= text.length; end++) {
          const longest = list.filter((word) => text.slice(0, end).endsWith(word)).sort((a, b) => b.length - a.length)[0];
          assert.deepEqual(endings.longest(text, end), longest === undefined ? undefined : { value: longest, start: end - longest.length });
        }
        assert.equal(endings.of(text), endings.longest(text, text.length)?.value);
      }),
    );
  });

  it('keep the later of two values of a word, and know no characters from outside', () => {
    const trie = new Trie<number>();
    trie.add('甲', 1);
    trie.add('甲', 2);
    assert.deepEqual(trie.longest('甲', 0), { value: 2, end: 1 });
    assert.equal(trie.longest('\0', 0), undefined);
    assert.equal(trie.longest('', 0), undefined);
  });
});
