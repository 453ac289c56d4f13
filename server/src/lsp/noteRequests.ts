import type { Connection } from 'vscode-languageserver';
import type { Annotation } from '../annotations/model';
import type { Logger } from '../corpus/ports';
import { nextUncoded } from '../features/nextUncoded';
import type { DocumentProgress } from '../features/progress';
import { toAnnotationInfo } from './annotationInfo';
import { pageOf } from './annotationRequests';
import { guarded } from './guard';
import type { LoadedCorpus } from './loadedCorpus';
import {
  ANNOTATIONS_PAGE, NextUncodedRequest, NotesRequest, PROGRESS_PAGE, ProgressRequest, type AnnotationsParams, type CorpusProgressInfo, type CoverageInfo, type DocumentProgressInfo, type NoteInfo, type ProgressParams, type ProgressResult,
} from './protocol';
import { canonicalUri } from './uris';
import type { Workspace } from './workspace';

const NOTHING: ProgressResult = { documents: [], total: 0, corpora: [] };

/** Answers what views ask of memos, relations and states of work, and what is still uncoded. */
export function registerNoteRequests(connection: Connection, workspace: Workspace, pause: () => Promise<void>, logger: Logger): void {
  connection.onRequest(NotesRequest, guarded(logger, 'Notes', [], async (params: AnnotationsParams | undefined) => {
    await workspace.ready;
    const notes = notesOf(workspace, params?.uri);
    return pageOf(notes, params ?? {}, ANNOTATIONS_PAGE).map(([loaded, note]) => toNoteInfo(note, loaded));
  }));

  connection.onRequest(ProgressRequest, guarded(logger, 'Progress', NOTHING, async (params: ProgressParams | undefined, token) => {
    await workspace.ready;
    const { corpus } = params ?? {};
    const named = corpus === undefined ? undefined : workspace.corpusAt(corpus);
    const loaded = corpus === undefined ? workspace.loaded : named ? [named] : [];
    const counted: (readonly [LoadedCorpus, readonly DocumentProgress[]])[] = [];
    for (const each of loaded) {
      const rows = await each.progress.all(token, pause);
      if (!rows) return NOTHING;
      counted.push([each, rows]);
    }
    const rows = counted.flatMap(([each, documents]) => documents.map((document) => [each, document] as const));
    return {
      documents: pageOf(rows, params ?? {}, PROGRESS_PAGE).map(([each, row]) => toProgressInfo(row, each)),
      total: rows.length,
      corpora: counted.map(([each, documents]) => summary(each, documents)),
    };
  }));

  connection.onRequest(NextUncodedRequest, guarded(logger, 'Next uncoded passage', null, async ({ uri, position, direction, annotator }, token) => {
    await workspace.ready;
    const at = workspace.locate(uri);
    const found = at && (await nextUncoded(at.loaded, at.document, at.document.text.offsetAt(position), direction, annotator ?? undefined, token, pause));
    return found ? { uri: found.document.uri, range: found.document.text.rangeOf(found.span), title: found.document.title, left: found.left } : null;
  }));
}

function notesOf(workspace: Workspace, uri: string | undefined): (readonly [LoadedCorpus, Annotation])[] {
  const all = (loaded: LoadedCorpus, document?: string): (readonly [LoadedCorpus, Annotation])[] => loaded.notes(document).map((note) => [loaded, note]);
  if (uri === undefined) return workspace.loaded.flatMap((loaded) => all(loaded));
  const corpus = workspace.corpusAt(uri);
  if (corpus) return all(corpus);
  const at = workspace.locate(uri);
  if (at) return all(at.loaded, at.document.id);
  const ofCodes = workspace.loaded.find(({ codeBookUri }) => canonicalUri(codeBookUri) === canonicalUri(uri));
  return ofCodes ? all(ofCodes, ofCodes.codeBookId) : [];
}

function toNoteInfo(note: Annotation, loaded: LoadedCorpus): NoteInfo {
  return { ...toAnnotationInfo(note, loaded), ...(isOrphaned(note, loaded) ? { orphaned: true } : {}) };
}

function isOrphaned({ about, relation }: Annotation, loaded: LoadedCorpus): boolean {
  if (about.kind === 'code') return !loaded.codeBook.codes.some(({ id }) => id === about.id);
  if (about.kind === 'annotation' && !loaded.annotation(about.id)) return true;
  return relation !== undefined && !loaded.annotation(relation.to);
}

function toProgressInfo({ document, characters, sentences, annotators, ...covered }: DocumentProgress, { corpus }: LoadedCorpus): DocumentProgressInfo {
  return {
    corpus: corpus.root, uri: document.uri, document: document.id, title: document.title, characters, sentences, ...coverageInfo(covered),
    annotators: annotators.map(({ annotator, status, ...own }) => ({ annotator, status, ...coverageInfo(own) })),
  };
}

function coverageInfo({ annotations, uncodedCharacters, uncodedSentences }: CoverageInfo): CoverageInfo {
  return { annotations, uncodedCharacters, uncodedSentences };
}

function summary({ corpus }: LoadedCorpus, documents: readonly DocumentProgress[]): CorpusProgressInfo {
  const sum = (count: (document: DocumentProgress) => number): number => documents.reduce((total, document) => total + count(document), 0);
  const annotators = new Map<string, { annotator: string; annotations: number; inWork: number; done: number }>();
  for (const { annotator, annotations, status } of documents.flatMap((document) => document.annotators)) {
    let own = annotators.get(annotator);
    if (!own) annotators.set(annotator, (own = { annotator, annotations: 0, inWork: 0, done: 0 }));
    own.annotations += annotations;
    if (status === 'in-work') own.inWork++;
    if (status === 'done') own.done++;
  }
  return {
    corpus: corpus.root,
    documents: documents.length,
    annotations: sum((each) => each.annotations),
    characters: sum((each) => each.characters),
    uncodedCharacters: sum((each) => each.uncodedCharacters),
    sentences: sum((each) => each.sentences),
    uncodedSentences: sum((each) => each.uncodedSentences),
    annotators: [...annotators.values()].sort((a, b) => (a.annotator < b.annotator ? -1 : 1)),
  };
}
