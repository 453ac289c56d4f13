import type { Connection } from 'vscode-languageserver';
import { baseOf, directionOf, periodOf, quoteOf, saidBy, sentenceOf, sourceNames, type Figure } from '../corpus/figures/figure';
import { figureIndexOf } from '../corpus/figures/figureIndex';
import type { Agreement, MeasuredThing } from '../corpus/figures/comparison';
import type { Corpus } from '../corpus/corpus';
import type { Cancellation, Logger } from '../corpus/ports';
import { figureTable, isShared, type FigureTable } from '../features/figures';
import { oneLine } from '../features/plainText';
import { guarded } from './guard';
import {
  FIGURES_PAGE, FigureThingsRequest, FiguresRequest, type FigureInfo, type FigureQueryParams, type FigureThingInfo, type FigureThings, type FiguresParams,
} from './protocol';
import type { Workspace } from './workspace';

/** Longest sentence that a figure is sent with, without the ellipsis. */
const SENTENCE = 299;

const NOTHING: FigureThings = { things: [], total: 0, figures: 0, shared: 0, unmeasured: 0 };

/** Things that are counted before other work is let in. */
const THINGS_AT_ONCE = 20_000;

interface ThingOf {
  readonly corpus: Corpus;
  readonly thing: MeasuredThing;
}

/** Answers what the view of figures asks. */
export function registerFigureRequests(connection: Connection, workspace: Workspace, pause: () => Promise<void>, logger: Logger): void {
  const tables = async (params: FigureQueryParams, token: Cancellation): Promise<(readonly [Corpus, FigureTable])[]> => {
    await workspace.ready;
    const found: (readonly [Corpus, FigureTable])[] = [];
    for (const corpus of corporaOf(workspace, params.corpus)) {
      const table = await figureTable(corpus, params, token, pause);
      if (table) found.push([corpus, table]);
    }
    return found;
  };

  connection.onRequest(FigureThingsRequest, guarded(logger, 'Figures', NOTHING, async (params, token) => {
    const found = await tables(params ?? {}, token);
    const shared: ThingOf[] = [];
    const others: ThingOf[] = [];
    let figures = 0;
    for (const [corpus, { things }] of found) {
      for (const [i, thing] of things.entries()) {
        if (i > 0 && i % THINGS_AT_ONCE === 0) await pause();
        (isShared(thing) ? shared : others).push({ corpus, thing });
        figures += thing.figureCount;
      }
    }
    return {
      things: page([...shared, ...others], params ?? {}).map(({ corpus, thing }) => toThingInfo(corpus, thing)),
      total: shared.length + others.length,
      figures,
      shared: shared.length,
      unmeasured: found.reduce((sum, [, { unmeasured }]) => sum + unmeasured.length, 0),
    };
  }));

  connection.onRequest(FiguresRequest, guarded(logger, 'Figures of a thing', [], async (params: FiguresParams | undefined, token) => {
    const { thing } = params ?? {};
    const found = await tables({ ...params, shared: false }, token);
    const figures = found.flatMap(([corpus, table]) => figuresIn(corpus, table, thing).map(([figure, agreement]) => ({ corpus, figure, agreement })));
    return page(figures, params ?? {}).map(({ corpus, figure, agreement }) => toFigureInfo(corpus, figure, agreement));
  }));
}

function corporaOf(workspace: Workspace, root: string | undefined): readonly Corpus[] {
  if (root === undefined) return workspace.corpora;
  const loaded = workspace.corpusAt(root);
  return loaded ? [loaded.corpus] : [];
}

/** Figures of one thing by time; those of no thing; or all in the order of the texts. */
function figuresIn(corpus: Corpus, { things, unmeasured }: FigureTable, key: string | undefined): (readonly [Figure, Agreement | undefined])[] {
  if (key === '') return unmeasured.map((figure) => [figure, undefined]);
  const rows = (key === undefined ? things : things.filter((thing) => thing.key === key)).flatMap((thing) => thing.rows);
  const measured = rows.flatMap(({ figures, agreement }) => figures.map((figure) => [figure, agreement] as const));
  if (key !== undefined) return measured;
  const agreements = new Map([...measured, ...unmeasured.map((figure) => [figure, undefined] as const)]);
  return figureIndexOf(corpus).figures.filter((figure) => agreements.has(figure)).map((figure) => [figure, agreements.get(figure)]);
}

function page<T>(items: readonly T[], { offset, limit }: FigureQueryParams): readonly T[] {
  const start = wholeNumber(offset, 0);
  return items.slice(start, start + Math.min(wholeNumber(limit, FIGURES_PAGE), FIGURES_PAGE));
}

/** Other editors write requests by hand: what is no count is as if it were absent. */
function wholeNumber(value: number | undefined, otherwise: number): number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

function toThingInfo(corpus: Corpus, { key, name, figureCount, documents, agreement, rows }: MeasuredThing): FigureThingInfo {
  const only = figureCount === 1 ? rows[0]?.figures[0] : undefined;
  return {
    corpus: corpus.root,
    key,
    name,
    figures: figureCount,
    documents: documents.length,
    ...(agreement === undefined ? {} : { agreement }),
    ...(only ? { only: toFigureInfo(corpus, only, undefined) } : {}),
  };
}

function toFigureInfo(corpus: Corpus, figure: Figure, agreement: Agreement | undefined): FigureInfo {
  const { document, tag, attribution } = figure;
  const [period, base, change, by, date] = [periodOf(figure), baseOf(figure), directionOf(figure), saidBy(figure), document.date?.edtf];
  return {
    corpus: corpus.root,
    uri: document.uri,
    range: document.text.rangeOf(tag),
    title: document.title,
    ...(date === undefined ? {} : { date }),
    text: quoteOf(figure),
    kind: tag.kind,
    ...(tag.measures === undefined ? {} : { measures: figure.thing?.shown ?? tag.measures.what }),
    ...(period === undefined ? {} : { period }),
    ...(base === undefined ? {} : { base }),
    ...(change === undefined ? {} : { change }),
    ...(attribution ? { sources: sourceNames(corpus, figure) } : {}),
    ...(by === undefined ? {} : { by }),
    ...(agreement === undefined ? {} : { agreement }),
    sentence: oneLine(sentenceOf(figure), SENTENCE),
  };
}
