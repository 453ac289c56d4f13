import { strict as assert } from 'node:assert';
import { numbersIn, onlyNumberIn, textsIn } from './numbersIn';

const valuesIn = (source: string): unknown[] => numbersIn(source).map(({ text, kind, value }) => [text, kind, value]);

describe('numbers in lists', () => {
  it('share the unit at the end of the list, in both scripts', () => {
    assert.deepEqual(valuesIn('两县分别下降0.4个和1.7个百分点'), [
      ['两县', 'cardinal', { num: 2, unit: '县' }],
      ['0.4个', 'percent', { num: 0.4, unit: 'pp' }],
      ['1.7个百分点', 'percent', { num: 1.7, unit: 'pp' }],
    ]);
    assert.deepEqual(valuesIn('税率下調2.5、3.5及6個百分點'), [
      ['2.5', 'percent', { num: 2.5, unit: 'pp' }],
      ['3.5', 'percent', { num: 3.5, unit: 'pp' }],
      ['6個百分點', 'percent', { num: 6, unit: 'pp' }],
    ]);
    assert.deepEqual(valuesIn('期限为3、5、8年'), [
      ['3', 'duration', { iso: 'P3Y' }],
      ['5', 'duration', { iso: 'P5Y' }],
      ['8年', 'duration', { iso: 'P8Y' }],
    ]);
  });

  it('share the scale at the end of the list', () => {
    assert.deepEqual(valuesIn('产值为3.2、4.6和5亿元'), [
      ['3.2', 'money', { num: 320_000_000, unit: 'CNY' }],
      ['4.6', 'money', { num: 460_000_000, unit: 'CNY' }],
      ['5亿元', 'money', { num: 500_000_000, unit: 'CNY' }],
    ]);
  });

  it('are no lists after the mark of a list, a label or 第', () => {
    assert.deepEqual(textsIn('3、5家企业入选'), ['5家']);
    assert.deepEqual(textsIn('见图2、3个车间'), ['3个']);
  });

  it('are ordinals where 第 opens them', () => {
    assert.deepEqual(valuesIn('将进行第二、三轮角逐'), [['第二', 'ordinal', { num: 2 }], ['三轮', 'ordinal', { num: 3, unit: '轮' }]]);
  });

  it('name the ends of a range between 介于 or 在 and 之间', () => {
    assert.deepEqual(valuesIn('增速介於4%和6%之間'), [['4%和6%', 'percent', { lo: 4, hi: 6, unit: '%' }]]);
    assert.deepEqual(textsIn('分别为4%和6%'), ['4%', '6%']);
  });

  it('are ranges with a scale of their own at each end', () => {
    assert.deepEqual(onlyNumberIn('年销量约2万-3万').value, { lo: 20_000, hi: 30_000, approx: true });
  });
});
