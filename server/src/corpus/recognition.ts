import type { CustomUnit } from '../recognise/numbers/units';
import type { Recogniser, RecogniserInput } from '../recognise/recogniser';
import type { EstablishedName } from '../recognise/sources/established';
import type { FoundSources } from '../recognise/sources/sources';
import type { DocumentDate } from '../recognise/tags';
import type { KnownWords } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';

/**
 * How a corpus recognises: the recognisers of the three layers, made with what the corpus knows. The real ones
 * are in engine.ts; tests hand in small ones.
 */
export interface Recognition {
  /** Made with the units that the corpus adds to those of the program. */
  numbers(units?: readonly CustomUnit[]): Recogniser;
  /** Names that strong evidence in this document establishes; the first of two passes over a corpus. */
  survey(input: RecogniserInput): readonly EstablishedName[];
  /** What the survey of a document found, on which its sources rest: for {@link resume}. */
  surveyed?(input: RecogniserInput): FoundSources;
  /** Spares recognising the sources of a document, if that comes next, what its survey did already, in another reading of the same text. */
  resume?(input: RecogniserInput, found: FoundSources): void;
  /** Made with the names that all documents together establish; the second pass. */
  sources(names: readonly EstablishedName[]): Recogniser;
  /** The first of two term bases with the same concept has precedence. `known` is what is known of how a segmenter cuts clauses. */
  terms(termBases: readonly TermBase[], known?: KnownWords): Recogniser;
  /** The date that a text states itself. */
  statedDate?(input: RecogniserInput): DocumentDate | undefined;
}
