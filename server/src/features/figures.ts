import type { Corpus } from '../corpus/corpus';
import type { MeasuredThing } from '../corpus/figures/comparison';
import { quoteOf, sourceNames, type Figure } from '../corpus/figures/figure';
import { figureIndexOf } from '../corpus/figures/figureIndex';
import type { Cancellation } from '../corpus/ports';
import { foldQuery } from '../text/reading';

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

/** Things looked at before other work is let in. */
const AT_ONCE = 2000;

/**
 * The figures of a corpus that fit a query, things of several documents first; undefined when cancelled. Texts that are not recognised
 * yet are recognised now.
 */
export async function figureTable(corpus: Corpus, { filter, shared }: FigureQuery, token: Cancellation, pause: () => Promise<void>): Promise<FigureTable | undefined> {
  const index = figureIndexOf(corpus);
  if (!(await index.update(token, pause))) return undefined;
  const wanted = filter === undefined ? '' : normalise(filter);
  const matches = (figure: Figure): boolean => wanted === '' || textsOf(corpus, figure).some((text) => normalise(text).includes(wanted));
  const things: MeasuredThing[] = [];
  for (const [i, thing] of index.things.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await pause();
    if (token.isCancellationRequested) return undefined;
    if (shared && !isShared(thing)) continue;
    if (thing.rows.some(({ figures }) => figures.some(matches))) things.push(thing);
  }
  return { things, unmeasured: shared ? [] : index.figures.filter((figure) => !figure.thing && matches(figure)) };
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
