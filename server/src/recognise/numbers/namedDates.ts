import type { DocumentDate } from '../tags';
import { isBreak } from '../../text/characters';
import type { CalendarContext } from './calendar';

/**
 * What dates of a text are read against as the scan goes on: the last year and the last month that a date has named, as far
 * as they reach. Offsets are UTF-16 code units of a folded reading, and only go forward.
 */
export class NamedDates {
  readonly #text: string;
  readonly #context: { -readonly [K in keyof CalendarContext]: CalendarContext[K] };
  #year: number | undefined;
  /** Ends of the sentence and the paragraph that named the year. */
  #yearSentenceEnd = 0;
  #paragraphEnd = 0;
  #month: number | undefined;
  #monthSentenceEnd = 0;

  constructor(text: string, date: DocumentDate | undefined) {
    this.#text = text;
    this.#context = { date, sentenceYear: undefined, sentenceMonth: undefined, paragraphHasYear: false };
  }

  /** What has been said before the offset; one object for all offsets, as most places where a date could begin have none. */
  at(offset: number): CalendarContext {
    const context = this.#context;
    context.paragraphHasYear = offset < this.#paragraphEnd;
    context.sentenceYear = offset < this.#yearSentenceEnd ? this.#year : undefined;
    context.sentenceMonth = offset < this.#monthSentenceEnd ? this.#month : undefined;
    return context;
  }

  /** Notes what a date has named that ends at the offset. */
  add(end: number, year: number | undefined, month: number | undefined): void {
    if (year === undefined && month === undefined) return;
    const sentenceEnd = this.#sentenceEnd(end);
    if (year !== undefined) {
      this.#year = year;
      this.#yearSentenceEnd = sentenceEnd;
      this.#paragraphEnd = this.#endOfParagraph(end);
    }
    if (month !== undefined) {
      this.#month = month;
      this.#monthSentenceEnd = sentenceEnd;
    }
  }

  #sentenceEnd(from: number): number {
    if (from <= this.#yearSentenceEnd) return this.#yearSentenceEnd;
    const text = this.#text;
    let end = from;
    while (end < text.length && !endsSentence(text.charCodeAt(end))) end++;
    return end;
  }

  #endOfParagraph(from: number): number {
    if (from <= this.#paragraphEnd) return this.#paragraphEnd;
    const text = this.#text;
    let end = from;
    while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
    return end;
  }
}

/** 。 ! ? and line breaks, as folded. */
function endsSentence(unit: number): boolean {
  return unit === 0x3002 || unit === 0x21 || unit === 0x3f || isBreak(unit);
}
