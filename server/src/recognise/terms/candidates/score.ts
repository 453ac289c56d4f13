import { wordCost } from '../../sources/wordCosts';
import type { ScoreParts } from './candidate';
import type { Mark } from './marks';
import type { Counts } from './rowCounts';
import type { Shape } from './shape';
import type { SymbolSpan } from './symbols';

export interface Statistics {
  readonly frequency: number;
  readonly documents: number;
  /** Branching entropies, in nats. */
  readonly left: number;
  readonly right: number;
}

/** What may become a candidate: its symbols where it stands first, and what is known of it. */
export interface Draft extends Statistics, SymbolSpan {
  readonly form: string;
  readonly shape: Shape;
  readonly marks: Mark[];
  /** Of the longer drafts that hold this one: how many, and how often they stand together. */
  readonly nested: { sum: number; count: number };
}

export interface Scored extends Draft {
  readonly score: number;
  readonly parts: ScoreParts;
}

/** A longer row of characters is no more of a term: the length that C-value rewards ends here. */
const LONG = 6;
const CHANCE = 0.8;

/** Scores a draft; `total` is the size of the corpus in symbols, `counts` has its {@link rowsToCount}. */
export function scored(draft: Draft, total: number, counts: Counts): Scored {
  const parts = partsOf(draft, total, counts);
  // Twice in one text, with nothing else to tell a term, may be a turn of phrase of its writer.
  const isChance = draft.frequency <= 2 && draft.documents < 2 && draft.marks.length === 0 && !draft.shape.hasHead;
  return { ...draft, parts, score: scoreOf(parts) * (isChance ? CHANCE : 1) };
}

/** The rows of symbols whose frequencies the scores of drafts ask for. */
export function* rowsToCount(drafts: Iterable<Draft>): Generator<SymbolSpan, void, void> {
  for (const draft of drafts) {
    for (const [left, right] of joints(draft)) {
      yield left;
      yield right;
    }
    yield* wordsIn(draft);
  }
}

/** The best first. */
export function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.form < b.form ? -1 : 1);
}

/** Frequency counts by its logarithm, and the more, the more the rest speaks for a term. */
function scoreOf({ cValue, cohesion, freedom, contrast, evidence, shape }: ScoreParts): number {
  return shape * (Math.log2(1 + cValue) * (0.45 * cohesion + 0.2 * freedom + 0.35 * contrast) + 2 * evidence);
}

function partsOf(draft: Draft, total: number, counts: Counts): ScoreParts {
  const { frequency, nested, length } = draft;
  const standing = nested.count === 0 ? frequency : frequency - nested.sum / nested.count;
  return {
    // A single Latin word has one symbol; it counts as two characters would.
    cValue: Math.log2(Math.min(LONG, Math.max(2, length))) * Math.max(0, standing),
    cohesion: cohesionOf(draft, total, counts),
    freedom: Math.min(1, Math.min(draft.left, draft.right) / Math.log(8)),
    contrast: contrastOf(draft, total, counts),
    evidence: evidenceOf(draft),
    shape: draft.shape.fitness,
  };
}

/** Normalised pointwise mutual information (Bouma 2009) at the joint of two words where it is least; from 0 to 1. */
function cohesionOf(draft: Draft, total: number, counts: Counts): number {
  const { length, frequency } = draft;
  if (length === 1) return 1;
  let weakest = 1;
  for (const [left, right] of joints(draft)) {
    const expected = counts.frequency(left.first, left.length) * counts.frequency(right.first, right.length);
    const information = Math.log((frequency * total) / expected) / Math.log(total / frequency);
    weakest = Math.min(weakest, information);
  }
  return Math.max(0, weakest);
}

/** What stands on both sides of the joints of words; of a single word, of all joints. */
function joints({ first, length, shape: { words } }: Draft): (readonly [SymbolSpan, SymbolSpan])[] {
  if (length === 1) return [];
  let joint = 0;
  const places = words.length > 1 ? words.slice(0, -1).map((word) => (joint += symbolsIn(word))) : Array.from({ length: length - 1 }, (_, i) => i + 1);
  return places.map((at) => [{ first, length: at }, { first: first + at, length: length - at }]);
}

/** How much more frequent its words are here than in general language: the mean of ln (p here / p there), from 0 (as frequent) to 1 (e^6 times). */
function contrastOf(draft: Draft, total: number, counts: Counts): number {
  let sum = 0;
  let known = 0;
  for (const { first, length, cost } of wordsIn(draft)) {
    // There are some 0.6 words to a character.
    const here = counts.frequency(first, length) / (0.6 * total);
    sum += Math.max(-1, Math.min(1, (Math.log(here) + cost / 2) / 6));
    known++;
  }
  return known === 0 ? 1 : Math.max(0, sum / known);
}

/** Those of its words that general language has, with their costs. */
function wordsIn({ first, shape: { words } }: Draft): (SymbolSpan & { readonly cost: number })[] {
  const found: (SymbolSpan & { readonly cost: number })[] = [];
  let at = first;
  for (const word of words) {
    const length = symbolsIn(word);
    const cost = wordCost(word);
    if (cost !== undefined) found.push({ first: at, length, cost });
    at += length;
  }
  return found;
}

function symbolsIn(word: string): number {
  return /^[A-Za-z0-9]/.test(word) ? 1 : word.length;
}

function evidenceOf({ marks, shape, documents }: Draft): number {
  const has = (kind: Mark['kind']): number => (marks.some((mark) => mark.kind === kind) ? 1 : 0);
  const spread = Math.min(1, Math.log2(documents) / 3);
  return Math.min(1, 0.35 * has('defined') + 0.35 * has('glossed') + 0.25 * Math.max(has('alias'), has('aliased')) + 0.2 * has('quoted') + 0.2 * Number(shape.hasHead) + 0.2 * spread);
}
