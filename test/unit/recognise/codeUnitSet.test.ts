import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CodeUnitSet } from '../../../server/src/recognise/codeUnitSet';

const unit = fc.integer({ min: 0, max: 0xffff });
const few = fc.uniqueArray(unit, { maxLength: 12 });
const many = fc.uniqueArray(unit, { minLength: 60, maxLength: 400 });

/** Those that a set of these units holds, in order; NUL is in none. */
function held(units: readonly number[]): number[] {
  return [...new Set(units)].filter((each) => each !== 0).sort((a, b) => a - b);
}

describe('A set of code units', () => {
  it('holds what it was made of, few or many, and lists it in order', () => {
    fc.assert(
      fc.property(fc.oneof(few, many), unit, (units, other) => {
        const set = new CodeUnitSet(units);
        assert.deepEqual(set.units(), held(units));
        for (const each of [...units, other]) assert.equal(set.has(each), each !== 0 && units.includes(each));
      }),
    );
  });

  it('takes in single units and other sets', () => {
    fc.assert(
      fc.property(few, unit.filter((each) => each !== 0), fc.oneof(few, many), (units, added, others) => {
        const set = new CodeUnitSet(units);
        set.add(added);
        set.addAll(new CodeUnitSet(others));
        assert.deepEqual(set.units(), held([...units, added, ...others]));
      }),
    );
  });

  it('has nothing outside a text', () => {
    const set = CodeUnitSet.of('甲乙');
    assert.deepEqual([-1, 0, 1, 2, 3].map((at) => set.hasAt('甲丙', at)), [false, true, false, false, false]);
  });
});
