import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LocalFiles } from '../corpus/ports';
import { roomFor } from '../text/units';
import { codeOf } from './errors';
import { fromUtf8 } from './utf8';

/** File systems count the time of a change in steps of up to two seconds. Milliseconds. */
const COARSEST_STAMP = 2000;

/** The files of this machine, had at once; addressed by `file:` URIs. */
export const localFiles: LocalFiles = {
  stat(uri) {
    const found = statSync(fileURLToPath(uri), { throwIfNoEntry: false });
    return found && { kind: found.isDirectory() ? 'directory' : 'file', size: found.size, mtime: found.mtimeMs };
  },

  read(uri) {
    try {
      const bytes = readFileSync(fileURLToPath(uri));
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  },

  readStart(uri, length) {
    let file: number | undefined;
    try {
      file = openSync(fileURLToPath(uri), 'r');
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  },

  isSettled: ({ mtime }) => mtime < Date.now() - COARSEST_STAMP,

  hash: (bytes) => createHash('sha256').update(bytes).digest('base64url'),

  fromUtf8,
};

/**
 * The same files for a thread that looks at one after another: the bytes of one are good until the next is read. Each in bytes of its own would be garbage that
 * V8 hardly counts, as it lies outside its heap: of files of some megabytes, dozens of them.
 */
export function filesOneByOne(): LocalFiles {
  let room = new Uint8Array(0);
  const readAll = (file: number): Uint8Array => {
    let length = 0;
    for (;;) {
      // One byte more than is left tells the end of the file; it may have grown.
      const needed = Math.max(fstatSync(file).size, length) + 1;
      if (room.length < needed) {
        const larger = new Uint8Array(roomFor(needed));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      const read = readSync(file, room, length, room.length - length, null);
      if (read === 0) return room.subarray(0, length);
      length += read;
    }
  };
  return {
    ...localFiles,
    read(uri) {
      let file: number;
      try {
        file = openSync(fileURLToPath(uri), 'r');
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
      try {
        return readAll(file);
      } finally {
        closeSync(file);
      }
    },
  };
}
