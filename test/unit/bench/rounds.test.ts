import { strict as assert } from 'node:assert';
import { inTurns, Timings } from '../../../bench/lib/rounds';

describe('contestants that are timed in turns', () => {
  it('each work in every round, and as often as the rounds say', async () => {
    const worked: string[] = [];
    const timings = await inTurns({ a: () => worked.push('a'), b: () => Promise.resolve(worked.push('b')) }, { seconds: 0, least: 2, warmUp: 0, passes: 2 });
    assert.equal(worked.join(''), 'aabb'.repeat(3));
    assert.equal(timings.rounds, 2);
  });

  it('work so often in a turn that the clock can tell it, and before that until the compiler has made them fast', async () => {
    let clock = 0;
    const turns: number[] = [];
    const work = (): void => {
      // Slow for as long as nothing is compiled.
      clock += clock < 30 ? 5 : 0.01;
      turns.push(clock);
    };
    const timings = await inTurns({ quick: work }, { seconds: 0, least: 1, warmUp: 100, now: () => clock });
    assert.equal(timings.rounds, 1);
    assert.ok(Math.abs(timings.ms('quick') - 0.01) < 1e-9);
    const measured = turns.filter((at) => at > 100).length;
    assert.ok(measured >= 2000, `${measured} times`);
  });

  it('are compared round by round', () => {
    const timings = new Timings(new Map([['slow', [2, 40, 6]], ['fast', [1, 10, 2]]]));
    assert.equal(timings.timesAsFast('fast', 'slow'), 3);
    assert.equal(timings.timesAsLong('slow', 'fast'), 3);
    assert.equal(timings.ms('slow'), 6);
    assert.throws(() => timings.ms('nobody'), RangeError);
  });
});
