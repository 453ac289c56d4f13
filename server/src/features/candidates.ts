import type { Corpus, CorpusDocument, Mention } from '../corpus/corpus';
import type { Candidate, Place, ScoreParts } from '../recognise/terms/candidates/candidate';
import { extractCandidates, keyOf } from '../recognise/terms/candidates/extract';
import type { CandidateText } from '../recognise/terms/candidates/symbols';
import { writtenForms } from '../recognise/terms/forms';
import { fold } from '../text/fold';
import { scriptOf, simplify } from '../text/script';
import { bySpan } from '../text/span';
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
 * candidates, and known concepts are whole words.
 */
export function* termCandidates(corpus: Corpus, { limit, minFrequency, contexts, hidden = [] }: CandidateOptions): Steps<TermCandidate[]> {
  const known = new Set(corpus.concepts.flatMap(({ concept }) => writtenForms(concept).map(({ text }) => keyOf(fold(text)).toLowerCase())));
  const unwanted = new Set(hidden.map(candidateKey));
  const { documents } = corpus;
  const texts: CandidateText[] = [];
  for (const document of documents) {
    yield;
    texts.push(toText(document));
  }
  const candidates = yield* extractCandidates(texts, { limit: limit + unwanted.size, minFrequency, isKnown: (form) => known.has(form.toLowerCase()) });
  return candidates
    .filter(({ key }) => !unwanted.has(key))
    .slice(0, limit)
    .map((candidate) => toTermCandidate(candidate, documents, contexts));
}

/** The key under which a written form is remembered as no term: one for all scripts. */
export function candidateKey(form: string): string {
  return keyOf(fold(form.trim()));
}

/** By-lines, captions and what stands on every page of a journal are names and numbers, not running text. */
const PROSE = new Set(['paragraph', 'heading', 'list-item']);

function toText({ reading, structure, tags }: CorpusDocument): CandidateText {
  const inReading = tags.map((tag) => ({ layer: tag.layer, span: reading.fromSourceSpan(tag) }));
  const names = inReading.filter(({ layer }) => layer !== 'term').map(({ span }) => span);
  const furniture = structure.blocks.filter(({ kind }) => !PROSE.has(kind));
  return {
    text: reading.text,
    barriers: [...names, ...furniture].sort(bySpan),
    terms: inReading.filter(({ layer }) => layer === 'term').map(({ span }) => span),
  };
}

function toTermCandidate(candidate: Candidate, documents: readonly CorpusDocument[], contexts: number): TermCandidate {
  const { score, parts, frequency, definitions, english } = candidate;
  const written = (place: Place): string => (documents[place.text] as CorpusDocument).reading.written(place).replace(/[\r\n]+/g, ' ').trim();
  const mention = (place: Place): Mention => {
    const document = documents[place.text] as CorpusDocument;
    return { document, span: document.reading.toSourceSpan(place) };
  };
  const counts = new Map<string, number>();
  for (const place of candidate.places) counts.set(written(place), (counts.get(written(place)) ?? 0) + 1);
  const forms = [...counts].sort((a, b) => b[1] - a[1]).map(([form]) => form);
  const best = [...definitions].sort((a, b) => EVIDENCE.indexOf(a.evidence) - EVIDENCE.indexOf(b.evidence))[0];
  return {
    form: canonicalForm(forms) ?? candidate.key,
    forms,
    score,
    parts,
    frequency,
    documents: candidate.documents,
    ...(best && { definition: { ...mention(best), text: written(best) } }),
    aliases: candidate.aliases.map(written),
    ...(english !== undefined && { english }),
    contexts: candidate.places.slice(0, contexts).map(mention),
  };
}

/** From plain to weak. */
const EVIDENCE = ['explicit', 'copula', 'naming'];

/** The most frequent form in Simplified characters; where there is none, the most frequent in them. */
function canonicalForm(forms: readonly string[]): string | undefined {
  const simplified = forms.find((form) => ['hans', 'neutral'].includes(scriptOf(form)));
  return simplified ?? (forms[0] === undefined ? undefined : simplify(forms[0]));
}
