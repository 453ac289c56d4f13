import { strict as assert } from 'node:assert';
import { AwakeDocuments, type Restable } from '../../../server/src/corpus/awakeDocuments';

describe('Documents that are awake', () => {
  let rested: string[];
  const document = (name: string, roughLength = 10): Restable => ({ roughLength, rest: () => rested.push(name) });

  beforeEach(() => (rested = []));

  it('rest when others are used, the one first that was not used for the longest time', () => {
    const awake = new AwakeDocuments(30);
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => document(name)) as [Restable, Restable, Restable, Restable, Restable];
    for (const each of [a, b, c, a, d]) awake.use(each);
    assert.deepEqual(rested, ['b']);
    awake.use(e);
    assert.deepEqual(rested, ['b', 'c']);
    awake.use(b);
    assert.deepEqual(rested, ['b', 'c', 'a']);
  });

  it('are as many as fit, and the one in use however long it is', () => {
    const awake = new AwakeDocuments(30);
    awake.use(document('a'));
    awake.use(document('b'));
    awake.use(document('long', 100));
    assert.deepEqual(rested, ['a', 'b']);
    awake.use(document('c'));
    assert.deepEqual(rested, ['a', 'b', 'long']);
  });

  it('stay so on screen, and take no room from others', () => {
    const awake = new AwakeDocuments(20);
    const shown = document('shown', 100);
    awake.use(shown);
    awake.keep(shown);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => document(name)) as [Restable, Restable, Restable];
    for (const each of [a, b, shown, a]) awake.use(each);
    assert.deepEqual(rested, []);
    awake.letRest(shown);
    assert.deepEqual(rested, ['b', 'a'], 'others make room for one that is in use, but no longer on screen');
    awake.use(c);
    assert.deepEqual(rested, ['b', 'a', 'shown']);
  });

  it('are not put to rest once they are no more', () => {
    const awake = new AwakeDocuments(20);
    const gone = document('gone');
    awake.use(gone);
    awake.forget(gone);
    for (const name of ['a', 'b', 'c']) awake.use(document(name));
    assert.deepEqual(rested, ['a']);
  });
});
