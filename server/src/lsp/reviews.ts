import * as l10n from '@vscode/l10n';
import type { Connection } from 'vscode-languageserver';
import type { Annotation } from '../annotations/model';
import { type PartReview, reviewsOf } from '../annotations/review';
import type { Problem } from '../corpus/corpus';
import type { Logger } from '../corpus/ports';
import { oneLine } from '../features/plainText';
import { isBreak, unitAt } from '../text/characters';
import { wholeCharacters } from '../text/codePoints';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { pageOf } from './annotationRequests';
import { guarded } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import { type AnnotationsParams, type CandidatePlace, EarlierTextRequest, REVIEWS_PAGE, type ReviewInfo, ReviewsRequest } from './protocol';
import type { Workspace } from './workspace';

/** Longest quotation sent, without the ellipsis. */
const QUOTE = 199;
/** Characters around a place. */
const AROUND = 20;

/** Answers what a view of passages to review asks. */
export function registerReviews(connection: Connection, workspace: Workspace, logger: Logger): void {
  connection.onRequest(ReviewsRequest, guarded(logger, 'Passages to review', [], async (params: AnnotationsParams | undefined) => {
    await workspace.ready;
    const found = unsettled(workspace, params?.uri).flatMap(([loaded, annotation]) => reviewsIn(annotation, loaded).map((review) => ({ loaded, annotation, ...review })));
    return pageOf(found, params ?? {}, REVIEWS_PAGE).map(({ loaded, annotation, review, text }) => toReviewInfo(loaded, annotation, review, text));
  }));

  connection.onRequest(EarlierTextRequest, guarded(logger, 'The earlier text', null, async ({ id, part = 0 }) => {
    await workspace.ready;
    const loaded = workspace.loaded.find((each) => each.annotation(id));
    return (await loaded?.earlierText(id, part)) ?? null;
  }));
}

function unsettled(workspace: Workspace, uri: string | undefined): (readonly [LoadedCorpus, Annotation])[] {
  const all = (loaded: LoadedCorpus, documentId?: string): (readonly [LoadedCorpus, Annotation])[] => loaded.unsettled(documentId).map((annotation) => [loaded, annotation]);
  if (uri === undefined) return workspace.loaded.flatMap((loaded) => all(loaded));
  const corpus = workspace.corpusAt(uri);
  if (corpus) return all(corpus);
  const at = workspace.locate(uri);
  return at ? all(at.loaded, at.document.id) : [];
}

function reviewsIn(annotation: Annotation, loaded: LoadedCorpus): { readonly review: PartReview; readonly text: SourceText }[] {
  const text = loaded.corpus.document(annotation.document)?.text;
  return text ? reviewsOf(annotation, text).map((review) => ({ review, text })) : [];
}

function toReviewInfo({ corpus }: LoadedCorpus, { id, document, codes, creator, parts }: Annotation, review: PartReview, text: SourceText): ReviewInfo {
  const { part, state, original, chosen, before, after, span, movedBy, candidates } = review;
  return {
    id, corpus: corpus.root, uri: corpus.document(document)?.uri ?? '', document, codes, creator, part, parts: parts.length, state,
    original: oneLine(original, QUOTE),
    ...(chosen === original ? {} : { chosen: oneLine(chosen, QUOTE) }),
    ...(span ? { now: oneLine(text.slice(span), QUOTE), range: text.rangeOf(span) } : {}),
    before: oneLine(before), after: oneLine(after),
    ...(movedBy ? { movedBy } : {}),
    candidates: candidates.map((place) => candidateAt(text, place)),
  };
}

function candidateAt(text: SourceText, span: Span): CandidatePlace {
  const around = wholeCharacters(text.text, { start: Math.max(0, span.start - AROUND), end: Math.min(text.length, span.end + AROUND) });
  return {
    range: text.rangeOf(span),
    before: oneLine(text.text.slice(around.start, span.start)),
    quote: oneLine(text.slice(span), QUOTE),
    after: oneLine(text.text.slice(span.end, around.end)),
  };
}

/** Passages that were not found, as problems of their documents: where they stood, or may stand. */
export function passageProblems(loaded: LoadedCorpus): Problem[] {
  return loaded.unsettled().flatMap((annotation): Problem[] => {
    const { uri, text } = loaded.corpus.document(annotation.document) ?? {};
    if (uri === undefined || text === undefined) return [];
    return reviewsIn(annotation, loaded).flatMap(({ review: { state, chosen, candidates, stoodAt } }): Problem[] => {
      if (state !== 'lost' && state !== 'ambiguous') return [];
      const quote = oneLine(chosen, 40);
      const message = state === 'lost' ? l10n.t('The annotated passage “{0}” was not found any more.', quote) : l10n.t('The annotated passage “{0}” may be at one of several places.', quote);
      return [{ uri, span: (state === 'ambiguous' ? candidates[0] : undefined) ?? characterAt(text.text, stoodAt), severity: state === 'lost' ? 'warning' : 'information', code: `annotation.${state}`, message }];
    });
  });
}

/** The character at an offset, at the end of a line the one before: an editor underlines the whole "word" at an empty span, in Chinese a paragraph. */
function characterAt(text: string, offset: number): Span {
  const start = isBreak(unitAt(text, offset)) || offset >= text.length ? Math.max(0, offset - 1) : offset;
  return wholeCharacters(text, { start, end: Math.min(text.length, start + 1) });
}
