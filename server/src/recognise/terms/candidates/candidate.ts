import type { Span } from '../../../text/span';

/** Where something stands in a corpus: the index of the text, and its span there (UTF-16 code units of the folded text). */
export interface Place extends Span {
  readonly text: number;
  /** Its span in the text as it is (UTF-16 code units). */
  readonly source: Span;
  /** As it is written there. */
  readonly written: string;
}

/** What speaks for a candidate beside its frequencies. */
export interface Evidence {
  /** Sentences that say what it is. */
  readonly definitions: readonly DefinitionPlace[];
  /** Other names that the corpus gives it, with the place of each. */
  readonly aliases: readonly Place[];
  /** Its English name, or the Latin abbreviation, where a bracket after it gives one. */
  readonly english?: string;
  /** How often it stands in quotation marks. */
  readonly quoted: number;
}

export interface DefinitionPlace extends Place {
  readonly evidence: 'explicit' | 'copula' | 'naming';
}

/** The parts that a score is made of, each from 0 to 1 but `cValue`. */
export interface ScoreParts {
  /** C-value (Frantzi, Ananiadou and Mima 2000): how often it stands, longer candidates around it taken into account. */
  readonly cValue: number;
  /** How firmly its parts hang together at their weakest joint (normalised pointwise mutual information). */
  readonly cohesion: number;
  /** How freely what stands before and after it changes (branching entropy, the lesser of both sides). */
  readonly freedom: number;
  /** How much more frequent its words are than in general language. */
  readonly contrast: number;
  /** Quotation marks, definitions, English names, other names, and a last word that names a kind of thing. */
  readonly evidence: number;
  /** How well its words can make a term. */
  readonly shape: number;
}

/** A term that a corpus uses and no term base has. */
export interface Candidate extends Evidence {
  /** Folded, the key that unites all written forms. */
  readonly key: string;
  readonly score: number;
  readonly parts: ScoreParts;
  readonly frequency: number;
  /** How many texts it stands in. */
  readonly documents: number;
  /** How it is written, the most frequent form first. */
  readonly forms: readonly string[];
  /** Where it stands, in order: the first places, as many as are wanted. */
  readonly places: readonly Place[];
}
