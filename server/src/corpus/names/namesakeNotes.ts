import * as l10n from '@vscode/l10n';
import { findNamesakes, type Namesake } from '../../recognise/sources/namesakes';
import type { Problem } from '../corpus';
import type { AnalysedDocument } from '../document';
import type { DocumentIndex } from '../indexing/passes';
import type { MentionIndex, Occurrences } from '../mentionIndex';
import { writtenOnOneLine, type WrittenDocument } from '../written';
import type { RegisteredNames } from './sourceNames';

/**
 * Notes on several people of one name: a reader should know that they were kept apart, and may know better. A note is remembered until its document
 * is indexed anew: in a large corpus there are many, and they are asked for after every edit.
 */
export class NamesakeNotes implements DocumentIndex {
  readonly #names: RegisteredNames;
  readonly #index: MentionIndex;
  readonly #isIndexed: () => boolean;
  /** As they were found at a version of the names. */
  #found: { readonly version: number; readonly people: readonly (readonly Namesake[])[] } | undefined;
  /** All notes at a version of the index. */
  #notes: { readonly people: readonly (readonly Namesake[])[]; readonly version: number; readonly problems: readonly Problem[] } | undefined;
  /** Each by the id of the document that it is in, then by that of the person. */
  readonly #noteIn = new Map<string, Map<string, readonly Problem[]>>();

  /** @param isIndexed whether all documents have been indexed: before, nobody knows where a name stands first */
  constructor(names: RegisteredNames, index: MentionIndex, isIndexed: () => boolean) {
    this.#names = names;
    this.#index = index;
    this.#isIndexed = isIndexed;
  }

  /** One at the first mention of each of these people; none before all documents are indexed. */
  get problems(): readonly Problem[] {
    if (!this.#isIndexed()) return [];
    const people = this.#people();
    const { version } = this.#index;
    if (this.#notes?.people !== people || this.#notes.version !== version) {
      this.#notes = { people, version, problems: people.flatMap((namesakes) => namesakes.flatMap((person) => this.#noteOn(person, namesakes))) };
    }
    return this.#notes.problems;
  }

  put({ id }: { readonly id: string }): void {
    this.#noteIn.delete(id);
  }

  remove(documentId: string): void {
    this.#noteIn.delete(documentId);
  }

  #people(): readonly (readonly Namesake[])[] {
    const { version } = this.#names;
    if (this.#found?.version !== version) {
      this.#found = { version, people: [...findNamesakes(this.#names.statedSeveralTimes).values()] };
      this.#noteIn.clear();
    }
    return this.#found.people;
  }

  /** The note on a person; none where nothing mentions them. */
  #noteOn(person: Namesake, people: readonly Namesake[]): readonly Problem[] {
    const first = this.#index.firstWithTag(person.id);
    if (!first) return [];
    let ofDocument = this.#noteIn.get(first.document.id);
    if (!ofDocument) this.#noteIn.set(first.document.id, (ofDocument = new Map<string, readonly Problem[]>()));
    let note = ofDocument.get(person.id);
    if (!note) ofDocument.set(person.id, (note = noteAt(first, person, people)));
    return note;
  }
}

/** A document of which a few words are written out. */
function inPassing(document: AnalysedDocument): WrittenDocument {
  return {
    text: document.textInPassing,
    get reading() {
      return document.reading;
    },
  };
}

function noteAt({ document, tags: [tag] }: Occurrences, { id, roles }: Namesake, people: readonly Namesake[]): Problem[] {
  if (!tag) return [];
  const others = people.filter((other) => other.id !== id).map((other) => other.roles[0] ?? '').join(', ');
  let message: string | undefined;
  return [
    {
      uri: document.uri,
      span: { start: tag.start, end: tag.end },
      severity: 'information',
      code: 'source.namesakes',
      // The text, which may still lie on disk, is read when somebody wants to know what stands there.
      get message() {
        return (message ??= l10n.t('"{0}" ({1}) is kept apart from another person of this name ({2}): the stated roles contradict each other.', writtenOnOneLine(inPassing(document), tag), roles[0] ?? '', others));
      },
    },
  ];
}
