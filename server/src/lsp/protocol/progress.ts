import { RequestType, type Range } from 'vscode-languageserver-protocol';
import type { Status } from '../../annotations/model';
import type { NextMentionParams } from './mentions';
import type { PageParams } from './page';

// How far annotators are.

/** How far annotators are with the documents of all corpora or of one: a page of documents, with the sums of all. */
export const ProgressRequest = new RequestType<ProgressParams, ProgressResult, void>('meipi/progress');

export interface ProgressParams extends PageParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
}

/** Documents given at once at most. */
export const PROGRESS_PAGE = 500;

export interface ProgressResult {
  readonly documents: readonly DocumentProgressInfo[];
  /** How many documents there are. */
  readonly total: number;
  /** One for each corpus. */
  readonly corpora: readonly CorpusProgressInfo[];
}

export interface CoverageInfo {
  /** Annotations of passages; bare decisions on automatic tags do not count. */
  readonly annotations: number;
  /** Code points, white space left out, in no annotation. */
  readonly uncodedCharacters: number;
  /** Sentences that no annotation touches. */
  readonly uncodedSentences: number;
}

/** The coverage of a document is that of all annotators together. */
export interface DocumentProgressInfo extends CoverageInfo {
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  readonly title: string;
  /** Code points, white space left out. */
  readonly characters: number;
  readonly sentences: number;
  /** Whoever annotated it or set a status. */
  readonly annotators: readonly AnnotatorProgressInfo[];
}

export interface AnnotatorProgressInfo extends CoverageInfo {
  readonly annotator: string;
  readonly status: Status;
}

export interface CorpusProgressInfo extends CoverageInfo {
  readonly corpus: string;
  readonly documents: number;
  readonly characters: number;
  readonly sentences: number;
  readonly annotators: readonly {
    readonly annotator: string;
    readonly annotations: number;
    /** Documents; the others are new to the annotator. */
    readonly inWork: number;
    readonly done: number;
  }[];
}

/** The next or previous sentence without an annotation, across documents; null when there is none. */
export const NextUncodedRequest = new RequestType<NextUncodedParams, UncodedLocation | null, void>('meipi/nextUncoded');

export interface NextUncodedParams extends NextMentionParams {
  /** Only annotations of this annotator count; those of all when absent. */
  readonly annotator?: string;
}

export interface UncodedLocation {
  readonly uri: string;
  readonly range: Range;
  /** Title of the document, and how many sentences of it are uncoded. */
  readonly title: string;
  readonly left: number;
}

export interface SetStatusArguments {
  /** Documents, of any corpora. */
  readonly uris: readonly string[];
  /** Of the present annotator. */
  readonly status: Status;
}

/** Part of the commands of the server (index.ts). */
export const ProgressCommand = {
  /** {@link SetStatusArguments} to the number of documents whose status changed, in one step of undo for each corpus */
  setStatus: 'meipi.server.setStatus',
} as const;
