import { isDigit, isHan } from '../../../text/characters';
import { CodeUnitSet } from '../../codeUnitSet';
import type { NumberTag } from '../../tags';
import { textOf, unitsOf } from '../../../text/units';

/**
 * A sentence as it is measured: every number in it is one sign of the Private Use Area, which stands for the tag, so that
 * clauses can be read as rows of words and signs. Ordinals and times of day stay words.
 */
export class Sentence {
  /** The tags inside, with those that have no sign. */
  readonly tags: readonly NumberTag[];
  /** As far as its last quantity or duration: what stands after it says nothing of any number. */
  readonly clauses: readonly Clause[];
  readonly #text: string;

  /** `words` is the sentence with signs for its tags, which have their places in the folded reading `text`. */
  constructor(text: string, words: string, tags: readonly NumberTag[]) {
    this.#text = text;
    this.tags = tags;
    this.clauses = clausesOf(words, countMeasured(tags, 0, tags.length));
  }

  /** The place among the tags of the one that a sign stands for. */
  indexOf(sign: string): number {
    return (sign.charCodeAt(0) - DATE) % MOST_TAGS;
  }

  /** The tag that a sign stands for. */
  tagOf(sign: string): NumberTag | undefined {
    return this.tags[this.indexOf(sign)];
  }

  /** Words with the text of the tags back in the places of their signs. */
  written(words: string): string {
    let written = '';
    let from = 0;
    const { length } = words;
    for (let i = 0; i < length; i++) {
      if (!isNumberSign(words.charCodeAt(i))) continue;
      const tag = this.tagOf(words[i] as string);
      written += words.slice(from, i) + (tag ? this.#text.slice(tag.start, tag.end) : '');
      from = i + 1;
    }
    return from === 0 ? words : written + words.slice(from);
  }
}

export interface Clause {
  readonly text: string;
  /** After 、 or 和 in a row of numbers: the clause goes on where the one before began. */
  readonly item: boolean;
  /** After a colon. */
  readonly labelled: boolean;
  /** In brackets. */
  readonly aside: boolean;
  /** Dates or durations stand in it. */
  readonly timed: boolean;
  /** How many quantities and durations stand in it. */
  readonly counts: number;
}

/** First sign of dates, durations and quantities; a sentence has fewer numbers than there are signs of one kind. */
const DATE = 0xe000;
const DURATION = 0xe400;
const QUANTITY = 0xe800;
const MOST_TAGS = 0x400;

/** Patterns of one sign. */
export const DATE_SIGN = '[\\ue000-\\ue3ff]';
export const DURATION_SIGN = '[\\ue400-\\ue7ff]';
export const QUANTITY_SIGN = '[\\ue800-\\uebff]';

export function isQuantity(unit: number): boolean {
  return unit >= QUANTITY && unit < QUANTITY + MOST_TAGS;
}

export function isDuration(unit: number): boolean {
  return unit >= DURATION && unit < DURATION + MOST_TAGS;
}

/** The sign of a date or duration. */
export function isTime(unit: number): boolean {
  return unit >= DATE && unit < QUANTITY;
}

export function isNumberSign(unit: number): boolean {
  return unit >= DATE && unit < QUANTITY + MOST_TAGS;
}

/** How far a sentence is read before its first number, and how much of it in all, in code units. */
const FARTHEST_BEFORE = 120;
const LONGEST = 600;
const LONGEST_ASIDE = 80;

/** A sentence where it stands: UTF-16 offsets, and the place of its first tag among all. */
export interface Stretch {
  readonly sentence: Sentence;
  readonly first: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The sentences that hold quantities or durations, with the tags of each and the place of the first among all. Tags are sorted and do not overlap;
 * offsets are UTF-16 code units of the folded reading. Each character is read a bounded number of times.
 */
export function sentencesOf(text: string, tags: readonly NumberTag[]): Stretch[] {
  const units = unitsOf(text);
  const bounds: Bounds[] = [];
  let size = 0;
  let first = 0;
  let floor = 0;
  while (first < tags.length) {
    const opening = tags[first] as NumberTag;
    const lowest = Math.max(floor, opening.start - FARTHEST_BEFORE);
    let start = opening.start;
    while (start > lowest && !endsSentence(units[start - 1] as number)) start--;
    const limit = Math.min(text.length, start + LONGEST);
    let last = first;
    let end = opening.end;
    let next = tags[first + 1];
    while (end < limit && !endsSentence(units[end] as number)) {
      if (next !== undefined && next.start === end && last + 1 - first < MOST_TAGS) {
        last++;
        end = next.end;
        next = tags[last + 1];
      } else {
        end++;
      }
    }
    // The limit may cut a tag in two: it belongs to the next stretch.
    const following = tags[last + 1];
    if (following && following.start < end) end = following.start;
    if (countMeasured(tags, first, last + 1) > 0) {
      bounds.push({ first, last, start, end });
      size += end - start;
    }
    first = last + 1;
    floor = end;
  }
  // The words of all sentences in one string, of which each takes its part: to join the parts of each by itself takes far longer.
  const words = new SignedWords(units, size);
  const ends = bounds.map((sentence) => words.add(sentence, tags));
  const all = words.toString();
  return bounds.map(({ first, last, start, end }, i) => {
    const own = all.slice(i === 0 ? 0 : ends[i - 1], ends[i]);
    return { sentence: new Sentence(text, own, tags.slice(first, last + 1)), first, start, end };
  });
}

/** Where a sentence stands, and its first and last tag. */
interface Bounds {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
}

function countMeasured(tags: readonly NumberTag[], first: number, end: number): number {
  let count = 0;
  for (let i = first; i < end; i++) if (isMeasured(tags[i] as NumberTag)) count++;
  return count;
}

/** 。 ! ? … and line breaks. */
const SENTENCE_ENDS = CodeUnitSet.of('。!?…\n\r');
const LAST_END = '。'.charCodeAt(0);

/** Han characters, which most are, come after all of them. */
function endsSentence(unit: number): boolean {
  return unit <= LAST_END && SENTENCE_ENDS.has(unit);
}

/** Dates, times of day and ordinals measure nothing. */
export function isMeasured({ kind }: NumberTag): boolean {
  return kind !== 'date' && kind !== 'time' && kind !== 'ordinal';
}

/** The words of sentences, one after the other: numbers are signs, and spaces are left out but for a single one between Latin words and digits. */
class SignedWords {
  readonly #text: Uint16Array;
  readonly #units: Uint16Array;
  #length = 0;

  /** Of the code units of a text, for sentences that take no more than `size` of them. */
  constructor(text: Uint16Array, size: number) {
    this.#text = text;
    this.#units = new Uint16Array(size);
  }

  /** Adds a sentence; how long all are then. */
  add({ first, last, start, end }: Bounds, tags: readonly NumberTag[]): number {
    let from = start;
    for (let i = first; i <= last; i++) {
      const tag = tags[i] as NumberTag;
      const sign = firstSignOf(tag);
      if (sign === undefined) continue;
      this.#addWords(from, tag.start);
      this.#units[this.#length++] = sign + i - first;
      from = tag.end;
    }
    this.#addWords(from, end);
    return this.#length;
  }

  toString(): string {
    return textOf(this.#units, this.#length);
  }

  /** Adds a stretch without a number; a sign or nothing stands on both sides. */
  #addWords(start: number, end: number): void {
    const text = this.#text;
    const units = this.#units;
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
  return (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || isDigit(unit);
}

/** The clauses of a sentence as far as its last number: `counts` quantities and durations stand in it. */
function clausesOf(words: string, counts: number): Clause[] {
  const clauses: Clause[] = [];
  let asides: Clause[] = [];
  let before = '';
  let from = 0;
  let item = false;
  // What stands in the clause so far.
  let seen = false;
  let timed = false;
  let counted = 0;
  let left = counts;
  const { length } = words;
  for (let i = 0; i <= length; i++) {
    const unit = i < length ? words.charCodeAt(i) : COMMA;
    // Where the next clause begins, and whether it is the next item of a row.
    let next = i + 1;
    let nextIsItem = false;
    if (isHan(unit)) {
      if (!seen || !CONJUNCTIONS.has(unit)) continue;
      if (unit === AS && words[i + 1] !== '及') continue;
      next = unit === AS ? i + 2 : i + 1;
      if (!partsItems(words, i, next)) continue;
      nextIsItem = true;
    } else if (isNumberSign(unit)) {
      if (unit < QUANTITY) timed = true;
      else seen = true;
      if (unit >= DURATION) counted++;
      continue;
    } else if (unit === OPENING) {
      const end = words.indexOf(')', i);
      if (end > 0 && end - i <= LONGEST_ASIDE) {
        const inside = asidesIn(words, i + 1, end);
        for (const aside of inside) left -= aside.counts;
        if (inside.length > 0) asides = asides.concat(inside);
        before += words.slice(from, i);
        from = end + 1;
        i = end;
        continue;
      }
    } else if (!CLAUSE_ENDS.has(unit)) {
      if (!seen || unit !== COMMA_OF_LISTS || !partsItems(words, i, next)) continue;
      nextIsItem = true;
    }
    const text = before + words.slice(from, i);
    if (text !== '') clauses.push({ text, item, labelled: words[from - 1] === ':', aside: false, timed, counts: counted });
    if (asides.length > 0) {
      clauses.push(...asides);
      asides = [];
    }
    left -= counted;
    if (left <= 0) return clauses;
    before = '';
    from = next;
    item = nextIsItem;
    seen = timed = false;
    counted = 0;
    i = next - 1;
  }
  return clauses;
}

/** The clauses in brackets, from one that has a number on: nothing goes on with an aside that has none. */
function asidesIn(words: string, start: number, end: number): Clause[] {
  for (let i = start; i < end; i++) {
    if (isNumberSign(words.charCodeAt(i))) return words.slice(start, end).split(/[,;:]/).map(asideOf);
  }
  return [];
}

function asideOf(text: string): Clause {
  let timed = false;
  let counts = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (!isNumberSign(unit)) continue;
    if (unit < QUANTITY) timed = true;
    if (unit >= DURATION) counts++;
  }
  return { text, item: false, labelled: false, aside: true, timed, counts };
}

const OPENING = '('.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
/** What parts the items of a row besides 、: 和与及或 and 以及. */
const CONJUNCTIONS = CodeUnitSet.of('和与及以或');
const COMMA_OF_LISTS = '、'.charCodeAt(0);
const AS = '以'.charCodeAt(0);

/** What clauses end with. */
const CLAUSE_ENDS = CodeUnitSet.of(',;:()—');

/** Whether a conjunction parts two numbers with words of their own (25家工厂、3家研究院; 甲的1/3和乙的1/4), not 3%和5%. */
function partsItems(words: string, at: number, end: number): boolean {
  const before = isQuantity(words.charCodeAt(at - 1));
  const after = isQuantity(words.charCodeAt(end));
  if (before && after) return false;
  if (words[at] !== '、' && !before && !after) return false;
  for (let i = end; i < words.length && !CLAUSE_ENDS.has(words.charCodeAt(i)); i++) if (isQuantity(words.charCodeAt(i))) return true;
  return false;
}
