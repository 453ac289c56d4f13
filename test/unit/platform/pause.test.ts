import { strict as assert } from 'node:assert';
import { pause } from '../../../server/src/platform/pause';

describe('a pause', () => {
  it('lets one of several pieces of work go on at a time, in their order, with other work in between', async () => {
    const log: string[] = [];
    const work = async (name: string): Promise<void> => {
      for (let step = 1; step <= 2; step++) {
        await pause();
        log.push(`${name}${step}`);
      }
    };
    let isDone = false;
    const others = (): void => {
      if (isDone) return;
      log.push('.');
      setImmediate(others);
    };
    const all = Promise.all([work('a'), work('b'), work('c')]);
    setImmediate(others);
    await all;
    isDone = true;
    assert.deepEqual(log.filter((each) => each !== '.'), ['a1', 'b1', 'c1', 'a2', 'b2', 'c2']);
    assert.match(log.join(''), /^a1(\.+[abc]\d){5}\.*$/);
  });
});
