import * as l10n from '@vscode/l10n';
import { URI } from 'vscode-uri';
import type { Problem } from '../../corpus/corpus';
import { byPath, holdsDocuments, resolvePath } from '../../corpus/fileList';
import type { FileReader } from '../../corpus/ports';
import { textOf } from '../../text/units';
import { SIDECAR_ENDING, sidecarUri } from '../addresses';
import { GramIndex } from '../anchoring/gramIndex';
import type { Passage } from '../model';
import type { Hash, TextDocument } from '../ports';
import { searchQuotation } from '../anchoring/quotation';
import { parseSidecar, type Sidecar } from './sidecar';
import { LARGEST_SIDECAR } from './sidecarFile';
import { SqueezedText } from '../anchoring/squeezed';

/** A sidecar whose document is gone. */
export interface Orphan {
  readonly uri: string;
  /** Path that the document had below the corpus root, with `/`. */
  readonly document: string;
  readonly sidecar: Sidecar;
}

/** A document that the annotations of an orphan may be of. */
export interface OrphanMatch {
  /** Its id. */
  readonly document: string;
  /** Its text is the very one that passages were last found in, or it holds nearly all quotations between what stood around them. */
  readonly how: 'same text' | 'quotations';
  /** Passages that are found in it, and of how many that were looked for. */
  readonly found: number;
  readonly of: number;
}

/** An orphan with every document that it may belong to: one when that is certain enough to be proposed, several in a tie. */
export interface MatchedOrphan extends Orphan {
  readonly candidates: readonly OrphanMatch[];
}

/** The corpus in which documents are looked for. */
export interface OrphanCorpus {
  /** URI of its folder. */
  readonly root: string;
  readonly documents: readonly TextDocument[];
  /** URI of its code book, whose sidecar may be there before it. */
  readonly codeBook: string;
  /** Whether a path below the root is its own, and not that of another corpus inside it. */
  holds(path: string): boolean;
}

export interface OrphanPorts {
  readonly files: FileReader;
  readonly hash: Hash;
  /** Lets other work in. */
  readonly pause: () => Promise<void>;
}

/** Folders of a corpus that are looked through; more are those of a whole disk, opened by mistake. */
const MOST_FOLDERS = 5_000;
/** Orphans looked at: more are what is left of another corpus. */
const MOST_ORPHANS = 200;

/** Share of the passages looked for that a text must hold: fewer may be another text on the same subject. */
const LEAST_SHARE = 0.8;
/** Passages looked for, spread over the text: more say nothing new. */
const MOST_PASSAGES = 100;
/** Units of a passage with its surroundings; less stands in many texts. */
const LEAST_EVIDENCE = 24;

/** A text is searched when so many of these strings stand in it as they are; nobody edits most of them in one text. */
const SAMPLES = 12;
const SAMPLE_LENGTH = 10;
const LEAST_SAMPLES = 0.3;

/** Finds the sidecars of a corpus whose documents are gone, and the documents without a sidecar that have the texts of those. */
export async function lookForOrphans(corpus: OrphanCorpus, ports: OrphanPorts): Promise<MatchedOrphan[]> {
  const { orphans, annotated } = await findOrphans(corpus, ports.files);
  return matchOrphans(orphans, corpus.documents.filter(({ id }) => !annotated.has(id)), ports);
}

/**
 * The sidecars in the folder of a corpus beside which there is no document, and the paths beside which there is a sidecar. What is no
 * AnnotationPage, or an empty one, is none; a folder that cannot be listed is passed over.
 */
export async function findOrphans(corpus: OrphanCorpus, files: FileReader): Promise<{ readonly orphans: readonly Orphan[]; readonly annotated: ReadonlySet<string> }> {
  const root = URI.parse(corpus.root);
  const codeBookSidecar = URI.parse(sidecarUri(corpus.codeBook)).toString();
  const annotated = new Set<string>();
  const orphans: Orphan[] = [];
  const folders = [''];
  for (let i = 0; i < folders.length && i < MOST_FOLDERS; i++) {
    const folder = folders[i] as string;
    const entries = await files.list(resolvePath(root, folder)).catch(() => []);
    const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name));
    for (const { name, kind } of entries) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (kind === 'directory') {
        if (holdsDocuments(name)) folders.push(path);
        continue;
      }
      if (!name.endsWith(SIDECAR_ENDING) || name === SIDECAR_ENDING) continue;
      const document = path.slice(0, -SIDECAR_ENDING.length);
      annotated.add(document);
      const uri = resolvePath(root, path);
      if (names.has(name.slice(0, -SIDECAR_ENDING.length)) || uri === codeBookSidecar || !corpus.holds(path) || orphans.length >= MOST_ORPHANS) continue;
      // Where letters of both cases are the same to the disk, the document may be called otherwise and be there all the same.
      if (await files.stat(resolvePath(root, document)).catch(() => undefined)) continue;
      const sidecar = await readSidecar(uri, files);
      if (sidecar) orphans.push({ uri, document, sidecar });
    }
  }
  return { orphans: orphans.sort((a, b) => byPath(a.document, b.document)), annotated };
}

async function readSidecar(uri: string, files: FileReader): Promise<Sidecar | undefined> {
  try {
    if (((await files.stat(uri))?.size ?? 0) > LARGEST_SIDECAR) return undefined;
    const bytes = await files.read(uri);
    const sidecar = bytes && parseSidecar(new TextDecoder('utf-8', { fatal: true }).decode(bytes), uri).sidecar;
    return sidecar && sidecar.annotations.length + sidecar.others.length > 0 ? sidecar : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Which of some documents has the text that each orphan was made on: the same text by its hash; else a text that holds nearly all
 * of the passages, found by quotation and surroundings as passages are (quotation.ts). Never a guess: all documents that fulfil this are
 * given, the likeliest first, and a sidecar without enough to go by has none. Each document is prepared once for all orphans.
 */
async function matchOrphans(orphans: readonly Orphan[], documents: readonly TextDocument[], { hash, pause }: Omit<OrphanPorts, 'files'>): Promise<MatchedOrphan[]> {
  const searched = orphans.map((orphan) => ({ orphan, wanted: new Wanted(orphan.sidecar), candidates: [] as OrphanMatch[] }));
  if (searched.length === 0) return [];
  for (const { id, text } of documents) {
    const textHash = hash(text.text);
    for (const { wanted, candidates } of searched) {
      const found = wanted.madeOn(textHash);
      if (found > 0) candidates.push({ document: id, how: 'same text', found, of: wanted.count });
    }
    await pause();
  }
  const without = searched.filter(({ wanted, candidates }) => candidates.length === 0 && wanted.isTelling);
  for (const { id, text } of without.length === 0 ? [] : documents) {
    const squeezed = new SqueezedText(text.text);
    let index: GramIndex | undefined;
    for (const { wanted, candidates } of without) {
      if (!wanted.mayStandIn(squeezed)) continue;
      const match = wanted.heldBy(squeezed, (index ??= new GramIndex(squeezed.units)));
      if (match) candidates.push({ document: id, how: 'quotations', ...match });
    }
    await pause();
  }
  return searched.map(({ orphan, candidates }) => ({ ...orphan, candidates: candidates.sort((a, b) => b.found - a.found || byPath(a.document, b.document)) }));
}

/** What a text must have to be that of an orphan. */
class Wanted {
  /** How many passages the sidecar has. */
  readonly count: number;
  readonly #hashes: readonly (string | undefined)[];
  /** Passages that stood in the text, with enough around them to be known again. */
  readonly #passages: readonly Passage[];
  readonly #samples: readonly string[];

  constructor(sidecar: Sidecar) {
    const parts = sidecar.annotations.flatMap((annotation) => annotation.parts);
    this.count = parts.length;
    this.#hashes = parts.map(({ passage }) => passage.textHash);
    const telling = parts.filter(({ anchor, gone, passage }) => anchor !== 'lost' && anchor !== 'ambiguous' && !gone && evidenceOf(passage) >= LEAST_EVIDENCE);
    this.#passages = spread(telling.map(({ passage }) => passage), MOST_PASSAGES);
    this.#samples = spread(this.#passages, SAMPLES).map(({ prefix, quote, suffix }) => {
      const { units } = new SqueezedText(quote + suffix);
      const sample = units.length < SAMPLE_LENGTH ? new SqueezedText(prefix + quote + suffix).units : units;
      return textOf(sample, Math.min(sample.length, SAMPLE_LENGTH));
    });
  }

  /** Whether there is anything to look for by quotation. */
  get isTelling(): boolean {
    return this.#passages.length > 0;
  }

  /** How many passages were last found in the text with this hash. */
  madeOn(textHash: string): number {
    return this.#hashes.filter((each) => each === textHash).length;
  }

  /** Whether a search is worth its time. */
  mayStandIn(squeezed: SqueezedText): boolean {
    return this.#samples.filter((sample) => squeezed.text.includes(sample)).length >= this.#samples.length * LEAST_SAMPLES;
  }

  /** How many passages a text holds, of how many; `undefined` when these are too few. */
  heldBy(squeezed: SqueezedText, index: GramIndex): { readonly found: number; readonly of: number } | undefined {
    const of = this.#passages.length;
    let missed = 0;
    for (const passage of this.#passages) {
      const { found, isAmbiguous } = searchQuotation(passage, squeezed, index);
      // One that stands several times is held, too.
      if (!found && !isAmbiguous) missed++;
      if (of - missed < of * LEAST_SHARE) return undefined;
    }
    return { found: of - missed, of };
  }
}

function evidenceOf({ prefix, quote, suffix }: Passage): number {
  return new SqueezedText(prefix + quote + suffix).length;
}

/** At most so many of some things, at equal distances. */
function spread<T>(all: readonly T[], most: number): readonly T[] {
  return all.length <= most ? all : Array.from({ length: most }, (_, i) => all[Math.floor((i * all.length) / most)] as T);
}

/** What a person is told of an orphan, in its file. It is no fault of the corpus, but of nobody's use until it is settled. */
export function orphanProblem({ uri, document, candidates }: MatchedOrphan): Problem {
  const problem = (message: string): Problem => ({ uri, severity: 'information', code: 'sidecar.orphan', message });
  const [first, ...others] = candidates;
  if (!first) return problem(l10n.t('{0}, which these annotations are of, is not there any more, and no document without annotations has its text.', document));
  if (others.length > 0) return problem(l10n.t('{0}, which these annotations are of, is not there any more. Its text may now be in one of these: {1}', document, candidates.map((each) => each.document).join(', ')));
  if (first.how === 'same text') return problem(l10n.t('{0}, which these annotations are of, is not there any more. The same text is now in {1}.', document, first.document));
  return problem(l10n.t('{0}, which these annotations are of, is not there any more. Its text now seems to be in {1}: {2} of {3} passages are found there.', document, first.document, first.found, first.of));
}
