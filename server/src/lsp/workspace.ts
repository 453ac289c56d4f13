import { Emitter } from 'vscode-languageserver';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import type { Corpus, CorpusDocument, Problem } from '../corpus/corpus';
import { decode } from '../corpus/decode';
import { MANIFEST_NAME } from '../corpus/manifest';
import type { FileSystem, Logger } from '../corpus/ports';
import { SourceText } from '../text/sourceText';
import { findCorpora, withoutSlash } from './discovery';
import type { LoadedCorpus } from './loadedCorpus';
import { OpenDocuments } from './openDocuments';
import { canonicalUri, isInside } from './uris';

/** A document and the corpus that it belongs to. */
export interface Located {
  readonly loaded: LoadedCorpus;
  readonly corpus: Corpus;
  readonly document: CorpusDocument;
}

/** What the workspace needs of the world. */
export interface WorkspaceDeps {
  readonly files: FileSystem;
  readonly logger: Logger;
  /** Opens the corpus in a folder with its annotations; `select` says which paths below the root are its own. */
  readonly load: (root: string, select: (path: string) => boolean) => Promise<LoadedCorpus>;
}

/**
 * The corpora that the editor has open, their documents as the editor has them, and what changes in both. Every
 * folder with a corpus.json in or below a workspace folder is one, and every folder that the user declared.
 */
export class Workspace {
  readonly #deps: WorkspaceDeps;
  readonly #open = new OpenDocuments();
  /** By canonical root. */
  readonly #loaded = new Map<string, LoadedCorpus>();
  readonly #folders = new Set<string>();
  readonly #declared = new Set<string>();
  /** Canonical roots of all corpora, loaded or about to be. */
  #roots: readonly string[] = [];
  readonly #closed = new Emitter<string>();
  readonly #changed = new Emitter<void>();
  /** Searching, loading and reading again go one after another. */
  #turn: Promise<void> = Promise.resolve();

  /** A document was closed in the editor. */
  readonly onDidClose = this.#closed.event;
  /** A corpus came or went. */
  readonly onDidChangeCorpora = this.#changed.event;

  constructor(deps: WorkspaceDeps) {
    this.#deps = deps;
  }

  /** Resolves when all searching, loading and reading again asked for so far is done. */
  get ready(): Promise<void> {
    return this.#turn;
  }

  /** Innermost last, by address. */
  get loaded(): readonly LoadedCorpus[] {
    return [...this.#loaded.values()].sort((a, b) => (a.corpus.root < b.corpus.root ? -1 : 1));
  }

  get corpora(): readonly Corpus[] {
    return this.loaded.map(({ corpus }) => corpus);
  }

  get problems(): readonly Problem[] {
    return this.loaded.flatMap((loaded) => loaded.problems);
  }

  // #region Looking up

  /** The document at an address; where corpora are nested, as part of the innermost. */
  locate(uri: string): Located | undefined {
    for (const loaded of [...this.loaded].reverse()) {
      const document = loaded.corpus.documentAt(uri);
      if (document) return { loaded, corpus: loaded.corpus, document };
    }
    return undefined;
  }

  /** The corpus with this root. */
  corpusAt(root: string): LoadedCorpus | undefined {
    return this.#loaded.get(canonicalUri(withoutSlash(root)));
  }

  /** The text of a document or of any other file, as the editor has it or else from disk; empty when there is none. `inPassing`: it is looked at once, and not kept for that. */
  async textOf(uri: string, { inPassing = false }: { readonly inPassing?: boolean } = {}): Promise<SourceText> {
    const document = this.locate(uri)?.document;
    if (document) return inPassing ? document.textInPassing : document.text;
    const open = this.#open.text(uri);
    if (open !== undefined) return new SourceText(open);
    try {
      const bytes = uri.startsWith('file:') ? await this.#deps.files.read(uri) : undefined;
      return new SourceText((bytes && decode(bytes)?.text) ?? '');
    } catch (error) {
      this.#deps.logger.error(`Could not read ${uri}`, error);
      return new SourceText('');
    }
  }

  // #endregion

  // #region Folders

  /** Takes folders in and out; what they hold is loaded before the promise resolves. */
  changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    for (const folder of removed) this.#folders.delete(withoutSlash(folder));
    for (const folder of added) this.#folders.add(withoutSlash(folder));
    return this.search();
  }

  /** Makes a folder a corpus whether it has a corpus.json or not. */
  declare(...folders: readonly string[]): Promise<void> {
    for (const folder of folders) this.#declared.add(withoutSlash(folder));
    return this.search();
  }

  /** Looks for corpora again: loads new ones, lets go of those that are no more. */
  search(): Promise<void> {
    return this.#inTurn(() => this.#search(), 'Could not look for corpora');
  }

  async #search(): Promise<void> {
    const found = await findCorpora(this.#deps.files, [...this.#folders]);
    const wanted = new Map([...found, ...this.#declared].map((root) => [canonicalUri(root), root]));
    const before = this.#roots;
    this.#roots = [...wanted.keys()];
    let changed = false;
    for (const [key, loaded] of this.#loaded) {
      if (wanted.has(key)) continue;
      this.#loaded.delete(key);
      changed = true;
      await loaded.close();
    }
    for (const [key, root] of wanted) {
      if (this.#loaded.has(key)) continue;
      try {
        const loaded = await this.#deps.load(root, (path) => !this.#isNested(key, path));
        for (const uri of this.#open.uris) this.#giveText(loaded, uri);
        this.#loaded.set(key, loaded);
        changed = true;
      } catch (error) {
        this.#deps.logger.error(`Could not open the corpus ${root}`, error);
      }
    }
    // A corpus in which another came or went has other documents now.
    const differing = [...before, ...this.#roots].filter((root) => before.includes(root) !== this.#roots.includes(root));
    for (const [key, { corpus }] of this.#loaded) {
      if (before.includes(key) && differing.some((root) => root !== key && isInside(root, key))) await corpus.reload();
    }
    if (changed) this.#changed.fire();
  }

  /** Whether a path below a root lies in another corpus inside that one. */
  #isNested(root: string, path: string): boolean {
    const uri = canonicalUri(`${root}/${path.split('/').map(encodeURIComponent).join('/')}`);
    return this.#roots.some((other) => other !== root && isInside(other, root) && isInside(uri, other));
  }

  /** Ends everything that is under way and waits for what is being saved. */
  async close(): Promise<void> {
    await this.#turn;
    await Promise.all(this.loaded.map((loaded) => loaded.close()));
  }

  // #endregion

  // #region Documents in the editor

  opened(uri: string, languageId: string, version: number, text: string): void {
    this.#open.open(uri, languageId, version, text);
    for (const loaded of this.loaded) this.#giveText(loaded, uri);
  }

  edited(uri: string, version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    const change = this.#open.change(uri, version, changes);
    if (!change) return;
    for (const loaded of this.loaded) loaded.edited(uri, change);
  }

  /** `text` is what was saved: editors do not tell when they change all line ends. */
  async saved(uri: string, text?: string): Promise<void> {
    const missed = text === undefined ? undefined : this.#open.catchUp(uri, text);
    if (missed) for (const loaded of this.loaded) loaded.edited(uri, missed);
    await Promise.all(this.loaded.map((loaded) => loaded.saved(uri)));
    await this.filesChanged([uri]);
  }

  closed(uri: string): void {
    this.#open.close(uri);
    for (const loaded of this.loaded) loaded.closed(uri);
    this.#closed.fire(uri);
  }

  #giveText(loaded: LoadedCorpus, uri: string): void {
    const text = this.#open.text(uri);
    if (text !== undefined) loaded.opened(uri, text);
  }

  // #endregion

  /** Reads again what changed on disk; requests that come later wait for it. */
  filesChanged(uris: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#filesChanged(uris.map(canonicalUri)), 'Could not read changed files');
  }

  async #filesChanged(changed: readonly string[]): Promise<void> {
    for (const loaded of this.loaded) {
      const own = changed.filter((uri) => isInside(uri, canonicalUri(loaded.corpus.root)) || loaded.uses(uri));
      if (own.length > 0) await loaded.filesChanged(own);
    }
    if (changed.some((uri) => uri.endsWith(`/${MANIFEST_NAME}`))) await this.#search();
  }

  #inTurn(action: () => Promise<void>, failure: string): Promise<void> {
    return (this.#turn = this.#turn.then(action).catch((error: unknown) => this.#deps.logger.error(failure, error)));
  }
}
