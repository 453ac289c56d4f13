/**
 * Cuts a clause into words: evidence for whether a term crosses a word boundary, never a filter.
 * nodejieba and Intl.Segmenter both meet it; which one was loaded is shown to the user.
 */
export interface Segmenter {
  /** `nodejieba` or `Intl.Segmenter`. */
  readonly name: string;
  /** The words of a clause in order; joined they are the clause itself. */
  words(clause: string): readonly string[];
}
