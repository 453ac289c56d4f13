import type { FileReader } from '../corpus/ports';
import { MANIFEST_NAME } from '../corpus/manifest';

/** Folders below a workspace folder are searched this deep. */
const MAX_DEPTH = 5;
/** Enough for any workspace of texts; a home folder opened by mistake is not searched through. */
const MAX_FOLDERS = 5000;
const SKIPPED = new Set(['node_modules', '__pycache__', 'dist', 'out']);

/** The folders with a corpus.json in or below the given ones, outermost first. A folder that cannot be listed is left out. */
export async function findCorpora(files: FileReader, folders: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  let searched = 0;
  let level = [...new Set(folders.map(withoutSlash))];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (++searched > MAX_FOLDERS) return [...found];
      for (const entry of await listed(files, folder)) {
        if (entry.kind === 'file' && entry.name === MANIFEST_NAME) found.add(folder);
        if (entry.kind === 'directory' && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) next.push(`${folder}/${encodeURIComponent(entry.name)}`);
      }
    }
    level = next;
  }
  return [...found];
}

export function withoutSlash(uri: string): string {
  return uri.replace(/\/+$/, '');
}

async function listed(files: FileReader, folder: string): Promise<Awaited<ReturnType<FileReader['list']>>> {
  try {
    return await files.list(folder);
  } catch {
    return [];
  }
}
