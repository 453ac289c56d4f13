import * as l10n from '@vscode/l10n';
import { URI, Utils } from 'vscode-uri';
import { layerTermBases } from '../../recognise/terms/layers';
import { parseTermBase, type ParsedTermBase } from '../../recognise/terms/parseTermBase';
import type { TermBase } from '../../recognise/terms/termBase';
import type { Span } from '../../text/span';
import type { ConceptEntry, Problem } from '../corpus';
import { decode } from '../decode';
import { chosenBy, listFiles, matcher, resolvePath } from '../fileList';
import { emptyManifest, MANIFEST_NAME, parseManifest, type Manifest } from '../manifest';
import type { FileReader, Logger } from '../ports';
import type { CorpusOptions } from '../corpusOptions';
import { normalise } from './documentFile';

/** What a folder says of its corpus: corpus.json, the documents that it chooses, and the term bases that it names. */
export class CorpusSetup {
  readonly #root: URI;
  readonly #files: FileReader;
  readonly #options: Pick<CorpusOptions, 'files' | 'termBaseFiles' | 'builtInTermBase'>;
  readonly #logger: Logger;
  #manifest: Manifest = emptyManifest;
  #hasManifest = false;
  #manifestProblems: readonly Problem[] = [];
  #termBases: readonly ParsedTermBase[] = [];
  #termBaseProblems: readonly Problem[] = [];
  #concepts: ReadonlyMap<string, ConceptEntry> | undefined;

  constructor(root: URI, files: FileReader, options: Pick<CorpusOptions, 'files' | 'termBaseFiles' | 'builtInTermBase'>, logger: Logger) {
    this.#root = root;
    this.#files = files;
    this.#options = options;
    this.#logger = logger;
  }

  /** What corpus.json says; everything empty where there is none. */
  get manifest(): Manifest {
    return this.#manifest;
  }

  get hasManifest(): boolean {
    return this.#hasManifest;
  }

  get problems(): readonly Problem[] {
    return [...this.#manifestProblems, ...this.#termBaseProblems];
  }

  /** Those of the corpus, then the built-in one; or those that replace them. */
  get termBases(): readonly TermBase[] {
    const builtIn = this.#options.termBaseFiles ? undefined : this.#options.builtInTermBase;
    return [...this.#termBases.map(({ termBase }) => termBase), ...(builtIn ? [builtIn] : [])];
  }

  /** The concepts of the term bases laid over one another, by id. */
  get concepts(): ReadonlyMap<string, ConceptEntry> {
    if (this.#concepts) return this.#concepts;
    const locations = new Map(this.#termBases.map((parsed) => [parsed.termBase, parsed.locations]));
    const entries = layerTermBases(this.termBases).map(({ id, concept, termBase }): [string, ConceptEntry] => {
      const span = locations.get(termBase)?.get(concept.id);
      const location = termBase.uri !== undefined && span ? { uri: termBase.uri, span } : undefined;
      return [id, { id, concept, termBase: termBase.name, location }];
    });
    return (this.#concepts = new Map(entries));
  }

  /** Reads corpus.json. Gives the documents that there are, by id and normalised URI. */
  async readManifest(): Promise<readonly { readonly id: string; readonly uri: string }[]> {
    const { files } = this.#options;
    const problems: Problem[] = [];
    const manifest = files ? emptyManifest : await this.#parsedManifest(problems);
    const listed = files ? files.map(({ id, uri }) => ({ id, uri: normalise(uri) })) : await this.#listDocuments(manifest, problems);
    this.#manifest = manifest;
    this.#manifestProblems = problems;
    return listed;
  }

  async #parsedManifest(problems: Problem[]): Promise<Manifest> {
    const uri = resolvePath(this.#root, MANIFEST_NAME);
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
      problems.push({ uri: resolvePath(this.#root, MANIFEST_NAME), span, severity: 'warning', code, message });
    };
    const all = await listFiles(this.#root, this.#files, (uri, error) => {
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
    return [...chosen].map((id) => ({ id, uri: resolvePath(this.#root, id) }));
  }

  /**
   * Reads the term bases; with `changed`, unless neither their list nor one of them changed. Resolves to whether they were read.
   *
   * @param changed normalised URIs
   */
  async readTermBases(changed: ReadonlySet<string> | undefined): Promise<boolean> {
    const replacing = this.#options.termBaseFiles;
    const wanted = replacing
      ? replacing.map((uri) => ({ uri: normalise(uri), span: undefined }))
      : this.#manifest.termBases.map(({ value, span }) => ({ uri: resolvePath(this.#root, value.replaceAll('\\', '/')), span }));
    const known = new Set(this.#termBases.map(({ termBase }) => termBase.uri));
    const same = wanted.length === known.size && wanted.every(({ uri }) => known.has(uri) && !changed?.has(uri));
    if (changed && same) return false;
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
        const at = span ? { uri: resolvePath(this.#root, MANIFEST_NAME), span } : { uri };
        problems.push({ ...at, severity: 'error', code: 'corpus.missing-file', message: l10n.t('There is no term base "{0}".', name) });
      }
    }
    this.#termBases = loaded;
    this.#termBaseProblems = problems;
    this.#concepts = undefined;
    return true;
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
}
