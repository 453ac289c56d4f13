import { RequestType, type Range } from 'vscode-languageserver-protocol';
import type { AnnotationsParams } from './annotations';

// What became of passages whose text was changed, and of annotations whose document is gone.

/**
 * Passages of which a person has still to say what became of them, of all corpora, of one or of one document: a page of them, by document,
 * then by place. A page with fewer than were asked for is the last.
 */
export const ReviewsRequest = new RequestType<AnnotationsParams, ReviewInfo[], void>('meipi/reviews');

/** Passages to review given at once at most. */
export const REVIEWS_PAGE = 1000;

export interface ReviewInfo {
  /** Of the annotation. */
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  readonly codes: readonly string[];
  readonly creator: string;
  /** Index of the passage in its annotation, and of how many. */
  readonly part: number;
  readonly parts: number;
  readonly state: 'moved' | 'changed' | 'ambiguous' | 'lost';
  /** At most 200 characters: the passage as annotated, as last chosen where that is another, and as it reads now where it has a place. */
  readonly original: string;
  readonly chosen?: string;
  readonly now?: string;
  /** What stood before and after it. */
  readonly before: string;
  readonly after: string;
  /** Where it is now. */
  readonly range?: Range;
  /** How far from where it stood: code points and lines, negative towards the start. */
  readonly movedBy?: { readonly characters: number; readonly lines: number };
  /** Where it may be now, the likeliest first; at most ten. */
  readonly candidates: readonly CandidatePlace[];
}

/** A place with what stands around it. */
export interface CandidatePlace {
  readonly range: Range;
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

/** The whole text in which a passage was made, or null where it is not kept. */
export const EarlierTextRequest = new RequestType<EarlierTextParams, string | null, void>('meipi/earlierText');

export interface EarlierTextParams {
  /** Of the annotation. */
  readonly id: string;
  readonly part?: number;
}

/** Where a passage of an annotation is, as a person says. */
export interface ReattachArguments {
  readonly id: string;
  readonly range: Range;
  /** Index of the passage in its annotation; 0 when absent. */
  readonly part?: number;
}

export interface AttachSidecarArguments {
  /** URI of a sidecar beside which there is no document. */
  readonly sidecar: string;
  /** URI of a document without annotations. */
  readonly document: string;
}

export interface AttachedSidecar {
  /** URI and id of the document. */
  readonly uri: string;
  readonly document: string;
  /** How many annotations, notes among them, it has now. */
  readonly annotations: number;
}

/** Part of the commands of the server (index.ts). */
export const PassageCommand = {
  /** `{ ids: string[] }` to the number of annotations whose passages are settled where they were found */
  acceptPassages: 'meipi.server.acceptPassages',
  /** `{ ids: string[] }` to the number of annotations whose lost passages are no longer asked about */
  keepLost: 'meipi.server.keepLost',
  /** {@link ReattachArguments} to {@link AnnotationInfo} */
  reattach: 'meipi.server.reattach',
  /** {@link AttachSidecarArguments} to {@link AttachedSidecar}: gives annotations whose document is gone to the document that has its text now */
  attachSidecar: 'meipi.server.attachSidecar',
} as const;
