import * as l10n from '@vscode/l10n';
import { URI } from 'vscode-uri';
import type { Problem } from '../../corpus/corpus';
import { resolvePath } from '../../corpus/fileList';
import type { Manifest } from '../../corpus/manifest';
import type { FileSystem } from '../../corpus/ports';
import { findCode, parseCodeBook } from './codeBook';
import { addCode, type NewCode } from './codeBookEdit';
import { rebaseCodeBook } from './codeBookRebase';
import { type CodeBookText, readCodeBookText, writeCodeBookText } from './codeBookText';
import type { Code, CodeBook } from '../model';
import { AnnotationError } from '../store';

/** Where the code book is when corpus.json does not say. */
const CODE_BOOK_NAME = 'codebook.json';

/** The text of a code book without codes. */
const EMPTY_TEXT = writeCodeBookText(readCodeBookText(undefined));

/** How often another program may be faster before a change is given up. */
const MOST_TRIES = 5;

/** The address of the code book of the corpus in a folder (a URI). */
export function codeBookUriOf(root: string, { codeBook }: Manifest): string {
  return resolvePath(URI.parse(root), (codeBook?.value ?? CODE_BOOK_NAME).replaceAll('\\', '/'));
}

/** What was done to a code book: its text before (`undefined`: there was no file) and after. */
export interface CodeBookChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * The code book of a corpus and its file. A file that cannot be read as a code book is reported and never written. Before a change is written the
 * file is read again, and what another program changed since is merged field by field (codeBookRebase.ts).
 */
export class CodeBookStore {
  readonly uri: string;
  readonly #files: FileSystem;
  readonly #listeners = new Set<() => void>();
  #codeBook: CodeBook = { codes: [] };
  #ids: ReadonlySet<string> = new Set();
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

  /** The file cannot be read as a code book, or not all of it: what it lacks may be there. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
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
    let id = '';
    await this.change((book) => {
      const existing = findCode(this.#codeBook, code.name);
      if (existing) {
        id = existing.id;
        return book;
      }
      const added = addCode(book, code);
      id = added.id;
      return added.book;
    }, 'anew');
    return this.#codeBook.codes.find((each) => each.id === id) as Code;
  }

  /**
   * Changes the code book and writes it; what was changed, for {@link revert}. `undefined` when the edit changed nothing. Throws
   * {@link AnnotationError} for a file that cannot be read, and whatever the edit throws; then nothing is written. An edit done `anew` does
   * not build on what the person saw: it is done to the file as it is.
   */
  change(edit: (book: CodeBookText) => CodeBookText, how: 'seen' | 'anew' = 'seen'): Promise<CodeBookChange | undefined> {
    const base = this.#queue(() => Promise.resolve({ text: this.#text, isBroken: this.#isBroken }));
    return this.#rewrite(async (present) => {
      const seen = await base;
      const edited = (text: string | undefined): string => writeCodeBookText(edit(readCodeBookText(text)));
      // The person saw the code book as it was read last: what they did is done to that one, and goes with what another program did to it.
      const ours = how === 'anew' || seen.isBroken || present === seen.text ? undefined : attempt(() => edited(seen.text));
      return ours === undefined ? edited(present) : rebaseCodeBook(seen.text, ours, present).text;
    });
  }

  /** Takes a change back, or with before and after exchanged makes it again; what was changed since in the same fields stays. */
  async revert({ before, after }: CodeBookChange): Promise<void> {
    await this.#rewrite((present) => Promise.resolve(rebaseCodeBook(after, before ?? EMPTY_TEXT, present, 'theirs').text));
  }

  /** Reads the file, makes another text of it, and writes that, unless it stays the same; again when another program wrote meanwhile. */
  #rewrite(make: (present: string | undefined) => Promise<string | undefined>): Promise<CodeBookChange | undefined> {
    return this.#queue(() => this.#files.withLock(this.uri, async () => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        await this.#read();
        if (this.#isBroken) throw new AnnotationError(l10n.t('The code book cannot be changed, because its file cannot be read. Repair it first.'));
        const before = this.#text;
        const after = await make(before);
        if (after === undefined || after === (before ?? EMPTY_TEXT)) return undefined;
        const { state, overwritten } = await this.#files.replace(this.uri, encode(after), before === undefined ? undefined : encode(before));
        if (state === 'differs') continue;
        this.#take(after);
        if (overwritten) await this.#takeIn(overwritten, before, after);
        return { before, after };
      }
      throw new AnnotationError(l10n.t('Another program keeps changing the code book. Try again.'));
    }));
  }

  /** Brings back what another program wrote in the moment in which the file was replaced. */
  async #takeIn(overwritten: Uint8Array, before: string | undefined, after: string): Promise<void> {
    const theirs = attempt(() => rebaseCodeBook(before, after, new TextDecoder('utf-8', { ignoreBOM: true }).decode(overwritten)).text);
    if (theirs === undefined || theirs === after) return;
    if ((await this.#files.replace(this.uri, encode(theirs), encode(after))).state === 'done') this.#take(theirs);
  }

  async #read(): Promise<void> {
    let text: string | undefined;
    try {
      const bytes = await this.#files.read(this.uri);
      text = bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
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
    this.#ids = new Set(codeBook.codes.map(({ id }) => id));
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

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The outcome, or nothing where it is refused. */
function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof AnnotationError) return undefined;
    throw error;
  }
}
