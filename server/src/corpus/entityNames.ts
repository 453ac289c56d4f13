import type { SourceKind } from '../recognise/tags';
import { finish, sortedInSteps, type Steps } from '../text/steps';
import type { EntityName } from './corpus';
import type { AnalysedDocument } from './document';
import { sourceKindOf } from './entities';
import { byPath } from './fileList';
import { addForm, packForms, type Forms } from './packed/packForms';
import { ByteReader } from './packed/bytes';

/**
 * The persons, works and organizations of a corpus with the ways they are written: a list for those who look for one by its name. What a
 * document adds to it is kept as bytes, so that a changed document costs itself and the putting together.
 */
export class EntityNames {
  /** By document id; the bytes come with what was recognised elsewhere, or are made at once of a document that is awake, else when the list is first asked for. */
  readonly #byDocument = new Map<string, { readonly document: AnalysedDocument; bytes: Uint8Array | undefined }>();
  #all: readonly EntityName[] | undefined;
  #changes = 0;

  /** Takes in what a document has now. */
  put(document: AnalysedDocument): void {
    this.#byDocument.set(document.id, { document, bytes: document.packedForms ?? (document.isRead ? formsIn(document) : undefined) });
    this.#changed();
  }

  /** Forgets a document. */
  remove(documentId: string): void {
    if (this.#byDocument.delete(documentId)) this.#changed();
  }

  #changed(): void {
    this.#all = undefined;
    this.#changes++;
  }

  /** All of them, sorted by id. */
  get all(): readonly EntityName[] {
    return this.#all ?? finish(this.inSteps());
  }

  /** The same, in steps of a few milliseconds: as they are at the end, or were at some step. */
  *inSteps(): Steps<readonly EntityName[]> {
    const entities = new Map<string, Forms>();
    const changes = this.#changes;
    if (this.#all) return this.#all;
    for (const [, entry] of [...this.#byDocument].sort(([a], [b]) => byPath(a, b))) {
      addTo(entities, (entry.bytes ??= formsIn(entry.document)));
      yield;
    }
    const names: EntityName[] = [];
    for (const [id, { forms, counts }] of yield* sortedInSteps([...entities], ([a], [b]) => byPath(a, b))) {
      const kind = sourceKindOf(id);
      if (kind && names.push(named(id, kind, forms, counts)) % STEP === 0) yield;
    }
    if (changes === this.#changes) this.#all = names;
    return names;
  }
}

/** Names that are ordered by their forms in one step. */
const STEP = 1000;

function named(id: string, kind: SourceKind, forms: readonly string[], counts: readonly number[]): EntityName {
  if (forms.length === 1) return { id, kind, name: forms[0] as string, forms };
  const ordered = forms.map((form, i) => ({ form, count: counts[i] as number })).sort((a, b) => b.count - a.count).map(({ form }) => form);
  return { id, kind, name: ordered[0] as string, forms: ordered };
}

/** What a document has after decisions. */
function formsIn(document: AnalysedDocument): Uint8Array {
  return packForms(document.sourceTags(), document);
}

function addTo(entities: Map<string, Forms>, bytes: Uint8Array): void {
  const reader = new ByteReader(bytes);
  for (let left = reader.whole(); left > 0; left--) {
    const id = reader.string();
    for (let forms = reader.whole(); forms > 0; forms--) addForm(entities, id, reader.string(), reader.whole());
  }
}
