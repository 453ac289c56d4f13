import * as l10n from '@vscode/l10n';
import type { Problem } from '../corpus/corpus';
import type { Clock } from '../corpus/ports';
import type { SourceText } from '../text/sourceText';
import { overlaps, type Span } from '../text/span';
import type { Steps } from '../text/steps';
import { withTwins } from './anchoring/anchoring';
import { AnnotationError } from './errors';
import type { TextEdit } from './anchoring/edits';
import { type Action, type Beside, type Change, History } from './history';
import { acceptPart, giveUpPart, type LiveAnnotation, type LivePart, placeAnnotations, placeNew, quoteOf, settle, type TextVersion, toAnnotation, withStored } from './livePassages';
import { sameExtent, sameField, sameWork, WORK_FIELDS } from './sidecar/merge';
import type { About, Annotation, AnnotationFields, Passage } from './model';
import { takePassage, trimPassage } from './anchoring/passages';
import type { DocumentSource, Hash, NewId, SnapshotStore } from './ports';
import { itemIds } from './sidecar/itemIds';
import { mayHaveSidecars } from './sidecar/present';
import { Shelf, type Uses } from './sidecar/shelf';
import { parseSidecar, type Sidecar, type StoredAnnotation, type StoredPart } from './sidecar/sidecar';
import type { SidecarPorts } from './sidecar/sidecarFile';

export { AnnotationError } from './errors';

export interface StorePorts extends SidecarPorts {
  readonly snapshots: SnapshotStore;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly newId: NewId;
  /** Id of the code that an id in a sidecar stands for: another one where codes were merged. */
  readonly codeId?: (id: string) => string;
}

/** Fields that are left out are empty. */
export interface NewAnnotation extends AnnotationFields {
  /** In whose sidecar it is kept. */
  readonly document: string;
  /** What it is about; its passages where absent. */
  readonly about?: About;
  /** UTF-16 offsets, one span for each part; white space at the ends is left out, a surrogate pair taken in whole. */
  readonly spans?: readonly Span[];
  /** Ids of codes. */
  readonly codes?: readonly string[];
  readonly memo?: string;
  readonly creator: string;
}

/** Fields that are left out stay as they are; one that is `undefined` is emptied. */
export interface AnnotationChange extends AnnotationFields {
  readonly codes?: readonly string[];
  readonly memo?: string;
  /** Other passages (UTF-16 offsets). */
  readonly spans?: readonly Span[];
  /** Further parts beside those that it has. */
  readonly addSpans?: readonly Span[];
  /** Parts to be taken away: those that these spans touch. */
  readonly removeSpans?: readonly Span[];
}

/** A change of one annotation. */
export interface Edition {
  readonly id: string;
  readonly change: AnnotationChange;
}

/** What is done to many annotations in one step of undo. */
export interface Batch {
  readonly add?: readonly NewAnnotation[];
  /** A function is asked once what the step does beside is done. */
  readonly edit?: readonly Edition[] | (() => readonly Edition[]);
  readonly delete?: readonly string[];
  /** What the step does beside, to the code book for instance. */
  readonly beside?: Beside | undefined;
}

export interface AnnotationFilter {
  readonly document?: string;
  readonly code?: string;
  readonly creator?: string;
}

/** Told the documents concerned, and whether a text was edited and nothing but the places of passages changed. */
export type ChangeListener = (documents: readonly string[], placesOnly: boolean) => void;

/**
 * The annotations of one corpus: in memory in the text as it is now, on disk in a sidecar beside each document.
 *
 * Every action changes the memory at once, tells the listeners, and then writes the sidecars concerned; the promise it
 * returns ends when they are written. When writing fails the promise is rejected, the annotations stay in memory and
 * {@link unsaved} names the documents; {@link save} tries again. How files are read, merged and written is in sidecarFile.ts.
 */
export class AnnotationStore {
  readonly #documents: DocumentSource;
  readonly #ports: StorePorts;
  readonly #shelves = new Map<string, Shelf>();
  /** In which shelf an annotation was last found. */
  readonly #places = new Map<string, Shelf>();
  #uses: { readonly creator: string | undefined; readonly shelves: readonly Uses[]; readonly sum: ReadonlyMap<string, number> } | undefined;
  /** Passages that {@link prepare} has taken, by the text and the span they are in. */
  readonly #prepared = new WeakMap<SourceText, Map<string, TakenPassage>>();
  readonly #history = new History();
  readonly #listeners = new Set<ChangeListener>();

  constructor(documents: DocumentSource, ports: StorePorts) {
    this.#documents = documents;
    this.#ports = ports;
  }

  // #region Reading

  /** Reads the sidecars of all documents. What is wrong with one is among {@link problems}; the others load. */
  async load(): Promise<void> {
    await this.reloadAll(this.#documents.documents.map(({ id }) => id));
  }

  /** {@link reload}s many documents; of those that are new only the ones beside which a sidecar stands. */
  async reloadAll(ids: readonly string[]): Promise<void> {
    const come = ids.filter((id) => !this.#shelves.has(id)).map((id) => this.#documents.document(id)).filter((document) => document !== undefined);
    const toRead = await mayHaveSidecars(come, this.#ports.files);
    // One may have left the corpus meanwhile.
    for (const { id } of come) if (this.#documents.document(id)) this.#shelf(id);
    const isNew = new Set(come.map(({ id }) => id));
    for (const id of ids) if (!isNew.has(id) || toRead.has(id)) await this.reload(id);
  }

  /**
   * Reads the sidecar of a document again, after another program wrote it. What is not saved yet is merged with it.
   * Sidecars of documents that left the corpus are forgotten.
   */
  async reload(document: string): Promise<void> {
    if (!this.#documents.document(document)) {
      const shelf = this.#shelves.get(document);
      if (this.#shelves.delete(document)) this.#changed([document]);
      await shelf?.file.forget();
      return;
    }
    await this.#shelf(document).file.read();
  }

  /** Problems of the sidecars: unreadable ones, malformed annotations, conflicts with other programs. */
  get problems(): readonly Problem[] {
    return [...this.#shelves.values()].flatMap(({ file }) => file.problems);
  }

  /** Documents whose annotations in memory are not all on disk, because writing failed. */
  get unsaved(): readonly string[] {
    return [...this.#shelves.values()].filter(({ file }) => file.isUnsaved).map(({ document }) => document.id);
  }

  get(id: string): Annotation | undefined {
    const shelf = this.#shelfOf(id);
    const live = shelf?.annotations.get(id);
    return shelf && live && this.#present(live, shelf.document.id);
  }

  /**
   * Annotations of passages, by document, then by place; those whose passage is lost or ambiguous come last in their document. All those of
   * one document are the same list until one of them changes.
   */
  list(filter: AnnotationFilter = {}): readonly Annotation[] {
    const lists = this.#shelvesOf(filter).map((shelf) => shelf.listed((live) => this.#present(live, shelf.document.id), byPlace, (id) => this.#codeId(id)));
    const inOrder = lists.length === 1 ? (lists[0] as readonly Annotation[]) : lists.flat();
    return filter.code === undefined && filter.creator === undefined ? inOrder : inOrder.filter((each) => isWanted(each, filter));
  }

  /** Annotations about documents, codes and other annotations (memos, replies, relations, states of work), by document, then by time. */
  notes(filter: AnnotationFilter = {}): Annotation[] {
    return this.#select(filter, ({ stored }) => stored.about.kind !== 'passage');
  }

  /** Annotations that hold a decision on a tag, in the order of {@link list}. */
  decisions(filter: AnnotationFilter = {}): Annotation[] {
    return this.#select(filter, ({ stored }) => stored.decision !== undefined);
  }

  /** Those of {@link list} of which a person has still to say what became of a passage. */
  unsettled(filter: AnnotationFilter = {}): Annotation[] {
    return this.#select(filter, ({ parts }) => parts.some(({ anchor, span, stored }) => anchor !== 'exact' && !(stored.gone && !span)));
  }

  /** The text in which a passage was made, as far as it is kept, for a look at both. */
  async earlierText(id: string, part = 0): Promise<string | undefined> {
    const shelf = this.#shelfOf(id);
    const stored = shelf?.annotations.get(id)?.parts[part]?.stored;
    const hash = (stored?.original ?? stored?.passage)?.textHash;
    if (!shelf || hash === undefined) return undefined;
    return shelf.oldTexts.get(hash) ?? (hash === shelf.version.hash ? shelf.version.text.text : this.#ports.snapshots.read(hash, shelf.document.uri).catch(() => undefined));
  }

  /**
   * How many annotations of passages have each code, those of one annotator or of all; codes that only notes have are there with 0.
   * The same object is given until a number changes.
   */
  uses(creator?: string): ReadonlyMap<string, number> {
    const shelves = this.#shelvesOf({}).map((shelf) => shelf.uses((id) => this.#codeId(id)));
    const known = this.#uses;
    if (!known || known.creator !== creator || known.shelves.length !== shelves.length || known.shelves.some((each, i) => each !== shelves[i])) {
      const sum = new Map<string, number>();
      for (const { of } of shelves) {
        for (const [annotator, counts] of of) {
          if (creator === undefined || annotator === creator) for (const [code, count] of counts) sum.set(code, (sum.get(code) ?? 0) + count);
        }
      }
      this.#uses = { creator, shelves, sum: known && known.creator === creator && sameCounts(known.sum, sum) ? known.sum : sum };
    }
    return (this.#uses as { sum: ReadonlyMap<string, number> }).sum;
  }

  #select(filter: AnnotationFilter, isOfKind: (live: LiveAnnotation) => boolean): Annotation[] {
    return this.#shelvesOf(filter)
      .flatMap((shelf) => [...shelf.annotations.values()].filter(isOfKind).map((live) => this.#present(live, shelf.document.id)).sort(byPlace))
      .filter((each) => isWanted(each, filter));
  }

  #shelvesOf({ document }: AnnotationFilter): Shelf[] {
    if (document !== undefined) return [this.#shelves.get(document)].filter((shelf) => shelf !== undefined);
    return [...this.#shelves.values()].sort((a, b) => (a.document.id < b.document.id ? -1 : a.document.id > b.document.id ? 1 : 0));
  }

  /** An annotation with its codes as they are called now. */
  #present(live: LiveAnnotation, document: string): Annotation {
    const annotation = toAnnotation(live, document);
    const { about, codes } = annotation;
    const now = this.#codesNow(codes);
    const id = about.kind === 'code' ? this.#codeId(about.id) : '';
    if (now === codes && (about.kind !== 'code' || id === about.id)) return annotation;
    return { ...annotation, codes: now, about: about.kind === 'code' ? { ...about, id } : about };
  }

  /** Codes by the ids that they have now, each once; the same list where none has another. */
  #codesNow(codes: readonly string[]): readonly string[] {
    return codes.some((code) => this.#codeId(code) !== code) ? [...new Set(codes.map((code) => this.#codeId(code)))] : codes;
  }

  #codeId(id: string): string {
    return this.#ports.codeId?.(id) ?? id;
  }

  /** Calls a listener whenever annotations changed, by whomever. Returns how to stop that. */
  onDidChange(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // #endregion

  // #region Annotating

  /** Adds an annotation. Throws {@link AnnotationError} for a passage without text or a document whose sidecar is broken. */
  async add(annotation: NewAnnotation): Promise<Annotation> {
    const change = this.#addition(annotation);
    await this.#do({ description: l10n.t('Annotate “{0}”', labelOf(change.after.stored)), changes: [change] });
    return this.get(change.id) ?? this.#present(change.after, change.document);
  }

  /** Changes an annotation. Passages given a new extent are new passages: their quotations are taken anew. */
  async edit(id: string, change: AnnotationChange): Promise<Annotation> {
    const edition = this.#edition(id, change);
    if (edition) await this.#do({ description: l10n.t('Change the annotation of “{0}”', labelOf(edition.after.stored)), changes: [edition] });
    const [shelf, live] = this.#find(id);
    return this.#present(live, shelf.document.id);
  }

  /**
   * Gives annotations some codes and takes others from them, in one step of undo. Unknown ids are passed over; returns how
   * many annotations have other codes now.
   */
  async recode(ids: readonly string[], add: readonly string[], remove: readonly string[]): Promise<number> {
    const changes = this.#known(ids).flatMap((id) => {
      const [, { stored }] = this.#find(id);
      return this.#edition(id, { codes: [...this.#codesNow(stored.codes), ...add].filter((code) => !remove.includes(code)) }) ?? [];
    });
    const first = changes[0]?.before;
    if (!first) return 0;
    const description = changes.length === 1 ? l10n.t('Change the annotation of “{0}”', labelOf(first.stored)) : l10n.t('Change {0} annotations', changes.length);
    await this.#do({ description, changes });
    return changes.length;
  }

  /** Deletes annotations, in one step of undo. Unknown ids are passed over; returns how many there were. */
  async delete(ids: readonly string[]): Promise<number> {
    const changes = this.#known(ids).map((id) => this.#deletion(id));
    const first = changes[0]?.before;
    if (!first) return 0;
    const description = changes.length === 1 ? l10n.t('Delete the annotation of “{0}”', labelOf(first.stored)) : l10n.t('Delete {0} annotations', changes.length);
    await this.#do({ description, changes });
    return changes.length;
  }

  /** Does beforehand what of adding passages by {@link batch} takes long, in steps of a few milliseconds; of no effect but that. */
  *prepare(add: readonly NewAnnotation[]): Steps<void> {
    for (const { document, spans = [] } of add) {
      const { version } = this.#shelfToWrite(document);
      const prepared = this.#prepared.get(version.text) ?? new Map<string, TakenPassage>();
      this.#prepared.set(version.text, prepared);
      for (const span of spans) {
        prepared.set(keyOf(span), take(version, span));
        yield;
      }
    }
  }

  /**
   * Adds, changes and deletes annotations of any documents in one step of undo. Nothing is done when something of it cannot
   * be; throws {@link AnnotationError} then. Unknown ids are passed over. What the step does beside comes first: when it fails nothing is done.
   * Returns the annotations added and changed, in order.
   */
  async batch(description: string, { add = [], edit = [], delete: deleted = [], beside }: Batch): Promise<Annotation[]> {
    const changesNow = (): Change[] => [
      ...add.map((annotation) => this.#addition(annotation)),
      ...(typeof edit === 'function' ? edit() : edit).flatMap(({ id, change }) => (this.#shelfOf(id) ? (this.#edition(id, change) ?? []) : [])),
      ...this.#known(deleted).map((id) => this.#deletion(id)),
    ];
    let changes = changesNow();
    if (changes.length === 0 && !beside) return [];
    if (beside) {
      const isDone = await beside.redo();
      try {
        // The person may have gone on meanwhile.
        changes = changesNow();
      } catch (error) {
        await beside.undo();
        throw error;
      }
      if (!isDone && changes.length === 0) return [];
    }
    await this.#do({ description, changes, beside });
    return changes.flatMap(({ document, id, after }) => {
      const live = after && this.#shelves.get(document)?.annotations.get(id);
      return live ? this.#present(live, document) : [];
    });
  }

  #known(ids: readonly string[]): string[] {
    return [...new Set(ids)].filter((id) => this.#shelfOf(id));
  }

  #addition({ document, about = { kind: 'passage' }, spans = [], codes = [], memo = '', creator, ...fields }: NewAnnotation): Change & { readonly after: LiveAnnotation } {
    const shelf = this.#shelfToWrite(document);
    const created = this.#ports.clock.now();
    const [parts, places] = this.#take(shelf, about, spans, created);
    const stored: StoredAnnotation = { id: this.#ports.newId(), about, parts, codes: [...new Set(codes)], memo, creator, created, modified: created, ...fields };
    return { document, id: stored.id, after: placeNew(stored, places) };
  }

  /** What a change does to an annotation; `undefined` when nothing. */
  #edition(id: string, { spans, addSpans = [], removeSpans = [], ...fields }: AnnotationChange): (Change & { readonly before: LiveAnnotation; readonly after: LiveAnnotation }) | undefined {
    const [shelf, before] = this.#find(id);
    const modified = this.#ports.clock.now();
    const { codes = before.stored.codes, memo = before.stored.memo } = fields;
    const stored: StoredAnnotation = { ...before.stored, ...fields, codes: [...new Set(codes)], memo, modified };
    let after = withStored(before, stored);
    if (spans) {
      const [taken, places] = this.#take(shelf, stored.about, spans, modified);
      const parts = taken.map((part, i): StoredPart => {
        const was = before.stored.parts[i];
        return was ? { ...part, original: was.original ?? was.passage, accepted: part.passage } : part;
      });
      after = placeNew({ ...stored, parts }, places);
    } else if (addSpans.length + removeSpans.length > 0) {
      const [parts, places] = addSpans.length === 0 ? [[], []] : this.#take(shelf, stored.about, addSpans, modified);
      after = withOtherParts(after, removeSpans, placeNew({ ...stored, parts }, places));
    }
    return sameWork(before.stored, after.stored) ? undefined : { document: shelf.document.id, id, before, after };
  }

  #deletion(id: string): Change & { readonly before: LiveAnnotation } {
    const [shelf, before] = this.#find(id);
    return { document: shelf.document.id, id, before };
  }

  /** Takes passages from the present text, with their places trimmed. */
  #take({ version }: Shelf, about: About, spans: readonly Span[], date: string): [StoredPart[], Span[]] {
    if ((about.kind === 'passage') !== spans.length > 0) throw new AnnotationError(l10n.t('Nothing is selected that could be annotated: select some text first.'));
    const prepared = this.#prepared.get(version.text);
    const taken = spans.map((span) => prepared?.get(keyOf(span)) ?? take(version, span));
    for (const span of spans) prepared?.delete(keyOf(span));
    return [taken.map(({ passage }) => ({ passage: { ...passage, date }, anchor: 'exact' })), taken.map(({ place }) => place)];
  }

  // #endregion

  // #region Reviewing what became of passages

  /** Takes the places at which passages of annotations were found for right, in one step of undo. Returns how many annotations had such passages. */
  async accept(ids: readonly string[]): Promise<number> {
    return this.#review(ids, l10n.t('Accept where a passage is now'), (live, part, index, shelf, date) =>
      (part.span && part.anchor !== 'exact' ? acceptPart(live, index, part.span, shelf.version, date) : live));
  }

  /** Leaves passages that were not found for gone, in one step of undo: they are no longer asked about. Returns how many annotations had such passages. */
  async keepLost(ids: readonly string[]): Promise<number> {
    return this.#review(ids, l10n.t('Leave a lost passage'), (live, part, index) => (!part.span && !part.stored.gone ? giveUpPart(live, index) : live));
  }

  /**
   * Gives a passage of an annotation the place that a person says (UTF-16 offsets); its original stays known. `part` is the index of
   * the passage in a discontinuous annotation. Throws {@link AnnotationError} for a place without text.
   */
  async reattach(id: string, span: Span, part = 0): Promise<Annotation> {
    const [shelf, before] = this.#find(id);
    if (!before.parts[part]) throw new AnnotationError(l10n.t('There is no such annotation any more.'));
    const place = trimmed(shelf.version.text, span);
    await this.#review([id], l10n.t('Attach “{0}” again', shorten(quoteOf(before.stored))), (live, _, index, { version }, date) => (index === part ? acceptPart(live, index, place, version, date) : live));
    const [, live] = this.#find(id);
    return toAnnotation(live, shelf.document.id);
  }

  async #review(ids: readonly string[], description: string, review: (live: LiveAnnotation, part: LivePart, index: number, shelf: Shelf, date: string) => LiveAnnotation): Promise<number> {
    const modified = this.#ports.clock.now();
    const changes = this.#known(ids).flatMap((id) => {
      const [shelf, before] = this.#find(id);
      const reviewed = before.parts.reduce((live, part, index) => review(live, part, index, shelf, modified), before);
      return reviewed === before ? [] : [{ document: shelf.document.id, id, before, after: withStored(reviewed, { ...reviewed.stored, modified }) }];
    });
    if (changes.length > 0) await this.#do({ description, changes });
    return changes.length;
  }

  // #endregion

  // #region Undoing

  /** What {@link undo} would undo, for a menu. */
  get undoable(): string | undefined {
    return this.#history.undoable?.description;
  }

  get redoable(): string | undefined {
    return this.#history.redoable?.description;
  }

  /** Undoes the latest action and returns its description; `undefined` when there is none. */
  async undo(): Promise<string | undefined> {
    for (const { document } of this.#history.undoable?.changes ?? []) this.#shelfToWrite(document);
    const action = this.#history.undo();
    await this.#beside(action?.beside?.undo(), () => this.#history.redo());
    if (action) await this.#apply(action.changes.map(({ document, id, before, after }) => ({ document, id, before: after, after: before })));
    return action?.description;
  }

  async redo(): Promise<string | undefined> {
    for (const { document } of this.#history.redoable?.changes ?? []) this.#shelfToWrite(document);
    const action = this.#history.redo();
    await this.#beside(action?.beside?.redo(), () => this.#history.undo());
    if (action) await this.#apply(action.changes);
    return action?.description;
  }

  /** Waits for what an action does beside annotations; when it fails, the action was not done. */
  async #beside(work: Promise<unknown> | undefined, takeBack: () => void): Promise<void> {
    try {
      await work;
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  // #endregion

  // #region Texts that change

  /**
   * Moves the annotations of a document through edits made in an editor, each edit counting in the text that the one before
   * it left (UTF-16 offsets). Nothing is written: call {@link save} when the editor saves the document.
   */
  edited(document: string, edits: readonly TextEdit[], after: SourceText): void {
    const shelf = this.#shelves.get(document);
    if (!shelf || shelf.isEmpty) return;
    const before = shelf.version.text;
    const grown = edits.reduce((sum, edit) => sum + edit.insertedText.length - edit.deletedLength, 0);
    if (before.length + grown !== after.length) {
      this.replaced(document, after);
      return;
    }
    this.#move(shelf, after, shelf.trail.follow(before.text, edits, after.text));
  }

  /** Finds the annotations of a document again after its text was replaced, by another program for instance. */
  replaced(document: string, after: SourceText): void {
    const shelf = this.#shelves.get(document);
    if (!shelf || shelf.isEmpty || shelf.version.text.text === after.text) return;
    const before = shelf.version;
    const now = this.#ports.clock.now();
    shelf.trail.forget();
    const version = versionOf(after, this.#ports.hash);
    this.#move(shelf, after, (annotations) => {
      const settled = annotations.map((live) => settle(live, before, now));
      const oldText = (hash: string): string | undefined => (hash === before.hash ? before.text.text : shelf.oldTexts.get(hash));
      return placeAnnotations(settled, version, oldText).map((placed, i) => withStored(placed, (annotations[i] as LiveAnnotation).stored));
    });
  }

  /** Writes the annotations of a document where they are not on disk as they are now. */
  async save(document: string): Promise<void> {
    const file = this.#shelves.get(document)?.file;
    if (file && !file.isBroken) await file.write();
  }

  /** Whether something was written that has still to be looked at, by {@link settle}. */
  get isUnsettled(): boolean {
    return [...this.#shelves.values()].some(({ file }) => file.isUnsettled);
  }

  /** Looks whether what was written some seconds ago has stayed in the files; `isLast` when there will be no later look. */
  async settle(isLast = false): Promise<void> {
    for (const { file } of this.#shelves.values()) await file.settle(isLast);
  }

  /** The sidecar of a document, and where its items stand in it, by their ids: UTF-16 offsets in the file as last read or written. */
  inSidecar(document: string): { readonly uri: string; readonly items: ReadonlyMap<string, Span> } | undefined {
    const file = this.#shelves.get(document)?.file;
    return file && { uri: file.uri, items: itemIds(file.onDisk) };
  }

  /** The text that the sidecar of a document should have. */
  sidecarText(document: string): string | undefined {
    return this.#shelves.get(document)?.file.text;
  }

  /** Gives up the work on a document that its sidecar lacks. */
  async discard(document: string): Promise<void> {
    await this.#shelves.get(document)?.file.discard();
  }

  /** Whether work that an earlier process left in the journal is missing here. */
  lacks(document: string, work: { readonly before: string; readonly after: string }): boolean {
    const [before, after] = sidecarsOf(work);
    return before !== undefined && after !== undefined && (this.#shelves.get(document)?.file.lacks(before, after) ?? false);
  }

  /** Takes over work that an earlier process left in the journal, and writes it. */
  async recover(document: string, work: { readonly before: string; readonly after: string }): Promise<void> {
    const [before, after] = sidecarsOf(work);
    if (before && after) await this.#shelfToWrite(document).file.recover(before, after);
  }

  // #endregion

  // #region In memory

  async #do(action: Action): Promise<void> {
    this.#history.record(action);
    await this.#apply(action.changes);
  }

  /** Makes changes in memory, tells the listeners, writes. A change that no longer applies, because another program deleted the annotation, is passed over. */
  async #apply(changes: readonly Change[]): Promise<void> {
    const shelves = new Set<Shelf>();
    const modified = this.#ports.clock.now();
    for (const { document, id, before, after } of changes) {
      const shelf = this.#shelf(document);
      const current = shelf.annotations.get(id);
      if (!after) shelf.remove(id);
      else if (!before) shelf.put(after);
      else if (current) shelf.put(rewrite(current, before, after, modified));
      shelves.add(shelf);
    }
    this.#changed([...shelves].map((shelf) => shelf.document.id));
    await Promise.all([...shelves].map(({ file }) => file.write()));
  }

  #move(shelf: Shelf, after: SourceText, move: (annotations: readonly LiveAnnotation[]) => LiveAnnotation[]): void {
    const before = [...shelf.annotations.values()];
    const moved = move(before);
    this.#history.move(shelf.document.id, move);
    shelf.turnTo(versionOf(after, this.#ports.hash));
    for (const live of moved) shelf.put(live);
    if (moved.some((live, i) => live !== before[i])) this.#changed([shelf.document.id], moved.every((live, i) => sameButForPlace(live, before[i] as LiveAnnotation)));
  }

  #changed(documents: readonly string[], placesOnly = false): void {
    for (const listener of this.#listeners) listener(documents, placesOnly);
  }

  #shelf(document: string): Shelf {
    let shelf = this.#shelves.get(document);
    if (!shelf) {
      const found = this.#documents.document(document);
      if (!found) throw new AnnotationError(l10n.t('{0} is not a document of this corpus.', document));
      const present = (): TextVersion => versionOf(this.#documents.document(document)?.text ?? found.text, this.#ports.hash);
      shelf = new Shelf(found, this.#ports, present, () => this.#changed([document]));
      this.#shelves.set(document, shelf);
    }
    return shelf;
  }

  #shelfToWrite(document: string): Shelf {
    const shelf = this.#shelf(document);
    if (shelf.file.isBroken) throw new AnnotationError(l10n.t('The annotations of {0} cannot be changed, because their file cannot be read. Repair it first.', document));
    return shelf;
  }

  #shelfOf(id: string): Shelf | undefined {
    const known = this.#places.get(id);
    if (known?.annotations.has(id) && this.#shelves.get(known.document.id) === known) return known;
    const found = [...this.#shelves.values()].find((shelf) => shelf.annotations.has(id));
    if (found) this.#places.set(id, found);
    else this.#places.delete(id);
    return found;
  }

  #find(id: string): [Shelf, LiveAnnotation] {
    const shelf = this.#shelfOf(id);
    const live = shelf?.annotations.get(id);
    if (!shelf || !live) throw new AnnotationError(l10n.t('There is no such annotation any more.'));
    return [this.#shelfToWrite(shelf.document.id), live];
  }

  // #endregion
}

/** Whether a text that was edited has changed nothing of an annotation but where its passages are. */
function sameButForPlace(a: LiveAnnotation, b: LiveAnnotation): boolean {
  return a === b || a.parts.every(({ anchor, span }, i) => anchor === b.parts[i]?.anchor && (span === undefined) === (b.parts[i]?.span === undefined));
}

function versionOf(text: SourceText, hash: Hash): TextVersion {
  let known: string | undefined;
  return {
    text,
    get hash() {
      return (known ??= hash(text.text));
    },
  };
}

/** A passage of a text, not dated yet, and its place there. */
interface TakenPassage {
  readonly place: Span;
  readonly passage: Passage;
}

function take({ text, hash }: TextVersion, span: Span): TakenPassage {
  const place = trimmed(text, span);
  return { place, passage: withTwins(takePassage(text, place, hash, ''), text) };
}

function keyOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

function trimmed(text: SourceText, span: Span): Span {
  const place = trimPassage(text.text, span);
  if (!place) throw new AnnotationError(l10n.t('Nothing is selected that could be annotated: select some text first.'));
  return place;
}

/** Does to an annotation what turned `before` into `after`, and leaves what was done to other parts of it since. */
function rewrite(current: LiveAnnotation, before: LiveAnnotation, after: LiveAnnotation, modified: string): LiveAnnotation {
  const place = sameExtent(before.stored.parts, after.stored.parts) ? current : after;
  const fields = Object.fromEntries(WORK_FIELDS.filter((field) => !sameField(before.stored[field], after.stored[field])).map((field) => [field, after.stored[field]]));
  return withStored(place, { ...current.stored, ...fields, parts: place.stored.parts, modified });
}

/** An annotation without the parts that some spans touch, and with those of `added`; the parts that stay keep their history. */
function withOtherParts({ stored, parts }: LiveAnnotation, removed: readonly Span[], added: LiveAnnotation): LiveAnnotation {
  const kept = parts.filter(({ span }) => !span || !removed.some((each) => overlaps(each, span)));
  const all = [...kept, ...added.parts];
  if (all.length === 0) throw new AnnotationError(l10n.t('This is the only passage of the annotation. Delete the annotation instead.'));
  return { stored: { ...stored, parts: all.map((part) => part.stored) }, parts: all };
}

/** What a person knows an annotation by: its passage; without one, its memo. */
function labelOf(stored: StoredAnnotation): string {
  return shorten(stored.about.kind === 'passage' ? quoteOf(stored) : stored.memo);
}

function shorten(quote: string): string {
  const characters = [...quote.replace(/\s+/g, ' ')];
  return characters.length <= 20 ? characters.join('') : `${characters.slice(0, 19).join('')}…`;
}

function isWanted({ codes, creator }: Annotation, filter: AnnotationFilter): boolean {
  return (filter.code === undefined || codes.includes(filter.code)) && (filter.creator === undefined || creator === filter.creator);
}

function sameCounts(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  if (a.size !== b.size) return false;
  for (const [code, count] of a) if (b.get(code) !== count) return false;
  return true;
}

function byPlace(a: Annotation, b: Annotation): number {
  return (a.span?.start ?? Infinity) - (b.span?.start ?? Infinity) || (b.span?.end ?? 0) - (a.span?.end ?? 0)
    || (a.span || a.created === b.created ? 0 : a.created < b.created ? -1 : 1) || (a.id < b.id ? -1 : 1);
}

function sidecarsOf({ before, after }: { readonly before: string; readonly after: string }): [Sidecar | undefined, Sidecar | undefined] {
  return [parseSidecar(before, '').sidecar, parseSidecar(after, '').sidecar];
}
