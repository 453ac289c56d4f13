import { URI, Utils } from 'vscode-uri';
import type { CustomUnit } from '../recognise/numbers/units';
import type { DefinitionSentence } from '../recognise/tags';
import type { Replacement } from '../text/changes';
import type { Steps } from '../text/steps';
import type { Span } from '../text/span';
import { Analysis } from './analysis';
import type { ConceptEntry, Corpus, CorpusDocument, Definition, DocumentMentions, Effort, Entity, EntityName, Mention, Problem, Progress, Role, Statement } from './corpus';
import type { CorpusOptions } from './corpusOptions';
import type { DecisionSource } from './decisions';
import { ChangeNews, type CorpusChange } from './folder/changes';
import { DiskReader } from './folder/diskReader';
import { encodingFor, normalise, unreadFile, type DocumentFile } from './folder/documentFile';
import { DocumentSet } from './folder/documentSet';
import { Keeping } from './folder/keeping';
import { CorpusSetup } from './folder/setup';
import { KnownEntities } from './knownEntities';
import { KnownScripts } from './knownScripts';
import type { WorkElsewhere } from './indexing/recognitionElsewhere';
import type { Manifest } from './manifest';
import type { Occurrences } from './mentionIndex';
import type { ScriptCounts } from './mentionScripts';
import type { Cancellation, FileReader, Logger } from './ports';
import { findString } from './search';

/** From plain to weak. */
const EVIDENCE: readonly DefinitionSentence['evidence'][] = ['explicit', 'copula', 'naming'];

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

/** A corpus on files. Texts come from disk, or from an editor where one is open; they are only ever read. */
export class CorpusWorkspace implements Corpus {
  readonly root: string;
  readonly #rootUri: URI;
  readonly #options: CorpusOptions;
  readonly #pause: () => Promise<void>;
  readonly #setup: CorpusSetup;
  readonly #analysis: Analysis;
  readonly #documents: DocumentSet;
  readonly #reader: DiskReader;
  readonly #keeping: Keeping;
  readonly #entities: KnownEntities;
  readonly #scripts: KnownScripts;
  readonly #news: ChangeNews;
  readonly #retagListeners = new Set<(uris: readonly string[]) => void>();
  /** Texts were looked at elsewhere, so that titles are known that were not before. */
  #areTitlesNew = false;
  /** Re-reading goes one after another, so that an older state of a file never overwrites a newer one. */
  #reading: Promise<void> = Promise.resolve();

  /** For {@link openCorpus}; holds nothing before {@link reload}. */
  constructor(root: string, files: FileReader, options: CorpusOptions) {
    const { logger = silent, pause = timerPause, cache, keepEvery } = options;
    this.#rootUri = URI.parse(root.replace(/\/+$/, ''));
    this.root = this.#rootUri.toString();
    this.#options = options;
    this.#pause = pause;
    this.#news = new ChangeNews(logger);
    this.#setup = new CorpusSetup(this.#rootUri, files, options, logger);
    this.#analysis = new Analysis(options.recognition, logger, (uris) => this.#retagged(uris), { ...options, elsewhere: this.#elsewhere() });
    const shared = { analysis: this.#analysis, news: this.#news, logger, encodingFor: (id: string) => encodingFor(this.manifest, id) };
    this.#documents = new DocumentSet({ ...shared, manifest: () => this.manifest, date: options.date });
    this.#reader = new DiskReader({ ...options, ...shared, files, documents: this.#documents, pause, onDiffers: (uri) => void this.filesChanged([uri]) });
    this.#keeping = new Keeping({ ...shared, cache, keepEvery, files: () => this.#documents.files });
    this.#entities = new KnownEntities(this.#analysis);
    this.#scripts = new KnownScripts(this.#analysis);
  }

  // #region What it is made of

  get name(): string {
    return this.manifest.title ?? (Utils.basename(this.#rootUri) || this.root);
  }

  /** What corpus.json says; everything empty where there is none. */
  get manifest(): Manifest {
    return this.#setup.manifest;
  }

  get units(): readonly CustomUnit[] {
    return this.manifest.units;
  }

  /** Whether the folder has a corpus.json. */
  get hasManifest(): boolean {
    return this.#setup.hasManifest;
  }

  get documents(): readonly CorpusDocument[] {
    return this.#documents.documents;
  }

  document(id: string): CorpusDocument | undefined {
    return this.#documents.document(id);
  }

  /** The encoding a document was read in, by its WHATWG name (`utf-8`, `gb18030`, …). */
  encodingOf(uri: string): string | undefined {
    const file = this.#documents.at(uri);
    return file?.encoding ?? file?.origin?.facts?.encoding;
  }

  /** Whether a path below the root is among those that this corpus was opened with: not one of a corpus inside it, for instance. */
  holds(path: string): boolean {
    const { files, select } = this.#options;
    return !files && (select?.(path) ?? true);
  }

  documentAt(uri: string): CorpusDocument | undefined {
    return this.#documents.at(uri)?.document;
  }

  get concepts(): readonly ConceptEntry[] {
    return [...this.#setup.concepts.values()];
  }

  concept(id: string): ConceptEntry | undefined {
    return this.#setup.concepts.get(id);
  }

  get problems(): readonly Problem[] {
    return [...this.#setup.problems, ...this.#documents.problems, ...this.#analysis.problems];
  }

  // #endregion

  // #region What is found in it

  get isIndexed(): boolean {
    return this.#analysis.isIndexed;
  }

  get readCount(): number {
    return this.#analysis.readCount;
  }

  get effort(): Effort {
    return this.#analysis.effort;
  }

  async index(token: Cancellation, progress?: Progress): Promise<void> {
    await this.recognise(token, progress);
    await this.askForWords(token);
  }

  async recognise(token: Cancellation, progress?: Progress): Promise<void> {
    const keepSome = this.#keeping.meanwhile();
    await this.#analysis.recogniseAll(token, this.#pause, (...progressed) => {
      keepSome();
      progress?.(...progressed);
    });
    await this.#keeping.keep();
    if (!this.#areTitlesNew) return;
    this.#areTitlesNew = false;
    this.#news.add(true, []);
  }

  async askForWords(token: Cancellation): Promise<boolean> {
    const isAsked = await this.#analysis.askForWords(token, this.#pause);
    if (isAsked) await this.#keeping.keep();
    return isAsked;
  }

  entity(id: string): Entity | undefined {
    return this.#entities.entity(id);
  }

  get entityNames(): readonly EntityName[] {
    return this.#entities.names;
  }

  entityNamesInSteps(): Steps<readonly EntityName[]> {
    return this.#entities.namesInSteps();
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

  mentionScripts(id: string): ScriptCounts {
    return this.#scripts.of(id);
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
    return this.#news.listen(listener);
  }

  /**
   * Resolves once nothing of a document is provisional any more: when it has been recognised as a whole, or is not a document of this corpus any
   * more, as it has another text now.
   */
  async whenSettled(document: CorpusDocument): Promise<void> {
    const file = this.#documents.at(document.uri);
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
    const file = this.#documents.at(uri);
    if (!file) return false;
    this.#documents.setText(file, text, edits);
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
    const known = [...changed].every((uri) => this.#documents.at(uri));
    await this.#inTurn(async () => {
      const files = [...changed].map((uri) => this.#documents.at(uri)).filter((file) => file !== undefined);
      if (known) await this.#reader.readAll(files);
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

  /** One time after another. */
  async #inTurn(action: () => Promise<void>): Promise<void> {
    const turn = this.#reading.then(action);
    this.#reading = turn.catch(() => undefined);
    await turn;
  }

  /** Reads corpus.json and term bases, and of the documents those that are new, named by `changed`, or all without it. */
  async #readCorpus(changed: ReadonlySet<string> | undefined): Promise<void> {
    const { select } = this.#options;
    const before = this.#setup.manifest;
    const listed = await this.#setup.readManifest();
    const { manifest } = this.#setup;
    if (JSON.stringify(before.units) !== JSON.stringify(manifest.units)) this.#analysis.setUnits(manifest.units);
    if (await this.#setup.readTermBases(changed)) this.#analysis.setTermBases(this.#setup.termBases);
    const files = new Map<string, DocumentFile>();
    const toRead: DocumentFile[] = [];
    for (const { id, uri } of listed) {
      if (select && !select(id)) continue;
      const old = this.#documents.at(uri);
      const file = old ?? unreadFile(id, uri);
      files.set(uri, file);
      const sameEncoding = encodingFor(before, id) === encodingFor(manifest, id);
      if (!old || !changed || changed.has(uri) || !sameEncoding) toRead.push(file);
      if (old && !sameEntry(before, manifest, id)) this.#documents.refresh(file, { isSaidAnew: true });
    }
    this.#documents.replace(files);
    await this.#reader.readAll(toRead);
  }

  /** What work elsewhere takes from the corpus, and tells it. */
  #elsewhere(): WorkElsewhere | undefined {
    const { workforce } = this.#options;
    return workforce && {
      workforce,
      corpus: this.root,
      isUrgent: ({ uri }) => this.#documents.at(uri)?.buffer !== undefined,
      encodingOf: ({ id }) => encodingFor(this.manifest, id),
      factsOf: (document) => {
        const origin = this.#documents.at(document.uri)?.origin;
        return origin && document.isFrom(origin) ? origin.facts : undefined;
      },
      onRead: (document, outcome) => {
        const isOfDocument = this.#reader.wasRead(document, outcome);
        if (isOfDocument && outcome.facts) this.#areTitlesNew = true;
        return isOfDocument;
      },
    };
  }

  // #endregion

  #retagged(uris: readonly string[]): void {
    for (const listener of this.#retagListeners) listener(uris);
    this.#news.add(false, uris);
  }
}

const silent: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

function timerPause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function mentionsOf(occurrences: Occurrences): DocumentMentions {
  const { document, tagCount } = occurrences;
  return {
    document,
    count: tagCount,
    get first() {
      return spanOf(occurrences.firstTag ?? NOWHERE);
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

/** Whether corpus.json says the same of a document, wherever it says it. */
function sameEntry(a: Manifest, b: Manifest, id: string): boolean {
  const said = (manifest: Manifest): string => JSON.stringify({ ...manifest.documents.get(id), span: undefined });
  return said(a) === said(b);
}
