import type { Recogniser, RecogniserInput } from '../recognise/recogniser';
import type { EstablishedName } from '../recognise/sources/established';
import type { DocumentDate } from '../recognise/tags';
import type { TermBase } from '../recognise/terms/termBase';
import type { Span } from '../text/span';
import type { Problem } from './corpus';

/** A term base file as read: what is wrong with it is reported, the rest holds. */
export interface LoadedTermBase {
  readonly termBase: TermBase;
  readonly problems: readonly Problem[];
  /** Where each concept stands in the file, by concept id. */
  readonly places: ReadonlyMap<string, Span>;
}

/**
 * How a corpus recognises: the recognisers of the three layers, made with what the corpus knows. The real ones
 * are in engine.ts; tests hand in small ones.
 */
export interface Recognition {
  numbers(): Recogniser;
  /** Names that strong evidence in this document establishes; the first of two passes over a corpus. */
  survey(input: RecogniserInput): readonly EstablishedName[];
  /** Made with the names that all documents together establish; the second pass. */
  sources(names: readonly EstablishedName[]): Recogniser;
  /** The first of two term bases with the same concept has precedence. */
  terms(termBases: readonly TermBase[]): Recogniser;
  parseTermBase(text: string, fileName: string, uri: string): LoadedTermBase;
  /** The date that a text states itself. */
  statedDate?(input: RecogniserInput): DocumentDate | undefined;
}
