import { isUtf8, transcode } from 'node:buffer';
import type { FromUtf8 } from '../corpus/decode';

/**
 * The text that bytes are in UTF-8, without the byte order mark they may begin with; undefined where they are no valid UTF-8. The same as a `TextDecoder` gives that
 * is fatal, in a seventh of its time for Chinese: that makes the string byte by byte, `transcode` many bytes at once.
 *
 * @throws Error for a text that is longer than any string may be
 */
export const fromUtf8 = utf8Decoder(transcode);

/** {@link fromUtf8} with that function of Node, which is not there when Node was built without ICU; a fatal `TextDecoder` is not either. */
export function utf8Decoder(transcoding: typeof transcode | undefined): FromUtf8 {
  const decode = (text: Uint8Array): string => (transcoding ? transcoding(text, 'utf8', 'ucs2').toString('utf16le') : Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8'));
  return (bytes) => {
    const text = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
    return isUtf8(text) ? decode(text) : undefined;
  };
}
