import type { FileReader } from '../../corpus/ports';
import { sidecarUri } from '../addresses';
import type { TextDocument } from '../ports';

/**
 * The ids of the documents that may have a sidecar, found by one look at each folder: in a large corpus most have none, and asking for each of
 * these takes longer than all else that opening it does. Where a folder cannot be listed, all its documents are among them.
 */
export async function mayHaveSidecars(documents: readonly TextDocument[], files: Pick<FileReader, 'list'>): Promise<Set<string>> {
  const byFolder = new Map<string, { readonly id: string; readonly name: string }[]>();
  for (const { id, uri } of documents) {
    const sidecar = sidecarUri(uri);
    const cut = sidecar.lastIndexOf('/');
    const folder = sidecar.slice(0, cut);
    const inFolder = byFolder.get(folder);
    const one = { id, name: sidecar.slice(cut + 1) };
    if (inFolder) inFolder.push(one);
    else byFolder.set(folder, [one]);
  }
  const found = new Set<string>();
  for (const [folder, inFolder] of byFolder) {
    const names = await namesIn(folder, files);
    for (const { id, name } of inFolder) if (!names || names.has(comparable(decodeURIComponent(name)))) found.add(id);
  }
  return found;
}

async function namesIn(folder: string, files: Pick<FileReader, 'list'>): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await files.list(folder)).map(({ name }) => comparable(name)));
  } catch {
    return undefined;
  }
}

/** Equal for names that some file system takes for one: it may not tell case, or composed characters from decomposed ones. */
function comparable(name: string): string {
  return name.normalize('NFKD').toLowerCase();
}
