import { joined, uint32 } from './bytes';

/**
 * What stands around packed bytes on their way to another thread, a cache or a later version of the program: what they are, in which
 * version of the form they were written, and a checksum, so that bytes cut off or damaged are told from whole ones.
 *
 * Eight bytes: `M`, `p`, a letter for what is packed, the version; then the checksum of these four and of all that follows them behind it
 * (32 bits, the lowest byte first).
 */

/** What is packed: all that is known of a document, or what its survey found. */
export type PackedKind = 'document' | 'survey';

const LETTERS: Readonly<Record<PackedKind, number>> = { document: 0x64, survey: 0x73 };

/** The version of the packed forms. Any change of what the bytes of one mean counts it up; bytes of another version are not read. */
const PACKED_VERSION = 4;

/** Where what is packed begins, in bytes from the first. */
export const BODY = 8;

/** The parts one after another, with the envelope around them, in a buffer of their own, which may be handed to another thread. */
export function seal(kind: PackedKind, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sealed = joined(parts, BODY);
  sealed.set([0x4d, 0x70, LETTERS[kind], PACKED_VERSION]);
  const checksum = checksumOf(sealed);
  for (let i = 0; i < 4; i++) sealed[4 + i] = checksum >>> (8 * i);
  return sealed;
}

/** Whether bytes are what {@link seal} gave for this kind, in this version and undamaged. */
export function isSealed(kind: PackedKind, bytes: Uint8Array): boolean {
  if (bytes.length < BODY || bytes[0] !== 0x4d || bytes[1] !== 0x70 || bytes[2] !== LETTERS[kind] || bytes[3] !== PACKED_VERSION) return false;
  return uint32(bytes, 4) === checksumOf(bytes);
}

/**
 * Of all but the place of the checksum itself. Each step takes in four bytes and loses nothing of the state, so that a change within four
 * of them never goes unnoticed. It finds accidents, not forgeries.
 */
function checksumOf(bytes: Uint8Array): number {
  let state = bytes.length;
  const take = (word: number): void => {
    state = Math.imul(state ^ word, 0x9e3779b1);
    state ^= state >>> 15;
  };
  take(uint32(bytes, 0));
  let at = BODY;
  for (; at + 4 <= bytes.length; at += 4) take(uint32(bytes, at));
  for (; at < bytes.length; at++) take(bytes[at] as number);
  return state >>> 0;
}
