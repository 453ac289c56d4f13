import { randomBytes } from 'node:crypto';
import { constants, renameSync, statSync } from 'node:fs';
import { access, type FileHandle, link, lstat, mkdir, open, readdir, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Replacement } from '../corpus/ports';
import { absentAsUndefined, codeOf } from './errors';

/**
 * Files that are replaced as a whole: a temporary file beside the old one, fsync, rename, fsync of the folder. Whenever the
 * process or the machine stops, the old or the new file is there, complete.
 *
 * Temporary files have names of fixed length, as that of the file may already be as long as the system allows. One that a
 * killed process left is removed by the next process that writes into the folder.
 */
const TEMPORARY = /^\.meipi-[0-9a-f]{12}\.(?:tmp|lock)$/;

/** Whoever writes a file is done after this time; older temporary files are left over. Milliseconds. */
const LEFTOVER_AGE = 60_000;

/** Pauses before Windows is asked once more for a file that a virus scanner or an indexer holds open. Milliseconds. */
const WINDOWS_PAUSES = [10, 20, 40, 80, 160, 320, 640];

/** Pause between two looks at a file that another program is writing, and how many there are. Milliseconds. */
const SETTLING_PAUSE = 20;
const SETTLING_LOOKS = 25;

/** Replaces a file, whatever it holds. Folders on the way are made, permissions stay, a link stays and its file is replaced. */
export async function writeAtomic(named: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const path = await targetOf(named);
  const temporary = await writeTemporary(path, bytes);
  try {
    await renamePatiently(temporary, path);
    await syncFolder(dirname(path));
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Replaces a file as {@link writeAtomic} does, but only while it holds `expected`; `undefined`: while there is none. A file that is not
 * there is made by a link, which fails where another program made one first. Of one that is, the file is kept open: it is
 * compared directly before the rename, with two system calls and nothing else of this process in between, and read again
 * after it, for a program that was writing into it all the while.
 */
export async function replaceFile(named: string, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<Replacement> {
  const path = await targetOf(named);
  const temporary = await writeTemporary(path, bytes);
  try {
    return expected ? await replaceIfSame(temporary, path, expected) : await create(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Removes a file that holds `expected`, durably; one that is not there is as good as removed. Of a link, the link goes and its file stays. */
export async function removeFile(path: string, expected: Uint8Array): Promise<Replacement['state']> {
  const bytes = await absentAsUndefined(() => readFile(path));
  if (!bytes) return 'done';
  if (!sameBytes(bytes, expected)) return 'differs';
  await rm(path, { force: true });
  await syncFolder(dirname(path));
  return 'done';
}

async function create(temporary: string, path: string): Promise<Replacement> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await absentAsUndefined(() => lstat(path)))) return { state: 'differs' };
    // A file system that has no links.
    await renamePatiently(temporary, path);
  }
  await syncFolder(dirname(path));
  return { state: 'done' };
}

async function replaceIfSame(temporary: string, path: string, expected: Uint8Array): Promise<Replacement> {
  const old = await absentAsUndefined(() => open(path, 'r'));
  if (!old) return { state: 'differs' };
  try {
    const { ino } = await old.stat({ bigint: true });
    if (!sameBytes(await readAll(old), expected)) return { state: 'differs' };
    if (process.platform === 'win32') {
      // There an open file cannot be replaced, so that nothing is left of it to be looked at afterwards.
      await old.close();
      await renamePatiently(temporary, path);
      return { state: 'done' };
    }
    if (statSync(path, { bigint: true, throwIfNoEntry: false })?.ino !== ino) return { state: 'differs' };
    renameSync(temporary, path);
    await syncFolder(dirname(path));
    const left = await readSettled(old, expected);
    return left ? { state: 'done', overwritten: left } : { state: 'done' };
  } finally {
    await old.close().catch(() => undefined);
  }
}

/** What a replaced file holds, when that is not `expected` any more; waits until whoever writes it has ended. */
async function readSettled(file: FileHandle, expected: Uint8Array): Promise<Uint8Array | undefined> {
  let last = await readAll(file);
  if (sameBytes(last, expected)) return undefined;
  for (let look = 0; look < SETTLING_LOOKS; look++) {
    await wait(SETTLING_PAUSE);
    const now = await readAll(file);
    // One that has just been emptied is about to be filled.
    if (now.length > 0 && sameBytes(now, last)) break;
    last = now;
  }
  return last;
}

async function readAll(file: FileHandle): Promise<Uint8Array> {
  const { size } = await file.stat();
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

/** Where a file really is: a link is followed, be it one to a file that is not there yet. */
async function targetOf(named: string): Promise<string> {
  await mkdir(dirname(named), { recursive: true });
  const real = await absentAsUndefined(() => realpath(named));
  if (real !== undefined) return real;
  const to = await readlink(named).catch(() => undefined);
  if (to === undefined) return named;
  const target = resolve(dirname(named), to);
  await mkdir(dirname(target), { recursive: true });
  return target;
}

/** Writes a temporary file beside a file, complete on the disk, with the permissions of that file. Throws where the file must not be written. */
async function writeTemporary(path: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  const before = await absentAsUndefined(() => stat(path));
  // A rename asks for no permission to write the file itself.
  if (before) await access(path, constants.W_OK);
  await removeLeftovers(dirname(path));
  const temporary = join(dirname(path), `.meipi-${randomBytes(6).toString('hex')}.tmp`);
  const file = await open(temporary, 'wx', before ? 0o600 : undefined);
  try {
    if (bytes instanceof Uint8Array) await file.writeFile(bytes);
    // Each goes on where the one before ended.
    else for await (const piece of bytes) await file.writeFile(piece);
    if (before) {
      // Another owner can be kept by the administrator only; without it the permissions of the group would be somebody else's.
      const isKept = await file.chown(before.uid, before.gid).then(() => true, () => false);
      await file.chmod(before.mode & (isKept || process.platform === 'win32' ? 0o7777 : 0o7707));
    }
    await file.sync();
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  }
  await file.close();
  return temporary;
}

const cleaned = new Set<string>();

/** Removes the temporary files that killed processes left in a folder; once a process. */
async function removeLeftovers(folder: string): Promise<void> {
  if (cleaned.has(folder)) return;
  cleaned.add(folder);
  try {
    for (const name of (await readdir(folder)).filter((each) => TEMPORARY.test(each))) {
      const path = join(folder, name);
      const found = await absentAsUndefined(() => lstat(path));
      if (found && Date.now() - found.mtimeMs > LEFTOVER_AGE) await rm(path, { force: true });
    }
  } catch {
    // They do no harm.
  }
}

async function renamePatiently(from: string, to: string): Promise<void> {
  for (const pause of process.platform === 'win32' ? WINDOWS_PAUSES : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(codeOf(error) ?? '')) throw error;
      await wait(pause);
    }
  }
  await rename(from, to);
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
