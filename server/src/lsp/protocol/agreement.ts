import { RequestType, type Range } from 'vscode-languageserver-protocol';
import type { AgreementReport, AgreementRow, MeasureResult } from '../../features/agreement/report';
import type { PageParams } from './page';

// How far annotators agree, and deciding where they do not.

/**
 * How far annotators agree, overall and for each code. Takes as long as gamma needs; other requests are answered meanwhile. Null when the
 * corpus is not known, or others' annotations are hidden.
 */
export const AgreementRequest = new RequestType<AgreementParams, AgreementInfo | null, void>('meipi/agreement');

export interface AgreementParams {
  /** The corpus root. */
  readonly corpus: string;
  /** By name; everybody when absent. */
  readonly annotators?: readonly string[];
  /** Ids of codes; all when absent. */
  readonly codes?: readonly string[];
  /** URIs of documents; all when absent. */
  readonly documents?: readonly string[];
  /** Also documents that not every annotator has worked on. */
  readonly everyDocument?: boolean;
  /** What kappas are taken on: `character` (when absent), `clause` or `sentence`. */
  readonly units?: string;
  /** What is recognised beside the one annotator named, in the kinds of the tags. */
  readonly machine?: boolean;
}

export interface AgreementInfo extends Pick<AgreementReport, 'annotators' | 'machine' | 'units' | 'unplaced' | 'undecided'> {
  readonly corpus: string;
  /** Titles of the documents compared. */
  readonly documents: readonly string[];
  /** Documents that not every annotator has worked on, with those who have not. */
  readonly leftOut: readonly { readonly document: string; readonly missing: readonly string[] }[];
  readonly rows: readonly AgreementRowInfo[];
}

export interface AgreementRowInfo extends Omit<AgreementRow, 'results'> {
  /** By the names `cohen`, `fleiss`, `alpha-u`, `alpha-cu`, `gamma`. */
  readonly results: Readonly<Record<string, MeasureResult>>;
}

/** Where annotators do not agree: what nobody has decided yet, a page of it. Null as {@link AgreementRequest} is. */
export const DisagreementsRequest = new RequestType<DisagreementsParams, DisagreementsInfo | null, void>('meipi/disagreements');

export interface DisagreementsParams extends PageParams {
  /** The corpus root. */
  readonly corpus: string;
  readonly annotators?: readonly string[];
  /** URIs of documents; all when absent. */
  readonly documents?: readonly string[];
}

/** Disagreements given at once at most. */
export const DISAGREEMENTS_PAGE = 500;

export interface DisagreementsInfo {
  /** Everybody who has annotated something in the corpus, and whom this compares. */
  readonly everybody: readonly string[];
  readonly annotators: readonly string[];
  /** By document, then by place. */
  readonly open: readonly DisagreementInfo[];
  /** How many are open and decided in all, and at how many places all agree. */
  readonly total: number;
  readonly settled: number;
  readonly agreed: number;
}

export interface DisagreementInfo {
  /** Names it as long as it has the same annotations. */
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly title: string;
  /** From the first passage to the last. */
  readonly range: Range;
  /** Other codes, another extent, both, or somebody marked nothing. */
  readonly kind: 'codes' | 'extent' | 'codes-and-extent' | 'missing';
  readonly sides: readonly DisagreementSideInfo[];
  /** At most 200 characters of the text there. */
  readonly quote: string;
}

export interface DisagreementSideInfo {
  readonly annotator: string;
  /** None when the annotator marked nothing there. */
  readonly annotations: readonly string[];
  readonly codes: readonly string[];
  readonly ranges: readonly Range[];
  readonly memos: readonly string[];
}

export interface AdjudicateArguments {
  /** A document of the corpus. */
  readonly uri: string;
  /** {@link DisagreementInfo.id}, and the annotators that it is between. */
  readonly disagreement: string;
  readonly annotators: readonly string[];
  /** What one annotator has (nothing, where that one marked nothing), what all have, nothing, or something of one's own. */
  readonly take: 'one' | 'all' | 'none' | 'own';
  /** Whose, with `one`. */
  readonly annotator?: string | undefined;
  /** With `own`: ids of codes, or names as in {@link AnnotateArguments}; passages where they are not those of the first annotator. */
  readonly codes?: readonly string[] | undefined;
  readonly ranges?: readonly Range[] | undefined;
  readonly memo?: string | undefined;
}

/** Part of the commands of the server (index.ts). */
export const AgreementCommand = {
  /** {@link AdjudicateArguments} to {@link AnnotationInfo}s: records a decision between annotators, in one step of undo */
  adjudicate: 'meipi.server.adjudicate',
} as const;
