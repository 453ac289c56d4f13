import { strict as assert } from 'node:assert';
import { describeNumber, durationSeconds, writeNumber } from '../../../../server/src/recognise/numbers/describe';

describe('describing a number', () => {
  it('writes the value out in full', () => {
    assert.equal(writeNumber(460000000000), '460,000,000,000');
    assert.equal(writeNumber(-1234.5), '-1,234.5');
    assert.equal(writeNumber(0.000001), '0.000001');
    assert.equal(writeNumber(1e21), '1,000,000,000,000,000,000,000');
    assert.equal(writeNumber(0), '0');
  });

  it('keeps unit, rate and bounds', () => {
    assert.deepEqual(describeNumber({ kind: 'money', value: { lo: 6000000, hi: 9000000, unit: 'VND', per: '月' } }), {
      written: { lo: '6,000,000', hi: '9,000,000' }, approx: false, unit: 'VND', per: '月',
    });
  });

  it('converts measures to SI units', () => {
    assert.deepEqual(describeNumber({ kind: 'measure', value: { num: 3, unit: '亩' } })?.si, { num: '2,000', unit: 'm²' });
    assert.deepEqual(describeNumber({ kind: 'measure', value: { hi: 7, unit: '纳米' } })?.si, { hi: '0.000000007', unit: 'm' });
    assert.deepEqual(describeNumber({ kind: 'measure', value: { num: 25, unit: '摄氏度' } })?.si, { num: '298.15', unit: 'K' });
    assert.equal(describeNumber({ kind: 'measure', value: { num: 25, unit: '像素' } })?.si, undefined);
  });

  it('gives durations in seconds', () => {
    assert.equal(durationSeconds('P1DT2H30M'), 95400);
    assert.deepEqual(describeNumber({ kind: 'duration', value: { iso: 'PT24H' } }), { written: { num: 'PT24H' }, approx: false, si: { num: '86,400', unit: 's' } });
    assert.equal(durationSeconds('soon'), undefined);
  });

  it('leaves dates and times alone', () => {
    assert.equal(describeNumber({ kind: 'date', value: { edtf: '2021' } }), undefined);
  });
});
