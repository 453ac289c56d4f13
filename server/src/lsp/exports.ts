import * as l10n from '@vscode/l10n';
import { exportFormat, EXPORT_FORMATS } from '../exchange/formats';
import { exportInputOf } from '../exchange/corpusExport';
import type { ExportContent } from '../exchange/exportInput';
import { isProtected } from '../exchange/protectedFiles';
import type { LoadDeps, LoadedCorpus } from './loadedCorpus';
import { UserError } from './guard';
import { shownPath } from './uris';

/** Pieces of a file written before other work is let in. */
const PIECES_AT_ONCE = 500;

/**
 * Writes annotations or tags of a corpus to a file; the number of records in it. Refuses an unknown format and a
 * file that the corpus is made of: documents are never written, and what people wrote in sidecars and code books is theirs.
 */
export async function exportCorpus(loaded: LoadedCorpus, formatName: string, content: ExportContent, file: string, { files, pause, clock, hash }: ExportDeps): Promise<number> {
  const format = exportFormat(formatName);
  if (!format) throw new UserError(l10n.t('There is no format {0}; there are {1}.', formatName, EXPORT_FORMATS.map(({ name }) => name).join(', ')));
  const { corpus, codeBook } = loaded;
  if (await isProtected(file, corpus, files)) throw new UserError(l10n.t('{0} belongs to the corpus and is not overwritten.', shownPath(file)));
  const pieces: string[] = [];
  const writing = format.write(exportInputOf({ corpus, codeBook, content, date: clock.now(), hash, annotationsOf: (document) => loaded.annotations(document) }));
  let next = writing.next();
  while (!next.done) {
    pieces.push(next.value);
    if (pieces.length % PIECES_AT_ONCE === 0) await pause();
    next = writing.next();
  }
  await files.writeAtomic(file, new TextEncoder().encode(pieces.join('')));
  return next.value;
}

type ExportDeps = Pick<LoadDeps, 'files' | 'pause' | 'clock' | 'hash'>;
