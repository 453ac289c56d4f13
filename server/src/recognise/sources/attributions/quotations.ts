import { isBreak, isWhite } from '../../../text/characters';
import type { Span } from '../../../text/span';
import { placeKind, placesOf } from '../scan';

/** A stretch in quotation marks, in a folded text (「」 are “” there, 『』 ‘’). */
export interface Quotation extends Span {
  /** What stands between the marks. */
  readonly inside: Span;
}

/** How many paragraphs one pair of marks may take in. */
const MOST_PARAGRAPHS = 40;
/** How many paragraphs further on the closing mark of an open one is looked for. */
const LOOK_AHEAD = 8;

/** A line with something on it. Marks and breaks of the text are numbered: `first` is the first mark in it, `last` the break behind it. */
interface Line extends Span {
  readonly first: number;
  readonly last: number;
}

/**
 * Finds quotations, the outermost only, in order. One may run over paragraphs in either of two ways: each paragraph
 * opens with a mark and only the last is closed (GB/T 15834—2011, 4.8.3.5, and the custom of the press), or one pair of
 * marks is set round all of them. A mark turned the wrong way, and the closing mark that is missing at the end of a
 * paragraph, are put up with. Linear in the length of the text.
 *
 * @param breaks whether a line, by the offset of its first character, can be no part of a quotation that is open (a heading, a by-line).
 */
export function findQuotations(text: string, breaks: (offset: number) => boolean = () => false): Quotation[] {
  const signs = placesOf(text, MARK_OR_BREAK);
  const found: Quotation[] = [];
  let lineStart = 0;
  for (let i = 0; i < signs.length; i++) {
    const sign = signs[i] as number;
    if (isBreak(text.charCodeAt(sign))) {
      // Most lines have no marks.
      lineStart = sign + 1;
      continue;
    }
    let line = lineFrom(text, signs, lineStart, i);
    const open = quotationsOfLine(text, signs, line.first, line.last, found);
    if (open !== NONE) {
      const end = text.charCodeAt(open) === STRAIGHT ? undefined : endOverParagraphs(text, signs, line, breaks);
      if (end) {
        line = end.line;
        const closing = signs[end.mark] as number;
        add(found, open, closing + 1, closing);
        // What the line of the closing mark quotes further on is a quotation of its own.
        const rest = quotationsOfLine(text, signs, end.mark + 1, line.last, found);
        if (rest !== NONE) addUntilLineEnd(text, rest, line.end, found);
      } else addUntilLineEnd(text, open, line.end, found);
    }
    i = line.last;
    lineStart = line.end + 1;
  }
  return found;
}

/** Adds the quotations that open and close between two of the marks, and gives the offset of one that stays open, or {@link NONE}. */
function quotationsOfLine(text: string, signs: Uint32Array, first: number, last: number, found: Quotation[]): number {
  let open = NONE;
  let depth = 0;
  for (let k = first; k < last; k++) {
    const at = signs[k] as number;
    const mark = text.charCodeAt(at);
    const next = markAt(text, signs, k + 1, last);
    if (open === NONE) {
      // ”…” for “…”: the mark that nothing has opened opens when another closing one follows.
      if (mark === CLOSING && next !== CLOSING) continue;
      open = at;
      depth = 0;
    } else if (mark === OPENING && text.charCodeAt(open) === OPENING && next === CLOSING) {
      // “…“…”: a quotation in a quotation that has lost its end, unless another closing mark follows.
      if (markAt(text, signs, k + 2, last) === CLOSING) depth++;
    } else if (mark === STRAIGHT && text.charCodeAt(open) !== STRAIGHT) {
      continue;
    } else if (depth > 0) depth--;
    else {
      add(found, open, at + 1, at);
      open = NONE;
    }
  }
  return open;
}

/** Where a quotation that the line leaves open ends in a later one: the number of its mark; undefined when it does not. */
function endOverParagraphs(text: string, signs: Uint32Array, from: Line, breaks: (offset: number) => boolean): { mark: number; line: Line } | undefined {
  let line = from;
  for (let paragraphs = 1; paragraphs <= MOST_PARAGRAPHS && line.end < text.length; ) {
    line = lineFrom(text, signs, line.end + 1, line.last + 1);
    if (line.start === line.end) continue;
    if (breaks(line.start)) return undefined;
    const opensAgain = text.charCodeAt(line.start) === OPENING;
    const first = opensAgain ? line.first + 1 : line.first;
    const mark = unmatchedClose(text, signs, first, line.last);
    if (mark !== NONE) return { mark, line };
    // A paragraph that opens with no mark goes on only when the closing one is near and it quotes nothing itself.
    if (!opensAgain && (first < line.last || paragraphs >= LOOK_AHEAD)) return undefined;
    paragraphs++;
  }
  return undefined;
}

/** The first closing mark that none of those before it opens, by its number; {@link NONE} when there is none. */
function unmatchedClose(text: string, signs: Uint32Array, first: number, last: number): number {
  let depth = 0;
  for (let k = first; k < last; k++) {
    const mark = text.charCodeAt(signs[k] as number);
    if (mark === OPENING) depth++;
    else if (mark === CLOSING && depth-- === 0) return k;
  }
  return NONE;
}

/** A mark by its number; NUL from `last` on. */
function markAt(text: string, signs: Uint32Array, number: number, last: number): number {
  return number < last ? text.charCodeAt(signs[number] as number) : 0;
}

/** Adds a quotation whose closing mark stands at `close`; one with nothing in it is none. */
function add(found: Quotation[], start: number, end: number, close: number): void {
  if (start + 1 < close) found.push({ start, end, inside: { start: start + 1, end: close } });
}

/** A quotation whose end is lost goes to the end of its paragraph. */
function addUntilLineEnd(text: string, open: number, lineEnd: number, found: Quotation[]): void {
  let end = lineEnd;
  while (end > open + 1 && isWhite(text.charCodeAt(end - 1))) end--;
  add(found, open, end, end);
}

/** The line that begins at an offset, of which the first mark or the break behind it has a number. White space before it is left out. */
function lineFrom(text: string, signs: Uint32Array, offset: number, first: number): Line {
  let last = first;
  while (last < signs.length && !isBreak(text.charCodeAt(signs[last] as number))) last++;
  const end = last < signs.length ? (signs[last] as number) : text.length;
  let start = offset;
  while (start < end && isWhite(text.charCodeAt(start))) start++;
  return { start, end, first, last };
}

const NONE = -1;
const OPENING = 0x201c;
const CLOSING = 0x201d;
const STRAIGHT = 0x22;
const MARK_OR_BREAK = placeKind('“”"\r\n');
