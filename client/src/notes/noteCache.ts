import * as vscode from 'vscode';
import type { AnnotationsChangedParams, NoteInfo } from '../../../server/src/lsp/protocol';
import type { AnnotationCache } from '../annotations/cache';
import type { MeipiClient } from '../client';

/** Changes arrive one by one; views follow when they pause. */
const PAUSE_MS = 120;
/** Notes held here at most. */
const MOST = 100_000;
/** More documents than this that changed at once are asked for together. */
const ONE_BY_ONE = 20;

/**
 * Memos on documents and codes, replies, relations and states of work of all corpora, as the server last told them. Only the
 * documents that changed are asked for again.
 */
export class NoteCache implements vscode.Disposable {
  readonly #client: MeipiClient;
  readonly #annotations: AnnotationCache;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposables: vscode.Disposable[];
  /** By the address of the document, or of the code book. */
  #byDocument = new Map<string, readonly NoteInfo[]>();
  #lists: Lists | undefined;
  /** Addresses of documents to ask for again; undefined for all. */
  #pending: Set<string> | undefined = new Set();
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  /** Fired after the notes here were brought up to date. */
  readonly onDidChange = this.#changed.event;

  constructor(client: MeipiClient, annotations: AnnotationCache) {
    this.#client = client;
    this.#annotations = annotations;
    this.#disposables = [client.onDidChangeAnnotations((change) => change.placesOnly || this.#soon(change)), client.onDidChangeCorpora(() => this.#soon({}))];
  }

  get all(): Iterable<NoteInfo> {
    return this.#indexed.byId.values();
  }

  get(id: string): NoteInfo | undefined {
    return this.#indexed.byId.get(id);
  }

  /** What was replied to an annotation, replies to replies among them, by time. */
  repliesTo(id: string): readonly NoteInfo[] {
    const found = new Map<string, NoteInfo>();
    const queue = [id];
    for (const next of queue) {
      for (const reply of this.#indexed.replies.get(next) ?? []) {
        if (found.has(reply.id) || reply.id === id) continue;
        found.set(reply.id, reply);
        queue.push(reply.id);
      }
    }
    return [...found.values()].sort(byTime);
  }

  /** Relations that begin at an annotation. */
  relationsFrom(id: string): readonly NoteInfo[] {
    return this.#indexed.from.get(id) ?? [];
  }

  /** Relations that lead to an annotation. */
  relationsTo(id: string): readonly NoteInfo[] {
    return this.#indexed.to.get(id) ?? [];
  }

  /** Memos on a document as a whole, and on codes when it is a code book: what threads begin with. */
  memosOf(uri: vscode.Uri): readonly NoteInfo[] {
    return (this.#byDocument.get(uri.toString()) ?? []).filter(({ about, memo }) => memo !== '' && (about.kind === 'document' || about.kind === 'code')).sort(byTime);
  }

  /** Memos on documents as a whole, document by document. */
  get documentMemos(): readonly NoteInfo[] {
    return this.#indexed.documentMemos;
  }

  /** Memos on a code. */
  aboutCode(corpus: string, code: string): readonly NoteInfo[] {
    return this.#indexed.codes.get(`${corpus}\n${code}`) ?? [];
  }

  /** Replies and relations of a document whose annotation is there no more. */
  orphansOf(uri: vscode.Uri): readonly NoteInfo[] {
    return (this.#byDocument.get(uri.toString()) ?? []).filter(({ about, orphaned }) => about.kind === 'annotation' && orphaned && !this.#isThere(about.id));
  }

  /** Kinds of relations that a corpus has, those used most first. */
  relationKinds(corpus: string): string[] {
    const uses = new Map<string, number>();
    for (const note of this.all) if (note.corpus === corpus && note.relation) uses.set(note.relation.kind, (uses.get(note.relation.kind) ?? 0) + 1);
    return [...uses].sort(([, a], [, b]) => b - a).map(([kind]) => kind);
  }

  #isThere(id: string): boolean {
    return this.#annotations.get(id) !== undefined || this.get(id) !== undefined;
  }

  /** Asks the server now, not after a pause and before it tells: for the notes of a document (or code book), or for all. */
  refresh(uri?: vscode.Uri): Promise<void> {
    if (uri) this.#pending?.add(this.#client.address(uri));
    else this.#pending = undefined;
    return this.#refresh();
  }

  #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    return (this.#turn = this.#turn.then(() => this.#ask()).catch(() => undefined));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    vscode.Disposable.from(...this.#disposables, this.#changed).dispose();
  }

  #soon({ uris }: Pick<AnnotationsChangedParams, 'uris'>): void {
    if (!uris) this.#pending = undefined;
    else for (const uri of uris) this.#pending?.add(uri);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#refresh(), PAUSE_MS);
  }

  async #ask(): Promise<void> {
    const pending = this.#pending;
    this.#pending = new Set();
    let now: Map<string, readonly NoteInfo[]> = new Map(this.#byDocument);
    if (pending && pending.size <= ONE_BY_ONE) {
      for (const uri of pending) now.set(vscode.Uri.parse(uri).toString(), await this.#client.notes(MOST, uri));
    } else {
      const all = new Map<string, NoteInfo[]>();
      for (const note of await this.#client.notes(MOST)) listed(all, vscode.Uri.parse(note.uri).toString()).push(note);
      now = all;
    }
    // Views are drawn anew for what is fired: most changes of annotations are none of notes.
    const differs = !areSame(now, this.#byDocument);
    this.#byDocument = now;
    if (!differs) return;
    this.#lists = undefined;
    this.#changed.fire();
  }

  get #indexed(): Lists {
    return (this.#lists ??= listsOf([...this.#byDocument.values()].flat()));
  }
}

interface Lists {
  readonly documentMemos: readonly NoteInfo[];
  readonly byId: ReadonlyMap<string, NoteInfo>;
  readonly replies: ReadonlyMap<string, readonly NoteInfo[]>;
  readonly from: ReadonlyMap<string, readonly NoteInfo[]>;
  readonly to: ReadonlyMap<string, readonly NoteInfo[]>;
  readonly codes: ReadonlyMap<string, readonly NoteInfo[]>;
}

function listsOf(notes: NoteInfo[]): Lists {
  const documentMemos = notes.filter(({ about, memo }) => about.kind === 'document' && memo !== '');
  const lists = { documentMemos, byId: new Map<string, NoteInfo>(), replies: new Map<string, NoteInfo[]>(), from: new Map<string, NoteInfo[]>(), to: new Map<string, NoteInfo[]>(), codes: new Map<string, NoteInfo[]>() };
  for (const note of notes.sort(byTime)) {
    const { about, relation } = note;
    lists.byId.set(note.id, note);
    if (about.kind === 'code') listed(lists.codes, `${note.corpus}\n${about.id}`).push(note);
    if (about.kind !== 'annotation') continue;
    if (!relation) listed(lists.replies, about.id).push(note);
    else {
      listed(lists.from, about.id).push(note);
      listed(lists.to, relation.to).push(note);
    }
  }
  return lists;
}

function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  let list = lists.get(key);
  if (!list) lists.set(key, (list = []));
  return list;
}

/** Whether documents have the same notes. Lists that nobody fetched anew are not looked into. */
function areSame(a: ReadonlyMap<string, readonly NoteInfo[]>, b: ReadonlyMap<string, readonly NoteInfo[]>): boolean {
  return [...new Set([...a.keys(), ...b.keys()])].every((document) => {
    const [one, other] = [a.get(document) ?? [], b.get(document) ?? []];
    return one === other || JSON.stringify(one) === JSON.stringify(other);
  });
}

function byTime(a: NoteInfo, b: NoteInfo): number {
  return a.created < b.created ? -1 : a.created > b.created ? 1 : a.id < b.id ? -1 : 1;
}
