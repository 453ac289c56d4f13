import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isWhite } from '../../../../server/src/text/characters';
import { fold } from '../../../../server/src/text/fold';
import { isOrganizationName, mayEndOrganization } from '../../../../server/src/recognise/sources/organizationNames';
import { findDatelines } from '../../../../server/src/recognise/sources/organizationFrames';
import { allMatches } from '../../../../server/src/recognise/sources/allMatches';
import { PlaceCursor } from '../../../../server/src/recognise/sources/placeCursor';
import { rememberLast } from '../../../../server/src/recognise/sources/rememberLast';
import { MARGIN, OUTSIDE, placeKind, placesOf, scan, symbolOf, unitOfSymbol } from '../../../../server/src/recognise/sources/scan';
import { WordOpenings } from '../../../../server/src/recognise/sources/wordOpenings';

const text = (parts: readonly string[]): fc.Arbitrary<string> => fc.array(fc.constantFrom(...parts), { maxLength: 40 }).map((each) => each.join(''));

describe('What is asked of every character of a text', () => {
  it('openings deny no place where a word of a kind begins', () => {
    const kinds: readonly (readonly string[])[] = [['据', '根据'], ['显示', '說明'], ['表示', '显著']];
    const openings = new WordOpenings();
    kinds.forEach((words, index) => openings.add(1 << index, words));
    fc.assert(
      fc.property(text(['据', '根', '显', '示', '说', '明', '表', '著', '，']), (written) => {
        for (let at = 0; at < written.length; at++) {
          kinds.forEach((words, index) => {
            if (words.some((word) => written.startsWith(fold(word), at))) assert.notEqual(openings.kindsAt(written.charCodeAt(at), written.charCodeAt(at + 1)) & (1 << index), 0);
          });
        }
      }),
    );
  });

  it('openings allow nothing where no word begins with the character or with the pair', () => {
    const openings = new WordOpenings().add(1, ['据']).add(2, ['显示']);
    assert.equal(openings.kindsAt('据'.charCodeAt(0), '此'.charCodeAt(0)), 1);
    assert.equal(openings.kindsAt('显'.charCodeAt(0), '示'.charCodeAt(0)), 2);
    assert.equal(openings.kindsAt('示'.charCodeAt(0), '显'.charCodeAt(0)), 0);
  });

  it('white space is what a regular expression takes for it', () => {
    for (let unit = 0; unit < 0x10000; unit++) assert.equal(isWhite(unit), /\s/.test(String.fromCharCode(unit)), unit.toString(16));
    assert.equal(isWhite(NaN), false);
  });

  it('a result is kept for the text asked about last only', () => {
    const asked: string[] = [];
    const remembered = rememberLast((written) => asked.push(written));
    for (const written of ['甲', '甲', '乙', '甲']) remembered(written);
    assert.deepEqual(asked, ['甲', '乙', '甲']);
  });

  it('a result that is recalled is not found again, as long as no other text is asked about', () => {
    const asked: string[] = [];
    const remembered = rememberLast((written) => asked.push(written));
    remembered.recall('甲', 7);
    assert.deepEqual(['甲', '甲', '乙', '甲'].map(remembered), [7, 7, 1, 2]);
    assert.deepEqual(asked, ['乙', '甲']);
  });

  it('a name of a body ends only where one may end', () => {
    fc.assert(
      fc.property(text(['云', '州', '市', '统', '计', '局', '研', '究', '院', '公司', '协会', '大学', '的', '银行']), (written) => {
        for (let end = 3; end <= written.length; end++) {
          for (let start = 0; start < end; start++) if (isOrganizationName(written.slice(start, end))) assert.ok(mayEndOrganization(written, end, start), written.slice(start, end));
        }
      }),
    );
  });
});

describe('The one look at every character', () => {
  const sign = placeKind('※甲');
  const word = placeKind(['甲乙', '丙', '乙丁甲']);
  const texts = text(['※', '甲', '乙', '丙', '丁', 'A', '\0', '\ud840', '，']);

  it('gives each character a symbol of its own and what is outside the text none', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const { symbols, length } = scan(written);
        assert.equal(length, written.length);
        for (let at = -MARGIN; at < length + MARGIN; at++) {
          const symbol = symbols[at + MARGIN] as number;
          if (at < 0 || at >= length) assert.equal(symbol, OUTSIDE);
          else assert.equal(unitOfSymbol(symbol), written.charCodeAt(at));
          assert.equal(symbolOf(unitOfSymbol(symbol)), symbol);
        }
      }),
    );
  });

  it('notes every place of a kind, in order, and of words those alone whose first two characters may begin one', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const all = Array.from({ length: written.length }, (_, at) => at);
        assert.deepEqual([...placesOf(written, sign)], all.filter((at) => '※甲'.includes(written.charAt(at))));
        const begin = (words: RegExp): readonly number[] => all.filter((at) => words.test(written.slice(at)));
        const found = [...placesOf(written, word)];
        assert.deepEqual(found.filter((at) => begin(/^(?:丙|甲乙|乙丁)/).includes(at)), begin(/^(?:丙|甲乙|乙丁)/));
        // 甲丁 may be noted too: each of the two stands so in some word.
        assert.deepEqual(found, begin(/^(?:丙|[甲乙][乙丁])/).filter((at) => found.includes(at)));
      }),
    );
  });

  it('marks the characters of a kind that is announced after a text had them', () => {
    scan('庚辛');
    const late = placeKind(['辛', '庚辛']);
    assert.deepEqual([...placesOf('己庚辛', late)], [1, 2]);
  });

  it('notes in a long text, which is looked through in blocks, what it notes in the parts of it', () => {
    const BLOCK = 8192;
    const before = fc.integer({ min: -12, max: 4 }).map((more) => BLOCK + more);
    fc.assert(
      fc.property(before, texts, fc.nat(2), (length, written, blocks) => {
        const filler = '丁'.repeat(length) + '，'.repeat(blocks * BLOCK);
        const expected = [sign, word].map((kind) => Array.from(placesOf(written, kind), (at) => at + filler.length));
        const names = Array.from(scan(`，${written}`).names, (at) => at + filler.length - 1);
        assert.deepEqual([sign, word].map((kind) => [...placesOf(filler + written, kind)]), expected);
        assert.deepEqual([...scan(`${filler}${written}`).names].filter((at) => at >= filler.length), names);
      }),
    );
  });

  it('gives the same for a text with characters that no text had before', () => {
    const fresh = '\ue000丙\ue001甲';
    assert.deepEqual([...placesOf(fresh, sign), ...placesOf(fresh, word)], [3, 1]);
    assert.deepEqual(Array.from(scan(fresh).symbols.subarray(MARGIN, MARGIN + 4), unitOfSymbol), Array.from(fresh, (character) => character.charCodeAt(0)));
  });
});

describe('What goes through places and matches', () => {
  it('a cursor gives the first place from an offset on, whichever was asked for before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30)), fc.array(fc.nat(35)), (unsorted, asked) => {
        const places = unsorted.sort((a, b) => a - b);
        const cursor = new PlaceCursor(Uint32Array.from(places), 31);
        for (const from of asked) assert.equal(cursor.next(from), places.find((place) => place >= from) ?? 31);
      }),
    );
  });

  it('all matches are those of matchAll, also of a pattern that was left in the middle of a text', () => {
    const patterns = [/[甲乙]+/g, /丙?/g, /(?<=甲)乙/gu];
    fc.assert(
      fc.property(text(['甲', '乙', '丙', '丁']), fc.constantFrom(...patterns), fc.nat(3), (written, pattern, left) => {
        pattern.lastIndex = left;
        const found = (matches: Iterable<RegExpExecArray>): unknown => Array.from(matches, (match) => [match[0], match.index]);
        assert.deepEqual(found(allMatches(written, pattern)), found(written.matchAll(new RegExp(pattern))));
      }),
    );
  });
});

describe('Datelines', () => {
  const agencies = (written: string): string[] => findDatelines(fold(written)).map(({ start, end }) => fold(written).slice(start, end));

  it('an agency and a place stand before the date of a report, in either script', () => {
    assert.deepEqual(agencies('云州社12月3日电'), ['云州社']);
    assert.deepEqual(agencies('據雲州社海城2021年12月3日（記者甲）電'), [fold('雲州社海城')]);
  });

  it('a date without the word for a report is none', () => {
    assert.deepEqual(agencies('云州社12月3日成立。会议3日在海城开幕。'), []);
  });

  it('a number too long for a date is none', () => {
    assert.deepEqual(agencies('编号1234567日讯'), []);
  });

  it('two reports in a row have one each', () => {
    assert.deepEqual(agencies('云州社3日电 海城网5日讯'), ['云州社', '海城网']);
  });
});
