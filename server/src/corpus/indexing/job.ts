import type { CustomUnit } from '../../recognise/numbers/units';
import type { DocumentDate, Layer } from '../../recognise/tags';
import type { TermBase } from '../../recognise/terms/termBase';
import type { Script } from '../../text/script';
import type { NameChanges } from '../names/nameRegister';
import type { FileStamp } from '../ports';

/**
 * Work on documents that is handed out: to threads of their own, in large corpora. All of it is plain data, which can be cloned.
 */

/** What is the same for all documents of a corpus, until one of these changes: then it has another version. */
export interface WorkContext {
  readonly corpus: string;
  readonly version: number;
  readonly units: readonly CustomUnit[];
  readonly termBases: readonly TermBase[];
}

/** What is to be done for one document. */
export interface DocumentJob {
  readonly uri: string;
  /** The text; without it the file is read. */
  readonly text?: string;
  /** The encoding that corpus.json names for the file. */
  readonly encoding?: string | undefined;
  /** The date that the user set. */
  readonly date?: DocumentDate | undefined;
  /** Whether names that the document establishes are wanted. */
  readonly survey: boolean;
  readonly layers: readonly Layer[];
  /** Of a document that was surveyed in an order before: what came of that. */
  readonly surveyed?: Surveyed | undefined;
  /**
   * How a segmenter cuts clauses of the document, as far as it is known: the words of one in order. Where it is given, what is not known and would
   * decide is asked for; without it the built-in segmenter has the last word.
   */
  readonly words?: readonly (readonly [clause: string, words: readonly string[]])[] | undefined;
  /** The digest of the names that its sources were recognised with: they are only recognised again where others matter now. */
  readonly names?: string | undefined;
}

/** What a document is recognised faster with, once it was surveyed. */
export interface Surveyed {
  /** Of the text that was surveyed, where it was read from a file. */
  readonly facts?: TextFacts | undefined;
  /** What was found, as `packSurvey` packs it. */
  readonly found: Uint8Array;
}

/** What came of it. */
export interface DocumentOutcome {
  /** Why there is nothing: the file is not there, is not text, or cannot be read; the thread ended over it. */
  readonly problem?: 'missing' | 'undecodable' | 'unreadable' | 'died' | undefined;
  /** Findings, names and questions that are left open, as `packDocument` packs them. */
  readonly known?: Uint8Array | undefined;
  /** Of a document that was surveyed only: what was found in it, as `packSurvey` packs it. */
  readonly found?: Uint8Array | undefined;
  /** The digest of the names that the sources were recognised with, or would be. */
  readonly names?: string | undefined;
  /** What broke a recogniser: the layer, `survey` or `date`, and the error. */
  readonly failures?: readonly { readonly step: string; readonly error: unknown }[] | undefined;
  /** Of a text that was read from its file. */
  readonly facts?: TextFacts | undefined;
}

/** What is known of a text in a file. */
export interface TextFacts {
  readonly stamp: FileStamp;
  /** Of the bytes of the file. */
  readonly hash: string;
  /** By its WHATWG name. */
  readonly encoding: string;
  /** In UTF-16 code units. */
  readonly length: number;
  /** The title that the text itself gives; '' where it gives none. */
  readonly title: string;
  readonly script: Script;
}

/** Some documents, for one thread. */
export interface WorkBatch {
  readonly context: WorkContext;
  /** The names known now, as they differ from those at an earlier version; asked for when the batch is handed out. */
  readonly namesSince: (version: number) => NameChanges;
  readonly documents: readonly DocumentJob[];
}

/** What came of a batch, one outcome for each document. */
export interface WorkResult {
  /** The version of the names that were known. */
  readonly namesVersion: number;
  readonly outcomes: readonly DocumentOutcome[];
}

/** A batch as a thread gets it: with what it does not know yet. */
export interface WorkOrder {
  /** Absent: that of the order before. With a context for another corpus all names known before are forgotten. */
  readonly context?: WorkContext | undefined;
  readonly names: NameChanges;
  readonly documents: readonly DocumentJob[];
}

/** Where work is done beside this thread. */
export interface Workforce {
  /** How many batches are worked on at once. */
  readonly size: number;
  /** Less work than this, in code units, is done faster here. */
  readonly worthwhile: number;
  /** Whether a batch would be begun at once, as a thread is there already. */
  readonly isWarm: boolean;
  /** Does a batch, in its turn. Rejects when no thread can be had. */
  work(batch: WorkBatch): Promise<WorkResult>;
}
