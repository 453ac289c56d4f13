import terms from '../../data/terms.json';
import { createNumberRecogniser } from '../recognise/numbers';
import { findDocumentDate } from '../recognise/numbers/documentDate';
import type { Recogniser } from '../recognise/recogniser';
import { createSourceRecogniser, surveySources } from '../recognise/sources/sources';
import type { Layer } from '../recognise/tags';
import { createTermRecogniser } from '../recognise/terms/recogniser';
import type { Segmenter } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';
import type { ConceptEntry } from './corpus';
import type { Recognition } from './recognition';

/** The term base that comes with the program. */
export const builtInTermBase: TermBase = { name: 'Meipi', concepts: terms };

/** The recognisers of the program. `segmenter` is asked for when a term first needs one. */
export function createRecognition(segmenter?: () => Segmenter | undefined): Recognition {
  return {
    numbers: createNumberRecogniser,
    survey: surveySources,
    sources: createSourceRecogniser,
    statedDate: ({ reading }) => findDocumentDate(reading.text),
    terms: (termBases) => createTermRecogniser(termBases, segmenter),
  };
}

/** A way to recognise some layers only; the others find nothing and cost nothing. */
export function onlyLayers(recognition: Recognition, layers: ReadonlySet<Layer>): Recognition {
  const nothing = (layer: Layer): Recogniser => ({ layer, recognise: () => ({ tags: [] }) });
  return {
    ...recognition,
    ...(layers.has('number') ? {} : { numbers: () => nothing('number') }),
    ...(layers.has('source') ? {} : { survey: () => [], sources: () => nothing('source') }),
    ...(layers.has('term') ? {} : { terms: () => nothing('term') }),
  };
}

/** The written forms of concepts, which a word segmenter is to know as words. */
export function wordsOf(concepts: readonly ConceptEntry[]): string[] {
  return concepts.flatMap(({ concept }) => Object.values(concept.forms).flatMap((forms) => forms ?? []));
}
