import { RequestType, type Range } from 'vscode-languageserver-protocol';

// Candidates for terms, and adding to the term base of a corpus.

/**
 * The terms that corpora use and their term bases lack, the best first, of one corpus or of all. They are counted
 * anew for each request, in time that grows with the texts.
 */
export const CandidatesRequest = new RequestType<CandidatesParams, CandidateInfo[], void>('meipi/candidates');

export interface CandidatesParams {
  /** The corpus root; absent for all corpora. */
  readonly corpus?: string;
  /** How many of each corpus; {@link CANDIDATES} when absent or more. */
  readonly limit?: number;
}

/** Candidates of a corpus given at most. */
export const CANDIDATES = 500;

/** Places given of each candidate at most. */
export const CANDIDATE_CONTEXTS = 50;

export interface CandidateInfo {
  readonly corpus: string;
  /** In Simplified characters. */
  readonly form: string;
  /** As the documents write it, in any script, the most frequent first. */
  readonly forms: readonly string[];
  readonly score: number;
  readonly frequency: number;
  readonly documents: number;
  /** The sentence of a document that defines it best. */
  readonly definition?: { readonly uri: string; readonly range: Range; readonly text: string };
  readonly aliases: readonly string[];
  readonly english?: string;
  /** The first {@link CANDIDATE_CONTEXTS} places. */
  readonly contexts: readonly CandidateContext[];
}

export interface CandidateContext {
  readonly uri: string;
  readonly range: Range;
  /** What stands around it, on one line. */
  readonly text: string;
}

/**
 * A new concept. Either `corpus` and `form` are given, or `uri` and `range`: then the form is what stands there. What is left
 * out is taken from the candidate of that form, if there is one.
 */
export interface AddTermArguments {
  readonly corpus?: string | undefined;
  readonly form?: string | undefined;
  readonly uri?: string | undefined;
  readonly range?: Range | undefined;
  readonly forms?: readonly string[] | undefined;
  readonly aliases?: readonly string[] | undefined;
  readonly english?: string | undefined;
  /** A definition; empty for none, not even the sentence that the corpus has. */
  readonly definition?: string | undefined;
}

export interface AddedTerm {
  /** Id of the concept, without a prefix. */
  readonly id: string;
  /** URI of the term base it was written to. */
  readonly file: string;
  /** Where the entry stands in it. */
  readonly range: Range;
  /** The term base was made, and named in corpus.json. */
  readonly created: boolean;
}

/** A mention that was found by a proposed form, or a place in it. */
export interface ForbidFormArguments {
  readonly uri: string;
  readonly range: Range;
}

export interface ForbiddenForm {
  /** Id of the concept, without a prefix. */
  readonly id: string;
  readonly form: string;
  /** URI of the term base, and the entry in it. */
  readonly file: string;
  readonly range: Range;
}

export interface HideCandidateArguments {
  readonly corpus: string;
  readonly form: string;
  /** False shows it again. */
  readonly hide?: boolean | undefined;
}

/** Part of the commands of the server (index.ts). */
export const TermCommand = {
  /** {@link AddTermArguments} to {@link AddedTerm}: writes a concept into the corpus's own term base */
  addTerm: 'meipi.server.addTerm',
  /** {@link ForbidFormArguments} to {@link ForbiddenForm}: a form that was only proposed is forbidden in the corpus's own term base */
  forbidForm: 'meipi.server.forbidForm',
  /** {@link HideCandidateArguments} to null: a candidate that is no term is remembered in corpus.json */
  hideCandidate: 'meipi.server.hideCandidate',
} as const;
