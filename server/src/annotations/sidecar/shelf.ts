import * as l10n from '@vscode/l10n';
import type { Problem } from '../../corpus/corpus';
import { sidecarUri } from '../addresses';
import { EditTrail } from '../editTrail';
import { type LiveAnnotation, placeAnnotations, settle, type TextVersion, withStored } from '../livePassages';
import { sameWork } from './merge';
import type { Annotation } from '../model';
import type { SnapshotStore, TextDocument } from '../ports';
import type { Sidecar } from './sidecar';
import { SidecarFile, type SidecarMemory, type SidecarPorts } from './sidecarFile';

interface Listed {
  /** The codes there are, as stored, with the ids that they had when this was made. */
  readonly codes: ReadonlyMap<string, string>;
  readonly annotations: readonly Annotation[];
}

const NOTHING: Listed = { codes: new Map(), annotations: [] };

/** How often codes are used in a document, by present id; by annotator. */
export interface Uses {
  /** The codes there are, as stored, with the ids that they had when this was made. */
  readonly codes: ReadonlyMap<string, string>;
  readonly of: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** The annotations of one document in memory, in the text as it is now, and the file that they are kept in. */
export class Shelf implements SidecarMemory {
  readonly document: TextDocument;
  readonly #present: () => TextVersion;
  readonly file: SidecarFile;
  readonly #ports: SidecarPorts & { readonly snapshots: SnapshotStore };
  readonly #changed: () => void;
  #version: TextVersion | undefined;
  readonly #keptTexts = new Set<string>();
  #annotations = new Map<string, LiveAnnotation>();
  #listed = NOTHING;
  #isListed = false;
  #uses: Uses | undefined;
  /** The latest edits of the text. */
  readonly trail = new EditTrail();
  /** Earlier versions of the text by hash, as far as annotations in the sidecar were made on them. */
  readonly oldTexts = new Map<string, string>();

  /** `present` gives the text as it is, when it is first needed; `changed` is told when the file brings something new. */
  constructor(document: TextDocument, ports: SidecarPorts & { readonly snapshots: SnapshotStore }, present: () => TextVersion, changed: () => void) {
    this.document = document;
    this.#ports = ports;
    this.#present = present;
    this.#changed = changed;
    this.file = new SidecarFile(this, ports);
  }

  /** The text that spans count in. */
  get version(): TextVersion {
    return (this.#version ??= this.#present());
  }

  get annotations(): ReadonlyMap<string, LiveAnnotation> {
    return this.#annotations;
  }

  /** Adds an annotation, or puts it in the place of the one with its id. */
  put(live: LiveAnnotation): void {
    const before = this.#annotations.get(live.stored.id);
    if (before === live) return;
    this.#annotations.set(live.stored.id, live);
    this.#isListed = false;
    if (before?.stored.codes !== live.stored.codes || before.stored.creator !== live.stored.creator) this.#uses = undefined;
  }

  remove(id: string): void {
    if (!this.#annotations.delete(id)) return;
    this.#isListed = false;
    this.#uses = undefined;
  }

  /** Annotations of passages in their order, each kept as `present` makes it until one of them changes. `codeId` gives the present ids of codes. */
  listed(present: (live: LiveAnnotation) => Annotation, order: (a: Annotation, b: Annotation) => number, codeId: (id: string) => string): readonly Annotation[] {
    if (!this.#isListed || !isCurrent(this.#listed.codes, codeId)) {
      // Edits leave the order as it is, and what is nearly in order is sorted in no time.
      const ids = new Set(this.#listed.annotations.map(({ id }) => id));
      for (const id of this.#annotations.keys()) ids.add(id);
      const codes = new Map<string, string>();
      const annotations: Annotation[] = [];
      for (const id of ids) {
        const live = this.#annotations.get(id);
        if (live?.stored.about.kind !== 'passage') continue;
        for (const code of live.stored.codes) if (!codes.has(code)) codes.set(code, codeId(code));
        annotations.push(present(live));
      }
      this.#listed = { codes, annotations: annotations.sort(order) };
      this.#isListed = true;
    }
    return this.#listed.annotations;
  }

  /** How many annotations of passages have a code, by code, those of each annotator apart; codes that only other annotations have are there with 0. The same object until that changes. */
  uses(codeId: (id: string) => string): Uses {
    if (!this.#uses || !isCurrent(this.#uses.codes, codeId)) this.#uses = countUses(this.#annotations.values(), codeId);
    return this.#uses;
  }

  /** Whether anything counts in a text yet. */
  get isEmpty(): boolean {
    return this.#version === undefined;
  }

  turnTo(version: TextVersion): void {
    this.#version = version;
  }

  // #region What the file asks

  contents(base: Sidecar): Sidecar {
    const date = this.#ports.clock.now();
    return { ...base, annotations: [...this.annotations.values()].map((live) => settle(live, this.version, date)) };
  }

  async prepare(sidecar: Sidecar): Promise<void> {
    const wanted = new Set(sidecar.annotations.flatMap(({ parts }) => parts.flatMap(({ passage }) => passage.textHash ?? [])));
    for (const hash of wanted) {
      if (hash === this.version.hash || this.oldTexts.has(hash)) continue;
      // Without the old text, annotations are found by their quotations.
      const text = await this.#ports.snapshots.read(hash, this.document.uri).catch(() => undefined);
      if (text !== undefined) this.oldTexts.set(hash, text);
    }
  }

  take(ours: Sidecar, merged: Sidecar): boolean {
    const present = [...this.annotations.values()];
    const known = new Map(ours.annotations.map((stored, i) => [stored, present[i] as LiveAnnotation]));
    const news = merged.annotations.filter((stored) => !known.has(stored));
    const placed = placeAnnotations(news, this.version, (hash) => this.oldTexts.get(hash));
    if (news.length === 0 && merged.annotations.length === known.size) return false;
    const fresh = new Map(news.map((stored, i) => [stored, placed[i] as LiveAnnotation]));
    this.#annotations = new Map(merged.annotations.map((stored) => [stored.id, known.get(stored) ?? (fresh.get(stored) as LiveAnnotation)]));
    this.#isListed = false;
    this.#uses = undefined;
    return true;
  }

  /** The text that annotations are made on is kept as a help for later; they are written even where it cannot be. */
  async beforeWriting(sidecar: Sidecar): Promise<Problem | undefined> {
    const { hash, text } = this.version;
    if (this.#keptTexts.has(hash) || !sidecar.annotations.some(({ parts }) => parts.some(({ passage }) => passage.textHash === hash))) return undefined;
    try {
      await this.#ports.snapshots.write(hash, text.text);
      this.#keptTexts.add(hash);
      return undefined;
    } catch {
      const message = l10n.t('The text that annotations were made on could not be kept in .meipi; if the document changes elsewhere, they are found again by their quotations only.');
      return { uri: sidecarUri(this.document.uri), severity: 'warning', code: 'sidecar.snapshot', message };
    }
  }

  written(sidecar: Sidecar): void {
    for (const stored of sidecar.annotations) {
      const live = this.annotations.get(stored.id);
      // What changed meanwhile is written with the next.
      if (live && live.stored !== stored && live.stored.modified === stored.modified && sameWork(live.stored, stored)) this.put(withStored(live, stored));
    }
  }

  changed(): void {
    this.#changed();
  }

  // #endregion
}

/** Whether codes still have the ids under which something was made: merged codes have others. */
function isCurrent(codes: ReadonlyMap<string, string>, codeId: (id: string) => string): boolean {
  for (const [code, id] of codes) if (codeId(code) !== id) return false;
  return true;
}

function countUses(annotations: Iterable<LiveAnnotation>, codeId: (id: string) => string): Uses {
  const codes = new Map<string, string>();
  const of = new Map<string, Map<string, number>>();
  const idOf = (code: string): string => {
    let id = codes.get(code);
    if (id === undefined) codes.set(code, (id = codeId(code)));
    return id;
  };
  for (const { stored } of annotations) {
    if (stored.codes.length === 0) continue;
    let counts = of.get(stored.creator);
    if (!counts) of.set(stored.creator, (counts = new Map<string, number>()));
    for (const id of new Set(stored.codes.map(idOf))) counts.set(id, (counts.get(id) ?? 0) + (stored.about.kind === 'passage' ? 1 : 0));
  }
  return { codes, of };
}
