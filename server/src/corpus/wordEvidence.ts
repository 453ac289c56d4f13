import { standsAsWord, type BoundaryQuestion, type KnownWords } from '../recognise/terms/segmenter';
import type { TermBase } from '../recognise/terms/termBase';
import { fold } from '../text/fold';
import type { WordCutter } from './ports';

/** Answers kept at most; a corpus asks about a dozen clauses in a million characters, one with many terms about some hundreds. */
const MOST_ANSWERS = 20_000;
/** Clauses that are remembered of a document: more than a long one asks about, and what was asked about while someone typed in it. */
const MOST_ASKED = 5000;
/** Clauses that are asked about at once; those of one document go together. */
const ASKED_AT_ONCE = 1000;

/**
 * What a corpus knows of how a segmenter cuts clauses, and what it would like to know. Recognisers ask {@link known} at once and hand out
 * the questions that it could not answer; {@link ask} has them answered later. Until then, and for good where there is
 * no segmenter, the hits in question stand.
 */
export class WordEvidence {
  readonly #cutter: WordCutter | undefined;
  /** The words of clauses, those that were needed last at the end. */
  #answers = new Map<string, readonly string[]>();
  /** By document. */
  readonly #open = new Map<string, readonly BoundaryQuestion[]>();
  /** By document: questions that are being asked, or that nobody could answer. */
  readonly #unanswered = new Map<string, readonly BoundaryQuestion[]>();
  /** Clauses that documents have asked about, by document: likely they ask again. */
  readonly #asked = new Map<string, ReadonlySet<string>>();
  #termBases: readonly TermBase[] = [];
  #words: readonly string[] | undefined;

  /** Without a cutter nothing is ever known, and nothing wanted. */
  constructor(cutter?: WordCutter) {
    this.#cutter = cutter;
  }

  /** What a recogniser asks. */
  readonly known: KnownWords = (clause) => {
    const words = this.#answers.get(clause);
    if (words) this.#keep(clause, words);
    return words;
  };

  /** The written forms of these are words that the segmenter is to know; what it said without them is forgotten. */
  setTermBases(termBases: readonly TermBase[]): void {
    this.#termBases = termBases;
    this.#words = undefined;
    this.#answers = new Map();
  }

  /** Takes the open questions of a document, in place of those before. */
  want(documentId: string, questions: readonly BoundaryQuestion[]): void {
    this.#unanswered.delete(documentId);
    this.#open.delete(documentId);
    if (questions.length === 0 || !this.#cutter) return;
    this.#open.set(documentId, questions);
    const clauses = new Set([...(this.#asked.get(documentId) ?? []), ...questions.map(({ clause }) => clause)]);
    this.#asked.set(documentId, clauses.size > MOST_ASKED ? new Set([...clauses].slice(-MOST_ASKED)) : clauses);
  }

  /** A document is no more. */
  forget(documentId: string): void {
    this.want(documentId, []);
    this.#asked.delete(documentId);
  }

  /** What is known of the clauses that a document has asked about; undefined where nobody can be asked. */
  answersTo(documentId: string): (readonly [clause: string, words: readonly string[]])[] | undefined {
    if (!this.#cutter) return undefined;
    return [...(this.#asked.get(documentId) ?? [])].flatMap((clause) => {
      const words = this.known(clause);
      return words ? [[clause, words] as const] : [];
    });
  }

  /** What a document asked that has not been answered. */
  openIn(documentId: string): readonly BoundaryQuestion[] {
    return this.#open.get(documentId) ?? this.#unanswered.get(documentId) ?? [];
  }

  /** Whether there is something to ask. */
  get hasOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Has open questions of some documents answered; resolves to the ids of those in which a hit falls, so that they have to be recognised again. */
  async ask(): Promise<readonly string[]> {
    const answers = this.#answers;
    const documents = new Map<string, readonly BoundaryQuestion[]>();
    const clauses = new Set<string>();
    for (const [id, questions] of this.#open) {
      documents.set(id, questions);
      this.#open.delete(id);
      this.#unanswered.set(id, questions);
      // Another document may have asked before.
      for (const { clause } of questions) if (!this.known(clause)) clauses.add(clause);
      if (clauses.size >= ASKED_AT_ONCE) break;
    }
    const cuts = clauses.size > 0 ? await this.#cutter?.cut([...clauses], this.#userWords()) : [];
    // With other term bases documents are recognised again, and ask again.
    if (!cuts || answers !== this.#answers) return [];
    for (const [i, clause] of [...clauses].entries()) this.#keep(clause, cuts[i] ?? [clause]);
    const fallen: string[] = [];
    for (const [id, questions] of documents) {
      // One that was recognised again meanwhile has asked anew.
      if (this.#unanswered.get(id) !== questions) continue;
      this.#unanswered.delete(id);
      if (questions.some((question) => !standsAsWord(answers.get(question.clause) ?? [], question))) fallen.push(id);
    }
    return fallen;
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
