import type { Tag } from '../../recognise/tags';
import { lowerBound, overlaps, type Span } from '../../text/span';
import type { TagFilter, TagRow } from '../tagRow';

/** A stretch of a document and where its tags stand: in a row, those from `origin` on. Without a row nothing was recognised in it yet. */
export interface Piece {
  /** UTF-16 code units. */
  readonly length: number;
  readonly row: TagRow | undefined;
  /** Offset of the stretch in the text that the row counts in. */
  readonly origin: number;
}

/**
 * The tags of a document as a row of pieces, in the manner of a piece table (Crowley, "Data structures for text sequences", 1998): an edit
 * puts other pieces in the place of some, and all tags behind it are where they are without being touched. Between pieces no tag reaches
 * over. Never changed.
 */
export class TagPieces {
  readonly pieces: readonly Piece[];
  /** Where each piece begins, and at the end the length of the text. */
  readonly #starts: Uint32Array;

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
    this.#starts = new Uint32Array(pieces.length + 1);
    pieces.forEach(({ length }, i) => (this.#starts[i + 1] = (this.#starts[i] as number) + length));
  }

  /** Length of the document. */
  get length(): number {
    return this.#starts[this.pieces.length] as number;
  }

  /** How many tags are known. */
  get count(): number {
    return this.pieces.reduce((sum, { row, origin, length }) => sum + (row ? row.countBefore(origin + length) - row.countBefore(origin) : 0), 0);
  }

  /** Whether something of a stretch is not recognised yet. */
  isUnknownIn(span: Span): boolean {
    return this.#unknown(span).next().done !== true;
  }

  /** The parts of a stretch that are not recognised yet, in order. */
  unknownIn(span: Span): Span[] {
    return [...this.#unknown(span)];
  }

  *#unknown(span: Span): Generator<Span> {
    for (let i = this.#pieceAt(span.start); i < this.pieces.length; i++) {
      const start = this.#starts[i] as number;
      if (start >= span.end) return;
      const end = this.#starts[i + 1] as number;
      if (this.pieces[i]?.row === undefined && end > span.start) yield { start: Math.max(start, span.start), end: Math.min(end, span.end) };
    }
  }

  /** The known tags that overlap a span, in order: document offsets. */
  tagsIn(span: Span): Tag[] {
    const found: Tag[] = [];
    for (let i = this.#pieceAt(span.start); i < this.pieces.length && (this.#starts[i] as number) < span.end; i++) {
      this.#add(found, i, span);
    }
    return found;
  }

  /** The known tags that begin from one offset on and before another, in order: document offsets. */
  beginningIn(from: number, to: number): Tag[] {
    return this.tagsIn({ start: from, end: to }).filter(({ start }) => start >= from);
  }

  /** All known tags, or those that are wanted, in order. */
  all(filter?: TagFilter): Tag[] {
    if (!filter) return this.tagsIn({ start: 0, end: this.length });
    return this.pieces.flatMap(({ row, origin, length }, i) => {
      if (!row) return [];
      const wanted = row.wanted(filter);
      const from = lowerBound(wanted, origin, (tag) => tag.start);
      const to = lowerBound(wanted, origin + length, (tag) => tag.start);
      const shift = (this.#starts[i] as number) - origin;
      return wanted.slice(from, to).map((tag) => shiftedTag(tag, shift));
    });
  }

  /** The widest stretch that some tags at the edges of this one reach over; it cuts no tag. */
  widened(span: Span): Span {
    let { start, end } = span;
    for (;;) {
      const edges = [...this.#cut(start), ...this.#cut(end)];
      const from = edges.reduce((least, tag) => Math.min(least, tag.start), start);
      const to = edges.reduce((most, tag) => Math.max(most, tag.end), end);
      if (from === start && to === end) return { start, end };
      [start, end] = [from, to];
    }
  }

  /** These pieces with others in the place of a stretch, which must cut no tag. */
  replaced(span: Span, by: readonly Piece[]): TagPieces {
    const before: Piece[] = [];
    const after: Piece[] = [];
    for (let i = 0; i < this.pieces.length; i++) {
      const piece = this.pieces[i] as Piece;
      const start = this.#starts[i] as number;
      const end = this.#starts[i + 1] as number;
      if (end <= span.start) before.push(piece);
      else if (start >= span.end) after.push(piece);
      else {
        if (start < span.start) before.push({ ...piece, length: span.start - start });
        if (end > span.end) after.push({ row: piece.row, origin: piece.origin + span.end - start, length: end - span.end });
      }
    }
    return new TagPieces([...before, ...by.filter(({ length }) => length > 0), ...after]);
  }

  /** Tags that begin before an offset and end behind it. */
  #cut(offset: number): Tag[] {
    return offset <= 0 || offset >= this.length ? [] : this.tagsIn({ start: offset - 1, end: offset + 1 }).filter((tag) => tag.start < offset && tag.end > offset);
  }

  #pieceAt(offset: number): number {
    return Math.max(0, lowerBound(this.#starts, offset + 1, (start) => start) - 1);
  }

  #add(found: Tag[], index: number, span: Span): void {
    const { row, origin, length } = this.pieces[index] as Piece;
    if (!row) return;
    const shift = (this.#starts[index] as number) - origin;
    const from = Math.max(origin, span.start - shift - row.longest);
    const to = Math.min(origin + length, span.end - shift);
    for (const tag of row.beginningIn(from, to)) {
      const moved = shiftedTag(tag, shift);
      if (overlaps(moved, span)) found.push(moved);
    }
  }
}

/** A tag so many code units further on; the same one when it stays where it is. */
export function shiftedTag(tag: Tag, by: number): Tag {
  if (by === 0) return tag;
  const start = tag.start + by;
  const end = tag.end + by;
  if (tag.layer !== 'source' || !tag.roleSpan) return { ...tag, start, end };
  return { ...tag, start, end, roleSpan: { start: tag.roleSpan.start + by, end: tag.roleSpan.end + by } };
}
