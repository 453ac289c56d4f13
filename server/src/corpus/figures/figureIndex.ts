import type { Corpus, CorpusDocument } from '../corpus';
import { byPath } from '../fileList';
import type { Cancellation } from '../ports';
import { compareFigures, compareInSteps, type MeasuredThing } from './comparison';
import { finish, inTurns, type Steps } from '../../text/steps';
import { isFigure, readNumbers, type Figure } from './figure';

/** Documents that a question reads itself. */
const AT_ONCE = 20;
/** Numbers that are read before other work is let in, a document counting as so many. */
const BREATH = 1000;
const DOCUMENT = 100;

/**
 * The figures of a corpus by the thing that they measure. Kept document by document: after a change only what was recognised anew is
 * read again.
 */
class FigureIndex {
  readonly #corpus: Corpus;
  /** By document, what it had when it was last read. */
  readonly #read = new Map<CorpusDocument, { readonly revision: number; readonly figures: readonly Figure[] }>();
  /** By key of the thing, then by document. */
  readonly #byThing = new Map<string, Map<CorpusDocument, Figure[]>>();
  #figures: readonly Figure[] | undefined;
  #things: readonly MeasuredThing[] | undefined;
  /** How often something was read or let go of. */
  #changes = 0;

  constructor(corpus: Corpus) {
    this.#corpus = corpus;
  }

  /**
   * The figures of a thing in the order of the corpus, at once: while more than a few documents are not read yet ({@link update}), or are being recognised
   * again, those that were read before. None of a document in which someone types. The corpus has been indexed once.
   */
  ofThing(key: string): readonly Figure[] {
    const stale = this.#settledOnes();
    if (stale.length <= AT_ONCE && this.#corpus.isIndexed) for (const document of stale) finish(this.#put(document));
    return this.#inOrder(key);
  }

  /**
   * Brings all documents up to date, letting other work in between; false when cancelled. Recognises what is not yet, but for a document in which
   * someone types meanwhile: what was read of it before is kept until they pause.
   */
  async update(token: Cancellation, pause: () => Promise<void>): Promise<boolean> {
    await this.#corpus.recognise(token);
    // Texts may change during a pause.
    for (let stale = this.#settledOnes(); stale.length > 0; stale = this.#settledOnes()) {
      let sincePause = 0;
      for (const document of stale) {
        if (token.isCancellationRequested) return false;
        if (document.isProvisional) continue;
        const steps = this.#put(document);
        for (let step = steps.next(); !step.done; step = steps.next()) {
          await pause();
          if (token.isCancellationRequested) return false;
          if (document.isProvisional || this.#corpus.document(document.id) !== document) break;
        }
        sincePause += DOCUMENT + (this.#read.get(document)?.figures.length ?? 0);
        if (sincePause < BREATH) continue;
        sincePause = 0;
        await pause();
      }
    }
    return !token.isCancellationRequested;
  }

  /** All figures, document by document, in text order. */
  get figures(): readonly Figure[] {
    return (this.#figures ??= [...this.#eachFigure()]);
  }

  /** All things side by side, as {@link compareFigures} sorts them. */
  get things(): readonly MeasuredThing[] {
    return (this.#things ??= compareFigures(this.figures));
  }

  /** Sets all things side by side, letting other work in between, so that {@link figures} and {@link things} are at hand; false when cancelled. */
  async compare(token: Cancellation, pause: () => Promise<void>): Promise<boolean> {
    while (!this.#things || !this.#figures) {
      const figures: Figure[] = [];
      const changes = this.#changes;
      const things = await inTurns(compareInSteps(this.#eachFigure((figure) => figures.push(figure))), pause, () => token.isCancellationRequested || changes !== this.#changes);
      if (token.isCancellationRequested) return false;
      if (!things) continue;
      this.#figures = figures;
      this.#things = things;
    }
    return true;
  }

  *#eachFigure(visit?: (figure: Figure) => void): Generator<Figure, void, void> {
    for (const document of this.#corpus.documents) {
      for (const figure of this.#read.get(document)?.figures ?? []) {
        if (!isFigure(figure)) continue;
        visit?.(figure);
        yield figure;
      }
    }
  }

  #inOrder(key: string): Figure[] {
    const byDocument = this.#byThing.get(key);
    if (!byDocument) return [];
    return [...byDocument].sort(([a], [b]) => byPath(a.id, b.id)).flatMap(([, figures]) => figures);
  }

  /** Documents that are new or were recognised anew; those that are no more are let go of. */
  #stale(): CorpusDocument[] {
    const { documents } = this.#corpus;
    if (documents.length !== this.#read.size || documents.some((document) => !this.#read.has(document))) {
      const now = new Set(documents);
      for (const document of [...this.#read.keys()]) if (!now.has(document)) this.#remove(document);
    }
    return documents.filter((document) => this.#read.get(document)?.revision !== document.revision);
  }

  /** Those of them in which nobody types. */
  #settledOnes(): CorpusDocument[] {
    return this.#stale().filter(({ isProvisional }) => !isProvisional);
  }

  /** Nothing is put where the document was replaced by another meanwhile. */
  *#put(document: CorpusDocument): Steps<void> {
    const { revision } = document;
    if (this.#corpus.document(document.id) !== document) return;
    const figures = yield* readNumbers(this.#corpus, document);
    if (this.#corpus.document(document.id) !== document) return;
    this.#remove(document);
    this.#read.set(document, { revision, figures });
    for (const figure of figures) {
      if (!figure.thing || !isFigure(figure)) continue;
      let byDocument = this.#byThing.get(figure.thing.key);
      if (!byDocument) this.#byThing.set(figure.thing.key, (byDocument = new Map<CorpusDocument, Figure[]>()));
      const own = byDocument.get(document);
      if (own) own.push(figure);
      else byDocument.set(document, [figure]);
    }
  }

  #remove(document: CorpusDocument): void {
    this.#figures = undefined;
    this.#things = undefined;
    this.#changes++;
    for (const { thing } of this.#read.get(document)?.figures ?? []) {
      const byDocument = thing && this.#byThing.get(thing.key);
      if (byDocument?.delete(document) && byDocument.size === 0) this.#byThing.delete(thing?.key ?? '');
    }
    this.#read.delete(document);
  }
}

const indexes = new WeakMap<Corpus, FigureIndex>();

/** The one index of a corpus. */
export function figureIndexOf(corpus: Corpus): FigureIndex {
  let index = indexes.get(corpus);
  if (!index) indexes.set(corpus, (index = new FigureIndex(corpus)));
  return index;
}
