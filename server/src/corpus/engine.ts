import terms from '../../data/terms.json';
import { numberRecogniser } from '../recognise/numbers';
import { findDocumentDate } from '../recognise/numbers/documentDate';
import { createSourceRecogniser, surveySources } from '../recognise/sources/sources';
import { createTermRecogniser } from '../recognise/terms/recogniser';
import type { Segmenter } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';
import type { Recognition } from './recognition';

/** The term base that comes with the program. */
export const builtInTermBase: TermBase = { name: 'Meipi', concepts: terms };

/**
 * The recognisers of the program. `segmenter` is asked for when a term first needs one.
 */
export function createRecognition(segmenter?: () => Segmenter | undefined): Recognition {
  return {
    numbers: () => numberRecogniser,
    survey: surveySources,
    sources: createSourceRecogniser,
    statedDate: ({ reading }) => findDocumentDate(reading.text),
    terms: (termBases) => createTermRecogniser(termBases, segmenter),
  };
}
