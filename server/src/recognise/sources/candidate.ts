import type { Span } from '../../text/span';

/** A possible name in folded text. */
export interface Candidate extends Span {
  readonly shape: 'chinese' | 'japanese' | 'foreign' | 'dotted';
  /** The logarithm of the odds that a name stands here, in tenths: of its shape and its surroundings. */
  score: number;
  /** What it is worth against candidates that overlap it: as the score, but whole gains, so that the longer foreign name wins. */
  readonly value: number;
  strong: boolean;
}
