import { isBreak } from '../../../text/characters';
import type { DocumentDate } from '../../tags';
import type { CalendarContext } from './parseDate';

/**
 * What dates of a text are read against as the scan goes on: the last year and the last month that a date has named, as far
 * as they reach. Few dates ask for them, and only then it is looked how far that is. Offsets are UTF-16 code units of a folded reading,
 * and only go forward.
 */
export class NamedDates implements CalendarContext {
  readonly date: DocumentDate | undefined;
  #offset = 0;
  #year: number | undefined;
  #month: number | undefined;
  readonly #sentenceOfYear: Reach;
  readonly #paragraphOfYear: Reach;
  readonly #sentenceOfMonth: Reach;

  constructor(text: string, date: DocumentDate | undefined) {
    this.date = date;
    this.#sentenceOfYear = new Reach(text, endsSentence);
    this.#paragraphOfYear = new Reach(text, isBreak);
    this.#sentenceOfMonth = new Reach(text, endsSentence);
  }

  /** What has been said before the offset; one object for all offsets, as most places where a date could begin have none. */
  at(offset: number): CalendarContext {
    this.#offset = offset;
    return this;
  }

  get sentenceYear(): number | undefined {
    return this.#year !== undefined && this.#sentenceOfYear.has(this.#offset) ? this.#year : undefined;
  }

  get sentenceMonth(): number | undefined {
    return this.#month !== undefined && this.#sentenceOfMonth.has(this.#offset) ? this.#month : undefined;
  }

  get paragraphHasYear(): boolean {
    return this.#year !== undefined && this.#paragraphOfYear.has(this.#offset);
  }

  /** Notes what a date has named that ends at the offset. */
  add(end: number, year: number | undefined, month: number | undefined): void {
    if (year !== undefined) {
      this.#year = year;
      this.#sentenceOfYear.goFrom(end);
      this.#paragraphOfYear.goFrom(end);
    }
    if (month !== undefined) {
      this.#month = month;
      this.#sentenceOfMonth.goFrom(end);
    }
  }
}

/** The stretch from an offset, which only goes forward, to the next end of some kind. Each character is read once. */
class Reach {
  readonly #text: string;
  readonly #isEnd: (unit: number) => boolean;
  #from = 0;
  #end = -1;

  constructor(text: string, isEnd: (unit: number) => boolean) {
    this.#text = text;
    this.#isEnd = isEnd;
  }

  goFrom(offset: number): void {
    this.#from = offset;
  }

  /** Whether an offset, no less than that from which it goes, is in the stretch. */
  has(offset: number): boolean {
    if (this.#end < this.#from) {
      this.#end = this.#from;
      while (this.#end < this.#text.length && !this.#isEnd(this.#text.charCodeAt(this.#end))) this.#end++;
    }
    return offset < this.#end;
  }
}

/** 。 ! ? and line breaks, as folded. */
function endsSentence(unit: number): boolean {
  return unit === 0x3002 || unit === 0x21 || unit === 0x3f || isBreak(unit);
}
