import type { EstablishedName } from '../../recognise/sources/established';
import type { RelevantNames } from './knownNames';
import { NameRegister } from './nameRegister';

/** What there is to know of the names themselves. */
export type RegisteredNames = Omit<NameRegister, 'replace'>;

/** A document, as far as names are looked for in it. */
interface ReadDocument {
  readonly reading: { readonly text: string };
}

/** In place of a digest of names, for a document that is not recognised again. */
const GIVEN_UP = '';
/** Of the names with which an earlier session recognised: no version of the register has it. */
const UNKNOWN_VERSION = -1;

/**
 * With which names the sources of each document were recognised, and whether these are still the ones that matter to it.
 *
 * The names are known by their digest. A document is *checked* while no name has become known or unknown since it was found that its digest is that of
 * the names that matter to it, and *unchecked* from then on until somebody looks ({@link check}). Every document with a digest is one of the two,
 * and no other document is; only documents that the corpus has come in.
 */
export class SourceNames<D extends ReadDocument> {
  readonly #isInCorpus: (document: D) => boolean;
  readonly #register = new NameRegister();
  readonly #digests = new Map<D, string>();
  #unchecked = new Set<D>();
  #checked = new Set<D>();
  /** Of documents known from an earlier session: the digest of all names at which those in {@link #digests} were the ones that matter. */
  readonly #keptAt = new Map<D, string>();

  /** @param isInCorpus whether a document is in the corpus, and has not been replaced */
  constructor(isInCorpus: (document: D) => boolean) {
    this.#isInCorpus = isInCorpus;
  }

  /** The names that the documents establish for each other. */
  get register(): RegisteredNames {
    return this.#register;
  }

  /** The names that matter to a document by what is known now. */
  relevantTo(document: D): RelevantNames {
    return this.#register.relevantTo(document.reading.text);
  }

  /** Puts what a document establishes in place of what it did before. Whether names became known or unknown by it: then all documents are unchecked. */
  establish(documentId: string, names: readonly EstablishedName[]): boolean {
    const before = this.#register.version;
    this.#register.replace(documentId, names);
    if (this.#register.version === before) return false;
    if (this.#unchecked.size === 0) [this.#unchecked, this.#checked] = [this.#checked, this.#unchecked];
    for (const document of this.#checked) this.#unchecked.add(document);
    this.#checked.clear();
    return true;
  }

  // #region What was recognised with which names

  /** The sources of a document were recognised with the names of a digest, which are those that mattered to it at a version of the register. */
  use(document: D, digest: string, version: number): void {
    this.forget(document);
    // One that was replaced while it was recognised is nothing to come back to.
    if (!this.#isInCorpus(document)) return;
    this.#digests.set(document, digest);
    (version === this.#register.version ? this.#checked : this.#unchecked).add(document);
  }

  /** Likewise in an earlier session, when all names had the digest `registered`. */
  useKept(document: D, digest: string, registered: string): void {
    this.use(document, digest, UNKNOWN_VERSION);
    if (this.#digests.has(document)) this.#keptAt.set(document, registered);
  }

  /** The sources of a document are left as they are, whatever names become known. */
  giveUp(document: D): void {
    this.use(document, GIVEN_UP, this.#register.version);
  }

  /** The sources of a document are to be recognised again, or it is no more. */
  forget(document: D): void {
    this.#keptAt.delete(document);
    this.#digests.delete(document);
    this.#unchecked.delete(document);
    this.#checked.delete(document);
  }

  /** The digest of the names with which the sources of a document were recognised; undefined where they are not. */
  digestOf(document: D): string | undefined {
    return this.#digests.get(document);
  }

  isGivenUp(document: D): boolean {
    return this.#digests.get(document) === GIVEN_UP;
  }

  // #endregion

  // #region Whether they are still the ones that matter

  /** Documents to which other names may matter by now. While this is walked others may come in, or all may: then this is no longer the set. */
  get unchecked(): ReadonlySet<D> {
    return this.#unchecked;
  }

  isChecked(document: D): boolean {
    return this.#checked.has(document);
  }

  /** Looks through a document for names, if it is unchecked; false where others matter than those its sources were recognised with: these are forgotten. */
  check(document: D): boolean {
    if (!this.#unchecked.delete(document)) return true;
    const holds = this.isGivenUp(document) || this.relevantTo(document).digest === this.#digests.get(document);
    if (holds) this.#checked.add(document);
    else this.forget(document);
    return holds;
  }

  /** Once all documents are surveyed: where all names are those of an earlier session, no document has to be looked through for them. */
  checkKept(): void {
    if (this.#keptAt.size === 0) return;
    const { digest } = this.#register;
    for (const [document, registered] of this.#keptAt) if (registered === digest && this.#unchecked.delete(document)) this.#checked.add(document);
    this.#keptAt.clear();
  }

  // #endregion
}
