import * as l10n from '@vscode/l10n';
import { URI, Utils } from 'vscode-uri';
import { layerTermBases } from '../recognise/terms/layers';
import { parseTermBase, type ParsedTermBase } from '../recognise/terms/parseTermBase';
import type { CustomUnit } from '../recognise/numbers/units';
import type { DefinitionSentence } from '../recognise/tags';
import type { TermBase } from '../recognise/terms/termBase';
import { changesOf, type Change, type Replacement } from '../text/changes';
import type { SourceText } from '../text/sourceText';
import type { Span } from '../text/span';
import { Analysis } from './analysis';
import type { ConceptEntry, Corpus, CorpusDocument, Definition, DocumentMentions, Effort, Entity, EntityName, Mention, Problem, Role, Statement } from './corpus';
import type { DecisionSource } from './decisions';
import { decode } from './decode';
import { AnalysedDocument } from './document';
import { byPath, chosenBy, listFiles, matcher, resolvePath } from './fileList';
import { KnownEntities } from './knownEntities';
import { emptyManifest, MANIFEST_NAME, parseManifest, type Manifest } from './manifest';
import type { Occurrences } from './mentionIndex';
import { neverCancelled, type Cancellation, type FileReader, type FileStamp, type LocalFiles, type Logger, type WordCutter } from './ports';
import type { Recognition } from './recognition';
import { findString } from './search';
import { BYTES_A_UNIT, factsOf, FileText } from './indexing/fileText';
import type { DocumentOutcome, TextFacts, Workforce } from './indexing/job';
import type { KeptDocument, RecognitionCache, ToKeep } from './indexing/recognitionCache';
import type { WorkElsewhere } from './indexing/recognitionElsewhere';

export interface CorpusOptions {
  /** How to recognise (engine.ts has the real way). */
  readonly recognition: Recognition;
  readonly builtInTermBase?: TermBase | undefined;
  /** URIs of term bases that replace the built-in one and those of corpus.json. */
  readonly termBaseFiles?: readonly string[] | undefined;
  /** The date of every document, in EDTF; goes before those of corpus.json. */
  readonly date?: string | undefined;
  /** Takes only these of the corpus's documents, by path below the root. */
  readonly select?: ((path: string) => boolean) | undefined;
  /** Documents by id and URI in place of the files below the root; no corpus.json is read. */
  readonly files?: readonly { readonly id: string; readonly uri: string }[] | undefined;
  /** Code units of the documents whose readings and findings are kept as objects at a time, beside those in an editor; half a million unless given. */
  readonly awakeUnits?: number | undefined;
  readonly logger?: Logger | undefined;
  readonly cancellation?: Cancellation | undefined;
  /**
   * Of an open document with so many UTF-16 code units or more, questions about places are answered at once after an edit, and exactly once it
   * has been indexed again. Without a number every answer is exact.
   */
  readonly atOnceFrom?: number | undefined;
  /** Where work on many documents is done, beside this thread. */
  readonly workforce?: Workforce | undefined;
  /** What was recognised in earlier sessions; needs {@link localFiles}. */
  readonly cache?: RecognitionCache | undefined;
  /** Code units that are recognised before what was found is kept, while more is; some seconds of work unless given. */
  readonly keepEvery?: number | undefined;
  /** Files that can be had at once: with them, the texts of a large corpus are read when they are first asked for. */
  readonly localFiles?: LocalFiles | undefined;
  /** Lets other work in while indexing; the platform's own way (`setImmediate`) is faster than the timer used without it. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Asked, while indexing, about word boundaries that are left open; without one they are as the built-in segmenter has them. */
  readonly cutter?: WordCutter | undefined;
}

/** From plain to weak. */
const EVIDENCE: readonly DefinitionSentence['evidence'][] = ['explicit', 'copula', 'naming'];

/** What changed in a corpus. */
export interface CorpusChange {
  /** The set of documents, their titles or dates, the term bases, or the problems changed. */
  readonly corpus: boolean;
  /** URIs of documents whose text or tags changed. */
  readonly uris: readonly string[];
}

/**
 * Opens the corpus in a folder: reads corpus.json, the term bases and the documents; nothing is recognised yet.
 * What is wrong with any of them is in `problems`. Stops early, with what was read so far, when cancelled.
 *
 * @param root URI of the folder
 */
export async function openCorpus(root: string, files: FileReader, options: CorpusOptions): Promise<CorpusWorkspace> {
  const corpus = new CorpusWorkspace(root, files, options);
  await corpus.reload();
  return corpus;
}

/** A document as a file: what is on disk, what an open editor has instead, and the document made of it. */
interface DocumentFile {
  readonly id: string;
  readonly uri: string;
  disk: string | undefined;
  /** In place of the text on disk: where it comes from when it is first asked for. */
  origin: FileText | undefined;
  /** Of the text on disk, where it is to be known again in another session. */
  facts: TextFacts | undefined;
  encoding: string | undefined;
  buffer: string | undefined;
  problem: Problem | undefined;
  document: AnalysedDocument | undefined;
}

/** A corpus on files. Texts come from disk, or from an editor where one is open; they are only ever read. */
export class CorpusWorkspace implements Corpus {
  readonly root: string;
  readonly #rootUri: URI;
  readonly #files: FileReader;
  readonly #options: CorpusOptions;
  readonly #analysis: Analysis;
  readonly #entities: KnownEntities;
  readonly #listeners = new Set<(change: CorpusChange) => void>();
  readonly #retagListeners = new Set<(uris: readonly string[]) => void>();

  #manifest: Manifest = emptyManifest;
  #hasManifest = false;
  #manifestProblems: readonly Problem[] = [];
  #termBases: readonly ParsedTermBase[] = [];
  #termBaseProblems: readonly Problem[] = [];
  /** By normalised URI. */
  #byUri = new Map<string, DocumentFile>();
  #sortedFiles: readonly DocumentFile[] | undefined;
  #documents: readonly CorpusDocument[] | undefined;
  #documentsById: Map<string, CorpusDocument> | undefined;
  #concepts: ReadonlyMap<string, ConceptEntry> | undefined;
  /** Texts were looked at elsewhere, so that titles are known that were not before. */
  #areTitlesNew = false;
  #pending: { corpus: boolean; readonly uris: Set<string> } | undefined;
  /** Re-reading goes one after another, so that an older state of a file never overwrites a newer one. */
  #reading: Promise<void> = Promise.resolve();
  #keeping: Promise<void> = Promise.resolve();

  /** For {@link openCorpus}; holds nothing before {@link reload}. */
  constructor(root: string, files: FileReader, options: CorpusOptions) {
    this.#rootUri = URI.parse(root.replace(/\/+$/, ''));
    this.root = this.#rootUri.toString();
    this.#files = files;
    this.#options = options;
    this.#analysis = new Analysis(options.recognition, this.#logger, (uris) => this.#retagged(uris), { ...options, elsewhere: this.#elsewhere() });
    this.#entities = new KnownEntities(this.#analysis);
  }

  // #region What it is made of

  get name(): string {
    return this.#manifest.title ?? (Utils.basename(this.#rootUri) || this.root);
  }

  /** What corpus.json says; everything empty where there is none. */
  get manifest(): Manifest {
    return this.#manifest;
  }

  get units(): readonly CustomUnit[] {
    return this.#manifest.units;
  }

  /** Whether the folder has a corpus.json. */
  get hasManifest(): boolean {
    return this.#hasManifest;
  }

  get documents(): readonly CorpusDocument[] {
    // To sort them takes long in a large corpus, and while someone types they stay in order.
    this.#sortedFiles ??= [...this.#byUri.values()].filter(({ document }) => document).sort((a, b) => byPath(a.id, b.id));
    return (this.#documents ??= this.#sortedFiles.map((file) => file.document).filter((document) => document !== undefined));
  }

  document(id: string): CorpusDocument | undefined {
    this.#documentsById ??= new Map(this.documents.map((document) => [document.id, document]));
    return this.#documentsById.get(id);
  }

  /** The encoding a document was read in, by its WHATWG name (`utf-8`, `gb18030`, …). */
  encodingOf(uri: string): string | undefined {
    const file = this.#byUri.get(normalise(uri));
    return file?.encoding ?? file?.origin?.facts?.encoding;
  }

  /** Whether a path below the root is among those that this corpus was opened with: not one of a corpus inside it, for instance. */
  holds(path: string): boolean {
    const { files, select } = this.#options;
    return !files && (select?.(path) ?? true);
  }

  documentAt(uri: string): CorpusDocument | undefined {
    return this.#byUri.get(normalise(uri))?.document;
  }

  get concepts(): readonly ConceptEntry[] {
    return [...this.#conceptsById().values()];
  }

  concept(id: string): ConceptEntry | undefined {
    return this.#conceptsById().get(id);
  }

  get problems(): readonly Problem[] {
    const ofFiles = [...this.#byUri.values()].flatMap((file) => [file.problem, encodingProblem(file)]).filter((problem) => problem !== undefined);
    return [...this.#manifestProblems, ...this.#termBaseProblems, ...ofFiles, ...this.#analysis.problems];
  }

  // #endregion

  // #region What is found in it

  get isIndexed(): boolean {
    return this.#analysis.isIndexed;
  }

  get effort(): Effort {
    return this.#analysis.effort;
  }

  async index(token: Cancellation, progress?: (done: number, total: number) => void): Promise<void> {
    await this.recognise(token, progress);
    await this.askForWords(token);
  }

  async recognise(token: Cancellation, progress?: (done: number, total: number) => void): Promise<void> {
    const keepSome = this.#keepingMeanwhile();
    await this.#analysis.recogniseAll(token, this.#options.pause ?? timerPause, (done, total) => {
      keepSome();
      progress?.(done, total);
    });
    await this.#keep();
    if (!this.#areTitlesNew) return;
    this.#areTitlesNew = false;
    this.#changed(true, []);
  }

  async askForWords(token: Cancellation): Promise<boolean> {
    const isAsked = await this.#analysis.askForWords(token, this.#options.pause ?? timerPause);
    if (isAsked) await this.#keep();
    return isAsked;
  }

  entity(id: string): Entity | undefined {
    return this.#entities.entity(id);
  }

  get entityNames(): readonly EntityName[] {
    return this.#entities.names;
  }

  roleOf(sourceId: string): Role | undefined {
    return this.#entities.roleOf(sourceId);
  }

  introductionOf(sourceId: string): Mention | undefined {
    return this.#entities.introductionOf(sourceId);
  }

  *mentions(id: string): Generator<Mention> {
    for (const { document, tags } of this.#analysis.occurrences(id)) for (const tag of tags) yield { document, span: spanOf(tag) };
  }

  mentionCount(id: string): number {
    return this.#analysis.mentionCount(id);
  }

  mentionCounts(id: string): DocumentMentions[] {
    return this.#analysis.occurrences(id).filter(({ tagCount }) => tagCount > 0).map(mentionsOf);
  }

  *statements(sourceId: string): Generator<Statement> {
    for (const { document, statements } of this.#analysis.occurrences(sourceId)) {
      for (const attribution of statements) yield { document, span: spanOf(attribution), attribution };
    }
  }

  statementCount(sourceId: string): number {
    return this.#analysis.statementCount(sourceId);
  }

  definitions(conceptId: string): readonly Definition[] {
    // The plainest first; among equals the one that opens with its term.
    return this.#analysis
      .occurrences(conceptId)
      .flatMap(({ document, definitions }) => definitions.map((definition) => ({ document, span: spanOf(definition), term: definition.term, evidence: definition.evidence })))
      .sort((a, b) => EVIDENCE.indexOf(a.evidence) - EVIDENCE.indexOf(b.evidence) || a.term.start - a.span.start - (b.term.start - b.span.start));
  }

  find(query: string, token: Cancellation): Iterable<Mention> {
    return findString(query, this.documents, token);
  }

  // #endregion

  // #region Changes

  /** Hears of changes, several at once, soon after they are made. Gives what ends the hearing. */
  onDidChange(listener: (change: CorpusChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Resolves once nothing of a document is provisional any more: when it has been recognised as a whole, or is not a document of this corpus any
   * more, as it has another text now.
   */
  async whenSettled(document: CorpusDocument): Promise<void> {
    const file = this.#byUri.get(normalise(document.uri));
    if (file?.document === document) await this.#analysis.whenSettled(file.document);
  }

  /** Hears of documents that have other tags now though their text is the same, by URI. Gives what ends the hearing. */
  onDidRetag(listener: (uris: readonly string[]) => void): () => void {
    this.#retagListeners.add(listener);
    return () => this.#retagListeners.delete(listener);
  }

  /**
   * Takes the text of an open editor in place of the file; `undefined` goes back to what was last read from disk.
   * Gives false when no such document belongs to the corpus. `edits` say, each counting in the text that the one before it left, what was done to
   * the text that the document had; where they are known, an edit costs what it touches.
   */
  setText(uri: string, text: string | undefined, edits?: readonly Replacement[]): boolean {
    const file = this.#byUri.get(normalise(uri));
    if (!file) return false;
    this.#analysis.setOpen(file.id, text !== undefined);
    const before = encodingProblem(file);
    file.buffer = text;
    if (before?.code !== encodingProblem(file)?.code) this.#changed(true, []);
    this.#refresh(file, false, edits);
    if (file.document) this.#analysis.setOnScreen(file.document, text !== undefined);
    return true;
  }

  /** Takes what a person decided on tags from a source, from now on; without one everything is shown as it was found. */
  decideBy(source: DecisionSource): void {
    this.#analysis.decideBy(source);
  }

  /** The source of decisions may say something else of a document now. */
  decisionsChanged(documentId: string): void {
    this.#analysis.decisionsChanged(documentId);
  }

  /** Reads again what changed on disk: documents, corpus.json, term bases; files that came or went, too. */
  async filesChanged(uris: readonly string[]): Promise<void> {
    const changed = new Set(uris.map(normalise));
    const known = [...changed].every((uri) => this.#byUri.has(uri));
    await this.#inTurn(async () => {
      const files = [...changed].map((uri) => this.#byUri.get(uri)).filter((file) => file !== undefined);
      if (known) await this.#readAll(files);
      // A file that came or went, corpus.json or a term base: what belongs to the corpus may be another set now.
      if (!known || files.some((file) => file.problem?.code === 'document.missing')) await this.#readCorpus(changed);
    });
  }

  /** Reads everything again. */
  async reload(): Promise<void> {
    await this.#inTurn(() => this.#readCorpus(undefined));
  }

  // #endregion

  // #region Reading

  async #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#reading.then(action);
    this.#reading = turn.catch(() => undefined);
    await turn;
  }

  /** Reads corpus.json and term bases, and of the documents those that are new, named by `changed`, or all without it. */
  async #readCorpus(changed: ReadonlySet<string> | undefined): Promise<void> {
    const { files, select } = this.#options;
    const problems: Problem[] = [];
    const manifest = files ? emptyManifest : await this.#readManifest(problems);
    const listed = files ? files.map(({ id, uri }) => ({ id, uri: normalise(uri) })) : await this.#listDocuments(manifest, problems);
    const before = this.#manifest;
    this.#manifest = manifest;
    if (JSON.stringify(before.units) !== JSON.stringify(manifest.units)) this.#analysis.setUnits(manifest.units);
    await this.#readTermBases(changed);
    this.#manifestProblems = problems;
    const kept = new Map<string, DocumentFile>();
    const toRead: DocumentFile[] = [];
    for (const { id, uri } of listed) {
      if (select && !select(id)) continue;
      const old = this.#byUri.get(uri);
      const file = old ?? { id, uri, disk: undefined, origin: undefined, facts: undefined, encoding: undefined, buffer: undefined, problem: undefined, document: undefined };
      kept.set(uri, file);
      const sameEncoding = encodingFor(before, id) === encodingFor(manifest, id);
      if (!old || !changed || changed.has(uri) || !sameEncoding) toRead.push(file);
      if (old && !sameEntry(before, manifest, id)) this.#refresh(file, true);
    }
    for (const [uri, file] of this.#byUri) if (!kept.has(uri) && file.document) this.#analysis.remove(file.id);
    this.#byUri = kept;
    this.#documentsChanged();
    this.#changed(true, []);
    await this.#readAll(toRead);
  }

  async #readManifest(problems: Problem[]): Promise<Manifest> {
    const uri = resolvePath(this.#rootUri, MANIFEST_NAME);
    this.#hasManifest = false;
    const text = await this.#readText(uri, 'corpus', problems);
    if (text === undefined) return emptyManifest;
    this.#hasManifest = true;
    const parsed = parseManifest(text, uri);
    for (const problem of parsed.problems) problems.push(problem);
    return parsed.manifest;
  }

  /** The documents of the corpus; globs and documents of corpus.json that match nothing are reported. */
  async #listDocuments(manifest: Manifest, problems: Problem[]): Promise<{ id: string; uri: string }[]> {
    const report = (span: Span, code: string, message: string): void => {
      problems.push({ uri: resolvePath(this.#rootUri, MANIFEST_NAME), span, severity: 'warning', code, message });
    };
    const all = await listFiles(this.#rootUri, this.#files, (uri, error) => {
      this.#logger.error(`Could not list ${uri}`, error);
      problems.push({ uri, severity: 'error', code: 'corpus.unreadable', message: l10n.t('This folder could not be read.') });
    });
    for (const { value, span } of [...(manifest.files ?? []), ...manifest.exclude]) {
      const matches = matcher(value);
      if (!matches || !all.some(matches)) report(span, 'corpus.matches-nothing', l10n.t('"{0}" matches no file of this folder.', value));
    }
    const chosen = new Set(all.filter(chosenBy(manifest)));
    const existing = new Set(all);
    for (const [path, { span }] of manifest.documents) {
      if (chosen.has(path)) continue;
      const message = existing.has(path)
        ? l10n.t('"{0}" is not among the documents that "files" and "exclude" choose.', path)
        : l10n.t('There is no file "{0}" in this folder.', path);
      report(span, 'corpus.unknown-document', message);
    }
    return [...chosen].map((id) => ({ id, uri: resolvePath(this.#rootUri, id) }));
  }

  /** Reads term bases unless neither their list nor one of them changed. */
  async #readTermBases(changed: ReadonlySet<string> | undefined): Promise<void> {
    const replacing = this.#options.termBaseFiles;
    const wanted = replacing
      ? replacing.map((uri) => ({ uri: normalise(uri), span: undefined }))
      : this.#manifest.termBases.map(({ value, span }) => ({ uri: resolvePath(this.#rootUri, value.replaceAll('\\', '/')), span }));
    const known = new Set(this.#termBases.map(({ termBase }) => termBase.uri));
    const same = wanted.length === known.size && wanted.every(({ uri }) => known.has(uri) && !changed?.has(uri));
    if (changed && same) return;
    const loaded: ParsedTermBase[] = [];
    const problems: Problem[] = [];
    for (const { uri, span } of wanted) {
      const before = problems.length;
      const text = await this.#readText(uri, 'termbase', problems);
      const name = Utils.basename(URI.parse(uri));
      if (text !== undefined) {
        const parsed = parseTermBase(text, name, uri);
        loaded.push(parsed);
        for (const problem of parsed.problems) problems.push({ ...problem, uri });
      } else if (problems.length === before) {
        const at = span ? { uri: resolvePath(this.#rootUri, MANIFEST_NAME), span } : { uri };
        problems.push({ ...at, severity: 'error', code: 'corpus.missing-file', message: l10n.t('There is no term base "{0}".', name) });
      }
    }
    this.#termBases = loaded;
    this.#termBaseProblems = problems;
    this.#concepts = undefined;
    this.#analysis.setTermBases(this.#allTermBases());
  }

  /** The text of a file that is no document; undefined when there is none or, with a problem added, when it cannot be read. */
  async #readText(uri: string, layer: 'corpus' | 'termbase', problems: Problem[]): Promise<string | undefined> {
    try {
      const bytes = await this.#files.read(uri);
      if (!bytes) return undefined;
      const decoded = decode(bytes);
      if (!decoded) problems.push({ uri, severity: 'error', code: `${layer}.undecodable`, message: l10n.t('This file is not text in UTF-8.') });
      return decoded?.text;
    } catch (error) {
      this.#logger.error(`Could not read ${uri}`, error);
      problems.push({ uri, severity: 'error', code: `${layer}.unreadable`, message: l10n.t('This file could not be read.') });
      return undefined;
    }
  }

  /** Reads documents from disk, several at a time; of many that are new only what tells them from other versions. */
  async #readAll(all: readonly DocumentFile[]): Promise<void> {
    const token = this.#options.cancellation ?? neverCancelled;
    const files = await this.#readLater(all, token);
    for (let i = 0; i < files.length && !token.isCancellationRequested; i += READ_AT_ONCE) {
      await Promise.all(files.slice(i, i + READ_AT_ONCE).map((file) => this.#readDocument(file)));
    }
  }

  /**
   * Leaves texts to be read when they are first asked for, where there are so many that reading them all takes time and space. Gives the files
   * that have to be read now.
   */
  async #readLater(files: readonly DocumentFile[], token: Cancellation): Promise<readonly DocumentFile[]> {
    const { localFiles, workforce, cache } = this.#options;
    if (!localFiles || !(workforce || cache)) return files;
    const stamped: { readonly file: DocumentFile; readonly stamp: FileStamp }[] = [];
    const others: DocumentFile[] = [];
    let size = 0;
    for (const [i, file] of files.entries()) {
      if (token.isCancellationRequested) return [];
      const stamp = file.disk === undefined && file.problem === undefined ? stampOf(file.uri, localFiles) : undefined;
      // One that is known already, and the same as far as can be seen.
      if (stamp && file.origin && file.origin.named === encodingFor(this.#manifest, file.id) && isSameStamp(file.origin.stamp, stamp)) continue;
      const kept = stamp && !file.origin ? cache?.find(file.id) : undefined;
      if (stamp && kept && kept.named === (encodingFor(this.#manifest, file.id) ?? '') && isSameStamp(kept.facts.stamp, stamp)) {
        this.#readWhenAsked(file, stamp, localFiles, kept);
      } else if (stamp && !file.origin) {
        stamped.push({ file, stamp });
        size += stamp.size;
      } else others.push(file);
      if (i % STAMPED_AT_ONCE === STAMPED_AT_ONCE - 1) await (this.#options.pause ?? timerPause)();
    }
    if (!workforce || size / BYTES_A_UNIT < workforce.worthwhile) return [...others, ...stamped.map(({ file }) => file)];
    for (const { file, stamp } of stamped) this.#readWhenAsked(file, stamp, localFiles);
    return others;
  }

  #readWhenAsked(file: DocumentFile, stamp: FileStamp, localFiles: LocalFiles, kept?: KeptDocument): void {
    const origin = new FileText(file.uri, stamp, encodingFor(this.#manifest, file.id), localFiles, () => this.#differs(file, origin));
    if (kept) origin.learn(kept.facts);
    file.origin = origin;
    this.#refresh(file, false);
    if (kept && file.document?.isFrom(origin)) this.#analysis.takeKept(file.document, kept);
  }

  /** Keeps for another session what is known now; one time after another. */
  #keep(): Promise<void> {
    const turn = this.#keeping.then(() => this.#keepNow());
    this.#keeping = turn.catch(() => undefined);
    return turn;
  }

  /** What, called whenever documents were indexed, keeps what was recognised from time to time: a process that is killed loses no more than was done since. */
  #keepingMeanwhile(): () => void {
    const { cache, keepEvery = KEPT_EVERY } = this.#options;
    let { indexedUnits } = this.#analysis;
    let recognised = recognisedIn(this.#analysis.effort);
    return () => {
      if (!cache || this.#analysis.indexedUnits - indexedUnits < keepEvery) return;
      ({ indexedUnits } = this.#analysis);
      const now = recognisedIn(this.#analysis.effort);
      if (now > recognised) this.#keep().catch((error: unknown) => this.#logger.error('Keeping what was recognised failed', error));
      recognised = now;
    };
  }

  async #keepNow(): Promise<void> {
    const { cache } = this.#options;
    if (!cache) return;
    const toKeep = new Map<string, ToKeep>();
    for (const file of this.#byUri.values()) {
      const facts = file.facts ?? file.origin?.facts;
      const { document } = file;
      // Not what an editor has and the file has not.
      if (!facts || !document || !(file.disk === undefined ? file.origin && document.isFrom(file.origin) : document.text.text === file.disk)) continue;
      const kept = this.#analysis.toKeep(document);
      if (kept) toKeep.set(file.id, { on: { ...kept.on, facts, named: encodingFor(this.#manifest, file.id) ?? '' }, pack: kept.pack });
    }
    const ids = new Set([...this.#byUri.values()].map(({ id }) => id));
    await cache.keep(toKeep, (id) => ids.has(id));
  }

  /** A text that was read late is not the one that is known: everything about it is found anew. */
  #differs(file: DocumentFile, origin: FileText): void {
    if (file.origin !== origin) return;
    file.origin = undefined;
    if (file.document?.isFrom(origin)) this.#analysis.startAgain(file.document);
    void this.filesChanged([file.uri]);
  }

  /** What work elsewhere takes from the corpus, and tells it. */
  #elsewhere(): WorkElsewhere | undefined {
    const { workforce } = this.#options;
    return workforce && {
      workforce,
      corpus: this.root,
      isUrgent: ({ uri }) => this.#byUri.get(uri)?.buffer !== undefined,
      encodingOf: ({ id }) => encodingFor(this.#manifest, id),
      factsOf: (document) => {
        const origin = this.#byUri.get(document.uri)?.origin;
        return origin && document.isFrom(origin) ? origin.facts : undefined;
      },
      onRead: (document, outcome) => this.#wasRead(document, outcome),
    };
  }

  /** The file of a document was read elsewhere; whether what was found in it is that of the document. */
  #wasRead(document: AnalysedDocument, { facts, problem }: Pick<DocumentOutcome, 'facts' | 'problem'>): boolean {
    const file = this.#byUri.get(document.uri);
    const origin = file?.origin;
    if (!origin || !document.isFrom(origin)) return false;
    if (facts) {
      if (!origin.learn(facts)) return false;
      this.#areTitlesNew = true;
      return true;
    }
    if (problem === undefined || problem === 'died') return true;
    file.origin = undefined;
    file.problem = this.#problemOf(file, problem);
    this.#refresh(file, false);
    this.#changed(true, []);
    return false;
  }

  #problemOf({ id, uri }: DocumentFile, problem: 'missing' | 'undecodable' | 'unreadable'): Problem {
    switch (problem) {
      case 'missing':
        return { uri, severity: 'error', code: 'document.missing', message: l10n.t('There is no such file.') };
      case 'undecodable':
        return { uri, severity: 'error', code: 'document.undecodable', message: this.#undecodable(id) };
      case 'unreadable':
        return { uri, severity: 'error', code: 'document.unreadable', message: l10n.t('This file could not be read.') };
    }
  }

  async #readDocument(file: DocumentFile): Promise<void> {
    let problem: Problem | undefined;
    let text: string | undefined;
    let facts: TextFacts | undefined;
    const { cache, localFiles } = this.#options;
    try {
      const stamp = cache && localFiles && stampOf(file.uri, localFiles);
      const bytes = await this.#files.read(file.uri);
      const decoded = bytes && decode(bytes, encodingFor(this.#manifest, file.id));
      if (decoded && stamp) facts = factsOf(decoded, bytes, stamp, localFiles);
      text = decoded?.text;
      file.encoding = decoded?.encoding;
      if (!bytes) problem = this.#problemOf(file, 'missing');
      else if (!decoded) problem = this.#problemOf(file, 'undecodable');
      // Nobody has looked at the text yet, but it is known by its hash.
      else if (file.origin?.facts && file.origin.named === encodingFor(this.#manifest, file.id) && localFiles?.hash(bytes) === file.origin.facts.hash) return;
    } catch (error) {
      this.#logger.error(`Could not read ${file.uri}`, error);
      problem = this.#problemOf(file, 'unreadable');
    }
    file.disk = text;
    file.origin = undefined;
    file.facts = facts;
    if (problem?.code !== file.problem?.code) this.#changed(true, []);
    file.problem = problem;
    this.#refresh(file, false);
    // The file was written again, or copied, with the same text as before.
    const kept = facts && cache?.find(file.id);
    if (kept?.facts.hash === facts?.hash && kept?.named === (encodingFor(this.#manifest, file.id) ?? '') && file.document && file.document.text.text === text) this.#analysis.takeKept(file.document, kept);
  }

  #undecodable(id: string): string {
    const named = encodingFor(this.#manifest, id);
    return named === undefined
      ? l10n.t('This file is not text in UTF-8, UTF-16, GB18030 or Big5. Its encoding can be named in corpus.json.')
      : l10n.t('This file is not text in {0}, the encoding that corpus.json names.', named);
  }

  /** Makes the document of a file anew when its text is another, or in any case when what corpus.json says of it is. */
  #refresh(file: DocumentFile, always: boolean, edits?: readonly Replacement[]): void {
    const text = file.buffer ?? file.disk ?? file.origin;
    if (text === undefined) {
      if (!file.document) return;
      this.#analysis.remove(file.id);
      file.document = undefined;
      this.#documentsChanged();
      this.#changed(true, [file.uri]);
      return;
    }
    if (file.document && !always && this.#hasText(file.document, file, text)) return;
    const before = file.document;
    const isNew = before === undefined;
    const edited = before && edits && !always && typeof text === 'string' ? editedFrom(before, changesOf(edits), text) : undefined;
    const entry = this.#manifest.documents.get(file.id);
    file.document = new AnalysedDocument(file.id, file.uri, edited?.text ?? text, entry, this.#options.date ?? entry?.date, this.#analysis);
    if (edited) file.document.follow(edited.before, edited.changes);
    this.#analysis.put(file.document);
    if (file.buffer !== undefined) this.#analysis.setOnScreen(file.document, true);
    if (isNew) this.#documentsChanged();
    else this.#documentReplaced(file.document);
    this.#changed(isNew || always, [file.uri]);
  }

  /** Whether a document is of this text. One that nobody has read yet is only read to be compared with what an editor has. */
  #hasText(document: AnalysedDocument, { buffer }: DocumentFile, text: string | FileText): boolean {
    if (typeof text !== 'string') return document.isFrom(text);
    return (document.hasText || buffer !== undefined) && document.text.text === text;
  }

  // #endregion

  get #logger(): Logger {
    return this.#options.logger ?? silent;
  }

  #conceptsById(): ReadonlyMap<string, ConceptEntry> {
    if (this.#concepts) return this.#concepts;
    const locations = new Map(this.#termBases.map((parsed) => [parsed.termBase, parsed.locations]));
    const entries = layerTermBases(this.#allTermBases()).map(({ id, concept, termBase }): [string, ConceptEntry] => {
      const span = locations.get(termBase)?.get(concept.id);
      const location = termBase.uri !== undefined && span ? { uri: termBase.uri, span } : undefined;
      return [id, { id, concept, termBase: termBase.name, location }];
    });
    return (this.#concepts = new Map(entries));
  }

  /** Those of the corpus, then the built-in one; or those that replace them. */
  #allTermBases(): readonly TermBase[] {
    const builtIn = this.#options.termBaseFiles ? undefined : this.#options.builtInTermBase;
    return [...this.#termBases.map(({ termBase }) => termBase), ...(builtIn ? [builtIn] : [])];
  }

  /** A document has another text; the set of documents is as it was. */
  #documentReplaced(document: AnalysedDocument): void {
    this.#documents = undefined;
    this.#documentsById?.set(document.id, document);
  }

  #documentsChanged(): void {
    this.#sortedFiles = undefined;
    this.#documents = undefined;
    this.#documentsById = undefined;
  }

  #retagged(uris: readonly string[]): void {
    for (const listener of this.#retagListeners) listener(uris);
    this.#changed(false, uris);
  }

  /** Changes are told once the present work is done, so that a listener never sees half of one. */
  #changed(corpus: boolean, uris: readonly string[]): void {
    if (!this.#pending) {
      this.#pending = { corpus: false, uris: new Set() };
      void Promise.resolve().then(() => this.#tell());
    }
    this.#pending.corpus ||= corpus;
    for (const uri of uris) this.#pending.uris.add(uri);
  }

  #tell(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return;
    const change: CorpusChange = { corpus: pending.corpus, uris: [...pending.uris] };
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error('A listener of the corpus failed', error);
      }
    }
  }
}

const READ_AT_ONCE = 16;
/** Code units that are recognised before what was found is kept: some seconds of work, so that a cache of a large corpus has few files. */
const KEPT_EVERY = 16_000_000;
/** Files that are looked at, not read, before other work is let in between. */
const STAMPED_AT_ONCE = 500;

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** How many layers of documents were recognised. */
function recognisedIn({ here, elsewhere }: Effort): number {
  return here + elsewhere;
}

function timerPause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** One spelling for each address: editors escape more or fewer characters than others. */
function normalise(uri: string): string {
  return URI.parse(uri).toString();
}

/** A document before changes and its text after them; undefined when they do not lead to that text. */
function editedFrom(before: AnalysedDocument, changes: readonly Change[], after: string): { readonly before: AnalysedDocument; readonly changes: readonly Change[]; readonly text: SourceText } | undefined {
  const last = changes.at(-1);
  const grown = last ? last.newEnd - last.oldEnd : 0;
  return before.text.length + grown === after.length ? { before, changes, text: before.text.edited(after, changes) } : undefined;
}

/** Undefined for what is no file of this machine, or cannot be looked at: reading it says what is wrong. */
function stampOf(uri: string, files: LocalFiles): FileStamp | undefined {
  try {
    const info = files.stat(uri);
    return info?.kind === 'file' ? { size: info.size, mtime: info.mtime } : undefined;
  } catch {
    return undefined;
  }
}

function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtime === b.mtime;
}

function mentionsOf(occurrences: Occurrences): DocumentMentions {
  const { document, tagCount } = occurrences;
  return {
    document,
    count: tagCount,
    get first() {
      return spanOf(occurrences.tags[0] ?? NOWHERE);
    },
    get scripts() {
      return occurrences.scripts;
    },
  };
}

/** In place of a mention that is not where it was counted: none is. */
const NOWHERE: Span = { start: 0, end: 0 };

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/**
 * An editor that opened a file in another encoding than its own shows signs that nobody wrote, above all U+FFFD. The
 * editor's text is worked on all the same, as places must be those of the editor, but the user is told.
 */
function encodingProblem({ uri, encoding: read, disk, origin, buffer }: DocumentFile): Problem | undefined {
  const encoding = read ?? origin?.facts?.encoding;
  if (buffer === undefined || encoding === undefined || encoding === 'utf-8') return undefined;
  if (!buffer.includes('\ufffd') || (disk ?? origin?.read() ?? '\ufffd').includes('\ufffd')) return undefined;
  const message = l10n.t('The editor did not open this file in its encoding, {0}. Reopen it with that encoding, and do not save it before.', encoding);
  return { uri, severity: 'warning', code: 'document.other-encoding', message };
}

function encodingFor(manifest: Manifest, id: string): string | undefined {
  return manifest.documents.get(id)?.encoding ?? manifest.encoding;
}

/** Whether corpus.json says the same of a document, wherever it says it. */
function sameEntry(a: Manifest, b: Manifest, id: string): boolean {
  const said = (manifest: Manifest): string => JSON.stringify({ ...manifest.documents.get(id), span: undefined });
  return said(a) === said(b);
}
