import type { Connection } from 'vscode-languageserver';
import type { Annotation, Code } from '../annotations/model';
import type { Logger } from '../corpus/ports';
import { oneLine } from '../features/plainText';
import { guarded, guardedBare } from './guard';
import type { Indexing } from './indexing';
import type { LoadedCorpus } from './loadedCorpus';
import { AnnotationsRequest, CorporaRequest, StatusRequest, type AnnotationInfo, type AnnotationsParams, type CodeInfo, type CorpusInfo } from './protocol';
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
    return annotations(workspace, params?.uri);
  }));

  connection.onRequest(StatusRequest.method, () => indexing.status);
}

function annotations(workspace: Workspace, uri: string | undefined): AnnotationInfo[] {
  if (uri === undefined) return workspace.loaded.flatMap((loaded) => all(loaded));
  const corpus = workspace.corpusAt(uri);
  if (corpus) return all(corpus);
  const at = workspace.locate(uri);
  return at ? all(at.loaded, at.document.id) : [];
}

function all(loaded: LoadedCorpus, documentId?: string): AnnotationInfo[] {
  return loaded.annotations(documentId).map((annotation) => toAnnotationInfo(annotation, loaded));
}

export function toAnnotationInfo(annotation: Annotation, { corpus }: LoadedCorpus): AnnotationInfo {
  const document = corpus.document(annotation.document);
  const { id, anchor, codes, memo, creator, created, modified } = annotation;
  return {
    id,
    corpus: corpus.root,
    uri: document?.uri ?? `${corpus.root}/${annotation.document.split('/').map(encodeURIComponent).join('/')}`,
    document: annotation.document,
    ...(document && annotation.span ? { range: document.text.rangeOf(annotation.span) } : {}),
    quote: oneLine(annotation.quote, QUOTE),
    anchor, codes, memo, creator, created, modified,
  };
}

export function toCodeInfo(code: Code, loaded: LoadedCorpus): CodeInfo {
  return { ...code, uses: loaded.annotations().filter((annotation) => annotation.codes.includes(code.id)).length };
}

export function toCorpusInfo(loaded: LoadedCorpus): CorpusInfo {
  const { corpus, codeBook, annotator } = loaded;
  const uses = new Map<string, number>();
  for (const annotation of loaded.annotations()) for (const id of annotation.codes) uses.set(id, (uses.get(id) ?? 0) + 1);
  return {
    root: corpus.root,
    name: corpus.name,
    documents: corpus.documents.map(({ id, uri, title }) => {
      const encoding = corpus.encodingOf(uri);
      return { id, uri, title, ...(encoding === undefined ? {} : { encoding }) };
    }),
    codes: codeBook.codes.map((code) => ({ ...code, uses: uses.get(code.id) ?? 0 })),
    annotator,
  };
}
