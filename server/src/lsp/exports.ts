import * as l10n from '@vscode/l10n';
import { exportFormat, EXPORT_FORMATS } from '../exchange/formats';
import { exportInputOf } from '../exchange/corpusExport';
import { figureIndexOf } from '../corpus/figures/figureIndex';
import { neverCancelled } from '../corpus/ports';
import type { FigureExport } from '../exchange/figures';
import { FIGURE_FORMATS, figureFormat, figureTable } from '../exchange/figureFormats';
import type { ExportContent } from '../exchange/exportInput';
import { isProtected } from '../exchange/protectedFiles';
import type { CodeBookFormat } from '../exchange/codeBookFormat';
import { codeBookFormat, CODE_BOOK_FORMATS } from '../exchange/codeBookFormats';
import type { LoadDeps, LoadedCorpus } from './loadedCorpus';
import { UserError } from './guard';
import { shownPath } from './uris';

/** Pieces of a file written before other work is let in. */
const PIECES_AT_ONCE = 500;

/**
 * Writes annotations, tags, figures or the code book of a corpus to a file; the number of records in it, and what it lacks. Refuses an unknown format and a
 * file that the corpus is made of: documents are never written, and what people wrote in sidecars and code books is theirs.
 */
export async function exportCorpus(loaded: LoadedCorpus, formatName: string, content: Content, file: string, deps: ExportDeps): Promise<Exported> {
  const { files, pause } = deps;
  if (await isProtected(file, loaded.corpus, files)) throw new UserError(l10n.t('{0} belongs to the corpus and is not overwritten.', shownPath(file)));
  const ofCodes = codeBookFormat(formatName);
  if (ofCodes || content === 'codes') return exportCodes(loaded, ofCodes, formatName, file, deps);
  const writing = content === 'figures' || content === 'comparison' ? await writingFigures(loaded, formatName, content, deps) : writingFormat(loaded, formatName, content, deps);
  const pieces: string[] = [];
  let next = writing.next();
  while (!next.done) {
    pieces.push(next.value);
    if (pieces.length % PIECES_AT_ONCE === 0) await pause();
    next = writing.next();
  }
  await files.writeAtomic(file, new TextEncoder().encode(pieces.join('')));
  return { rows: next.value, losses: [] };
}

type Content = ExportContent | 'figures' | 'comparison' | 'codes';

interface Exported {
  readonly rows: number;
  /** What the format cannot hold, or has in another place. */
  readonly losses: readonly string[];
}

async function exportCodes({ codeBook }: LoadedCorpus, format: CodeBookFormat | undefined, name: string, file: string, { files, guidOf }: ExportDeps): Promise<Exported> {
  if (!format) throw unknownFormat(name, CODE_BOOK_FORMATS.map((each) => each.name));
  if (codeBook.codes.length === 0) throw new UserError(l10n.t('The code book has no codes to export.'));
  await files.writeAtomic(file, new TextEncoder().encode(format.write(codeBook, guidOf)));
  return { rows: codeBook.codes.length, losses: format.losses(codeBook) };
}

function writingFormat(loaded: LoadedCorpus, formatName: string, content: ExportContent, { clock, hash }: ExportDeps): Generator<string, number> {
  const format = exportFormat(formatName);
  if (!format) throw unknownFormat(formatName, EXPORT_FORMATS.map(({ name }) => name));
  const { corpus, codeBook, codeBookId } = loaded;
  return format.write(exportInputOf({
    corpus, codeBook, codeBookId, content, date: clock.now(), hash, annotationsOf: (document) => loaded.everybody(document).annotations, notesOf: (document) => loaded.everybody(document).notes,
  }));
}

async function writingFigures({ corpus }: LoadedCorpus, formatName: string, content: 'figures' | 'comparison', { pause }: ExportDeps): Promise<Generator<string, number>> {
  const format = figureFormat(formatName);
  if (!format) throw unknownFormat(formatName, FIGURE_FORMATS.map(({ name }) => name));
  const index = figureIndexOf(corpus);
  await index.update(neverCancelled, pause);
  const figures: FigureExport = { corpus, nameOf: ({ id }) => id, figures: index.figures, things: index.things };
  return content === 'figures' ? figureTable(format, figures) : format.comparison([figures]);
}

function unknownFormat(name: string, known: readonly string[]): UserError {
  return new UserError(l10n.t('There is no format {0}; there are {1}.', name, known.join(', ')));
}

type ExportDeps = Pick<LoadDeps, 'files' | 'pause' | 'clock' | 'hash' | 'guidOf'>;
