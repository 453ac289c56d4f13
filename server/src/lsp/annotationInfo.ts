import type { Annotation } from '../annotations/model';
import { oneLine } from '../features/plainText';
import type { SourceText } from '../text/sourceText';
import type { LoadedCorpus } from './loadedCorpus';
import type { AnnotationInfo, AnnotationPlace } from './protocol';

/** Longest quote that an annotation is sent with, without the ellipsis. */
const QUOTE = 199;

/** An annotation as the editor is told of it. */
export function toAnnotationInfo(annotation: Annotation, loaded: LoadedCorpus): AnnotationInfo {
  const { corpus } = loaded;
  const document = corpus.document(annotation.document);
  const { id, about, anchor, codes, memo, creator, created, modified, relation, status, decision, locked, adjudicates, adopts } = annotation;
  return {
    id,
    corpus: corpus.root,
    uri: document?.uri ?? loaded.uriOf(annotation.document) ?? `${corpus.root}/${annotation.document.split('/').map(encodeURIComponent).join('/')}`,
    document: annotation.document,
    about,
    ...placeOf(annotation, document?.text),
    quote: oneLine(annotation.quote, QUOTE),
    anchor, codes, memo, creator, created, modified, relation, status, decision, locked, adjudicates, adopts,
  };
}

/** Where an annotation is in its text; nowhere without one. */
export function placeOf({ span, parts }: Annotation, text: SourceText | undefined): Omit<AnnotationPlace, 'id'> {
  return {
    ...(text && span ? { range: text.rangeOf(span) } : {}),
    ...(parts.length > 1 ? { ranges: text ? parts.flatMap((part) => (part.span ? [text.rangeOf(part.span)] : [])) : [] } : {}),
  };
}
