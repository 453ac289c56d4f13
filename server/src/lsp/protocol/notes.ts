import { RequestType } from 'vscode-languageserver-protocol';
import type { AnnotationInfo, AnnotationsParams } from './annotations';

export { RELATION_KINDS } from '../../annotations/model';

// Annotations about documents, codes and other annotations.

/**
 * Annotations about documents, codes and other annotations (memos, replies, relations, states of work) of all corpora, of
 * one, of one document or of its code book: a page of them, by document, then by time. A page with fewer than were asked for
 * is the last.
 */
export const NotesRequest = new RequestType<AnnotationsParams, NoteInfo[], void>('meipi/notes');

export interface NoteInfo extends AnnotationInfo {
  /** The annotation or code that it is about, or the annotation that it relates to, is there no more. */
  readonly orphaned?: true;
}

/** Just one of `annotation`, `uri`, and `corpus` with `code` says what it is about. */
export interface AddNoteArguments {
  /** Markdown. */
  readonly memo: string;
  /** Id of the annotation that is replied to. */
  readonly annotation?: string | undefined;
  /** A document. */
  readonly uri?: string | undefined;
  readonly corpus?: string | undefined;
  /** Id of a code. */
  readonly code?: string | undefined;
}

/** Either `from`, `to` and `kind`, for a new relation, or `relation` and `kind`. */
export interface RelateArguments {
  /** Id of a relation. */
  readonly relation?: string | undefined;
  /** Ids of two annotations of one corpus: the first supports, contradicts, answers, … the second. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** `supports`, `contradicts`, `answers`, `same-as`, or any other word. */
  readonly kind: string;
  /** Markdown. */
  readonly memo?: string | undefined;
}

/** Part of the commands of the server (index.ts). */
export const NoteCommand = {
  /** {@link AddNoteArguments} to {@link AnnotationInfo}: a reply, or a memo on a document or a code */
  addNote: 'meipi.server.addNote',
  /** {@link RelateArguments} to {@link AnnotationInfo}: relates two annotations, or gives a relation another kind */
  relate: 'meipi.server.relate',
} as const;
