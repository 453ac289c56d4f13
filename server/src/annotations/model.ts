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
}

/**
 * What a person added to a passage. One annotation has one passage; its span counts UTF-16 code units in the
 * document as it is now, and is absent when the passage is lost or ambiguous.
 */
export interface Annotation {
  /** `urn:uuid:…`, never reused. */
  readonly id: string;
  /** Id of the document in its corpus (path below the root). */
  readonly document: string;
  readonly span?: Span | undefined;
  /** The passage as it was when annotated; kept for ever. */
  readonly quote: string;
  readonly anchor: AnchorState;
  /** Ids of codes in the code book. */
  readonly codes: readonly string[];
  /** Markdown; empty when there is none. */
  readonly memo: string;
  readonly creator: string;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly modified: string;
  /** The passage in the version of the text on which it was last found. */
  readonly passage?: Passage | undefined;
  /** The passage as it was when annotated, when it has moved or changed since. */
  readonly original?: Passage | undefined;
  /** Where an ambiguous passage may be now. */
  readonly candidates?: readonly Span[] | undefined;
}

/** One of the person's own categories. */
export interface Code {
  /** Stable; annotations refer to it. */
  readonly id: string;
  readonly name: string;
  /** Names in other languages, by BCP 47 tag. */
  readonly names?: Readonly<Record<string, string>>;
  readonly description?: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly parent?: string;
}

/** The tree of codes, kept in `codebook.json` (or where corpus.json says). Order is the person's. */
export interface CodeBook {
  readonly codes: readonly Code[];
}
