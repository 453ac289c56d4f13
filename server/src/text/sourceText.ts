import type { Change } from './changes';
import { CodePointIndex } from './codePoints';
import { lowerBound, type Span } from './span';

/** A place as an editor counts it: zero-based line, and UTF-16 code units from the start of the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Two places, the end excluded. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * The text of a document, never changed. Offsets are UTF-16 code units in the text as it stands,
 * line ends (LF, CRLF or lone CR, as in the Language Server Protocol) included.
 */
export class SourceText {
  readonly text: string;
  #lineStarts: Uint32Array | undefined;
  #codePoints: CodePointIndex | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** This text after it was edited. Where its lines begin is taken from this one but for what changed, so that a key press costs little in a long text. */
  edited(text: string, changes: readonly Change[]): SourceText {
    const edited = new SourceText(text);
    if (this.#lineStarts) edited.#lineStarts = editedLineStarts(this.#lineStarts, text, changes);
    return edited;
  }

  get length(): number {
    return this.text.length;
  }

  get lineCount(): number {
    return this.lineStarts.length;
  }

  /** Offset of the first code unit of each line. */
  get lineStarts(): Uint32Array {
    return (this.#lineStarts ??= findLineStarts(this.text));
  }

  /** Conversion to and from the code points that files and exports count in. */
  get codePoints(): CodePointIndex {
    return (this.#codePoints ??= new CodePointIndex(this.text));
  }

  /** Lets go of what is made from the text when it is asked for. */
  rest(): void {
    this.#lineStarts = undefined;
    this.#codePoints = undefined;
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  /** Offsets beyond the text are clamped to its ends. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.length));
    const starts = this.lineStarts;
    const line = lowerBound(starts, clamped + 1, (start) => start) - 1;
    return { line, character: clamped - (starts[line] as number) };
  }

  /** Positions beyond a line or the text are clamped to its end (before the line break). */
  offsetAt(position: Position): number {
    const starts = this.lineStarts;
    if (position.line < 0) return 0;
    if (position.line >= starts.length) return this.length;
    const start = starts[position.line] as number;
    return Math.min(start + Math.max(0, position.character), this.lineEnd(position.line));
  }

  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  spanOf(range: Range): Span {
    return { start: this.offsetAt(range.start), end: this.offsetAt(range.end) };
  }

  /** Offset of the end of a line, its line break left out. */
  lineEnd(line: number): number {
    const starts = this.lineStarts;
    let end = line + 1 < starts.length ? (starts[line + 1] as number) : this.length;
    if (end > 0 && line + 1 < starts.length) {
      if (this.text.charCodeAt(end - 1) === 0x0a) end--;
      if (end > (starts[line] as number) && this.text.charCodeAt(end - 1) === 0x0d) end--;
    }
    return end;
  }
}

function findLineStarts(text: string): Uint32Array {
  const starts = [0];
  // Of nearly all texts: looking for one character is far faster than looking at each.
  if (!text.includes('\r')) for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  else addLineStarts(starts, text, 0, text.length);
  return Uint32Array.from(starts);
}

/** Adds where the lines begin whose break ends with a character from `from` to before `to`. */
function addLineStarts(starts: number[], text: string, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) starts.push(i + 1);
  }
}

/** Line starts of a text after changes, none of which touch. One is decided by the two characters around it, so that an edit leaves those alone that do not touch it. */
function editedLineStarts(before: Uint32Array, text: string, changes: readonly Change[]): Uint32Array {
  const fresh: number[][] = [];
  const kept: { readonly from: number; readonly to: number; readonly shift: number }[] = [];
  let from = 0;
  let shift = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of changes) {
    const to = Math.max(from, lowerBound(before, Math.max(1, oldStart), (start) => start));
    kept.push({ from, to, shift });
    const starts: number[] = [];
    addLineStarts(starts, text, Math.max(0, newStart - 1), newEnd);
    fresh.push(starts);
    from = Math.max(to, lowerBound(before, oldEnd + 1, (start) => start));
    shift = newEnd - oldEnd;
  }
  kept.push({ from, to: before.length, shift });
  const length = kept.reduce((sum, { from: start, to }) => sum + to - start, 0) + fresh.reduce((sum, { length: count }) => sum + count, 0);
  const after = new Uint32Array(length);
  let at = 0;
  kept.forEach(({ from: start, to, shift: by }, i) => {
    for (let k = start; k < to; k++) after[at++] = (before[k] as number) + by;
    for (const each of fresh[i] ?? []) after[at++] = each;
  });
  return after;
}
