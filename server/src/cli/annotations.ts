import { versionsInGit } from '../platform/gitVersions';
import { codeResolver } from '../annotations/codeBook/codeBook';
import { codeBookDocument, withCodeBook } from '../annotations/codeBook/codeBookDocument';
import { CodeBookStore, codeBookUriOf } from '../annotations/codeBook/codeBookStore';
import { AnnotationStore } from '../annotations/store';
import type { FileSystem } from '../corpus/ports';
import type { CorpusWorkspace } from '../corpus/workspace';
import { newAnnotationId, sha256, snapshotsIn } from '../platform/snapshots';
import type { Io } from './command';

/** What people added to a corpus, for commands that only read it. */
export interface OpenedAnnotations {
  readonly annotations: AnnotationStore;
  readonly codeBook: CodeBookStore;
  /** The document under which annotations about codes are kept. */
  readonly codeBookId: string;
}

/** Reads the annotations beside the documents of a corpus, and its code book. What is wrong with them is in their `problems`. */
export async function openAnnotations(corpus: CorpusWorkspace, io: Io): Promise<OpenedAnnotations> {
  const files = readOnly(io.files);
  const codeBook = new CodeBookStore(codeBookUriOf(corpus.root, corpus.manifest), files);
  await codeBook.load();
  const book = codeBookDocument(corpus.root, codeBook.uri);
  const annotations = new AnnotationStore(withCodeBook(corpus, () => book), {
    files,
    snapshots: snapshotsIn(files, corpus.root, versionsInGit(sha256)),
    clock: { now: () => new Date().toISOString() },
    hash: sha256,
    newId: newAnnotationId,
    codeId: codeResolver(codeBook.codeBook),
  });
  await annotations.load();
  return { annotations, codeBook, codeBookId: book.id };
}

/** Files that nothing is written to: a command that reads must leave the corpus as it is. */
function readOnly(files: FileSystem): FileSystem {
  const refuse = (): Promise<never> => Promise.reject(new Error('This command writes no annotations.'));
  return {
    stat: (uri) => files.stat(uri),
    read: (uri) => files.read(uri),
    list: (uri) => files.list(uri),
    real: (uri) => files.real(uri),
    writeAtomic: refuse,
    replace: refuse,
    remove: refuse,
    withLock: refuse,
  };
}
