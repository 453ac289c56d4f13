import type { Attribution, Measurement, NumberKind, NumberTag } from '../../recognise/tags';
import { wholeCharacters } from '../../text/codePoints';
import { fold } from '../../text/fold';
import { isReadWhole } from '../../text/reading';
import { sentenceAt } from '../../text/sentences';
import { contains, lowerBound, type Span } from '../../text/span';
import { finish, type Steps } from '../../text/steps';
import type { Corpus, CorpusDocument } from '../corpus';
import { writtenOnOneLine } from '../written';
import { ConceptForms } from './conceptForms';
import { quantityOf, type Quantity } from './quantity';
import { thingOf, type Surroundings, type Thing } from './thing';
import { anyOf, local } from './words';

/** A number of a document with all that is known of it. */
export interface Figure {
  readonly document: CorpusDocument;
  readonly tag: NumberTag;
  /** The number as written, on one line, where that is not how it stands in the text. */
  readonly written?: string;
  /** Absent for dates, ordinals and times, which are no quantities. */
  readonly quantity?: Quantity;
  /** Absent where the clause does not say what is measured. */
  readonly thing?: Thing;
  /** Who says it: the innermost attribution whose content holds the number. */
  readonly attribution?: Attribution;
}

const KINDS: Readonly<Record<NumberKind, boolean>> = {
  cardinal: true, percent: true, fraction: true, multiple: true, money: true, measure: true, duration: true, ordinal: false, date: false, time: false,
};

/** Whether a number is a figure: one that says how much. */
export function isFigure({ tag }: Figure): boolean {
  return KINDS[tag.kind];
}

/**
 * Every number of a document in text order, dates, ordinals and times among them ({@link isFigure} tells them apart). The list is the
 * same object as long as nothing of the document is recognised anew.
 */
export function numbersOf(corpus: Pick<Corpus, 'units' | 'concepts'>, document: CorpusDocument): readonly Figure[] {
  return finish(readNumbers(corpus, document));
}

/** The same, of a long document in steps of a few milliseconds: what is recognised anew between them is not in the list, or not all of it. */
export function* readNumbers(corpus: Pick<Corpus, 'units' | 'concepts'>, document: CorpusDocument): Steps<readonly Figure[]> {
  // Everything is to be exact here: nothing provisional is read.
  if (document.isProvisional) void document.tags;
  const { attributions, revision } = document;
  const before = known.get(document);
  if (before?.revision === revision) return before.figures;
  const figures = yield* gather(corpus, document, attributions);
  if (document.revision === revision) known.set(document, { revision, figures });
  return figures;
}

const known = new WeakMap<CorpusDocument, { readonly revision: number; readonly figures: readonly Figure[] }>();

/** UTF-16 code units of a document that are gone through in one step. */
const STEP = 20_000;

function* gather(corpus: Pick<Corpus, 'units' | 'concepts'>, document: CorpusDocument, attributions: readonly Attribution[]): Steps<Figure[]> {
  if (document.roughLength > STEP) yield* document.readInSteps();
  const surroundingsAt = articlesOf(document, conceptFormsOf(corpus));
  const attributionOf = innermostAttributions(attributions);
  const figures: Figure[] = [];
  const { length } = document.text;
  for (let from = 0; from < length; from += STEP) {
    if (from > 0) yield;
    for (const tag of document.tagsIn({ start: from, end: Math.min(from + STEP, length) })) {
      if (tag.layer !== 'number' || tag.start < from) continue;
      const quantity = quantityOf(tag, corpus.units);
      const thing = quantity && tag.measures ? thingOf(tag.measures, quantity, surroundingsAt(tag.start)) : undefined;
      const attribution = attributionOf(tag);
      // Later a reading of the whole document would have to be made for it.
      const written = isReadWhole(document.text.slice(tag)) ? undefined : writtenOnOneLine(document, tag);
      figures.push({ document, tag, ...(written === undefined ? {} : { written }), ...(quantity ? { quantity } : {}), ...(thing ? { thing } : {}), ...(attribution ? { attribution } : {}) });
    }
  }
  return figures;
}

/**
 * Which attribution has a span in its content: the innermost, of equal ones the last. To be asked in the order of spans that do not overlap, so
 * that only the few attributions are looked at that are open there.
 */
function innermostAttributions(attributions: readonly Attribution[]): (span: Span) => Attribution | undefined {
  const byContent = [...attributions].sort((a, b) => a.content.start - b.content.start);
  let next = 0;
  let open: Attribution[] = [];
  return (span) => {
    for (; next < byContent.length && (byContent[next] as Attribution).content.start <= span.start; next++) open.push(byContent[next] as Attribution);
    open = open.filter(({ content }) => content.end >= span.end);
    return open.reduce<Attribution | undefined>((innermost, each) => (innermost && lengthOf(innermost.content) < lengthOf(each.content) ? innermost : each), undefined);
  };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

/** Made once for a list of concepts. */
function conceptFormsOf({ concepts }: Pick<Corpus, 'concepts'>): ConceptForms {
  // A corpus hands out its concepts in a new list each time; the entries stay.
  const [first] = concepts;
  if (!first) return NO_CONCEPTS;
  const made = conceptForms.get(first);
  if (made?.count === concepts.length) return made.forms;
  const forms = new ConceptForms(concepts);
  conceptForms.set(first, { count: concepts.length, forms });
  return forms;
}

const NO_CONCEPTS = new ConceptForms([]);
const conceptForms = new WeakMap<object, { readonly count: number; readonly forms: ConceptForms }>();

const LOCAL = new RegExp(anyOf(local));

/** The article at a document offset: what stands before the first, between titles and after the last. */
function articlesOf({ id, reading, structure }: CorpusDocument, concepts: ConceptForms): (offset: number) => Surroundings {
  const { articles } = structure;
  const made = new Map<number, Surroundings>();
  return (offset) => {
    const at = reading.fromSource(offset);
    const next = lowerBound(articles, at + 1, ({ start }) => start);
    let surroundings = made.get(next);
    if (!surroundings) {
      const text = reading.text.slice(articles[next - 1]?.start ?? 0, articles[next]?.start);
      made.set(next, (surroundings = { concepts, scope: next === 0 ? id : `${id}#${next}`, isLocal: LOCAL.test(text) }));
    }
    return surroundings;
  };
}

// #region What is shown of a figure

/** The number as written, on one line. */
export function quoteOf({ document, tag, written }: Figure): string {
  return written ?? writtenOnOneLine(document, tag);
}

/** UTF-16 code units of the sentence around a figure at most: OCR may leave a page without a full stop. */
const LONGEST_SENTENCE = 600;

/** The sentence that the figure stands in, on one line; of a very long one the part around the figure. */
export function sentenceOf({ document, tag }: Figure): string {
  const { reading } = document;
  const number = reading.fromSourceSpan(tag);
  const sentence = sentenceAt(reading.text, number.start);
  if (!contains(sentence, number.start)) return writtenOnOneLine(document, tag);
  const half = LONGEST_SENTENCE / 2;
  const start = Math.max(sentence.start, number.start - half);
  const end = Math.min(sentence.end, number.end + half);
  const written = writtenOnOneLine(document, wholeCharacters(document.text.text, reading.toSourceSpan({ start, end }))).trim();
  return `${start > sentence.start ? '…' : ''}${written}${end < sentence.end ? '…' : ''}`;
}

/** Who says it, by name as it is written most often in the corpus; empty where nobody is named. */
export function sourceNames(corpus: Pick<Corpus, 'entity'>, { attribution }: Figure): string[] {
  return (attribution?.sources ?? []).map((id) => withoutGaps(corpus.entity(id)?.name ?? id.slice(id.indexOf(':') + 1)));
}

/** A name that is set wide (王　强) as it is said. */
function withoutGaps(name: string): string {
  return name.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');
}

/** The words for whoever says it, named or not (他, 多位专家), as written. */
export function saidBy({ document, attribution }: Figure): string | undefined {
  return attribution?.by && writtenOnOneLine(document, attribution.by);
}

/** Of the size of a change, where it goes; undefined for what is no such size. */
export function directionOf({ thing, tag, quantity }: Figure): 'rise' | 'fall' | 'level' | undefined {
  // The sign of -27.6% says it already.
  if (thing?.aspect !== 'change' || (quantity?.num ?? 0) < 0) return undefined;
  if (tag.measures?.change !== undefined && !tag.measures.reached) return tag.measures.change;
  return thing.falls ? 'fall' : 'rise';
}

/** The time a figure holds for, as one form for one time: a year of twelve months is the year. Undefined where none is stated. */
export function periodOf({ tag }: Figure): string | undefined {
  return tag.measures?.period === undefined ? undefined : normalPeriod(tag.measures.period);
}

function normalPeriod(period: string): string {
  const [, from, to] = /^(\d{4})-01(?:-01)?\/(\d{4})-12(?:-31)?$/.exec(period) ?? [];
  return from !== undefined && from === to ? from : period;
}

/** Words for a comparison with the year before. */
const YEAR_ON_YEAR = /^(?:同比|年增率?|(?:上|去|前一)年(?:同期|同月)?)$/;

/**
 * What a change is counted from, as one form for one base: a comparison with the year before is 同比, however it is said. A change over
 * a year or month without a base is one, too.
 */
export function baseOf({ tag, thing }: Figure): string | undefined {
  const measures: Measurement | undefined = tag.measures;
  // Where a change has led is a state, whatever it began from.
  if (!measures || measures.reached) return undefined;
  const period = measures.period === undefined ? undefined : normalPeriod(measures.period);
  const base = measures.base === undefined ? undefined : fold(measures.base);
  if (base === undefined) return thing?.aspect === 'change' && period !== undefined && /^\d{4}(?:-\d\d)?$/.test(period) ? '同比' : undefined;
  if (YEAR_ON_YEAR.test(base)) return '同比';
  const year = period === undefined ? undefined : /^(\d{4})(?:-\d\d)?(?:\/\1-\d\d)?$/.exec(period)?.[1];
  if (year !== undefined && base.startsWith(String(Number(year) - 1)) && base.slice(4) === period?.slice(4)) return '同比';
  return base;
}

// #endregion
