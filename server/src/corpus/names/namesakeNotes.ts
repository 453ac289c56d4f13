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
  /** As they were found at a version of the names. */
  #found: { readonly version: number; readonly people: readonly (readonly Namesake[])[] } | undefined;

  constructor(names: RegisteredNames, index: MentionIndex) {
    this.#names = names;
    this.#index = index;
  }

  /** One at the first mention of each of these people. */
  get problems(): Problem[] {
    return this.#people().flatMap((people) => people.flatMap((person) => this.#noteOn(person, people)));
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
    const others = people.filter((other) => other.id !== id).map((other) => other.roles[0] ?? '').join(', ');
    return [
      {
        uri: first.document.uri,
        span: { start: tag.start, end: tag.end },
        severity: 'information',
        code: 'source.namesakes',
        message: l10n.t('"{0}" ({1}) is kept apart from another person of this name ({2}): the stated roles contradict each other.', writtenOnOneLine(first.document, tag), roles[0] ?? '', others),
      },
    ];
  }
}
