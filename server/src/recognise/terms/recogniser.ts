import { fold } from '../../text/fold';
import { scriptOf } from '../../text/script';
import type { Reading } from '../../text/reading';
import { bySpan, type Span } from '../../text/span';
import type { Findings, Recogniser } from '../recogniser';
import type { TermTag } from '../tags';
import { normalisePattern } from './normalForm';
import { PatternTrie, type Occurrences } from './patternTrie';
import { BoundaryJudge } from './boundaries';
import { findDefinitions } from './definitions';
import { isMainland, isTraditional, writtenForms, type WrittenForm } from './forms';
import { agreesInCase, letterCaseOf, wholeWord, type LetterCase } from './latin';
import { layerTermBases } from './layers';
import type { BoundaryQuestion, KnownWords } from './segmenter';
import type { TermBase } from './termBase';

/**
 * Finds every mention of the concepts of the term bases, earlier ones before later ones, and the sentences that define
 * one (tagging guidelines, layer `term`): every written form in either script, the longest first, a shorter one inside
 * it left out; no form that only arises where two words meet.
 *
 * `known` is asked where word costs and the built-in segmenter leave it open whether a hit crosses a word boundary. What it does not
 * know yet is in `wanted` of the findings, and the hit stands until then; without it the built-in segmenter decides. Building takes some 10 ms for a thousand concepts, and a tenth of a second more the first time a
 * form has a regional wording to be proposed.
 */
export function createTermRecogniser(termBases: readonly TermBase[], known?: KnownWords): Recogniser {
  const forms = new FormTable(termBases);
  const judge = new BoundaryJudge(known);
  return {
    layer: 'term',
    recognise: ({ reading }): Findings => {
      const wanted: BoundaryQuestion[] = [];
      const tags = new Matching(reading, forms, judge).tags(wanted);
      const definitions = findDefinitions(reading.text, tags);
      return wanted.length > 0 ? { tags, definitions, wanted } : { tags, definitions };
    },
  };
}

/** A form of a concept as the matcher needs it. */
interface Entry {
  /** `concept:` and the id. */
  readonly id: string;
  /** Folded. */
  readonly form: string;
  readonly letterCase: LetterCase;
  /** A wording of Taiwan or Hong Kong which the concept does not have in Simplified. */
  readonly regional: boolean;
  readonly proposed: boolean;
}

/** All forms of all concepts, and the trie that finds them. */
class FormTable {
  readonly trie: PatternTrie;
  /** Per pattern of the trie the forms that are equal but for case and hyphens, in the order of the term bases. */
  readonly entries: readonly (readonly Entry[])[];
  /** Per pattern its one form, where that is in Han characters alone and is worded so everywhere: nothing else need be asked. */
  readonly plain: readonly (Entry | undefined)[];

  constructor(termBases: readonly TermBase[]) {
    const byPattern = new Map<string, Entry[]>();
    const add = (id: string, form: WrittenForm, folded: string, mainland: ReadonlySet<string>): void => {
      const pattern = normalisePattern(folded);
      const entries = byPattern.get(pattern);
      // What a term base says stands above what is proposed for another concept.
      if (pattern === '' || (form.proposed && entries)) return;
      const entry: Entry = {
        id,
        form: folded,
        letterCase: letterCaseOf(folded, form.language),
        regional: isTraditional(form.language) && !mainland.has(joined(folded)),
        proposed: form.proposed,
      };
      // In Traditional characters it is the same form again.
      if (entries?.some((known) => sameEntry(known, entry))) return;
      if (entries) entries.push(entry);
      else byPattern.set(pattern, [entry]);
    };
    const concepts = layerTermBases(termBases).map(({ id, concept }) => {
      const forms = writtenForms(concept);
      const mainland = new Set(forms.filter(({ language }) => isMainland(language)).map(({ text }) => joined(fold(text).trim())));
      return { id, forms, mainland };
    });
    for (const proposed of [false, true]) {
      for (const { id, forms, mainland } of concepts) {
        for (const form of forms) {
          if (form.proposed === proposed) for (const spaced of spacings(fold(form.text).trim())) add(id, form, spaced, mainland);
        }
      }
    }
    this.trie = new PatternTrie([...byPattern.keys()]);
    this.entries = [...byPattern.values()];
    this.plain = this.entries.map(([entry, ...others]) => (entry && others.length === 0 && !entry.regional && HAN_ONLY.test(entry.form) ? entry : undefined));
  }
}

/** Where Han characters meet Latin letters or digits, with a space between or without. */
const SEAM = /(?<=\p{Script=Han}) ?(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) ?(?=\p{Script=Han})/gu;
/** More seams than this no form has; each doubles the ways to write it. */
const MOST_SEAMS = 3;

/** A folded form without spaces between Han characters and Latin letters. */
function joined(form: string): string {
  return form.replace(SEAM, '');
}

/** The ways to write a folded form: a space between Han characters and Latin letters or digits is a matter of style (AI大模型, AI 大模型). */
function spacings(form: string): string[] {
  const parts = form.split(SEAM);
  if (parts.length === 1 || parts.length > MOST_SEAMS + 1) return [form];
  return parts.slice(1).reduce((ways, part) => ways.flatMap((way) => [way + part, `${way} ${part}`]), [parts[0] as string]);
}

function sameEntry(a: Entry, b: Entry): boolean {
  return a.id === b.id && a.form === b.form && a.letterCase === b.letterCase && a.regional === b.regional;
}

const HAN_ONLY = /^\p{Script=Han}+$/u;

/** The matching of one reading. */
class Matching {
  readonly #reading: Reading;
  readonly #forms: FormTable;
  readonly #judge: BoundaryJudge;
  readonly #occurrences: Occurrences;
  #mainlandConcepts: ReadonlySet<string> | undefined;
  #isSimplified: boolean | undefined;

  constructor(reading: Reading, forms: FormTable, judge: BoundaryJudge) {
    this.#reading = reading;
    this.#forms = forms;
    this.#judge = judge;
    this.#occurrences = forms.trie.scan(reading.text);
  }

  /** Mentions in order, without overlap. Questions about word boundaries whose answers are not known are added to `wanted`. */
  tags(wanted: BoundaryQuestion[]): TermTag[] {
    const { text } = this.#reading;
    const candidates = this.#candidates();
    // Those that stand are moved to the front, behind the place that is looked at.
    let count = 0;
    let end = 0;
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[i] as TermTag;
      if (candidate.start < end || !this.#judge.accepts(text, candidate, rivalOf(candidates, i), wanted)) continue;
      candidates[count++] = candidate;
      end = candidate.end;
    }
    candidates.length = count;
    return candidates;
  }

  /** All that may be mentions, until what stands beside them is asked; in order by their spans. */
  #candidates(): TermTag[] {
    const { patterns, starts, ends } = this.#occurrences;
    const { plain } = this.#forms;
    const candidates = new Array<TermTag>(patterns.length);
    let count = 0;
    for (let i = 0; i < patterns.length; i++) {
      const pattern = patterns[i] as number;
      const start = starts[i] as number;
      const end = ends[i] as number;
      const known = plain[pattern];
      if (known) insertSorted(candidates, count++, { layer: 'term', kind: 'concept', id: known.id, start, end });
      else {
        const span = wholeWord(this.#reading.text, { start, end });
        const entry = span && this.#entryFor(pattern, start, end);
        if (!entry) continue;
        const tag: TermTag = { layer: 'term', kind: 'concept', id: entry.id, start: span.start, end: span.end };
        const alternatives = this.#alternatives(pattern, start, end, entry);
        insertSorted(candidates, count++, alternatives ? { ...tag, alternatives } : tag);
      }
    }
    candidates.length = count;
    return candidates;
  }

  /** The first form of a pattern that what stands at a place is, by letter case and wording. */
  #entryFor(pattern: number, start: number, end: number): Entry | undefined {
    const entries = this.#entries(pattern);
    const only = entries.length === 1 ? entries[0] : undefined;
    if (only?.letterCase === 'any' && !only.regional) return only;
    const written = this.#reading.text.slice(start, end);
    const fitting = entries.filter((entry) => agreesInCase(written, entry.form, entry.letterCase));
    const first = fitting[0];
    if (!first?.regional) return first;
    // In Simplified script a wording that only Taiwan gives this meaning (資料, data) is first of all a word of its own (资料).
    const script = scriptOf(this.#reading.source.slice(this.#reading.toSource(start), this.#reading.toSource(end - 1) + 1));
    if (script === 'hant') return first;
    const simplified = script === 'hans' || (first.proposed && this.#inSimplified());
    if (!simplified) return first;
    return fitting.find((entry) => !entry.regional) ?? fitting.find((entry) => !this.#mainlandWorded().has(entry.id));
  }

  /** The concepts that what stands at a place may be with as much right as the one chosen; undefined when there is no other. */
  #alternatives(pattern: number, start: number, end: number, chosen: Entry): readonly string[] | undefined {
    const entries = this.#entries(pattern);
    if (entries.length === 1) return undefined;
    const written = this.#reading.text.slice(start, end);
    const equal = entries.filter((entry) => entry.regional === chosen.regional && agreesInCase(written, entry.form, entry.letterCase));
    const ids = new Set([chosen.id, ...equal.map(({ id }) => id)]);
    return ids.size > 1 ? [...ids] : undefined;
  }

  #entries(pattern: number): readonly Entry[] {
    return this.#forms.entries[pattern] as readonly Entry[];
  }

  /** Concepts that the document writes in their Mainland wording: a regional one in the same document means something else. */
  #mainlandWorded(): ReadonlySet<string> {
    return (this.#mainlandConcepts ??= new Set(
      [...new Set(this.#occurrences.patterns)].flatMap((pattern) => this.#entries(pattern).filter((entry) => !entry.regional).map((entry) => entry.id)),
    ));
  }

  #inSimplified(): boolean {
    return (this.#isSimplified ??= scriptOf(this.#reading.source) === 'hans');
  }
}

/** Adds a span to the first `count` spans, which are in order. They come by their beginnings, so that its place is the last or near it. */
function insertSorted<T extends Span>(spans: T[], count: number, span: T): void {
  let at = count;
  for (; at > 0 && bySpan(spans[at - 1] as T, span) > 0; at--) spans[at] = spans[at - 1] as T;
  spans[at] = span;
}

/** The first later candidate that begins inside this one and ends outside. */
function rivalOf(candidates: readonly Span[], index: number): Span | undefined {
  const { end } = candidates[index] as Span;
  for (let i = index + 1; i < candidates.length; i++) {
    const other = candidates[i] as Span;
    if (other.start >= end) return undefined;
    if (other.end > end) return other;
  }
  return undefined;
}
