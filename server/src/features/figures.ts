import type { Corpus } from '../corpus/corpus';
import type { MeasuredThing } from '../corpus/figures/comparison';
import { quoteOf, sourceNames, type Figure } from '../corpus/figures/figure';
import { figureIndexOf } from '../corpus/figures/figureIndex';
import type { Cancellation } from '../corpus/ports';
import { foldQuery } from '../text/reading';
import { inTurns, type Steps } from '../text/steps';

/** Which figures a reader wants to see. */
export interface FigureQuery {
  /** In any script: part of what is measured, of the number as written, of a source or of the title of a document. */
  readonly filter?: string | undefined;
  /** Only things that several documents have figures of. */
  readonly shared?: boolean | undefined;
}

/** The figures of a corpus as they are shown: by the thing measured, and those that do not say what they measure. */
export interface FigureTable {
  readonly things: readonly MeasuredThing[];
  readonly unmeasured: readonly Figure[];
}

/** Figures looked at before other work is let in; with a filter, which asks for their words. */
const AT_ONCE = 5000;
const FILTERED_AT_ONCE = 200;

/**
 * The figures of a corpus that fit a query, things of several documents first; undefined when cancelled. Texts that are not recognised
 * yet are recognised now.
 */
export async function figureTable(corpus: Corpus, { filter, shared }: FigureQuery, token: Cancellation, pause: () => Promise<void>): Promise<FigureTable | undefined> {
  const index = figureIndexOf(corpus);
  if (!(await index.update(token, pause)) || !(await index.compare(token, pause))) return undefined;
  return inTurns(tableOf(corpus, index, filter === undefined ? '' : normalise(filter), shared ?? false), pause, () => token.isCancellationRequested);
}

function* tableOf(corpus: Corpus, { figures, things }: Pick<FigureTable, 'things'> & { readonly figures: readonly Figure[] }, wanted: string, shared: boolean): Steps<FigureTable> {
  const matches = (figure: Figure): boolean => wanted === '' || textsOf(corpus, figure).some((text) => normalise(text).includes(wanted));
  const table = { things: [] as MeasuredThing[], unmeasured: [] as Figure[] };
  const atOnce = wanted === '' ? AT_ONCE : FILTERED_AT_ONCE;
  let seen = 0;
  for (const thing of things) {
    if (shared && !isShared(thing)) continue;
    seen += thing.figureCount;
    if (seen >= atOnce) {
      seen = 0;
      yield;
    }
    if (thing.rows.some((row) => row.figures.some(matches))) table.things.push(thing);
  }
  if (shared) return table;
  for (const figure of figures) {
    if (figure.thing) continue;
    if (++seen >= atOnce) {
      seen = 0;
      yield;
    }
    if (matches(figure)) table.unmeasured.push(figure);
  }
  return table;
}

/** Whether several documents speak of a thing by a name that tells it apart. */
export function isShared({ documents, isVague }: MeasuredThing): boolean {
  return documents.length > 1 && !isVague;
}

function textsOf(corpus: Corpus, figure: Figure): string[] {
  const { measures } = figure.tag;
  return [measures?.what, measures?.of, figure.thing?.name, quoteOf(figure), figure.document.title, ...sourceNames(corpus, figure)].filter((text) => text !== undefined);
}

/** In one script, width and letter case. */
function normalise(text: string): string {
  return foldQuery(text).toLowerCase();
}
