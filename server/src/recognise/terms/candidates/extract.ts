import { lowerBound, type Span } from '../../../text/span';
import type { Steps } from '../../../text/steps';
import { wordCost } from '../../sources/wordCosts';
import type { TermTag } from '../../tags';
import { findDefinitions } from '../definitions';
import type { Candidate, DefinitionPlace, Place, ScoreParts } from './candidate';
import { isShortFor, markedNames, readGloss, type Marked } from './evidence';
import { repeatedNgrams, type Counts } from './ngrams';
import { NAME_OR_TERM, shapeOf, type Shape } from './shape';
import { SEPARATOR, SymbolRow, type CandidateText } from './symbols';

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

/** A longer row of characters is no more of a term: the length that C-value rewards ends here. */
const LONG = 6;
/** The longest candidate, in symbols (a Han character or a Latin word is one). */
const LONGEST = 12;
/** Share of the occurrences at which a word must be able to begin and end. */
const BOUNDARIES = 0.6;

/**
 * The term candidates of a corpus, the best first. What is frequent is found by counting characters, without dividing the
 * texts into words first; the cheapest division and classes of words are evidence afterwards. A candidate of low
 * frequency is taken when the text itself marks it as a name.
 *
 * Time is linear in the size of the texts; memory about 60 bytes for each of their characters.
 */
export function* extractCandidates(texts: readonly CandidateText[], options: ExtractOptions = {}): Steps<Candidate[]> {
  const row = new SymbolRow(texts.reduce((sum, { text }) => sum + text.length, 0), texts.length);
  for (const text of texts) {
    yield;
    row.add(text);
  }
  const least = options.minFrequency ?? leastFrequencyFor(row.length);
  const isKnown = options.isKnown ?? (() => false);
  const drafts = new Map<string, Draft>();
  const names = new Map<string, number>();
  const add = (first: number, length: number, statistics: Statistics, isDefined = false): Draft | undefined => {
    const form = formAt(texts, row, first, length);
    const known = drafts.get(form);
    if (known) return known;
    if (isKnown(form)) return undefined;
    const judged = shapeOf(form, isKnown);
    // What a text defines in so many words is a term of that text, though its words alone would not tell (网络隔离指的是…).
    const shape = isDefined && !judged.isName && judged.words.length > 1 ? { ...judged, fitness: Math.max(judged.fitness, DEFINED) } : judged;
    if (shape.isName) names.set(form, statistics.frequency);
    if (shape.fitness === 0) return undefined;
    const draft: Draft = { form, first, length, shape, ...statistics, marks: [], nested: { sum: 0, count: 0 } };
    drafts.set(form, draft);
    return draft;
  };
  const counts = yield* repeatedNgrams(row, 2, LONGEST, (ngram) => {
    if (ngram.frequency < least || ngram.begins < BOUNDARIES || ngram.ends < BOUNDARIES) return;
    // A row that nearly always goes on in the same way is a piece of a longer one.
    if (Math.min(ngram.left, ngram.right) < Math.min(1, 0.5 * Math.log(ngram.frequency))) return;
    if (ngram.length === 1 && !row.isLatin(row.symbols[ngram.first] as number)) return;
    add(ngram.first, ngram.length, ngram);
  });
  for (const [index, text] of texts.entries()) {
    yield;
    for (const marked of markedNames(text.text)) {
      const at = symbolsOf(row, index, marked);
      if (!at) continue;
      const whole = drafts.get(formAt(texts, row, at.first, at.length));
      const draft = whole ?? (marked.openStart ? (longestEndingWith(drafts, texts, row, at) ?? firstEndingWith(row, at, add)) : add(at.first, at.length, RARE, marked.kind === 'defined'));
      draft?.marks.push({ ...marked, text: index });
    }
  }
  for (const [form, draft] of drafts) if ((draft.frequency < least || draft.shape.fitness === NAME_OR_TERM) && !isTrusted(draft)) drafts.delete(form);
  withoutNames(drafts, names);
  nest(drafts, texts, row);
  const scored = [...drafts.values()].map((draft) => scoredDraft(draft, row, counts)).sort((a, b) => b.score - a.score || (a.form < b.form ? -1 : 1));
  const chosen = withoutPieces(scored).slice(0, options.limit ?? 500);
  return yield* withPlaces(chosen, texts, row, options.places ?? Number.MAX_SAFE_INTEGER);
}

interface Statistics {
  readonly frequency: number;
  readonly documents: number;
  readonly left: number;
  readonly right: number;
}

/** Fitness of what is defined and has no words of a term. */
const DEFINED = 0.5;
const RARE: Statistics = { frequency: 1, documents: 1, left: 0, right: 0 };

interface Draft extends Statistics {
  readonly form: string;
  readonly first: number;
  readonly length: number;
  readonly shape: Shape;
  readonly marks: (Marked & { readonly text: number })[];
  /** Of the longer drafts that hold this one: how many, and how often they stand together. */
  nested: { sum: number; count: number };
}

/** In a small corpus two occurrences tell something; in a large one hardly anything stands only twice. */
function leastFrequencyFor(symbols: number): number {
  return Math.max(2, Math.round(symbols / 2_000_000));
}

/** A folded form as a key: in a space between Latin letters and Han characters there is no difference. */
function formAt(texts: readonly CandidateText[], row: SymbolRow, first: number, length: number): string {
  const text = (texts[textOf(row, first)] as CandidateText).text;
  const { start, end } = row.span(first, length);
  return keyOf(text.slice(start, end));
}

/** The key that unites written forms of a folded candidate. */
export function keyOf(form: string): string {
  return form.replace(/(?<![A-Za-z0-9]) | (?![A-Za-z0-9])/g, '');
}

function textOf(row: SymbolRow, symbol: number): number {
  return lowerBound(row.starts, symbol + 1, (start) => start) - 1;
}

/** The symbols of a marked name: undefined when it holds a separator, but for one whose beginning is open, of which what follows the last. */
function symbolsOf(row: SymbolRow, text: number, span: Span & { readonly openStart: boolean }): { first: number; length: number } | undefined {
  const from = row.starts[text] as number;
  const to = row.starts[text + 1] ?? row.length;
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((row.offsets[middle] as number) < span.start) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < to && (row.offsets[end] as number) < span.end) {
    if (row.symbols[end] === SEPARATOR) {
      if (!span.openStart) return undefined;
      low = end + 1;
    }
    end++;
  }
  if (end <= low || end - low > LONGEST || (!span.openStart && row.offsets[low] !== span.start) || row.span(end - 1, 1).end !== span.end) return undefined;
  return { first: low, length: end - low };
}

/** Of a stretch whose beginning is not said the longest draft that ends with it. */
function longestEndingWith(drafts: ReadonlyMap<string, Draft>, texts: readonly CandidateText[], row: SymbolRow, at: { first: number; length: number }): Draft | undefined {
  for (let skip = 1; skip < at.length; skip++) {
    const draft = drafts.get(formAt(texts, row, at.first + skip, at.length - skip));
    if (draft) return draft;
  }
  return undefined;
}

/** Of such a stretch the longest end that could be a term, from where a word may begin. */
function firstEndingWith(row: SymbolRow, at: { first: number; length: number }, add: (first: number, length: number, statistics: Statistics) => Draft | undefined): Draft | undefined {
  for (let skip = 0; skip < at.length; skip++) {
    const draft = (row.costs[at.first + skip] as number) === 0 ? add(at.first + skip, at.length - skip, RARE) : undefined;
    if (draft) return draft;
  }
  return undefined;
}

/** A rare candidate is taken only when the text defines it, or names it in another way; in quotation marks, when it is built like a term. */
function isTrusted({ marks, shape }: Draft): boolean {
  return marks.some(({ kind }) => kind === 'defined' || kind === 'glossed' || kind === 'alias' || kind === 'aliased') || (marks.length > 0 && shape.hasHead);
}

/** What a name of a company or place begins with is a name itself, where it is often enough followed by the rest (某某 in 某某传媒, 某某市). */
function withoutNames(drafts: Map<string, Draft>, names: ReadonlyMap<string, number>): void {
  for (const [name, frequency] of names) {
    for (let end = 2; end < name.length; end++) {
      const draft = drafts.get(name.slice(0, end));
      if (draft && frequency >= NAMED_OFTEN * draft.frequency && !draft.shape.hasHead) drafts.delete(draft.form);
    }
  }
}

const NAMED_OFTEN = 0.2;

/** Tells every draft of the longer ones that hold it. */
function nest(drafts: ReadonlyMap<string, Draft>, texts: readonly CandidateText[], row: SymbolRow): void {
  for (const draft of drafts.values()) {
    for (let length = draft.length - 1; length >= 1; length--) {
      for (let skip = 0; skip + length <= draft.length; skip++) {
        const inner = drafts.get(formAt(texts, row, draft.first + skip, length));
        if (!inner || inner === draft) continue;
        inner.nested.sum += draft.frequency;
        inner.nested.count++;
      }
    }
  }
}

interface Scored extends Draft {
  readonly score: number;
  readonly parts: ScoreParts;
}

function scoredDraft(draft: Draft, row: SymbolRow, counts: Counts): Scored {
  const parts = partsOf(draft, row, counts);
  // Twice in one text, with nothing else to tell a term, may be a turn of phrase of its writer.
  const isChance = draft.frequency <= 2 && draft.documents < 2 && draft.marks.length === 0 && !draft.shape.hasHead;
  return { ...draft, parts, score: scoreOf(parts) * (isChance ? CHANCE : 1) };
}

const CHANCE = 0.8;

/** Frequency counts by its logarithm, and the more, the more the rest speaks for a term. */
function scoreOf({ cValue, cohesion, freedom, contrast, evidence, shape }: ScoreParts): number {
  return shape * (Math.log2(1 + cValue) * (0.45 * cohesion + 0.2 * freedom + 0.35 * contrast) + 2 * evidence);
}

function partsOf(draft: Draft, row: SymbolRow, counts: Counts): ScoreParts {
  const { frequency, nested, length } = draft;
  const standing = nested.count === 0 ? frequency : frequency - nested.sum / nested.count;
  return {
    // A single Latin word has one symbol; it counts as two characters would.
    cValue: Math.log2(Math.min(LONG, Math.max(2, length))) * Math.max(0, standing),
    cohesion: cohesionOf(draft, row.length, counts),
    freedom: Math.min(1, Math.min(draft.left, draft.right) / Math.log(8)),
    contrast: contrastOf(draft, row.length, counts),
    evidence: evidenceOf(draft),
    shape: draft.shape.fitness,
  };
}

/** Normalised pointwise mutual information (Bouma 2009) at the joint of two words where it is least; from 0 to 1. */
function cohesionOf({ first, length, frequency, shape: { words } }: Draft, total: number, counts: Counts): number {
  if (length === 1) return 1;
  let weakest = 1;
  let joint = 0;
  const joints = words.length > 1 ? words.slice(0, -1).map((word) => (joint += symbolsIn(word))) : Array.from({ length: length - 1 }, (_, i) => i + 1);
  for (const at of joints) {
    const left = counts.frequency(first, at);
    const right = counts.frequency(first + at, length - at);
    const information = Math.log((frequency * total) / (left * right)) / Math.log(total / frequency);
    weakest = Math.min(weakest, information);
  }
  return Math.max(0, weakest);
}

/** How much more frequent its words are here than in general language: the mean of ln (p here / p there), from 0 (as frequent) to 1 (e^6 times). */
function contrastOf({ first, shape: { words } }: Draft, total: number, counts: Counts): number {
  let at = first;
  let sum = 0;
  let known = 0;
  for (const word of words) {
    const size = symbolsIn(word);
    const cost = wordCost(word);
    if (cost !== undefined) {
      // There are some 0.6 words to a character.
      const here = counts.frequency(at, size) / (0.6 * total);
      sum += Math.max(-1, Math.min(1, (Math.log(here) + cost / 2) / 6));
      known++;
    }
    at += size;
  }
  return known === 0 ? 1 : Math.max(0, sum / known);
}

function symbolsIn(word: string): number {
  return /^[A-Za-z0-9]/.test(word) ? 1 : word.length;
}

function evidenceOf({ marks, shape, documents }: Draft): number {
  const has = (kind: Marked['kind']): number => (marks.some((mark) => mark.kind === kind) ? 1 : 0);
  const spread = Math.min(1, Math.log2(documents) / 3);
  return Math.min(1, 0.35 * has('defined') + 0.35 * has('glossed') + 0.25 * Math.max(has('alias'), has('aliased')) + 0.2 * has('quoted') + 0.2 * Number(shape.hasHead) + 0.2 * spread);
}

/** Leaves out what stands nearly always inside one longer candidate, and what is another one with a word more that changes nothing. */
function withoutPieces(scored: readonly Scored[]): Scored[] {
  const byForm = new Map(scored.map((draft) => [draft.form, draft]));
  const pieces = new Set<string>();
  for (const draft of scored) {
    for (let start = 0; start < draft.form.length; start++) {
      for (let end = start + 2; end <= draft.form.length; end++) {
        if (end - start === draft.form.length) continue;
        const inner = byForm.get(draft.form.slice(start, end));
        if (inner && draft.frequency >= MOSTLY * inner.frequency && !inner.marks.some(({ kind }) => kind !== 'quoted')) pieces.add(inner.form);
      }
    }
  }
  return scored.filter(({ form }) => !pieces.has(form));
}

const MOSTLY = 0.7;

/** Finds the places of the chosen candidates, and the sentences that define them. */
function* withPlaces(chosen: readonly Scored[], texts: readonly CandidateText[], row: SymbolRow, most: number): Steps<Candidate[]> {
  const byForm = new Map(chosen.map((draft) => [draft.form, { draft, places: [] as Place[], documents: new Set<number>(), frequency: 0, definitions: [] as DefinitionPlace[] }]));
  const lengths = [...new Set(chosen.map(({ length }) => length))].sort((a, b) => b - a);
  const firsts = new Set(chosen.map(({ first }) => row.symbols[first] as number));
  for (const [index, text] of texts.entries()) {
    yield;
    const to = row.starts[index + 1] ?? row.length;
    const tags: TermTag[] = [];
    for (let i = row.starts[index] as number; i < to; i++) {
      if (!firsts.has(row.symbols[i] as number)) continue;
      for (const length of lengths) {
        if (i + length > to || hasSeparator(row, i, length)) continue;
        const span = row.span(i, length);
        const found = byForm.get(keyOf(text.text.slice(span.start, span.end)));
        if (!found) continue;
        found.frequency++;
        found.documents.add(index);
        if (found.places.length < most) found.places.push({ text: index, ...span });
        tags.push({ layer: 'term', kind: 'concept', id: found.draft.form, ...span });
      }
    }
    for (const { id, start, end, evidence } of findDefinitions(text.text, tags)) byForm.get(id)?.definitions.push({ text: index, start, end, evidence });
  }
  return [...byForm.values()].map(({ draft, places, documents, frequency, definitions }) => ({
    key: draft.form,
    score: draft.score,
    parts: draft.parts,
    frequency,
    documents: documents.size,
    places,
    definitions,
    quoted: draft.marks.filter(({ kind }) => kind === 'quoted').length,
    ...englishOf(draft),
    aliases: aliasesOf(draft, texts),
  }));
}

function hasSeparator(row: SymbolRow, first: number, length: number): boolean {
  for (let i = first; i < first + length; i++) if (row.symbols[i] === SEPARATOR) return true;
  return false;
}

function englishOf({ marks }: Draft): { english?: string } {
  for (const { english } of marks) {
    const gloss = english === undefined ? undefined : readGloss(english);
    const name = gloss?.name ?? gloss?.abbreviation;
    if (name !== undefined) return { english: name };
  }
  return {};
}

/** Names that a bracket or 又称 gives it; of abbreviations in a bracket those that can be made of the English name. */
function aliasesOf({ marks, form }: Draft, texts: readonly CandidateText[]): Place[] {
  const aliases = new Map<string, Place>();
  for (const { alias, english, text, end } of marks) {
    const source = (texts[text] as CandidateText).text;
    if (alias) aliases.set(source.slice(alias.start, alias.end), { text, ...alias });
    const { name, abbreviation } = english === undefined ? {} : readGloss(english);
    if (name === undefined || abbreviation === undefined || !isShortFor(abbreviation, name)) continue;
    const start = source.indexOf(abbreviation, end);
    aliases.set(abbreviation, { text, start, end: start + abbreviation.length });
  }
  aliases.delete(form);
  return [...aliases.values()];
}
