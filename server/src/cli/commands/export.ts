import { join, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import type { CodeBookFormat } from '../../exchange/codeBookFormat';
import { CODE_BOOK_FORMATS, codeBookFormat } from '../../exchange/codeBookFormats';
import { exportInputOf } from '../../exchange/corpusExport';
import type { ExportContent, ExportInput } from '../../exchange/exportInput';
import { EXPORT_FORMATS, exportFormat, FOLDER_FORMATS, folderFormat } from '../../exchange/formats';
import { encoded, unhurried } from '../../exchange/pieces';
import { isProtected } from '../../exchange/protectedFiles';
import { codeGuid } from '../../platform/guids';
import { sha256 } from '../../platform/snapshots';
import { LAYERS } from '../../recognise/tags';
import { openAnnotations } from '../annotations';
import { type Arguments, type Command, type Io, oneOf, UsageError } from '../command';
import { indexAll, openPaths, placeOf, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

const CONTENTS: readonly ExportContent[] = ['annotations', 'tags', 'both'];
const FORMATS = [...EXPORT_FORMATS, ...FOLDER_FORMATS, ...CODE_BOOK_FORMATS];
const NAMES = FORMATS.map(({ name }) => name).join(', ');
const FOLDERS = FOLDER_FORMATS.map(({ name }) => name).join(', ');

export const exportCommand: Command = {
  name: 'export',
  usage: '--format NAME --out FILE [--content annotations|tags|both] PATH…',
  summary: `write annotations, what is recognised, or the code book, for other programs (${NAMES})`,
  options: {
    format: { value: 'NAME', help: FORMATS.map(({ name, label }) => `${name}: ${label}`).join('; ') },
    out: { value: 'FILE', help: `the file to write, replaced if it is there, but never a file of a corpus; - is standard output. Of ${FOLDERS} a folder, in which a file for each table is written` },
    content: { value: 'WHAT', help: `what people added (annotations, the default), what is recognised (tags), or both (the default of ${FOLDERS})` },
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const format = exportFormat(required(args, 'format'));
    const ofCodes = codeBookFormat(required(args, 'format'));
    const inFolder = folderFormat(required(args, 'format'));
    if (!format && !ofCodes && !inFolder) throw new UsageError(`--format knows ${NAMES}, not "${args.value('format')}"`);
    const out = required(args, 'out');
    if (ofCodes && args.value('content') !== undefined) throw new UsageError(`${ofCodes.name} holds the code book alone: leave out --content`);
    const content = oneOf(args, 'content', CONTENTS, inFolder ? 'both' : 'annotations');
    if (inFolder && (out === '-' || out.endsWith(`.${inFolder.name}`))) throw new UsageError(`${inFolder.name} has a file for each table: --out must be a folder`);
    const layers = new Set(content === 'annotations' ? [] : LAYERS);
    const [opened, another] = await openPaths(args.positionals, args, io, { layers, mayBeEmpty: ofCodes !== undefined });
    if (another) throw new UsageError('export takes one corpus at a time');
    // Without anything to read, what went wrong has been told already.
    if (!opened) return 2;
    const uriOf = (path: string): string => URI.file(resolve(io.cwd, path)).toString();
    const refuseProtected = async (path: string): Promise<void> => {
      if (await isProtected(uriOf(path), opened.corpus, io.files, args.values('termbase').map(uriOf))) throw new UsageError(`${path} belongs to the corpus and is not overwritten`);
    };
    if (inFolder) {
      const files = inFolder.files(await exportInput(opened, content, io)).map((file) => ({ ...file, path: join(out, file.name) }));
      for (const { path } of files) await refuseProtected(path);
      for (const { path, write } of files) await io.files.writeAtomic(uriOf(path), unhurried(write(), unpaused));
      return 0;
    }
    if (out !== '-') await refuseProtected(out);
    const pieces = format ? format.write(await exportInput(opened, content, io)) : alone(await exportCodes(opened, ofCodes as CodeBookFormat, io));
    if (out !== '-') await io.files.writeAtomic(uriOf(out), unhurried(encoded(pieces), unpaused));
    else for (const piece of pieces) await io.out.text(piece);
    return 0;
  },
};

/** Nobody waits for anything else here. */
const unpaused = (): Promise<void> => Promise.resolve();

function* alone(text: string): Generator<string, number> {
  yield text;
  return 1;
}

/** The code book in a format of its own; what the format cannot hold is told on standard error. */
async function exportCodes(opened: OpenedCorpus, format: CodeBookFormat, io: Io): Promise<string> {
  const { codeBook } = await openAnnotations(opened.corpus, io);
  for (const problem of codeBook.problems) if (problem.severity === 'error') io.fail(await placeOf(problem, opened, io), problem.message);
  const text = format.write(codeBook.codeBook, codeGuid);
  for (const loss of format.losses(codeBook.codeBook)) io.log(`meipi: ${format.name}: ${loss}`);
  return text;
}

async function exportInput(opened: OpenedCorpus, content: ExportContent, io: Io): Promise<ExportInput> {
  const { corpus } = opened;
  if (content !== 'annotations') await indexAll(opened, io);
  const { annotations, codeBook, codeBookId } = await openAnnotations(corpus, io);
  for (const problem of [...codeBook.problems, ...annotations.problems]) {
    if (problem.severity === 'error') io.fail(await placeOf(problem, opened, io), problem.message);
  }
  return exportInputOf({
    corpus,
    codeBook: codeBook.codeBook,
    content,
    date: new Date().toISOString(),
    hash: sha256,
    annotationsOf: (document) => annotations.list({ document }),
    notesOf: (document) => annotations.notes({ document }),
    codeBookId,
  });
}

function required(args: Arguments, name: string): string {
  const value = args.value(name);
  if (value === undefined || value === '') throw new UsageError(`--${name} is missing`);
  return value;
}
