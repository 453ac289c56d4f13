import { URI, Utils } from 'vscode-uri';
import { sidecarUri } from '../annotations/addresses';
import { codeBookUriOf } from '../annotations/codeBook/codeBookStore';
import { decode } from '../corpus/decode';
import { chosenBy, isText, listFiles, resolvePath } from '../corpus/fileList';
import { emptyManifest, MANIFEST_NAME, parseManifest, type Manifest } from '../corpus/manifest';
import type { FileSystem } from '../corpus/ports';

/** What is known of a corpus whose files are not to be overwritten. */
export interface ProtectedCorpus {
  readonly root: string;
  readonly documents: readonly { readonly uri: string }[];
}

/**
 * Whether a file is one that a corpus is made of, so that no export may be written over it: a document, be it among the
 * opened ones or not, a sidecar, corpus.json, a code book, a term base, an old text in `.meipi`. Links are followed on
 * both sides. Without a corpus.json every text file in the folders of the opened documents counts as a document.
 *
 * @param file URI of the file to be written, which need not be there
 * @param others URIs of further files that must stay as they are
 */
export async function isProtected(file: string, corpus: ProtectedCorpus, files: FileSystem, others: readonly string[] = []): Promise<boolean> {
  const target = await files.real(URI.parse(file).toString());
  if (isOwnName(target)) return true;
  if (!(await files.stat(target))) return false;
  // Whatever corpus it belongs to: somebody annotated it.
  if (await files.stat(sidecarUri(target))) return true;
  const asked = new Set<string>();
  const isTarget = async (uri: string): Promise<boolean> => {
    const address = URI.parse(uri).toString();
    if (asked.has(address)) return false;
    asked.add(address);
    return (await files.real(address)) === target;
  };
  const codeBook = codeBookUriOf(corpus.root, (await readManifest(corpus.root, files)) ?? emptyManifest);
  for (const uri of [...others, codeBook, ...urisOf(corpus)]) if (await isTarget(uri)) return true;
  const above = await corpusAbove(target, files);
  const roots = new Set([await files.real(corpus.root), ...(above === undefined ? [] : [above])]);
  for (const root of roots) {
    const manifest = await readManifest(root, files);
    if (!manifest) continue;
    for (const uri of await filesOf(root, manifest, files)) if (await isTarget(uri)) return true;
  }
  return above === undefined && isText(target) && (await isBesideDocuments(target, corpus, files));
}

/** Whether the name alone says that a file is the program's own. */
function isOwnName(uri: string): boolean {
  const path = URI.parse(uri).path;
  return path.endsWith(`/${MANIFEST_NAME}`) || path.endsWith('.annotations.json') || path.includes('/.meipi/');
}

/** The documents that are files: standard input may be one, too. */
function urisOf({ documents }: ProtectedCorpus): string[] {
  return documents.map(({ uri }) => uri).filter((uri) => URI.parse(uri).scheme === 'file');
}

/** Documents, code book and term bases of the corpus in a folder. A folder that cannot be listed has none to be written over. */
async function filesOf(root: string, manifest: Manifest, files: FileSystem): Promise<string[]> {
  const folder = URI.parse(root);
  const paths = await listFiles(folder, files, () => undefined);
  return [
    codeBookUriOf(root, manifest),
    ...manifest.termBases.map(({ value }) => resolvePath(folder, value.replaceAll('\\', '/'))),
    ...paths.filter(chosenBy(manifest)).map((path) => resolvePath(folder, path)),
  ];
}

async function isBesideDocuments(target: string, corpus: ProtectedCorpus, files: FileSystem): Promise<boolean> {
  const folders = new Set(urisOf(corpus).map(folderOf));
  for (const folder of folders) if ((await files.real(folder)) === folderOf(target)) return true;
  return false;
}

/** The nearest folder above a file that has a corpus.json. */
async function corpusAbove(file: string, files: FileSystem): Promise<string | undefined> {
  for (let at = folderOf(file); ; at = folderOf(at)) {
    if ((await files.stat(resolvePath(URI.parse(at), MANIFEST_NAME)))?.kind === 'file') return at;
    if (folderOf(at) === at) return undefined;
  }
}

/** What a corpus.json says; of one that cannot be read, nothing, as when the corpus is opened. `undefined` where there is none. */
async function readManifest(root: string, files: FileSystem): Promise<Manifest | undefined> {
  const uri = resolvePath(URI.parse(root), MANIFEST_NAME);
  const bytes = await files.read(uri);
  if (!bytes) return undefined;
  const decoded = decode(bytes);
  return decoded ? parseManifest(decoded.text, uri).manifest : emptyManifest;
}

function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}
