import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { LeftWork, Work, WorkJournal } from '../annotations/ports';
import type { FileSystem } from '../corpus/ports';
import { writeAtomic } from './atomicWrite';
import { isAlive } from './locks';

/** Work that nobody has touched for this long belongs to no running process, whatever has its number now. Milliseconds. */
const ABANDONED_AFTER = 10 * 60_000;

/** Deletions are remembered for this long: longer than annotations are unsettled. Milliseconds. */
const DELETIONS_KEPT = 10 * 60_000;

interface Entry extends Work {
  /** The same address with all links resolved. */
  readonly real: string;
  readonly pid: number;
  readonly host: string;
  readonly date: string;
}

/**
 * A journal in a folder that all processes of a user share: a file for the work of each process on each sidecar, readable by
 * that user only. Work of a process that has ended is {@link WorkJournal.left | left} for the next one.
 */
export function journalIn(folder: string, files: Pick<FileSystem, 'real'>): WorkJournal {
  const work = join(folder, 'work');
  const owner = `${process.pid}-${randomBytes(4).toString('hex')}`;
  const reals = new Map<string, Promise<string>>();
  const realOf = (uri: string): Promise<string> => {
    let real = reals.get(uri);
    if (!real) reals.set(uri, (real = files.real(uri)));
    return real;
  };
  const keyOf = async (uri: string): Promise<string> => createHash('sha256').update(await realOf(uri)).digest('hex').slice(0, 24);
  const fileOf = async (uri: string): Promise<string> => join(work, `${await keyOf(uri)}-${owner}.json`);
  const deletionsOf = async (uri: string): Promise<string> => join(folder, 'deleted', `${await keyOf(uri)}.json`);
  const makeFolders = async (): Promise<void> => {
    for (const each of [work, join(folder, 'deleted')]) await mkdir(each, { recursive: true, mode: 0o700 });
  };

  return {
    async keep(kept) {
      await makeFolders();
      const entry: Entry = { ...kept, real: await realOf(kept.uri), pid: process.pid, host: hostname(), date: new Date().toISOString() };
      await writeAtomic(await fileOf(kept.uri), Buffer.from(`${JSON.stringify(entry)}\n`));
    },

    async drop(uri) {
      await rm(await fileOf(uri), { force: true });
    },

    async noteDeleted(uri, ids) {
      await makeFolders();
      const file = await deletionsOf(uri);
      const noted = await readDeletions(file);
      for (const id of ids) noted.set(id, Date.now());
      await writeAtomic(file, Buffer.from(JSON.stringify([...noted])));
    },

    async deleted(uri) {
      return new Set((await readDeletions(await deletionsOf(uri))).keys());
    },

    async left(root) {
      const names = await readdir(work).catch(() => []);
      const real = await files.real(root);
      const found: LeftWork[] = [];
      for (const name of names.filter((each) => each.endsWith('.json') && !each.endsWith(`-${owner}.json`))) {
        const path = join(work, name);
        const entry = await readEntry(path);
        if (!entry || !(entry.uri.startsWith(`${root}/`) || entry.real.startsWith(`${real}/`))) continue;
        if (await isOwned(path, entry)) continue;
        const { uri, document, before, after, date } = entry;
        found.push({ id: name, uri, document, before, after, date });
      }
      return found.sort((a, b) => (a.date < b.date ? -1 : 1));
    },

    async remove(id) {
      if (/^[0-9a-f]+-\d+-[0-9a-f]+\.json$/.test(id)) await rm(join(work, id), { force: true });
    },
  };
}

async function isOwned(path: string, { pid, host }: Entry): Promise<boolean> {
  const age = Date.now() - (await stat(path).then(({ mtimeMs }) => mtimeMs, () => 0));
  return age < ABANDONED_AFTER && (host !== hostname() || (isAlive(pid) && pid !== process.pid));
}

/** An entry as this program writes it; `undefined` for anything else that lies there. */
async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    const entry = JSON.parse(await readFile(path, 'utf8')) as Partial<Entry>;
    const texts = [entry.uri, entry.real, entry.document, entry.before, entry.after, entry.host, entry.date];
    return texts.every((each) => typeof each === 'string') && typeof entry.pid === 'number' ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

async function readDeletions(file: string): Promise<Map<string, number>> {
  try {
    const noted = JSON.parse(await readFile(file, 'utf8')) as [string, number][];
    return new Map(noted.filter(([, when]) => Date.now() - when < DELETIONS_KEPT));
  } catch {
    return new Map();
  }
}
