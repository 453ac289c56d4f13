import { strict as assert } from 'node:assert';
import { inSiUnits } from '../../../../server/src/recognise/numbers/siUnits';

describe('SI units', () => {
  it('are what Chinese, metric and other units convert to', () => {
    assert.deepEqual(inSiUnits(3, '亩'), { amount: 2000, unit: 'm²' });
    assert.deepEqual(inSiUnits(7, '纳米'), { amount: 7e-9, unit: 'm' });
    assert.deepEqual(inSiUnits(25, '摄氏度'), { amount: 298.15, unit: 'K' });
  });

  it('are not given for an SI unit itself, nor for a unit without a conversion', () => {
    assert.equal(inSiUnits(5, '米'), undefined);
    assert.equal(inSiUnits(25, '像素'), undefined);
    assert.equal(inSiUnits(25, '家'), undefined);
  });
});
