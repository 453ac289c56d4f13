import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fold } from '../../../../server/src/text/fold';
import { isOrganizationName, mayEndOrganization } from '../../../../server/src/recognise/sources/organizationNames';
import { findDatelines } from '../../../../server/src/recognise/sources/organizationFrames';
import { rememberLast } from '../../../../server/src/recognise/sources/rememberLast';
import { Signs } from '../../../../server/src/recognise/sources/signs';
import { isWhite } from '../../../../server/src/recognise/sources/whiteSpace';
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

  it('the next sign is the nearest of all', () => {
    fc.assert(
      fc.property(text(['甲', '.', '@', '//', 'w。']), (written) => {
        const signs = new Signs(written, ['.', '@', '//']);
        for (let from = 0; from <= written.length; from += 2) {
          const places = ['.', '@', '//'].map((sign) => written.indexOf(sign, from)).filter((place) => place >= 0);
          assert.equal(signs.next(from), Math.min(Infinity, ...places));
        }
      }),
    );
  });

  it('white space is what a regular expression takes for it', () => {
    for (let unit = 0; unit < 0x10000; unit++) assert.equal(isWhite(String.fromCharCode(unit), 0), /\s/.test(String.fromCharCode(unit)), unit.toString(16));
    assert.equal(isWhite('', 0), false);
  });

  it('a result is kept for the text asked about last only', () => {
    const asked: string[] = [];
    const remembered = rememberLast((written) => asked.push(written));
    for (const written of ['甲', '甲', '乙', '甲']) remembered(written);
    assert.deepEqual(asked, ['甲', '乙', '甲']);
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
