import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { exportInputOf } from '../../exchange/corpusExport';
import type { ExportContent, ExportInput } from '../../exchange/exportInput';
import { EXPORT_FORMATS, exportFormat } from '../../exchange/formats';
import { isProtected } from '../../exchange/protectedFiles';
import { sha256 } from '../../platform/snapshots';
import { LAYERS } from '../../recognise/tags';
import { openAnnotations } from '../annotations';
import { type Arguments, type Command, type Io, oneOf, UsageError } from '../command';
import { indexAll, openPaths, placeOf, RECOGNITION_OPTIONS, type OpenedCorpus } from '../corpora';

const CONTENTS: readonly ExportContent[] = ['annotations', 'tags', 'both'];
const NAMES = EXPORT_FORMATS.map(({ name }) => name).join(', ');

export const exportCommand: Command = {
  name: 'export',
  usage: '--format NAME --out FILE [--content annotations|tags|both] PATH…',
  summary: `write annotations, or what is recognised, for other programs (${NAMES})`,
  options: {
    format: { value: 'NAME', help: EXPORT_FORMATS.map(({ name, label }) => `${name}: ${label}`).join('; ') },
    out: { value: 'FILE', help: 'the file to write, replaced if it is there, but never a file of a corpus; - is standard output' },
    content: { value: 'WHAT', help: 'what people added (annotations, the default), what is recognised (tags), or both' },
    ...RECOGNITION_OPTIONS,
  },
  async run(args, io) {
    const format = exportFormat(required(args, 'format'));
    if (!format) throw new UsageError(`--format knows ${NAMES}, not "${args.value('format')}"`);
    const out = required(args, 'out');
    const content = oneOf(args, 'content', CONTENTS, 'annotations');
    const layers = new Set(content === 'annotations' ? [] : LAYERS);
    const [opened, another] = await openPaths(args.positionals, args, io, { layers });
    if (another) throw new UsageError('export takes one corpus at a time');
    // Without anything to read, what went wrong has been told already.
    if (!opened) return 2;
    const uriOf = (path: string): string => URI.file(resolve(io.cwd, path)).toString();
    const file = uriOf(out);
    if (out !== '-' && (await isProtected(file, opened.corpus, io.files, args.values('termbase').map(uriOf)))) throw new UsageError(`${out} belongs to the corpus and is not overwritten`);
    const pieces = format.write(await exportInput(opened, content, io));
    if (out === '-') {
      for (const piece of pieces) await io.out.text(piece);
      return 0;
    }
    await io.files.writeAtomic(file, Buffer.concat([...pieces].map((piece) => Buffer.from(piece))));
    return 0;
  },
};

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
