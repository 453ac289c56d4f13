import type { Tag } from '../recognise/tags';
import { bySpan, lowerBound } from '../text/span';
import type { PackedFindings } from './packed/packedFindings';

/** Which tags are wanted: those of a kind, or those of a concept or entity. */
export type TagFilter = { readonly kind: Tag['kind'] } | { readonly id: string };

/** Tags in the order of their spans, never changed, wherever they are kept. Offsets are UTF-16 code units of a text of their own. */
export interface TagRow {
  readonly count: number;
  /** Length of the longest. */
  readonly longest: number;
  /** Those that begin from one offset on and before another, in order. */
  beginningIn(from: number, to: number): readonly Tag[];
  /** How many begin before an offset. */
  countBefore(offset: number): number;
  /** All that are wanted, in order. */
  wanted(filter: TagFilter): readonly Tag[];
}

export function isWanted(tag: Tag, filter: TagFilter): boolean {
  return 'kind' in filter ? tag.kind === filter.kind : tag.layer !== 'number' && tag.id === filter.id;
}

/** Tags that are there as objects. */
export class ListRow implements TagRow {
  readonly #tags: readonly Tag[];
  #longest: number | undefined;

  /** In the order of their spans. */
  constructor(tags: readonly Tag[]) {
    this.#tags = tags;
  }

  get count(): number {
    return this.#tags.length;
  }

  get longest(): number {
    return (this.#longest ??= this.#tags.reduce((longest, { start, end }) => Math.max(longest, end - start), 0));
  }

  beginningIn(from: number, to: number): readonly Tag[] {
    return this.#tags.slice(this.countBefore(from), this.countBefore(to));
  }

  countBefore(offset: number): number {
    return lowerBound(this.#tags, offset, ({ start }) => start);
  }

  wanted(filter: TagFilter): readonly Tag[] {
    return this.#tags.filter((tag) => isWanted(tag, filter));
  }
}

/** Tags in packed bytes, of which those that are asked for become objects. */
export class PackedRow implements TagRow {
  readonly #packed: PackedFindings;

  constructor(packed: PackedFindings) {
    this.#packed = packed;
  }

  get count(): number {
    return this.#packed.tagCount;
  }

  get longest(): number {
    return this.#packed.longestTag;
  }

  beginningIn(from: number, to: number): readonly Tag[] {
    return this.#packed.tagsBeginningIn(from, to);
  }

  countBefore(offset: number): number {
    return this.#packed.tagsBefore(offset);
  }

  wanted(filter: TagFilter): readonly Tag[] {
    return 'kind' in filter ? this.#packed.tagsOfKind(filter.kind) : this.#packed.tagsOf(filter.id);
  }
}

/** Answers to the last questions that are remembered: after each key the same ones are asked again. */
const REMEMBERED = 4;

/** Several rows of one text as one; of equal spans those of the first row come first. */
export class JoinedRow implements TagRow {
  readonly #rows: readonly TagRow[];
  readonly #wanted = new Map<string, readonly Tag[]>();

  constructor(rows: readonly TagRow[]) {
    this.#rows = rows.filter(({ count }) => count > 0);
  }

  get count(): number {
    return this.#rows.reduce((sum, { count }) => sum + count, 0);
  }

  get longest(): number {
    return this.#rows.reduce((longest, row) => Math.max(longest, row.longest), 0);
  }

  beginningIn(from: number, to: number): readonly Tag[] {
    return joined(this.#rows.map((row) => row.beginningIn(from, to)));
  }

  countBefore(offset: number): number {
    return this.#rows.reduce((sum, row) => sum + row.countBefore(offset), 0);
  }

  wanted(filter: TagFilter): readonly Tag[] {
    const key = JSON.stringify(filter);
    const known = this.#wanted.get(key) ?? joined(this.#rows.map((row) => row.wanted(filter)));
    this.#wanted.delete(key);
    this.#wanted.set(key, known);
    for (const oldest of this.#wanted.keys()) if (this.#wanted.size > REMEMBERED) this.#wanted.delete(oldest);
    return known;
  }
}

function joined(lists: readonly (readonly Tag[])[]): readonly Tag[] {
  const [first = [], ...others] = lists.filter((list) => list.length > 0);
  return others.length === 0 ? first : first.concat(...others).sort(bySpan);
}
