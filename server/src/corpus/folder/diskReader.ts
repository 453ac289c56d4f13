import type { Analysis } from '../analysis';
import type { Problem } from '../corpus';
import type { CorpusOptions } from '../corpusOptions';
import { decode } from '../decode';
import type { AnalysedDocument } from '../document';
import { BYTES_A_UNIT, factsOf, FileText } from '../indexing/fileText';
import type { DocumentOutcome, TextFacts } from '../indexing/job';
import type { KeptDocument } from '../indexing/recognitionCache';
import { neverCancelled, type Cancellation, type FileReader, type FileStamp, type LocalFiles, type Logger } from '../ports';
import type { ChangeNews } from './changes';
import { fileProblem, type DocumentFile } from './documentFile';
import type { DocumentSet } from './documentSet';

const READ_AT_ONCE = 16;
/** Files that are looked at, not read, before other work is let in between. */
const STAMPED_AT_ONCE = 500;

/** What reading is done with. */
export interface DiskReaderOptions extends Pick<CorpusOptions, 'cache' | 'localFiles' | 'workforce' | 'cancellation'> {
  readonly files: FileReader;
  readonly analysis: Analysis;
  readonly documents: DocumentSet;
  readonly news: ChangeNews;
  readonly logger: Logger;
  readonly pause: () => Promise<void>;
  /** The encoding that corpus.json names for a document. */
  readonly encodingFor: (documentId: string) => string | undefined;
  /** Told the address of a file that turned out to be another than the one that is known. */
  readonly onDiffers: (uri: string) => void;
}

/** Reads the texts of documents from disk: at once, or, of a large corpus, when each is first asked for. */
export class DiskReader {
  readonly #with: DiskReaderOptions;

  constructor(options: DiskReaderOptions) {
    this.#with = options;
  }

  /** Reads documents, several at a time; of many that are new only what tells them from other versions. */
  async readAll(all: readonly DocumentFile[]): Promise<void> {
    const token = this.#with.cancellation ?? neverCancelled;
    const files = await this.#readLater(all, token);
    for (let i = 0; i < files.length && !token.isCancellationRequested; i += READ_AT_ONCE) {
      await Promise.all(files.slice(i, i + READ_AT_ONCE).map((file) => this.#readNow(file)));
    }
  }

  /**
   * Leaves texts to be read when they are first asked for, where there are so many that reading them all takes time and space. Gives the files
   * that have to be read now.
   */
  async #readLater(files: readonly DocumentFile[], token: Cancellation): Promise<readonly DocumentFile[]> {
    const { localFiles, workforce, cache, pause, encodingFor } = this.#with;
    if (!localFiles || !(workforce || cache)) return files;
    const stamped: { readonly file: DocumentFile; readonly stamp: FileStamp }[] = [];
    const others: DocumentFile[] = [];
    let size = 0;
    for (const [i, file] of files.entries()) {
      if (token.isCancellationRequested) return [];
      const stamp = file.disk === undefined && file.problem === undefined ? stampOf(file.uri, localFiles) : undefined;
      // One that is known already, and the same as far as can be seen.
      if (stamp && file.origin && file.origin.named === encodingFor(file.id) && isSameStamp(file.origin.stamp, stamp)) continue;
      const kept = stamp && !file.origin ? cache?.find(file.id) : undefined;
      if (stamp && kept && kept.named === (encodingFor(file.id) ?? '') && isSameStamp(kept.facts.stamp, stamp)) {
        this.#readWhenAsked(file, stamp, localFiles, kept);
      } else if (stamp && !file.origin) {
        stamped.push({ file, stamp });
        size += stamp.size;
      } else others.push(file);
      if (i % STAMPED_AT_ONCE === STAMPED_AT_ONCE - 1) await pause();
    }
    if (!workforce || size / BYTES_A_UNIT < workforce.worthwhile) return [...others, ...stamped.map(({ file }) => file)];
    for (const { file, stamp } of stamped) this.#readWhenAsked(file, stamp, localFiles);
    return others;
  }

  #readWhenAsked(file: DocumentFile, stamp: FileStamp, localFiles: LocalFiles, kept?: KeptDocument): void {
    const { analysis, documents, encodingFor } = this.#with;
    const origin = new FileText(file.uri, stamp, encodingFor(file.id), localFiles, () => this.#differs(file, origin));
    if (kept) origin.learn(kept.facts);
    file.origin = origin;
    documents.refresh(file);
    if (kept && file.document?.isFrom(origin)) analysis.takeKept(file.document, kept);
  }

  async #readNow(file: DocumentFile): Promise<void> {
    const { files, analysis, documents, news, logger, cache, localFiles, encodingFor } = this.#with;
    const named = encodingFor(file.id);
    let problem: Problem | undefined;
    let text: string | undefined;
    let facts: TextFacts | undefined;
    try {
      const stamp = cache && localFiles && stampOf(file.uri, localFiles);
      const bytes = await files.read(file.uri);
      const decoded = bytes && decode(bytes, named, localFiles?.fromUtf8);
      if (decoded && stamp) facts = factsOf(decoded, bytes, stamp, localFiles);
      text = decoded?.text;
      file.encoding = decoded?.encoding;
      if (!bytes) problem = fileProblem('missing', file.uri, named);
      else if (!decoded) problem = fileProblem('undecodable', file.uri, named);
      // Nobody has looked at the text yet, but it is known by its hash.
      else if (file.origin?.facts && file.origin.named === named && localFiles?.hash(bytes) === file.origin.facts.hash) return;
    } catch (error) {
      logger.error(`Could not read ${file.uri}`, error);
      problem = fileProblem('unreadable', file.uri, named);
    }
    file.disk = text;
    file.origin = undefined;
    file.facts = facts;
    if (problem?.code !== file.problem?.code) news.add(true, []);
    file.problem = problem;
    documents.refresh(file);
    // The file was written again, or copied, with the same text as before.
    const kept = facts && cache?.find(file.id);
    if (kept?.facts.hash === facts?.hash && kept?.named === (named ?? '') && file.document && file.document.text.text === text) analysis.takeKept(file.document, kept);
  }

  /** The file of a document was read elsewhere; whether what was found in it is that of the document. */
  wasRead(document: AnalysedDocument, { facts, problem }: Pick<DocumentOutcome, 'facts' | 'problem'>): boolean {
    const { documents, news, encodingFor } = this.#with;
    const file = documents.at(document.uri);
    const origin = file?.origin;
    if (!origin || !document.isFrom(origin)) return false;
    if (facts) return origin.learn(facts);
    if (problem === undefined || problem === 'died') return true;
    file.origin = undefined;
    file.problem = fileProblem(problem, file.uri, encodingFor(file.id));
    documents.refresh(file);
    news.add(true, []);
    return false;
  }

  /** A text that was read late is not the one that is known: everything about it is found anew. */
  #differs(file: DocumentFile, origin: FileText): void {
    if (file.origin !== origin) return;
    file.origin = undefined;
    if (file.document?.isFrom(origin)) this.#with.analysis.startAgain(file.document);
    this.#with.onDiffers(file.uri);
  }
}

/** Undefined for what is no file of this machine, or cannot be looked at: reading it says what is wrong. */
function stampOf(uri: string, files: LocalFiles): FileStamp | undefined {
  try {
    const info = files.stat(uri);
    return info?.kind === 'file' ? { size: info.size, mtime: info.mtime } : undefined;
  } catch {
    return undefined;
  }
}

function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtime === b.mtime;
}
