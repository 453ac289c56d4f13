import type { Attribution, DefinitionSentence, Tag } from '../../recognise/tags';
import { united, type Change } from '../../text/changes';
import type { Span } from '../../text/span';
import type { DocumentFindings } from '../findings';
import { carriedTags, shiftedSentence } from './carry';
import { CarriedSentences, type StretchStep } from './sentences';
import { stretchAround, stretchesOf } from './stretch';
import { ListRow, type TagFilter, type TagRow } from '../tagRow';
import { shiftedTag, TagPieces } from './tagPieces';

/** Recognises a stretch of a document by itself, with the names, terms and units of the corpus; offsets count in the stretch. Must not throw. */
export type RecogniseStretch = (text: string) => DocumentFindings;

/** So much is recognised within one question, in UTF-16 code units; what is larger waits until it is looked at or the whole document has been recognised. */
const AT_ONCE = 20_000;

const NOTHING: DocumentFindings = { tags: [], attributions: [], definitions: [] };
const none = (): readonly never[] => [];

/** Everything that was found in a text. */
export interface WholeFindings {
  readonly tags: TagRow;
  readonly attributions: () => readonly Attribution[];
  readonly definitions: () => readonly DefinitionSentence[];
}

/**
 * What is shown of a document until it has been recognised as a whole: after an edit what was found before, with the stretch around the
 * edit recognised again; before anything was found, the stretches that were looked at. Document offsets. An edit gives new findings and
 * leaves these as they are.
 */
export class ProvisionalFindings {
  readonly #text: string;
  readonly #recognise: RecogniseStretch;
  #tags: TagPieces;
  #attributions: CarriedSentences<Attribution>;
  #definitions: CarriedSentences<DefinitionSentence>;

  private constructor(
    text: string,
    recognise: RecogniseStretch,
    tags: TagPieces,
    attributions: CarriedSentences<Attribution>,
    definitions: CarriedSentences<DefinitionSentence>,
  ) {
    this.#text = text;
    this.#recognise = recognise;
    this.#tags = tags;
    this.#attributions = attributions;
    this.#definitions = definitions;
  }

  /** Of a text with everything that was found in it; sentences are asked for when somebody asks for them. */
  static of(text: string, { tags, attributions, definitions }: WholeFindings, recognise: RecogniseStretch): ProvisionalFindings {
    const pieces = new TagPieces([{ length: text.length, row: tags, origin: 0 }]);
    return new ProvisionalFindings(text, recognise, pieces, new CarriedSentences(attributions), new CarriedSentences(definitions));
  }

  /** Of a text in which nothing was recognised yet. */
  static unknown(text: string, recognise: RecogniseStretch): ProvisionalFindings {
    return new ProvisionalFindings(text, recognise, new TagPieces([{ length: text.length, row: undefined, origin: 0 }]), new CarriedSentences(none), new CarriedSentences(none));
  }

  get attributions(): readonly Attribution[] {
    return this.#attributions.all;
  }

  get definitions(): readonly DefinitionSentence[] {
    return this.#definitions.all;
  }

  /** How many tags are known. */
  get tagCount(): number {
    return this.#tags.count;
  }

  /** All tags that are known, or those of them that are wanted, in order. */
  tagsSoFar(filter?: TagFilter): Tag[] {
    return this.#tags.all(filter);
  }

  /** The tags that are known, as they are now: another object once others are. */
  get tags(): TagPieces {
    return this.#tags;
  }

  /** The tags that overlap a span, in order; those that {@link know} has seen to. */
  tagsIn(span: Span): Tag[] {
    return this.#tags.tagsIn(span);
  }

  /** Recognises what is not known yet in a stretch, unless it is too much for one question. What was recognised, in order. */
  know(span: Span): readonly Span[] {
    const unknown = this.#tags.unknownIn(span);
    if (unknown.length === 0 || unknown.reduce((sum, { start, end }) => sum + end - start, 0) > AT_ONCE) return [];
    return unknown.map((part) => {
      const around = stretchAround(this.#text, part);
      // What is known already is better than what a part of it would give by itself.
      const stretch = this.#tags.unknownIn(around).find(({ start, end }) => start <= part.start && part.end <= end) ?? part;
      const found = this.#recognise(this.#text.slice(stretch.start, stretch.end));
      const place: Change = { oldStart: stretch.start, oldEnd: stretch.end, newStart: stretch.start, newEnd: stretch.end };
      this.#tags = this.#tags.replaced(stretch, [{ length: stretch.end - stretch.start, row: new ListRow(found.tags), origin: 0 }]);
      const step = stepOf(place, NOTHING, found);
      this.#attributions = this.#attributions.edited([], [step.attributions]);
      this.#definitions = this.#definitions.edited([], [step.definitions]);
      return stretch;
    });
  }

  /** What is shown after edits that led to another text, and the stretches in which it may differ, as they lay before and lie now. */
  edited(after: string, edits: readonly Change[]): { readonly findings: ProvisionalFindings; readonly stretches: readonly Change[] } {
    const before = this.#text;
    const stretches = united(stretchesOf(before, after, edits).map((stretch) => this.#widened(stretch)));
    const size = stretches.reduce((sum, { oldStart, oldEnd, newStart, newEnd }) => sum + Math.max(oldEnd - oldStart, newEnd - newStart), 0);
    let tags = this.#tags;
    const steps: Steps[] = [];
    for (const stretch of [...stretches].reverse()) {
      const was: Span = { start: stretch.oldStart, end: stretch.oldEnd };
      const is: Span = { start: stretch.newStart, end: stretch.newEnd };
      const length = is.end - is.start;
      if (size > AT_ONCE) {
        tags = tags.replaced(was, [{ length, row: undefined, origin: 0 }]);
        steps.push(stepOf(stretch, NOTHING, NOTHING));
        continue;
      }
      // Where nothing was known, nothing says what the place of the stretch adds to it.
      const isNew = this.#tags.isUnknownIn(was);
      const alone = isNew ? NOTHING : this.#recognise(before.slice(was.start, was.end));
      const aloneNow = this.#recognise(after.slice(is.start, is.end));
      const inPlace = isNew ? [] : this.#tags.tagsIn(was);
      const now = carriedTags({ inPlace, alone: shiftedTags(alone.tags, was.start), aloneNow: shiftedTags(aloneNow.tags, is.start) }, edits, is);
      tags = tags.replaced(was, [{ length, row: new ListRow(shiftedTags(now, -is.start)), origin: 0 }]);
      steps.push(stepOf(stretch, alone, aloneNow));
    }
    steps.reverse();
    const attributions = this.#attributions.edited(edits, steps.map((step) => step.attributions));
    const definitions = this.#definitions.edited(edits, steps.map((step) => step.definitions));
    return { findings: new ProvisionalFindings(after, this.#recognise, tags, attributions, definitions), stretches };
  }

  /** A stretch that cuts no tag. */
  #widened({ oldStart, oldEnd, newStart, newEnd }: Change): Change {
    const { start, end } = this.#tags.widened({ start: oldStart, end: oldEnd });
    return { oldStart: start, oldEnd: end, newStart: newStart - (oldStart - start), newEnd: newEnd + end - oldEnd };
  }
}

interface Steps {
  readonly attributions: StretchStep<Attribution>;
  readonly definitions: StretchStep<DefinitionSentence>;
}

function stepOf(stretch: Change, alone: DocumentFindings, aloneNow: DocumentFindings): Steps {
  const step = <T extends Attribution | DefinitionSentence>(before: readonly T[], now: readonly T[]): StretchStep<T> => ({
    stretch,
    alone: before.map((each) => shiftedSentence(each, stretch.oldStart)),
    aloneNow: now.map((each) => shiftedSentence(each, stretch.newStart)),
  });
  return { attributions: step(alone.attributions, aloneNow.attributions), definitions: step(alone.definitions, aloneNow.definitions) };
}

function shiftedTags(tags: readonly Tag[], by: number): readonly Tag[] {
  return by === 0 ? tags : tags.map((tag) => shiftedTag(tag, by));
}
