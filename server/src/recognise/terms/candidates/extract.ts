import { sortedInSteps, type Steps } from '../../../text/steps';
import type { Candidate } from './candidate';
import { marksOf, type Mark } from './marks';
import { repeatedNgrams } from './ngrams';
import { placesOf } from './places';
import { countRows } from './rowCounts';
import { byScore, rowsToCount, scored, type Draft, type Scored, type Statistics } from './score';
import { NAME_OR_TERM, shapeOf } from './shape';
import { SymbolRow, type CandidateTexts, type SymbolSpan } from './symbols';

export interface ExtractOptions {
  /** How many candidates at most; 500 when absent. */
  readonly limit?: number | undefined;
  /** Candidates that stand less often need a definition, an English name or another name; by the size of the corpus when absent. */
  readonly minFrequency?: number | undefined;
  /** Whether a folded form is one that a term base has, or that the user does not want. */
  readonly isKnown?: ((form: string) => boolean) | undefined;
  /** Places told of each candidate at most; all when absent. */
  readonly places?: number | undefined;
}

/** The longest candidate, in symbols (a Han character or a Latin word is one). */
const LONGEST = 12;
/** Share of the occurrences at which a word must be able to begin and end. */
const BOUNDARIES = 0.6;
/** Drafts that are looked at in one step, where that is a matter of microseconds for each. */
const STEP = 200;

/**
 * The term candidates of a corpus, the best first. What is frequent is found by counting characters, without dividing the
 * texts into words first; the cheapest division and classes of words are evidence afterwards. A candidate of low
 * frequency is taken when the text itself marks it as a name.
 *
 * Time is linear in the size of the texts; memory about ten bytes for each of their characters, and twenty for each row of characters that is repeated.
 */
export function* extractCandidates(texts: CandidateTexts, options: ExtractOptions = {}): Steps<Candidate[]> {
  const isKnown = options.isKnown ?? (() => false);
  const row = new SymbolRow(texts.units, texts.count);
  const marks: Mark[] = [];
  for (let index = 0; index < texts.count; index++) {
    const text = yield* texts.open(index);
    yield* row.add(text);
    for (const mark of yield* marksOf(row, index, text, LONGEST)) marks.push(mark);
  }
  const least = options.minFrequency ?? leastFrequencyFor(row.length);
  const drafts = new Drafts(row, isKnown);
  yield* repeatedNgrams(row, least, LONGEST, (ngram) => {
    if (ngram.begins < BOUNDARIES || ngram.ends < BOUNDARIES) return;
    // A row that nearly always goes on in the same way is a piece of a longer one.
    if (Math.min(ngram.left, ngram.right) < Math.min(1, 0.5 * Math.log(ngram.frequency))) return;
    if (ngram.length === 1 && !row.isLatin(row.symbols[ngram.first] as number)) return;
    drafts.add(ngram, ngram);
  });
  for (const [i, mark] of marks.entries()) {
    if (i % STEP === 0) yield;
    drafts.mark(mark);
  }
  const kept = yield* drafts.kept(least);
  const counts = yield* countRows(row, rowsToCount(kept.values()));
  const all: Scored[] = [];
  for (const draft of kept.values()) {
    if (all.length % STEP === 0) yield;
    all.push(scored(draft, row.length, counts));
  }
  const pieces = yield* piecesAmong(all);
  const chosen = (yield* sortedInSteps(all.filter(({ form }) => !pieces.has(form)), byScore)).slice(0, options.limit ?? 500);
  return yield* placesOf(chosen, texts, row, options.places ?? Number.MAX_SAFE_INTEGER);
}

const RARE: Statistics = { frequency: 1, documents: 1, left: 0, right: 0 };
/** Fitness of what is defined and has no words of a term. */
const DEFINED = 0.5;

/** In a small corpus two occurrences tell something; in a large one hardly anything stands only twice. */
function leastFrequencyFor(symbols: number): number {
  return Math.max(2, Math.round(symbols / 2_000_000));
}

/** The key that unites written forms of a folded candidate. */
export function keyOf(form: string): string {
  return form.replace(/(?<![A-Za-z0-9]) | (?![A-Za-z0-9])/g, '');
}

/** What may become a candidate, by form. */
class Drafts {
  readonly #row: SymbolRow;
  readonly #isKnown: (form: string) => boolean;
  readonly #drafts = new Map<string, Draft>();
  /** How often forms stand that are names of something. */
  readonly #names = new Map<string, number>();

  constructor(row: SymbolRow, isKnown: (form: string) => boolean) {
    this.#row = row;
    this.#isKnown = isKnown;
  }

  /** The draft of some symbols, a new one if need be; nothing where they are known or no term. */
  add({ first, length }: SymbolSpan, { frequency, documents, left, right }: Statistics, isDefined = false): Draft | undefined {
    const form = this.#row.formOf({ first, length });
    const known = this.#drafts.get(form);
    if (known) return known;
    if (this.#isKnown(form)) return undefined;
    const judged = shapeOf(form, this.#isKnown);
    // What a text defines in so many words is a term of that text, though its words alone would not tell (网络隔离指的是…).
    const shape = isDefined && !judged.isName && judged.words.length > 1 ? { ...judged, fitness: Math.max(judged.fitness, DEFINED) } : judged;
    if (shape.isName) this.#names.set(form, frequency);
    if (shape.fitness === 0) return undefined;
    const draft: Draft = { form, first, length, shape, frequency, documents, left, right, marks: [], nested: { sum: 0, count: 0 } };
    this.#drafts.set(form, draft);
    return draft;
  }

  mark(mark: Mark): void {
    const draft = this.#drafts.get(this.#row.formOf(mark)) ?? (mark.openStart ? (this.#longestEndingWith(mark) ?? this.#firstEndingWith(mark)) : this.add(mark, RARE, mark.kind === 'defined'));
    draft?.marks.push(mark);
  }

  /** Those that are frequent enough or trusted, and no beginnings of names; each knows of the longer ones that hold it. */
  *kept(least: number): Steps<ReadonlyMap<string, Draft>> {
    let seen = 0;
    for (const [form, draft] of this.#drafts) {
      if (++seen % STEP === 0) yield;
      if ((draft.frequency < least || draft.shape.fitness === NAME_OR_TERM) && !isTrusted(draft)) this.#drafts.delete(form);
    }
    yield* this.#dropNames();
    yield* this.#nest();
    return this.#drafts;
  }

  /** Of a stretch whose beginning is not said the longest draft that ends with it. */
  #longestEndingWith({ first, length }: SymbolSpan): Draft | undefined {
    for (let skip = 1; skip < length; skip++) {
      const draft = this.#drafts.get(this.#row.formOf({ first: first + skip, length: length - skip }));
      if (draft) return draft;
    }
    return undefined;
  }

  /** Of such a stretch the longest end that could be a term, from where a word may begin. */
  #firstEndingWith({ first, length }: SymbolSpan): Draft | undefined {
    for (let skip = 0; skip < length; skip++) {
      const draft = this.#row.begins(first + skip) ? this.add({ first: first + skip, length: length - skip }, RARE) : undefined;
      if (draft) return draft;
    }
    return undefined;
  }

  /** What a name of a company or place begins with is a name itself, where it is often enough followed by the rest (某某 in 某某传媒, 某某市). */
  *#dropNames(): Steps<void> {
    let seen = 0;
    for (const [name, frequency] of this.#names) {
      if (++seen % STEP === 0) yield;
      for (let end = 2; end < name.length; end++) {
        const draft = this.#drafts.get(name.slice(0, end));
        if (draft && frequency >= NAMED_OFTEN * draft.frequency && !draft.shape.hasHead) this.#drafts.delete(draft.form);
      }
    }
  }

  /** Tells every draft of the longer ones that hold it. */
  *#nest(): Steps<void> {
    let seen = 0;
    for (const draft of this.#drafts.values()) {
      if (++seen % STEP === 0) yield;
      for (let length = draft.length - 1; length >= 1; length--) {
        for (let skip = 0; skip + length <= draft.length; skip++) {
          const inner = this.#drafts.get(this.#row.formOf({ first: draft.first + skip, length }));
          if (!inner || inner === draft) continue;
          inner.nested.sum += draft.frequency;
          inner.nested.count++;
        }
      }
    }
  }
}

const NAMED_OFTEN = 0.2;

/** A rare candidate is taken only when the text defines it, or names it in another way; in quotation marks, when it is built like a term. */
function isTrusted({ marks, shape }: Draft): boolean {
  return marks.some(({ kind }) => kind === 'defined' || kind === 'glossed' || kind === 'alias' || kind === 'aliased') || (marks.length > 0 && shape.hasHead);
}

/** Forms that stand nearly always inside one longer candidate, or are another one with a word more that changes nothing. */
function* piecesAmong(all: readonly Scored[]): Steps<ReadonlySet<string>> {
  const byForm = new Map(all.map((draft) => [draft.form, draft]));
  const pieces = new Set<string>();
  for (const [i, draft] of all.entries()) {
    if (i % STEP === 0) yield;
    for (let start = 0; start < draft.form.length; start++) {
      for (let end = start + 2; end <= draft.form.length; end++) {
        if (end - start === draft.form.length) continue;
        const inner = byForm.get(draft.form.slice(start, end));
        if (inner && draft.frequency >= MOSTLY * inner.frequency && !inner.marks.some(({ kind }) => kind !== 'quoted')) pieces.add(inner.form);
      }
    }
  }
  return pieces;
}

const MOSTLY = 0.7;
