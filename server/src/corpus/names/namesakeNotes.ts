import * as l10n from '@vscode/l10n';
import { findNamesakes, type Namesake } from '../../recognise/sources/namesakes';
import type { Problem } from '../corpus';
import type { MentionIndex } from '../mentionIndex';
import { writtenOnOneLine } from '../written';
import type { RegisteredNames } from './sourceNames';

/** Notes on several people of one name: a reader should know that they were kept apart, and may know better. */
export class NamesakeNotes {
  readonly #names: RegisteredNames;
  readonly #index: MentionIndex;
  readonly #isIndexed: () => boolean;
  /** As they were found at a version of the names. */
  #found: { readonly version: number; readonly people: readonly (readonly Namesake[])[] } | undefined;
  /** Likewise, and of the index. */
  #notes: { readonly people: readonly (readonly Namesake[])[]; readonly version: number; readonly problems: readonly Problem[] } | undefined;

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

  #people(): readonly (readonly Namesake[])[] {
    const { version } = this.#names;
    if (this.#found?.version !== version) this.#found = { version, people: [...findNamesakes(this.#names.statedSeveralTimes).values()] };
    return this.#found.people;
  }

  #noteOn({ id, roles }: Namesake, people: readonly Namesake[]): Problem[] {
    const first = this.#index.firstWithTag(id);
    const tag = first?.tags[0];
    if (!first || !tag) return [];
    const { document } = first;
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
          return (message ??= l10n.t('"{0}" ({1}) is kept apart from another person of this name ({2}): the stated roles contradict each other.', writtenOnOneLine(document, tag), roles[0] ?? '', others));
        },
      },
    ];
  }
}
