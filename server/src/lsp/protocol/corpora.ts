import { NotificationType, RequestType0 } from 'vscode-languageserver-protocol';
import type { CodeInfo } from './codes';

// Corpora with their documents, and how far they are indexed.

/** Which corpora the server knows, with their documents. */
export const CorporaRequest = new RequestType0<CorpusInfo[], void>('meipi/corpora');

export interface CorpusInfo {
  readonly root: string;
  readonly name: string;
  /** The first {@link DOCUMENTS_TOLD} by id. */
  readonly documents: readonly CorpusDocumentInfo[];
  /** How many documents the corpus has. */
  readonly documentCount: number;
  readonly codes: readonly CodeInfo[];
  /** The annotator that new annotations get. */
  readonly annotator: string;
}

/** Documents of a corpus that are told at most: far above what anyone reads and annotates by hand. */
export const DOCUMENTS_TOLD = 20_000;

export interface CorpusDocumentInfo {
  readonly id: string;
  readonly uri: string;
  readonly title: string;
  /** The encoding of the file by its WHATWG name (`utf-8`, `gb18030`, …); absent for one that is not on disk. */
  readonly encoding?: string;
}

/** Sent when the set of corpora or their documents changed: the client sets the language of the documents. */
export const CorporaChangedNotification = new NotificationType<readonly CorpusInfo[]>('meipi/corporaChanged');

/** How far indexing is. */
export const StatusRequest = new RequestType0<IndexStatus, void>('meipi/status');

/** Sent while indexing and when it ends. */
export const StatusNotification = new NotificationType<IndexStatus>('meipi/statusChanged');

export interface IndexStatus {
  readonly state: 'idle' | 'indexing' | 'cancelled';
  readonly indexed: number;
  readonly documents: number;
  readonly tags: number;
  /** Name of the word segmenter in use; empty while none was needed. */
  readonly segmenter: string;
  /** Problems by severity, for the status item. */
  readonly problems: number;
  /** Documents whose annotations are not all in their files, because writing failed. */
  readonly unsaved: number;
  /** What was done since the server started, where it was done. */
  readonly effort: Effort;
}

/** How often a layer of a document was recognised, by the main thread and in others, and how often it was known from an earlier session. */
export interface Effort {
  readonly here: number;
  readonly elsewhere: number;
  readonly fromCache: number;
}

/** Part of the commands of the server (index.ts). */
export const CorpusCommand = {
  /**
   * `{ folder: string, write?: boolean }`: loads the folder as a corpus, after writing an empty corpus.json unless there is one or
   * `write` is false. To {@link CorpusInfo}
   */
  declareCorpus: 'meipi.server.declareCorpus',
  /** Read texts, annotations and code books from disk again and index everything; for editors that watch no files. */
  reindex: 'meipi.server.reindex',
  /** Deletes what is kept of all corpora from one session to the next. */
  clearCache: 'meipi.server.clearCache',
} as const;
