import * as vscode from 'vscode';
import type { AnnotationInfo, CodeInfo, CorpusInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';

/** Keystrokes arrive one by one; the panel and the colours follow when they pause. */
const PAUSE_MS = 120;
/** Annotations held here at most; the panel says when there are more. */
const MOST = 100_000;
/** More documents than this that changed at once are asked for together. */
const ONE_BY_ONE = 20;

/**
 * The annotations of all corpora as the server last told them. Views and decorations read from here, so that one
 * change is asked for once; only the documents that changed are asked for again.
 */
export class AnnotationCache implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string> | undefined>();
  readonly #disposables: vscode.Disposable[];
  /** By the address that the editor gives a document, as the server told them. */
  #told = new Map<string, readonly AnnotationInfo[]>();
  /** The same without those of annotators who are hidden. */
  #byDocument = new Map<string, readonly AnnotationInfo[]>();
  /** Made when first asked for. */
  #all: readonly AnnotationInfo[] | undefined;
  #byId: Map<string, AnnotationInfo> | undefined;
  #hidden: ReadonlySet<string> = new Set();
  /** Addresses of documents to ask for again; undefined for all. */
  #pending: Set<string> | undefined = new Set();
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #isCut = false;

  /** Fired after the annotations here were brought up to date, with the addresses of the documents that were; undefined for all. */
  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#disposables = [client.onDidChangeAnnotations(({ uris }) => this.#soon(uris)), client.onDidChangeCorpora(() => this.#soon(undefined))];
  }

  get all(): readonly AnnotationInfo[] {
    return (this.#all ??= [...this.#byDocument.values()].flat());
  }

  /** Everybody who has annotated something, hidden or not. */
  get annotators(): string[] {
    return [...new Set([...this.#told.values()].flatMap((annotations) => annotations.map(({ creator }) => creator)))].sort();
  }

  get hidden(): ReadonlySet<string> {
    return this.#hidden;
  }

  /** Shows the annotations of everybody but these, in the panel and in the text. */
  hide(annotators: Iterable<string>): void {
    this.#hidden = new Set(annotators);
    this.#show(undefined);
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
    return (this.#byId ??= new Map(this.all.map((annotation) => [annotation.id, annotation]))).get(id);
  }

  /** Annotations of which a part takes in a position, the shortest first. */
  at(uri: vscode.Uri, position: vscode.Position): AnnotationInfo[] {
    return this.of(uri)
      .filter((annotation) => touchesLines(annotation, position.line, position.line) && this.ranges(annotation).some((range) => range.contains(position)))
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
    const found = this.#client.corpora.find(({ root }) => root === corpus);
    return (found && codesById(found).get(id)) ?? { id, name: id, color: '#808080', uses: 0 };
  }

  /** Asks the server now, not after a pause and before it tells: for the annotations of a document, or for all. */
  refresh(uri?: vscode.Uri): Promise<void> {
    if (uri) this.#pending?.add(this.#client.address(uri));
    else this.#pending = undefined;
    return this.#refresh();
  }

  #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#turn = this.#turn.then(() => this.#ask()).catch(() => {
      // What could not be asked for is asked for with the next change.
      this.#pending = undefined;
    }));
  }

  async #ask(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Set();
    if (pending?.size === 0) return;
    // Whether the limit cuts a document off is only known of all together.
    if (!pending || pending.size > ONE_BY_ONE || this.#isCut) {
      const told = new Map<string, AnnotationInfo[]>();
      const annotations = await this.#client.annotations(MOST + 1);
      this.#isCut = annotations.length > MOST;
      for (const annotation of annotations.slice(0, MOST)) {
        const key = vscode.Uri.parse(annotation.uri).toString();
        const list = told.get(key);
        if (list) list.push(annotation);
        else told.set(key, [annotation]);
      }
      this.#told = new Map([...told].map(([key, list]) => [key, list.filter(isShown)]));
      this.#show(undefined);
      return;
    }
    const answers = await Promise.all([...pending].map(async (uri) => [vscode.Uri.parse(uri).toString(), await this.#client.annotations(MOST, uri)] as const));
    const isNew = answers.some(([key, annotations]) => annotations.length > 0 && !this.#told.has(key));
    for (const [key, annotations] of answers) this.#told.set(key, annotations.filter(isShown));
    if (isNew) this.#told = new Map([...this.#told].sort(([, a], [, b]) => this.#order(a[0], b[0])));
    this.#show(new Set(answers.map(([key]) => key)));
  }

  /** Documents in the order of the server: by corpus, then by path. */
  #order(a: AnnotationInfo | undefined, b: AnnotationInfo | undefined): number {
    if (!a || !b) return Number(!a) - Number(!b);
    const { corpora } = this.#client;
    const [p, q] = [a, b].map(({ corpus }) => corpora.findIndex(({ root }) => root === corpus)) as [number, number];
    return p - q || (a.document < b.document ? -1 : a.document > b.document ? 1 : 0);
  }

  #show(documents: ReadonlySet<string> | undefined): void {
    this.#all = this.#byId = undefined;
    const visible = (annotations: readonly AnnotationInfo[]): readonly AnnotationInfo[] =>
      (this.#hidden.size === 0 ? annotations : annotations.filter(({ creator }) => !this.#hidden.has(creator)));
    this.#byDocument = new Map([...this.#told].map(([key, annotations]) => [key, visible(annotations)]));
    this.#changed.fire(documents);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables, this.#changed).dispose();
  }

  #soon(uris: readonly string[] | undefined): void {
    if (!uris) this.#pending = undefined;
    else for (const uri of uris) this.#pending?.add(uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), PAUSE_MS);
  }
}

/** A decision on a tag is shown with the tag. */
function isShown({ decision, codes, memo }: AnnotationInfo): boolean {
  return decision === undefined || codes.length > 0 || memo !== '';
}

/** Whether a part of an annotation lies on some lines; asked of every annotation of a document, so that few have to be looked at more closely. */
export function touchesLines({ range, ranges }: AnnotationInfo, first: number, last: number): boolean {
  return (ranges ?? (range ? [range] : [])).some(({ start, end }) => start.line <= last && end.line >= first);
}

/** Of the corpora as the server last told them. */
const known = new WeakMap<CorpusInfo, ReadonlyMap<string, CodeInfo>>();

function codesById(corpus: CorpusInfo): ReadonlyMap<string, CodeInfo> {
  let codes = known.get(corpus);
  if (!codes) known.set(corpus, (codes = new Map(corpus.codes.map((code) => [code.id, code]))));
  return codes;
}
