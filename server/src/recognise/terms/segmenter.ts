/**
 * Cuts a clause into words: evidence for whether a term crosses a word boundary, never a filter.
 * nodejieba and Intl.Segmenter both meet it; which one is in use is shown to the user.
 */
export interface Segmenter {
  /** `nodejieba` or `Intl.Segmenter`. */
  readonly name: string;
  /** The words of a clause in order; joined they are the clause itself. */
  words(clause: string): readonly string[];
}

/** What is known of how a segmenter cuts clauses: the words of one in order, `undefined` while nobody has asked for them. */
export type KnownWords = (clause: string) => readonly string[] | undefined;

/** Asked where the words of a clause would decide and are not known: do words end where a hit begins and ends? Plain data. */
export interface BoundaryQuestion {
  /** Folded, as segmenters get it: the characters around the hit up to the next mark or space. */
  readonly clause: string;
  /** Where the hit begins and ends in the clause, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** The answer: whether words end where the hit begins and ends, or one word holds all of it. `words` are those of the clause. */
export function standsAsWord(words: readonly string[], { start, end }: BoundaryQuestion): boolean {
  let at = 0;
  for (const word of words) {
    const next = at + word.length;
    const holds = at <= start && next >= end;
    if (!holds && ((at < start && next > start) || (at < end && next > end))) return false;
    at = next;
  }
  return true;
}
