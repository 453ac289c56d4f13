import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { fitPowerLaw, median, medianRatio, quantile } from '../../../bench/lib/statistics';

describe('medians and quantiles', () => {
  it('are values of the list, or between two of them in proportion', () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 2, 3]), 2.5);
    assert.equal(quantile([1, 2, 3, 4, 5], 0.75), 4);
    assert.equal(quantile([0, 10], 0.99), 9.9);
    assert.equal(quantile([7], 0.99), 7);
    assert.ok(Number.isNaN(median([])));
  });

  it('leave the list in its order', () => {
    const values = [3, 1, 2];
    median(values);
    assert.deepEqual(values, [3, 1, 2]);
  });

  it('of ratios are taken round by round', () => {
    assert.equal(medianRatio([2, 20, 3], [1, 10, 1]), 2);
  });
});

describe('the power law of points', () => {
  it('is found again from points that follow one', () => {
    fc.assert(fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 100, noNaN: true }), (exponent, factor) => {
      const law = fitPowerLaw([1, 10, 100, 300].map((x) => ({ x, y: factor * x ** exponent })));
      assert.ok(law && Math.abs(law.exponent - exponent) < 1e-6 && Math.abs(law.factor / factor - 1) < 1e-6);
    }));
  });

  it('has the exponent nearest to all points', () => {
    const law = fitPowerLaw([{ x: 1, y: 1 }, { x: 10, y: 20 }, { x: 100, y: 100 }]);
    assert.ok(law && Math.abs(law.exponent - 1) < 1e-12);
    assert.ok(law.factor > 1);
  });

  it('takes no notice of points that have no logarithm', () => {
    const law = fitPowerLaw([{ x: 0, y: 5 }, { x: 1, y: 0 }, { x: 1, y: 2 }, { x: 4, y: 8 }]);
    assert.ok(law && Math.abs(law.exponent - 1) < 1e-12);
  });

  it('is none of one point, or of points of one size', () => {
    assert.equal(fitPowerLaw([]), undefined);
    assert.equal(fitPowerLaw([{ x: 1, y: 1 }]), undefined);
    assert.equal(fitPowerLaw([{ x: 2, y: 1 }, { x: 2, y: 3 }]), undefined);
  });
});
