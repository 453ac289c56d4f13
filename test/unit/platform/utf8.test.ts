import { strict as assert } from 'node:assert';
import { transcode } from 'node:buffer';
import fc from 'fast-check';
import { utf8Decoder } from '../../../server/src/platform/utf8';

/** What the decoder of the platform makes of bytes, which is by the standard. */
function byTheStandard(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function bytesOf(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes);
}

const text = fc.string({ unit: fc.oneof(fc.constantFrom('甲', '，', 'a', '\n', 'é', '𠮷', '😀', '\ufeff', '\uffff', '\u0800', '\u07ff', '\u{10ffff}'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 60 });

for (const [built, fromUtf8] of [['with', utf8Decoder(transcode)], ['without', utf8Decoder(undefined)]] as const) describe(`reading UTF-8 where Node was built ${built} ICU`, () => {
  it('gives what the standard says of any text, lone surrogates replaced', () => {
    fc.assert(fc.property(text, (each) => {
      const bytes = new TextEncoder().encode(each);
      assert.equal(fromUtf8(bytes), byTheStandard(bytes));
    }));
  });

  it('refuses what the standard refuses, wherever the broken character stands', () => {
    const whole = new TextEncoder().encode('乙a𠮷é');
    const broken = fc.tuple(fc.nat({ max: whole.length - 1 }), fc.oneof(fc.constantFrom(0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff), fc.nat({ max: 255 })));
    fc.assert(fc.property(fc.array(broken, { maxLength: 3 }), fc.nat({ max: whole.length }), (changes, length) => {
      const bytes = whole.slice(0, length);
      for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
      assert.equal(fromUtf8(bytes), byTheStandard(bytes));
    }), { numRuns: 2000 });
  });

  it('takes the first and the last character of each length, and none beside them', () => {
    for (const bytes of [[0x7f], [0xc2, 0x80], [0xdf, 0xbf], [0xe0, 0xa0, 0x80], [0xed, 0x9f, 0xbf], [0xee, 0x80, 0x80], [0xef, 0xbf, 0xbf], [0xf0, 0x90, 0x80, 0x80], [0xf4, 0x8f, 0xbf, 0xbf]]) {
      assert.equal(fromUtf8(bytesOf(...bytes)), byTheStandard(bytesOf(...bytes)));
      assert.notEqual(fromUtf8(bytesOf(...bytes)), undefined);
    }
    for (const bytes of [[0x80], [0xc1, 0xbf], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe4, 0xb8], [0xf0, 0xa0, 0xae]]) {
      assert.equal(fromUtf8(bytesOf(...bytes)), undefined);
    }
  });

  it('leaves out one byte order mark at the beginning, and no other', () => {
    assert.equal(fromUtf8(new TextEncoder().encode('\ufeff\ufeff丙\ufeff')), '\ufeff丙\ufeff');
    assert.equal(fromUtf8(bytesOf(0xef, 0xbb, 0xbf)), '');
  });

  it('reads bytes that lie in the middle of others', () => {
    const bytes = new TextEncoder().encode('甲\ufeff乙𠮷丙');
    assert.equal(fromUtf8(bytes.subarray(3, bytes.length - 3)), '乙𠮷');
    assert.equal(fromUtf8(bytes.subarray(1)), undefined);
  });
});
