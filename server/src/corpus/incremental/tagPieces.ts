import type { Tag } from '../../recognise/tags';
import { lowerBound, overlaps, type Span } from '../../text/span';

/** Tags in order of their beginnings, never changed, in offsets of a text of their own. */
export interface TagRow {
  readonly tags: readonly Tag[];
  /** Length of the longest. */
  readonly longest: number;
}

export function rowOf(tags: readonly Tag[]): TagRow {
  let longest = 0;
  for (const { start, end } of tags) longest = Math.max(longest, end - start);
  return { tags, longest };
}

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
    const before = (tags: readonly Tag[], offset: number): number => lowerBound(tags, offset, (tag) => tag.start);
    return this.pieces.reduce((sum, { row, origin, length }) => sum + (row ? before(row.tags, origin + length) - before(row.tags, origin) : 0), 0);
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
      this.#add(found, i, span, undefined);
    }
    return found;
  }

  /** All known tags, or those that are wanted, in order. `wanted` must not look at places: it is asked before tags are where they stand. */
  all(wanted?: (tag: Tag) => boolean): Tag[] {
    const found: Tag[] = [];
    const everything = { start: 0, end: this.length };
    for (let i = 0; i < this.pieces.length; i++) this.#add(found, i, everything, wanted);
    return found;
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

  #add(found: Tag[], index: number, span: Span, wanted: ((tag: Tag) => boolean) | undefined): void {
    const { row, origin, length } = this.pieces[index] as Piece;
    if (!row) return;
    const shift = (this.#starts[index] as number) - origin;
    const from = Math.max(origin, span.start - shift - row.longest);
    const to = Math.min(origin + length, span.end - shift);
    for (let i = lowerBound(row.tags, from, (tag) => tag.start); i < row.tags.length; i++) {
      const tag = row.tags[i] as Tag;
      if (tag.start >= to) return;
      if (wanted && !wanted(tag)) continue;
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
