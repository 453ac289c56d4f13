import { strict as assert } from 'node:assert';
import { quantityOf, relationOf, type Relation } from '../../../../server/src/corpus/figures/quantity';
import type { NumberTag } from '../../../../server/src/recognise/tags';

function tag(kind: NumberTag['kind'], value: NumberTag['value']): NumberTag {
  return { layer: 'number', start: 0, end: 1, kind, value };
}

function quantity(kind: NumberTag['kind'], value: NumberTag['value']): unknown {
  return quantityOf(tag(kind, value), []);
}

describe('The quantity of a number', () => {
  it('is in SI units where there is a conversion, and in its own unit where there is none', () => {
    assert.deepEqual(quantity('measure', { num: 3, unit: '亩' }), { num: 2000, unit: 'm²', dimension: 'm²' });
    assert.deepEqual(quantity('measure', { num: 5, unit: '米' }), { num: 5, unit: 'm', dimension: 'm' });
    assert.deepEqual(quantity('measure', { num: 36, unit: '千米', per: '小时' }), { num: 10, unit: 'm/s', dimension: 'm/s' });
    assert.deepEqual(quantity('measure', { num: 31, unit: '岁' }), { num: 31, unit: '岁', dimension: '岁' });
  });

  it('has bounds in the same unit', () => {
    assert.deepEqual(quantity('measure', { lo: 6, hi: 9, unit: '亩' }), { lo: 4000, hi: 6000, unit: 'm²', dimension: 'm²' });
    assert.deepEqual(quantity('money', { lo: 1e8, unit: 'CNY' }), { lo: 1e8, unit: 'CNY', dimension: 'money' });
  });

  it('of a fraction is a percentage; percentage points and multiples are others', () => {
    assert.deepEqual(quantity('fraction', { num: 0.25 }), { num: 25, unit: '%', dimension: '%' });
    assert.deepEqual(quantity('percent', { num: 38, unit: '%' }), { num: 38, unit: '%', dimension: '%' });
    assert.deepEqual(quantity('percent', { num: 1.5, unit: 'pp' }), { num: 1.5, unit: 'pp', dimension: 'pp' });
    assert.deepEqual(quantity('multiple', { num: 3, unit: '×' }), { num: 3, unit: '×', dimension: '×' });
  });

  it('of a duration is in years or in seconds, as months have no fixed length', () => {
    assert.deepEqual(quantity('duration', { iso: 'P1Y6M' }), { num: 1.5, unit: 'a', dimension: 'time' });
    assert.deepEqual(quantity('duration', { lo: 'PT1H', hi: 'P1D' }), { lo: 3600, hi: 86400, unit: 's', dimension: 'time' });
    assert.equal(quantity('duration', { lo: 'P6M', hi: 'P400D' }), undefined);
  });

  it('is none for dates, ordinals and times of day', () => {
    assert.equal(quantity('date', { edtf: '2024' }), undefined);
    assert.equal(quantity('ordinal', { num: 3 }), undefined);
    assert.equal(quantity('time', { iso: 'T18:34' }), undefined);
  });
});

describe('Two numbers of one thing', () => {
  interface Side { readonly written: string; readonly kind: NumberTag['kind']; readonly value: NumberTag['value']; readonly falls?: boolean }
  const percent = (num: number, more: Partial<Side> = {}): Side => ({ written: `${num}%`, kind: 'percent', value: { num, unit: '%' }, ...more });
  const money = (written: string, value: NumberTag['value']): Side => ({ written, kind: 'money', value: { unit: 'CNY', ...value } });
  const count = (written: string, value: NumberTag['value']): Side => ({ written, kind: 'cardinal', value });

  const relation = (a: Side, b: Side): Relation => {
    const [x, y] = [a, b].map(({ kind, value, written, falls }) => ({
      quantity: quantityOf(tag(kind, value), []) ?? assert.fail(), written, approx: value.approx ?? false, negative: falls ?? false,
    })) as [Parameters<typeof relationOf>[0], Parameters<typeof relationOf>[0]];
    const found = relationOf(x, y);
    assert.equal(relationOf(y, x), found, 'either way round');
    return found;
  };

  it('are equal as far as the rougher one is written out', () => {
    assert.equal(relation(percent(37), percent(37.2)), 'equal');
    assert.equal(relation(percent(37.4), percent(37.2)), 'different');
    assert.equal(relation(money('1.01万亿元', { num: 1.01e12 }), money('10098亿元', { num: 1.0098e12 })), 'equal');
    assert.equal(relation(money('1.01萬億元', { num: 1.01e12 }), money('9960億元', { num: 9.96e11 })), 'different');
    assert.equal(relation(count('14,300家', { num: 14300, unit: '家' }), count('1.43万家', { num: 14300, unit: '家' })), 'equal');
  });

  it('in Chinese numerals may be rough, but are equal only when they are', () => {
    const rough = { written: '三分之一', kind: 'fraction', value: { num: 1 / 3 } } as const;
    assert.equal(relation(rough, percent(33.3, { written: '33.3%' })), 'equal');
    assert.equal(relation(count('三百家', { num: 300, unit: '家' }), count('320家', { num: 320, unit: '家' })), 'compatible');
    assert.equal(relation(count('三百家', { num: 300, unit: '家' }), count('500家', { num: 500, unit: '家' })), 'different');
  });

  it('allow for 约: a tenth on either side', () => {
    assert.equal(relation(percent(40, { value: { num: 40, unit: '%', approx: true } }), percent(42)), 'compatible');
    assert.equal(relation(percent(40, { value: { num: 40, unit: '%', approx: true } }), percent(52)), 'different');
  });

  it('differ from a bound only when they are beyond it', () => {
    const over = money('超过1000亿元', { lo: 1e11 });
    assert.equal(relation(over, money('1300亿元', { num: 1.3e11 })), 'compatible');
    assert.equal(relation(over, money('900亿元', { num: 9e10 })), 'different');
    assert.equal(relation(over, money('超過1000億元', { lo: 1e11 })), 'equal');
  });

  it('that rise and fall are opposite', () => {
    assert.equal(relation(percent(5), percent(5, { falls: true })), 'different');
    assert.equal(relation(percent(5, { falls: true }), percent(5, { falls: true })), 'equal');
  });

  it('in different currencies or counts of different kinds are not compared, 个 and 家 are', () => {
    assert.equal(relation(money('5亿元', { num: 5e8 }), money('5亿美元', { num: 5e8, unit: 'USD' })), 'incomparable');
    assert.equal(relation(count('5家', { num: 5, unit: '家' }), count('5个', { num: 5, unit: '个' })), 'equal');
    assert.equal(relation(count('5人', { num: 5, unit: '人' }), count('5人次', { num: 5, unit: '人次' })), 'incomparable');
    assert.equal(relation(count('5台', { num: 5, unit: '台' }), count('5人', { num: 5, unit: '人' })), 'incomparable');
  });
});
