import type { Attribution, DefinitionSentence, SourceTag, TermTag } from '../recognise/tags';
import type { AnalysedDocument } from './document';
import { byPath } from './fileList';
import type { ScriptCounts } from './mentionScripts';
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

/** Numbers kept for a document that has an id: that of the document, how many tags, statements and definitions it has, and what the tags say beside ({@link SAID}). */
const WIDTH = 5;
const TAGS = 1;
const STATEMENTS = 2;
const DEFINITIONS = 3;
const SAYS = 4;
/** Beside the bits of {@link SAID}: these are the numbers of before, while the document is taken in anew. */
const OUTDATED = 1 << 30;

/** What documents have of one concept or entity: {@link WIDTH} numbers for each of them, in the order of their numbers. */
interface Entries {
  readonly id: string;
  readonly numbers: number[];
}

/**
 * In which documents each concept and entity stands, and how often. Built document by document: a changed document costs what it
 * holds itself, not what the corpus holds. What stands there is read off the documents.
 */
export class MentionIndex {
  /** The ids that documents brought in packed findings. */
  readonly #strings = internedStrings();
  #version = 0;
  /** By concept or entity id. */
  readonly #byId = new Map<string, Entries>();
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
    this.#documents[number] = document;
    // What it had stays in its place: nearly all of it comes again.
    const before = this.#idsOf[number] ?? [];
    for (const id of before) outdate(this.#entries(id), number);
    const ids: string[] = [];
    document.eachId(this.#strings, (id, tags, statements, definitions, said) => {
      let known = this.#byId.get(id);
      if (!known) this.#byId.set(id, (known = { id, numbers: [] }));
      // The one string for all documents: some bring their own.
      if (addEntry(known.numbers, number, tags, statements, definitions, said)) ids.push(known.id);
    });
    this.#idsOf[number] = ids;
    this.#takeOutdated(number, before);
    this.#version++;
  }

  /** Forgets a document. */
  remove(documentId: string): void {
    const number = this.#numbers.get(documentId);
    if (number === undefined) return;
    const ids = this.#idsOf[number] ?? [];
    for (const id of ids) outdate(this.#entries(id), number);
    this.#takeOutdated(number, ids);
    this.#idsOf[number] = [];
    this.#numbers.delete(documentId);
    this.#documents[number] = undefined;
    this.#free.push(number);
    this.#ranks = undefined;
    this.#version++;
  }

  /** What the documents have of an id, in the order of document ids. */
  of(id: string): Occurrences[] {
    const numbers = this.#entries(id);
    const ranks = this.#ranksNow();
    const count = numbers.length / WIDTH;
    // Rank and place in one number: those are sorted several times as fast as by a function that compares.
    const order = Float64Array.from({ length: count }, (_, i) => (ranks[numbers[WIDTH * i] as number] as number) * count + i).sort();
    return Array.from(order, (rankAndPlace) => this.#at(id, numbers, WIDTH * (rankAndPlace % count)));
  }

  /** The first document that states a role of an entity. */
  firstWithRole(id: string): Occurrences | undefined {
    return this.#first(id, (numbers, at) => ((numbers[at + SAYS] as number) & SAID.role) !== 0);
  }

  /** The first document that introduces a short form of an entity. */
  firstWithIntroduction(id: string): Occurrences | undefined {
    return this.#first(id, (numbers, at) => ((numbers[at + SAYS] as number) & SAID.introduction) !== 0);
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
  #first(id: string, isMeant: (numbers: readonly number[], at: number) => boolean): Occurrences | undefined {
    const numbers = this.#entries(id);
    const ranks = this.#ranksNow();
    let first = -1;
    let least = Infinity;
    for (let at = 0; at < numbers.length; at += WIDTH) {
      const rank = ranks[numbers[at] as number] as number;
      if (rank < least && isMeant(numbers, at)) [first, least] = [at, rank];
    }
    return first < 0 ? undefined : this.#at(id, numbers, first);
  }

  #sum(id: string, which: number): number {
    const numbers = this.#entries(id);
    let sum = 0;
    for (let at = which; at < numbers.length; at += WIDTH) sum += numbers[at] as number;
    return sum;
  }

  #entries(id: string): number[] {
    return this.#byId.get(id)?.numbers ?? [];
  }

  #at(id: string, numbers: readonly number[], at: number): Occurrences {
    const document = this.#documents[numbers[at] as number] as AnalysedDocument;
    return new Occurrences(id, document, numbers[at + TAGS] as number, numbers[at + STATEMENTS] as number, numbers[at + DEFINITIONS] as number);
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

  /** Takes out what a document had of ids and has no more. */
  #takeOutdated(number: number, ids: readonly string[]): void {
    for (const id of ids) {
      const numbers = this.#entries(id);
      const at = placeOf(numbers, number);
      if (((numbers[at + SAYS] as number) & OUTDATED) === 0) continue;
      numbers.splice(at, WIDTH);
      if (numbers.length === 0) this.#byId.delete(id);
    }
  }

  #ranksNow(): Uint32Array {
    if (this.#ranks) return this.#ranks;
    const ranks = new Uint32Array(this.#documents.length);
    const inOrder = [...this.#numbers].sort(([a], [b]) => byPath(a, b));
    for (const [rank, [, number]] of inOrder.entries()) ranks[number] = rank;
    return (this.#ranks = ranks);
  }
}

// #region Entries

/** The numbers that a document has are those of before. */
function outdate(numbers: number[], document: number): void {
  const at = placeOf(numbers, document) + SAYS;
  numbers[at] = (numbers[at] as number) | OUTDATED;
}

/** Puts the numbers of a document into their place, or adds them to those that another layer of it has; false then. */
function addEntry(numbers: number[], document: number, tags: number, statements: number, definitions: number, says: number): boolean {
  const at = placeOf(numbers, document);
  if (at === numbers.length) {
    numbers.push(document, tags, statements, definitions, says);
    return true;
  }
  if (numbers[at] !== document) {
    numbers.splice(at, 0, document, tags, statements, definitions, says);
    return true;
  }
  const isNew = ((numbers[at + SAYS] as number) & OUTDATED) !== 0;
  numbers[at + TAGS] = (isNew ? 0 : (numbers[at + TAGS] as number)) + tags;
  numbers[at + STATEMENTS] = (isNew ? 0 : (numbers[at + STATEMENTS] as number)) + statements;
  numbers[at + DEFINITIONS] = (isNew ? 0 : (numbers[at + DEFINITIONS] as number)) + definitions;
  numbers[at + SAYS] = (isNew ? 0 : (numbers[at + SAYS] as number)) | says;
  return isNew;
}

/** Where the numbers of a document stand, or would. */
function placeOf(numbers: readonly number[], document: number): number {
  const count = numbers.length / WIDTH;
  // While a corpus is read, documents come in the order of their numbers.
  if (count === 0 || (numbers[numbers.length - WIDTH] as number) < document) return numbers.length;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[WIDTH * middle] as number) < document) low = middle + 1;
    else high = middle;
  }
  return WIDTH * low;
}

// #endregion

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
