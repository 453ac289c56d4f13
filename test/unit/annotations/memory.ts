import type { Clock, FileInfo, FileSystem, Replacement } from '../../../server/src/corpus/ports';
import type { DocumentSource, Journal, SnapshotStore, TextDocument } from '../../../server/src/annotations/ports';
import { AnnotationStore } from '../../../server/src/annotations/store';
import { sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { SourceText } from '../../../server/src/text/sourceText';

export const ROOT = 'file:///corpus';

/** Files in memory. Writing can be made to fail in the middle, and another program to write between two steps. */
export class MemoryFiles implements FileSystem {
  readonly files = new Map<string, string>();
  readonly bytes = new Map<string, Uint8Array>();
  writes = 0;
  readonly #locks = new Map<string, Promise<unknown>>();
  /** Sizes told of files, in the place of their own. */
  readonly sizes = new Map<string, number>();
  /** What another program was writing into the file that is replaced next. */
  overwritten: Uint8Array | undefined;
  /** Called before a write; throwing makes it fail, with the file as it was. */
  beforeWrite: (uri: string) => void = () => undefined;
  /** Called before a read; another program may write here. */
  beforeRead: (uri: string) => void = () => undefined;

  async stat(uri: string): Promise<FileInfo | undefined> {
    await Promise.resolve();
    const size = this.sizes.get(uri) ?? this.#get(uri)?.length;
    return size === undefined ? undefined : { kind: 'file', size, mtime: 0 };
  }

  async read(uri: string): Promise<Uint8Array | undefined> {
    await Promise.resolve();
    this.beforeRead(uri);
    return this.#get(uri);
  }

  async list(uri: string): ReturnType<FileSystem['list']> {
    await Promise.resolve();
    const kinds = new Map<string, FileInfo['kind']>();
    for (const file of [...this.files.keys(), ...this.bytes.keys()]) {
      if (!file.startsWith(`${uri}/`)) continue;
      const [name = '', ...rest] = file.slice(uri.length + 1).split('/');
      kinds.set(decodeURIComponent(name), rest.length > 0 ? 'directory' : 'file');
    }
    return [...kinds].map(([name, kind]) => ({ name, kind }));
  }

  async writeAtomic(uri: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    await Promise.resolve();
    const bytes = content instanceof Uint8Array ? content : Buffer.concat(await arrayOf(content));
    this.beforeWrite(uri);
    this.writes++;
    if (uri.endsWith('.gz')) this.bytes.set(uri, bytes);
    else this.files.set(uri, new TextDecoder().decode(bytes));
  }

  async replace(uri: string, bytes: Uint8Array, expected: Uint8Array | undefined): Promise<Replacement> {
    await Promise.resolve();
    this.beforeWrite(uri);
    const [is, was] = [this.#get(uri), expected].map((each) => each && new TextDecoder().decode(each));
    if (is !== was) return { state: 'differs' };
    this.writes++;
    this.files.set(uri, new TextDecoder().decode(bytes));
    const { overwritten } = this;
    this.overwritten = undefined;
    return overwritten ? { state: 'done', overwritten } : { state: 'done' };
  }

  async remove(uri: string, expected: Uint8Array): Promise<Replacement['state']> {
    await Promise.resolve();
    const is = this.#get(uri);
    if (is && new TextDecoder().decode(is) !== new TextDecoder().decode(expected)) return 'differs';
    this.files.delete(uri);
    this.bytes.delete(uri);
    return 'done';
  }

  withLock<T>(uri: string, action: () => Promise<T>): Promise<T> {
    const run = (this.#locks.get(uri) ?? Promise.resolve()).then(action, action);
    this.#locks.set(uri, run.catch(() => undefined));
    return run;
  }

  async real(uri: string): Promise<string> {
    await Promise.resolve();
    return uri;
  }

  #get(uri: string): Uint8Array | undefined {
    const text = this.files.get(uri);
    return text === undefined ? this.bytes.get(uri) : new TextEncoder().encode(text);
  }
}

/** One second later at every look. */
export class TickingClock implements Clock {
  #seconds: number;

  constructor(start = 0) {
    this.#seconds = start;
  }

  now(): string {
    return new Date(Date.UTC(2024, 4, 1, 8) + this.#seconds++ * 1000).toISOString().replace('.000', '');
  }
}

export interface Opened {
  readonly store: AnnotationStore;
  readonly files: MemoryFiles;
  /** Texts by document id; the store is told of changes by hand. */
  readonly texts: Map<string, string>;
  /** Documents told to the listener, in order. */
  readonly changes: string[][];
}

let opened = 0;

/** A store over files in memory, loaded. Several can share files, as several windows do. */
export async function open(texts: Record<string, string>, files = new MemoryFiles(), options: { snapshots?: SnapshotStore; clock?: Clock; journal?: Journal } = {}): Promise<Opened> {
  const present = new Map(Object.entries(texts));
  const document = (id: string): TextDocument | undefined => {
    const text = present.get(id);
    return text === undefined ? undefined : { id, uri: `${ROOT}/${id}`, text: new SourceText(text) };
  };
  const documents: DocumentSource = {
    get documents() {
      return [...present.keys()].map((id) => document(id) as TextDocument);
    },
    document,
  };
  const window = ++opened;
  let ids = 0;
  const newId = (): string => `urn:uuid:00000000-0000-4000-${String(window).padStart(4, '0')}-${String(++ids).padStart(12, '0')}`;
  const store = new AnnotationStore(documents, {
    files, snapshots: options.snapshots ?? snapshotsIn(files, ROOT), clock: options.clock ?? new TickingClock(), hash: sha256, newId, journal: options.journal,
  });
  const changes: string[][] = [];
  store.onDidChange((ids) => changes.push([...ids]));
  await store.load();
  return { store, files, texts: present, changes };
}

export function sidecarOf(document: string): string {
  return `${ROOT}/${document}.annotations.json`;
}

/** The n-th occurrence (from 1) of a quote. */
export function place(text: string, quote: string, n = 1): { start: number; end: number } {
  let at = -1;
  for (let i = 0; i < n; i++) {
    at = text.indexOf(quote, at + 1);
    if (at < 0) throw new Error(`${quote} does not stand ${n} times`);
  }
  return { start: at, end: at + quote.length };
}

async function arrayOf<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}
