import type { SourceTag } from '../../tags';

/** Who said something last; no ids when it was somebody unnamed. */
interface Speech {
  readonly ids: readonly string[];
  readonly person: SourceTag | undefined;
}

/** Paragraphs after which a name is no longer what a pronoun stands for. */
const FORGOTTEN_AFTER = 6;

/**
 * What has been named and who has spoken so far: what 他, 该负责人, 该机构 and 报告 can stand for. An antecedent is given only
 * when it is clear (tagging guidelines): in its own paragraph the one person that the last sentence with a name is about;
 * across paragraphs the one person of the last paragraph that names any.
 */
export class Discourse {
  /** Persons of the last sentence that names any, in order, and whether it is in this paragraph. */
  #lastSentence: readonly SourceTag[] = [];
  /** Persons of the last paragraph that names any. */
  #lastParagraph: readonly SourceTag[] = [];
  #inThisParagraph = false;
  #paragraphsSince = 0;
  #speech: Speech | undefined;
  #speechHere = false;
  /** Somebody was named after that. */
  #namedSince = false;
  #work: SourceTag | undefined;
  #body: SourceTag | undefined;

  /** A new article or turn: nothing said before is referred to. */
  reset(): void {
    this.#lastSentence = [];
    this.#lastParagraph = [];
    this.#inThisParagraph = false;
    this.#speech = undefined;
    this.#work = undefined;
    this.#body = undefined;
  }

  openParagraph(): void {
    this.#inThisParagraph = false;
    this.#speechHere = false;
    this.#paragraphsSince++;
    if (this.#paragraphsSince > FORGOTTEN_AFTER) this.reset();
  }

  /** Takes in a sentence: its sources outside quotations, and who speaks last in it, if anybody does. */
  add(sources: readonly SourceTag[], last: readonly string[] | undefined): void {
    const persons = sources.every(isPerson) ? sources : sources.filter(isPerson);
    if (persons.length > 0) {
      this.#lastSentence = persons;
      this.#lastParagraph = this.#inThisParagraph ? [...this.#lastParagraph, ...persons] : persons;
      this.#inThisParagraph = true;
      this.#namedSince = true;
      this.#paragraphsSince = 0;
    }
    if (persons !== sources) {
      this.#work = sources.findLast((source) => source.kind === 'work') ?? this.#work;
      this.#body = sources.findLast((source) => source.kind === 'organization') ?? this.#body;
    }
    if (last) {
      const person = last.length === 1 ? (this.#lastParagraph.findLast((each) => each.id === last[0]) ?? this.#speech?.person) : undefined;
      this.#speech = { ids: last, person: person?.id === last[0] ? person : undefined };
      this.#speechHere = true;
      this.#namedSince = false;
      this.#paragraphsSince = 0;
    }
  }

  /** Whom 他 or 她 stands for. `here` are the persons named before it in its own sentence. */
  person(here: readonly SourceTag[]): string | undefined {
    const own = distinct(here);
    if (own.length === 1) return own[0];
    const speaker = this.#speech?.person?.id;
    if (own.length > 1) return speaker !== undefined && own.includes(speaker) ? speaker : own[0];
    if (this.#inThisParagraph || this.#speechHere) {
      const named = distinct(this.#lastSentence);
      if (this.#inThisParagraph && named.length === 1) return named[0];
      return this.#speechHere && speaker !== undefined ? speaker : named[0];
    }
    const named = distinct(this.#lastParagraph);
    if (named.length === 1) return named[0];
    // Several were named, but one of them had the last word.
    return speaker !== undefined && distinct(this.#lastSentence).length <= 1 && (this.#lastSentence[0]?.id ?? speaker) === speaker ? speaker : undefined;
  }

  /** Whom 该负责人 or 上述人士 stands for: the one person named since somebody spoke, else who spoke last, be it somebody unnamed. */
  role(here: readonly SourceTag[]): readonly string[] {
    const own = distinct(here);
    if (own.length === 1) return own;
    const since = this.#namedSince ? distinct(this.#lastSentence) : [];
    if (since.length === 1) return since;
    if (this.#speech && this.#speech.ids.every((id) => id.startsWith('person:'))) return this.#speech.ids;
    const named = distinct(this.#lastParagraph);
    return named.length === 1 ? named : [];
  }

  /** Who spoke last in this paragraph, be it somebody unnamed; undefined when nobody did. */
  speakerHere(): readonly string[] | undefined {
    return this.#speechHere ? this.#speech?.ids : undefined;
  }

  /** Several people who spoke together last: 她们. */
  speakersTogether(): readonly string[] | undefined {
    const ids = this.#speech?.ids.filter((id) => id.startsWith('person:')) ?? [];
    return ids.length > 1 && !this.#namedSince ? ids : undefined;
  }

  work(): string | undefined {
    return this.#work?.id;
  }

  body(): string | undefined {
    return this.#body?.id;
  }

  /** The body or work named last, whichever a bare 报告显示 follows. */
  publisher(): string | undefined {
    const [work, body] = [this.#work, this.#body];
    if (!work || !body) return work?.id ?? body?.id;
    return work.start > body.start && work.start - body.end > 30 ? work.id : body.start > work.start ? body.id : work.id;
  }
}

function isPerson(source: SourceTag): boolean {
  return source.kind === 'person';
}

function distinct(tags: readonly SourceTag[]): string[] {
  return [...new Set(tags.map((tag) => tag.id))];
}
