import { strict as assert } from 'node:assert';
import { Script } from 'node:vm';
import { asAtStart, expectNoThreads, expectThreads, holdYoungGeneration } from '../../../server/src/platform/engineFlags';

describe('when V8 optimises code', () => {
  const source = '(function () { return 1; })()';
  const isTaken = (cachedData: Buffer): boolean => new Script(source, { cachedData }).cachedDataRejected === false;

  beforeEach(asAtStart);
  afterEach(asAtStart);

  it('is as it was at the start afterwards, so that code compiled then and now is good for both', () => {
    const before = new Script(source).createCachedData();
    assert.ok(isTaken(before));
    expectThreads();
    expectNoThreads();
    assert.ok(isTaken(before));
  });

  it('can be said again and again', () => {
    const before = new Script(source).createCachedData();
    for (const say of [expectNoThreads, expectThreads, expectThreads, expectNoThreads, expectNoThreads]) say();
    assert.ok(isTaken(before));
  });

  it('is as at the start when that is said, however the young generation was held', () => {
    const before = new Script(source).createCachedData();
    holdYoungGeneration();
    expectThreads();
    asAtStart();
    assert.ok(isTaken(before));
  });
});
