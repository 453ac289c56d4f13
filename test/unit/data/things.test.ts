import { strict as assert } from 'node:assert';
import data from '../../../server/data/numbers/things.json';
import { fold } from '../../../server/src/text/fold';

describe('The words by which things measured are compared', () => {
  const { note, classifiers, ...others } = data;
  const lists = Object.fromEntries(Object.entries(others).flatMap(([name, words]) => (typeof words === 'string' ? [] : [[name, words]])));

  for (const [name, words] of Object.entries(lists)) {
    it(`${name} are explained, in Simplified, each once`, () => {
      assert.ok(note.includes(name), 'explained');
      for (const word of words) assert.equal(fold(word), word, 'in Simplified');
      assert.equal(new Set(words).size, words.length, words.filter((word, i) => words.indexOf(word) !== i).join());
    });
  }

  it('no classifier that counts something of its own stands for another', () => {
    assert.deepEqual(classifiers.flat().filter((unit) => data.countsApart.includes(unit)), []);
  });
});
