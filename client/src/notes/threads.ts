import * as vscode from 'vscode';
import type { AnnotationInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import { pickCode } from '../annotations/codePicker';
import type { MeipiClient } from '../client';
import { registerCommands } from '../commands';
import { withoutPictures } from './memoMarkdown';
import type { NoteCache } from './noteCache';

/** Threads of one document at most; where there are more, those nearest the visible lines. */
const MOST_THREADS = 200;
/** Scrolling and typing are followed when they pause. */
const PAUSE_MS = 200;
const TOP = new vscode.Range(0, 0, 0, 0);

/** A thread and what it was last made of. */
interface Held {
  readonly thread: vscode.CommentThread;
  comments: readonly MemoComment[];
  signature: string;
  range: vscode.Range;
}

/** A memo or reply as a comment. */
class MemoComment implements vscode.Comment {
  readonly id: string;
  /** Whether it is the memo of an annotation, which stays when the comment is deleted. */
  readonly isMemo: boolean;
  readonly #memo: string;
  body: string | vscode.MarkdownString;
  mode = vscode.CommentMode.Preview;
  readonly author: vscode.CommentAuthorInformation;
  readonly contextValue: 'own' | 'other';
  readonly timestamp: Date;
  readonly label?: string;

  constructor({ id, memo, creator, created, modified, about }: AnnotationInfo, annotator: string) {
    this.id = id;
    this.isMemo = about.kind === 'passage';
    this.#memo = memo;
    this.body = new vscode.MarkdownString(withoutPictures(memo));
    this.author = { name: creator };
    this.contextValue = creator === annotator ? 'own' : 'other';
    this.timestamp = new Date(created);
    if (modified !== created && !this.isMemo) this.label = vscode.l10n.t('edited');
  }

  /** Shows the text as it is written, to be changed. */
  edit(): void {
    this.body = this.#memo;
    this.mode = vscode.CommentMode.Editing;
  }

  show(): void {
    this.body = new vscode.MarkdownString(withoutPictures(this.#memo));
    this.mode = vscode.CommentMode.Preview;
  }
}

/**
 * Memos as threads of comments: of each annotation with a memo or replies, of memos on the whole document at its top, of memos
 * on codes in the code book. Only documents that are shown get threads, and not too many of them.
 *
 * An editor moves the thread with the text and does not say where to, and loses it when a whole text is replaced. So threads
 * are put where the annotations are, whenever those or the text changed.
 */
export class MemoThreads implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #annotations: AnnotationCache;
  readonly #notes: NoteCache;
  readonly #controller = vscode.comments.createCommentController('meipi.memos', vscode.l10n.t('Memos'));
  readonly #disposables: vscode.Disposable[];
  /** By address of the document, then by id of the annotation or note that the thread begins with. */
  readonly #held = new Map<string, Map<string, Held>>();
  /** Versions of documents at which their threads were last put in place. */
  readonly #versions = new Map<string, number>();
  /** Threads that were opened to write a memo on a document. */
  readonly #drafts = new Map<vscode.CommentThread, vscode.Uri>();
  /** The thread to be open when it is made, because it was just written in. */
  #opening: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(client: MeipiClient, annotations: AnnotationCache, notes: NoteCache) {
    this.#client = client;
    this.#annotations = annotations;
    this.#notes = notes;
    this.#controller.options = { prompt: vscode.l10n.t('Reply…'), placeHolder: vscode.l10n.t('Memo (Markdown)') };
    this.#controller.commentingRangeProvider = {
      provideCommentingRanges: (document) => (client.corpusOf(document.uri) ? [new vscode.Range(0, 0, document.lineCount - 1, 0)] : []),
    };
    this.#disposables = [
      this.#controller,
      annotations.onDidChange(() => this.#showAll()),
      notes.onDidChange(() => this.#showAll()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#showAll()),
      vscode.window.onDidChangeTextEditorVisibleRanges(() => this.#soon()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.#held.has(document.uri.toString())) this.#soon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri.toString())),
      this.#registerCommands(),
    ];
  }

  /** Threads of a document that a person sees, by place. */
  of(uri: vscode.Uri): readonly vscode.CommentThread[] {
    return [...(this.#held.get(uri.toString())?.values() ?? [])].map(({ thread }) => thread).sort((a, b) => a.range.start.compareTo(b.range.start));
  }

  /** Id of the annotation or note that a thread begins with; `undefined` for one that is being begun. */
  rootOf(thread: vscode.CommentThread): string | undefined {
    for (const [root, held] of this.#held.get(thread.uri.toString()) ?? []) if (held.thread === thread) return root;
    return undefined;
  }

  /** Opens the thread of the memo on a document, or a new one to write it in. */
  async openDocumentMemo(uri: vscode.Uri): Promise<void> {
    const editor = await vscode.window.showTextDocument(uri);
    editor.revealRange(TOP, vscode.TextEditorRevealType.AtTop);
    this.#show(editor);
    const corpus = this.#client.corpusOf(uri);
    const own = this.#notes.memosOf(uri).find(({ creator }) => creator === corpus?.annotator);
    const held = own && this.#held.get(uri.toString())?.get(own.id);
    if (held) {
      held.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
      return;
    }
    const thread = this.#controller.createCommentThread(uri, TOP, []);
    thread.label = vscode.l10n.t('Memo on the whole document');
    thread.contextValue = 'document';
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    this.#drafts.set(thread, uri);
  }

  /** Writes into the thread that {@link openDocumentMemo} opened, as its button does; nothing when there is none. */
  async writeDocumentMemo(uri: vscode.Uri, text: string): Promise<void> {
    for (const [thread, of] of this.#drafts) if (of.toString() === uri.toString()) return this.reply({ thread, text });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  // #region Showing

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#showAll(), PAUSE_MS);
  }

  #showAll(): void {
    for (const editor of vscode.window.visibleTextEditors) this.#show(editor);
  }

  /** Makes, moves and takes away threads until they are those of the annotations of a document. */
  #show(editor: vscode.TextEditor): void {
    const { uri, version } = editor.document;
    const key = uri.toString();
    const wanted = this.#wanted(editor);
    const held = this.#held.get(key) ?? new Map<string, Held>();
    if (wanted.size === 0 && held.size === 0) return;
    this.#held.set(key, held);
    for (const [root, { thread }] of held) {
      if (wanted.has(root)) continue;
      thread.dispose();
      held.delete(root);
    }
    const textChanged = this.#versions.get(key) !== version;
    for (const [root, range] of wanted) this.#put(held, root, uri, range, textChanged);
    this.#versions.set(key, version);
  }

  /** Where threads belong, by what they begin with. */
  #wanted({ document, visibleRanges }: vscode.TextEditor): Map<string, vscode.Range> {
    const memos = this.#notes.memosOf(document.uri).map(({ id, about }) => [id, about.kind === 'code' ? placeOfCode(document, about.id) : TOP] as const);
    const middle = ((visibleRanges[0]?.start.line ?? 0) + (visibleRanges.at(-1)?.end.line ?? 0)) / 2;
    const passages = this.#annotations
      .of(document.uri)
      .filter(({ id, memo }) => memo !== '' || this.#notes.repliesTo(id).length > 0)
      .flatMap((annotation) => {
        const range = this.#annotations.range(annotation);
        return range ? [[annotation.id, range] as const] : [];
      });
    const room = Math.max(0, MOST_THREADS - memos.length);
    if (passages.length > room) passages.sort(([, a], [, b]) => Math.abs(a.end.line - middle) - Math.abs(b.end.line - middle));
    return new Map([...memos.slice(0, MOST_THREADS), ...passages.slice(0, room)]);
  }

  #put(threads: Map<string, Held>, root: string, uri: vscode.Uri, range: vscode.Range, textChanged: boolean): void {
    const first = this.#annotations.get(root) ?? this.#notes.get(root);
    if (!first) return;
    const written = [...(first.memo === '' ? [] : [first]), ...this.#notes.repliesTo(root)];
    const annotator = this.#client.corpora.find(({ root: corpus }) => corpus === first.corpus)?.annotator ?? '';
    const label = this.#label(first);
    const signature = JSON.stringify([label, annotator, written.map(({ id, memo, creator, modified }) => [id, memo, creator, modified])]);
    let held = threads.get(root);
    if (!held) {
      const thread = this.#controller.createCommentThread(uri, range, []);
      thread.collapsibleState = root === this.#opening ? vscode.CommentThreadCollapsibleState.Expanded : vscode.CommentThreadCollapsibleState.Collapsed;
      thread.contextValue = first.about.kind;
      if (root === this.#opening) this.#opening = undefined;
      held = { thread, comments: [], signature: '', range };
      threads.set(root, held);
    } else if (textChanged || !held.range.isEqual(range)) {
      // The same range again says nothing to an editor that lost the thread: another one has to come in between.
      held.thread.range = new vscode.Range(range.end, range.end);
      held.thread.range = range;
      held.range = range;
    }
    if (held.signature === signature) return;
    const before = held.comments;
    // A comment that is being edited stays as it is until that ends.
    held.comments = written.map((note) => before.find(({ id, mode }) => id === note.id && mode === vscode.CommentMode.Editing) ?? new MemoComment(note, annotator));
    held.signature = signature;
    held.thread.label = label;
    held.thread.comments = held.comments;
  }

  #label({ about, corpus, codes }: AnnotationInfo): string {
    if (about.kind === 'document') return vscode.l10n.t('Memo on the whole document');
    if (about.kind === 'code') return vscode.l10n.t('Memo on the code “{0}”', this.#annotations.code(corpus, about.id).name);
    return codes.map((code) => this.#annotations.code(corpus, code).name).join(vscode.l10n.t(', ')) || vscode.l10n.t('No code');
  }

  #forget(key: string): void {
    for (const { thread } of this.#held.get(key)?.values() ?? []) thread.dispose();
    this.#held.delete(key);
    this.#versions.delete(key);
    for (const [thread, uri] of this.#drafts) {
      if (uri.toString() !== key) continue;
      thread.dispose();
      this.#drafts.delete(thread);
    }
  }

  // #endregion

  // #region Writing

  #registerCommands(): vscode.Disposable {
    return registerCommands({
      'meipi.replyToMemo': (reply: vscode.CommentReply) => this.reply(reply),
      'meipi.addMemo': (reply: vscode.CommentReply) => this.reply(reply),
      'meipi.addMemoWithCode': (reply: vscode.CommentReply) => this.#addWithCode(reply),
      'meipi.editComment': (comment: MemoComment) => this.#changeMode(comment, () => comment.edit()),
      'meipi.cancelComment': (comment: MemoComment) => this.#changeMode(comment, () => comment.show()),
      'meipi.saveComment': (comment: MemoComment) => this.save(comment),
      'meipi.deleteComment': (comment: MemoComment) => this.delete(comment),
      'meipi.documentMemo': async (node?: { readonly uri?: vscode.Uri }) => {
        const uri = node?.uri ?? vscode.window.activeTextEditor?.document.uri;
        if (uri && this.#client.corpusOf(uri)) await this.openDocumentMemo(uri);
        else void vscode.window.showInformationMessage(vscode.l10n.t('Open a document of a corpus to annotate it.'));
      },
    });
  }

  /** What was written under a thread: a reply, or what a new thread begins with. */
  async reply({ thread, text }: vscode.CommentReply): Promise<void> {
    if (text.trim() === '') return;
    const root = this.rootOf(thread);
    if (root !== undefined) {
      await this.#client.addNote({ annotation: root, memo: text });
      await this.#catchUp(thread.uri);
      return;
    }
    await this.#begin(thread, text, []);
  }

  async #addWithCode({ thread, text }: vscode.CommentReply): Promise<void> {
    const corpus = this.#client.corpusOf(thread.uri);
    const picked = corpus && (await pickCode(this.#client, corpus, vscode.l10n.t('Annotate')));
    if (picked) await this.#begin(thread, text, picked.code === '' ? [] : [picked.code]);
  }

  /** Makes the annotation or document memo that a new thread is to begin with; the thread is then made anew from it. */
  async #begin(thread: vscode.CommentThread, text: string, codes: readonly string[]): Promise<void> {
    const draft = this.#drafts.get(thread);
    const made = draft
      ? await this.#client.addNote({ uri: this.#client.address(draft), memo: text })
      : await this.#client.annotate(thread.uri, await this.#passageOf(thread), codes, text);
    this.#drafts.delete(thread);
    this.#opening = made.id;
    const { uri } = thread;
    thread.dispose();
    await this.#catchUp(uri);
  }

  /** The passage that a new thread is about: what was selected, else the paragraph. */
  async #passageOf({ uri, range }: vscode.CommentThread): Promise<vscode.Range> {
    const document = await vscode.workspace.openTextDocument(uri);
    return range.isEmpty ? document.lineAt(range.start.line).range : range;
  }

  /** Keeps what a comment says now, after it was edited. */
  async save(comment: MemoComment): Promise<void> {
    const memo = typeof comment.body === 'string' ? comment.body : comment.body.value;
    if (memo.trim() === '' && !comment.isMemo) return this.delete(comment);
    await this.#client.edit({ id: comment.id, memo: memo.trim() === '' ? '' : memo });
    comment.mode = vscode.CommentMode.Preview;
    const held = this.#heldOf(comment);
    // Made of its notes again, whether they changed or not.
    if (held) held.signature = '';
    if (held) await this.#catchUp(held.thread.uri);
  }

  /** Deletes a note; of an annotation only its memo. */
  async delete(comment: MemoComment): Promise<void> {
    const held = this.#heldOf(comment);
    if (comment.isMemo) await this.#client.edit({ id: comment.id, memo: '' });
    else await this.#client.delete([comment.id]);
    if (held) await this.#catchUp(held.thread.uri);
  }

  /** Shows what was just written, without waiting until the server tells. */
  async #catchUp(uri: vscode.Uri): Promise<void> {
    await Promise.all([this.#annotations.refresh(), this.#notes.refresh(uri)]);
    this.#showAll();
  }

  #changeMode(comment: MemoComment, change: () => void): Promise<void> {
    change();
    const held = this.#heldOf(comment);
    if (held) held.thread.comments = [...held.comments];
    return Promise.resolve();
  }

  #heldOf(comment: MemoComment): Held | undefined {
    return [...this.#held.values()].flatMap((threads) => [...threads.values()]).find(({ comments }) => comments.includes(comment));
  }

  // #endregion
}

/** Where a code stands in the text of a code book; the top when it does not. */
function placeOfCode(document: vscode.TextDocument, code: string): vscode.Range {
  const written = JSON.stringify(code).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const at = new RegExp(`"id"\\s*:\\s*${written}`).exec(document.getText());
  if (!at) return TOP;
  const start = document.positionAt(at.index);
  return new vscode.Range(start, document.positionAt(at.index + at[0].length));
}
