import { RequestType } from 'vscode-languageserver-protocol';
import type { AnnotationInfo } from './annotations';

// What became of annotations since an earlier answer.

/**
 * What became of the annotations of all corpora since an earlier answer, for an editor that holds them all: while someone types, places move,
 * and little of that has to be told. The server remembers what it told last; asked for anything else, it tells everything anew.
 */
export const AnnotationChangesRequest = new RequestType<AnnotationChangesParams, AnnotationChanges, void>('meipi/annotationChanges');

export interface AnnotationChangesParams {
  /** `state` of the last answer; absent for everything. */
  readonly since?: string;
}

export interface AnnotationChanges {
  /** Names what the editor knows with this answer. */
  readonly state: string;
  /** Everything is told anew: what the editor held before no longer counts. */
  readonly isWhole: boolean;
  /** An answer names {@link ANNOTATIONS_PAGE} annotations at most: the others are told when asked again, with this `state`. */
  readonly hasMore: boolean;
  readonly documents: readonly DocumentAnnotationChanges[];
}

/** Of one document. First all that is held of it is shifted, then the other changes are made. */
export interface DocumentAnnotationChanges {
  readonly uri: string;
  /** Where whole lines moved: see {@link shiftLine}. */
  readonly shifts?: readonly LineShift[];
  /** Ids. */
  readonly removed?: readonly string[];
  /** Those of which nothing but the place changed, where lines that moved do not say it all. */
  readonly moved?: readonly AnnotationPlace[];
  /** New ones, and those that otherwise changed. */
  readonly changed?: readonly AnnotationInfo[];
}

/** From a line on, up to the line of the next shift, places moved down by so many lines. */
export interface LineShift {
  readonly line: number;
  readonly by: number;
}

/** Where an annotation is, as {@link AnnotationInfo} says it. */
export type AnnotationPlace = Pick<AnnotationInfo, 'id' | 'range' | 'ranges'>;

/** The line that a line has become. Shifts are in the order of their lines. */
export function shiftLine(line: number, shifts: readonly LineShift[]): number {
  let by = 0;
  for (const shift of shifts) {
    if (shift.line > line) break;
    ({ by } = shift);
  }
  return line + by;
}
