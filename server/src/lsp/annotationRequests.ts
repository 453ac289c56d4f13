import type { Connection } from 'vscode-languageserver';
import { languageOfName, nameIn } from '../annotations/codeBook/codeNames';
import type { Annotation, Code } from '../annotations/model';
import type { Logger } from '../corpus/ports';
import { findCodes } from '../features/findCodes';
import { loadRomaniser } from '../features/pinyin';
import { toAnnotationInfo } from './annotationInfo';
import { guarded, guardedBare } from './guard';
import type { Indexing } from './indexing';
import type { LoadedCorpus } from './loadedCorpus';
import { ANNOTATIONS_PAGE, AnnotationChangesRequest, AnnotationsRequest, CorporaRequest, DOCUMENTS_TOLD, FindCodesRequest, StatusRequest, type AnnotationChanges, type AnnotationChangesParams, type AnnotationInfo, type AnnotationsParams, type CodeInfo, type CorpusInfo, type FindCodesParams, type PageParams } from './protocol';
import { ToldAnnotations } from './toldAnnotations';
import type { Workspace } from './workspace';

/** The answer when something failed; it names no state, so that everything is asked for anew. */
const NOTHING_NEW: AnnotationChanges = { state: '', isWhole: false, hasMore: false, documents: [] };

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

  const told = new ToldAnnotations();
  connection.onRequest(AnnotationChangesRequest, guarded(logger, 'Annotation changes', NOTHING_NEW, async (params: AnnotationChangesParams | undefined) => {
    await workspace.ready;
    return told.changes(workspace.loaded, params?.since);
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
export function pageOf<T>(items: readonly T[], { offset, limit }: PageParams, most: number): T[] {
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
    documents: corpus.documents.slice(0, DOCUMENTS_TOLD).map(({ id, uri, knownTitle: title }) => {
      const encoding = corpus.encodingOf(uri);
      return { id, uri, title, ...(encoding === undefined ? {} : { encoding }) };
    }),
    documentCount: corpus.documents.length,
    codes: codeBook.codes.map((code) => codeInfo(code, loaded, codeUses.get(code.id) ?? 0)),
    annotator,
  };
}
