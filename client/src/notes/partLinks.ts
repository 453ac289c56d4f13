import * as vscode from 'vscode';
import type { AnnotationCache } from '../annotations/cache';

/** The cursor is followed when it rests. */
const PAUSE_MS = 60;

/**
 * Frames all parts of the annotations of several parts that the cursor is in, with ⋯ where one goes on elsewhere, so that the
 * eye finds them together among others.
 */
export class PartLinks implements vscode.Disposable {
  readonly #annotations: AnnotationCache;
  readonly #frame = linkType({});
  readonly #goesOn = linkType({ after: true });
  readonly #cameFrom = linkType({ before: true });
  readonly #between = linkType({ before: true, after: true });
  readonly #disposables: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(annotations: AnnotationCache) {
    this.#annotations = annotations;
    this.#disposables = [
      this.#frame, this.#goesOn, this.#cameFrom, this.#between,
      annotations.onDidChange(() => this.#soon()),
      vscode.window.onDidChangeTextEditorSelection(() => this.#soon()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#soon()),
    ];
  }

  /** The ranges that are framed in an editor, for a cursor at a position: all parts of every annotation there that has several. */
  linked(uri: vscode.Uri, position: vscode.Position): vscode.Range[] {
    return this.#linkedAt(uri, position).flat();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  #linkedAt(uri: vscode.Uri, position: vscode.Position): vscode.Range[][] {
    return this.#annotations
      .at(uri, position)
      .map((annotation) => this.#annotations.ranges(annotation).sort((a, b) => a.start.compareTo(b.start)))
      .filter((ranges) => ranges.length > 1);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const editor of vscode.window.visibleTextEditors) this.#draw(editor);
    }, PAUSE_MS);
  }

  #draw(editor: vscode.TextEditor): void {
    const linked = editor === vscode.window.activeTextEditor ? this.#linkedAt(editor.document.uri, editor.selection.active) : [];
    editor.setDecorations(this.#frame, linked.flat());
    editor.setDecorations(this.#goesOn, linked.flatMap((ranges) => ranges.slice(0, 1)));
    editor.setDecorations(this.#cameFrom, linked.flatMap((ranges) => ranges.slice(-1)));
    editor.setDecorations(this.#between, linked.flatMap((ranges) => ranges.slice(1, -1)));
  }
}

function linkType({ before = false, after = false }): vscode.TextEditorDecorationType {
  const sign: vscode.ThemableDecorationAttachmentRenderOptions = { contentText: '⋯', color: new vscode.ThemeColor('focusBorder'), fontWeight: 'bold' };
  if (before || after) return vscode.window.createTextEditorDecorationType({ ...(before ? { before: sign } : {}), ...(after ? { after: sign } : {}) });
  return vscode.window.createTextEditorDecorationType({ outline: '1px solid', outlineColor: new vscode.ThemeColor('focusBorder'), overviewRulerColor: new vscode.ThemeColor('focusBorder') });
}
