import * as vscode from 'vscode';
import type { AnnotationInfo, CodeInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';

/** Keystrokes arrive one by one; the panel and the colours follow when they pause. */
const PAUSE_MS = 120;
/** Annotations held here at most; the panel says when there are more. */
const MOST = 100_000;

/**
 * The annotations of all corpora as the server last told them. Views and decorations read from here, so that one
 * change is asked for once.
 */
export class AnnotationCache implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  /** As the server told them, and without those of annotators who are hidden. */
  #told: readonly AnnotationInfo[] = [];
  #annotations: readonly AnnotationInfo[] = [];
  /** Made when first asked for. */
  #byId: Map<string, AnnotationInfo> | undefined;
  #hidden: ReadonlySet<string> = new Set();
  #byDocument = new Map<string, AnnotationInfo[]>();
  #timer: NodeJS.Timeout | undefined;
  #round = 0;
  #isCut = false;

  /** Fired after the annotations here were brought up to date. */
  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#disposables = [client.onDidChangeAnnotations(() => this.#soon()), client.onDidChangeCorpora(() => this.#soon())];
  }

  get all(): readonly AnnotationInfo[] {
    return this.#annotations;
  }

  /** Everybody who has annotated something, hidden or not. */
  get annotators(): string[] {
    return [...new Set(this.#told.map(({ creator }) => creator))].sort();
  }

  get hidden(): ReadonlySet<string> {
    return this.#hidden;
  }

  /** Shows the annotations of everybody but these, in the panel and in the text. */
  hide(annotators: Iterable<string>): void {
    this.#hidden = new Set(annotators);
    this.#show();
  }

  /** Whether the corpora have more annotations than are held here. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** The annotations of a document in text order, those without a place last. */
  of(uri: vscode.Uri): readonly AnnotationInfo[] {
    return this.#byDocument.get(uri.toString()) ?? [];
  }

  get(id: string): AnnotationInfo | undefined {
    return (this.#byId ??= new Map(this.#annotations.map((annotation) => [annotation.id, annotation]))).get(id);
  }

  /** Annotations of which a part takes in a position, the shortest first. */
  at(uri: vscode.Uri, position: vscode.Position): AnnotationInfo[] {
    return this.of(uri)
      .filter((annotation) => this.ranges(annotation).some((range) => range.contains(position)))
      .sort((a, b) => a.quote.length - b.quote.length);
  }

  /** Where the first part of an annotation is. */
  range(annotation: AnnotationInfo): vscode.Range | undefined {
    return annotation.range && this.#client.range(annotation.range);
  }

  /** Where all parts of an annotation are that have a place. */
  ranges(annotation: AnnotationInfo): vscode.Range[] {
    return (annotation.ranges ?? (annotation.range ? [annotation.range] : [])).map((range) => this.#client.range(range));
  }

  /** A code of a corpus; one that the code book lacks is shown by its id, in grey. */
  code(corpus: string, id: string): CodeInfo {
    const codes = this.#client.corpora.find(({ root }) => root === corpus)?.codes ?? [];
    return codes.find((code) => code.id === id) ?? { id, name: id, color: '#808080', uses: 0 };
  }

  /** Asks the server now, not after a pause. */
  async refresh(): Promise<void> {
    const round = ++this.#round;
    const annotations = await this.#client.annotations(MOST + 1);
    if (round !== this.#round) return;
    this.#isCut = annotations.length > MOST;
    if (this.#isCut) annotations.length = MOST;
    // A decision on a tag is shown with the tag.
    this.#told = annotations.filter(({ decision, codes, memo }) => decision === undefined || codes.length > 0 || memo !== '');
    this.#show();
  }

  #show(): void {
    this.#byId = undefined;
    this.#annotations = this.#hidden.size === 0 ? this.#told : this.#told.filter(({ creator }) => !this.#hidden.has(creator));
    this.#byDocument = new Map();
    for (const annotation of this.#annotations) {
      const key = vscode.Uri.parse(annotation.uri).toString();
      const list = this.#byDocument.get(key);
      if (list) list.push(annotation);
      else this.#byDocument.set(key, [annotation]);
    }
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables, this.#changed).dispose();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.refresh(), PAUSE_MS);
  }
}
