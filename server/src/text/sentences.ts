import { isBreak } from './characters';
import { lowerBound, type Span } from './span';

/**
 * Sentence and clause limits of a folded text (a reading). Offsets are UTF-16 code units in that text.
 * Sentences end with 。！？!?…； or a line break, and take the closing quotation marks or brackets that
 * follow; a full stop of Latin script ends one only before a space or the end.
 */
const SENTENCE_END = /(?:[。！？!?；;]|…+|\.(?=\s|$))+["”’)\]】〕》」』]*|[\r\n]+/g;
/** Clauses also end with commas, colons, dashes and enumeration commas are left inside. */
const CLAUSE_END = /(?:[。！？!?；;，,：:]|…+|——+|\.(?=\s|$))+["”’)\]】〕》」』]*|[\r\n]+/g;

/** The sentence around an offset, white space at both ends left out. */
export function sentenceAt(text: string, offset: number): Span {
  return unitAt(text, offset, SENTENCE_END);
}

/** All sentences of a text in order, white space at both ends left out. */
export function sentencesIn(text: string): Span[] {
  return unitsIn(text, { start: 0, end: text.length }, SENTENCE_END);
}

/** The clause around an offset, white space at both ends left out. A comma between digits does not end one. */
export function clauseAt(text: string, offset: number): Span {
  return unitAt(text, offset, CLAUSE_END);
}

/** Code units on either side of an offset in which its sentence is looked for first; most are far shorter. */
const FIRST_REACH = 256;

/** The unit around an offset. A line may be a whole book: it is read only as far as the unit goes, in steps twice as wide. */
function unitAt(text: string, offset: number, limit: RegExp): Span {
  for (let reach = FIRST_REACH; ; reach *= 2) {
    const window = lineAround(text, offset, reach);
    const units = unitsIn(text, window, limit);
    const index = Math.max(0, lowerBound(units, offset + 1, (unit) => unit.start) - 1);
    const unit = units[index] ?? { start: offset, end: offset };
    // What touches an edge of the window may go on outside it; a mark on the edge itself may be none (1,200).
    const isCutBefore = index <= 1 && window.start > 0 && !isBreak(text.charCodeAt(window.start - 1));
    const isCutAfter = index >= units.length - 1 && window.end < text.length && !isBreak(text.charCodeAt(window.end));
    if (!isCutBefore && !isCutAfter) return unit;
  }
}

/** The line around an offset, as far as it lies within reach. */
function lineAround(text: string, offset: number, reach: number): Span {
  let start = offset;
  while (start > 0 && offset - start < reach && !isBreak(text.charCodeAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && end - offset < reach && !isBreak(text.charCodeAt(end))) end++;
  return { start, end };
}

function unitsIn(text: string, span: Span, limit: RegExp): Span[] {
  const units: Span[] = [];
  const part = text.slice(span.start, span.end);
  let from = 0;
  const add = (to: number): void => {
    let start = from;
    let end = to;
    while (start < end && /\s/.test(part[start] as string)) start++;
    while (end > start && /\s/.test(part[end - 1] as string)) end--;
    if (start < end) units.push({ start: span.start + start, end: span.start + end });
    from = to;
  };
  for (const match of part.matchAll(limit)) {
    const end = match.index + match[0].length;
    if (/^[,:]/.test(match[0]) && /\d/.test(part[match.index - 1] ?? '') && /\d/.test(part[end] ?? '')) continue;
    add(end);
  }
  add(part.length);
  return units;
}
