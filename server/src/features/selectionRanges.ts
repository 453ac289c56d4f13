import type { CorpusDocument } from '../corpus/corpus';
import { contains, encloses, type Span } from '../text/span';
import { TEXT_UNITS, unitAt } from './textUnits';

/**
 * The growing stretches around a document offset: word, tag, clause, sentence, paragraph, turn or article,
 * document; each takes in the one before and is longer. Document offsets, at least one span.
 */
export function selectionRanges(document: CorpusDocument, offset: number): Span[] {
  const { reading, structure } = document;
  const at = reading.fromSource(offset);
  const inReading = TEXT_UNITS.map((unit) => unitAt(document, at, unit)).filter((span) => span !== undefined);
  const article = structure.articles.find((each) => contains(each, at)) ?? structure.articles.find((each) => each.end === at);
  if (article) inReading.push(article);
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
