import type { Attribution, DefinitionSentence } from '../../recognise/tags';
import { bySpan, type Span } from '../../text/span';
import type { Change } from '../../text/changes';
import { carriedSentences, shiftedSentence } from './carry';

type Sentence = Attribution | DefinitionSentence;

/** What a stretch that was recognised again says of statements or definitions, in document offsets. */
export interface StretchStep<T> {
  /** The stretch before and after. */
  readonly stretch: Change;
  readonly alone: readonly T[];
  readonly aloneNow: readonly T[];
}

/** One change of the text: its edits, and the stretches that were recognised again for it. */
interface Step<T> {
  readonly edits: readonly Change[];
  readonly stretches: readonly StretchStep<T>[];
  readonly before: Step<T> | undefined;
}

/**
 * Statements or definitions of a document that is being edited. They may be long (a speaker's turn) and are seldom asked for: each change is
 * only noted, and what all changes come to is worked out on a question.
 */
export class CarriedSentences<T extends Sentence> {
  readonly #base: () => readonly T[];
  readonly #last: Step<T> | undefined;
  #now: readonly T[] | undefined;

  constructor(base: () => readonly T[], last?: Step<T>) {
    this.#base = base;
    this.#last = last;
  }

  edited(edits: readonly Change[], stretches: readonly StretchStep<T>[]): CarriedSentences<T> {
    const now = this.#now;
    return now ? new CarriedSentences(() => now, { edits, stretches, before: undefined }) : new CarriedSentences(this.#base, { edits, stretches, before: this.#last });
  }

  /** As they are now, in order. */
  get all(): readonly T[] {
    return (this.#now ??= this.#carried());
  }

  #carried(): readonly T[] {
    const steps: Step<T>[] = [];
    for (let step = this.#last; step; step = step.before) steps.push(step);
    if (steps.length === 0) return this.#base();
    let places = this.#base().map((sentence) => new Placed(sentence));
    for (const { edits, stretches } of steps.reverse()) {
      const near: T[][] = stretches.map(() => []);
      places = places.filter((place) => {
        const index = stretches.findIndex(({ stretch }) => place.start < stretch.oldEnd && place.end > stretch.oldStart);
        if (index < 0) place.shiftBy(edits);
        else (near[index] as T[]).push(place.sentence);
        return index < 0;
      });
      stretches.forEach(({ alone, aloneNow }, i) => {
        for (const sentence of carriedSentences({ inPlace: near[i] as T[], alone, aloneNow }, edits)) places.push(new Placed(sentence));
      });
    }
    return places.map(({ sentence }) => sentence).sort(bySpan);
  }
}

/** A sentence and how far it has been shifted; where it is, is worked out once. */
class Placed<T extends Sentence> {
  readonly #sentence: T;
  readonly #extent: Span;
  #shift = 0;

  constructor(sentence: T) {
    this.#sentence = sentence;
    this.#extent = extentOf(sentence);
  }

  get start(): number {
    return this.#extent.start + this.#shift;
  }

  get end(): number {
    return this.#extent.end + this.#shift;
  }

  get sentence(): T {
    return shiftedSentence(this.#sentence, this.#shift);
  }

  /** Moves it through edits that do not touch it. */
  shiftBy(edits: readonly Change[]): void {
    const { start } = this;
    const before = edits.findLast(({ oldEnd }) => oldEnd <= start);
    if (before) this.#shift += before.newEnd - before.oldEnd;
  }
}

/** All that a sentence speaks of: its content may stand outside the sentence. */
function extentOf(sentence: Sentence): Span {
  const parts: Span[] = 'content' in sentence ? [sentence, sentence.content, ...(sentence.by ? [sentence.by] : [])] : [sentence, sentence.term];
  return { start: Math.min(...parts.map(({ start }) => start)), end: Math.max(...parts.map(({ end }) => end)) };
}
