import { strict as assert } from 'node:assert';
import { inTurns, Timings } from '../../../bench/lib/rounds';

describe('contestants that are timed in turns', () => {
  it('each work in every round, and as often as the rounds say', async () => {
    const worked: string[] = [];
    const timings = await inTurns({ a: () => worked.push('a'), b: () => Promise.resolve(worked.push('b')) }, { seconds: 0, least: 2, warmUp: 1, passes: 2 });
    assert.equal(worked.join(''), 'aabb'.repeat(3));
    assert.equal(timings.rounds, 2);
  });

  it('are compared round by round', () => {
    const timings = new Timings(new Map([['slow', [2, 40, 6]], ['fast', [1, 10, 2]]]));
    assert.equal(timings.timesAsFast('fast', 'slow'), 3);
    assert.equal(timings.timesAsLong('slow', 'fast'), 3);
    assert.equal(timings.ms('slow'), 6);
    assert.throws(() => timings.ms('nobody'), RangeError);
  });
});
