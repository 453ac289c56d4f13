import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import type { Candidate, Place, ScoreParts } from '../recognise/terms/candidates/candidate';
import { extractCandidates, keyOf } from '../recognise/terms/candidates/extract';
import type { CandidateText, ReadText } from '../recognise/terms/candidates/symbols';
import { writtenForms } from '../recognise/terms/forms';
import { fold } from '../text/fold';
import type { Reading } from '../text/reading';
import { scriptOf, simplify } from '../text/script';
import { bySpan, type Span } from '../text/span';
import type { Steps } from '../text/steps';

/** A term that a corpus uses and its term bases lack. Spans are document offsets. */
export interface TermCandidate {
  /** Canonical: in Simplified characters. */
  readonly form: string;
  /** Every written form in the corpus, the most frequent first. */
  readonly forms: readonly string[];
  readonly score: number;
  readonly parts: ScoreParts;
  readonly frequency: number;
  /** How many documents it stands in. */
  readonly documents: number;
  /** The sentence that defines it best. */
  readonly definition?: Mention & { readonly text: string };
  /** Other names that the corpus gives it. */
  readonly aliases: readonly string[];
  readonly english?: string;
  /** The first places, document by document. */
  readonly contexts: readonly Mention[];
}

export interface CandidateOptions {
  /** How many at most. */
  readonly limit: number;
  /** Rarer ones need a definition, an English name or another name; by the size of the corpus when absent. */
  readonly minFrequency?: number | undefined;
  /** How many contexts of each. */
  readonly contexts: number;
  /** Forms that are not wanted, in any script. */
  readonly hidden?: readonly string[] | undefined;
}

/**
 * The term candidates of a corpus, the best first. The corpus should be indexed: numbers and named sources are no
 * candidates, and known concepts are whole words. Documents are opened one after the other and not kept so.
 */
export function* termCandidates(corpus: Corpus, { limit, minFrequency, contexts, hidden = [] }: CandidateOptions): Steps<TermCandidate[]> {
  const known = yield* knownForms(corpus);
  const unwanted = new Set(hidden.map(candidateKey));
  const { documents } = corpus;
  const texts = {
    count: documents.length,
    units: yield* unitsOf(documents),
    open: (index: number) => open(documents[index] as CorpusDocument),
    read: (index: number) => read(documents[index] as CorpusDocument),
  };
  const candidates = yield* extractCandidates(texts, { limit: limit + unwanted.size, minFrequency, isKnown: (form) => known.has(form.toLowerCase()), places: contexts });
  const wanted: TermCandidate[] = [];
  for (const candidate of candidates.filter(({ key }) => !unwanted.has(key)).slice(0, limit)) {
    yield;
    wanted.push(toTermCandidate(candidate, documents));
  }
  return wanted;
}

/** Forms of concepts as they are compared with candidates. */
function* knownForms({ concepts }: Corpus): Steps<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const { concept } of concepts) {
    yield;
    for (const { text } of writtenForms(concept)) known.add(keyOf(fold(text)).toLowerCase());
  }
  return known;
}

/** The key under which a written form is remembered as no term: one for all scripts. */
export function candidateKey(form: string): string {
  return keyOf(fold(form.trim()));
}

/** Reads the texts that have not been read yet. */
function* unitsOf(documents: readonly CorpusDocument[]): Steps<number> {
  let units = 0;
  for (const { text } of documents) {
    yield;
    units += text.length;
  }
  return units;
}

/** By-lines, captions and what stands on every page of a journal are names and numbers, not running text. */
const PROSE = new Set(['paragraph', 'heading', 'list-item']);

/** Code units whose tags are looked at in one step. */
const STEP = 20_000;

function* open(document: CorpusDocument): Steps<CandidateText> {
  const read = yield* readingOf(document);
  const barriers: Span[] = document.structure.blocks.filter(({ kind }) => !PROSE.has(kind));
  const terms: Span[] = [];
  for (let from = 0; from < document.text.length; from += STEP) {
    yield;
    for (const tag of document.tagsIn({ start: from, end: from + STEP })) {
      if (tag.start >= from) (tag.layer === 'term' ? terms : barriers).push(read.fromSourceSpan(tag));
    }
  }
  return { ...toReadText(read), barriers: barriers.sort(bySpan), terms };
}

function* read(document: CorpusDocument): Steps<ReadText> {
  return toReadText(yield* readingOf(document));
}

function* readingOf(document: CorpusDocument): Steps<Reading> {
  if (document.roughLength > STEP) yield* document.readInSteps();
  return document.reading;
}

function toReadText(reading: Reading): ReadText {
  return { text: reading.text, toSource: (span) => reading.toSourceSpan(span), written: (span) => reading.written(span) };
}

function toTermCandidate({ key, score, parts, frequency, documents: count, definitions, english, aliases, forms, places }: Candidate, documents: readonly CorpusDocument[]): TermCandidate {
  const mention = ({ text, source }: Place): Mention => ({ document: documents[text] as CorpusDocument, span: source });
  const best = [...definitions].sort((a, b) => EVIDENCE.indexOf(a.evidence) - EVIDENCE.indexOf(b.evidence))[0];
  return {
    form: canonicalForm(forms) ?? key,
    forms,
    score,
    parts,
    frequency,
    documents: count,
    ...(best && { definition: { ...mention(best), text: onOneLine(best.written) } }),
    aliases: aliases.map(({ written }) => onOneLine(written)),
    ...(english !== undefined && { english }),
    contexts: places.map(mention),
  };
}

function onOneLine(written: string): string {
  return written.replace(/[\r\n]+/g, ' ').trim();
}

/** From plain to weak. */
const EVIDENCE = ['explicit', 'copula', 'naming'];

/** The most frequent form in Simplified characters; where there is none, the most frequent in them. */
function canonicalForm(forms: readonly string[]): string | undefined {
  const simplified = forms.find((form) => ['hans', 'neutral'].includes(scriptOf(form)));
  return simplified ?? (forms[0] === undefined ? undefined : simplify(forms[0]));
}
