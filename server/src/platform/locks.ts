import { createHash, randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './errors';

/**
 * Advisory locks between processes that write one file: `.meipi-….lock` beside it, made with O_EXCL, holding process and machine. A
 * lock whose process is gone, or that is older than any write takes, is taken over. Nobody waits for ever: what is written
 * without the lock is still compared with what is on disk (atomicWrite.ts), so that the lock saves work rather than data.
 */
const STALE_AGE = 15_000;
const LONGEST_WAIT = 20_000;
const PAUSE = { least: 4, most: 40 };

/** Does something while no other process that asks does it for the same file. */
export async function withLock<T>(path: string, action: () => Promise<T>): Promise<T> {
  const lock = join(dirname(path), `.meipi-${createHash('sha256').update(basename(path)).digest('hex').slice(0, 12)}.lock`);
  const mark = `${process.pid} ${randomBytes(6).toString('hex')} ${hostname()}\n`;
  const isHeld = await acquire(lock, mark);
  try {
    return await action();
  } finally {
    if (isHeld) await release(lock, mark);
  }
}

/** Whether the lock is held now; false where it cannot be made, or another process keeps it too long. */
async function acquire(lock: string, mark: string): Promise<boolean> {
  const end = Date.now() + LONGEST_WAIT;
  for (;;) {
    try {
      return await make(lock, mark);
    } catch (error) {
      // A folder that is not to be written: what follows fails by itself, with its own message.
      if (codeOf(error) !== 'EEXIST') return false;
    }
    const holder = await readFile(lock, 'utf8').catch(() => undefined);
    if (holder !== undefined && (await isStale(lock, holder))) await takeAway(lock, holder);
    else if (Date.now() > end) return false;
    else await wait(PAUSE.least + Math.random() * (PAUSE.most - PAUSE.least));
  }
}

/** Makes a lock; false on a full disk, where it is not left behind. Throws where there is one. */
async function make(lock: string, mark: string): Promise<boolean> {
  const file = await open(lock, 'wx');
  try {
    await file.writeFile(mark);
    return true;
  } catch {
    await rm(lock, { force: true });
    return false;
  } finally {
    await file.close();
  }
}

async function isStale(lock: string, holder: string): Promise<boolean> {
  const made = await stat(lock).then(({ mtimeMs }) => mtimeMs, () => Date.now());
  if (Date.now() - made > STALE_AGE) return true;
  const [pid, , host] = holder.trim().split(' ');
  // An empty lock has just been made.
  return host === hostname() && !isAlive(Number(pid));
}

/** Whether a process of this machine is running. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Removes a stale lock, and no other: two processes may find it at once, and one of them hold a new one already. */
async function takeAway(lock: string, holder: string): Promise<void> {
  const aside = lock.replace(/[0-9a-f]{12}\.lock$/, `${randomBytes(6).toString('hex')}.lock`);
  try {
    await rename(lock, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await link(aside, lock).catch(() => undefined);
    await rm(aside, { force: true });
  } catch {
    // Somebody else was faster.
  }
}

async function release(lock: string, mark: string): Promise<void> {
  const holder = await readFile(lock, 'utf8').catch(() => undefined);
  if (holder === mark) await rm(lock, { force: true }).catch(() => undefined);
}
