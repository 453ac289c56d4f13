import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'vscode-uri';
import type { FileInfo, FileSystem } from '../corpus/ports';
import { removeFile, replaceFile, writeAtomic } from './atomicWrite';
import { absentAsUndefined } from './errors';
import { withLock } from './locks';

/** The files of this machine, addressed by `file:` URIs. */
export const nodeFiles: FileSystem = {
  async stat(uri) {
    return absentAsUndefined(async () => {
      const found = await stat(fileURLToPath(uri));
      return { kind: found.isDirectory() ? 'directory' : 'file', size: found.size, mtime: found.mtimeMs } satisfies FileInfo;
    });
  },

  async read(uri) {
    return absentAsUndefined(async () => {
      const bytes = await readFile(fileURLToPath(uri));
      return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
  },

  async list(uri) {
    const folder = fileURLToPath(uri);
    const entries = await absentAsUndefined(() => readdir(folder, { withFileTypes: true }));
    const listed: { name: string; kind: FileInfo['kind'] }[] = [];
    for (const entry of entries ?? []) {
      if (entry.isDirectory()) listed.push({ name: entry.name, kind: 'directory' });
      else if (entry.isFile()) listed.push({ name: entry.name, kind: 'file' });
      // A link to a file is one; links to folders are not followed, as they may lead round in a circle.
      else if (entry.isSymbolicLink() && (await absentAsUndefined(() => stat(join(folder, entry.name))))?.isFile()) {
        listed.push({ name: entry.name, kind: 'file' });
      }
    }
    return listed;
  },

  async writeAtomic(uri, bytes) {
    await writeAtomic(fileURLToPath(uri), bytes);
  },

  async replace(uri, bytes, expected) {
    return replaceFile(fileURLToPath(uri), bytes, expected);
  },

  async remove(uri, expected) {
    return removeFile(fileURLToPath(uri), expected);
  },

  async withLock(uri, action) {
    return withLock(await realPath(fileURLToPath(uri)), action);
  },

  async real(uri) {
    return URI.file(await realPath(fileURLToPath(uri))).toString();
  },
};

async function realPath(path: string): Promise<string> {
  const real = await absentAsUndefined(() => realpath(path));
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await realPath(dirname(path)), basename(path));
}
