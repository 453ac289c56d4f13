import picomatch from 'picomatch/posix';
import { Utils, type URI } from 'vscode-uri';
import { MANIFEST_NAME, type Manifest } from './manifest';
import type { FileReader } from './ports';

/** Whether documents are looked for in a folder of this name: not in hidden ones (version control, caches) and packages. */
export function holdsDocuments(folderName: string): boolean {
  return !folderName.startsWith('.') && folderName !== 'node_modules';
}

/**
 * The files below a folder as sorted paths with `/`; hidden folders, `node_modules` and the project's own files
 * left out. A folder that cannot be listed is reported and the rest goes on.
 */
export async function listFiles(root: URI, files: FileReader, onError: (uri: string, error: unknown) => void): Promise<string[]> {
  const paths: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const uri = resolvePath(root, folder);
    const entries = await files.list(uri).catch((error: unknown) => {
      onError(uri, error);
      return [];
    });
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') {
        if (holdsDocuments(name)) folders.push(path);
      } else if (!isOwnFile(path)) paths.push(path);
    }
  }
  return paths.sort(byPath);
}

/** The URI of a path below a folder. */
export function resolvePath(root: URI, path: string): string {
  return Utils.joinPath(root, ...segments(path)).toString();
}

/** Order of document ids: by code unit, the same on every machine. */
export function byPath(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A glob of corpus.json as a test on paths. A folder stands for everything in it, `.` and `./` for the root.
 * `undefined` when it is no glob: nothing at all, or longer than any path.
 */
export function matcher(glob: string): ((path: string) => boolean) | undefined {
  if (glob.trim() === '' || glob.length > LONGEST_GLOB) return undefined;
  const plain = glob.replaceAll('\\', '/').replace(/^\.(?:\/+|$)/, '').replace(/\/+$/, '');
  if (plain === '') return () => true;
  const test = picomatch([plain, `${plain}/**`]);
  return (path) => test(path);
}

const LONGEST_GLOB = 4096;

/** What a folder without `files` in its corpus.json takes as documents. */
export function isText(path: string): boolean {
  return /\.txt$/i.test(path);
}

/**
 * Which files of the folder of a corpus are its documents. Takes paths that {@link listFiles} gives: hidden folders and the
 * project's own files are left out there.
 */
export function chosenBy({ files, exclude }: Manifest): (path: string) => boolean {
  const tests = (globs: readonly { readonly value: string }[]): ((path: string) => boolean)[] => globs.flatMap(({ value }) => matcher(value) ?? []);
  const included = files ? tests(files) : [isText];
  const excluded = tests(exclude);
  return (path) => included.some((test) => test(path)) && !excluded.some((test) => test(path));
}

/** Files that describe or annotate documents are none themselves, whatever a glob says. */
function isOwnFile(path: string): boolean {
  return path === MANIFEST_NAME || path.endsWith('.annotations.json') || /(^|\/)\.[^/]*$/.test(path);
}

function segments(path: string): string[] {
  return path === '' ? [] : path.split('/');
}
