import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { bestAlignment } from '../../../../server/src/annotations/agreement/alignment';
import { alignMany } from '../../../../server/src/annotations/agreement/alignMany';
import { alignTwo } from '../../../../server/src/annotations/agreement/alignTwo';
import type { CodedUnit } from '../../../../server/src/annotations/agreement/continuum';
import { dissimilarity, EVEN_WEIGHTS, type DissimilarityWeights } from '../../../../server/src/annotations/agreement/dissimilarity';
import { type Gamma, gamma, type GammaOptions } from '../../../../server/src/annotations/agreement/gamma';
import { byPlace, type UnitaryAlignment } from '../../../../server/src/annotations/agreement/unitaryAlignment';
import { finish } from '../../../../server/src/text/steps';

/** Units written `code start-end`. */
function units(...written: readonly string[]): CodedUnit[] {
  return written.map((unit) => {
    const [, code, start, end] = /^(\S+) (-?[\d.]+)-([\d.]+)$/.exec(unit) as RegExpExecArray;
    return { code: code as string, start: Number(start), end: Number(end) };
  });
}

/** Disorder of one unitary alignment, by its definition. */
function disorderOf(unitary: UnitaryAlignment, weights: DissimilarityWeights): number {
  const n = unitary.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const [a, b] = [unitary[i], unitary[j]];
      total += a && b ? dissimilarity(a, b, weights) : weights.empty;
    }
  }
  return total / ((n * (n - 1)) / 2);
}

/** Cases computed with pygamma-agreement 0.5.9: the disorder of the best alignment, and the expected disorder of 30 samples. */
const CASES: readonly { readonly name: string; readonly annotators: readonly CodedUnit[][]; readonly weights?: GammaOptions['weights']; readonly disorder: number; readonly expected: number; readonly gamma: number }[] = [
  {
    name: 'two annotators who differ by little',
    annotators: [units('a 1-5', 'b 6-10', 'a 11-15'), units('a 2-6', 'b 7-11', 'a 12-16')],
    disorder: 0.0625, expected: 0.53697, gamma: 0.883606,
  },
  {
    name: 'four units against two',
    annotators: [units('a 1-5', 'b 6-10', 'a 20-24', 'b 30-34'), units('a 2-6', 'b 31-35')],
    disorder: 0.7083333, expected: 1.635078, gamma: 0.566789,
  },
  {
    name: 'identical annotations',
    annotators: [units('a 1-5', 'b 10-15', 'c 20-25'), units('a 1-5', 'b 10-15', 'c 20-25')],
    disorder: 0, expected: 1.054367, gamma: 1,
  },
  {
    name: 'three annotators',
    annotators: [units('a 1-5', 'b 10-14'), units('a 2-6', 'b 11-15'), units('a 1-4', 'c 9-14')],
    disorder: 0.4087564, expected: 1.197997, gamma: 0.6588,
  },
  {
    name: 'sixteen units whose codes never agree',
    annotators: [0, 1].map((second) => Array.from({ length: 16 }, (_, i) => ({ code: 'abc'[(i + second) % 3] as string, start: 10 * i + 1 + second, end: 10 * i + 6 + 2 * second }))),
    disorder: 1.0743802, expected: 0.975984, gamma: -0.100818,
  },
  {
    name: 'place weighing 3, code 2',
    annotators: [units('a 1-5', 'b 6-10', 'c 11-15'), units('a 2-7', 'b 8-12', 'a 11-15')],
    weights: { position: 3, category: 2, empty: 1 },
    disorder: 1.0277778, expected: 1.359993, gamma: 0.244277,
  },
];

describe('Dissimilarity of units', () => {
  it('is that of the paper: 0.0625 for 1–5 and 2–6, 3.25 for 1–5 and 7–11 with another code', () => {
    const [first, second, third] = units('a 1-5', 'a 2-6', 'b 7-11') as [CodedUnit, CodedUnit, CodedUnit];
    assert.equal(dissimilarity(first, second, EVEN_WEIGHTS), 0.0625);
    assert.equal(dissimilarity(first, third, EVEN_WEIGHTS), 3.25);
  });

  it('lets units of two documents never be the same', () => {
    const unit = { code: 'a', start: 1, end: 5 };
    assert.equal(dissimilarity({ ...unit, section: 1 }, { ...unit, section: 2 }, EVEN_WEIGHTS), Infinity);
  });
});

describe('Best alignment', () => {
  for (const { name, annotators, weights = EVEN_WEIGHTS, disorder } of CASES) {
    it(`has the published disorder: ${name}`, () => {
      const found = finish(bestAlignment(annotators, weights));
      assert.ok(Math.abs(found.disorder - disorder) < 1e-6, `${found.disorder} is not ${disorder}`);
      assert.ok(found.isBest);
    });
  }

  it('has the published disorder in samples drawn by chance', () => {
    const samples: readonly (readonly [number, CodedUnit[], CodedUnit[]])[] = [
      [0.3352583, units('a 673002-4673002', 'b 5099477-9099477', 'a 10706344-14706344'), units('a 540361-4540361', 'b 5368021-9368021', 'b 10758210-14758210')],
      [0.6880641, units('b 530765-4530765', 'b 5842293-9842293', 'a 10238499-14238499'), units('a 1466862-5466862', 'a 6097153-10097153', 'a 10531492-14531492')],
      [0.3694076, units('b -80912-3919088', 'b 5361659-9361659', 'b 10368677-14368677'), units('b 786582-4786582', 'b 5892578-9892578', 'a 11203630-15203630')],
      [0.6558617, units('a 619470-1035669', 'a 1430305-1875756', 'a 2274000-2734569'), units('a 305684-749488', 'b 1288866-1785313', 'a 1909504-2450049')],
    ];
    for (const [disorder, ...annotators] of samples) {
      const found = finish(bestAlignment(annotators, EVEN_WEIGHTS));
      assert.ok(Math.abs(found.disorder - disorder) < 1e-6, `${found.disorder} is not ${disorder}`);
    }
  });

  it('has the published disorder, 0.96, and six unitary alignments for Alex, Paul and Suzan of the paper', () => {
    const found = finish(bestAlignment(ALEX_PAUL_SUZAN, { position: 3, category: 1, empty: 1 }));
    assert.equal(found.unitary.length, 6);
    assert.ok(Math.abs(found.disorder - 0.96) < 0.0096, String(found.disorder));
  });

  it('of two annotators is the best of all: no way to pair their units has less disorder', () => {
    fc.assert(fc.property(annotator, annotator, (first, second) => {
      const found = finish(alignTwo([...first].sort(byPlace), [...second].sort(byPlace), EVEN_WEIGHTS));
      assertPartition([first, second], found.unitary);
      assert.ok(Math.abs(found.cost - costOf(found.unitary)) < 1e-9);
      assert.ok(Math.abs(found.cost - leastCost([first, second])) < 1e-9);
    }), { numRuns: 300 });
  });

  it('of more annotators is the best of all, too', () => {
    fc.assert(fc.property(fc.array(small, { minLength: 3, maxLength: 4 }), (annotators) => {
      const found = finish(alignMany(annotators, EVEN_WEIGHTS));
      assertPartition(annotators, found.unitary);
      assert.ok(found.isBest);
      assert.ok(Math.abs(found.cost - costOf(found.unitary)) < 1e-9);
      assert.ok(Math.abs(found.cost - leastCost(annotators)) < 1e-9, `${found.cost} is not ${leastCost(annotators)}`);
    }), { numRuns: 60 });
  });

  it('says so where it may not be the best: too many units at one place', () => {
    const crowd = Array.from({ length: 6 }, (_, i) => Array.from({ length: 12 }, (_, k) => ({ code: String((i + k) % 3), start: k, end: k + 20 + ((i * 7 + k) % 5) })));
    const found = finish(bestAlignment(crowd, EVEN_WEIGHTS));
    assertPartition(crowd, found.unitary);
    assert.equal(found.isBest, false);
  });

  it('is found without many steps at once', () => {
    const one = Array.from({ length: 500 }, (_, i) => ({ code: 'a', start: 10 * i, end: 10 * i + 5 }));
    let steps = 0;
    for (const work = bestAlignment([one, one], EVEN_WEIGHTS); !work.next().done; ) steps++;
    assert.ok(steps > 10, String(steps));
  });
});

describe('Gamma', () => {
  for (const { name, annotators, weights = EVEN_WEIGHTS, expected, gamma: published } of CASES) {
    it(`is the published one, with the sampling of that program, within the error of its 30 samples: ${name}`, () => {
      const all = annotators.flat();
      const result = value(finish(gamma({ length: Math.max(...all.map(({ end }) => end)), annotators }, { weights, sampling: 'statistical', precision: 0.01 })));
      // What 30 samples leave open, told by the deviation of ours.
      const error = (result.precision * Math.sqrt(result.samples)) / Math.sqrt(30) + result.precision;
      assert.ok(Math.abs(result.expected - expected) < expected * error, `${result.expected} is not ${expected} ± ${expected * error}`);
      assert.ok(Math.abs(result.value - published) <= Math.abs(1 - published) * error * 1.2, `${result.value} is not ${published}`);
    });
  }

  it('is between 0.44 and 0.47 for Alex, Paul and Suzan, as published', () => {
    const begin = 2;
    const annotators = ALEX_PAUL_SUZAN.map((each) => each.map((unit) => ({ ...unit, start: unit.start - begin, end: unit.end - begin })));
    const result = value(finish(gamma({ length: 58, annotators }, { weights: { position: 3, category: 1, empty: 1 } })));
    assert.ok(result.value >= 0.44 && result.value <= 0.47, String(result.value));
    assert.ok(result.low <= result.value && result.value <= result.high && result.isExact);
  });

  it('is the same for the same seed, and told with the precision that its samples reach', () => {
    const continuum = { length: 40, annotators: [units('a 1-5', 'b 10-15', 'c 20-25'), units('a 2-5', 'b 10-18', 'c 30-35')] };
    const first = value(finish(gamma(continuum, { seed: 7 })));
    assert.deepEqual(value(finish(gamma(continuum, { seed: 7 }))), first);
    assert.notEqual(value(finish(gamma(continuum, { seed: 8 }))).expected, first.expected);
    const rough = value(finish(gamma(continuum, { seed: 7, precision: 0.5 })));
    assert.equal(rough.samples, 30);
    assert.ok(first.samples > 30 && first.precision < rough.precision);
  });

  it('has no value without annotations, which is no agreement, nor without a second annotator', () => {
    assert.deepEqual(finish(gamma({ length: 9, annotators: [[], []] })), { value: undefined, reason: 'no-annotations' });
    assert.deepEqual(finish(gamma({ length: 9, annotators: [units('a 1-2')] })), { value: undefined, reason: 'too-few-annotators' });
  });

  it('is not above 0 where one annotator found nothing', () => {
    assert.ok(value(finish(gamma({ length: 100, annotators: [units('a 1-9', 'b 20-30'), []] }))).value <= 0);
  });

  it('is not computed for more units than it is made for', () => {
    const many = Array.from({ length: 10_001 }, (_, i) => ({ code: 'a', start: i, end: i + 1 }));
    assert.deepEqual(finish(gamma({ length: 20_000, annotators: [many, many] })), { value: undefined, reason: 'too-large' });
  });
});

function value(result: Gamma): Gamma & { readonly value: number } {
  assert.ok(result.value !== undefined);
  return result;
}

/** The example of three annotators that the paper's own program comes with. */
const ALEX_PAUL_SUZAN = [
  units('1 2-9', '2 11-17', '5 24-30', '6 32-36', '6 36-44', '7 44-60'),
  units('1 2-9', '3 11-17', '5 19-25', '6 32-44'),
  units('1 2-9', '4 11-17', '5 21-27', '6 32-36', '6 36-40', '6 40-44'),
];

const unit = fc.record({ start: fc.nat(20), length: fc.integer({ min: 1, max: 6 }), code: fc.constantFrom('a', 'b') }).map(({ start, length, code }) => ({ start, end: start + length, code }));
const annotator = fc.array(unit, { maxLength: 5 });
const small = fc.array(unit, { maxLength: 3 });

function costOf(unitary: readonly UnitaryAlignment[]): number {
  return unitary.reduce((sum, each) => sum + disorderOf(each, EVEN_WEIGHTS), 0);
}

function assertPartition(annotators: readonly (readonly CodedUnit[])[], unitary: readonly UnitaryAlignment[]): void {
  annotators.forEach((each, i) => assert.deepEqual(new Set(unitary.flatMap((row) => row[i] ?? [])), new Set(each)));
  assert.equal(unitary.flatMap((row) => row.filter((each) => each !== undefined)).length, annotators.flat().length);
}

/** The least cost of all ways to part the units, by trying them all. */
function leastCost(annotators: readonly (readonly CodedUnit[])[]): number {
  const [first, ...others] = annotators;
  const rest = (left: readonly (readonly CodedUnit[])[]): number => {
    const index = left.findIndex((each) => each.length > 0);
    if (index < 0) return 0;
    const [begin, ...after] = left[index] as readonly CodedUnit[];
    let best = Infinity;
    const choose = (at: number, row: (CodedUnit | undefined)[], remaining: (readonly CodedUnit[])[]): void => {
      if (at === left.length) {
        best = Math.min(best, disorderOf(row, EVEN_WEIGHTS) + rest(remaining));
        return;
      }
      if (at === index) return choose(at + 1, [...row, begin], [...remaining, after]);
      choose(at + 1, [...row, undefined], [...remaining, left[at] as readonly CodedUnit[]]);
      for (const partner of left[at] as readonly CodedUnit[]) choose(at + 1, [...row, partner], [...remaining, (left[at] as readonly CodedUnit[]).filter((each) => each !== partner)]);
    };
    choose(0, [], []);
    return best;
  };
  return rest([first as readonly CodedUnit[], ...others]);
}
