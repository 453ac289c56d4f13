import type { CorpusDocument } from '../corpus/corpus';
import { clauseAt, sentenceAt } from '../text/sentences';
import { contains, encloses, type Span } from '../text/span';

/** Cuts a clause, never a line: Intl.Segmenter can be super-linear on long lines. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The growing stretches around a document offset: word, tag, clause, sentence, paragraph, turn or article,
 * document; each takes in the one before and is longer. Document offsets, at least one span.
 */
export function selectionRanges(document: CorpusDocument, offset: number): Span[] {
  const { reading, structure } = document;
  const at = reading.fromSource(offset);
  const clause = clauseAt(reading.text, at);
  const inReading: Span[] = [wordAt(reading.text, clause, at), clause, sentenceAt(reading.text, at)];
  for (const parts of [structure.blocks, structure.turns, structure.articles]) {
    const part = parts.find((each) => contains(each, at)) ?? parts.find((each) => each.end === at);
    if (part) inReading.push(part);
  }
  const candidates = [
    ...document.tagsAt(offset),
    ...inReading.filter((span) => span.start < span.end).map((span) => reading.toSourceSpan(span)),
    { start: 0, end: document.text.length },
  ].sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of candidates) {
    if (span.start > offset || offset > span.end) continue;
    const last = chain.at(-1);
    if (!last || (encloses(span, last) && span.end - span.start > last.end - last.start)) chain.push({ start: span.start, end: span.end });
  }
  return chain.length > 0 ? chain : [{ start: offset, end: offset }];
}

/** A clause without marks may be a book: words are looked for this far around the place. UTF-16 code units. */
const REACH = 200;

function wordAt(text: string, clause: Span, offset: number): Span {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const start = Math.max(clause.start, offset - REACH);
  const end = Math.min(clause.end, offset + REACH);
  const inside = Math.min(offset - start, end - start - 1);
  const word = inside < 0 ? undefined : segmenter.segment(text.slice(start, end)).containing(inside);
  if (!word?.isWordLike) return { start: offset, end: offset };
  return { start: start + word.index, end: start + word.index + word.segment.length };
}
