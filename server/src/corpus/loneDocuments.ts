import type { KnownWords } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';
import { Analysis } from './analysis';
import type { Corpus, CorpusDocument } from './corpus';
import { AnalysedDocument } from './document';
import { KnownEntities } from './knownEntities';
import { neverCancelled, type Logger, type WordCutter } from './ports';
import type { Recognition } from './recognition';

/** What is known around a document: of a whole corpus, or of a document that stands alone. */
export type Knowledge = Pick<Corpus, 'units' | 'concept' | 'concepts' | 'entity' | 'entityNames' | 'roleOf'>;

/** A document that is a corpus of its own, recognised. */
export interface LoneDocument {
  readonly document: CorpusDocument;
  readonly knowledge: Knowledge;
  /** Messages for what broke a recogniser. */
  readonly failures: readonly string[];
}

/** What documents are recognised with. */
export interface LoneDocumentsOptions {
  readonly recognition: Recognition;
  readonly logger: Logger;
  readonly cutter?: WordCutter | undefined;
}

/** Address of documents that are no files. */
const NOWHERE = 'lone:/-';

/**
 * Documents that each stand alone: the names that one establishes are not known in the next, so that it makes no difference which come
 * together or in what order. The recognisers for terms and numbers, which depend on no document, are made once.
 */
export class LoneDocuments {
  readonly #base: Corpus;
  readonly #termBases: readonly TermBase[];
  readonly #recognition: Recognition;
  readonly #options: LoneDocumentsOptions;
  /** What is known of words in the document that is being recognised. */
  #known: KnownWords = () => undefined;

  /** @param base a corpus for its term bases; its documents and units count for nothing */
  constructor(base: Corpus, options: LoneDocumentsOptions) {
    const { recognition } = options;
    // The concepts of a corpus are those of all its term bases laid over one another.
    this.#termBases = [{ name: base.name, concepts: base.concepts.map(({ concept }) => concept) }];
    const numbers = recognition.numbers();
    const terms = recognition.terms(this.#termBases, (clause) => this.#known(clause));
    this.#base = base;
    this.#options = options;
    this.#recognition = {
      ...recognition,
      numbers: () => numbers,
      terms: (_termBases, known = () => undefined) => {
        this.#known = known;
        return terms;
      },
    };
  }

  /**
   * Recognises a document; one after another, not several at once.
   *
   * @param date in EDTF; without one, that which the text states
   */
  async open(id: string, text: string, date?: string): Promise<LoneDocument> {
    const { logger, cutter } = this.#options;
    const analysis = new Analysis(this.#recognition, logger, () => undefined, { cutter });
    analysis.setTermBases(this.#termBases);
    const document = new AnalysedDocument(id, NOWHERE, text, undefined, date, analysis);
    analysis.put(document);
    const pause = (): Promise<void> => Promise.resolve();
    await analysis.recogniseAll(neverCancelled, pause);
    await analysis.askForWords(neverCancelled, pause);
    const failures = analysis.problems.filter(({ code }) => code === 'document.recogniser-failed').map(({ message }) => message);
    return { document, knowledge: knowledgeOf(analysis, this.#base), failures };
  }
}

function knowledgeOf(analysis: Analysis, base: Corpus): Knowledge {
  const entities = new KnownEntities(analysis);
  return {
    units: [],
    concept: (id) => base.concept(id),
    get concepts() {
      return base.concepts;
    },
    entity: (id) => entities.entity(id),
    roleOf: (id) => entities.roleOf(id),
    get entityNames() {
      return entities.names;
    },
  };
}
