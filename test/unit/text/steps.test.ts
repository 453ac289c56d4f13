import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { finish, inTurns, sortedInSteps, type Steps } from '../../../server/src/text/steps';

describe('long work in steps', () => {
  function* counting(seen: number[], to: number): Steps<string> {
    for (let i = 1; i <= to; i++) {
      seen.push(i);
      yield;
    }
    return 'done';
  }

  it('goes on after each pause, and ends with what it gives', async () => {
    const seen: number[] = [];
    let pauses = 0;
    const pause = (): Promise<void> => Promise.resolve(void pauses++);
    assert.equal(await inTurns(counting(seen, 3), pause, () => false), 'done');
    assert.deepEqual([seen, pauses], [[1, 2, 3], 3]);
  });

  it('does no step more once it is given up in a pause', async () => {
    const seen: number[] = [];
    assert.equal(await inTurns(counting(seen, 9), () => Promise.resolve(), () => seen.length === 2), undefined);
    assert.deepEqual(seen, [1, 2]);
  });

  it('sorts as an array does, equal ones staying in their order', () => {
    const items = fc.array(fc.record({ key: fc.nat(40), name: fc.nat() }), { minLength: 900, maxLength: 4200, size: 'max' });
    fc.assert(fc.property(items, (list) => assert.deepEqual(finish(sortedInSteps(list, (a, b) => a.key - b.key)), [...list].sort((a, b) => a.key - b.key))), { numRuns: 20 });
    assert.deepEqual(finish(sortedInSteps<number>([], (a, b) => a - b)), []);
  });
});
