import { strict as assert } from 'node:assert';
import { jsonMistakes } from '../../../server/src/text/jsonMistakes';
import { parseJsonTree } from '../../../server/src/text/jsonTree';

function mistakes(text: string): string[] {
  return jsonMistakes(parseJsonTree(text, { disallowComments: true }).errors).map(({ offset, message }) => `${offset} ${message}`);
}

describe('mistakes in JSON', () => {
  it('are said in words, without names out of a program', () => {
    for (const text of ['{"a" 1}', '{"a": }', '{"a": 1 "b": 2}', '["a" "b"', '{"a": tru}', '{"a": "b', '{"a": 1} x', '{a: 1}', '/* */ 1', '[01.]', '["\\x"]']) {
      const found = mistakes(text);
      assert.ok(found.length > 0, text);
      for (const each of found) assert.doesNotMatch(each, /[a-z][A-Z]|: undefined/, text);
    }
    assert.deepEqual(mistakes('{"a": 1 "b": 2}'), ['8 This is not valid JSON: “,” is expected here.']);
  });

  it('are one for each place, where a parser has several', () => {
    assert.equal(mistakes('{ "a": [1], ').length, 1);
    assert.deepEqual(mistakes('{"a": 1}'), []);
  });
});
