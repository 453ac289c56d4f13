import * as vscode from 'vscode';
import type { AnnotationInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import type { NoteCache } from '../notes/noteCache';
import type { AnnotationCache } from './cache';

const SCHEME = 'meipi-memo';
/** Characters of the passage in the name of its memo, so that memos side by side can be told apart. */
const NAME_LENGTH = 12;

/** The memo of an annotation or a note by its id, or one's own on a code, which need not be written yet. */
type Subject = { readonly id: string } | { readonly corpus: string; readonly code: string };

/**
 * Memos as Markdown files of their own scheme: a memo opens in an ordinary editor, with preview and undo, and saving
 * the editor saves the memo.
 */
export class MemoFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #annotations: AnnotationCache;
  readonly #notes: NoteCache;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #disposables: vscode.Disposable[];

  readonly onDidChangeFile = this.#changed.event;

  constructor(client: MeipiClient, annotations: AnnotationCache, notes: NoteCache) {
    this.#client = client;
    this.#annotations = annotations;
    this.#notes = notes;
    this.#disposables = [
      this.#changed,
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
      annotations.onDidChange(({ movedLines }) => {
        if (!movedLines) this.#announce();
      }),
      notes.onDidChange(() => this.#announce()),
    ];
  }

  /** Opens the memo of an annotation or a note beside the text. */
  async open(id: string): Promise<void> {
    const known = this.#get(id);
    await this.#open(known?.quote === '' ? known.memo : (known?.quote ?? ''), { id });
  }

  /** Opens one's own memo on a code; it is made when it is first saved. */
  async openOfCode(corpus: string, code: string): Promise<void> {
    await this.#open(this.#annotations.code(corpus, code).name, { corpus, code });
  }

  async #open(about: string, subject: Subject): Promise<void> {
    const passage = [...about.replace(/[\s/\\]+/g, ' ').trim()];
    const name = passage.length > NAME_LENGTH ? `${passage.slice(0, NAME_LENGTH).join('')}…` : passage.join('');
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Memo')} ${name}.md`, query: JSON.stringify(subject) });
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const note = this.#find(uri);
    return {
      type: vscode.FileType.File,
      ctime: note ? Date.parse(note.created) : 0,
      mtime: note ? Date.parse(note.modified) : 0,
      size: Buffer.byteLength(note?.memo ?? ''),
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#find(uri)?.memo ?? '');
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const memo = Buffer.from(content).toString('utf8');
    const note = this.#find(uri);
    const subject = subjectOf(uri);
    if (note) await this.#client.edit({ id: note.id, memo });
    else if ('code' in subject && memo.trim() !== '') await this.#client.addNote({ ...subject, memo });
    await Promise.all([this.#annotations.refresh(), this.#notes.refresh()]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  /** The annotation or note whose memo a file is; `undefined` for a memo on a code that is not written yet. */
  #find(uri: vscode.Uri): AnnotationInfo | undefined {
    const subject = subjectOf(uri);
    if ('id' in subject) {
      const known = this.#get(subject.id);
      if (!known) throw vscode.FileSystemError.FileNotFound(uri);
      return known;
    }
    const annotator = this.#client.corpora.find(({ root }) => root === subject.corpus)?.annotator;
    return this.#notes.aboutCode(subject.corpus, subject.code).find(({ creator }) => creator === annotator);
  }

  #get(id: string): AnnotationInfo | undefined {
    return this.#annotations.get(id) ?? this.#notes.get(id);
  }

  /** A memo that is open may have been changed elsewhere. */
  #announce(): void {
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME && isThere(() => this.#find(uri)));
    if (open.length > 0) this.#changed.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }
}

function subjectOf(uri: vscode.Uri): Subject {
  return JSON.parse(uri.query) as Subject;
}

function isThere(find: () => unknown): boolean {
  try {
    return find() !== undefined;
  } catch {
    return false;
  }
}
