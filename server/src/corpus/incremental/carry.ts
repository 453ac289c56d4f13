import type { Attribution, DefinitionSentence, Tag } from '../../recognise/tags';
import type { Change } from '../../text/changes';
import { bySpan, overlaps, type Span } from '../../text/span';
import { shiftedTag } from './tagPieces';

/**
 * What an edit makes of findings, when only the stretch around it is recognised again, and by itself. Such a stretch lacks what the rest of
 * the document says: names introduced elsewhere, whose turn it is, the width of the page. What that amounts to is known from before the
 * edit: it is the difference between what was found there in its place and what is found there by itself. That difference is laid over what
 * the edited stretch gives by itself, as the third side of a three-way merge, except where the edit itself changed what is found.
 */

/** Findings of one kind in a stretch, in document offsets: before the edit in their place and with the stretch by itself, after it by itself. */
export interface Edited<T> {
  readonly inPlace: readonly T[];
  readonly alone: readonly T[];
  readonly aloneNow: readonly T[];
}

/** The tags of a stretch after edits, in order, those of one layer without overlap. `within` is where the stretch lies now. */
export function carriedTags({ inPlace, alone, aloneNow }: Edited<Tag>, edits: readonly Change[], within: Span): Tag[] {
  const { added, removed } = difference(inPlace, alone);
  if (added.length === 0 && removed.length === 0) return [...aloneNow];
  const move = (tag: Tag): Tag[] => (isTouched(tag, edits) ? [] : [shiftedTag(tag, shiftAt(tag.start, edits))]);
  const gone = new Set(removed.flatMap(move).map(keyOf));
  const tags = aloneNow.filter((tag) => !gone.has(keyOf(tag)));
  for (const tag of added.flatMap(move)) {
    if (tag.start < within.start || tag.end > within.end) continue;
    if (!tags.some((other) => other.layer === tag.layer && overlaps(other, tag))) tags.push(tag);
  }
  return tags.sort(bySpan);
}

/** As {@link carriedTags}, for statements and definitions: they may reach far beyond the stretch, and grow with what is typed into them. */
export function carriedSentences<T extends Attribution | DefinitionSentence>({ inPlace, alone, aloneNow }: Edited<T>, edits: readonly Change[]): T[] {
  const { added, removed } = difference(inPlace, alone);
  const move = (each: T): T[] => movedSentence(each, edits) ?? [];
  const gone = new Set(removed.flatMap(move).map(keyOf));
  const now = aloneNow.filter((each) => !gone.has(keyOf(each)));
  const known = new Set(now.map(keyOf));
  return [...now, ...added.flatMap(move).filter((each) => !known.has(keyOf(each)))].sort(bySpan);
}

/** A statement or definition so many code units further on; the same one when it stays where it is. */
export function shiftedSentence<T extends Attribution | DefinitionSentence>(sentence: T, by: number): T {
  if (by === 0) return sentence;
  const shift = ({ start, end }: Span): Span => ({ start: start + by, end: end + by });
  if (!('content' in sentence)) return { ...sentence, ...shift(sentence), term: shift(sentence.term) };
  const { content, by: words } = sentence;
  return words ? { ...sentence, ...shift(sentence), content: shift(content), by: shift(words) } : { ...sentence, ...shift(sentence), content: shift(content) };
}

/** A statement or definition after edits; none when one of its parts was deleted. */
function movedSentence<T extends Attribution | DefinitionSentence>(sentence: T, edits: readonly Change[]): [T] | undefined {
  const { start, end } = movedSpan(sentence, edits);
  if ('content' in sentence) {
    const content = movedSpan(sentence.content, edits);
    const by = sentence.by && movedSpan(sentence.by, edits);
    if (content.start >= content.end || (by && by.start >= by.end)) return undefined;
    return [by ? { ...sentence, start, end, content, by } : { ...sentence, start, end, content }];
  }
  const term = movedSpan(sentence.term, edits);
  return term.start < term.end ? [{ ...sentence, start, end, term }] : undefined;
}

/** A stretch after edits: what is written inside belongs to it, what is written at its edges does not. */
function movedSpan(span: Span, edits: readonly Change[]): Span {
  const start = movedOffset(span.start, edits, true);
  return { start, end: Math.max(start, movedOffset(span.end, edits, false)) };
}

function movedOffset(offset: number, edits: readonly Change[], isStart: boolean): number {
  let moved = offset;
  for (const { oldStart, oldEnd, newStart, newEnd } of edits) {
    if (isStart ? oldEnd <= offset : oldEnd <= offset && oldStart < offset) moved = offset + newEnd - oldEnd;
    else if (oldStart < offset) return isStart ? newEnd : newStart;
    else break;
  }
  return moved;
}

/** What the place of a stretch adds to what is found in it by itself, and what it takes from it. */
function difference<T extends Span>(inPlace: readonly T[], alone: readonly T[]): { readonly added: readonly T[]; readonly removed: readonly T[] } {
  const keysInPlace = new Set(inPlace.map(keyOf));
  const keysAlone = new Set(alone.map(keyOf));
  return { added: inPlace.filter((each) => !keysAlone.has(keyOf(each))), removed: alone.filter((each) => !keysInPlace.has(keyOf(each))) };
}

function isTouched({ start, end }: Span, edits: readonly Change[]): boolean {
  return edits.some(({ oldStart, oldEnd }) => oldStart < end && oldEnd > start);
}

/** How far an offset moves that no edit touches. */
function shiftAt(offset: number, edits: readonly Change[]): number {
  const before = edits.findLast(({ oldEnd }) => oldEnd <= offset);
  return before ? before.newEnd - before.oldEnd : 0;
}

/** Everything that a finding says, whatever the order of its fields. */
function keyOf(finding: unknown): string {
  return JSON.stringify(finding, (_key, value: unknown) => (isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
