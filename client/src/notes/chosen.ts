import * as vscode from 'vscode';
import type { AnnotationInfo, NoteInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import type { AnnotationNode, AnnotationTree } from '../annotations/tree';
import type { NoteCache } from './noteCache';
import type { MemoThreads } from './threads';

/** What a command on an annotation is called with: a row of the panel, a thread, an id, or nothing, for the one at the cursor. */
export type Chosen = AnnotationNode | vscode.CommentThread | string | undefined;

/** Finds the annotation that a command means. */
export class ChosenAnnotation {
  readonly #annotations: AnnotationCache;
  readonly #notes: NoteCache;
  readonly #threads: MemoThreads;
  readonly #tree: AnnotationTree;

  constructor(annotations: AnnotationCache, notes: NoteCache, threads: MemoThreads, tree: AnnotationTree) {
    this.#annotations = annotations;
    this.#notes = notes;
    this.#threads = threads;
    this.#tree = tree;
  }

  /** An annotation or a note by its id. */
  get(id: string): AnnotationInfo | NoteInfo | undefined {
    return this.#annotations.get(id) ?? this.#notes.get(id);
  }

  /** The one meant; asked for where several stand at the cursor. `undefined`, with a message, when there is none. */
  async of(chosen: Chosen): Promise<AnnotationInfo | undefined> {
    if (typeof chosen === 'string') return this.get(chosen);
    if (chosen && 'annotation' in chosen) return this.get(chosen.annotation.id);
    if (chosen) return this.get(this.#threads.rootOf(chosen) ?? '');
    const editor = vscode.window.activeTextEditor;
    const here = editor ? this.#annotations.at(editor.document.uri, editor.selection.active) : [];
    if (here.length > 1) return pickAnnotation(this.#annotations, here, vscode.l10n.t('Which annotation?'));
    const found = here[0] ?? this.#tree.selection[0];
    if (!found) void vscode.window.showInformationMessage(vscode.l10n.t('No annotation at the cursor.'));
    return found;
  }
}

/** Annotations offered in one list at most. */
const MOST_OFFERED = 2000;

/** Lets the user choose an annotation by its passage, codes, memo or document. */
export async function pickAnnotation(cache: AnnotationCache, annotations: readonly AnnotationInfo[], title: string): Promise<AnnotationInfo | undefined> {
  const rows = annotations.slice(0, MOST_OFFERED).map((annotation) => ({
    label: shorten(annotation.quote),
    description: [annotation.codes.map((code) => cache.code(annotation.corpus, code).name).join(vscode.l10n.t(', ')), annotation.document].filter((part) => part !== '').join(' · '),
    ...(annotation.memo === '' ? {} : { detail: shorten(annotation.memo) }),
    annotation,
  }));
  const picked = await vscode.window.showQuickPick(rows, { placeHolder: title, matchOnDescription: true, matchOnDetail: true });
  return picked?.annotation;
}

/** A passage or memo on one short line. */
export function shorten(text: string, length = 40): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : characters.join('');
}
