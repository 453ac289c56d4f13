import terms from '../../data/terms.json';
import { createNumberRecogniser } from '../recognise/numbers';
import { findDocumentDate } from '../recognise/numbers/dates/documentDate';
import type { Recogniser } from '../recognise/recogniser';
import { createSourceRecogniser, foundSources, resumeSources, surveySources } from '../recognise/sources/sources';
import { LAYERS, type Layer } from '../recognise/tags';
import { createTermRecogniser } from '../recognise/terms/recogniser';
import type { TermBase } from '../recognise/terms/termBase';
import type { Recognition } from './recognition';

/** The term base that comes with the program. */
export const builtInTermBase: TermBase = { name: 'Meipi', concepts: terms };

/** The recognisers of the program. */
export function createRecognition(): Recognition {
  return {
    numbers: createNumberRecogniser,
    survey: surveySources,
    surveyed: foundSources,
    resume: ({ reading }, found) => resumeSources(reading, found),
    sources: createSourceRecogniser,
    statedDate: ({ reading }) => findDocumentDate(reading.text),
    terms: createTermRecogniser,
  };
}

/** A way to recognise some layers only; the others find nothing and cost nothing. */
export function onlyLayers(recognition: Recognition, layers: ReadonlySet<Layer>): Recognition {
  return LAYERS.reduce((some, layer) => (layers.has(layer) ? some : { ...some, ...NOTHING_OF[layer] }), recognition);
}

const nothing = (layer: Layer): Recogniser => ({ layer, recognise: () => ({ tags: [] }) });

const NOTHING_OF: Readonly<Record<Layer, Partial<Recognition>>> = {
  number: { numbers: () => nothing('number') },
  source: { survey: () => [], surveyed: undefined, resume: undefined, sources: () => nothing('source') },
  term: { terms: () => nothing('term') },
};
