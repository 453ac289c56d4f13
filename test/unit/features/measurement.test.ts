import { strict as assert } from 'node:assert';
import { measurementFact } from '../../../server/src/features/hover/measurement';
import type { Measurement } from '../../../server/src/recognise/tags';

function fact(measures: Measurement, locale = 'en'): string {
  return measurementFact(measures, locale);
}

describe('what a number measures, in its hover', () => {
  it('names the thing, and of what where the text names it apart', () => {
    assert.equal(fact({ what: '粮食产量' }), 'Measures: 粮食产量');
    assert.equal(fact({ what: '研发投入', of: '营业收入' }), 'Measures: 研发投入 (of 营业收入)');
  });

  it('says which way a change goes, and whether the number is its size or where it led', () => {
    assert.equal(fact({ what: '产量', change: 'rise' }), 'Measures: 产量 · rise');
    assert.equal(fact({ what: '产量', change: 'fall' }), 'Measures: 产量 · fall');
    assert.equal(fact({ what: '产量', change: 'rise', reached: true }), 'Measures: 产量 · reached by a rise');
    assert.equal(fact({ what: '产量', change: 'fall', reached: true }), 'Measures: 产量 · reached by a fall');
    assert.equal(fact({ what: '产量', change: 'level', reached: true }), 'Measures: 产量 · no change');
  });

  it('gives base and period after them, words as they are', () => {
    assert.equal(fact({ what: '产量', change: 'rise', base: '同比', period: '每年' }), 'Measures: 产量 · rise · compared with 同比 · in 每年');
  });

  it('writes dates and lengths of time in the language of the reader', () => {
    assert.equal(fact({ what: '占比', base: '2003', period: '2013-03' }), 'Measures: 占比 · compared with 2003 · in March 2013');
    assert.equal(fact({ what: '占比', base: '2003', period: '2013-03' }, 'zh-CN'), 'Measures: 占比 · compared with 2003年 · in 2013年3月');
    assert.equal(fact({ what: '销量', period: 'P3Y' }), 'Measures: 销量 · in 3 years');
    assert.equal(fact({ what: '销量', period: 'P3Y' }, 'zh-TW'), 'Measures: 销量 · in 3 年');
  });

  it('escapes what would be markup', () => {
    assert.equal(fact({ what: 'A_B*产量', of: '[甲]' }), 'Measures: A\\_B\\*产量 (of \\[甲\\])');
  });
});
