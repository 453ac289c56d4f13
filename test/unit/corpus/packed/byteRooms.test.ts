import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { ByteRooms } from '../../../../server/src/corpus/packed/byteRooms';

describe('bytes that are kept together', () => {
  it('stay as they were, and apart from those that they were copied from', () => {
    const length = fc.oneof(fc.nat(300), fc.integer({ min: 0, max: 150_000 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(length, fc.integer({ min: 1, max: 255 })), { maxLength: 30 }), (all) => {
        const rooms = new ByteRooms();
        const kept = all.map(([size, value]) => {
          const bytes = new Uint8Array(size).fill(value);
          const copy = rooms.keep(bytes);
          bytes.fill(0);
          return copy;
        });
        for (const [i, [size, value]] of all.entries()) {
          assert.equal(kept[i]?.length, size);
          assert.ok(kept[i]?.every((byte) => byte === value));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('share a buffer where they are short, and have one of their own, no longer than they are, where they are long', () => {
    const rooms = new ByteRooms();
    const [first, long, second] = [rooms.keep(new Uint8Array(1000)), rooms.keep(new Uint8Array(1_000_000)), rooms.keep(new Uint8Array(1000))];
    assert.equal(first.buffer, second.buffer);
    assert.equal(long.buffer.byteLength, 1_000_000);
  });
});
