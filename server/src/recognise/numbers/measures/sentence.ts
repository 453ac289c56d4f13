import { textOf, unitsOf } from '../../../text/units';
import { CodeUnitSet } from '../../codeUnitSet';
import type { NumberTag } from '../../tags';
import { clausesOf, type Clause } from './clauses';
import { DATE, DURATION, isNumberSign, MOST_TAGS, QUANTITY } from './signs';

/**
 * A sentence as it is measured: every number in it is one sign of the Private Use Area, which stands for the tag, so that
 * clauses can be read as rows of words and signs. Ordinals and times of day stay words.
 */
export class Sentence {
  /** The place of its first tag among all. */
  readonly first: number;
  /** Where it stands: UTF-16 offsets of the folded reading. */
  readonly start: number;
  readonly end: number;
  /** As far as its last quantity or duration: what stands after it says nothing of any number. */
  readonly clauses: readonly Clause[];
  /** The folded reading that it stands in. */
  readonly text: string;
  readonly #tags: readonly NumberTag[];

  constructor(text: string, tags: readonly NumberTag[], { first, start, end }: Bounds, clauses: readonly Clause[]) {
    this.first = first;
    this.start = start;
    this.end = end;
    this.clauses = clauses;
    this.text = text;
    this.#tags = tags;
  }

  /** The place among all tags of the one that a sign stands for. */
  indexOf(sign: number): number {
    return this.first + ((sign - DATE) % MOST_TAGS);
  }

  /** The tag that a sign stands for. */
  tagOf(sign: number): NumberTag {
    return this.#tags[this.indexOf(sign)] as NumberTag;
  }

  /** Words with the text of the tags back in the places of their signs. */
  written(words: string): string {
    let written = '';
    let from = 0;
    const { length } = words;
    for (let i = 0; i < length; i++) {
      const unit = words.charCodeAt(i);
      if (!isNumberSign(unit)) continue;
      const { start, end } = this.tagOf(unit);
      written += words.slice(from, i) + this.text.slice(start, end);
      from = i + 1;
    }
    return from === 0 ? words : written + words.slice(from);
  }
}

/** How far a sentence is read before its first number, and how much of it in all, in code units. */
const FARTHEST_BEFORE = 120;
const LONGEST = 600;

/**
 * The sentences that hold quantities or durations. Tags are sorted and do not overlap; offsets are UTF-16 code units of the folded
 * reading. Each character is read a bounded number of times.
 */
export function sentencesOf(text: string, tags: readonly NumberTag[]): Sentence[] {
  const units = unitsOf(text);
  const sentences: Bounds[] = [];
  let size = 1;
  let first = 0;
  let floor = 0;
  while (first < tags.length) {
    const bounds = boundsFrom(units, text.length, tags, first, floor);
    if (bounds.counts > 0) {
      sentences.push(bounds);
      size += bounds.end - bounds.start + 1;
    }
    first = bounds.last + 1;
    floor = bounds.end;
  }
  // The words of all sentences in one string, of which clauses take their parts: to join the parts of each by itself takes far longer.
  const words = new SignedWords(units, size);
  const ends = sentences.map((bounds) => words.add(bounds, tags));
  const all = words.toString();
  let start = 1;
  return sentences.map((bounds, i) => {
    const end = ends[i] as number;
    const clauses = clausesOf(words.units, all, start, end, bounds.counts);
    start = end + 1;
    return new Sentence(text, tags, bounds, clauses);
  });
}

/** Where a sentence stands, its first and last tag, and how many quantities and durations it has. */
interface Bounds {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly counts: number;
}

/** The sentence of a tag, which begins no earlier than at `floor`. */
function boundsFrom(units: Uint16Array, length: number, tags: readonly NumberTag[], first: number, floor: number): Bounds {
  const opening = tags[first] as NumberTag;
  const lowest = Math.max(floor, opening.start - FARTHEST_BEFORE);
  let { start, end } = opening;
  while (start > lowest && !endsSentence(units[start - 1] as number)) start--;
  const limit = Math.min(length, start + LONGEST);
  let last = first;
  let counts = isMeasured(opening) ? 1 : 0;
  let next = tags[first + 1];
  let nextStart = next === undefined ? length : next.start;
  for (;;) {
    const before = Math.min(limit, nextStart);
    while (end < before && !endsSentence(units[end] as number)) end++;
    if (end !== nextStart || end >= limit || next === undefined || last + 1 - first >= MOST_TAGS || endsSentence(units[end] as number)) break;
    last++;
    if (isMeasured(next)) counts++;
    end = next.end;
    next = tags[last + 1];
    nextStart = next === undefined ? length : next.start;
  }
  // The limit may cut a tag in two: it belongs to the next stretch.
  if (nextStart < end) end = nextStart;
  return { first, last, start, end, counts };
}

/** 。 ! ? … and line breaks. */
const SENTENCE_ENDS = CodeUnitSet.of('。!?…\n\r');
const LAST_END = '。'.charCodeAt(0);

/** Han characters, which most are, come after all of them. */
function endsSentence(unit: number): boolean {
  return unit <= LAST_END && SENTENCE_ENDS.has(unit);
}

/** Dates, times of day and ordinals measure nothing. */
function isMeasured({ kind }: NumberTag): boolean {
  return kind !== 'date' && kind !== 'time' && kind !== 'ordinal';
}

/**
 * The words of sentences, one after the other, with NUL before, between and behind them: numbers are signs, and spaces are left out but
 * for a single one between Latin words and digits.
 */
class SignedWords {
  readonly units: Uint16Array;
  readonly #text: Uint16Array;
  #length = 1;

  /** Of the code units of a text, for sentences that take no more than `size` of them with what stands between. */
  constructor(text: Uint16Array, size: number) {
    this.#text = text;
    this.units = new Uint16Array(size);
  }

  /** Adds a sentence; where it ends. */
  add({ first, last, start, end }: Bounds, tags: readonly NumberTag[]): number {
    let from = start;
    for (let i = first; i <= last; i++) {
      const tag = tags[i] as NumberTag;
      const sign = firstSignOf(tag);
      if (sign === undefined) continue;
      this.#addWords(from, tag.start);
      this.units[this.#length++] = sign + i - first;
      from = tag.end;
    }
    this.#addWords(from, end);
    return this.#length++;
  }

  toString(): string {
    return textOf(this.units, this.#length);
  }

  /** Adds a stretch without a number; a sign or nothing stands on both sides. */
  #addWords(start: number, end: number): void {
    const text = this.#text;
    const { units } = this;
    let length = this.#length;
    for (let i = start; i < end; i++) {
      const unit = text[i] as number;
      if (unit === SPACE || isNumberSign(unit)) {
        // Signs of the Private Use Area that the text has itself are spaces.
        if (i === start || i + 1 === end || !isLatinOrDigit(text[i - 1] as number) || !isLatinOrDigit(text[i + 1] as number)) continue;
        units[length++] = SPACE;
      } else {
        units[length++] = unit;
      }
    }
    this.#length = length;
  }
}

const SPACE = ' '.charCodeAt(0);

/** The first of the signs for the kind of a tag; undefined for those that stay words. */
function firstSignOf(tag: NumberTag): number | undefined {
  if (tag.kind === 'date') return DATE;
  if (tag.kind === 'duration') return DURATION;
  return isMeasured(tag) ? QUANTITY : undefined;
}

function isLatinOrDigit(unit: number): boolean {
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39);
}
