import type { Connection } from 'vscode-languageserver';
import { languageOfName, nameIn } from '../annotations/codeBook/codeNames';
import type { Annotation, Code } from '../annotations/model';
import type { Logger } from '../corpus/ports';
import { findCodes } from '../features/findCodes';
import { loadRomaniser } from '../features/pinyin';
import { oneLine } from '../features/plainText';
import { guarded, guardedBare } from './guard';
import type { Indexing } from './indexing';
import type { LoadedCorpus } from './loadedCorpus';
import { ANNOTATIONS_PAGE, AnnotationsRequest, CorporaRequest, DOCUMENTS_TOLD, FindCodesRequest, StatusRequest, type AnnotationInfo, type AnnotationsParams, type CodeInfo, type CorpusInfo, type FindCodesParams } from './protocol';
import type { Workspace } from './workspace';

/** Longest quote that an annotation is sent with, without the ellipsis. */
const QUOTE = 199;

/** Answers what views ask: corpora with their codes, annotations, how far indexing is. */
export function registerAnnotationRequests(connection: Connection, workspace: Workspace, indexing: Indexing, logger: Logger): void {
  // By name, for the protocol library checks the parameters of a typed one that takes none.
  connection.onRequest(CorporaRequest.method, guardedBare(logger, 'Corpora', [], async () => {
    await workspace.ready;
    return workspace.loaded.map(toCorpusInfo);
  }));

  connection.onRequest(AnnotationsRequest, guarded(logger, 'Annotations', [], async (params: AnnotationsParams | undefined) => {
    await workspace.ready;
    return annotations(workspace, params ?? {});
  }));

  connection.onRequest(FindCodesRequest, guarded(logger, 'Codes', [], async ({ corpus, query }: FindCodesParams) => {
    await workspace.ready;
    return findCodes(workspace.corpusAt(corpus)?.codeBook.codes ?? [], query, await loadRomaniser());
  }));

  connection.onRequest(StatusRequest.method, () => indexing.status);
}

/** One page. What is sent is made for the page only. */
function annotations(workspace: Workspace, params: AnnotationsParams): AnnotationInfo[] {
  return pageOf(annotationsOf(workspace, params.uri), params, ANNOTATIONS_PAGE).map(([loaded, annotation]) => toAnnotationInfo(annotation, loaded));
}

/** The items asked for, at most `most` of them. */
export function pageOf<T>(items: readonly T[], { offset, limit }: { readonly offset?: number; readonly limit?: number }, most: number): T[] {
  const start = wholeNumber(offset, 0);
  return items.slice(start, start + Math.min(wholeNumber(limit, most), most));
}

function annotationsOf(workspace: Workspace, uri: string | undefined): (readonly [LoadedCorpus, Annotation])[] {
  const all = (loaded: LoadedCorpus, documentId?: string): (readonly [LoadedCorpus, Annotation])[] => loaded.annotations(documentId).map((annotation) => [loaded, annotation]);
  if (uri === undefined) return workspace.loaded.flatMap((loaded) => all(loaded));
  const corpus = workspace.corpusAt(uri);
  if (corpus) return all(corpus);
  const at = workspace.locate(uri);
  return at ? all(at.loaded, at.document.id) : [];
}

/** Other editors write requests by hand: what is no count is as if it were absent. */
function wholeNumber(value: number | undefined, otherwise: number): number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

export function toAnnotationInfo(annotation: Annotation, loaded: LoadedCorpus): AnnotationInfo {
  const { corpus } = loaded;
  const document = corpus.document(annotation.document);
  const { id, about, anchor, codes, memo, creator, created, modified, relation, status, decision, locked, adjudicates, adopts } = annotation;
  const ranges = document && annotation.parts.length > 1 ? annotation.parts.flatMap(({ span }) => (span ? [document.text.rangeOf(span)] : [])) : undefined;
  return {
    id,
    corpus: corpus.root,
    uri: document?.uri ?? loaded.uriOf(annotation.document) ?? `${corpus.root}/${annotation.document.split('/').map(encodeURIComponent).join('/')}`,
    document: annotation.document,
    about,
    ...(document && annotation.span ? { range: document.text.rangeOf(annotation.span) } : {}),
    ...(annotation.parts.length > 1 ? { ranges: ranges ?? [] } : {}),
    quote: oneLine(annotation.quote, QUOTE),
    anchor, codes, memo, creator, created, modified, relation, status, decision, locked, adjudicates, adopts,
  };
}

export function toCodeInfo(code: Code, loaded: LoadedCorpus): CodeInfo {
  return codeInfo(code, loaded, loaded.codeUses.get(code.id) ?? 0);
}

function codeInfo({ other: _, ...code }: Code, loaded: LoadedCorpus, uses: number): CodeInfo {
  const name = nameIn(code, loaded.locale);
  const language = languageOfName(code, loaded.locale);
  return { ...code, name, ...(language === undefined ? {} : { language }), ...(name === code.name ? {} : { ownName: code.name }), ...(loaded.hasCode(code.id) ? {} : { isUnknown: true }), uses };
}

export function toCorpusInfo(loaded: LoadedCorpus): CorpusInfo {
  const { corpus, codeBook, annotator, codeUses } = loaded;
  return {
    root: corpus.root,
    name: corpus.name,
    documents: corpus.documents.slice(0, DOCUMENTS_TOLD).map(({ id, uri, title }) => {
      const encoding = corpus.encodingOf(uri);
      return { id, uri, title, ...(encoding === undefined ? {} : { encoding }) };
    }),
    documentCount: corpus.documents.length,
    codes: codeBook.codes.map((code) => codeInfo(code, loaded, codeUses.get(code.id) ?? 0)),
    annotator,
  };
}
