import type { Reading } from '../text/reading';
import type { Structure } from '../text/structure';
import type { Attribution, DefinitionSentence, DocumentDate, Tag } from './tags';
import type { BoundaryQuestion } from './terms/segmenter';

/** What a recogniser reads. All offsets count in the reading. */
export interface RecogniserInput {
  readonly reading: Reading;
  readonly structure: Structure;
  /** The date that the user set for the document in corpus.json; the number recogniser looks for a stated one otherwise. */
  readonly date?: DocumentDate | undefined;
}

/** What recognisers find, in reading offsets. */
export interface Findings {
  readonly tags: readonly Tag[];
  readonly attributions?: readonly Attribution[];
  readonly definitions?: readonly DefinitionSentence[];
  /** Questions whose answers were not known and may change what is found. */
  readonly wanted?: readonly BoundaryQuestion[];
}

/**
 * Finds the tags of one layer: a pure function of the reading and of what the recogniser was made with
 * (a term base, names established elsewhere in the corpus). It must not throw on any text; one that does
 * is reported and the other layers go on.
 */
export interface Recogniser {
  readonly layer: Tag['layer'];
  recognise(input: RecogniserInput): Findings;
}
