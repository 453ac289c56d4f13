import { isBreak, isWhite } from '../../../text/characters';
import { lowerBound, type Span } from '../../../text/span';
import { PlaceCursor } from '../placeCursor';
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

interface Line extends Span {
  /** Offsets of “ ” and " in it. */
  readonly marks: readonly number[];
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
  const lines = linesOf(text);
  const found: Quotation[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const open = quotationsOfLine(text, line, found);
    if (open === undefined) continue;
    const end = text[open] === '"' ? undefined : endOverParagraphs(text, lines, i, breaks);
    if (end) {
      found.push({ start: open, end: end.after, inside: { start: open + 1, end: end.mark } });
      // What the line of the closing mark quotes further on is a quotation of its own.
      const rest = quotationsOfLine(text, { start: end.after, end: (lines[end.line] as Line).end, marks: (lines[end.line] as Line).marks.filter((mark) => mark >= end.after) }, found);
      i = end.line;
      if (rest !== undefined) found.push(untilLineEnd(text, rest, (lines[i] as Line).end));
    } else found.push(untilLineEnd(text, open, line.end));
  }
  return found.filter(({ inside }) => inside.start < inside.end);
}

/** Quotations that take in an offset or begin there, found by halving; `quotations` as {@link findQuotations} gives them. */
export function quotationAt(quotations: readonly Quotation[], offset: number): Quotation | undefined {
  const quotation = quotations[lowerBound(quotations, offset + 1, (each) => each.start) - 1];
  return quotation && offset < quotation.end ? quotation : undefined;
}

/** Adds the quotations that open and close in a line, and gives the offset of one that stays open. */
function quotationsOfLine(text: string, line: Line, found: Quotation[]): number | undefined {
  const { marks } = line;
  let open: number | undefined;
  let depth = 0;
  for (let k = 0; k < marks.length; k++) {
    const at = marks[k] as number;
    const next = marks[k + 1] === undefined ? undefined : text[marks[k + 1] as number];
    if (open === undefined) {
      // ”…” for “…”: the mark that nothing has opened opens when another closing one follows.
      if (text[at] === '”' && next !== '”') continue;
      open = at;
      depth = 0;
    } else if (text[at] === '“' && text[open] === '“' && next === '”' && marks[k + 2] !== undefined && text[marks[k + 2] as number] === '”') {
      depth++;
    } else if (text[at] === '“' && text[open] === '“' && next === '”') {
      // “…“…”: a quotation in a quotation that has lost its end.
      continue;
    } else if (text[at] === '"' && text[open] !== '"') {
      continue;
    } else if (depth > 0) depth--;
    else {
      found.push({ start: open, end: at + 1, inside: { start: open + 1, end: at } });
      open = undefined;
    }
  }
  return open;
}

/** Where a quotation that the line leaves open ends in a later one; undefined when it does not. */
function endOverParagraphs(text: string, lines: readonly Line[], from: number, breaks: (offset: number) => boolean): { mark: number; after: number; line: number } | undefined {
  for (let i = from + 1; i < lines.length && i - from <= MOST_PARAGRAPHS; i++) {
    const line = lines[i] as Line;
    if (breaks(line.start)) return undefined;
    const opensAgain = text[line.start] === '“';
    const inner = opensAgain ? line.marks.slice(1) : line.marks;
    const unmatched = unmatchedClose(text, inner);
    if (unmatched !== undefined) return { mark: unmatched, after: unmatched + 1, line: i };
    // A paragraph that opens with no mark goes on only when the closing one is near and it quotes nothing itself.
    if (!opensAgain && (inner.length > 0 || i - from >= LOOK_AHEAD)) return undefined;
  }
  return undefined;
}

/** The first closing mark that none of the marks before it opens. */
function unmatchedClose(text: string, marks: readonly number[]): number | undefined {
  let depth = 0;
  for (const mark of marks) {
    if (text[mark] === '“') depth++;
    else if (text[mark] === '”' && depth-- === 0) return mark;
  }
  return undefined;
}

/** A quotation whose end is lost goes to the end of its paragraph. */
function untilLineEnd(text: string, open: number, lineEnd: number): Quotation {
  let end = lineEnd;
  while (end > open + 1 && /\s/.test(text[end - 1] as string)) end--;
  return { start: open, end, inside: { start: open + 1, end } };
}

const MARK_OR_BREAK = placeKind('“”"\r\n');

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const places = new PlaceCursor(placesOf(text, MARK_OR_BREAK), text.length);
  for (let start = 0; start < text.length; start++) {
    let marks: number[] | undefined;
    let end = places.next(start);
    while (end < text.length && !isBreak(text.charCodeAt(end))) {
      (marks ??= []).push(end);
      end = places.next(end + 1);
    }
    while (start < end && isWhite(text.charCodeAt(start))) start++;
    if (start < end) lines.push({ start, end, marks: marks ?? NO_MARKS });
    start = end;
  }
  return lines;
}

const NO_MARKS: readonly number[] = [];
