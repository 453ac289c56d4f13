import * as l10n from '@vscode/l10n';
import { URI, Utils } from 'vscode-uri';
import { exportFormat, EXPORT_FORMATS, folderFormat, FOLDER_FORMATS } from '../exchange/formats';
import { exportInputOf } from '../exchange/corpusExport';
import { figureIndexOf } from '../corpus/figures/figureIndex';
import { neverCancelled, type FileSystem } from '../corpus/ports';
import type { FigureExport } from '../exchange/figures';
import { FIGURE_FORMATS, figureFormat, figureTable } from '../exchange/figureFormats';
import type { ExportContent, ExportInput, FolderFormat } from '../exchange/exportInput';
import { encoded, unhurried } from '../exchange/pieces';
import { isProtected } from '../exchange/protectedFiles';
import type { CodeBookFormat } from '../exchange/codeBookFormat';
import { codeBookFormat, CODE_BOOK_FORMATS } from '../exchange/codeBookFormats';
import type { LoadDeps, LoadedCorpus } from './loadedCorpus';
import { UserError } from './guard';
import { shownPath } from './uris';

/**
 * Writes annotations, tags, figures or the code book of a corpus to a file; the number of records in it, and what it lacks. Refuses an unknown format and a
 * file that the corpus is made of: documents are never written, and what people wrote in sidecars and code books is theirs.
 */
export async function exportCorpus(loaded: LoadedCorpus, formatName: string, content: Content, file: string, deps: ExportDeps): Promise<Exported> {
  const { files, pause } = deps;
  const inFolder = folderFormat(formatName);
  if (inFolder) return exportFolder(loaded, inFolder, content, file, deps);
  await refuseProtected(file, loaded, files);
  const ofCodes = codeBookFormat(formatName);
  if (ofCodes || content === 'codes') return exportCodes(loaded, ofCodes, formatName, file, deps);
  const writing = content === 'figures' || content === 'comparison' ? await writingFigures(loaded, formatName, content, deps) : writingFormat(loaded, formatName, content, deps);
  let rows = 0;
  await files.writeAtomic(file, unhurried(encoded(writing), pause, (count) => (rows = count)));
  return { rows, losses: [] };
}

/** Writes the files of a format into a folder. */
async function exportFolder(loaded: LoadedCorpus, format: FolderFormat, content: Content, folder: string, deps: ExportDeps): Promise<Exported> {
  const { files, pause } = deps;
  if (content !== 'annotations' && content !== 'tags') throw new UserError(l10n.t('The format {0} has no place for these.', format.name));
  if (content === 'tags') await loaded.corpus.index(neverCancelled);
  const written = format.files(inputOf(loaded, content, deps)).map((file) => ({ ...file, uri: Utils.joinPath(URI.parse(folder), file.name).toString() }));
  for (const { uri } of written) await refuseProtected(uri, loaded, files);
  let rows = 0;
  for (const { uri, write } of written) await files.writeAtomic(uri, unhurried(write(), pause, (count) => (rows += count)));
  return { rows, losses: [] };
}

async function refuseProtected(file: string, { corpus }: LoadedCorpus, files: FileSystem): Promise<void> {
  if (await isProtected(file, corpus, files)) throw new UserError(l10n.t('{0} belongs to the corpus and is not overwritten.', shownPath(file)));
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

function writingFormat(loaded: LoadedCorpus, formatName: string, content: ExportContent, deps: ExportDeps): Generator<string, number> {
  const format = exportFormat(formatName);
  if (!format) throw unknownFormat(formatName, [...EXPORT_FORMATS, ...FOLDER_FORMATS].map(({ name }) => name));
  return format.write(inputOf(loaded, content, deps));
}

function inputOf(loaded: LoadedCorpus, content: ExportContent, { clock, hash }: ExportDeps): ExportInput {
  const { corpus, codeBook, codeBookId } = loaded;
  return exportInputOf({
    corpus, codeBook, codeBookId, content, date: clock.now(), hash, annotationsOf: (document) => loaded.everybody(document).annotations, notesOf: (document) => loaded.everybody(document).notes,
  });
}

async function writingFigures({ corpus }: LoadedCorpus, formatName: string, content: 'figures' | 'comparison', { pause }: ExportDeps): Promise<Generator<string, number>> {
  const format = figureFormat(formatName);
  if (!format) throw unknownFormat(formatName, FIGURE_FORMATS.map(({ name }) => name));
  const index = figureIndexOf(corpus);
  await corpus.index(neverCancelled);
  await index.update(neverCancelled, pause);
  await index.compare(neverCancelled, pause);
  const figures: FigureExport = { corpus, nameOf: ({ id }) => id, figures: index.figures, things: index.things };
  return content === 'figures' ? figureTable(format, figures) : format.comparison([figures]);
}

function unknownFormat(name: string, known: readonly string[]): UserError {
  return new UserError(l10n.t('There is no format {0}; there are {1}.', name, known.join(l10n.t(', '))));
}

type ExportDeps = Pick<LoadDeps, 'files' | 'pause' | 'clock' | 'hash' | 'guidOf'>;
