import * as l10n from '@vscode/l10n';
import type { Problem } from '../../corpus/corpus';
import type { Clock, FileSystem } from '../../corpus/ports';
import { sidecarUri } from '../addresses';
import { AnnotationError } from '../errors';
import { type Conflict, mergeSidecars, sameWork } from './merge';
import type { Journal, TextDocument } from '../ports';
import { EMPTY_SIDECAR, encodeSidecar, formatSidecar, parseSidecar, type Sidecar, type StoredAnnotation } from './sidecar';

/** What a sidecar on disk is the copy of. */
export interface SidecarMemory {
  readonly document: TextDocument;
  /** What the file should hold now; page and unknown items are those of `base`. */
  contents(base: Sidecar): Sidecar;
  /** Fetches what is needed to take a sidecar over. */
  prepare(theirs: Sidecar): Promise<void>;
  /** Takes over what a merge brought, given the contents that went into it; whether that changed anything. */
  take(ours: Sidecar, merged: Sidecar): boolean;
  /** Does what must be done before writing, and gives what went wrong with it. */
  beforeWriting(sidecar: Sidecar): Promise<Problem | undefined>;
  /** Remembers contents as they were written. */
  written(sidecar: Sidecar): void;
  /** Is told after the file brought something new, or its problems changed. */
  changed(): void;
}

export interface SidecarPorts {
  readonly files: FileSystem;
  readonly clock: Clock;
  /** Keeps work while it is not known to be on disk; without one, a killed process loses what it was writing. */
  readonly journal?: Journal | undefined;
  /** Lets other work in; where many files are written at once, what each is made of is made in a turn of its own. */
  readonly pause?: (() => Promise<void>) | undefined;
}

/** What a person did to an annotation, not known yet to have stayed in the file. */
interface Unsettled {
  /** The annotation as it was before each change, the first version first; `undefined` where there was none. */
  readonly versions: readonly (StoredAnnotation | undefined)[];
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/**
 * A program that reads a file, changes it and writes it back is done after this time. An annotation that was not seen in the file
 * since then, and vanished, was not deleted: the other program had read the file before it was there. Milliseconds.
 */
const SETTLING_TIME = 5_000;

/** Who deletes an annotation that was changed less than this ago says so to other processes, for which it may be unsettled. Milliseconds. */
const YOUNG = 5 * 60_000;

/** A file is replaced while it holds what was read; where another program is quicker each time, this often. */
const MOST_ATTEMPTS = 30;

/** Larger files are no work of people, and would take all memory. Bytes. */
export const LARGEST_SIDECAR = 64 * 2 ** 20;

/**
 * A sidecar on disk: read, merged with the memory, written, written again. It is replaced only while it holds what was read of it
 * directly before, with a lock between processes of this program; what another program wrote meanwhile is merged first
 * (merge.ts). What a person did is in the journal from before it is written until it has stayed in the file for a while.
 * A file that cannot be read is never written. Tasks run one after another.
 */
export class SidecarFile {
  readonly uri: string;
  readonly #memory: SidecarMemory;
  readonly #ports: SidecarPorts;
  /** The sidecar as last read or written, and its bytes; none when there is no file. */
  #base: Sidecar = EMPTY_SIDECAR;
  #onDisk: Uint8Array | undefined;
  #isBroken = false;
  #isAhead = false;
  #isUnsaved = false;
  #problems: readonly Problem[] = [];
  readonly #unsettled = new Map<string, Unsettled>();
  #isInJournal = false;
  #waiting: Promise<void> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(memory: SidecarMemory, ports: SidecarPorts) {
    this.uri = sidecarUri(memory.document.uri);
    this.#memory = memory;
    this.#ports = ports;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** The file cannot be read: it must not be written. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** The last attempt to write failed: there is work that the file lacks. */
  get isUnsaved(): boolean {
    return this.#isUnsaved;
  }

  /** Whether something was written that has still to be looked at, by {@link settle}. */
  get isUnsettled(): boolean {
    return this.#unsettled.size > 0;
  }

  /** The text of the file as last read or written; empty when there is none. */
  get onDisk(): string {
    return new TextDecoder().decode(this.#onDisk);
  }

  /** What the file should hold, as its text. */
  get text(): string {
    return formatSidecar(this.#memory.contents(this.#base), this.#memory.document.id);
  }

  /** Reads the file again. Work that it lacks is written; when that fails, it stays unsaved. */
  async read(): Promise<void> {
    await this.#queue(async () => {
      if (await this.#readAgain()) this.#memory.changed();
    });
    if (this.#isAhead && !this.#isBroken) await this.write().catch(() => undefined);
  }

  /** Writes what the memory holds; what is asked for while one write waits its turn is written with it. Throws when it cannot be written. */
  write(): Promise<void> {
    this.#waiting ??= this.#queue(async () => {
      this.#waiting = undefined;
      try {
        await this.#ports.files.withLock(this.uri, () => this.#writeNow());
        this.#isUnsaved = false;
      } catch (error) {
        this.#isUnsaved = true;
        throw error;
      }
    });
    return this.#waiting;
  }

  /**
   * Reads the file again some time after it was written; what has stayed in it need not be kept elsewhere any more. `isLast`: there
   * will be no later look.
   */
  async settle(isLast = false): Promise<void> {
    if (!this.isUnsettled) return;
    await this.read();
    if (this.#isUnsaved || this.#isBroken) return;
    const now = this.#now();
    for (const [id, { since }] of this.#unsettled) if (isLast || now - since >= SETTLING_TIME) this.#unsettled.delete(id);
    if (!this.isUnsettled) await this.#dropJournal();
  }

  /** Lets go of the file, as its document left the corpus. What could not be saved stays in the journal. */
  async forget(): Promise<void> {
    await this.#queue(async () => {
      if (!this.#isUnsaved) await this.#dropJournal();
    });
  }

  /** Takes over work that an earlier process left: what it knew before, and what it had. */
  async recover(before: Sidecar, after: Sidecar): Promise<void> {
    await this.#queue(async () => {
      await this.#memory.prepare(after);
      const ours = this.#memory.contents(this.#base);
      const { sidecar: merged, conflicts } = mergeSidecars(before, after, ours);
      this.#report(conflicts);
      if (this.#memory.take(ours, merged)) this.#memory.changed();
    });
    await this.write();
  }

  /** Whether the memory lacks some of what an earlier process left. */
  lacks(before: Sidecar, after: Sidecar): boolean {
    const ours = this.#memory.contents(this.#base);
    return isAhead(mergeSidecars(before, after, ours).sidecar, ours);
  }

  /** Gives up what the file lacks: the memory becomes what the file holds. */
  async discard(): Promise<void> {
    await this.#queue(async () => {
      this.#unsettled.clear();
      await this.#dropJournal();
      const ours = this.#memory.contents(this.#base);
      await this.#memory.prepare(this.#base);
      this.#isUnsaved = false;
      this.#isAhead = false;
      if (this.#memory.take(ours, this.#base)) this.#memory.changed();
    });
    await this.read();
  }

  // #region Reading

  /** Brings memory and file together; whether that changed the memory or the problems. */
  async #readAgain(): Promise<boolean> {
    const bytes = await this.#bytes();
    if (bytes === 'unreadable') return true;
    if (!this.#isBroken && sameBytes(bytes, this.#onDisk)) return false;
    return this.#takeOver(bytes, this.#base);
  }

  /** Merges what the file holds, or held, with the memory; `base` is what both grew out of. */
  async #takeOver(bytes: Uint8Array | undefined, base: Sidecar): Promise<boolean> {
    const read = this.#parse(bytes);
    const hadProblems = this.#problems.length > 0;
    this.#problems = read.problems;
    this.#isBroken = read.sidecar === undefined;
    const theirs = read.sidecar;
    if (!theirs) return true;
    await this.#memory.prepare(theirs);
    const adjusted = await this.#withoutStale(base, theirs);
    // From here on without a pause: what is merged with is the memory as it is.
    const ours = this.#memory.contents(base);
    const { sidecar: merged, conflicts } = mergeSidecars(adjusted, ours, theirs);
    const changed = this.#memory.take(ours, merged);
    this.#isAhead = isAhead(merged, theirs);
    this.#base = theirs;
    this.#onDisk = bytes;
    this.#report(conflicts);
    return changed || hadProblems || this.#problems.length > 0;
  }

  async #bytes(): Promise<Uint8Array | undefined | 'unreadable'> {
    try {
      const size = (await this.#ports.files.stat(this.uri))?.size ?? 0;
      if (size > LARGEST_SIDECAR) {
        this.#refuse(l10n.t('The file is too large: {0} MB, where at most {1} are read.', Math.ceil(size / 2 ** 20), LARGEST_SIDECAR / 2 ** 20));
        return 'unreadable';
      }
      return await this.#ports.files.read(this.uri);
    } catch (error) {
      this.#refuse(error instanceof Error ? error.message : String(error));
      return 'unreadable';
    }
  }

  #parse(bytes: Uint8Array | undefined): ReturnType<typeof parseSidecar> {
    if (!bytes) return { sidecar: EMPTY_SIDECAR, problems: [] };
    try {
      return parseSidecar(new TextDecoder('utf-8', { fatal: true }).decode(bytes), this.uri);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { problems: [this.#unreadable(l10n.t('it is not UTF-8 text.'))] };
    }
  }

  #refuse(reason: string): void {
    this.#isBroken = true;
    this.#problems = [this.#unreadable(reason)];
  }

  #unreadable(reason: string): Problem {
    return { uri: this.uri, severity: 'error', code: 'sidecar.unreadable', message: l10n.t('Annotations cannot be read, and are left alone: {0}', reason) };
  }

  #report(conflicts: readonly Conflict[]): void {
    this.#problems = [...this.#problems, ...conflicts.map((conflict) => describe(conflict, this.uri))];
  }

  /**
   * The base for a merge with what another program wrote without knowing what this one had just written: what is unsettled and
   * stands in `theirs` as it was before, was not taken back there.
   */
  async #withoutStale(base: Sidecar, theirs: Sidecar): Promise<Sidecar> {
    const { journal } = this.#ports;
    if (!journal || !this.isUnsettled) return base;
    const there = byId(theirs);
    const isMissing = [...this.#unsettled.keys()].some((id) => !there.has(id));
    const deleted = isMissing ? await journal.deleted(this.uri).catch(() => new Set<string>()) : new Set();
    const annotations = byId(base);
    for (const [id, { versions }] of this.#unsettled) {
      const their = there.get(id);
      if (!their && deleted.has(id)) continue;
      const known = their ? versions.find((version) => version?.modified === their.modified && sameWork(version, their)) : versions[0];
      if (known) annotations.set(id, known);
      else if (!their) annotations.delete(id);
    }
    return { ...base, annotations: [...annotations.values()] };
  }

  // #endregion

  // #region Writing

  async #writeNow(): Promise<void> {
    const { document } = this.#memory;
    let isKept = false;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (await this.#readAgain()) this.#memory.changed();
      await this.#ports.pause?.();
      const sidecar = this.#memory.contents(this.#base);
      if (this.#isBroken) {
        await this.#keepInJournal(sidecar);
        throw new AnnotationError(l10n.t('The annotations of {0} were not saved, because their file cannot be read. Repair it first.', document.id));
      }
      if (this.#onDisk === undefined && sidecar.annotations.length === 0) return;
      const bytes = this.#encode(sidecar);
      if (sameBytes(bytes, this.#onDisk)) return;
      if (!isKept) await this.#keepInJournal(sidecar);
      isKept = true;
      await this.#ports.pause?.();
      const problem = await this.#memory.beforeWriting(sidecar);
      this.#problems = [...this.#problems.filter(({ code }) => code !== 'sidecar.snapshot'), ...(problem ? [problem] : [])];
      const { state, overwritten } = await this.#ports.files.replace(this.uri, bytes, this.#onDisk);
      if (state === 'differs') continue;
      const before = this.#base;
      this.#base = sidecar;
      this.#onDisk = bytes;
      this.#isAhead = false;
      this.#memory.written(sidecar);
      if (!overwritten) return;
      await this.#takeBack(overwritten, before);
    }
    throw new AnnotationError(l10n.t('The annotations of {0} were not saved, because another program keeps writing their file.', document.id));
  }

  /** Merges what another program was writing into the file while it was replaced; what is not whole can only be left to that program. */
  async #takeBack(overwritten: Uint8Array, before: Sidecar): Promise<void> {
    if (!this.#parse(overwritten).sidecar) return;
    const written = { annotations: this.#base.annotations, bytes: this.#onDisk };
    if (await this.#takeOver(overwritten, before)) this.#memory.changed();
    // Its page and unknown items are written with the next attempt.
    this.#base = { ...this.#base, annotations: written.annotations };
    this.#onDisk = written.bytes;
  }

  /** A checkout with the line ends of Windows keeps them. */
  #encode(sidecar: Sidecar): Uint8Array {
    const { id } = this.#memory.document;
    const end = this.#onDisk?.indexOf(0x0a) ?? -1;
    const isWindows = end > 0 && this.#onDisk?.[end - 1] === 0x0d;
    return isWindows ? new TextEncoder().encode(formatSidecar(sidecar, id).replaceAll('\n', '\r\n')) : encodeSidecar(sidecar, id);
  }

  /** Notes what is about to be written, so that it is found again if the process does not come to it. */
  async #keepInJournal(sidecar: Sidecar): Promise<void> {
    const since = this.#now();
    const [was, is] = [byId(this.#base), byId(sidecar)];
    for (const id of new Set([...was.keys(), ...is.keys()])) {
      const [before, after] = [was.get(id), is.get(id)];
      if (before && after && sameWork(before, after)) continue;
      this.#unsettled.set(id, { versions: [...(this.#unsettled.get(id)?.versions ?? []), before], since });
    }
    const { journal } = this.#ports;
    const work = this.#work(sidecar);
    if (!journal || !work) return;
    const deleted = [...this.#unsettled].filter(([id, { versions }]) => !is.has(id) && versions.some((version) => version && since - Date.parse(version.modified) < YOUNG)).map(([id]) => id);
    try {
      if (deleted.length > 0) await journal.noteDeleted(this.uri, deleted);
      await journal.keep({ uri: this.uri, document: this.#memory.document.id, ...work });
      this.#isInJournal = true;
    } catch {
      // The file itself may still be written; if it is not, the work is in memory and shown as unsaved.
    }
  }

  #work(sidecar: Sidecar): { before: string; after: string } | undefined {
    if (this.#unsettled.size === 0) return undefined;
    const is = byId(sidecar);
    const text = (annotations: readonly (StoredAnnotation | undefined)[]): string => {
      return formatSidecar({ ...EMPTY_SIDECAR, annotations: annotations.filter((each) => each !== undefined) }, this.#memory.document.id);
    };
    return { before: text([...this.#unsettled.values()].map(({ versions }) => versions[0])), after: text([...this.#unsettled.keys()].map((id) => is.get(id))) };
  }

  async #dropJournal(): Promise<void> {
    if (!this.#isInJournal) return;
    await this.#ports.journal?.drop(this.uri).catch(() => undefined);
    this.#isInJournal = false;
  }

  #now(): number {
    return Date.parse(this.#ports.clock.now());
  }

  /** Runs a task after those before it have ended, well or badly. */
  #queue<T>(task: () => Promise<T>): Promise<T> {
    const run = this.#last.then(task, task);
    this.#last = run.catch(() => undefined);
    return run;
  }

  // #endregion
}

function byId({ annotations }: Sidecar): Map<string, StoredAnnotation> {
  return new Map(annotations.map((each) => [each.id, each]));
}

/** Whether a merge holds work of a person that `theirs` lacks, or lacks what a person deleted. */
function isAhead(merged: Sidecar, theirs: Sidecar): boolean {
  const known = byId(theirs);
  return merged.annotations.length !== known.size || merged.annotations.some((each) => {
    const their = known.get(each.id);
    return !their || !sameWork(each, their);
  });
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  // Files may have megabytes: as many as can be are compared four at once.
  const words = a.byteOffset % 4 === 0 && b.byteOffset % 4 === 0 ? a.length >> 2 : 0;
  const [p, q] = [new Int32Array(a.buffer, words === 0 ? 0 : a.byteOffset, words), new Int32Array(b.buffer, words === 0 ? 0 : b.byteOffset, words)];
  for (let i = 0; i < words; i++) if (p[i] !== q[i]) return false;
  for (let i = words * 4; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function describe({ kind, id, copy }: Conflict, uri: string): Problem {
  const message = kind === 'deleted'
    ? l10n.t('An annotation was deleted by one program and edited by another. It is kept. ({0})', id)
    : l10n.t('An annotation was edited differently by two programs. Both versions are kept. ({0}, {1})', id, copy ?? '');
  return { uri, severity: 'warning', code: 'sidecar.conflict', message };
}
