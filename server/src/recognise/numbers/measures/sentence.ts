import type { NumberTag } from '../../tags';

/**
 * A sentence as it is measured: every number in it is one sign of the Private Use Area, which stands for the tag, so that
 * clauses can be read as rows of words and signs. Ordinals and times of day stay words.
 */
export interface Sentence {
  readonly clauses: readonly Clause[];
  /** The tag that a sign stands for. */
  tagOf(sign: string): NumberTag | undefined;
  /** Words with the text of the tags back in the places of their signs. */
  written(words: string): string;
}

export interface Clause {
  readonly text: string;
  /** After 、 or 和 in a row of numbers: the clause goes on where the one before began. */
  readonly item: boolean;
  /** After a colon. */
  readonly labelled: boolean;
  /** In brackets. */
  readonly aside: boolean;
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

export function isNumberSign(unit: number): boolean {
  return unit >= DATE && unit < QUANTITY + MOST_TAGS;
}

/** How far a sentence is read before its first number, and how much of it in all, in code units. */
const FARTHEST_BEFORE = 120;
const LONGEST = 600;
const LONGEST_ASIDE = 80;

/**
 * The sentences that hold quantities or durations, with the tags of each and the place of the first among all. Tags are sorted and do not overlap;
 * offsets are UTF-16 code units of the folded reading. Each character is read a bounded number of times.
 */
export function* sentencesOf(text: string, tags: readonly NumberTag[]): Generator<{ readonly sentence: Sentence; readonly tags: readonly NumberTag[]; readonly first: number }> {
  let first = 0;
  let floor = 0;
  while (first < tags.length) {
    const opening = tags[first] as NumberTag;
    const lowest = Math.max(floor, opening.start - FARTHEST_BEFORE);
    let start = opening.start;
    while (start > lowest && !endsSentence(text.charCodeAt(start - 1))) start--;
    const limit = Math.min(text.length, start + LONGEST);
    let last = first;
    let end = opening.end;
    while (end < limit && !endsSentence(text.charCodeAt(end))) {
      const next = tags[last + 1];
      if (next?.start === end && last + 1 - first < MOST_TAGS) {
        last++;
        end = next.end;
      } else {
        end++;
      }
    }
    // The limit may cut a tag in two: it belongs to the next stretch.
    const following = tags[last + 1];
    if (following && following.start < end) end = following.start;
    const inside = tags.slice(first, last + 1);
    if (inside.some(isMeasured)) yield { sentence: sentenceOf(text, start, end, inside), tags: inside, first };
    first = last + 1;
    floor = end;
  }
}

/** 。 ! ? … and line breaks. */
function endsSentence(unit: number): boolean {
  return unit === 0x3002 || unit === 0x21 || unit === 0x3f || unit === 0x2026 || unit === 0x0a || unit === 0x0d;
}

/** Dates, times of day and ordinals measure nothing. */
export function isMeasured({ kind }: NumberTag): boolean {
  return kind !== 'date' && kind !== 'time' && kind !== 'ordinal';
}

function sentenceOf(text: string, start: number, end: number, tags: readonly NumberTag[]): Sentence {
  let words = '';
  let from = start;
  tags.forEach((tag, i) => {
    const sign = tag.kind === 'date' ? DATE : tag.kind === 'duration' ? DURATION : isMeasured(tag) ? QUANTITY : undefined;
    if (sign === undefined) return;
    words += withoutSigns(text.slice(from, tag.start)) + String.fromCharCode(sign + i);
    from = tag.end;
  });
  words += withoutSigns(text.slice(from, end));
  const tagOf = (sign: string): NumberTag | undefined => tags[(sign.charCodeAt(0) - DATE) % MOST_TAGS];
  return {
    clauses: clausesOf(words.includes(' ') ? withoutSpaces(words) : words),
    tagOf,
    written: (row) => !hasSign(row) ? row : row.replace(/[\ue000-\uebff]/g, (sign) => {
      const tag = tagOf(sign);
      return tag ? text.slice(tag.start, tag.end) : '';
    }),
  };
}

function hasSign(words: string): boolean {
  for (let i = 0; i < words.length; i++) if (isNumberSign(words.charCodeAt(i))) return true;
  return false;
}

/** Signs of the Private Use Area that the text has itself. */
function withoutSigns(words: string): string {
  return !hasSign(words) ? words : words.replace(/[\ue000-\uebff]/g, ' ');
}

/** Spaces stay between Latin words only. */
function withoutSpaces(words: string): string {
  return words.replace(/(?<![A-Za-z0-9]) +| +(?![A-Za-z0-9])/g, '');
}

/** What parts the items of a row, longest first. */
const AND = /(?:以及|、|和|与|及|或)/y;

function clausesOf(words: string): Clause[] {
  const clauses: Clause[] = [];
  const asides: Clause[] = [];
  let before = '';
  let from = 0;
  let item = false;
  let seen = false;
  const close = (at: number, next: number, nextIsItem: boolean): void => {
    const text = before + words.slice(from, at);
    if (text !== '') clauses.push({ text, item, labelled: words[from - 1] === ':', aside: false });
    if (asides.length > 0) clauses.push(...asides.splice(0));
    before = '';
    from = next;
    item = nextIsItem;
    seen = false;
  };
  for (let i = 0; i < words.length; i++) {
    const unit = words.charCodeAt(i);
    if (unit === OPENING) {
      const end = words.indexOf(')', i);
      if (end > 0 && end - i <= LONGEST_ASIDE) {
        for (const part of words.slice(i + 1, end).split(/[,;:]/)) asides.push({ text: part, item: false, labelled: false, aside: true });
        before += words.slice(from, i);
        from = end + 1;
        i = end;
        continue;
      }
    }
    if (endsClause(unit)) {
      close(i, i + 1, false);
    } else if (isQuantity(unit)) {
      seen = true;
    } else if (seen && CONJUNCTIONS.has(unit)) {
      AND.lastIndex = i;
      const and = AND.exec(words)?.[0];
      if (and !== undefined && partsItems(words, i, i + and.length)) {
        close(i, i + and.length, true);
        i += and.length - 1;
      }
    }
  }
  close(words.length, words.length, false);
  return clauses;
}

const OPENING = '('.charCodeAt(0);
const CONJUNCTIONS: ReadonlySet<number> = new Set([...'、和与及以或'].map((char) => char.charCodeAt(0)));

/** , ; : ( ) — */
function endsClause(unit: number): boolean {
  return unit === 0x2c || unit === 0x3b || unit === 0x3a || unit === 0x28 || unit === 0x29 || unit === 0x2014;
}

/** Whether a conjunction parts two numbers with words of their own (25家工厂、3家研究院; 甲的1/3和乙的1/4), not 3%和5%. */
function partsItems(words: string, at: number, end: number): boolean {
  const before = isQuantity(words.charCodeAt(at - 1));
  const after = isQuantity(words.charCodeAt(end));
  if (before && after) return false;
  if (words[at] !== '、' && !before && !after) return false;
  for (let i = end; i < words.length && !endsClause(words.charCodeAt(i)); i++) if (isQuantity(words.charCodeAt(i))) return true;
  return false;
}
