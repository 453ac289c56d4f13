import { LAYERS } from '../../recognise/tags';
import { digestOf } from '../digest';
import type { AnalysedDocument } from '../document';
import { openDocument, packDocument } from '../packed/packDocument';
import type { PackedFindings } from '../packed/packedFindings';
import type { CorpusKnowledge } from '../recognitionHere';
import type { Passes } from './passes';
import type { KeptDocument, KeptOn } from './recognitionCache';

/** Takes in what is known of documents from an earlier session, and says what a later one may know. */
export class KeptFindings {
  readonly #passes: Passes;
  readonly #knowledge: CorpusKnowledge;
  #effort = 0;

  constructor(passes: Passes, knowledge: CorpusKnowledge) {
    this.#passes = passes;
    this.#knowledge = knowledge;
  }

  /** How many layers of documents were known. */
  get effort(): number {
    return this.#effort;
  }

  /** Takes in what is known of a document, which has just come, as far as it holds. */
  take(document: AnalysedDocument, kept: KeptDocument): void {
    const { recognisers, names, evidence, packedNames } = this.#knowledge;
    if (!this.#passes.unsurveyed.has(document) || kept.date !== (document.setDate?.edtf ?? '')) return;
    const known = openDocument(kept.known, packedNames);
    if (!known?.names) return;
    this.#passes.acceptSurvey(document, known.names);
    if (known.statedDate !== undefined) document.acceptStatedDate(known.statedDate);
    const { units, termBases } = recognisers.digests;
    for (const [layer, findings] of known.findings) {
      if ((layer === 'number' && kept.units !== units) || (layer === 'term' && kept.termBases !== termBases)) continue;
      document.accept(layer, findings, known.forms);
      this.#effort++;
      if (layer === 'term') evidence.want(document.id, known.wanted ?? []);
      if (layer === 'source') names.useKept(document, kept.names, kept.register);
    }
  }

  /** What is to be kept of a document; undefined while something of it is open. */
  toKeep(document: AnalysedDocument): { readonly on: Omit<KeptOn, 'facts' | 'named'>; readonly pack: () => Uint8Array } | undefined {
    const { recognisers, names, evidence, failures } = this.#knowledge;
    const { id } = document;
    if (!names.isChecked(document) || names.isGivenUp(document) || this.#passes.unsurveyed.has(document) || failures.has(id) || !document.isWhole) return undefined;
    const wanted = evidence.openIn(id);
    return {
      on: {
        ...recognisers.digests,
        date: document.setDate?.edtf ?? '',
        names: names.digestOf(document) ?? '',
        register: names.register.digest,
        asks: wanted.length > 0 ? digestOf(wanted.map(({ clause, start, end }) => `${clause} ${start} ${end}`)) : '',
      },
      pack: () => packDocument({
        findings: new Map(LAYERS.map((layer) => [layer, document.packed(layer) as PackedFindings])),
        names: names.register.establishedBy(id),
        statedDate: document.knownDate,
        wanted,
        forms: document.forms,
      }),
    };
  }
}
