import type { Recogniser, RecogniserInput } from '../../recognise/recogniser';
import type { EstablishedName } from '../../recognise/sources/established';
import { tagReading } from '../../recognise/tagger';
import type { DocumentDate, Layer } from '../../recognise/tags';
import type { BoundaryQuestion } from '../../recognise/terms/segmenter';
import { Reading } from '../../text/reading';
import { findStructure, type Structure } from '../../text/structure';
import { decode } from '../decode';
import { KnownNames } from '../names/knownNames';
import { packDocument } from '../packed/packDocument';
import { packForms } from '../packed/packForms';
import { openSurvey, packSurvey, type SurveyFindings } from '../packed/packSurvey';
import { PackedFindings } from '../packed/packedFindings';
import type { LocalFiles } from '../ports';
import { sharedRecogniser, type Recognition, type SharedLayer } from '../recognition';
import { factsOf } from './fileText';
import type { DocumentJob, DocumentOutcome, Surveyed, TextFacts, WorkContext, WorkOrder } from './job';

/**
 * Does the work on documents that a corpus hands out: reads a text, surveys it, recognises its layers. A document for which nobody waits is surveyed in one order, and
 * recognised in a second, when all are surveyed and all names known; what the survey found is taken along. Where all is asked for in one order, sources
 * are recognised with the names that are known at that time and those that the document itself establishes, and whether others matter to it is asked in a later order.
 */
export class DocumentWorker {
  readonly #recognition: Recognition;
  readonly #files: LocalFiles | undefined;
  #context: WorkContext | undefined;
  #known = new KnownNames();
  #recognisers = new Map<Layer, Recogniser>();
  /** Of terms, for documents that come with what is known of their words: of the one at work. */
  #terms: Recogniser | undefined;
  #words: ReadonlyMap<string, readonly string[]> = new Map();

  /** Without files it works on texts only. */
  constructor(recognition: Recognition, files?: LocalFiles) {
    this.#recognition = recognition;
    this.#files = files;
  }

  /** Does an order; orders have to come in the order they were made in. */
  perform({ context, names, documents }: WorkOrder): DocumentOutcome[] {
    if (context) {
      if (context.corpus !== this.#context?.corpus) this.#known = new KnownNames();
      this.#context = context;
      this.#recognisers = new Map<Layer, Recogniser>();
      this.#terms = undefined;
    }
    if (names.isAll) this.#known = new KnownNames();
    for (const name of names.removed) this.#known.remove(name);
    for (const name of names.added) this.#known.add(name);
    return documents.map((job) => this.#perform(job));
  }

  #perform(job: DocumentJob): DocumentOutcome {
    if (job.text !== undefined) return this.#recognise(job, job.text);
    let text: string;
    let facts: TextFacts;
    try {
      const stamp = this.#files?.stat(job.uri);
      const bytes = stamp && this.#files?.read(job.uri);
      if (!this.#files || !stamp || !bytes) return { problem: 'missing' };
      const decoded = decode(bytes, job.encoding, this.#files.fromUtf8);
      if (!decoded) return { problem: 'undecodable' };
      ({ text } = decoded);
      facts = factsOf(decoded, bytes, stamp, this.#files, job.surveyed?.facts);
    } catch (error) {
      return { problem: 'unreadable', failures: [{ step: 'reading', error: withoutMessage(error) }] };
    }
    // What was surveyed may have been another text.
    const isSame = facts === job.surveyed?.facts;
    return { ...this.#recognise(isSame ? job : { ...job, surveyed: undefined }, text), facts };
  }

  #recognise(job: DocumentJob, text: string): DocumentOutcome {
    const failures: { step: string; error: unknown }[] = [];
    const fail = (step: string, error: unknown): void => void failures.push({ step, error: withoutMessage(error) });
    const trying = <T>(step: string, action: () => T, otherwise: T): T => {
      try {
        return action();
      } catch (error) {
        fail(step, error);
        return otherwise;
      }
    };
    const surveyed = job.surveyed && trying('survey', () => openSurvey((job.surveyed as Surveyed).found), undefined);
    const input = trying<RecogniserInput | undefined>('reading', () => new LazyInput(text, job.date, surveyed), undefined);
    const findings = new Map<Layer, PackedFindings>();
    if (!input) return { failures };
    if (surveyed) trying('survey', () => this.#recognition.resume?.(input, surveyed.sources), undefined);
    const names = job.survey ? trying('survey', () => this.#recognition.survey(input), []) : undefined;
    const statedDate = job.survey && !job.date && this.#recognition.statedDate ? trying('date', () => this.#recognition.statedDate?.(input) ?? null, null) : undefined;
    const relevant = job.layers.includes('source') || job.names !== undefined ? this.#relevantTo(input, names ?? []) : undefined;
    const layers = new Set(job.layers);
    if (relevant && job.names !== undefined && relevant.digest !== job.names) layers.add('source');
    let wanted: readonly BoundaryQuestion[] | undefined;
    let forms: Uint8Array | undefined;
    for (const layer of layers) {
      const found: ReturnType<typeof tagReading> = trying(layer, () => {
        const recogniser = layer === 'source' ? this.#recognition.sources(relevant?.names ?? []) : layer === 'term' && job.words ? this.#termsWith(job.words) : this.#recogniser(layer);
        return tagReading(input, [recogniser], fail);
      }, { tags: [], attributions: [], definitions: [] });
      findings.set(layer, PackedFindings.of(found, text));
      wanted ??= found.wanted;
      if (layer === 'source') forms = packForms(found.tags.filter((tag) => tag.layer === 'source'), { text: { slice: ({ start, end }) => text.slice(start, end) }, reading: input.reading });
    }
    const found = job.survey && job.layers.length === 0 ? trying('survey', () => this.#packedSurvey(input), undefined) : undefined;
    return { known: packDocument({ findings, names, statedDate, wanted, forms }), found, names: relevant?.digest, failures };
  }

  #packedSurvey(input: RecogniserInput): Uint8Array | undefined {
    const sources = this.#recognition.surveyed?.(input);
    return sources && packSurvey({ sources, structure: input.structure, breaks: input.reading.breaks });
  }

  /** The names that matter to a document, those among them that it establishes itself, whether they are known already or not. */
  #relevantTo({ reading }: RecogniserInput, own: readonly EstablishedName[]): ReturnType<KnownNames['relevantTo']> {
    const added = own.filter((name) => name.scope === 'corpus' && this.#known.add(name));
    const relevant = this.#known.relevantTo(reading.text);
    for (const name of added) this.#known.remove(name);
    return relevant;
  }

  #termsWith(words: NonNullable<DocumentJob['words']>): Recogniser {
    this.#words = new Map(words);
    return (this.#terms ??= this.#recognition.terms(this.#context?.termBases ?? [], (clause) => this.#words.get(clause)));
  }

  #recogniser(layer: SharedLayer): Recogniser {
    let recogniser = this.#recognisers.get(layer);
    if (!recogniser) {
      recogniser = sharedRecogniser(this.#recognition, layer, this.#context ?? {});
      this.#recognisers.set(layer, recogniser);
    }
    return recogniser;
  }
}

/** What a log may have of an error, which can be cloned whatever was thrown. */
function withoutMessage(error: unknown): Error {
  const plain = new Error();
  plain.name = error instanceof Error ? error.name : typeof error;
  plain.stack = error instanceof Error ? (error.stack ?? '').slice(Math.max(0, (error.stack ?? '').indexOf('\n    at '))) : '';
  return plain;
}

/** The structure is only looked for when something is to be recognised, and not again where a survey of the same text found it. */
class LazyInput implements RecogniserInput {
  readonly reading: Reading;
  readonly date: DocumentDate | undefined;
  #structure: Structure | undefined;

  constructor(text: string, date: DocumentDate | undefined, surveyed: SurveyFindings | undefined) {
    this.reading = new Reading(text, surveyed);
    this.date = date;
    this.#structure = surveyed?.structure;
  }

  get structure(): Structure {
    return (this.#structure ??= findStructure(this.reading));
  }
}
