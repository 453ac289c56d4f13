import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { decoded, ownCopy, textOf, unitByUnit, UnitRow, unitsOf } from '../../../server/src/text/units';

/** Any text, lone surrogates, the byte order mark and the replacement character among it. */
const texts = fc.array(fc.constantFrom('甲乙', 'abc', '\ud842', '\udfb7', '𠮷', '\ufeff', '\ufffd', '\0', '\n'), { maxLength: 40 }).map((parts) => parts.join(''));

describe('Rows of code units', () => {
  it('give back any text as it was', () => {
    fc.assert(fc.property(texts, (text) => assert.equal(textOf(unitsOf(text), text.length), text)));
  });

  it('hold each code unit, and give back as many as are asked for', () => {
    const units = unitsOf('产业\ud842');
    assert.deepEqual([...units.subarray(0, 3)], [0x4ea7, 0x4e1a, 0xd842]);
    assert.equal(textOf(units, 2), '产业');
    assert.equal(textOf(units, 0), '');
  });

  it('take a text longer than the room that is kept', () => {
    const text = '产\ud842'.repeat(100_000);
    assert.equal(textOf(unitsOf(text), text.length), text);
  });

  it('are copied into memory of their own, unit by unit', () => {
    const text = '产\ud842业\u0000 '.repeat(1000);
    for (const part of ['', text, text.slice(1, 40), text.slice(1, 2)]) assert.equal(ownCopy(part), part);
  });

  it('have two NUL behind, whatever text was read before', () => {
    for (const text of ['产业', '产', '产业'.repeat(66_000), '', '业'.repeat((1 << 17) - 1)]) {
      const units = unitsOf(text);
      assert.deepEqual([...units.subarray(text.length, text.length + 2)], [0, 0]);
      assert.equal(textOf(units, text.length), text);
    }
  });

  it('are the same without Buffer, in a web page', () => {
    const same = (text: string): void => {
      const units = new Uint16Array(text.length);
      unitByUnit(text, units);
      assert.deepEqual(units, unitsOf(text).slice(0, text.length));
      assert.equal(decoded(units, text.length), text);
    };
    fc.assert(fc.property(texts, same));
    same('产\ud842'.repeat(20_000));
  });
});

describe('A row of code units with margins', () => {
  it('has those of the text read last, with NUL on both sides, however long the one before was', () => {
    const row = new UnitRow();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '中', 'é', '\ud840', '\udc00', '\0'), maxLength: 40 }), fc.nat(4), (text, margin) => {
        const units = row.read(text, margin);
        const none = Array.from({ length: margin }, () => 0);
        const own = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
        assert.deepEqual([...units.subarray(0, text.length + 2 * margin)], [...none, ...own, ...none]);
      }),
    );
  });
});
