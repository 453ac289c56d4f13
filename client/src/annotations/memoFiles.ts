import * as vscode from 'vscode';
import type { MeipiClient } from '../client';
import type { AnnotationCache } from './cache';

const SCHEME = 'meipi-memo';
/** Characters of the passage in the name of its memo, so that memos side by side can be told apart. */
const NAME_LENGTH = 12;

/**
 * Memos as Markdown files of their own scheme: a memo opens in an ordinary editor, with preview and undo, and saving
 * the editor saves the memo.
 */
export class MemoFiles implements vscode.FileSystemProvider, vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #annotations: AnnotationCache;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly #disposables: vscode.Disposable[];

  readonly onDidChangeFile = this.#changed.event;

  constructor(client: MeipiClient, annotations: AnnotationCache) {
    this.#client = client;
    this.#annotations = annotations;
    this.#disposables = [
      this.#changed,
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true }),
      annotations.onDidChange(() => this.#announce()),
    ];
  }

  /** Opens the memo of an annotation beside the text. */
  async open(id: string): Promise<void> {
    const passage = [...(this.#annotations.get(id)?.quote ?? '').replace(/[\s/\\]+/g, ' ').trim()];
    const name = passage.length > NAME_LENGTH ? `${passage.slice(0, NAME_LENGTH).join('')}…` : passage.join('');
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Memo')} ${name}.md`, query: id });
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const annotation = this.#find(uri);
    return {
      type: vscode.FileType.File,
      ctime: Date.parse(annotation.created),
      mtime: Date.parse(annotation.modified),
      size: Buffer.byteLength(annotation.memo),
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#find(uri).memo);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    await this.#client.edit({ id: this.#find(uri).id, memo: Buffer.from(content).toString('utf8') });
    await this.#annotations.refresh();
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

  #find(uri: vscode.Uri): ReturnType<AnnotationCache['get']> & object {
    const annotation = this.#annotations.get(uri.query);
    if (!annotation) throw vscode.FileSystemError.FileNotFound(uri);
    return annotation;
  }

  /** A memo that is open may have been changed elsewhere. */
  #announce(): void {
    const open = vscode.workspace.textDocuments.filter((document) => document.uri.scheme === SCHEME && this.#annotations.get(document.uri.query));
    if (open.length > 0) this.#changed.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
  }
}
