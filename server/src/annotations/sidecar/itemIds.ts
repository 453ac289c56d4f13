import { URI } from 'vscode-uri';
import { holdsDocuments, resolvePath } from '../../corpus/fileList';
import type { FileReader } from '../../corpus/ports';
import type { Span } from '../../text/span';
import { SIDECAR_ENDING } from '../addresses';
import { LARGEST_SIDECAR } from './sidecarFile';

/** Folders of a corpus that are looked through; more are those of a whole disk, opened by mistake. */
const MOST_FOLDERS = 5_000;

const ID = /"id"\s*:\s*("(?:[^"\\]|\\.)*")/g;

/**
 * The ids that stand in the text of a sidecar, with their places (UTF-16 offsets, the quotation marks among them): those of all items, also of those that
 * are not understood. An id that stands twice has its first place.
 */
export function itemIds(text: string): Map<string, Span> {
  const found = new Map<string, Span>();
  for (const match of text.matchAll(ID)) {
    const [all, value = ''] = match;
    const id = unescaped(value);
    const end = match.index + all.length;
    if (id !== undefined && !found.has(id)) found.set(id, { start: end - value.length, end });
  }
  return found;
}

/**
 * The ids of everything in the sidecars below a folder (a URI): also of documents that are gone or that were not asked for. Undefined when one of the
 * sidecars cannot be read: then nobody knows what is in it.
 */
export async function idsInSidecars(root: string, files: FileReader): Promise<ReadonlySet<string> | undefined> {
  const address = URI.parse(root);
  const found = new Set<string>();
  const folders = [''];
  for (let i = 0; i < folders.length && i < MOST_FOLDERS; i++) {
    const folder = folders[i] as string;
    for (const { name, kind } of await files.list(resolvePath(address, folder)).catch(() => [])) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory' && holdsDocuments(name)) folders.push(path);
      if (kind !== 'file' || !name.endsWith(SIDECAR_ENDING)) continue;
      const text = await readJson(resolvePath(address, path), files);
      if (text === undefined) return undefined;
      for (const id of itemIds(text).keys()) found.add(id);
    }
  }
  return found;
}

/** The text of a file that is JSON in UTF-8. */
async function readJson(uri: string, files: FileReader): Promise<string | undefined> {
  try {
    if (((await files.stat(uri))?.size ?? 0) > LARGEST_SIDECAR) return undefined;
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await files.read(uri));
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}

function unescaped(value: string): string | undefined {
  try {
    return JSON.parse(value) as string;
  } catch {
    return undefined;
  }
}
