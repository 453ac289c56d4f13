import * as l10n from '@vscode/l10n';
import { exportFormat, EXPORT_FORMATS } from '../exchange/formats';
import type { ExportContent, ExportInput } from '../exchange/exportInput';
import type { LoadDeps, LoadedCorpus } from './loadedCorpus';
import { UserError } from './guard';

/** Pieces of a file written before other work is let in. */
const PIECES_AT_ONCE = 500;

/**
 * Writes annotations or tags of a corpus to a file; the number of records in it. Refuses an unknown format and a
 * file that is a document of the corpus: documents are never written.
 */
export async function exportCorpus(loaded: LoadedCorpus, formatName: string, content: ExportContent, file: string, { files, pause, clock, hash }: ExportDeps): Promise<number> {
  const format = exportFormat(formatName);
  if (!format) throw new UserError(l10n.t('There is no format {0}; there are {1}.', formatName, EXPORT_FORMATS.map(({ name }) => name).join(', ')));
  if (loaded.corpus.documentAt(file)) throw new UserError(l10n.t('{0} is a document of the corpus and is not overwritten.', file));
  const pieces: string[] = [];
  const writing = format.write(inputOf(loaded, content, clock.now(), hash));
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

function inputOf(loaded: LoadedCorpus, content: ExportContent, date: string, hash: LoadDeps['hash']): ExportInput {
  const { corpus, codeBook } = loaded;
  return {
    corpus: { name: corpus.name, root: corpus.root },
    codeBook,
    content,
    date,
    roleOf: (id) => corpus.entity(id)?.roles[0]?.text,
    documents: corpus.documents.map((document) => ({
      id: document.id,
      uri: document.uri,
      title: document.title,
      text: document.text,
      textHash: hash(document.text.text),
      annotations: loaded.annotations(document.id),
      tags: content === 'annotations' ? [] : document.tags,
      attributions: content === 'annotations' ? [] : document.attributions,
    })),
  };
}
