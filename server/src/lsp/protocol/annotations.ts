import { NotificationType, NotificationType0, RequestType, type Range } from 'vscode-languageserver-protocol';
import type { About, AnchorState, AnnotationFields } from '../../annotations/model';
import type { PageParams } from './page';

// Annotations: all of them, what became of them, and how they are made and changed.

/**
 * The annotations of all corpora, of one or of one document, by document, then by place: a page of them. A page
 * with fewer than were asked for is the last.
 */
export const AnnotationsRequest = new RequestType<AnnotationsParams, AnnotationInfo[], void>('meipi/annotations');

export interface AnnotationsParams extends PageParams {
  /** A document of the corpus, or the corpus root; absent for all corpora. */
  readonly uri?: string;
}

/** Annotations given at once at most. */
export const ANNOTATIONS_PAGE = 5000;

export interface AnnotationInfo extends AnnotationFields {
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  readonly about: About;
  /** Absent when the passage is lost or ambiguous. */
  readonly range?: Range;
  /** All parts that have a place, of a discontinuous annotation; absent where there is one part alone. */
  readonly ranges?: readonly Range[];
  /** At most 200 characters of the passage. */
  readonly quote: string;
  readonly anchor: AnchorState;
  readonly codes: readonly string[];
  readonly memo: string;
  readonly creator: string;
  readonly created: string;
  readonly modified: string;
  /**
   * Given with an annotation that was just made, whose passage begins or ends inside a word or a tag: the passage likely meant, and what
   * it says. Only where the editor did not say no to it ({@link InitializationOptions.widening}).
   */
  readonly widen?: { readonly range: Range; readonly text: string };
}

/** Sent whenever annotations or code books changed, by whomever. */
export const AnnotationsChangedNotification = new NotificationType<AnnotationsChangedParams>('meipi/annotationsChanged');

export interface AnnotationsChangedParams {
  readonly corpus: string;
  /** Documents concerned; absent when the code book changed and all are. */
  readonly uris?: readonly string[];
  /** Whether codes, or how often they are used, changed: `meipi/corpora` has another answer then. */
  readonly codes: boolean;
  /** A text was edited, and nothing else of annotations changed but where their passages are. */
  readonly placesOnly?: true;
}

export interface AnnotateArguments {
  readonly uri: string;
  readonly range: Range;
  /** Further parts of the same annotation. */
  readonly more?: readonly Range[] | undefined;
  /** Ids of codes, or names: a name that is not in the code book is added to it. */
  readonly codes: readonly string[];
  readonly memo?: string;
}

export interface EditAnnotationArguments {
  readonly id: string;
  readonly codes?: readonly string[];
  readonly memo?: string;
  /** A new extent of the passage, and its further parts. */
  readonly range?: Range;
  readonly more?: readonly Range[] | undefined;
  /** Further parts beside those that it has; the parts that stay keep what is remembered of them. */
  readonly addParts?: readonly Range[] | undefined;
  /** Parts to be taken away: those that these ranges touch. */
  readonly removeParts?: readonly Range[] | undefined;
  readonly locked?: boolean | undefined;
}

export interface RecodeArguments {
  readonly ids: readonly string[];
  /** Codes that all of them get: ids or names, as in {@link AnnotateArguments}. */
  readonly add?: readonly string[];
  /** Codes that none of them keeps. */
  readonly remove?: readonly string[];
}

/** Sent when the person turns to the editor: what could not be saved is tried again. */
export const RetryNotification = new NotificationType0('meipi/retry');

/** Part of the commands of the server (index.ts). */
export const AnnotationCommand = {
  /** {@link AnnotateArguments} to {@link AnnotationInfo} */
  annotate: 'meipi.server.annotate',
  /** {@link EditAnnotationArguments} to {@link AnnotationInfo} */
  editAnnotation: 'meipi.server.editAnnotation',
  /** {@link RecodeArguments} to the number changed, in one step of undo for each corpus */
  recodeAnnotations: 'meipi.server.recodeAnnotations',
  /** `{ ids: string[] }` to the number deleted */
  deleteAnnotations: 'meipi.server.deleteAnnotations',
  /** `{ ids: string[], locked: boolean }` to the number changed, in one step of undo for each corpus */
  lockAnnotations: 'meipi.server.lockAnnotations',
  /** `{ corpus?: string }` to a description of what was undone, or null */
  undo: 'meipi.server.undo',
  redo: 'meipi.server.redo',
} as const;
