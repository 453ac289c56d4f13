import type { Span } from '../text/span';

/** How the place of an annotation in the present text is known. */
export type AnchorState = 'exact' | 'moved' | 'changed' | 'ambiguous' | 'lost';

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
