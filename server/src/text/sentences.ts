import { isBreak, isDigit, isWhite, unitAt } from './characters';
import type { Span } from './span';
import { UnitClasses } from './unitClasses';

/**
 * Sentence and clause limits of a folded text (a reading). Offsets are UTF-16 code units in that text.
 * Sentences end with 。！？!?…； or a line break, and take the closing quotation marks or brackets that
 * follow; a full stop of Latin script ends one only before a space or the end.
 * Clauses also end with commas, colons and dashes; enumeration commas are left inside.
 */

/** The sentence around an offset, white space at both ends left out. */
export function sentenceAt(text: string, offset: number): Span {
  return stretchAt(text, offset, ENDS_SENTENCE);
}

/** All sentences of a text in order, white space at both ends left out. */
export function sentencesIn(text: string): Span[] {
  return stretchesIn(text, ENDS_SENTENCE);
}

/** The clause around an offset, white space at both ends left out. A comma between digits does not end one. */
export function clauseAt(text: string, offset: number): Span {
  return stretchAt(text, offset, ENDS_CLAUSE);
}

/** All clauses of a text in order, white space at both ends left out. */
export function clausesIn(text: string): Span[] {
  return stretchesIn(text, ENDS_CLAUSE);
}

function stretchesIn(text: string, ends: number): Span[] {
  const stretches: Span[] = [];
  for (let start = 0; start < text.length; ) {
    const end = isBreak(text.charCodeAt(start)) ? start + 1 : limitAfter(text, start, start, ends);
    const stretch = trimmed(text, start, end);
    if (stretch) stretches.push(stretch);
    start = end;
  }
  return stretches;
}

/** Marks that may end a sentence or a clause, those of two and more (——) and the full stop too. */
const ENDS_SENTENCE = 1;
const ENDS_CLAUSE = 2;
/** Marks that go with the end before them. */
const CLOSES = 4;

const marks = new UnitClasses().add(ENDS_SENTENCE | ENDS_CLAUSE, '。！？!?；;….').add(ENDS_CLAUSE, '，,：:—').add(CLOSES, '"”’)]】〕》」』');

const FULL_STOP = 0x2e;
const DASH = 0x2014;

/**
 * The sentence or clause around an offset. A line may be a whole book: it is read only as far as the stretch goes. Where the offset
 * stands in white space behind a stretch it is that one, and the first of its line where none stands before.
 */
function stretchAt(text: string, offset: number, ends: number): Span {
  for (let at = offset; ; ) {
    const start = limitBefore(text, at, ends);
    const found = trimmed(text, start, limitAfter(text, start, at, ends));
    if (found && found.start <= offset) return found;
    if (isLineStart(text, start)) return found ?? firstAfter(text, start, ends) ?? { start: offset, end: offset };
    at = start - 1;
  }
}

/** Where the stretch begins that an offset stands in: behind the last limit before it in its line. */
function limitBefore(text: string, offset: number, ends: number): number {
  let at = offset;
  while (!isLineStart(text, at)) {
    at--;
    if (!marks.has(text.charCodeAt(at), ends)) continue;
    // From the first of a row of marks on, what each is can be told without what stands before.
    while (!isLineStart(text, at) && marks.has(text.charCodeAt(at - 1), ends | CLOSES)) at--;
    let limit = -1;
    for (let i = at; i < offset; ) {
      const end = limitAt(text, i, ends);
      if (end > i && end <= offset && !isInNumber(text, i, end)) limit = end;
      if (end > offset || !marks.has(text.charCodeAt(i), ends | CLOSES)) break;
      i = Math.max(end, i + 1);
    }
    if (limit >= 0) return limit;
  }
  return at;
}

/** Where the stretch ends that begins at `start` and has the offset in it. */
function limitAfter(text: string, start: number, offset: number, ends: number): number {
  let i = start;
  while (i < text.length && !isBreak(text.charCodeAt(i))) {
    const end = limitAt(text, i, ends);
    if (end > offset && end > i && !isInNumber(text, i, end)) return end;
    i = Math.max(end, i + 1);
  }
  return i;
}

/** Where the limit ends whose first mark stands at an offset, closing marks taken in; the offset itself where none does. */
function limitAt(text: string, offset: number, ends: number): number {
  let end = offset;
  for (;;) {
    const unit = unitAt(text, end);
    if (!marks.has(unit, ends)) break;
    if (unit === FULL_STOP && end + 1 < text.length && !isWhite(text.charCodeAt(end + 1))) break;
    if (unit === DASH && unitAt(text, end + 1) !== DASH && (end === offset || text.charCodeAt(end - 1) !== DASH)) break;
    end++;
  }
  if (end > offset) while (marks.has(unitAt(text, end), CLOSES)) end++;
  return end;
}

/** 1,200 and 12:30: the comma or colon of a number ends nothing. */
function isInNumber(text: string, start: number, end: number): boolean {
  const unit = text.charCodeAt(start);
  return (unit === 0x2c || unit === 0x3a) && isDigit(unitAt(text, start - 1)) && isDigit(unitAt(text, end));
}

/** The first stretch that begins at an offset or behind it in the same line and is not blank. */
function firstAfter(text: string, offset: number, ends: number): Span | undefined {
  for (let start = offset; start < text.length && !isBreak(text.charCodeAt(start)); ) {
    const end = limitAfter(text, start, start, ends);
    const found = trimmed(text, start, end);
    if (found) return found;
    start = end;
  }
  return undefined;
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || isBreak(text.charCodeAt(offset - 1));
}

/** A stretch without the white space at its ends; undefined when nothing is left. */
function trimmed(text: string, from: number, to: number): Span | undefined {
  let start = from;
  let end = to;
  while (start < end && isWhite(text.charCodeAt(start))) start++;
  while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
  return start < end ? { start, end } : undefined;
}
