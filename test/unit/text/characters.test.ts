import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { endsIn, isAmong, isOneOf, standsAt } from '../../../server/src/text/characters';

const texts = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', 'a', ' ', '𠮷'), maxLength: 12 });

describe('characters at a place of a text', () => {
  it('are one of a set as its string includes them, and none outside the text', () => {
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: -3, max: 15 }), (text, chars, at) => {
        const isInside = at >= 0 && at < text.length;
        assert.equal(isOneOf(text, at, chars), isInside && chars.includes(text.charAt(at)));
        assert.equal(isAmong(text.charCodeAt(at), chars), isInside && chars.includes(text.charAt(at)));
      }),
    );
  });

  it('are words as startsWith and endsWith have it', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(15), (text, word, at) => {
        assert.equal(standsAt(text, at, word), at <= text.length && text.startsWith(word, at));
        assert.equal(endsIn(text, word), text.endsWith(word));
        assert.equal(endsIn(text + word, word), true);
      }),
    );
  });
});
