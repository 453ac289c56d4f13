import { accessSync, constants } from 'node:fs';
import { delimiter, join, relative, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { codeBookUriOf } from '../../annotations/codeBook/codeBookStore';
import { holdsDocuments } from '../../corpus/fileList';
import { MANIFEST_NAME, parseManifest } from '../../corpus/manifest';
import { runGit } from '../../platform/git';
import { type Command, type Io, UsageError } from '../command';

/** The name of the merge driver in .gitattributes and in the configuration of git. */
const DRIVER = 'meipi';

/** Folders that corpora of a repository are looked for in. */
const MOST_FOLDERS = 5000;

export const gitSetup: Command = {
  name: 'git-setup',
  usage: '[FOLDER] [--global | --print] [--driver COMMAND]',
  summary: 'make git merge annotations and code books with meipi merge: writes .gitattributes into FOLDER and the driver into the configuration of its repository',
  options: {
    global: { help: 'configure the driver for all repositories of this user, not only for this one' },
    print: { help: 'write nothing: print the lines of .gitattributes and the commands instead' },
    driver: { value: 'COMMAND', help: 'how git runs meipi (default: meipi, where it is on the path, else this program by its full path)' },
  },
  async run(args, io) {
    if (args.positionals.length > 1) throw new UsageError('only one FOLDER can be set up');
    const given = args.positionals[0] ?? '.';
    const folder = resolve(io.cwd, given);
    if ((await io.files.stat(URI.file(folder).toString()))?.kind !== 'directory') {
      io.fail(given, 'no such folder');
      return 2;
    }
    const lines = attributesFor(await codeBooksBelow(folder, io));
    const scope = args.has('global') ? '--global' : '--local';
    const settings: [string, string][] = [
      [`merge.${DRIVER}.name`, 'annotations and code books of Meipi'],
      [`merge.${DRIVER}.driver`, `${args.value('driver') ?? ownCommand()} merge %O %A %B %P`],
    ];
    if (args.has('print')) {
      await io.out.text(`# ${join(given, '.gitattributes')}\n${lines.map((line) => `${line}\n`).join('')}\n`);
      for (const [key, value] of settings) await io.out.line(`git config ${scope} ${key} ${quoted(value)}`);
      return 0;
    }
    const inside = await runGit(folder, 'rev-parse', '--is-inside-work-tree').catch(() => undefined);
    if (inside?.out.trim() !== 'true') {
      io.fail(given, inside ? 'this is no folder of a git repository' : 'git cannot be run');
      return 2;
    }
    for (const [key, value] of settings) {
      const { code, error } = await runGit(folder, 'config', scope, key, value);
      if (code !== 0) {
        io.fail(given, error || 'git config failed');
        return 2;
      }
    }
    const added = await addLines(join(folder, '.gitattributes'), lines, io);
    await io.out.line(added > 0 ? `${join(given, '.gitattributes')}: ${added} lines added; commit the file` : `${join(given, '.gitattributes')}: nothing to add`);
    await io.out.line(`merge driver configured for ${args.has('global') ? 'all repositories of this user' : 'this repository'}; in another clone, run this again`);
    return 0;
  },
};

/** Line ends are pinned, so that a sidecar is the same file on every system. */
function attributesFor(codeBooks: readonly string[]): string[] {
  return ['*.annotations.json', 'codebook.json', ...codeBooks].map((pattern) => `${pattern} text eol=lf merge=${DRIVER}`);
}

/** Code books of the corpora in a folder that have another name than usual, as patterns of .gitattributes. */
async function codeBooksBelow(folder: string, io: Io): Promise<string[]> {
  const found = new Set<string>();
  const folders = [URI.file(folder).toString()];
  for (const at of folders) {
    for (const { name, kind } of await io.files.list(at).catch(() => [])) {
      if (kind === 'directory' && holdsDocuments(name) && folders.length < MOST_FOLDERS) folders.push(`${at}/${encodeURIComponent(name)}`);
      if (kind !== 'file' || name !== MANIFEST_NAME) continue;
      const bytes = await io.files.read(`${at}/${name}`).catch(() => undefined);
      if (!bytes) continue;
      const book = URI.parse(codeBookUriOf(at, parseManifest(new TextDecoder().decode(bytes), '').manifest)).fsPath;
      const path = relative(folder, book).replaceAll('\\', '/');
      // One outside the folder cannot be named in its .gitattributes.
      if (path !== '' && !path.startsWith('../') && !/(?:^|\/)codebook\.json$/.test(path)) found.add(pattern(path));
    }
  }
  return [...found].sort();
}

/** A path as a pattern that fits it only. */
function pattern(path: string): string {
  const escaped = `/${path}`.replace(/[[\]*?\\]/g, '\\$&');
  return /[\s"]/.test(escaped) ? JSON.stringify(escaped) : escaped;
}

/** Adds the lines that a file lacks and leaves all others; how many. */
async function addLines(path: string, lines: readonly string[], io: Io): Promise<number> {
  const uri = URI.file(path).toString();
  const bytes = await io.files.read(uri);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes ?? new Uint8Array());
  const there = new Set(text.split(/\r?\n/).map((line) => line.trim()));
  const missing = lines.filter((line) => !there.has(line));
  if (missing.length === 0) return 0;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : text + eol;
  await io.files.writeAtomic(uri, new TextEncoder().encode(before + missing.map((line) => line + eol).join('')));
  return missing.length;
}

/** How git, which hands its drivers to a shell, runs this program. */
function ownCommand(): string {
  const names = process.platform === 'win32' ? ['meipi.cmd', 'meipi.exe'] : ['meipi'];
  const isOnPath = (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && names.some((name) => isExecutable(join(folder, name))));
  return isOnPath ? 'meipi' : [process.execPath, resolve(process.argv[1] ?? 'meipi')].map((part) => quoted(part.replaceAll('\\', '/'))).join(' ');
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A word of a shell. */
function quoted(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll('\'', '\'\\\'\'')}'`;
}
