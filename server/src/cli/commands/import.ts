import { resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { CodeBookStore, codeBookUriOf } from '../../annotations/codeBook/codeBookStore';
import { AnnotationError } from '../../annotations/store';
import { ImportError } from '../../exchange/codeBookFormat';
import { CODE_BOOK_FORMATS, codeBookFormat } from '../../exchange/codeBookFormats';
import { importCodeBook, type ImportReport } from '../../exchange/codeBookImport';
import { codeGuid } from '../../platform/guids';
import { openAnnotations } from '../annotations';
import { type Command, oneOf, UsageError } from '../command';
import { COMMON_OPTIONS, openPaths, shownName } from '../corpora';
import { readAll } from '../standardInput';

const NAMES = CODE_BOOK_FORMATS.map(({ name }) => name).join(', ');

export const importCommand: Command = {
  name: 'import',
  usage: '--format NAME --into CORPUS [--differences keep|take] FILE',
  summary: `take the codes of another program into the code book of a corpus (${NAMES})`,
  options: {
    format: { value: 'NAME', help: CODE_BOOK_FORMATS.map(({ name, label }) => `${name}: ${label}`).join('; ') },
    into: { value: 'CORPUS', help: 'the folder of the corpus' },
    differences: { value: 'WHAT', help: 'of a code that is there and differs: keep what is there (the default), or take what the file says' },
    ...COMMON_OPTIONS,
  },
  async run(args, io) {
    const format = codeBookFormat(args.value('format') ?? '');
    if (!format) throw new UsageError(args.value('format') === undefined ? '--format is missing' : `--format knows ${NAMES}, not "${args.value('format')}"`);
    const into = args.value('into');
    if (into === undefined || into === '') throw new UsageError('--into is missing');
    const differences = oneOf(args, 'differences', ['keep', 'take'] as const, 'keep');
    const [file, another] = args.positionals;
    if (file === undefined || another !== undefined) throw new UsageError('import takes one FILE');
    const bytes = file === '-' ? await readAll(io.standardInput) : await io.files.read(URI.file(resolve(io.cwd, file)).toString()).catch(() => undefined);
    if (!bytes) {
      io.fail(file, 'no such file, or it cannot be read');
      return 2;
    }
    const opened = await openPaths([into], args, io, { layers: new Set(), mayBeEmpty: true });
    const corpus = opened[0]?.corpus;
    if (!corpus) return 2;
    if (opened.length > 1) throw new UsageError('import takes one corpus at a time');
    const { annotations } = await openAnnotations(corpus, io);
    const used = annotations.list().flatMap(({ codes }) => codes);
    const store = new CodeBookStore(codeBookUriOf(corpus.root, corpus.manifest), io.files);
    try {
      const imported = format.read(bytes);
      let report: ImportReport | undefined;
      await store.load();
      await store.change((book) => {
        const outcome = importCodeBook(book, imported, { differences, guidOf: codeGuid, used });
        report = outcome.report;
        return outcome.book;
      }, 'anew');
      for (const remark of report?.remarks ?? []) io.log(`meipi: ${file}: ${remark}`);
      await io.out.line(`codes added: ${report?.added ?? 0}; known: ${report?.known ?? 0}; changed: ${report?.changed ?? 0}`);
      return 0;
    } catch (error) {
      if (error instanceof ImportError) io.fail(error.place === undefined ? file : `${file}:${error.place}`, error.message);
      else if (error instanceof AnnotationError) io.fail(shownName(store.uri, opened[0] as (typeof opened)[number], io), error.message);
      else throw error;
      return 2;
    }
  },
};
