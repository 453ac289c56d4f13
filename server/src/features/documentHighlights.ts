import type { CorpusDocument } from '../corpus/corpus';
import type { Span } from '../text/span';
import { mentionsIn, subjectAt } from './subject';

/** More highlights than this in one document are no help. */
const MAX_HIGHLIGHTS = 5000;

/** The mentions in this document of what stands at an offset; a number is highlighted alone. Document offsets. */
export function documentHighlights(document: CorpusDocument, offset: number): readonly Span[] {
  const subject = subjectAt(document, offset);
  if (subject) return mentionsIn(document, subject.id).slice(0, MAX_HIGHLIGHTS);
  const [number] = document.tagsAt(offset);
  return number ? [number] : [];
}
