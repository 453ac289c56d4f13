import { relative, resolve, sep } from 'node:path';
import { URI } from 'vscode-uri';
import { mergeFiles, type Side, UnreadableVersion } from '../../annotations/sidecar/mergeFiles';
import { SourceText } from '../../text/sourceText';
import { type Command, type Io, UsageError } from '../command';
import { lineAndColumn } from '../corpora';

const SIDES: readonly Side[] = ['base', 'ours', 'theirs'];

/** What a version is called, when git made it: its own file has a name that says nothing. */
const NAMES: Readonly<Record<Side, string>> = { base: 'common ancestor', ours: 'our version', theirs: 'their version' };

export const merge: Command = {
  name: 'merge',
  usage: 'BASE OURS THEIRS [PATH] [--strict]',
  summary: 'merge two versions of a file of annotations or of a code book into OURS, as git asks a merge driver to; exit code 1 when something is left to settle',
  options: {
    strict: { help: 'exit code 1 also when both versions of an annotation were kept' },
  },
  async run(args, io) {
    const [base, ours, theirs, path] = args.positionals;
    if (base === undefined || ours === undefined || theirs === undefined || args.positionals.length > 4) throw new UsageError('BASE, OURS and THEIRS are needed');
    const files = { base, ours, theirs };
    const shown = path ?? ours;
    const texts: Partial<Record<Side, string>> = {};
    for (const side of SIDES) {
      const name = path === undefined ? files[side] : `${path} (${NAMES[side]})`;
      const text = await textOf(files[side], side, name, io);
      if (text === undefined) return 2;
      texts[side] = text;
    }
    try {
      const { text, notes, conflicts } = mergeFiles(texts as Record<Side, string>, documentOf(shown, io.cwd));
      if (text !== texts.ours) await io.files.writeAtomic(uriOf(ours, io), new TextEncoder().encode(text));
      for (const line of [...notes, ...conflicts]) io.log(`meipi: ${shown}: ${line}`);
      return conflicts.length > 0 || (args.has('strict') && notes.length > 0) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof UnreadableVersion)) throw error;
      const { side, problem: { span, message } } = error;
      const place = span ? `:${lineAndColumn(new SourceText(texts[side] as string), span.start)}` : '';
      io.fail(path === undefined ? `${files[side]}${place}` : `${path}${place} (${NAMES[side]})`, message);
      return 2;
    }
  },
};

/** The text of a version; `undefined`, with a message, when it cannot be read. A base that is not there is empty. */
async function textOf(file: string, side: Side, name: string, io: Io): Promise<string | undefined> {
  try {
    const bytes = await io.files.read(uriOf(file, io));
    if (!bytes && side !== 'base') {
      io.fail(name, 'no such file');
      return undefined;
    }
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes ?? new Uint8Array());
  } catch (error) {
    io.fail(name, error instanceof TypeError ? 'This is not UTF-8 text.' : error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

/** The path of the document of a sidecar, for one that does not name it. */
function documentOf(path: string, cwd: string): string {
  return relative(cwd, resolve(cwd, path)).split(sep).join('/').replace(/\.annotations\.json$/, '');
}

function uriOf(path: string, { cwd }: Io): string {
  return URI.file(resolve(cwd, path)).toString();
}
