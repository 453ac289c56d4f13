import { strict as assert } from 'node:assert';
import { syncBuiltinESMExports } from 'node:module';
import v8 from 'node:v8';
import { Script } from 'node:vm';
import { asAtStart, expectNoThreads, expectThreads, holdYoungGeneration, letYoungGenerationGrow } from '../../../server/src/platform/engineFlags';

describe('when V8 optimises code', () => {
  const source = '(function () { return 1; })()';
  const isTaken = (cachedData: Buffer): boolean => new Script(source, { cachedData }).cachedDataRejected === false;

  const set = v8.setFlagsFromString;
  const flags = new Map<string, string>();
  /** Of all flags that were set so far, what they were set to last. */
  const flagsNow = (): Record<string, string> => Object.fromEntries(flags);

  before(() => {
    v8.setFlagsFromString = (flag) => {
      const [name = '', value = ''] = flag.split('=');
      flags.set(name, value);
      set(flag);
    };
    syncBuiltinESMExports();
  });
  after(() => {
    v8.setFlagsFromString = set;
    syncBuiltinESMExports();
  });

  const reset = (): void => {
    expectNoThreads();
    letYoungGenerationGrow();
  };
  beforeEach(reset);
  afterEach(reset);

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

  it('is as at the start for code that is kept meanwhile, and then as it was, also where keeping it fails', () => {
    holdYoungGeneration();
    expectThreads();
    const before = flagsNow();
    const atStart = asAtStart(flagsNow);
    assert.notDeepEqual(atStart, before);
    reset();
    assert.deepEqual(atStart, flagsNow());
    holdYoungGeneration();
    expectThreads();
    assert.throws(() => asAtStart(() => assert.fail('cannot be kept')), /cannot be kept/);
    assert.deepEqual(flagsNow(), before);
  });
});
