import { trimPassage } from '../annotations/anchoring/passages';
import type { CorpusDocument } from '../corpus/corpus';
import { clauseAt, sentenceAt } from '../text/sentences';
import { contains, type Span } from '../text/span';
import { tagsCutBy } from './tagReview';

/** The stretches that a reader of Chinese selects by, the smallest first. A turn is what one speaker says. */
export const TEXT_UNITS = ['word', 'clause', 'sentence', 'paragraph', 'turn'] as const;
export type TextUnit = (typeof TEXT_UNITS)[number];

/**
 * A selection widened to whole units: to the one around a cursor, to all that a selection touches. One that is whole units already
 * grows by the next one, so that the same key pressed again selects more. Undefined where there is no such unit. Document offsets.
 */
export function selectUnit(document: CorpusDocument, selection: Span, unit: TextUnit): Span | undefined {
  const { reading } = document;
  const at = reading.fromSourceSpan(selection);
  const first = unitAt(document, at.start, unit);
  if (!first) return undefined;
  const last = at.end > at.start ? unitAt(document, at.end - 1, unit) : first;
  const whole = { start: first.start, end: Math.max(first.end, last?.end ?? at.end) };
  const isWhole = at.end > at.start && whole.start === at.start && (at.end === whole.end || at.end === endOf(document, whole, unit));
  const next = isWhole ? nextUnit(document, whole.end, unit) : undefined;
  const found = { start: whole.start, end: next?.end ?? whole.end };
  return trimPassage(document.text.text, reading.toSourceSpan({ start: found.start, end: endOf(document, found, unit) }));
}

/** The marks between clauses, in a reading. */
const BETWEEN_CLAUSES = /[,:;—]+$/;

/** Where what is meant ends: a comma parts clauses, and belongs to none. */
function endOf({ reading }: CorpusDocument, { start, end }: Span, unit: TextUnit): number {
  return unit === 'clause' ? end - (BETWEEN_CLAUSES.exec(reading.text.slice(start, end))?.[0].length ?? 0) : end;
}

/** The unit around a reading offset; at an offset between two the one that begins there, or where none does the one that ends. */
export function unitAt(document: CorpusDocument, at: number, unit: TextUnit): Span | undefined {
  const { reading, structure } = document;
  switch (unit) {
    case 'word': return wordAt(reading.text, at) ?? (at > 0 ? wordAt(reading.text, at - 1) : undefined);
    case 'clause': return visible(clauseAt(reading.text, at));
    case 'sentence': return visible(sentenceAt(reading.text, at));
    case 'paragraph': return partAt(structure.blocks, at);
    case 'turn': return partAt(structure.turns, at);
  }
}

/** How far the next unit is looked for: over a mark and a line end, not into another part of the text. */
const GAP = 3;

function nextUnit(document: CorpusDocument, end: number, unit: TextUnit): Span | undefined {
  for (let at = end; at < Math.min(end + GAP, document.reading.length); at++) {
    const next = unitAt(document, at, unit);
    if (next && next.start >= end) return next;
  }
  return undefined;
}

function visible(span: Span): Span | undefined {
  return span.start < span.end ? span : undefined;
}

function partAt(parts: readonly Span[], at: number): Span | undefined {
  return parts.find((each) => contains(each, at)) ?? parts.find((each) => each.end === at);
}

/** Cuts a clause, never a line: Intl.Segmenter can be super-linear on long lines. */
let segmenter: Intl.Segmenter | undefined;

/** A clause without marks may be a book: words are looked for this far around the place. UTF-16 code units. */
const REACH = 200;

/** The word around a reading offset, by the word list of the platform; undefined between words. */
function wordAt(text: string, at: number): Span | undefined {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const clause = clauseAt(text, at);
  const start = Math.max(clause.start, at - REACH);
  const end = Math.min(clause.end, at + REACH);
  const inside = Math.min(at - start, end - start - 1);
  const word = inside < 0 ? undefined : segmenter.segment(text.slice(start, end)).containing(inside);
  return word?.isWordLike ? { start: start + word.index, end: start + word.index + word.segment.length } : undefined;
}

/**
 * The passage that a person likely meant by one that begins or ends inside a word or a tag; undefined when it cuts none. A tag goes
 * before the words, as names and terms are often no words of the word list.
 */
export function widened(document: CorpusDocument, passage: Span): Span | undefined {
  const { reading } = document;
  const at = reading.fromSourceSpan(passage);
  let { start, end } = at;
  const tags = tagsCutBy(document, passage).map((tag) => reading.fromSourceSpan(tag));
  const cutAtStart = tags.filter((tag) => tag.start < at.start);
  const cutAtEnd = tags.filter((tag) => tag.end > at.end);
  for (const tag of cutAtStart) start = Math.min(start, tag.start);
  for (const tag of cutAtEnd) end = Math.max(end, tag.end);
  if (cutAtStart.length === 0 && !beginsTag(document, passage.start)) start = Math.min(start, cutWord(reading.text, at.start)?.start ?? start);
  if (cutAtEnd.length === 0 && !endsTag(document, passage.end)) end = Math.max(end, cutWord(reading.text, at.end)?.end ?? end);
  if (start === at.start && end === at.end) return undefined;
  return trimPassage(document.text.text, reading.toSourceSpan({ start, end }));
}

/** The word with a reading offset inside it, not at its edge. */
function cutWord(text: string, at: number): Span | undefined {
  const word = at > 0 && at < text.length ? wordAt(text, at) : undefined;
  return word && word.start < at && at < word.end ? word : undefined;
}

function beginsTag(document: CorpusDocument, offset: number): boolean {
  return document.tagsIn({ start: offset, end: offset + 1 }).some(({ start }) => start === offset);
}

function endsTag(document: CorpusDocument, offset: number): boolean {
  return document.tagsIn({ start: offset - 1, end: offset }).some(({ end }) => end === offset);
}
