import { strict as assert } from 'node:assert';
import { plainGrammar } from '../../../../server/src/recognise/numbers/grammar';
import { parseNumeral } from '../../../../server/src/recognise/numbers/numerals/parseNumeral';
import { fold } from '../../../../server/src/text/fold';

function valueOf(text: string): number | readonly [number, number] | undefined {
  const numeral = parseNumeral(fold(text), 0);
  if (numeral?.end !== text.length) return undefined;
  return numeral.lo === numeral.hi ? numeral.lo : [numeral.lo, numeral.hi];
}

describe('numerals', () => {
  const rules: readonly (readonly [string, readonly (readonly [string, number | readonly [number, number]])[]])[] = [
    ['Arabic digits, grouped and with decimals', [['36', 36], ['12,480', 12480], ['７５．５', 75.5], ['0.75', 0.75]]],
    ['scale words multiply Arabic digits', [['36万', 360000], ['1.8萬億', 1.8e12], ['7千万', 7e7], ['62.07亿', 6207000000]]],
    ['Chinese numerals with 零 and without', [['三百零六', 306], ['兩千零五十', 2050], ['一万零八', 10008], ['七亿零三万', 700030000]]],
    ['formal numerals', [['伍佰柒拾', 570], ['貳仟參佰', 2300]]],
    ['a last digit counts in the next lower scale', [['六百三', 630], ['八千二', 8200], ['七万四', 74000]]],
    ['a scale that is not smaller multiplies all before it', [['六万万', 6e8], ['八十万亿', 8e13]]],
    ['mixed digits', [['36万5千', 365000], ['3亿2千万', 320000000]]],
    ['decimals after 点', [['三点七', 3.7], ['十二點零五', 12.05], ['二点四万', 24000]]],
    ['几 and 数 stand for two to nine', [['几十', [20, 99]], ['數千', [2000, 9999]], ['十几', [12, 19]], ['几百万', [2000000, 9999999]]]],
    ['two neighbouring digits mean one or the other', [['三四十', [30, 40]], ['兩三萬', [20000, 30000]], ['五百六七十', [560, 570]], ['三五十', [30, 50]]]],
    ['English scale words', [['26 billion', 26e9], ['3.5 million', 3500000]]],
    ['digits read one by one', [['二〇二六', 2026], ['一九八四', 1984]]],
  ];
  for (const [rule, cases] of rules) {
    it(rule, () => {
      for (const [text, value] of cases) assert.deepEqual(valueOf(text), value, text);
    });
  }

  it('多 and 余 make a lower bound, inside and after', () => {
    for (const text of ['三千多', '六十餘', '两千多万', '900余万']) assert.equal(parseNumeral(fold(text), 0)?.more, true, text);
  });

  it('leaves a scale word to the unit that begins with it', () => {
    assert.equal(parseNumeral(fold('36万千瓦时'), 0)?.lo, 360000);
    assert.equal(parseNumeral(fold('15千克'), 0)?.lo, 15);
  });

  it('does not take 参 of 参数 and 陆 of 陆地 for formal numerals', () => {
    assert.equal(parseNumeral(fold('600亿参数'), 0)?.lo, 60000000000);
    assert.equal(parseNumeral(fold('陸地'), 0), undefined);
  });

  it('groups thousands by half-width commas only', () => {
    assert.equal(parseNumeral('12,300', 0, { ...plainGrammar, isGroupingComma: () => false })?.lo, 12);
  });
});
