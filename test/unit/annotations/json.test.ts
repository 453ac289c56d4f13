import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { isObject, type JsonValue, numberOf, parseJson, sameJson, stringifyJson, Verbatim, without } from '../../../server/src/annotations/sidecar/json';

/** What is read and written again, white space between the parts apart. */
const again = (text: string): string => stringifyJson(parseJson(text));

describe('JSON of annotations', () => {
  it('is written as it was read where JavaScript would lose something', () => {
    const texts = [
      '1.0', '-0', '1e400', '-1E+3', '12345678901234567890', '0.1000', '{"a":[1.50,{"b":1e2}]}',
      '{"a":1,"a":2}', '[{"x":{"k":"\\"}","k":[1.0,"2"]}}]',
      '{"b":1,"2":2,"1":3}', '{"10":{"9":1,"8":2},"a":1.0}', '{"9007199254740993":9007199254740993}',
    ];
    for (const text of texts) assert.equal(again(text), text);
  });

  it('loses the white space between its parts only', () => {
    assert.equal(again('\ufeff{ "a" :\r\n [ 1.0 ,\t{"b" : "c  d", "b":  null } ] }'), '{"a":[1.0,{"b":"c  d","b":null}]}');
  });

  it('keeps fields with names that mean something to JavaScript', () => {
    const text = '{"__proto__":{"polluted":true},"constructor":1,"toJSON":"x","hasOwnProperty":[1.0]}';
    assert.equal(again(text), text);
    assert.equal(again(stringifyJson(without(parseJson(text) as never, 'constructor'))), text.replace('"constructor":1,', ''));
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });

  it('keeps lone surrogates as escapes', () => {
    assert.equal(again('"\\ud842 \\udfb7"'), '"\\ud842 \\udfb7"');
  });

  it('keeps a field named by a number in its place until its object is changed', () => {
    const object = parseJson('{"b":1,"2":2}');
    assert.ok(isObject(object));
    assert.equal(object['2'], 2);
    assert.equal(stringifyJson({ outer: object, n: 1 }), '{"outer":{"b":1,"2":2},"n":1}');
    assert.deepEqual(JSON.parse(stringifyJson({ ...object, c: 3 })), { b: 1, 2: 2, c: 3 });
  });

  it('tells a doubled field from a number, and both from what they are not', () => {
    const [doubled, number] = parseJson('[{"a":1,"a":2},1.0]') as [JsonValue, JsonValue];
    assert.ok(doubled instanceof Verbatim && doubled.doubled === 'a' && !isObject(doubled));
    assert.ok(number instanceof Verbatim && number.doubled === undefined);
    assert.deepEqual([numberOf(number), numberOf(doubled), numberOf(3), numberOf('3')], [1, undefined, 3, undefined]);
    assert.ok(sameJson(number, parseJson('1.0')) && !sameJson(number, 1) && !sameJson(number, '1.0'));
  });

  it('takes no string of a file for a part kept as it is written', () => {
    const forged = JSON.stringify({ a: 'meipi-verbatim-0000:[', b: new Verbatim('1.0').toJSON().slice(1) });
    assert.equal(again(forged), forged);
  });

  it('reads every value as JSON.parse does, and writes it as JSON.stringify does', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      assert.equal(again(text), text);
      assert.equal(again(JSON.stringify(value, undefined, 2)), text);
    }));
  });
});
