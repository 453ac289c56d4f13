import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CodeUnitSet } from '../../../../server/src/recognise/codeUnitSet';
import { Coverage } from '../../../../server/src/recognise/sources/coverage';
import { ForeignPairs } from '../../../../server/src/recognise/sources/foreignPairs';
import '../../../../server/src/recognise/sources/nameSieve';
import { findNames, NameTrie } from '../../../../server/src/recognise/sources/nameTrie';
import { PairFilter } from '../../../../server/src/recognise/sources/pairFilter';
import { labelsAt, ROOT, UnitTrie } from '../../../../server/src/recognise/sources/unitTrie';
import { WordSet } from '../../../../server/src/recognise/sources/wordSet';

const word = fc.array(fc.constantFrom('天', '地', '人', 'a'), { minLength: 1, maxLength: 4 }).map((characters) => characters.join(''));
const words = fc.array(word, { maxLength: 8 });
const text = fc.array(fc.constantFrom('天', '地', '人', 'a', '，', '\0', '\ud840'), { maxLength: 24 }).map((characters) => characters.join(''));

describe('sets of words', () => {
  it('give the longest word that begins or ends at a place, and say which characters may begin or end one', () => {
    fc.assert(
      fc.property(words, text, fc.nat(4), (list, written, from) => {
        const set = new WordSet(list);
        for (let at = 0; at <= written.length; at++) {
          const longest = (fits: (each: string) => boolean): number => Math.max(0, ...list.filter(fits).map(({ length }) => length));
          assert.equal(set.lengthAt(written, at), longest((each) => written.startsWith(each, at)));
          assert.equal(set.lengthBefore(written, at, from), longest((each) => at - each.length >= from && written.slice(at - each.length, at) === each));
          assert.equal(set.mayBegin(written.charCodeAt(at)), list.some((each) => each.startsWith(written[at] ?? '-')));
          assert.equal(set.mayEnd(written.charCodeAt(at)), list.some((each) => each.endsWith(written[at] ?? '-')));
        }
      }),
    );
  });

  it('take no longer word for one that the end of the text cuts', () => {
    assert.equal(new WordSet(['说', '说道']).lengthAt('他说', 1), 1);
  });
});

describe('a trie of words with labels', () => {
  it('tells at each character of a walk the labels of the word that ends there, and where no word goes on', () => {
    fc.assert(
      fc.property(fc.dictionary(word, fc.integer({ min: 1, max: 0x3fff }), { maxKeys: 8, noNullPrototype: true }), text, (labels, written) => {
        const trie = new UnitTrie(Object.entries(labels));
        let node = ROOT;
        for (let end = 1; end <= written.length && node !== 0; end++) {
          node = trie.step(node, written.charCodeAt(end - 1));
          const walked = written.slice(0, end);
          assert.equal(node !== 0, Object.keys(labels).some((each) => each.startsWith(walked)));
          assert.equal(labelsAt(node), labels[walked] ?? 0);
        }
      }),
    );
  });
});

describe('names found in a text', () => {
  // The scan notes the places of characters that may begin a personal name: names of these alone are looked for there.
  const asPerson = (written: string): string => written.replace(/[天地人a]/g, (character) => ({ 天: '王', 地: '欧', 人: '克', a: 'E' })[character] as string);

  for (const [kind, as] of [['any', (written: string) => written], ['persons', asPerson]] as const) it(`of ${kind} are the longest at each place, without overlap; of equal ones that of the earlier list`, () => {
    fc.assert(
      fc.property(words.map((list) => list.map(as)), words.map((list) => list.map(as)), text.map(as), (own, known, written) => {
        const tries = [own, known].map((list, i) => {
          const trie = new NameTrie<string>();
          for (const name of list) trie.add(name, `${i} ${name}`);
          return trie;
        });
        const expected: { start: number; end: number; value: string }[] = [];
        for (let start = 0; start < written.length; ) {
          const found = [...own.map((name) => ({ name, list: 0 })), ...known.map((name) => ({ name, list: 1 }))]
            .filter(({ name }) => written.startsWith(name, start))
            .sort((a, b) => b.name.length - a.name.length || a.list - b.list)[0];
          if (found) expected.push({ start, end: start + found.name.length, value: `${found.list} ${found.name}` });
          start += found?.name.length ?? 1;
        }
        assert.deepEqual(findNames(written, tries), expected);
      }),
    );
  });

  it('stand for what the name was first added with', () => {
    const trie = new NameTrie<number>();
    trie.add('甲乙', 1);
    trie.add('甲乙', 2);
    assert.deepEqual(findNames('丙甲乙', [trie]), [{ start: 1, end: 3, value: 1 }]);
  });

  it('are found in a long text wherever they stand in it, over the end of a block, too', () => {
    // The first begins with a surname, which the scan knows; the other as no personal name does.
    for (const name of ['王天地', '※天地']) {
      const trie = new NameTrie<string>();
      trie.add(name, name);
      assert.equal(trie.beginsAtNamePlaces, name.startsWith('王'));
      const places = [4090, 4096, 8190, 12_285, 20_000];
      const written = places.reduce((text, at) => `${text}${'王'.repeat(at - text.length)}${name}`, '');
      assert.deepEqual(findNames(written, [trie]), places.map((start) => ({ start, end: start + name.length, value: name })));
      for (let start = 4093; start <= 4098; start++) {
        assert.deepEqual(findNames(`${'王'.repeat(start)}${name}`, [trie]), [{ start, end: start + name.length, value: name }]);
      }
    }
  });
});

describe('small tables', () => {
  it('a set of code units has what was added, and nothing from outside a text', () => {
    const set = CodeUnitSet.of('天地');
    set.addAll(CodeUnitSet.of('人'));
    assert.deepEqual(['天', '地', '人', '大', ''].map((character) => set.has(character.charCodeAt(0))), [true, true, true, false, false]);
  });

  it('a set of code units of any size has its members and no others, whether made at once or added to', () => {
    const units = fc.uniqueArray(fc.integer({ min: 1, max: 0xffff }), { maxLength: 150 });
    fc.assert(
      fc.property(units, units, (members, added) => {
        const set = new CodeUnitSet(members);
        const expected = new Set(members);
        const check = (): void => {
          for (let unit = 0; unit < 0x10000; unit++) if (set.has(unit) !== expected.has(unit)) assert.fail(`${unit} in ${[...expected].join(' ')}`);
          assert.equal(set.has(NaN), false);
        };
        check();
        for (const unit of added) {
          set.add(unit);
          expected.add(unit);
        }
        check();
        assert.deepEqual(set.units(), [...expected].sort((a, b) => a - b));
      }),
    );
  });

  it('a filter of pairs denies none that was added, and nearly all others', () => {
    const filter = new PairFilter(14);
    for (let i = 0; i < 500; i++) filter.add(0x4e00 + 7 * i, 0x5000 + 3 * i);
    let wrong = 0;
    for (let i = 0; i < 500; i++) {
      assert.ok(filter.mayHave(0x4e00 + 7 * i, 0x5000 + 3 * i));
      if (filter.mayHave(0x4e00 + 7 * i, 0x5001 + 3 * i)) wrong++;
    }
    assert.ok(wrong < 50);
  });

  it('spans cover what they share a character with, also beyond the last of them', () => {
    const coverage = new Coverage([{ start: 2, end: 4 }, { start: 6, end: 7 }]);
    const hits = (start: number, end: number): boolean => coverage.hits({ start, end });
    assert.deepEqual([hits(0, 2), hits(1, 3), hits(4, 6), hits(3, 9), hits(6, 7), hits(7, 20), hits(30, 40)], [false, true, false, true, true, false, false]);
    assert.equal(new Coverage([]).hits({ start: 0, end: 5 }), false);
  });

  it('a pair of characters that transliterated names have costs less than one they do not have', () => {
    const pairs = new ForeignPairs();
    const unit = (character: string): number => character.charCodeAt(0);
    assert.ok(pairs.isListed(unit('斯'), unit('基')));
    assert.ok(!pairs.isListed(unit('的'), unit('了')));
    const cost = (first: string, second: string): number => pairs.of(pairs.numberOf(unit(first)), pairs.numberOf(unit(second)));
    assert.ok(cost('斯', '基') < cost('斯', '了'));
    assert.ok(pairs.isInNames(pairs.numberOf(unit('斯'))));
    assert.ok(!pairs.isInNames(pairs.numberOf(unit('们'))));
    assert.ok(!pairs.isListed(0, unit('斯')));
  });
});
