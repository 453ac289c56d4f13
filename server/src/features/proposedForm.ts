import type { Corpus, CorpusDocument } from '../corpus/corpus';
import type { TermTag } from '../recognise/tags';
import { writtenForms } from '../recognise/terms/forms';
import { fold } from '../text/fold';

/** The form that a mention was found by, where no term base has it and it was proposed as a regional wording; undefined for any other. */
export function proposedFormOf(corpus: Pick<Corpus, 'concept'>, document: CorpusDocument, tag: TermTag): string | undefined {
  const concept = corpus.concept(tag.id)?.concept;
  if (!concept) return undefined;
  const { reading } = document;
  const written = fold(reading.written(reading.fromSourceSpan(tag)).trim());
  const fitting = writtenForms(concept).filter(({ text }) => fold(text) === written);
  return fitting.some(({ proposed }) => !proposed) ? undefined : fitting[0]?.text;
}
