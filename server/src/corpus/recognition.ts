import type { CustomUnit } from '../recognise/numbers/units';
import type { Recogniser, RecogniserInput } from '../recognise/recogniser';
import type { EstablishedName } from '../recognise/sources/established';
import type { FoundSources } from '../recognise/sources/sources';
import { LAYERS, type DocumentDate, type Layer } from '../recognise/tags';
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

/** Layers that are recognised with the same in all documents of a corpus; with which names sources are recognised is a matter of each document. */
export type SharedLayer = Exclude<Layer, 'source'>;
export const SHARED_LAYERS: readonly SharedLayer[] = LAYERS.filter((layer) => layer !== 'source');

/** What the recognisers of {@link SHARED_LAYERS} are made with. */
export interface SharedKnowledge {
  readonly units?: readonly CustomUnit[] | undefined;
  readonly termBases?: readonly TermBase[] | undefined;
  readonly words?: KnownWords | undefined;
}

/** The recogniser of a layer. */
export function sharedRecogniser(recognition: Recognition, layer: SharedLayer, { units, termBases = [], words }: SharedKnowledge): Recogniser {
  switch (layer) {
    case 'number': return recognition.numbers(units);
    case 'term': return recognition.terms(termBases, words);
  }
}
