import { isBreak, isDigit, isWhite } from '../characters';
import type { Reading } from '../reading';
import type { Span } from '../span';
import { CLOSES, ENDS_SENTENCE, ENDS_SPEECH, firsts, OPENS_CONTACT, signs } from './lineClasses';

/** Lines that are looked at in one step. */
export const STEP = 2000;

/** A name or role and a colon, with a remark in brackets between. */
const LABEL = /^([^\s,。、;:!?“”"'()《》<>[\]【】|/]{1,12}(?:\s?[^\s,。、;:!?“”"'()《》<>[\]【】|/]{1,4})?)(?:\([^()]{1,20}\))?\s*:\s*(?=\S|$)/;

/** A label and a bracketed role end before this offset. */
const FARTHEST_COLON = 48;

/** Code units before the name of contact data at most. */
export const LONGEST_BEFORE_CONTACT = 12;
/** The first colon of such a line stands no farther behind what is before it, in code units. */
const FARTHEST_CONTACT = 18;

/** A line without the white space at its ends, and what is asked of it again and again. */
export class Line implements Span {
  readonly start: number;
  readonly end: number;
  /** A colon stands in it where one of contact data may. */
  readonly hasEarlyColon: boolean;
  /** The speaker label that it begins with, without colon and bracketed role. */
  readonly label: string | undefined;
  /** Offset in `text` after the label with its colon; 0 without one. */
  readonly labelEnd: number;
  /** The classes of the first character. */
  readonly first: number;
  /** Those of the last one but for closing signs. */
  readonly #last: number;
  readonly #reading: string;
  #text: string | undefined;
  #shape: string | undefined;

  /** `colon` is the offset of the first colon from `start` on, or beyond the line. */
  constructor(reading: string, start: number, end: number, colon: number) {
    this.#reading = reading;
    this.start = start;
    this.end = end;
    // White space before the colon may be of any length.
    this.hasEarlyColon = colon < end && (colon - start <= FARTHEST_CONTACT || isWhite(reading.charCodeAt(colon - 1)));
    this.first = firsts.of(reading.charCodeAt(start));
    this.#last = lastSigns(reading, start, end);
    // Without a colon near its beginning a line has no label: most lines.
    const label = colon < end && colon - start < FARTHEST_COLON ? LABEL.exec(this.text) : null;
    this.label = label?.[1];
    this.labelEnd = label?.[0].length ?? 0;
  }

  /** A mark that ends a sentence or part of one ends the line, or closing signs after one. */
  get endsASentence(): boolean {
    return (this.#last & ENDS_SENTENCE) !== 0;
  }

  /** Likewise a mark that ends what is said. */
  get endsSpeech(): boolean {
    return (this.#last & ENDS_SPEECH) !== 0;
  }

  get text(): string {
    return (this.#text ??= this.#reading.slice(this.start, this.end));
  }

  get length(): number {
    return this.end - this.start;
  }

  /** A word for contact data may begin near enough to the beginning. */
  get namesContact(): boolean {
    const to = Math.min(this.end, this.start + LONGEST_BEFORE_CONTACT + 1);
    for (let i = this.start; i < to; i++) if (signs.has(this.#reading.charCodeAt(i), OPENS_CONTACT)) return true;
    return false;
  }

  /** A number below {@link KINDS_OF_ENDS} that lines of one shape have in common: by their first and last characters. */
  get ends(): number {
    const first = kindOfEnd(this.#reading.charCodeAt(this.start));
    const last = kindOfEnd(this.#reading.charCodeAt(this.end - 1));
    return (first + 31 * last) % KINDS_OF_ENDS;
  }

  /** A full stop, question or exclamation mark stands in it. */
  get hasInnerEnd(): boolean {
    for (let i = this.start; i < this.end; i++) if (signs.has(this.#reading.charCodeAt(i), ENDS_SPEECH)) return true;
    return false;
  }

  /** The text with one sign for each number and each white space: what running heads have in common. */
  get shape(): string {
    return (this.#shape ??= shapeOf(this.text));
  }

  /** Whether it takes more columns of one Han character; a Latin letter takes half of one. */
  isWiderThan(columns: number): boolean {
    const { length } = this;
    if (length <= columns) return false;
    if (length > 2 * columns) return true;
    let narrow = 0;
    for (let i = this.start; i < this.end; i++) {
      const unit = this.#reading.charCodeAt(i);
      if (unit >= 0x20 && unit <= 0x7e) narrow++;
    }
    return length - narrow / 2 > columns;
  }
}

/** So many kinds {@link Line.ends} tells apart. */
export const KINDS_OF_ENDS = 1024;

/** A digit may be any other in a line of the same shape. */
function kindOfEnd(unit: number): number {
  return isDigit(unit) ? 0 : unit;
}

/** The classes of the last character of a line that is no closing sign; none when all are. */
function lastSigns(text: string, start: number, end: number): number {
  for (let last = end - 1; last >= start; last--) {
    const classes = signs.of(text.charCodeAt(last));
    if ((classes & CLOSES) === 0) return classes;
  }
  return 0;
}

function shapeOf(text: string): string {
  let shape = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isOfKind = isDigit(unit) ? isDigit : isWhite(unit) ? isWhite : undefined;
    if (!isOfKind) continue;
    shape += text.slice(from, i) + (isOfKind === isDigit ? '#' : ' ');
    while (i + 1 < text.length && isOfKind(text.charCodeAt(i + 1))) i++;
    from = i + 1;
  }
  return from === 0 ? text : shape + text.slice(from);
}

/** The lines of a reading with something on them. */
export function linesOf(reading: Reading): Line[] {
  const { text, signs } = reading;
  const lines: Line[] = [];
  let from = 0;
  let colon = -1;
  const add = (lineEnd: number): void => {
    let start = from;
    let end = lineEnd;
    while (start < end && isWhite(text.charCodeAt(start))) start++;
    while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
    if (start < end) lines.push(new Line(text, start, end, colon < 0 ? text.length : colon));
  };
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as number;
    if (isBreak(text.charCodeAt(sign))) {
      add(sign);
      from = sign + 1;
      colon = -1;
    } else if (colon < 0) colon = sign;
  }
  add(text.length);
  return lines;
}
