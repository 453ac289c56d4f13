import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseDate } from '../../../../server/src/recognise/numbers/dates/parseDate';
import { plainGrammar, unitTableOf } from '../../../../server/src/recognise/numbers/grammar';
import { plainDigitsOf } from '../../../../server/src/recognise/numbers/plainDigits';
import { skipDigitWord } from '../../../../server/src/recognise/numbers/codes';
import { parseQuantity } from '../../../../server/src/recognise/numbers/quantities/quantity';
import { fold } from '../../../../server/src/text/fold';

const plain = plainDigitsOf(plainGrammar.units);

const figures = fc.oneof(
  fc.nat(99).map(String),
  fc.nat(999_999).map(String),
  fc.integer({ min: 1000, max: 2250 }).map(String),
  fc.tuple(fc.nat(999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom('0', '007', '12345678', '999.99999995', '1.2.3', '3.'),
);
const scales = fc.constantFrom('', '', '', '万', '亿', '万亿', '千', '多', 'w', ' ');
const units = fc.constantFrom(
  '', '%', '个百分点', '元', '美元', '万元', '家', '个', '人', '名', '公里', '米', 'kg', 'G', 'GB', 'D', '小时', '分钟', '年', '月', '日', '倍', '成', '层', '款', '度',
  '点', '吨', '千克', '光', '光年', '集', '号', 't', 'm', 'H', 'Q', '岁', '条', '种',
);
const before = fc.constantFrom('', '于', '的', '第', '每股', '每人', '、', ':', '(', '《', '比', '\n', 'Llama ', '约', '占', '编号', '-', '.', 'x', '和');
const after = fc.constantFrom('', ',', '。', '的', '多', '以上', '左右', '、3家', '和5个', '-20', '至30', '半', '/月', '每吨', '整', '钱', '上半年', '3月', '初', '代', '级', '历史', '企业', '家', ')', ' ', 'A', '比2', '.5', ',000', '零3天', '5分');

describe('numbers in digits by the straight path', () => {
  it('are what the grammar reads, wherever they are read so', () => {
    fc.assert(
      fc.property(before, figures, scales, units, after, (start, digits, scale, unit, end) => {
        const text = fold(start + digits + scale + unit + end);
        const at = start.length;
        const found = plain.at(text, at);
        if (!found) return;
        const date = parseDate(text, at, {});
        const quantity = date ? undefined : parseQuantity(text, at, plainGrammar);
        if (found.kind === 'date') assert.deepEqual([date?.end, date?.value, date?.year, date?.month], [found.end, found.value, found.year, undefined], text);
        else if (found.kind === undefined) assert.deepEqual([date, quantity, found.end], [undefined, undefined, skipDigitWord(text, at)], text);
        else assert.deepEqual(quantity, { start: at, end: found.end, kind: found.kind, value: found.value }, text);
      }),
      { numRuns: 20_000 },
    );
  });

  it('are the usual ones', () => {
    const read = (text: string): unknown => plain.at(fold(text), text.search(/\d/));
    assert.deepEqual(read('增长35%,'), { end: 5, kind: 'percent', value: { num: 35, unit: '%' }, year: undefined });
    assert.deepEqual(read('收入12.5亿元,'), { end: 8, kind: 'money', value: { num: 1_250_000_000, unit: 'CNY' }, year: undefined });
    assert.deepEqual(read('2023年的'), { end: 5, kind: 'date', value: { edtf: '2023' }, year: 2023 });
    assert.deepEqual(read('比2023年的'), { end: 6, kind: 'date', value: { edtf: '2023' }, year: undefined });
    assert.equal(read('2023年12月'), undefined);
    assert.deepEqual(read('用5G的'), { end: 3, kind: undefined, value: {}, year: undefined });
  });

  it('are left to the grammar where a corpus has a longer unit', () => {
    const own = plainDigitsOf(unitTableOf([{ name: '家店', forms: ['家店'], kind: 'cardinal' }]));
    assert.deepEqual(own.at('有20家店。', 1), { end: 5, kind: 'cardinal', value: { num: 20, unit: '家店' }, year: undefined });
  });
});
