import type { Corpus, CorpusDocument } from '../corpus/corpus';
import type { Agreement, MeasuredThing } from '../corpus/figures/comparison';
import { baseOf, directionOf, isFigure, numbersOf, periodOf, quoteOf, saidBy, sentenceOf, sourceNames, type Figure } from '../corpus/figures/figure';
import type { NumberKind } from '../recognise/tags';
import { exportPassage } from './exportInput';

/** Figures of a corpus, ready to be written: each document under the name that it has in the output. */
export interface FigureExport {
  readonly corpus: Pick<Corpus, 'entity'>;
  readonly nameOf: (document: CorpusDocument) => string;
  /** In the order they are written. */
  readonly figures: Iterable<Figure>;
  readonly things: readonly MeasuredThing[];
}

/** A figure as the table has it. `start` and `end` are code points. Fields that do not apply are absent. */
export interface FigureRow {
  /** The document by path, its title and date (EDTF). */
  readonly document: string;
  readonly title: string;
  readonly date?: string;
  /** From 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** The number as written. */
  readonly text: string;
  readonly kind: NumberKind;
  /** What it measures, in the words of the text; of what, and what a change is counted from. */
  readonly measures?: string;
  readonly of?: string;
  readonly change?: 'rise' | 'fall' | 'level';
  /** The number is where a change has led, not its size. */
  readonly reached?: boolean;
  readonly base?: string;
  readonly period?: string;
  /** As in the value of the tag: scale words multiplied out, unit as written (canonical name). */
  readonly value?: number | string;
  readonly low?: number | string;
  readonly high?: number | string;
  readonly approx?: boolean;
  readonly unit?: string;
  readonly per?: string;
  /** The same in the base unit, so that rows can be compared. */
  readonly base_value?: number;
  readonly base_low?: number;
  readonly base_high?: number;
  readonly base_unit?: string;
  /** Ids and names of who says it. */
  readonly source_ids?: readonly string[];
  readonly sources?: readonly string[];
  /** `named`, or `unnamed` where somebody says it who is not named; absent where the text itself does. */
  readonly attribution?: 'named' | 'unnamed';
  /** The words for whoever says it, as written (他, 多位专家), and the cue. */
  readonly said_by?: string;
  readonly cue?: string;
  /** The same for the same thing measured; absent where it is not said, or not by a name that tells things apart. */
  readonly thing?: string;
  readonly agreement?: Agreement;
  readonly sentence: string;
}

/** The figures of documents, in their order and that of their texts, those alone that are wanted. */
export function* figuresOf(corpus: Pick<Corpus, 'units' | 'concepts'>, documents: Iterable<CorpusDocument>, isWanted: (figure: Figure) => boolean = isFigure): Generator<Figure, void> {
  for (const document of documents) for (const figure of numbersOf(corpus, document)) if (isWanted(figure)) yield figure;
}

/** What the figures of a corpus say of each other: of a figure, by its place, so that it may be read anew between comparing and writing. */
export function agreementsOf(things: readonly MeasuredThing[]): (figure: Figure) => Agreement | undefined {
  const byDocument = new Map<CorpusDocument, Map<number, Agreement>>();
  for (const { rows } of things) {
    for (const { figures, agreement } of rows) {
      if (agreement === undefined) continue;
      for (const { document, tag } of figures) {
        let agreements = byDocument.get(document);
        if (!agreements) byDocument.set(document, (agreements = new Map<number, Agreement>()));
        agreements.set(tag.start, agreement);
      }
    }
  }
  return ({ document, tag }) => byDocument.get(document)?.get(tag.start);
}

/** The rows of the figures of a corpus, one after another. */
export function* figureRows(corpus: FigureExport): Generator<FigureRow, void> {
  const agreementOf = agreementsOf(corpus.things);
  for (const figure of corpus.figures) yield figureRow(figure, corpus, agreementOf(figure));
}

/** The row of a figure. */
export function figureRow(figure: Figure, { corpus, nameOf }: Pick<FigureExport, 'corpus' | 'nameOf'>, agreement: Agreement | undefined): FigureRow {
  const { document, tag, quantity, thing, attribution } = figure;
  const { start, end } = exportPassage(document.text, tag);
  const { num, lo, hi, iso, edtf, approx, unit, per } = tag.value;
  const row: { [Field in keyof FigureRow]: FigureRow[Field] | undefined } = {
    document: nameOf(document),
    title: document.title,
    date: document.date?.edtf,
    line: document.text.positionAt(tag.start).line + 1,
    start,
    end,
    text: quoteOf(figure),
    kind: tag.kind,
    measures: tag.measures?.what,
    of: tag.measures?.of,
    change: tag.measures?.change ?? directionOf(figure),
    reached: tag.measures?.reached,
    base: baseOf(figure),
    period: periodOf(figure),
    value: num ?? iso ?? edtf ?? undefined,
    low: lo,
    high: hi,
    approx,
    unit,
    per,
    base_value: quantity?.num,
    base_low: quantity?.lo,
    base_high: quantity?.hi,
    base_unit: quantity?.unit,
    source_ids: attribution?.sources.length ? attribution.sources : undefined,
    sources: attribution?.sources.length ? sourceNames(corpus, figure) : undefined,
    attribution: attribution && (attribution.sources.length > 0 ? 'named' : 'unnamed'),
    said_by: saidBy(figure),
    cue: attribution?.cue || undefined,
    thing: thing && !thing.isVague ? thing.key : undefined,
    agreement,
    sentence: sentenceOf(figure),
  };
  return withoutAbsent(row) as FigureRow;
}

function withoutAbsent(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}
