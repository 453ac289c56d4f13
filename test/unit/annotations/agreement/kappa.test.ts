import { strict as assert } from 'node:assert';
import { cohenKappa } from '../../../../server/src/annotations/agreement/cohenKappa';
import type { Coefficient } from '../../../../server/src/annotations/agreement/coefficient';
import { fleissKappa } from '../../../../server/src/annotations/agreement/fleissKappa';
import { byCode, byExtent, bySet, type LabelledUnits, positionsAsUnits, stretchesAsUnits } from '../../../../server/src/annotations/agreement/labelledUnits';

/** A table of two annotators: rows are labels of the first, columns of the second. */
function table(...rows: readonly (readonly number[])[]): LabelledUnits[] {
  return rows.flatMap((row, i) => row.map((count, j) => ({ labels: [String(i), String(j)], count })));
}

function near(actual: Coefficient, expected: number, within: number): void {
  assert.ok(actual.value !== undefined && Math.abs(actual.value - expected) <= within, `${actual.value} is not ${expected}`);
}

describe("Cohen's kappa", () => {
  it('is 0.492 for the example of Cohen 1960, p. 45', () => {
    const kappa = cohenKappa(table([88, 14, 18], [10, 40, 10], [2, 6, 12]));
    near(kappa, 0.492, 0.0005);
    assert.ok(kappa.value !== undefined && Math.abs(kappa.observed - 0.7) < 1e-9 && Math.abs(kappa.expected - 0.41) < 1e-9);
  });

  it('is 0.348 and 0.801 for the examples of Artstein and Poesio 2008, pp. 558 and 568', () => {
    near(cohenKappa(table([20, 10], [20, 50])), 0.348, 0.0005);
    near(cohenKappa(table([46, 0, 0], [6, 32, 6], [0, 0, 10])), 0.801, 0.0005);
  });

  it('is below 0 where chance would agree more: table 1 of Cohen 1960', () => {
    near(cohenKappa(table([25, 12, 3], [13, 2, 15], [12, 16, 2])), (0.29 - 0.35) / 0.65, 0.0005);
  });

  it('has no value when both give every unit the same label, or there is no unit', () => {
    assert.deepEqual(cohenKappa([{ labels: ['1', '1'], count: 24 }]), { value: undefined, reason: 'no-variation' });
    assert.deepEqual(cohenKappa([]), { value: undefined, reason: 'no-annotations' });
  });

  it('is for two annotators', () => {
    assert.deepEqual(cohenKappa([{ labels: ['1', '1', '2'], count: 1 }]), { value: undefined, reason: 'too-few-annotators' });
  });
});

describe("Fleiss' kappa", () => {
  /** Thirty patients, six psychiatrists, five diagnoses (Fleiss 1971, table 1): how often each diagnosis was given. */
  const PATIENTS = [
    '00060', '03003', '01401', '00006', '03030', '20400', '00402', '20310', '20040', '00006', '10050', '11040', '03300', '10050', '02031',
    '00501', '30012', '51000', '02040', '10203', '00006', '01050', '02013', '20040', '10041', '05010', '40002', '02040', '10500', '00006',
  ];
  const units = PATIENTS.map((counts) => ({ labels: [...counts].flatMap((times, label) => new Array<string>(Number(times)).fill(String(label + 1))), count: 1 }));

  it('is 0.430 for the example of Fleiss 1971', () => {
    const kappa = fleissKappa(units);
    near(kappa, 0.43, 0.0005);
    assert.ok(kappa.value !== undefined && Math.abs(kappa.observed - 0.5556) < 0.0005 && Math.abs(kappa.expected - 0.2201) < 0.0005);
  });

  it('of one label against all others is the kappa of a category in that paper', () => {
    [0.248, 0.248, 0.517, 0.47, 0.565].forEach((expected, i) => {
      near(fleissKappa(units.map(({ labels, count }) => ({ labels: labels.map((label) => String(label === String(i + 1))), count }))), expected, 0.005);
    });
  });

  it('has no value when everybody gives every unit the same label', () => {
    assert.deepEqual(fleissKappa([{ labels: ['1', '1', '1'], count: 9 }]), { value: undefined, reason: 'no-variation' });
  });
});

describe('Units that kappa is taken on', () => {
  const continuum = {
    length: 24,
    annotators: [
      [{ start: 2, end: 10, code: 'a' }, { start: 14, end: 20, code: 'a' }],
      [{ start: 4, end: 8, code: 'a' }, { start: 15, end: 17, code: 'a' }],
    ],
  };

  it('are positions: 0.385 for the two unitizations of Krippendorff 1995, p. 57', () => {
    const units = positionsAsUnits(continuum);
    assert.equal(units.reduce((sum, { count }) => sum + count, 0), 24);
    near(cohenKappa(byCode(units, 'a')), 0.385, 0.0005);
  });

  it('have the set of all codes of the passages they lie in, counted once where one annotator gave a code twice', () => {
    const units = positionsAsUnits({
      length: 10,
      annotators: [[{ start: 0, end: 6, code: 'a' }, { start: 2, end: 8, code: 'a' }, { start: 4, end: 5, code: 'b' }], []],
    });
    assert.deepEqual(units, [{ codes: [['a'], []], count: 7 }, { codes: [['a', 'b'], []], count: 1 }, { codes: [[], []], count: 2 }]);
    assert.deepEqual(bySet(units).map(({ labels }) => labels), [['a', ''], ['a\u0000b', ''], ['', '']]);
    assert.deepEqual(byCode(units, 'b').map(({ labels }) => labels[0]), ['', 'b', '']);
    assert.deepEqual(byExtent(units).map(({ labels }) => labels[0]), ['marked', 'marked', '']);
  });

  it('are sentences, with the codes of every passage that reaches into them', () => {
    const units = stretchesAsUnits(
      { length: 30, annotators: [[{ start: 5, end: 12, code: 'a' }], [{ start: 25, end: 30, code: 'b' }, { start: 10, end: 11, code: 'a' }]] },
      [{ start: 0, end: 10 }, { start: 10, end: 20 }, { start: 20, end: 30 }],
    );
    assert.deepEqual(units, [{ codes: [['a'], []], count: 1 }, { codes: [['a'], ['a']], count: 1 }, { codes: [[], ['b']], count: 1 }]);
  });
});
