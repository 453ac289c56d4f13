import { fold } from '../../text/fold';
import { scriptOf } from '../../text/script';
import type { Reading } from '../../text/reading';
import type { Span } from '../../text/span';
import { UnitRow } from '../../text/units';
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
  /** Per pattern the id of its one form, where that is in Han characters alone and is worded so everywhere: nothing else need be asked. */
  readonly plainIds: readonly (string | undefined)[];

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
    this.plainIds = this.entries.map(([entry, ...others]) => (entry && others.length === 0 && !entry.regional && HAN_ONLY.test(entry.form) ? entry.id : undefined));
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

/** The code units of the reading that is matched. */
const row = new UnitRow();
/** The trie looks two code units beyond the end. */
const MARGIN = 2;

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
    const { text } = reading;
    const units = row.read(text, MARGIN).subarray(MARGIN);
    this.#occurrences = forms.trie.scanUnits(units, text.length);
    judge.read(text, units);
  }

  /** Mentions in order, without overlap. Questions about word boundaries whose answers are not known are added to `wanted`. */
  tags(wanted: BoundaryQuestion[]): TermTag[] {
    const { starts } = this.#occurrences;
    const tags: TermTag[] = [];
    let end = 0;
    for (let i = 0; i < starts.length; ) {
      const next = this.#nextStart(i);
      const tag = (starts[i] as number) < end ? undefined : this.#mentionAmong(i, next, wanted);
      if (tag) {
        tags.push(tag);
        end = tag.end;
      }
      i = next;
    }
    return tags;
  }

  /** The first occurrence behind another that begins elsewhere. */
  #nextStart(i: number): number {
    const { starts } = this.#occurrences;
    let next = i + 1;
    while (next < starts.length && starts[next] === starts[i]) next++;
    return next;
  }

  /** The longest mention among occurrences that begin together. */
  #mentionAmong(from: number, to: number, wanted: BoundaryQuestion[]): TermTag | undefined {
    for (let i = to - 1; i >= from; i--) {
      const tag = this.#tagOf(i);
      if (!tag || !this.#judge.accepts(tag, this.#rivalOf(to, tag.end), wanted)) continue;
      // A form whose plural is another form (robot, robots) stands for it.
      const singular = i > from && this.#reading.text[tag.end - 1] === 's' ? this.#tagOf(i - 1) : undefined;
      return singular?.end === tag.end ? singular : tag;
    }
    return undefined;
  }

  /** The first that may be a mention from an occurrence on that begins before the offset and ends behind it. */
  #rivalOf(from: number, offset: number): Span | undefined {
    const { starts, ends } = this.#occurrences;
    for (let i = from; i < starts.length && (starts[i] as number) < offset; ) {
      const next = this.#nextStart(i);
      // With the plural sign it may be one longer.
      for (let k = next - 1; k >= i && (ends[k] as number) >= offset; k--) {
        const tag = this.#tagOf(k);
        if (tag && tag.end > offset) return tag;
      }
      i = next;
    }
    return undefined;
  }

  /** What an occurrence may be a mention of, until what stands beside it is asked. */
  #tagOf(occurrence: number): TermTag | undefined {
    const { patterns, starts, ends } = this.#occurrences;
    const pattern = patterns[occurrence] as number;
    const start = starts[occurrence] as number;
    const end = ends[occurrence] as number;
    const id = this.#forms.plainIds[pattern];
    if (id !== undefined) return { layer: 'term', kind: 'concept', id, start, end };
    const span = wholeWord(this.#reading.text, { start, end });
    const entry = span && this.#entryFor(pattern, start, end);
    if (!entry) return undefined;
    const tag: TermTag = { layer: 'term', kind: 'concept', id: entry.id, start: span.start, end: span.end };
    const alternatives = this.#alternatives(pattern, start, end, entry);
    return alternatives ? { ...tag, alternatives } : tag;
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
