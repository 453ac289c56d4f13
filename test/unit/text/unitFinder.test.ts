import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { UnitFinder } from '../../../server/src/text/unitFinder';

/** Texts longer than what is looked through at a time among them. */
const texts = fc.array(fc.constantFrom('甲', '乙丙', 'a', '。', '\ud842', '丁'.repeat(1500)), { maxLength: 12 }).map((parts) => parts.join(''));

describe('places of characters in a text', () => {
  it('are found from any offset on, in whatever order one asks', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 12 }), (text, offsets) => {
        const places = UnitFinder.of('甲a\ud842').in(text);
        for (const offset of [0, ...offsets.map((each) => each % (text.length + 1))]) {
          let expected = offset;
          while (expected < text.length && !['甲', 'a', '\ud842'].includes(text[expected] as string)) expected++;
          assert.equal(places.next(offset), expected);
        }
      }),
    );
  });

  it('are each of a text in ascending order, though another text is looked through meanwhile', () => {
    const text = `甲${'乙'.repeat(5000)}甲甲`;
    const places = UnitFinder.of('甲').in(text);
    const found: number[] = [];
    for (let at = places.next(0); at < text.length; at = places.next(at + 1)) {
      found.push(at);
      assert.equal(UnitFinder.of('丙').in('丁'.repeat(9000)).next(0), 9000);
    }
    assert.deepEqual(found, [0, 5001, 5002]);
  });
});
