import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { mayBeHour, parseClock } from '../../../../server/src/recognise/numbers/dates/clock';
import { parseDate } from '../../../../server/src/recognise/numbers/dates/parseDate';
import { plainGrammar, unitTableOf } from '../../../../server/src/recognise/numbers/grammar';
import { CLOCK, DATE, FIXED, LATIN, openingsOf, QUANTITY } from '../../../../server/src/recognise/numbers/openings';
import { parseQuantity } from '../../../../server/src/recognise/numbers/quantities/quantity';
import { isDigit, isLatin } from '../../../../server/src/text/characters';
import { fold } from '../../../../server/src/text/fold';

const openings = openingsOf(plainGrammar.units);

/** Words that numbers are made of, and words that only look like them. */
const words = fc.constantFrom(
  ...('零 〇 一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 廿 几 数 多 余 来 陆 伍 0 1 2 3 10 25 2024 3.5 1,200 , 、 和 至 到 - — ~ : / % 年 月 日 号 时 分 秒 点 半 个 个月 小时 元 美元 块 公里 吨 家 人 次 届 倍 成 折 ' +
    '第 翻 番 负 + ± 约 大约 近 超过 上 好 以上 左右 今年 前 昨天 上半年 三季度 年底 世纪 年代 公元前 民国 星期 周 同期 下午 分之 又 百分之 百分点 ¥ $ 人民币 摄氏 零下 度 Q3 H1 把 一些 统一 十分 上海 大家 中国 的').split(' '),
  ' ',
  '\n',
);
const texts = fc.array(words, { maxLength: 12 }).map((parts) => fold(parts.join('')));

/** What the tables promise where a number of the kind begins; a Latin word is looked at in another way. */
function promises(text: string, kind: number, begins: (at: number) => boolean): void {
  for (let at = 0; at < text.length; at++) {
    if (!isLatin(text.charCodeAt(at)) && begins(at)) assert.ok((openings.at(text, at) & kind) !== 0, `${JSON.stringify(text)} at ${at}`);
  }
}

describe('what may begin a number', () => {
  it('is promised wherever a quantity, a date or a time of day begins', () => {
    fc.assert(
      fc.property(texts, (text) => {
        promises(text, QUANTITY, (at) => parseQuantity(text, at, plainGrammar) !== undefined);
        promises(text, DATE, (at) => parseDate(text, at, {}) !== undefined);
        promises(text, CLOCK, (at) => parseClock(text, at) !== undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it('is an hour wherever digits begin a time of day', () => {
    const clocks = fc.array(fc.constantFrom('0', '1', '9', '23', ':', '点', '时', '分', '半', '整', '30', ' ', '-'), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(clocks, (text) => {
        for (let at = 0; at < text.length; at++) if (isDigit(text.charCodeAt(at)) && parseClock(text, at, true)) assert.ok(mayBeHour(text, at), `${text} at ${at}`);
      }),
    );
  });

  it('is found from any offset on, up to the last character', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, offset) => {
        const from = offset % (text.length + 1);
        let expected = from;
        while (expected < text.length && openings.at(text, expected) === 0) expected++;
        const places = openings.in(text);
        assert.equal(places.next(from), expected);
        if (expected < text.length) assert.equal(places.found, openings.at(text, expected));
      }),
    );
  });

  it('is found in a text longer than what is looked through at a time', () => {
    const text = fold(`${'春风又绿，'.repeat(1500)}共36家企业，${'上海'.repeat(3000)}去年`);
    const places = openings.in(text);
    const found: string[] = [];
    for (let at = places.next(0); at < text.length; at = places.next(at + 1)) found.push(text.slice(at, at + 2));
    assert.deepEqual(found, ['36', '6家', '去年']);
  });

  it('is nothing in most words that hold a numeral or the beginning of a number word', () => {
    for (const text of ['中国', '上海', '同样', '前提', '大家', '公司', '数据', '半导']) {
      assert.equal(openings.at(fold(text), 0) & (DATE | CLOCK), 0, text);
    }
    assert.equal(openings.at('一般', 0), FIXED);
    assert.equal(openings.at('GDP', 0), LATIN);
  });

  it('knows the units that a corpus adds', () => {
    const custom = openingsOf(unitTableOf([{ name: '筐', forms: [], kind: 'cardinal' }]));
    assert.equal(openings.at('三筐', 0) & QUANTITY, 0);
    assert.notEqual(custom.at('三筐', 0) & QUANTITY, 0);
  });
});
