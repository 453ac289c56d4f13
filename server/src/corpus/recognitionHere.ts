import type { Recogniser, RecogniserInput } from '../recognise/recogniser';
import type { EstablishedName } from '../recognise/sources/established';
import { tagReading } from '../recognise/tagger';
import type { DocumentDate, Layer } from '../recognise/tags';
import { Reading } from '../text/reading';
import type { Structure } from '../text/structure';
import type { AnalysedDocument } from './document';
import type { DocumentFindings } from './findings';
import type { RecogniserFailures } from './failures';
import type { RecogniseStretch } from './incremental/provisional';
import { stretchRecogniser } from './incremental/stretchRecogniser';
import type { SourceNames } from './names/sourceNames';
import type { Interned } from './packed/interned';
import { SHARED_LAYERS, type Recognition } from './recognition';
import type { SharedRecognisers } from './recognisers';
import type { WordEvidence } from './wordEvidence';

/** The date of a document stands in its first or last so many code units. */
const EDGE = 5000;
const NO_STRUCTURE: Structure = { blocks: [], articles: [], turns: [] };
const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };

/** What a corpus knows that documents are recognised with, and where it is noted what came of it beside findings. */
export interface CorpusKnowledge {
  readonly recognisers: SharedRecognisers;
  readonly names: SourceNames<AnalysedDocument>;
  readonly evidence: WordEvidence;
  readonly failures: RecogniserFailures;
  /** Names that came packed: one object for each, however many documents establish it. */
  readonly packedNames: Interned<EstablishedName>;
}

/**
 * Recognises documents in this thread, with what the corpus knows at that moment. It notes with which names sources were recognised, the words that
 * were not known, and what failed; nothing throws.
 */
export class RecognitionHere {
  readonly #recognition: Recognition;
  readonly #knowledge: CorpusKnowledge;
  #effort = 0;

  constructor(recognition: Recognition, knowledge: CorpusKnowledge) {
    this.#recognition = recognition;
    this.#knowledge = knowledge;
  }

  /** How many layers of documents were recognised. */
  get effort(): number {
    return this.#effort;
  }

  /** The names that a document establishes. */
  survey(document: AnalysedDocument): readonly EstablishedName[] {
    const { failures } = this.#knowledge;
    try {
      const names = this.#recognition.survey(inputOf(document));
      failures.clear(document.id, 'survey');
      return names;
    } catch (error) {
      failures.add(document, 'survey', error);
      return [];
    }
  }

  /** What one layer finds in a document. */
  recognise(document: AnalysedDocument, layer: Layer): DocumentFindings {
    const { evidence, failures } = this.#knowledge;
    failures.clear(document.id, layer);
    this.#effort++;
    try {
      const recogniser = layer === 'source' ? this.#sourcesOf(document) : this.#knowledge.recognisers.of(layer);
      const found = tagReading(inputOf(document), [recogniser], (_layer, error) => failures.add(document, layer, error));
      if (layer === 'term') evidence.want(document.id, found.wanted ?? []);
      return { tags: found.tags, attributions: found.attributions, definitions: found.definitions };
    } catch (error) {
      // The reading itself, or making the recogniser, failed.
      failures.add(document, layer, error);
      return NOTHING;
    }
  }

  /** The date that a document states itself. */
  statedDate(document: AnalysedDocument): DocumentDate | undefined {
    try {
      return this.#recognition.statedDate?.(inputOf(document));
    } catch (error) {
      this.#knowledge.failures.add(document, 'date', error);
      return undefined;
    }
  }

  /** A way to recognise stretches of a document by themselves. */
  stretchesOf(document: AnalysedDocument): RecogniseStretch {
    const { recognisers, names } = this.#knowledge;
    return stretchRecogniser({
      date: document.setDate ?? document.knownDate ?? this.#dateOnEdges(document),
      shared: () => SHARED_LAYERS.map((layer) => recognisers.of(layer)),
      sources: (text) => this.#recognition.sources(names.register.relevantTo(text).names),
      namesVersion: () => names.register.version,
    });
  }

  /** What a document depends on is little beside what the corpus knows: a recogniser of its own is made faster than one with all names is kept up to date. */
  #sourcesOf(document: AnalysedDocument): Recogniser {
    const known = this.#knowledge.names;
    const { names, digest } = known.relevantTo(document);
    known.use(document, digest, known.register.version);
    return this.#recognition.sources(names);
  }

  /** The date that the first or last lines of a document state, where all its recognisers look for one. */
  #dateOnEdges({ text: { text } }: AnalysedDocument): DocumentDate | undefined {
    try {
      const reading = new Reading(`${text.slice(0, EDGE)}\n${text.slice(-EDGE)}`);
      return this.#recognition.statedDate?.({ reading, structure: NO_STRUCTURE });
    } catch {
      return undefined;
    }
  }
}

function inputOf(document: AnalysedDocument): RecogniserInput {
  return { reading: document.reading, structure: document.structure, date: document.setDate };
}
