import { strict as assert } from 'node:assert';
import { createNumberRecogniser } from '../../../../server/src/recognise/numbers';
import { inSiUnits } from '../../../../server/src/recognise/numbers/siUnits';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';

describe('SI units', () => {
  it('are what Chinese, metric and other units convert to', () => {
    assert.deepEqual(inSiUnits({ amount: 3, unit: '亩' }), { amount: 2000, unit: 'm²' });
    assert.deepEqual(inSiUnits({ amount: 7, unit: '纳米' }), { amount: 7e-9, unit: 'm' });
    assert.deepEqual(inSiUnits({ amount: 25, unit: '摄氏度' }), { amount: 298.15, unit: 'K' });
  });

  it('are not given for an SI unit itself, nor for a unit without a conversion', () => {
    assert.equal(inSiUnits({ amount: 5, unit: '米' }), undefined);
    assert.equal(inSiUnits({ amount: 25, unit: '像素' }), undefined);
    assert.equal(inSiUnits({ amount: 25, unit: '家' }), undefined);
  });

  it('are given for rates of two units that have one', () => {
    assert.deepEqual(inSiUnits({ amount: 72, unit: '千米', per: '小时' }), { amount: 20, unit: 'm/s' });
    assert.deepEqual(inSiUnits({ amount: 35, unit: '微克', per: '立方米' }), { amount: 3.5e-8, unit: 'kg/m³' });
    assert.equal(inSiUnits({ amount: 3, unit: '米', per: '秒' }), undefined);
    assert.equal(inSiUnits({ amount: 3, unit: '吨', per: '年' }), undefined);
  });

  it('take the conversions of the corpus, in both scripts', () => {
    const custom = [{ name: '篓', forms: ['筐'], kind: 'measure', si: { unit: 'kg', factor: 25, offset: 0 } }] as const;
    assert.deepEqual(inSiUnits({ amount: 3, unit: '篓' }, custom), { amount: 75, unit: 'kg' });
    const reading = new Reading('收了三簍和10筐，剩5斤。');
    const found = createNumberRecogniser(custom).recognise({ reading, structure: findStructure(reading) }).tags;
    assert.deepEqual(found.map((tag) => tag.layer === 'number' && [tag.kind, tag.value]), [['measure', { num: 3, unit: '篓' }], ['measure', { num: 10, unit: '篓' }], ['measure', { num: 5, unit: '斤' }]]);
  });
});
