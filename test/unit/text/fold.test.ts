import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import hkVariantsRevPhrases from 'opencc-js/dict/HKVariantsRevPhrases';
import traditionalPhrases from 'opencc-js/dict/TSPhrases';
import twVariantsRevPhrases from 'opencc-js/dict/TWVariantsRevPhrases';
import { fold } from '../../../server/src/text/fold';
import { scriptOf, simplify } from '../../../server/src/text/script';

describe('fold', () => {
  it('makes the scripts and regional variants of a word equal', () => {
    for (const forms of [
      ['产业', '產業', '産業'], ['发展', '發展'], ['头发', '頭髮'], ['里面', '裡面', '裏面'], ['台湾', '臺灣', '台灣'],
      ['看着', '看著'], ['什么', '什麼', '什麽'], ['为', '為', '爲'], ['群众', '羣眾', '群眾'], ['线', '線', '綫'],
    ]) {
      assert.equal(new Set(forms.map(fold)).size, 1, forms.join(' '));
    }
  });

  it('folds to the Simplified character, which a text in Simplified therefore keeps', () => {
    const text = '我国的新质生产力发展很快，后来里面的头发干了。';
    assert.equal(fold(text), text.replace('，', ','));
  });

  it('makes full-width forms half-width and corner brackets quotation marks', () => {
    assert.equal(fold('（ＡＩ＋１２％）「甲」『乙』　'), '(AI+12%)“甲”‘乙’ ');
  });

  it('keeps the length and is idempotent on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const folded = fold(text);
        assert.equal(folded.length, text.length);
        assert.equal(fold(folded), folded);
      }),
    );
  });

  it('folds a text longer than one chunk', () => {
    assert.equal(fold('產'.repeat(20_001)), '产'.repeat(20_001));
  });
});

describe('simplify', () => {
  it('changes the same characters whether others of the text are to be changed or not', () => {
    for (const text of ['国务院发展研究中心', '群众里的干部', '台湾后面的画面', '着重', '裏面', '于是', 'abc 123', '']) assert.equal(simplify(`${text}。門`), `${simplify(text)}。门`);
  });

  it('does so for the words of every dictionary', () => {
    for (const dict of [traditionalPhrases, twVariantsRevPhrases, hkVariantsRevPhrases]) {
      for (const entry of dict.split('|')) {
        const word = entry.slice(0, entry.indexOf(' '));
        assert.equal(simplify(`${word}。門`), `${simplify(word)}。门`);
      }
    }
  });

  it('goes by words where a character has two counterparts', () => {
    assert.equal(simplify('顯著的著作'), '显著的著作');
    assert.equal(simplify('看著乾隆年間的乾燥標本'), '看着乾隆年间的干燥标本');
  });

  it('leaves regional wording alone', () => {
    assert.equal(simplify('網際網路與行政程序'), '网际网路与行政程序');
  });
});

describe('scriptOf', () => {
  it('tells Simplified from Traditional by characters that only one has', () => {
    assert.equal(scriptOf('这家企业发展很快'), 'hans');
    assert.equal(scriptOf('這家企業發展很快'), 'hant');
    assert.equal(scriptOf('皇后在公里外的茶几上'), 'neutral');
    assert.equal(scriptOf('这个企業'), 'mixed');
  });

  it('tells it of a text of any length, and by characters outside the Basic Multilingual Plane', () => {
    // 𠀾 is Simplified and 𠁞 Traditional in OpenCC.
    for (const [text, expected] of [['𠀾', 'hans'], ['𠁞', 'hant'], ['𠀾𠁞', 'mixed'], ['\ud800一\udc00', 'neutral']] as const) {
      for (const times of [1, 800]) assert.equal(scriptOf(text.repeat(times)), expected, `${text} ${String(times)} times`);
    }
    assert.equal(scriptOf('这'.repeat(1200)), 'hans');
    assert.equal(scriptOf(`${'这'.repeat(901)}${'這'.repeat(100)}`), 'hans');
    assert.equal(scriptOf(`${'这'.repeat(900)}${'這'.repeat(100)}`), 'mixed');
  });
});
