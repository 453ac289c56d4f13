import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { CodeUnits } from '../../../server/src/text/codeUnits';

describe('code units of texts', () => {
  it('are those of the text read last, with NUL on both sides, however long the one before was', () => {
    const codeUnits = new CodeUnits();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '中', 'é', '\ud840', '\udc00', '\0'), maxLength: 40 }), fc.nat(4), (text, margin) => {
        const units = codeUnits.read(text, margin);
        const none = Array.from({ length: margin }, () => 0);
        const own = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
        assert.deepEqual([...units.subarray(0, text.length + 2 * margin)], [...none, ...own, ...none]);
      }),
    );
  });
});
