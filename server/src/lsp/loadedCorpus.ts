import * as l10n from '@vscode/l10n';
import { Emitter, type Event } from 'vscode-languageserver';
import { SIDECAR_ENDING, sidecarUri } from '../annotations/addresses';
import { moveSidecar, moveSidecarBack } from '../annotations/attach';
import { codeResolver, findCode, withUnknownCodes } from '../annotations/codeBook/codeBook';
import { codeBookDocument, withCodeBook } from '../annotations/codeBook/codeBookDocument';
import { CodeBookStore, codeBookUriOf } from '../annotations/codeBook/codeBookStore';
import { nameIn } from '../annotations/codeBook/codeNames';
import type { CodedCorpus } from '../annotations/codeBook/codeOperations';
import { danglingIn, danglingProblems } from '../annotations/dangling';
import { decisionOf, type KeptDecision } from '../annotations/decisions';
import { moveSpan } from '../annotations/anchoring/edits';
import type { Beside } from '../annotations/history';
import type { Annotation, CodeBook } from '../annotations/model';
import { NoteIndex } from '../annotations/noteIndex';
import { orphanProblem } from '../annotations/sidecar/orphans';
import type { DocumentSource, Hash, NewId, SnapshotStore, WorkJournal } from '../annotations/ports';
import { AnnotationError, AnnotationStore, type AnnotationChange, type AnnotationFilter, type Batch, type NewAnnotation } from '../annotations/store';
import type { Problem } from '../corpus/corpus';
import { resolvePath } from '../corpus/fileList';
import type { Workforce } from '../corpus/indexing/job';
import type { RecognitionCache } from '../corpus/indexing/recognitionCache';
import type { Clock, FileSystem, LocalFiles, Logger, WordCutter } from '../corpus/ports';
import type { GuidOf } from '../exchange/codeBookFormat';
import type { Recognition } from '../corpus/recognition';
import type { CorpusChange } from '../corpus/folder/changes';
import { openCorpus, type CorpusWorkspace } from '../corpus/workspace';
import { ProgressTable } from '../features/progress';
import type { TermBase } from '../recognise/terms/termBase';
import type { Span } from '../text/span';
import type { Steps } from '../text/steps';
import { UserError } from './guard';
import { Keeper } from './keeper';
import type { DocumentChange } from './openDocuments';
import { URI } from 'vscode-uri';
import { OrphanSearch } from './orphanSearch';
import { canonicalUri, shownPath } from './uris';
import { passageProblems } from './reviews';

/** What a corpus needs of the world. */
export interface LoadDeps {
  readonly files: FileSystem;
  readonly clock: Clock;
  readonly hash: Hash;
  readonly newId: NewId;
  readonly guidOf: GuidOf;
  /** Keeps work that is not known to be in a file. */
  readonly journal: WorkJournal;
  /** Where old texts of the corpus in a folder are kept. */
  readonly snapshots: (root: string) => SnapshotStore;
  readonly recognition: Recognition;
  readonly cutter?: WordCutter | undefined;
  readonly builtInTermBase: TermBase;
  /** What was recognised in earlier sessions in the corpus in a folder. */
  readonly cache?: ((root: string) => RecognitionCache | undefined) | undefined;
  /** Where much is recognised at once. */
  readonly workforce?: Workforce | undefined;
  /** Files that can be had at once. */
  readonly localFiles?: LocalFiles | undefined;
  /** Lets other work in while indexing. */
  readonly pause: () => Promise<void>;
  readonly logger: Logger;
  /** Chosen by the user; goes before the one in corpus.json. */
  readonly annotator: string | undefined;
  /** When nobody else is named. */
  readonly defaultAnnotator: string;
  /** The language that the user reads (BCP 47). */
  readonly locale: string;
  /** Others' annotations are hidden from whoever asks; exports, files and merges have them all. */
  readonly blind: boolean;
}

/** Opens the corpus in a folder with its annotations and code book. `select` says which paths below the root are its own. */
export async function loadCorpus(root: string, select: (path: string) => boolean, deps: LoadDeps): Promise<LoadedCorpus> {
  const { files, logger, recognition, builtInTermBase, pause, cutter, workforce, localFiles, cache } = deps;
  const corpus = await openCorpus(root, files, { recognition, logger, builtInTermBase, pause, cutter, workforce, localFiles, cache: cache?.(root), select, atOnceFrom: AT_ONCE_FROM });
  const loaded = new LoadedCorpus(corpus, deps);
  await loaded.load();
  return loaded;
}

/** A document of so many UTF-16 code units is recognised as a whole within the time that a key press may take. */
const AT_ONCE_FROM = 30_000;

/** What changed in the annotations of a corpus. */
export interface AnnotationsChange {
  /** Of the documents concerned; undefined when all are. */
  readonly uris: readonly string[] | undefined;
  /** Whether the code book changed. How often codes are used, {@link LoadedCorpus.usesChanged} says. */
  readonly codes: boolean;
  /** Nothing changed but where passages are. */
  readonly placesOnly?: boolean;
}

/** Problems of a sidecar because of which some of its annotations are not known. */
const HIDING: ReadonlySet<string> = new Set(['sidecar.unreadable', 'sidecar.invalid', 'sidecar.invalid-annotation']);

/** A passage that moves with the edits of its document; undefined once it is deleted. */
interface Followed {
  readonly document: string;
  span: Span | undefined;
}

/** A corpus with what people add to it, kept in step with the editor and with files on disk. */
export class LoadedCorpus {
  readonly corpus: CorpusWorkspace;
  readonly #deps: LoadDeps;
  /** The documents that annotations are kept beside: those of the corpus, and its code book. */
  readonly #annotated: DocumentSource;
  readonly #store: AnnotationStore;
  /** Sees to it that everything reaches the files. */
  readonly keeper: Keeper;
  /** Sidecars whose documents are gone. */
  readonly orphans: OrphanSearch;
  /** How far annotators are with the documents. */
  readonly progress: ProgressTable;
  #noteIndex: NoteIndex | undefined;
  #codes: CodeBookStore;
  #stopCodes: () => void = () => undefined;
  /** The code book with what annotations use and it lacks; made when asked for. */
  #codeBook: { readonly uses: ReadonlyMap<string, number>; readonly all: CodeBook } | undefined;
  /** The uses of codes that were last told. */
  #toldUses: ReadonlyMap<string, number> | undefined;
  #codeIdOf: ((id: string) => string) | undefined;
  readonly #stop: (() => void)[] = [];
  readonly #text = new Emitter<void>();
  readonly #set = new Emitter<void>();
  readonly #problems = new Emitter<void>();
  readonly #annotations = new Emitter<AnnotationsChange>();
  /** Ids of the documents whose sidecars have been read. */
  #known = new Set<string>();
  #lastChange = 0;
  readonly #followed = new Set<Followed>();
  readonly #underWay = new Set<Promise<unknown>>();

  /** A text changed: what was recognised may not hold any more. */
  readonly onDidChangeText: Event<void> = this.#text.event;
  /** Documents came or went, or their titles changed. */
  readonly onDidChangeSet: Event<void> = this.#set.event;
  readonly onDidChangeProblems: Event<void> = this.#problems.event;
  readonly onDidChangeAnnotations: Event<AnnotationsChange> = this.#annotations.event;

  constructor(corpus: CorpusWorkspace, deps: LoadDeps) {
    this.corpus = corpus;
    this.#deps = deps;
    const { files, clock, hash, newId, journal } = deps;
    this.#annotated = withCodeBook(corpus, () => codeBookDocument(corpus.root, this.codeBookUri));
    this.progress = new ProgressTable(this);
    this.#store = new AnnotationStore(this.#annotated, { files, clock, hash, newId, journal, pause: deps.pause, snapshots: deps.snapshots(corpus.root), codeId: (id) => this.#codeId(id) });
    this.keeper = new Keeper(this.#store, this.#annotated, corpus.root, journal);
    this.orphans = new OrphanSearch(() => ({ root: corpus.root, documents: corpus.documents, codeBook: this.codeBookUri, holds: (path) => corpus.holds(path) }), { files, hash, pause: deps.pause }, deps.logger);
    this.#codes = this.#openCodeBook();
    corpus.decideBy((document) => this.decisions(document));
    this.#stop.push(corpus.onDidChange((change) => void this.#corpusChanged(change)));
    this.#stop.push(this.#store.onDidChange((ids, placesOnly) => this.#annotationsChanged(ids, placesOnly)));
  }

  /** Reads code book and sidecars. */
  async load(): Promise<void> {
    await this.#codes.load();
    await this.#readNewSidecars();
  }

  get problems(): readonly Problem[] {
    return [...this.corpus.problems, ...this.#codes.problems, ...this.#store.problems, ...passageProblems(this), ...this.#danglingProblems(), ...this.orphans.found.map(orphanProblem)];
  }

  /**
   * Relations, replies and memos about what is not in the corpus. What is in a sidecar that cannot be read whole, or whose document is gone, may only be
   * out of sight; so may be a code while the code book cannot be read. Codes themselves are in the panel of codes, known or not.
   */
  #danglingProblems(): Problem[] {
    const isCertain = this.#store.problems.every(({ code }) => !HIDING.has(code));
    const gone = new Set(this.orphans.found.flatMap(({ sidecar }) => sidecar.annotations.map(({ id }) => id)));
    const found = danglingIn(this.notes(), {
      annotation: (id) => !isCertain || gone.has(id) || this.#store.get(id) !== undefined,
      code: (id) => this.#codes.isBroken || this.#codes.has(id),
    });
    return danglingProblems(found, { annotation: (id) => this.annotation(id), uriOf: (id) => this.uriOf(id), inSidecar: (id) => this.#store.inSidecar(id) });
  }

  /** Codes that annotations have and the code book lacks are in it, too, under their ids. */
  get codeBook(): CodeBook {
    const uses = this.codeUses;
    if (this.#codeBook?.uses !== uses) this.#codeBook = { uses, all: withUnknownCodes(this.#codes.codeBook, uses.keys()) };
    return this.#codeBook.all;
  }

  /** How many annotations of passages have each code, by id. The same object until a number changes. */
  get codeUses(): ReadonlyMap<string, number> {
    return this.#store.uses(this.isBlind ? this.annotator : undefined);
  }

  /** Whether codes are used more or less often than when this was last asked. It looks at all documents: to be asked when many changes have come together. */
  usesChanged(): boolean {
    const before = this.#toldUses;
    this.#toldUses = this.codeUses;
    return this.#toldUses !== before;
  }

  /** The code book with the names of codes in the language that the user reads, where they have one. */
  get shownCodeBook(): CodeBook {
    const { codeBook } = this;
    return { ...codeBook, codes: codeBook.codes.map((code) => ({ ...code, name: nameIn(code, this.#deps.locale) })) };
  }

  /** The language that the user reads (BCP 47). */
  get locale(): string {
    return this.#deps.locale;
  }

  /** Whether a code is in the code book, and not only in annotations. */
  hasCode(id: string): boolean {
    return this.#codes.has(id);
  }

  /** The annotator that new annotations get. */
  get annotator(): string {
    return this.#deps.annotator ?? this.corpus.manifest.annotator ?? this.#deps.defaultAnnotator;
  }

  /** When annotations were last changed through this server, in milliseconds; for an undo that names no corpus. */
  get lastChange(): number {
    return this.#lastChange;
  }

  // #region Annotations

  /** Whether others' annotations are hidden. */
  get isBlind(): boolean {
    return this.#deps.blind;
  }

  /** Of one document, or of all; by document, then by place. Those of the annotator alone where others' are hidden. */
  annotations(documentId?: string): readonly Annotation[] {
    return this.#store.list(this.#visible(documentId));
  }

  /** One that is hidden is as if it were not there. */
  annotation(id: string): Annotation | undefined {
    const annotation = this.#store.get(id);
    return annotation && this.isBlind && annotation.creator !== this.annotator ? undefined : annotation;
  }

  /** About documents, codes and other annotations; of one document, or of all. Hidden as those of passages are. */
  notes(documentId?: string): readonly Annotation[] {
    return this.#store.notes(this.#visible(documentId));
  }

  /** Annotations of passages and notes of a document by everybody, for what has to be complete whoever sees it: exports, changes to codes. */
  everybody(documentId: string): { readonly annotations: readonly Annotation[]; readonly notes: readonly Annotation[] } {
    return { annotations: this.#store.list({ document: documentId }), notes: this.#store.notes({ document: documentId }) };
  }

  #visible(document: string | undefined): AnnotationFilter {
    return { ...(document === undefined ? {} : { document }), ...(this.isBlind ? { creator: this.annotator } : {}) };
  }

  /** The notes of all documents by what they are about. */
  get noteIndex(): NoteIndex {
    return (this.#noteIndex ??= new NoteIndex(this.notes()));
  }

  /** The document in whose sidecar annotations about codes are kept. */
  get codeBookId(): string {
    return codeBookDocument(this.corpus.root, this.codeBookUri).id;
  }

  /** The address of a document, or of the code book; `undefined` once it has left the corpus. */
  uriOf(documentId: string): string | undefined {
    return this.#annotated.document(documentId)?.uri;
  }

  /**
   * What the present annotator decided on the tags of a document. Only these count for what is shown: what one annotator rejects,
   * another still sees.
   */
  decisions(documentId: string): readonly KeptDecision[] {
    const kept = this.#store.decisions({ document: documentId, creator: this.annotator });
    // Without any the text, which may still lie unread on disk, is not looked at.
    const text = kept.length > 0 ? this.corpus.document(documentId)?.text : undefined;
    return text ? kept.flatMap((annotation) => decisionOf(annotation, text) ?? []) : [];
  }

  /** The annotations in which the present annotator keeps decisions on tags, also those whose passage is lost; by document, then by place. */
  get ownDecisions(): readonly Annotation[] {
    return this.#store.decisions({ creator: this.annotator });
  }

  /** Codes are ids or names; a name that the code book lacks is added to it. One span for each part. */
  async annotate(document: string, spans: readonly Span[], codes: readonly string[], memo: string): Promise<Annotation> {
    return this.#change(async () => {
      const { result: ids, spans: places } = await this.#following(document, spans, () => this.#codeIds(codes));
      return this.#store.add({ document, spans: places, codes: ids, memo, creator: this.annotator });
    });
  }

  async edit(id: string, { codes, spans, addSpans, ...fields }: AnnotationChange): Promise<Annotation> {
    const known = (): Promise<string[]> => this.#codeIds(codes ?? []);
    const document = this.#store.get(id)?.document;
    const chosen = [...(spans ?? []), ...(addSpans ?? [])];
    return this.#change(async () => {
      const { result: ids, spans: places } = chosen.length > 0 && document !== undefined ? await this.#following(document, chosen, known) : { result: await known(), spans: chosen };
      return this.#store.edit(id, {
        ...fields,
        ...(codes === undefined ? {} : { codes: ids }),
        ...(spans === undefined ? {} : { spans: places.slice(0, spans.length) }),
        ...(addSpans === undefined ? {} : { addSpans: places.slice(spans?.length ?? 0) }),
      });
    });
  }

  /** Does beforehand what of adding them by {@link batch} takes long, in steps of a few milliseconds. */
  prepare(add: readonly NewAnnotation[]): Steps<void> {
    return this.#store.prepare(add);
  }

  /** Does something to many annotations in one step of undo; codes are ids. Throws as {@link AnnotationStore.batch} does. */
  batch(description: string, batch: Batch): Promise<Annotation[]> {
    return this.#change(() => this.#store.batch(description, batch));
  }

  /** Gives annotations codes and takes others from them, in one step; ids or names as in {@link annotate}. How many changed. */
  recode(ids: readonly string[], add: readonly string[], remove: readonly string[]): Promise<number> {
    return this.#change(async () => this.#store.recode(ids, await this.#codeIds(add), remove.map((code) => findCode(this.codeBook, code)?.id ?? code)));
  }

  delete(ids: readonly string[]): Promise<number> {
    return this.#change(() => this.#store.delete(ids));
  }

  /** Annotations of which a person has still to say what became of a passage. */
  unsettled(documentId?: string): readonly Annotation[] {
    return this.#store.unsettled(this.#visible(documentId));
  }

  /** The text in which a passage was made, as far as it is kept. */
  earlierText(id: string, part: number): Promise<string | undefined> {
    return this.#store.earlierText(id, part);
  }

  /** Takes the places at which passages were found for right; of how many annotations. */
  acceptPassages(ids: readonly string[]): Promise<number> {
    return this.#change(() => this.#store.accept(ids));
  }

  /** Leaves passages that were not found for gone; of how many annotations. */
  keepLost(ids: readonly string[]): Promise<number> {
    return this.#change(() => this.#store.keepLost(ids));
  }

  /** Gives a passage the place that a person says. */
  reattach(id: string, span: Span, part: number): Promise<Annotation> {
    return this.#change(() => this.#store.reattach(id, span, part));
  }

  /**
   * Moves a sidecar whose document is gone to a document without annotations, as one step of undo; gives how many annotations that has then. Throws
   * {@link UserError} where that is refused.
   */
  attach(sidecar: string, documentId: string): Promise<number> {
    return this.#change(async () => {
      const uri = this.uriOf(documentId) ?? '';
      const has = (): number => Object.values(this.everybody(documentId)).reduce((sum, { length }) => sum + length, 0);
      const names = { sidecar: shownPath(sidecar), document: documentId };
      const { files } = this.#deps;
      let moved: ReadonlySet<string> = new Set();
      const beside: Beside = {
        redo: async () => {
          if (has() > 0) throw new UserError(l10n.t('{0} has annotations of its own; those in {1} were left alone.', names.document, names.sidecar));
          moved = await moveSidecar(files, sidecar, uri, names);
          await this.#store.reload(documentId);
          await this.orphans.look();
          return true;
        },
        undo: async () => {
          await moveSidecarBack(files, sidecar, uri, names, moved);
          // What was done here since is undone by now: nothing of it is to be written again.
          await this.#store.discard(documentId);
          await this.orphans.look();
        },
      };
      await this.#store.batch(l10n.t('Attach annotations to {0}', documentId), { beside });
      return has();
    });
  }

  /** Resolves to what was undone; undefined when there is nothing. */
  undo(): Promise<string | undefined> {
    return this.#change(() => this.#store.undo());
  }

  redo(): Promise<string | undefined> {
    return this.#change(() => this.#store.redo());
  }

  /** Does something to the codes, over the whole corpus. Throws {@link UserError} for what is refused. */
  changeCodes<T>(action: (corpus: CodedCorpus) => Promise<T>): Promise<T> {
    return this.#change(() => action({ codes: this.#codes, annotations: this.#store }));
  }

  /** Does something that takes time, and gives where passages are then: the person may go on typing meanwhile. */
  async #following<T>(document: string, spans: readonly Span[], work: () => Promise<T>): Promise<{ readonly result: T; readonly spans: readonly Span[] }> {
    const followed = spans.map((span): Followed => ({ document, span }));
    for (const each of followed) this.#followed.add(each);
    try {
      const result = await work();
      return {
        result,
        spans: followed.map(({ span }) => {
          if (!span) throw new UserError(l10n.t('The passage was deleted meanwhile.'));
          return span;
        }),
      };
    } finally {
      for (const each of followed) this.#followed.delete(each);
    }
  }

  /** Ids of codes, given by id or name; a name that the code book lacks is added to it. */
  codeIds(codes: readonly string[]): Promise<string[]> {
    return this.#change(() => this.#codeIds(codes));
  }

  async #codeIds(codes: readonly string[]): Promise<string[]> {
    const ids: string[] = [];
    for (const code of codes) ids.push((findCode(this.codeBook, code) ?? (await this.#codes.add({ name: code }))).id);
    return ids;
  }

  /** What cannot be done is told to the user; a failure of the system is logged by whoever ran the command. */
  async #change<T>(action: () => Promise<T>): Promise<T> {
    this.#lastChange = Date.now();
    try {
      return await this.#finish(action());
    } catch (error) {
      if (error instanceof AnnotationError) throw new UserError(error.message);
      throw error;
    } finally {
      this.#problems.fire();
    }
  }

  // #endregion

  // #region Texts and files that change

  /** The editor opened a document: its text is the one that counts, even where the file has another. */
  opened(uri: string, text: string): void {
    if (this.corpus.setText(uri, text)) this.#textReplaced(uri);
  }

  edited(uri: string, { text, edits }: DocumentChange): void {
    const replacements = edits.map(({ start, deletedLength, insertedText }) => ({ start, deleted: deletedLength, inserted: insertedText.length }));
    if (!this.corpus.setText(uri, text, replacements)) return;
    const document = this.corpus.documentAt(uri);
    if (!document) return;
    this.#store.edited(document.id, edits, document.text);
    for (const followed of this.#followed) {
      if (followed.document === document.id) followed.span = edits.reduce<Span | undefined>((span, edit) => span && moveSpan(span, edit), followed.span);
    }
  }

  /** The editor saved a document: where its annotations have moved to is saved with it. */
  async saved(uri: string): Promise<void> {
    const document = this.corpus.documentAt(uri);
    if (document) await this.#finish(this.#store.save(document.id));
  }

  /** The editor closed a document: what is on disk counts again. */
  closed(uri: string): void {
    if (this.corpus.setText(uri, undefined)) this.#textReplaced(uri);
  }

  /** Whether a file outside the folder belongs to the corpus: a term base, the code book and its sidecar. */
  uses(uri: string): boolean {
    const { termBases } = this.corpus.manifest;
    return [...termBases.map(({ value }) => this.#resolve(value)), this.codeBookUri, sidecarUri(this.codeBookUri)].some((own) => canonicalUri(own) === uri);
  }

  /** Reads again what another program wrote. Canonical URIs. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const own = uris.filter((uri) => !uri.includes('/.meipi/'));
    const sidecars = new Map(this.#annotated.documents.map((document) => [canonicalUri(sidecarUri(document.uri)), document.id]));
    const others: string[] = [];
    for (const uri of own) {
      const document = sidecars.get(uri);
      if (document !== undefined) await this.#store.reload(document);
      else if (uri === canonicalUri(this.#codes.uri)) await this.#codes.load();
      else others.push(uri);
    }
    if (others.length > 0) await this.corpus.filesChanged(others);
    if (own.some((uri) => uri.endsWith(SIDECAR_ENDING))) this.orphans.soon();
    this.#problems.fire();
  }

  /** Reads everything again, for editors that do not tell what changes on disk. */
  async reload(): Promise<void> {
    await this.corpus.reload();
    await this.#codes.load();
    await this.#store.reloadAll(this.#annotated.documents.map(({ id }) => id));
    await this.orphans.look();
    this.#problems.fire();
  }

  async close(): Promise<void> {
    for (const stop of [...this.#stop, this.#stopCodes]) stop();
    await Promise.allSettled(this.#underWay);
    await this.keeper.close();
    await this.orphans.close();
  }

  /** What is being written is finished before the server ends. */
  async #finish<T>(work: Promise<T>): Promise<T> {
    this.#underWay.add(work);
    try {
      return await work;
    } finally {
      this.#underWay.delete(work);
      this.keeper.look();
    }
  }

  #textReplaced(uri: string): void {
    const document = this.corpus.documentAt(uri);
    // Of a text that nobody has asked for yet no places are known.
    if (document?.hasText) this.#store.replaced(document.id, document.text);
  }

  async #corpusChanged(change: CorpusChange): Promise<void> {
    // A text that came from disk; one that the editor changed is in place already.
    for (const uri of change.uris) this.#textReplaced(uri);
    if (change.uris.length > 0) this.#text.fire();
    if (!change.corpus) return;
    try {
      if (canonicalUri(this.codeBookUri) !== canonicalUri(this.#codes.uri)) await (this.#codes = this.#openCodeBook()).load();
      await this.#readNewSidecars();
      this.orphans.soon();
    } catch (error) {
      this.#deps.logger.error('Could not read annotations', error);
    }
    this.#text.fire();
    this.#set.fire();
  }

  /** Reads the sidecars of documents that came, and forgets those of documents that went. */
  async #readNewSidecars(): Promise<void> {
    const now = new Set(this.#annotated.documents.map(({ id }) => id));
    const differing = [...new Set([...this.#known, ...now])].filter((id) => this.#known.has(id) !== now.has(id));
    this.#known = now;
    await this.#store.reloadAll(differing);
  }

  /** Where the code book is kept, or will be. */
  get codeBookUri(): string {
    return codeBookUriOf(this.corpus.root, this.corpus.manifest);
  }

  #resolve(path: string): string {
    return resolvePath(URI.parse(this.corpus.root), path.replaceAll('\\', '/'));
  }

  #openCodeBook(): CodeBookStore {
    this.#stopCodes();
    const codes = new CodeBookStore(this.codeBookUri, this.#deps.files);
    this.#stopCodes = codes.onDidChange(() => {
      this.#codeBook = this.#codeIdOf = undefined;
      this.#annotations.fire({ uris: undefined, codes: true });
    });
    this.#codeIdOf = undefined;
    return codes;
  }

  #codeId(id: string): string {
    return (this.#codeIdOf ??= codeResolver(this.#codes.codeBook))(id);
  }

  #annotationsChanged(ids: readonly string[], placesOnly: boolean): void {
    for (const id of ids) this.corpus.decisionsChanged(id);
    if (!placesOnly) this.#noteIndex = undefined;
    this.progress.forget(ids);
    const uris = ids.map((id) => this.uriOf(id)).filter((uri) => uri !== undefined);
    // Of a document that left the corpus there is no address to name.
    this.#annotations.fire({ uris: uris.length < ids.length ? undefined : uris, codes: false, placesOnly });
  }

  // #endregion
}
