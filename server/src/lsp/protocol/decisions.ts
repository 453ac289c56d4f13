import { RequestType, type Range } from 'vscode-languageserver-protocol';
import type { TagRef } from '../../annotations/model';
import type { Verdict } from '../../corpus/decisions';
import type { PageParams } from './page';

/** The layers of tags, and the kinds that a decided tag of a layer may have. */
export { LAYERS, NUMBER_KINDS, SOURCE_KINDS } from '../../recognise/tags';

// Automatic tags, and what a person decides on them.

/**
 * What the present annotator decided on automatic tags, of all corpora or of one, by document, then by place: a page of those that fit, with
 * the counts of all that fit.
 */
export const DecisionsRequest = new RequestType<DecisionsParams, DecisionsResult, void>('meipi/decisions');

export interface DecisionsParams extends PageParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
  /** Only those with this verdict; the counts are of all verdicts. */
  readonly verdict?: Verdict;
  /** Part of the passage, of what it was taken for, of what it is instead, or of the title of the document. */
  readonly filter?: string;
}

/** Decisions given at once at most. */
export const DECISIONS_PAGE = 1000;

export interface DecisionsResult {
  readonly decisions: readonly DecisionInfo[];
  readonly counts: Readonly<Record<Verdict, number>>;
}

export interface DecisionInfo {
  /** Of the annotation that keeps it. */
  readonly id: string;
  readonly corpus: string;
  readonly uri: string;
  readonly document: string;
  /** Of the document. */
  readonly title: string;
  /** Absent when the passage is lost or ambiguous. */
  readonly range?: Range;
  /** At most 200 characters of the passage. */
  readonly quote: string;
  readonly verdict: Verdict;
  /** What the machine found, and its name: of a concept or entity, or the kind of a number. */
  readonly tag: TagRef;
  readonly label: string;
  /** What it is instead, when corrected. */
  readonly as?: TagRef;
  readonly asLabel?: string;
  readonly locked?: true;
  readonly modified: string;
}

export interface TagsAtArguments {
  readonly uri: string;
  /** Of a tag; an empty one is the cursor. */
  readonly range: Range;
}

export interface TagInfo {
  readonly uri: string;
  readonly range: Range;
  /** As written, on one line. */
  readonly text: string;
  readonly tag: TagRef;
  /** Name of the concept or entity; the kind of a number. */
  readonly label: string;
  /** What the present annotator decided. */
  readonly verdict?: Verdict;
  /** The decision is locked; it is kept in this annotation. */
  readonly locked?: boolean;
  readonly annotation?: string;
  /** What else the words may stand for, this one included; absent where there is nothing else. */
  readonly alternatives?: readonly SubjectInfo[];
  /** Neither the text nor a person says which of them. */
  readonly ambiguous?: boolean;
}

/** A concept or an entity. */
export interface SubjectInfo {
  readonly id: string;
  readonly layer: string;
  readonly kind: string;
  readonly label: string;
}

export interface SubjectsArguments {
  readonly corpus: string;
  /** Part of a name in any script; of all when empty. */
  readonly query: string;
}

/** Concepts and entities given at most. */
export const SUBJECTS = 100;

export interface UndecidedTagArguments {
  readonly uri: string;
  /** Of the tag after which the next is wanted; an empty one is the cursor. */
  readonly range: Range;
  /** Layer of that tag, where several have one range. */
  readonly layer?: string | undefined;
  readonly direction?: 'next' | 'previous' | undefined;
  /** Only tags of these layers. */
  readonly layers?: readonly string[] | undefined;
}

export interface UndecidedTagInfo extends TagInfo {
  /** How many tags of these layers are undecided in the corpus. */
  readonly undecided: number;
}

export interface DecideTagsArguments {
  readonly uri: string;
  /** Of the tag; an empty one is the cursor, and means the shortest tag there. */
  readonly range: Range;
  /** Layer of the tag, where several have one range. */
  readonly layer?: string | undefined;
  /** `none` takes a decision back. */
  readonly verdict: Verdict | 'none';
  /** What the tag is instead, when corrected; what is left out stays as it is. */
  readonly as?: Partial<TagRef> | undefined;
  /** The passage that it should have, when corrected. */
  readonly extent?: Range | undefined;
  /** This tag alone (when absent), all like it in the corpus, or all but those whose decision is locked. */
  readonly scope?: 'this' | 'unlocked' | 'all' | undefined;
  /** Like it are tags of the same concept, entity or kind of number (`id`, when absent), or those written the same in any script. */
  readonly by?: 'id' | 'form' | undefined;
}

export interface DecidedTags {
  readonly decided: number;
  /** Tags left alone, because their decision is locked. */
  readonly locked: number;
}

/** Part of the commands of the server (index.ts). */
export const DecisionCommand = {
  /** {@link TagsAtArguments} to {@link TagInfo}[]: the tags at a place, rejected ones among them */
  tagsAt: 'meipi.server.tagsAt',
  /** {@link UndecidedTagArguments} to {@link UndecidedTagInfo}, or null when every tag is decided */
  undecidedTag: 'meipi.server.undecidedTag',
  /** {@link DecideTagsArguments} to {@link DecidedTags}, in one step of undo */
  decideTags: 'meipi.server.decideTags',
  /** `{ ids: string[] }` of annotations to the number of decisions on tags that were taken back, in one step of undo for each corpus */
  withdrawDecisions: 'meipi.server.withdrawDecisions',
  /** {@link SubjectsArguments} to {@link SubjectInfo}[]: concepts and entities by name */
  subjects: 'meipi.server.subjects',
} as const;
