import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Context } from '../../../server/src/annotations/anchoring/likeness';

const unitsOf = (text: string): Uint16Array => Uint16Array.from(text, (character) => character.charCodeAt(0));

describe('what stands beside a place', () => {
  // Of few characters, so that many stretches agree by chance.
  const text = (maxLength: number): fc.Arbitrary<string> => fc.array(fc.constantFrom('甲', '乙', '丙', '，'), { maxLength }).map((each) => each.join(''));
  const side = fc.constantFrom(-1 as const, 1 as const);

  it('agrees with a context no more than is told at a glance', () => {
    fc.assert(
      fc.property(side, text(40), text(60), fc.nat(60), (which, context, now, place) => {
        const beside = new Context(unitsOf(context), which);
        const units = unitsOf(now);
        const at = Math.min(place, now.length);
        assert.ok(beside.likenessAt(units, at).value <= beside.mostAt(units, at));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with a context in so many characters right beside the place', () => {
    fc.assert(
      fc.property(side, text(12), text(12), text(12), (which, context, before, behind) => {
        const [now, at] = [`${before}${behind}`, before.length];
        const [own, there] = which < 0 ? [[...context].reverse(), [...before].reverse()] : [[...context], [...behind]];
        const differs = own.findIndex((character, i) => character !== there[i]);
        const beside = new Context(unitsOf(context), which);
        assert.equal(beside.runAt(unitsOf(now), at), differs < 0 ? own.length : differs);
      }),
      { numRuns: 2000 },
    );
  });
});
