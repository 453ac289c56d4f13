import type { Attribution, DefinitionSentence, SourceTag, TermTag } from '../recognise/tags';
import type { AnalysedDocument } from './document';
import { byPath } from './fileList';
import { SAID } from './packed/form';
import { internedStrings } from './packed/interned';

/** What one document has of one concept or entity: how much, and, read off the document when it is asked for, what. */
export class Occurrences {
  readonly document: AnalysedDocument;
  readonly tagCount: number;
  readonly statementCount: number;
  readonly definitionCount: number;
  readonly #id: string;

  constructor(id: string, document: AnalysedDocument, tags: number, statements: number, definitions: number) {
    this.#id = id;
    this.document = document;
    this.tagCount = tags;
    this.statementCount = statements;
    this.definitionCount = definitions;
  }

  /** In text order, as are the others. */
  get tags(): readonly (SourceTag | TermTag)[] {
    return this.tagCount > 0 ? this.document.tagsOf(this.#id) : [];
  }

  get statements(): readonly Attribution[] {
    return this.statementCount > 0 ? this.document.statementsOf(this.#id) : [];
  }

  get definitions(): readonly DefinitionSentence[] {
    return this.definitionCount > 0 ? this.document.definitionsOf(this.#id) : [];
  }
}

/** Numbers kept for a document that has an id: that of the document, how many tags, statements and definitions it has, and what the tags say beside ({@link SAID}). */
const WIDTH = 5;

/**
 * In which documents each concept and entity stands, and how often. Built document by document: a changed document costs what it
 * holds itself, not what the corpus holds. What stands there is read off the documents.
 */
export class MentionIndex {
  /** The ids that documents brought in packed findings. */
  readonly #strings = internedStrings();
  #version = 0;
  /** By concept or entity id, {@link WIDTH} numbers for each document. */
  readonly #byId = new Map<string, { readonly id: string; numbers: number[] }>();
  /** The ids that stand in a document, by its number. */
  readonly #idsOf: (readonly string[])[] = [];
  /** By number. Undefined: the number is free. */
  readonly #documents: (AnalysedDocument | undefined)[] = [];
  /** By document id. */
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  /** The place of each document, by its number, in the order of document ids; undefined after a document came or went. */
  #ranks: Uint32Array | undefined;

  /** Counts up whenever a document is taken in or forgotten. */
  get version(): number {
    return this.#version;
  }

  /** Takes in what a document has in place of what it had before. */
  put(document: AnalysedDocument): void {
    const number = this.#numberOf(document.id);
    this.#takeOut(number);
    this.#documents[number] = document;
    const ids: string[] = [];
    document.eachId(this.#strings, (id, tags, statements, definitions, said) => {
      let known = this.#byId.get(id);
      if (!known) this.#byId.set(id, (known = { id, numbers: [] }));
      const { numbers } = known;
      const last = numbers.length - WIDTH;
      if (last >= 0 && numbers[last] === number) {
        // Another layer of the document has it, too.
        numbers[last + 1] = (numbers[last + 1] as number) + tags;
        numbers[last + 2] = (numbers[last + 2] as number) + statements;
        numbers[last + 3] = (numbers[last + 3] as number) + definitions;
        numbers[last + 4] = (numbers[last + 4] as number) | said;
        return;
      }
      numbers.push(number, tags, statements, definitions, said);
      // The one string for all documents: some bring their own.
      ids.push(known.id);
    });
    this.#idsOf[number] = ids;
    this.#version++;
  }

  /** Forgets a document. */
  remove(documentId: string): void {
    const number = this.#numbers.get(documentId);
    if (number === undefined) return;
    this.#takeOut(number);
    this.#numbers.delete(documentId);
    this.#documents[number] = undefined;
    this.#free.push(number);
    this.#ranks = undefined;
    this.#version++;
  }

  /** What the documents have of an id, in the order of document ids. */
  of(id: string): Occurrences[] {
    const entries = this.#inOrder(id);
    const found: Occurrences[] = [];
    for (let i = 0; i < entries.length; i += WIDTH) found.push(this.#at(id, entries, i));
    return found;
  }

  /** The first document that states a role of an entity. */
  firstWithRole(id: string): Occurrences | undefined {
    return this.#first(id, (entries, i) => ((entries[i + 4] as number) & SAID.role) !== 0);
  }

  /** The first document that introduces a short form of an entity. */
  firstWithIntroduction(id: string): Occurrences | undefined {
    return this.#first(id, (entries, i) => ((entries[i + 4] as number) & SAID.introduction) !== 0);
  }

  /** The first document that mentions a concept or an entity. */
  firstWithTag(id: string): Occurrences | undefined {
    return this.#first(id, (entries, i) => (entries[i + 1] as number) > 0);
  }

  /** How many mentions of an id there are in all documents. */
  tagCount(id: string): number {
    return this.#sum(id, 1);
  }

  /** How many statements a source makes in all documents. */
  statementCount(id: string): number {
    return this.#sum(id, 2);
  }

  #first(id: string, isMeant: (entries: readonly number[], i: number) => boolean): Occurrences | undefined {
    const entries = this.#inOrder(id);
    for (let i = 0; i < entries.length; i += WIDTH) if (isMeant(entries, i)) return this.#at(id, entries, i);
    return undefined;
  }

  #at(id: string, entries: readonly number[], i: number): Occurrences {
    const [number, tags, statements, definitions] = entries.slice(i, i + WIDTH) as [number, number, number, number];
    return new Occurrences(id, this.#documents[number] as AnalysedDocument, tags, statements, definitions);
  }

  #numberOf(documentId: string): number {
    let number = this.#numbers.get(documentId);
    if (number === undefined) {
      number = this.#free.pop() ?? this.#documents.length;
      this.#numbers.set(documentId, number);
      this.#ranks = undefined;
    }
    return number;
  }

  #takeOut(number: number): void {
    for (const id of this.#idsOf[number] ?? []) {
      const entries = this.#byId.get(id)?.numbers;
      if (!entries) continue;
      for (let i = 0; i < entries.length; i += WIDTH) {
        if (entries[i] !== number) continue;
        entries.splice(i, WIDTH);
        break;
      }
      if (entries.length === 0) this.#byId.delete(id);
    }
    this.#idsOf[number] = [];
  }

  #sum(id: string, which: number): number {
    const entries = this.#byId.get(id)?.numbers ?? [];
    let sum = 0;
    for (let i = which; i < entries.length; i += WIDTH) sum += entries[i] as number;
    return sum;
  }

  /** The entries of an id, put in the order of document ids and kept so. */
  #inOrder(id: string): readonly number[] {
    const known = this.#byId.get(id);
    if (!known) return [];
    const entries = known.numbers;
    const ranks = (this.#ranks ??= this.#rankDocuments());
    const rankAt = (i: number): number => ranks[entries[i] as number] as number;
    let isInOrder = true;
    for (let i = WIDTH; i < entries.length && isInOrder; i += WIDTH) isInOrder = rankAt(i - WIDTH) < rankAt(i);
    if (isInOrder) return entries;
    const places = Array.from({ length: entries.length / WIDTH }, (_, i) => WIDTH * i).sort((a, b) => rankAt(a) - rankAt(b));
    known.numbers = places.flatMap((i) => entries.slice(i, i + WIDTH));
    return known.numbers;
  }

  #rankDocuments(): Uint32Array {
    const ranks = new Uint32Array(this.#documents.length);
    const inOrder = [...this.#numbers].sort(([a], [b]) => byPath(a, b));
    for (const [rank, [, number]] of inOrder.entries()) ranks[number] = rank;
    return ranks;
  }
}

/**
 * What documents have of an id, those among them that are answered for at once with what is known so far of them.
 *
 * @param found what was indexed, in the order of document ids
 * @param unindexed documents that are not, or no longer, indexed as they are
 */
export function withProvisional(id: string, found: Occurrences[], unindexed: Iterable<AnalysedDocument>): Occurrences[] {
  const provisional = [...unindexed].filter((document) => document.isProvisional);
  if (provisional.length === 0) return found;
  const others = found.filter(({ document }) => !provisional.some((each) => each.id === document.id));
  return [...others, ...provisional.flatMap((document) => occurrencesSoFar(document, id))].sort((a, b) => byPath(a.document.id, b.document.id));
}

/** What a document that has not been recognised as a whole has of an id, as far as that is known; nothing, or one. */
function occurrencesSoFar(document: AnalysedDocument, id: string): Occurrences[] {
  const [tags, statements, definitions] = [document.tagsOf(id).length, document.statementsOf(id).length, document.definitionsOf(id).length];
  return tags + statements + definitions > 0 ? [new Occurrences(id, document, tags, statements, definitions)] : [];
}
