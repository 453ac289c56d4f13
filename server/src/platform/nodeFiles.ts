import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { URI } from 'vscode-uri';
import type { FileInfo, FileSystem } from '../corpus/ports';

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
    const named = fileURLToPath(uri);
    await mkdir(dirname(named), { recursive: true });
    // A linked file is replaced where it really is, so that the link stays.
    const path = (await absentAsUndefined(() => realpath(named))) ?? named;
    const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
    const mode = (await absentAsUndefined(() => stat(path)))?.mode;
    try {
      const file = await open(temporary, 'wx', mode);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, path);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(dirname(path));
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

/** Makes a rename durable. Not every platform can (Windows refuses to open a folder): then the rename is as durable as it is. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // The file itself is complete either way.
  }
}

async function absentAsUndefined<T>(action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // An address of another kind (standard input has one) names no file of this machine.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_URL_SCHEME') return undefined;
    throw error;
  }
}
