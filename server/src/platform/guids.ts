import { createHash } from 'node:crypto';

/** Namespace of the UUIDs of codes. */
const CODES = 'c1b6a9d4-53f0-4d7e-9a41-6e0f2d8b7a35';

/** The UUID of a code, made of its id (RFC 9562, version 5): the same id has the same one for ever, whatever the corpus. */
export function codeGuid(id: string): string {
  const bytes = createHash('sha1').update(Buffer.from(CODES.replaceAll('-', ''), 'hex')).update(id, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
