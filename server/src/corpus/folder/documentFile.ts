import * as l10n from '@vscode/l10n';
import { URI } from 'vscode-uri';
import type { Problem } from '../corpus';
import type { AnalysedDocument } from '../document';
import type { FileText } from '../indexing/fileText';
import type { TextFacts } from '../indexing/job';
import type { Manifest } from '../manifest';

/** A document as a file: what is on disk, what an open editor has instead, and the document made of it. */
export interface DocumentFile {
  readonly id: string;
  readonly uri: string;
  disk: string | undefined;
  /** In place of the text on disk: where it comes from when it is first asked for. */
  origin: FileText | undefined;
  /** Of the text on disk, where it is to be known again in another session. */
  facts: TextFacts | undefined;
  encoding: string | undefined;
  buffer: string | undefined;
  problem: Problem | undefined;
  document: AnalysedDocument | undefined;
}

/** One of which nothing is known yet. */
export function unreadFile(id: string, uri: string): DocumentFile {
  return { id, uri, disk: undefined, origin: undefined, facts: undefined, encoding: undefined, buffer: undefined, problem: undefined, document: undefined };
}

/** One spelling for each address: editors escape more or fewer characters than others. */
export function normalise(uri: string): string {
  return URI.parse(uri).toString();
}

/** The encoding that corpus.json names for a document; undefined where it names none. */
export function encodingFor(manifest: Manifest, id: string): string | undefined {
  return manifest.documents.get(id)?.encoding ?? manifest.encoding;
}

/** Why the text of a file cannot be had. */
export function fileProblem(problem: 'missing' | 'undecodable' | 'unreadable', uri: string, named: string | undefined): Problem {
  switch (problem) {
    case 'missing':
      return { uri, severity: 'error', code: 'document.missing', message: l10n.t('There is no such file.') };
    case 'undecodable':
      return {
        uri,
        severity: 'error',
        code: 'document.undecodable',
        message: named === undefined
          ? l10n.t('This file is not text in UTF-8, UTF-16, GB18030 or Big5. Its encoding can be named in corpus.json.')
          : l10n.t('This file is not text in {0}, the encoding that corpus.json names.', named),
      };
    case 'unreadable':
      return { uri, severity: 'error', code: 'document.unreadable', message: l10n.t('This file could not be read.') };
  }
}

/**
 * An editor that opened a file in another encoding than its own shows signs that nobody wrote, above all U+FFFD. The
 * editor's text is worked on all the same, as places must be those of the editor, but the user is told.
 */
export function encodingProblem({ uri, encoding: read, disk, origin, buffer }: DocumentFile): Problem | undefined {
  const encoding = read ?? origin?.facts?.encoding;
  if (buffer === undefined || encoding === undefined || encoding === 'utf-8') return undefined;
  if (!buffer.includes('\ufffd') || (disk ?? origin?.read() ?? '\ufffd').includes('\ufffd')) return undefined;
  const message = l10n.t('The editor did not open this file in its encoding, {0}. Reopen it with that encoding, and do not save it before.', encoding);
  return { uri, severity: 'warning', code: 'document.other-encoding', message };
}
