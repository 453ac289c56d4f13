import type { EstablishedName } from '../../recognise/sources/established';
import { digestOf } from '../digest';
import { keyOf, KnownNames, type RelevantNames } from './knownNames';

/** How the known names differ from those at an earlier version. */
export interface NameChanges {
  readonly version: number;
  /** Whether what was known at that version is to be forgotten: all names that there are were added. */
  readonly isAll: boolean;
  readonly added: readonly EstablishedName[];
  readonly removed: readonly EstablishedName[];
}

/** Changes that are remembered at least; of more names than that, as many as there are names: beyond, all names are told as soon. */
const LEAST_LOG = 1000;

/**
 * The names that the documents of a corpus establish for each other. A name holds as long as one document
 * establishes it.
 */
export class NameRegister {
  readonly #leastLog: number;
  readonly #byDocument = new Map<string, readonly EstablishedName[]>();
  readonly #known = new KnownNames();
  /** How many documents establish a name, by key. */
  readonly #documents = new Map<string, number>();
  /** Names in the order they came and went, the latest. */
  #log: EstablishedName[] = [];
  /** How many came and went before those. */
  #forgotten = 0;
  /** Of the digests of all names, each half modulo 2^32. */
  readonly #sums: [number, number] = [0, 0];

  /** @param leastLog changes that are remembered however few names there are */
  constructor(leastLog = LEAST_LOG) {
    this.#leastLog = leastLog;
  }

  /** Equal for equal names, in whatever order they became known. */
  get digest(): string {
    return `${this.#sums[0] >>> 0}-${this.#sums[1] >>> 0}`;
  }

  /** Counts up whenever a name becomes known or unknown. */
  get version(): number {
    return this.#forgotten + this.#log.length;
  }

  /** The names of which several documents state different roles. */
  get statedSeveralTimes(): EstablishedName[] {
    return [...this.#known.statedSeveralTimes()].map((name) => ({ name, key: keyOf(name) })).sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name);
  }

  /** The names that the sources of a document depend on, by the text of its reading. */
  relevantTo(text: string): RelevantNames {
    return this.#known.relevantTo(text);
  }

  /** Puts what a document establishes in place of what it did before. Names known in their own document only are not kept. */
  replace(documentId: string, names: readonly EstablishedName[]): void {
    const shared = names.filter((name) => name.scope === 'corpus');
    // Counting up before down keeps a name that stands in both from going and coming back.
    for (const [key, name] of unique(shared)) {
      const documents = this.#documents.get(key) ?? 0;
      this.#documents.set(key, documents + 1);
      if (documents > 0) continue;
      this.#known.add(name);
      this.#count(key, 1);
      this.#log.push(name);
    }
    for (const [key, name] of unique(this.#byDocument.get(documentId) ?? [])) {
      const documents = this.#documents.get(key) ?? 0;
      if (documents > 1) this.#documents.set(key, documents - 1);
      else {
        this.#documents.delete(key);
        this.#known.remove(name);
        this.#count(key, -1);
        this.#log.push(name);
      }
    }
    if (shared.length > 0) this.#byDocument.set(documentId, shared);
    else this.#byDocument.delete(documentId);
    this.#boundLog();
  }

  /** What a document establishes for the corpus. */
  establishedBy(documentId: string): readonly EstablishedName[] {
    return this.#byDocument.get(documentId) ?? [];
  }

  #boundLog(): void {
    const most = Math.max(this.#leastLog, this.#known.size);
    if (this.#log.length <= 2 * most) return;
    this.#forgotten += this.#log.length - most;
    this.#log = this.#log.slice(-most);
  }

  #count(key: string, sign: 1 | -1): void {
    const digest = digestOf([key]);
    this.#sums[0] = (this.#sums[0] + sign * parseInt(digest.slice(0, 8), 16)) | 0;
    this.#sums[1] = (this.#sums[1] + sign * parseInt(digest.slice(8), 16)) | 0;
  }

  /** What has to be added to and removed from the names of a version to have those of now. */
  changesSince(version: number): NameChanges {
    if (version < this.#forgotten) return { version: this.version, isAll: true, added: [...this.#known.values()], removed: [] };
    const changed = new Map(this.#log.slice(version - this.#forgotten).map((name) => [keyOf(name), name]));
    const added: EstablishedName[] = [];
    const removed: EstablishedName[] = [];
    for (const name of changed.values()) (this.#known.has(name) ? added : removed).push(name);
    return { version: this.version, isAll: false, added, removed };
  }
}

function unique(names: readonly EstablishedName[]): Map<string, EstablishedName> {
  return new Map(names.map((name) => [keyOf(name), name]));
}
