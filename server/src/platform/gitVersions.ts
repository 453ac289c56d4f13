import { spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from '../corpus/decode';
import { runGit } from './git';

/** Commits looked at: beyond them, annotations are found by their quotations. */
const MOST_COMMITS = 200;

/** Earlier versions of a file (a URI) by the hash of their text. */
export type EarlierVersions = (hash: string, uri: string) => Promise<string | undefined>;

/**
 * Finds the earlier version of a file in its git history whose text has a hash, among the last {@link MOST_COMMITS} commits that
 * changed it. `undefined` where there is no git, no repository or no such version. A git blob is named by another hash than ours, so that
 * the versions have to be read: of each file once, when an earlier text is first asked for; what is committed later is kept in `.meipi` anyway.
 */
export function versionsInGit(hashOf: (text: string) => string): EarlierVersions {
  const known = new Map<string, Promise<ReadonlyMap<string, () => Promise<string | undefined>>>>();
  return async (hash, uri) => {
    if (!uri.startsWith('file:')) return undefined;
    let versions = known.get(uri);
    if (!versions) known.set(uri, (versions = textsOf(fileURLToPath(uri), hashOf).catch(() => new Map())));
    return (await versions).get(hash)?.();
  };
}

/** How to read the version with each hash: the texts themselves would take too much room. */
async function textsOf(path: string, hashOf: (text: string) => string): Promise<ReadonlyMap<string, () => Promise<string | undefined>>> {
  const folder = dirname(path);
  const name = `./${basename(path)}`;
  const { code, out } = await runGit(folder, 'log', `--max-count=${MOST_COMMITS}`, '--format=%H', '--', name);
  const commits = code === 0 ? out.split('\n').filter((line) => line !== '') : [];
  const texts = new Map<string, () => Promise<string | undefined>>();
  const textOf = async (object: string): Promise<string | undefined> => {
    const [blob] = await blobs(folder, [object]);
    return blob && decode(blob)?.text;
  };
  const objects = commits.map((commit) => `${commit}:${name}`);
  const found = await blobs(folder, objects);
  objects.forEach((object, i) => {
    const blob = found[i];
    const text = blob && decode(blob)?.text;
    if (text !== undefined) texts.set(hashOf(text), () => textOf(object));
  });
  return texts;
}

/** The contents of git objects, in their order; `undefined` for those that are not there (git-cat-file(1), `--batch`). */
function blobs(cwd: string, names: readonly string[]): Promise<(Buffer | undefined)[]> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['cat-file', '--batch'], { cwd, windowsHide: true, stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    git.on('error', reject);
    // A git that ends early closes what is written to it; its exit is told anyway.
    git.stdin.on('error', () => undefined);
    git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    git.on('close', () => resolve(contentsIn(Buffer.concat(chunks))));
    git.stdin.end(names.map((name) => `${name}\n`).join(''));
  });
}

/** The objects in the output of `git cat-file --batch`: a line `NAME blob SIZE`, so many bytes, a line feed; a line `NAME missing` otherwise. */
function contentsIn(output: Buffer): (Buffer | undefined)[] {
  const contents: (Buffer | undefined)[] = [];
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    if (end < 0) break;
    const size = / blob (\d+)$/.exec(output.toString('utf8', at, end))?.[1];
    at = end + 1;
    if (size === undefined) {
      contents.push(undefined);
      continue;
    }
    contents.push(output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}
