import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LocalFiles } from '../corpus/ports';
import { codeOf } from './errors';

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

  isSettled: ({ mtime }) => mtime < Date.now() - COARSEST_STAMP,

  hash: (bytes) => createHash('sha256').update(bytes).digest('base64url'),
};
