import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { Coefficient } from '../../../../server/src/annotations/agreement/coefficient';
import type { CodedUnit, Continuum } from '../../../../server/src/annotations/agreement/continuum';
import { unitizingAlpha2004 } from '../../../../server/src/annotations/agreement/unitizingAlpha2004';
import { unitizingAlphas } from '../../../../server/src/annotations/agreement/unitizingAlpha';

function near(actual: Coefficient | undefined, expected: number, within = 0.0005): void {
  assert.ok(actual?.value !== undefined && Math.abs(actual.value - expected) <= within, `${actual?.value} is not ${expected}`);
}

function units(code: string, ...places: readonly (readonly [start: number, length: number])[]): CodedUnit[] {
  return places.map(([start, length]) => ({ start, end: start + length, code }));
}

/** Krippendorff 2004, p. 254: positions 150 to 450, counted from 0 here. */
const BOOK: Continuum = {
  length: 300,
  annotators: [
    [...units('c', [75, 70], [220, 30]), ...units('k', [30, 60], [150, 50])],
    [...units('c', [70, 80], [205, 20], [250, 20]), ...units('k', [30, 60], [150, 50])],
  ],
};

describe('Alpha for unitizing of 2004', () => {
  it('is 0.8591 overall, 0.7286 for c and 1 for k in the example of the book', () => {
    const { overall, codes } = unitizingAlpha2004(BOOK);
    near(overall, 0.8591);
    near(codes.get('c'), 0.7286, 0.0001);
    near(codes.get('k'), 1, 0.0001);
    const c = codes.get('c');
    assert.ok(c?.value !== undefined && Math.abs(c.observed - 0.0144) < 0.0001 && Math.abs(c.expected - 0.0532) < 0.0001);
  });

  it('is 0.553, -0.926, 0.679 and 0.066 for the four pairs of Krippendorff 1995, p. 57, where the continuum is fine enough', () => {
    const pairs: readonly (readonly [number, readonly (readonly [number, number])[], readonly (readonly [number, number])[], number])[] = [
      [0.553, [[2, 8], [14, 6]], [[4, 4], [15, 2]], 0.03125],
      [-0.926, [[0, 18]], [[0, 2], [2, 1], [3, 1], [4, 1], [5, 1], [6, 3], [9, 1]], 2.26736],
      [0.679, [[2, 6], [10, 2], [14, 4], [20, 2]], [[0, 2], [4, 4], [10, 4], [16, 2], [20, 2]], 0.02777],
      [0.066, [[0, 2], [2, 8], [10, 4], [14, 6], [20, 4]], [[0, 4], [4, 4], [8, 7], [15, 2], [17, 7]], 0.38715],
    ];
    const stretch = 5000;
    for (const [expected, first, second, observed] of pairs) {
      const scaled = (places: readonly (readonly [number, number])[]): CodedUnit[] => units('x', ...places.map(([start, length]) => [start * stretch, length * stretch] as const));
      const alpha = unitizingAlpha2004({ length: 24 * stretch, annotators: [scaled(first), scaled(second)] }).codes.get('x');
      near(alpha, expected, 0.02);
      assert.ok(alpha?.value !== undefined && Math.abs(alpha.observed - observed) < 0.00001);
    }
  });

  it('has no value without annotations', () => {
    assert.deepEqual(unitizingAlpha2004({ length: 10, annotators: [[], []] }).overall, { value: undefined, reason: 'no-annotations' });
  });
});

describe('Alphas for unitizing of 2016', () => {
  it('are those that another program prints for its example of three annotators: 0.474, 0.433, 0.779 on 38.33 percent, 0.769, 0.787', () => {
    const { units: all, extents, coding, coverage, codes } = unitizingAlphas({
      length: 20,
      annotators: [
        [...units('1', [2, 3], [9, 2]), ...units('2', [12, 8])],
        [...units('1', [2, 3]), ...units('2', [7, 8])],
        [...units('1', [2, 3]), ...units('2', [10, 5])],
      ],
    });
    near(all, 0.474);
    near(extents, 0.433);
    near(coding, 0.779);
    near(codes.get('1')?.coefficient, 0.769);
    near(codes.get('2')?.coefficient, 0.787);
    assert.deepEqual([coverage, codes.get('1')?.coverage, codes.get('2')?.coverage].map((share) => ((share ?? 0) * 100).toFixed(2)), ['38.33', '95.45', '59.52']);
  });

  it('count by chance every pair of positions but those of one unit: a gap holds nothing together', () => {
    fc.assert(fc.property(continua, (continuum) => {
      const { units: all, extents } = unitizingAlphas(continuum);
      const [expectedAll, expectedExtents] = byPairs(continuum);
      for (const [actual, expected] of [[all, expectedAll], [extents, expectedExtents]] as const) {
        if (actual.value === undefined) assert.ok(expected === undefined, `no value, but ${expected}`);
        else assert.ok(expected !== undefined && Math.abs(actual.value - expected) < 1e-9, `${actual.value} is not ${expected}`);
      }
    }));
  });

  it('are 1 for identical annotations', () => {
    const one = [...units('a', [3, 4], [7, 2]), ...units('b', [20, 6])];
    const { units: all, extents, coding, coverage, codes } = unitizingAlphas({ length: 40, annotators: [one, one, one] });
    for (const alpha of [all, extents, coding, codes.get('a')?.coefficient, codes.get('b')?.coefficient]) near(alpha, 1, 1e-12);
    assert.ok(Math.abs(coverage - 12 / 40) < 1e-12);
  });

  it('take the codes of overlapping passages as one value, and a passage coded twice alike as one', () => {
    const both = unitizingAlphas({ length: 20, annotators: [[...units('a', [2, 8]), ...units('b', [4, 2])], [...units('a', [2, 5], [4, 6]), ...units('b', [4, 2])]] });
    near(both.units, 1, 1e-12);
    near(both.codes.get('b')?.coefficient, 1, 1e-12);
    const one = unitizingAlphas({ length: 20, annotators: [[...units('a', [2, 8]), ...units('b', [4, 2])], units('a', [2, 8])] });
    assert.ok(one.units.value !== undefined && one.units.value < 1);
    near(one.extents, 1, 1e-12);
  });

  it('have no value without annotations, without a second annotator, and of the coding of passages that only one marked', () => {
    assert.deepEqual(unitizingAlphas({ length: 9, annotators: [[], []] }).units, { value: undefined, reason: 'no-annotations' });
    assert.deepEqual(unitizingAlphas({ length: 9, annotators: [units('a', [1, 2])] }).units, { value: undefined, reason: 'too-few-annotators' });
    const apart = unitizingAlphas({ length: 9, annotators: [units('a', [1, 2]), units('a', [5, 2])] });
    assert.deepEqual(apart.coding, { value: undefined, reason: 'no-common-passages' });
    assert.ok(apart.units.value !== undefined && apart.units.value < 0);
    const everything = unitizingAlphas({ length: 9, annotators: [units('a', [0, 9]), units('a', [0, 9])] });
    assert.deepEqual(everything.units, { value: undefined, reason: 'no-variation' });
  });
});

const LENGTH = 24;

/** Two to four annotators whose units do not overlap. */
const continua: fc.Arbitrary<Continuum> = fc
  .array(fc.array(fc.record({ gap: fc.nat(5), length: fc.integer({ min: 1, max: 5 }), code: fc.constantFrom('a', 'b') }), { maxLength: 5 }), { minLength: 2, maxLength: 4 })
  .map((annotators) => ({
    length: LENGTH,
    annotators: annotators.map((parts) => {
      let at = 0;
      return parts.flatMap(({ gap, length, code }) => {
        const start = at + gap;
        at = start + length;
        return at <= LENGTH ? [{ start, end: at, code }] : [];
      });
    }),
  }))
  .filter(({ annotators }) => annotators.some((each) => each.length > 0));

/** The two alphas, by going through all pairs of positions: for short continua only. */
function byPairs({ length, annotators }: Continuum): (number | undefined)[] {
  const positions = annotators.flatMap((each, annotator) =>
    Array.from({ length }, (_, at) => {
      const unit = each.find(({ start, end }) => start <= at && at < end);
      return { annotator, at, unit, value: unit?.code ?? '' };
    }),
  );
  let same = 0;
  const alike: [number, number] = [0, 0];
  let pool = 0;
  const alikeByChance: [number, number] = [0, 0];
  for (const p of positions) {
    for (const q of positions) {
      const agree = [p.value === q.value, (p.value === '') === (q.value === '')];
      if (p.at === q.at && p.annotator !== q.annotator) {
        same++;
        agree.forEach((each, i) => (alike[i as 0 | 1] += Number(each)));
      }
      if (p === q || (p.unit !== undefined && p.unit === q.unit)) continue;
      pool++;
      agree.forEach((each, i) => (alikeByChance[i as 0 | 1] += Number(each)));
    }
  }
  return [0, 1].map((i) => {
    const expected = 1 - (alikeByChance[i as 0 | 1]) / pool;
    return expected < 1e-12 ? undefined : 1 - (1 - alike[i as 0 | 1] / same) / expected;
  });
}
