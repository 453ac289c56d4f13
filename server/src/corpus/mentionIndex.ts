import type { Attribution, DefinitionSentence, Tag } from '../recognise/tags';
import { byPath } from './fileList';
import type { AnalysedDocument } from './document';

/** What one document has of one concept or entity, in text order. */
export interface Occurrences {
  readonly document: AnalysedDocument;
  readonly tags: readonly Tag[];
  readonly statements: readonly Attribution[];
  readonly definitions: readonly DefinitionSentence[];
}

interface Entry {
  readonly document: AnalysedDocument;
  readonly tags: Tag[];
  readonly statements: Attribution[];
  readonly definitions: DefinitionSentence[];
}

/**
 * Where each concept and entity stands, by id. Built document by document: a changed document costs what it
 * holds itself, not what the corpus holds.
 */
export class MentionIndex {
  /** By concept or entity id, then by document id. */
  readonly #byId = new Map<string, Map<string, Entry>>();
  /** The ids that stand in a document, by document id. */
  readonly #idsOf = new Map<string, readonly string[]>();
  #tagCount = 0;

  get tagCount(): number {
    return this.#tagCount;
  }

  /** Takes in the tags of a document in place of those it had before. */
  put(document: AnalysedDocument): void {
    this.remove(document.id);
    const entries = new Map<string, Entry>();
    const at = (id: string): Entry => {
      let entry = entries.get(id);
      if (!entry) entries.set(id, (entry = { document, tags: [], statements: [], definitions: [] }));
      return entry;
    };
    for (const tag of document.tags) if (tag.layer !== 'number') at(tag.id).tags.push(tag);
    for (const attribution of document.attributions) for (const source of new Set(attribution.sources)) at(source).statements.push(attribution);
    for (const definition of document.definitions) at(definition.id).definitions.push(definition);
    for (const [id, entry] of entries) {
      let documents = this.#byId.get(id);
      if (!documents) this.#byId.set(id, (documents = new Map<string, Entry>()));
      documents.set(document.id, entry);
      this.#tagCount += entry.tags.length;
    }
    this.#idsOf.set(document.id, [...entries.keys()]);
  }

  /** Forgets a document. */
  remove(documentId: string): void {
    for (const id of this.#idsOf.get(documentId) ?? []) {
      const documents = this.#byId.get(id);
      this.#tagCount -= documents?.get(documentId)?.tags.length ?? 0;
      documents?.delete(documentId);
      if (documents?.size === 0) this.#byId.delete(id);
    }
    this.#idsOf.delete(documentId);
  }

  /** What the documents have of an id, in the order of document ids. */
  of(id: string): Occurrences[] {
    const documents = this.#byId.get(id);
    return documents ? [...documents.values()].sort((a, b) => byPath(a.document.id, b.document.id)) : [];
  }

  /** Every id that has a mention, a statement or a definition. */
  ids(): IterableIterator<string> {
    return this.#byId.keys();
  }
}
