/**
 * Digests for telling whether something is the same as before, where a chance of one in 2^64 of not noticing is small enough. They are
 * quick and need nothing of the platform, and are no protection against anybody.
 */

/** The digest of a list of strings, as 16 hexadecimal digits. */
export function digestOf(strings: Iterable<string>): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (const string of strings) {
    for (let i = 0; i < string.length; i++) {
      const unit = string.charCodeAt(i);
      a = Math.imul(a ^ unit, 0x01000193);
      b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x2c1b3c6d);
    }
    // A boundary no string can hold: code units end at 0xffff.
    a = Math.imul(a ^ 0x10000, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ 0x10001, 0x2c1b3c6d);
  }
  return hex(finish(a ^ (b >>> 7))) + hex(finish(b ^ (a >>> 11)));
}

/** The last step of MurmurHash3 (Austin Appleby, public domain): every bit of the result depends on every bit of the state. */
function finish(state: number): number {
  let h = state;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
