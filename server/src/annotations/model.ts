import type { Span } from '../text/span';

/**
 * How the place of an annotation in the present text is known: the passage stands where it stood, whatever was edited
 * around it (`exact`); it stands elsewhere (`moved`); it was edited itself (`changed`); it may be one of several
 * (`ambiguous`); it was not found (`lost`).
 */
export type AnchorState = 'exact' | 'moved' | 'changed' | 'ambiguous' | 'lost';

/** A passage in one version of a text: what a sidecar keeps so that the passage is found again in another version. */
export interface Passage {
  /** Code points in that version; absent when another program wrote the annotation without a position. */
  readonly position?: Span | undefined;
  readonly quote: string;
  /** Up to 32 code points before and after. */
  readonly prefix: string;
  readonly suffix: string;
  /** SHA-256 of that version in UTF-8, hexadecimal; absent when another program wrote the annotation. */
  readonly textHash?: string | undefined;
  /** When the passage was taken from that version: ISO 8601, UTC. */
  readonly date?: string | undefined;
  /** When annotated, another place of the text read like it, so that quotation and context do not tell them apart. */
  readonly repeated?: boolean | undefined;
}

/**
 * What an annotation is about: passages of its document, the document as a whole, another annotation (a reply, a relation), or
 * a code of the code book.
 */
export type About =
  | { readonly kind: 'passage' }
  | { readonly kind: 'document' }
  | { readonly kind: 'annotation'; readonly id: string }
  | { readonly kind: 'code'; readonly id: string };

/** That the annotation this one is about stands in a relation to another one. */
export interface Relation {
  /** {@link RELATION_KINDS}, or a kind of the person's own. */
  readonly kind: string;
  /** Id of the other annotation. */
  readonly to: string;
}

/** Kinds of relations that every corpus has; the first annotation supports, contradicts, answers or is the same as the second. */
export const RELATION_KINDS = ['supports', 'contradicts', 'answers', 'same-as'] as const;

/** How far an annotator is with a document. */
export type Status = 'new' | 'in-work' | 'done';

export const STATUSES: readonly Status[] = ['new', 'in-work', 'done'];

/** An automatic tag as a decision names it: what the machine said of the passage. */
export interface TagRef {
  /** `term`, `number` or `source`. */
  readonly layer: string;
  readonly kind: string;
  /** `concept:…`, `person:…`; absent for numbers. */
  readonly id?: string | undefined;
  /** Of a number, with the fields of the tagging guidelines. */
  readonly value?: object | undefined;
}

/** What a person decided on an automatic tag. A decision outlives every later tagging. */
export interface Decision {
  readonly verdict: 'accepted' | 'rejected' | 'corrected';
  /** What the machine found. */
  readonly tag: TagRef;
  /** What it is instead, when corrected. */
  readonly as?: TagRef | undefined;
}

/** What an annotation may hold beside codes and memo; each field is compared, merged and kept by itself. */
export interface AnnotationFields {
  /** Of an annotation about another one. */
  readonly relation?: Relation | undefined;
  /** Of an annotation about a document. */
  readonly status?: Status | undefined;
  /** Of an annotation of the very passage of a tag. */
  readonly decision?: Decision | undefined;
  /** Not to be touched when something is done to many at once. */
  readonly locked?: boolean | undefined;
  /** Ids of the annotations between which this one decides. */
  readonly adjudicates?: readonly string[] | undefined;
  /** Which of those it follows; none when whoever decided wrote something else, or that nothing is to be marked there. */
  readonly adopts?: readonly string[] | undefined;
}

/** One of the stretches of text that an annotation is about. */
export interface AnnotationPart {
  /** UTF-16 offsets in the document as it is now; absent when the passage is lost or ambiguous. */
  readonly span?: Span | undefined;
  /** The passage as a person last chose it: when annotated, or when another place or reading of it was accepted. */
  readonly quote: string;
  readonly anchor: AnchorState;
  /** The passage in the version of the text on which it was last found. */
  readonly passage: Passage;
  /** The passage as it was when annotated, when it has moved or changed since; kept for ever. */
  readonly original?: Passage | undefined;
  /** A person said that the passage is no longer in the text. */
  readonly gone?: boolean | undefined;
  /** Where an ambiguous or lost passage may be now. */
  readonly candidates?: readonly Span[] | undefined;
}

/** Whether a person has still to say what became of a passage. */
export function awaitsReview({ anchor, span, gone }: AnnotationPart): boolean {
  return anchor !== 'exact' && !(gone && span === undefined);
}

/** What a person added to a document. */
export interface Annotation extends AnnotationFields {
  /** `urn:uuid:…`, never reused. */
  readonly id: string;
  /** Id of the document in its corpus (path below the root). */
  readonly document: string;
  readonly about: About;
  /** In the order in which they were chosen; none unless it is about passages, more than one when it is discontinuous. */
  readonly parts: readonly AnnotationPart[];
  /** Span of the first part. */
  readonly span?: Span | undefined;
  /** Quotations of all parts, with ` … ` between them. */
  readonly quote: string;
  /** The worst state of all parts; `exact` when there is none. */
  readonly anchor: AnchorState;
  /** Ids of codes in the code book. */
  readonly codes: readonly string[];
  /** Markdown; empty when there is none. */
  readonly memo: string;
  readonly creator: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly modified: string;
}

/** One of the person's own categories. */
export interface Code {
  /** Stable; annotations refer to it. */
  readonly id: string;
  readonly name: string;
  /** Names in other languages, by BCP 47 tag. */
  readonly names?: Readonly<Record<string, string>>;
  /** Names that it is found by, too: those of codes merged into it, or whatever people call it. */
  readonly alternativeNames?: readonly string[];
  readonly description?: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly parent?: string;
  /** Passages, in the person's words or those of a text, that show what the code is for. */
  readonly examples?: readonly string[];
  /** A digit from 1 to 9 that gives the code in coding mode. */
  readonly key?: string;
  /** Ids of codes that were merged into this one: an annotation that still has one of them has this code. */
  readonly replaces?: readonly string[];
  /** False for a heading, which passages are not coded with. */
  readonly codable?: false;
  /** The UUID under which other programs know the code, where it is not the one made of its id. */
  readonly guid?: string;
  /** Fields of the file that are not known here. */
  readonly other?: Readonly<Record<string, unknown>>;
}

/** A group of codes that another program made beside the tree; kept for it. */
export interface CodeSet {
  readonly name: string;
  readonly guid: string;
  readonly description?: string;
  /** Ids of codes. */
  readonly codes: readonly string[];
}

/** The tree of codes, kept in `codebook.json` (or where corpus.json says). Order is the person's. */
export interface CodeBook {
  readonly codes: readonly Code[];
  readonly sets?: readonly CodeSet[];
}
