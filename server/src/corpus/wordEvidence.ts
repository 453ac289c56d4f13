import { standsAsWord, type BoundaryQuestion, type KnownWords } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';
import { fold } from '../text/fold';
import type { WordCutter } from './ports';

/** Answers kept at most; a corpus asks about a dozen clauses in a million characters. */
const MOST_ANSWERS = 10_000;
/** Clauses that are remembered of a document. */
const MOST_ASKED = 500;

/**
 * What a corpus knows of how a segmenter cuts clauses, and what it would like to know. Recognisers ask {@link known} at once and hand out
 * the questions that it could not answer; {@link ask} has those of a document answered later. Until then, and for good where there is
 * no segmenter, the hits in question stand.
 */
export class WordEvidence {
  readonly #cutter: WordCutter | undefined;
  /** The words of clauses, those asked about last at the end. */
  #answers = new Map<string, readonly string[]>();
  /** By document. */
  readonly #open = new Map<string, readonly BoundaryQuestion[]>();
  /** Clauses that documents have asked about, by document: likely they ask again. */
  readonly #asked = new Map<string, ReadonlySet<string>>();
  /** Documents with questions that nobody could answer, or has yet. */
  readonly #unanswered = new Set<string>();
  #termBases: readonly TermBase[] = [];
  #words: readonly string[] | undefined;

  /** Without a cutter nothing is ever known, and nothing wanted. */
  constructor(cutter?: WordCutter) {
    this.#cutter = cutter;
  }

  /** What a recogniser asks. */
  readonly known: KnownWords = (clause) => this.#answers.get(clause);

  /** The written forms of these are words that the segmenter is to know; what it said without them is forgotten. */
  setTermBases(termBases: readonly TermBase[]): void {
    this.#termBases = termBases;
    this.#words = undefined;
    this.#answers = new Map();
  }

  /** Takes the open questions of a document, in place of those before. */
  want(documentId: string, questions: readonly BoundaryQuestion[]): void {
    this.#unanswered.delete(documentId);
    if (questions.length > 0 && this.#cutter) {
      this.#open.set(documentId, questions);
      const clauses = [...new Set([...(this.#asked.get(documentId) ?? []), ...questions.map(({ clause }) => clause)])];
      this.#asked.set(documentId, new Set(clauses.slice(-MOST_ASKED)));
    } else this.#open.delete(documentId);
  }

  /** What is known of the clauses that a document has asked about; undefined where nobody can be asked. */
  answersTo(documentId: string): (readonly [clause: string, words: readonly string[]])[] | undefined {
    if (!this.#cutter) return undefined;
    return [...(this.#asked.get(documentId) ?? [])].flatMap((clause) => {
      const words = this.#answers.get(clause);
      return words ? [[clause, words] as const] : [];
    });
  }

  /** Whether all that a document asked was answered. */
  isSettled(documentId: string): boolean {
    return !this.#open.has(documentId) && !this.#unanswered.has(documentId);
  }

  /** Documents with open questions; one that gets some while this is walked is reached. */
  get documents(): IterableIterator<string> {
    return this.#open.keys();
  }

  /** Has the open questions of a document answered; resolves to whether a hit falls, so that the document has to be recognised again. */
  async ask(documentId: string): Promise<boolean> {
    const questions = this.#open.get(documentId) ?? [];
    this.#open.delete(documentId);
    // Until there are answers; if it is recognised again meanwhile, it asks anew.
    this.#unanswered.add(documentId);
    const answers = this.#answers;
    // Another document may have asked meanwhile.
    const clauses = [...new Set(questions.map(({ clause }) => clause))].filter((clause) => !answers.has(clause));
    const cuts = clauses.length > 0 ? await this.#cutter?.cut(clauses, this.#userWords()) : [];
    // With other term bases the document is recognised again, and asks again.
    if (!cuts || answers !== this.#answers) return false;
    this.#unanswered.delete(documentId);
    clauses.forEach((clause, i) => this.#keep(clause, cuts[i] ?? [clause]));
    return questions.some((question) => !standsAsWord(answers.get(question.clause) ?? [], question));
  }

  #keep(clause: string, words: readonly string[]): void {
    this.#answers.delete(clause);
    this.#answers.set(clause, words);
    if (this.#answers.size <= MOST_ANSWERS) return;
    for (const oldest of this.#answers.keys()) {
      this.#answers.delete(oldest);
      return;
    }
  }

  /** Folded, as the clauses are. */
  #userWords(): readonly string[] {
    return (this.#words ??= [...new Set(this.#termBases.flatMap(formsOf).map(fold))]);
  }
}

function formsOf({ concepts }: TermBase): string[] {
  return concepts.flatMap(({ forms }) => Object.values(forms).flatMap((ofLanguage) => ofLanguage ?? []));
}
