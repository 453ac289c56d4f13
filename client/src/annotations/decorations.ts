import * as vscode from 'vscode';
import type { AnnotationInfo } from '../../../server/src/lsp/protocol';
import { type AnnotationCache, touchesLines } from './cache';

/** Above this many annotations in a document only those near the visible lines are drawn. */
const DRAW_ALL = 2000;
/** Lines above and below the visible ones. */
const MARGIN = 100;
const SCROLL_PAUSE_MS = 60;

/**
 * Lines by which annotations that overlap are told apart, besides their colours: below, above, below dashed, above
 * dashed. The fifth of a pile begins again.
 */
const LANES = ['0 0 2px 0', '2px 0 0 0', '0 0 2px 0', '2px 0 0 0'] as const;

/** Passages in the colour of their code: one decoration type for each colour and lane, never one for each annotation. */
export class AnnotationDecorations implements vscode.Disposable {
  readonly #annotations: AnnotationCache;
  readonly #types = new Map<string, vscode.TextEditorDecorationType>();
  readonly #memo = vscode.window.createTextEditorDecorationType({
    after: { contentText: '✎', color: new vscode.ThemeColor('descriptionForeground'), margin: '0 0.1em' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  readonly #disposables: vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(annotations: AnnotationCache) {
    this.#annotations = annotations;
    this.#disposables = [
      annotations.onDidChange(({ documents }) => this.#drawAll(documents)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#drawAll()),
      vscode.window.onDidChangeTextEditorVisibleRanges(() => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#drawAll(), SCROLL_PAUSE_MS);
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables, ...this.#types.values(), this.#memo).dispose();
  }

  /** In all editors that are seen, or in those of some documents. */
  #drawAll(documents?: ReadonlySet<string>): void {
    for (const editor of vscode.window.visibleTextEditors) if (!documents || documents.has(editor.document.uri.toString())) this.#draw(editor);
  }

  #draw(editor: vscode.TextEditor): void {
    const placed = this.#placed(editor);
    const ranges = new Map<vscode.TextEditorDecorationType, vscode.Range[]>();
    const memos: vscode.Range[] = [];
    for (const { annotation, range, isLast, lane } of placed) {
      const [first] = annotation.codes;
      const { color } = this.#annotations.code(annotation.corpus, first ?? '');
      const type = this.#type(color, lane);
      const list = ranges.get(type);
      if (list) list.push(range);
      else ranges.set(type, [range]);
      if (annotation.memo !== '' && isLast) memos.push(new vscode.Range(range.end, range.end));
    }
    for (const type of this.#types.values()) editor.setDecorations(type, ranges.get(type) ?? []);
    editor.setDecorations(this.#memo, memos);
  }

  /** The parts of annotations to draw, each in the lowest lane that none before it still takes up. */
  #placed(editor: vscode.TextEditor): { annotation: AnnotationInfo; range: vscode.Range; isLast: boolean; lane: number }[] {
    const all = this.#annotations.of(editor.document.uri);
    const near = all.length <= DRAW_ALL ? undefined : around(editor.visibleRanges);
    const drawn = near ? all.filter((annotation) => touchesLines(annotation, near.start.line, near.end.line)) : all;
    const ends: vscode.Position[] = [];
    const placed = [];
    const parts = drawn.flatMap((annotation) => this.#annotations.ranges(annotation).map((range, i, ranges) => ({ annotation, range, isLast: i === ranges.length - 1 })));
    // Annotations are in the order of their first parts; further ones may lie anywhere.
    if (parts.length > drawn.length) parts.sort((a, b) => a.range.start.compareTo(b.range.start) || b.range.end.compareTo(a.range.end));
    for (const part of parts) {
      const { range } = part;
      if (near && !near.intersection(range)) continue;
      let lane = ends.findIndex((end) => end.isBeforeOrEqual(range.start));
      if (lane < 0) lane = ends.length;
      ends[lane] = range.end;
      placed.push({ ...part, lane: lane % LANES.length });
    }
    return placed;
  }

  #type(color: string, lane: number): vscode.TextEditorDecorationType {
    const key = `${color} ${lane}`;
    let type = this.#types.get(key);
    if (!type) {
      type = vscode.window.createTextEditorDecorationType({
        backgroundColor: `${color}33`,
        borderWidth: LANES[lane],
        borderStyle: lane < 2 ? 'solid' : 'dashed',
        borderColor: color,
        overviewRulerColor: color,
        overviewRulerLane: vscode.OverviewRulerLane.Right,
        rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
      });
      this.#types.set(key, type);
    }
    return type;
  }
}

function around(visible: readonly vscode.Range[]): vscode.Range {
  const first = visible[0]?.start.line ?? 0;
  const last = visible.at(-1)?.end.line ?? first;
  return new vscode.Range(Math.max(0, first - MARGIN), 0, last + MARGIN, Number.MAX_SAFE_INTEGER);
}
