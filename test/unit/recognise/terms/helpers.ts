import { createTermRecogniser } from '../../../../server/src/recognise/terms/recogniser';
import type { KnownWords } from '../../../../server/src/recognise/terms/segmenter';
import type { Concept, TermBase } from '../../../../server/src/recognise/terms/termBase';
import { tagReading, type DocumentFindings } from '../../../../server/src/recognise/tagger';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';

/** A term base of concepts; a bare string is a concept with itself as its Simplified form. */
export function termBase(...concepts: readonly (string | Concept)[]): TermBase {
  return {
    name: 'test',
    concepts: concepts.map((concept) => (typeof concept === 'string' ? { id: concept, forms: { 'zh-Hans': [concept] } } : concept)),
  };
}

/** All that the term recogniser finds in a text, in document offsets. */
export function findTerms(text: string, bases: TermBase | readonly TermBase[], known?: KnownWords): DocumentFindings {
  const reading = new Reading(text);
  const recogniser = createTermRecogniser('concepts' in bases ? [bases] : bases, known);
  return tagReading({ reading, structure: findStructure(reading) }, [recogniser], (_layer, error) => {
    throw error;
  });
}

/** The mentions in a text as `written=id`. */
export function mentions(text: string, bases: TermBase | readonly TermBase[], known?: KnownWords): string[] {
  return findTerms(text, bases, known).tags.map((tag) => `${text.slice(tag.start, tag.end)}=${'id' in tag ? tag.id.replace('concept:', '') : ''}`);
}
