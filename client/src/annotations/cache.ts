import * as vscode from 'vscode';
import type { AnnotationInfo, CodeInfo, CorpusInfo } from '../../../server/src/lsp/protocol';
import type { MeipiClient } from '../client';
import { HeldAnnotations } from './heldAnnotations';

/** Keystrokes arrive one by one; the panel and the colours follow when they pause. */
const PAUSE_MS = 120;
/** Annotations held here at most; the panel says when there are more. */
const MOST = 100_000;

/** What changed in the cache. */
export interface CacheChange {
  /** Addresses of the documents concerned, as the editor spells them; undefined for all. */
  readonly documents: ReadonlySet<string> | undefined;
  /** While a text is edited and nothing changes but places: ids of the annotations that begin in another line now. */
  readonly movedLines?: ReadonlySet<string> | undefined;
}

/**
 * The annotations of all corpora as the server last told them. Views and decorations read from here, so that one
 * change is asked for once, and only what changed is told.
 */
export class AnnotationCache implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #changed = new vscode.EventEmitter<CacheChange>();
  readonly #disposables: vscode.Disposable[];
  readonly #held = new HeldAnnotations(MOST);
  /** Names what the server told last. */
  #state: string | undefined;
  /** What is shown, by the address that the editor gives a document. */
  #byDocument = new Map<string, readonly AnnotationInfo[]>();
  /** Made when first asked for. */
  #all: readonly AnnotationInfo[] | undefined;
  #byId: Map<string, AnnotationInfo> | undefined;
  #hidden: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  /** Fired after the annotations here were brought up to date. */
  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient) {
    this.#client = client;
    this.#disposables = [client.onDidChangeAnnotations(() => this.#soon()), client.onDidChangeCorpora(() => this.#soon())];
  }

  get all(): readonly AnnotationInfo[] {
    return (this.#all ??= [...this.#byDocument.values()].flat());
  }

  /** Everybody who has annotated something, hidden or not. */
  get annotators(): string[] {
    return [...new Set([...this.#held.documents.values()].flatMap((annotations) => annotations.map(({ creator }) => creator)))].sort();
  }

  get hidden(): ReadonlySet<string> {
    return this.#hidden;
  }

  /** Shows the annotations of everybody but these, in the panel and in the text. */
  hide(annotators: Iterable<string>): void {
    this.#hidden = new Set(annotators);
    this.#show({ documents: undefined });
  }

  /** Whether the corpora have more annotations than are held here. */
  get isCut(): boolean {
    return this.#held.isCut;
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

  /** Asks the server now for what is new, not after a pause and before it tells. */
  refresh(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#turn = this.#turn.then(() => this.#ask()).catch(() => {
      // What was told may not have arrived: everything is asked for with the next change.
      this.#state = undefined;
    }));
  }

  async #ask(): Promise<void> {
    for (let hasMore = true; hasMore;) {
      const answer = await this.#client.annotationChanges(this.#state);
      this.#state = answer.state;
      ({ hasMore } = answer);
      if (!answer.isWhole && answer.documents.length === 0) continue;
      const { uris, movedLines } = this.#held.apply(answer);
      this.#show({ documents: uris && new Set([...uris].map((uri) => vscode.Uri.parse(uri).toString())), movedLines });
    }
  }

  /** Documents in the order of the server: by corpus, then by path. */
  #order(a: AnnotationInfo | undefined, b: AnnotationInfo | undefined): number {
    if (!a || !b) return Number(!a) - Number(!b);
    const { corpora } = this.#client;
    const [p, q] = [a, b].map(({ corpus }) => corpora.findIndex(({ root }) => root === corpus)) as [number, number];
    return p - q || (a.document < b.document ? -1 : a.document > b.document ? 1 : 0);
  }

  #show(change: CacheChange): void {
    this.#all = this.#byId = undefined;
    const before = this.#byDocument;
    const now = new Map<string, readonly AnnotationInfo[]>();
    let isNew = false;
    for (const [uri, annotations] of this.#held.documents) {
      const key = vscode.Uri.parse(uri).toString();
      const known = before.get(key);
      isNew ||= known === undefined;
      now.set(key, known && change.documents && !change.documents.has(key) ? known : annotations.filter((annotation) => isShown(annotation) && !this.#hidden.has(annotation.creator)));
    }
    this.#byDocument = isNew ? new Map([...now].sort(([, a], [, b]) => this.#order(a[0], b[0]))) : now;
    this.#changed.fire(change);
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
