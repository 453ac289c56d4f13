// The files of a corpus in another folder, without copying them.
import { linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Puts the texts below one folder, or one of them, below another on the same file system. */
export function linkAll(from: string, to: string, only?: string): void {
  for (const name of only === undefined ? namesIn(from) : [only]) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    linkSync(join(from, name), join(to, name));
  }
}

/** The paths of the texts below a folder. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
}
