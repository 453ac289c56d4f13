import type { Attribution, DefinitionSentence, SourceTag, TermTag } from '../recognise/tags';
import type { AnalysedDocument } from './document';
import { byPath } from './fileList';
import type { ScriptCounts } from './mentionScripts';
import { SAID } from './packed/form';
import { internedStrings } from './packed/interned';
import type { Forms } from './packed/packForms';
import { RowLists } from './rowLists';

/** What one document has of one concept or entity: how much, and, read off the document when it is asked for, what. */
export class Occurrences {
  readonly document: AnalysedDocument;
  readonly tagCount: number;
  readonly statementCount: number;
  readonly definitionCount: number;
  /** Whether one of the tags may have a role, or introduce a short form. */
  readonly hasRole: boolean;
  readonly introduces: boolean;
  readonly #id: string;

  constructor(id: string, document: AnalysedDocument, tags: number, statements: number, definitions: number, said: number) {
    this.#id = id;
    this.document = document;
    this.hasRole = (said & SAID.role) !== 0;
    this.introduces = (said & SAID.introduction) !== 0;
    this.tagCount = tags;
    this.statementCount = statements;
    this.definitionCount = definitions;
  }

  /** In text order, as are the others. */
  get tags(): readonly (SourceTag | TermTag)[] {
    return this.tagCount > 0 ? this.document.tagsOf(this.#id) : [];
  }

  get firstTag(): SourceTag | TermTag | undefined {
    return this.tagCount > 0 ? this.document.firstTagOf(this.#id) : undefined;
  }

  /** The forms in which the tags of a source are written. */
  get forms(): Forms {
    return this.tagCount > 0 ? this.document.formsOf(this.#id) : { forms: [], counts: [] };
  }

  /** In which scripts the tags are written. */
  get scripts(): ScriptCounts {
    return this.tagCount > 0 ? this.document.scriptsOf(this.#id) : {};
  }

  get statements(): readonly Attribution[] {
    return this.statementCount > 0 ? this.document.statementsOf(this.#id) : [];
  }

  get definitions(): readonly DefinitionSentence[] {
    return this.definitionCount > 0 ? this.document.definitionsOf(this.#id) : [];
  }
}

/**
 * Numbers kept for a document that has an id: that of the document, with what its tags say beside in the bits below, and how many tags, statements and
 * definitions it has. Rows are in the order of the numbers of documents.
 */
const WIDTH = 4;
const DOCUMENT = 0;
const TAGS = 1;
const STATEMENTS = 2;
const DEFINITIONS = 3;
/** Below the number of the document: the bits of {@link SAID}, and that these are the numbers of before, while the document is taken in anew. */
const DOCUMENT_FROM = 3;
const OUTDATED = 1 << 2;

const NO_LISTS = new Uint32Array(0);

/**
 * In which documents each concept and entity stands, and how often. Built document by document: a changed document costs what it
 * holds itself, not what the corpus holds. What stands there is read off the documents.
 */
export class MentionIndex {
  /** The ids that documents brought in packed findings. */
  readonly #strings = internedStrings();
  #version = 0;
  /** Of each id, by its number, a row for each document that has it. */
  readonly #rows = new RowLists(WIDTH);
  readonly #byId = new Map<string, number>();
  readonly #ids: string[] = [];
  /** The numbers of the ids that stand in a document, by the number of the document. */
  readonly #idsOf: Uint32Array[] = [];
  /** By number. Undefined: the number is free. */
  readonly #documents: (AnalysedDocument | undefined)[] = [];
  /** By document id. */
  readonly #numbers = new Map<string, number>();
  readonly #free: number[] = [];
  /** The place of each document, by its number, in the order of document ids; undefined after a document came or went. */
  #ranks: Uint32Array | undefined;

  /** How many documents are taken in. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Counts up whenever a document is taken in or forgotten. */
  get version(): number {
    return this.#version;
  }

  /** Takes in what a document has in place of what it had before. */
  put(document: AnalysedDocument): void {
    const number = this.#numberOf(document.id);
    this.#documents[number] = document;
    // What it had stays in its place: nearly all of it comes again.
    const before = this.#idsOf[number] ?? NO_LISTS;
    for (const id of before) this.#outdate(id, number);
    const ids: number[] = [];
    document.eachId(this.#strings, (name, tags, statements, definitions, said) => {
      const id = this.#byId.get(name) ?? this.#newId(name);
      if (this.#count(id, number, tags, statements, definitions, said)) ids.push(id);
    });
    this.#idsOf[number] = Uint32Array.from(ids);
    this.#takeOutdated(number, before);
    this.#version++;
  }

  /** Forgets a document. */
  remove(documentId: string): void {
    const number = this.#numbers.get(documentId);
    if (number === undefined) return;
    const ids = this.#idsOf[number] ?? NO_LISTS;
    for (const id of ids) this.#outdate(id, number);
    this.#takeOutdated(number, ids);
    this.#idsOf[number] = NO_LISTS;
    this.#numbers.delete(documentId);
    this.#documents[number] = undefined;
    this.#free.push(number);
    this.#ranks = undefined;
    this.#version++;
  }

  /** What the documents have of an id, in the order of document ids. */
  of(id: string): Occurrences[] {
    const ranks = this.#ranksNow();
    const { start, count } = this.#rowsOf(id);
    const { numbers } = this.#rows;
    // Rank and place in one number: those are sorted several times as fast as by a function that compares.
    const order = Float64Array.from({ length: count }, (_, i) => (ranks[documentAt(numbers, start + WIDTH * i)] as number) * count + i).sort();
    return Array.from(order, (rankAndPlace) => this.#at(id, start + WIDTH * (rankAndPlace % count)));
  }

  /** The first document that states a role of an entity. */
  firstWithRole(id: string): Occurrences | undefined {
    return this.#first(id, (numbers, at) => ((numbers[at + DOCUMENT] as number) & SAID.role) !== 0);
  }

  /** The first document that introduces a short form of an entity. */
  firstWithIntroduction(id: string): Occurrences | undefined {
    return this.#first(id, (numbers, at) => ((numbers[at + DOCUMENT] as number) & SAID.introduction) !== 0);
  }

  /** The first document that mentions a concept or an entity. */
  firstWithTag(id: string): Occurrences | undefined {
    return this.#first(id, (numbers, at) => (numbers[at + TAGS] as number) > 0);
  }

  /** How many mentions of an id there are in all documents. */
  tagCount(id: string): number {
    return this.#sum(id, TAGS);
  }

  /** How many statements a source makes in all documents. */
  statementCount(id: string): number {
    return this.#sum(id, STATEMENTS);
  }

  /** Of the documents that are meant, the one whose id is the first. */
  #first(id: string, isMeant: (numbers: Int32Array, at: number) => boolean): Occurrences | undefined {
    const ranks = this.#ranksNow();
    const { start, count } = this.#rowsOf(id);
    const { numbers } = this.#rows;
    let first = -1;
    let least = Infinity;
    for (let at = start; at < start + WIDTH * count; at += WIDTH) {
      const rank = ranks[documentAt(numbers, at)] as number;
      if (rank < least && isMeant(numbers, at)) [first, least] = [at, rank];
    }
    return first < 0 ? undefined : this.#at(id, first);
  }

  #sum(id: string, which: number): number {
    const { start, count } = this.#rowsOf(id);
    const { numbers } = this.#rows;
    let sum = 0;
    for (let at = start + which; at < start + WIDTH * count; at += WIDTH) sum += numbers[at] as number;
    return sum;
  }

  #rowsOf(id: string): { readonly start: number; readonly count: number } {
    const list = this.#byId.get(id);
    return list === undefined ? { start: 0, count: 0 } : { start: this.#rows.startOf(list), count: this.#rows.countOf(list) };
  }

  #at(id: string, at: number): Occurrences {
    const { numbers } = this.#rows;
    const document = this.#documents[documentAt(numbers, at)] as AnalysedDocument;
    return new Occurrences(id, document, numbers[at + TAGS] as number, numbers[at + STATEMENTS] as number, numbers[at + DEFINITIONS] as number, (numbers[at + DOCUMENT] as number) & SAID.all);
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

  // #region Rows

  #newId(name: string): number {
    const id = this.#rows.add();
    this.#byId.set(name, id);
    this.#ids[id] = name;
    return id;
  }

  /** The numbers that a document has of an id are those of before. */
  #outdate(id: number, document: number): void {
    const at = this.#rows.startOf(id) + WIDTH * this.#rowFor(id, document);
    const { numbers } = this.#rows;
    numbers[at] = (numbers[at] as number) | OUTDATED;
  }

  /** Puts what a document has of an id into its place, or adds it to what another layer of it has; false then. */
  #count(id: number, document: number, tags: number, statements: number, definitions: number, said: number): boolean {
    const row = this.#rowFor(id, document);
    let at = this.#rows.startOf(id) + WIDTH * row;
    const isThere = row < this.#rows.countOf(id) && documentAt(this.#rows.numbers, at) === document;
    if (!isThere) at = this.#rows.insert(id, row);
    const { numbers } = this.#rows;
    const isNew = !isThere || ((numbers[at] as number) & OUTDATED) !== 0;
    numbers[at + DOCUMENT] = isNew ? (document << DOCUMENT_FROM) | said : (numbers[at] as number) | said;
    numbers[at + TAGS] = (isNew ? 0 : (numbers[at + TAGS] as number)) + tags;
    numbers[at + STATEMENTS] = (isNew ? 0 : (numbers[at + STATEMENTS] as number)) + statements;
    numbers[at + DEFINITIONS] = (isNew ? 0 : (numbers[at + DEFINITIONS] as number)) + definitions;
    return isNew;
  }

  /** Takes out what a document had of ids and has no more. */
  #takeOutdated(number: number, ids: Uint32Array): void {
    for (const id of ids) {
      const row = this.#rowFor(id, number);
      if (((this.#rows.numbers[this.#rows.startOf(id) + WIDTH * row] as number) & OUTDATED) === 0) continue;
      this.#rows.take(id, row);
      if (this.#rows.countOf(id) > 0) continue;
      this.#byId.delete(this.#ids[id] as string);
      this.#rows.remove(id);
    }
  }

  /** The row of a document in the list of an id, or before which it would stand. */
  #rowFor(id: number, document: number): number {
    const { numbers } = this.#rows;
    const start = this.#rows.startOf(id);
    let low = 0;
    let high = this.#rows.countOf(id);
    // While a corpus is read, documents often come in the order of their numbers.
    if (high === 0 || documentAt(numbers, start + WIDTH * (high - 1)) < document) return high;
    high--;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (documentAt(numbers, start + WIDTH * middle) < document) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // #endregion

  #ranksNow(): Uint32Array {
    if (this.#ranks) return this.#ranks;
    const ranks = new Uint32Array(this.#documents.length);
    const inOrder = [...this.#numbers].sort(([a], [b]) => byPath(a, b));
    for (const [rank, [, number]] of inOrder.entries()) ranks[number] = rank;
    return (this.#ranks = ranks);
  }
}

/** The number of the document of the row that begins at a place. */
function documentAt(numbers: Int32Array, at: number): number {
  return (numbers[at] as number) >>> DOCUMENT_FROM;
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
  return tags + statements + definitions > 0 ? [new Occurrences(id, document, tags, statements, definitions, SAID.all)] : [];
}
