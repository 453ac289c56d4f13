import * as l10n from '@vscode/l10n';
import { URI } from 'vscode-uri';
import type { Problem } from '../corpus/corpus';
import { resolvePath } from '../corpus/fileList';
import type { Manifest } from '../corpus/manifest';
import type { FileSystem } from '../corpus/ports';
import { findCode, insertCode, makeCode, type NewCode, parseCodeBook } from './codeBook';
import type { Code, CodeBook } from './model';
import { AnnotationError } from './store';

/** Where the code book is when corpus.json does not say. */
const CODE_BOOK_NAME = 'codebook.json';

/** The address of the code book of the corpus in a folder (a URI). */
export function codeBookUriOf(root: string, { codeBook }: Manifest): string {
  return resolvePath(URI.parse(root), (codeBook?.value ?? CODE_BOOK_NAME).replaceAll('\\', '/'));
}

/** The code book of a corpus and its file. A file that cannot be read as a code book is reported and never written. */
export class CodeBookStore {
  readonly uri: string;
  readonly #files: FileSystem;
  readonly #listeners = new Set<() => void>();
  #codeBook: CodeBook = { codes: [] };
  #problems: readonly Problem[] = [];
  #isBroken = false;
  #text: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** `uri` is the address of the file, which need not exist yet. */
  constructor(uri: string, files: FileSystem) {
    this.uri = uri;
    this.#files = files;
  }

  get codeBook(): CodeBook {
    return this.#codeBook;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Calls a listener when the code book changed, by whomever. Returns how to stop that. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the file, at first and after another program wrote it. */
  async load(): Promise<void> {
    await this.#queue(() => this.#read());
  }

  /**
   * Adds a code and writes the file. A name that a code has already, in any language and script, gives that code. Throws
   * {@link AnnotationError} for an empty name, an unknown parent or a file that cannot be read.
   */
  async add(code: NewCode): Promise<Code> {
    if (code.name.trim() === '') throw new AnnotationError(l10n.t('A code needs a name.'));
    return this.#queue(async () => {
      await this.#read();
      if (this.#isBroken) throw new AnnotationError(l10n.t('The code book cannot be changed, because its file cannot be read. Repair it first.'));
      const existing = findCode(this.#codeBook, code.name);
      if (existing) return existing;
      if (code.parent !== undefined && !this.#codeBook.codes.some(({ id }) => id === code.parent)) {
        throw new AnnotationError(l10n.t('There is no code with the id "{0}".', code.parent));
      }
      if (code.color !== undefined && !/^#[0-9a-f]{6}$/i.test(code.color)) throw new AnnotationError(l10n.t('A colour is written "#rrggbb".'));
      const added = makeCode(this.#codeBook, code);
      const text = insertCode(this.#text, added);
      await this.#files.writeAtomic(this.uri, new TextEncoder().encode(text));
      this.#take(text);
      return added;
    });
  }

  async #read(): Promise<void> {
    let text: string | undefined;
    try {
      const bytes = await this.#files.read(this.uri);
      text = bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch (error) {
      this.#isBroken = true;
      const reason = error instanceof TypeError ? l10n.t('it is not UTF-8 text.') : error instanceof Error ? error.message : String(error);
      this.#problems = [{ uri: this.uri, severity: 'error', code: 'codebook.unreadable', message: l10n.t('The code book cannot be read: {0}', reason) }];
      this.#notify();
      return;
    }
    if (text !== this.#text || this.#isBroken) this.#take(text);
  }

  #take(text: string | undefined): void {
    this.#text = text;
    const { codeBook, problems, isBroken } = text === undefined ? { codeBook: { codes: [] }, problems: [], isBroken: false } : parseCodeBook(text, this.uri);
    this.#codeBook = codeBook;
    this.#problems = problems;
    this.#isBroken = isBroken;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }

  #queue<T>(task: () => Promise<T>): Promise<T> {
    const run = this.#last.then(task, task);
    this.#last = run.catch(() => undefined);
    return run;
  }
}
