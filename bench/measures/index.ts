import { availableParallelism } from 'node:os';
import { atLeast, below, figure, type Figure } from '../lib/figure';
import type { Context, Measure } from '../lib/measure';
import { NO_MEMORY } from '../lib/memory';
import { NO_CORE, oneCore } from '../lib/processor';
import { madeDocuments, scaleCorpus, type ScaleCorpus } from '../lib/scaleCorpus';
import { timedOpening, type Opening } from '../lib/session';
import { createTagging } from '../lib/tagging';

/** Milliseconds until what was only needed for indexing has been given back: threads are let go after ten seconds. */
const SETTLING = 11_500;
/** UTF-16 units from which on the server takes threads. */
const THREADS_FROM = 1_000_000;
/** The bar speaks of 1.7 times on two cores; of more cores the same share of what they could do at best. */
const SHARE = 1.7 / 2;

/** Indexing a corpus from nothing in the server, on one core and on all, with one thread and with one for each, beside tagging its documents in one thread and keeping nothing. */
export const indexMeasure: Measure = {
  name: 'index',
  title: 'Indexing from nothing',
  bySize: true,
  async run(context) {
    const { size, progress, leaveOut } = context;
    progress('making the corpus');
    const corpus = scaleCorpus({ bytes: size });
    progress('tagging in one thread');
    const tagging = tagAll(size);
    progress('indexing in one thread');
    const one = await index(context, corpus, { threads: 1 });
    const figures = [
      timeFigure('tagging in one thread, nothing kept', tagging, size),
      timeFigure('indexing in one thread, beside the main one', one.ms, size, { comparison: 'tagging in one thread', ratio: one.ms / tagging }),
    ];
    const cores = availableParallelism();
    const all = cores > 1 ? await index(context, corpus, {}) : one;
    if (cores > 1) {
      const through = oneCore();
      progress('indexing on one core');
      const alone = through && (await index(context, corpus, { through }));
      if (!alone) leaveOut(NO_CORE);
      const name = `indexing on ${cores} cores`;
      if (alone) figures.push(timeFigure('indexing on one core', alone.ms, size, { comparison: 'tagging in one thread', ratio: alone.ms / tagging }));
      figures.push(
        timeFigure(name, all.ms, size, alone && { comparison: 'one core, times as fast', ratio: alone.ms / all.ms, bar: atLeast(SHARE * cores, `${(SHARE * cores).toFixed(1)} times`) }),
        figure({ name: 'the same', value: all.ms / 1000, unit: 's', size, comparison: 'one thread, times as fast', ratio: one.ms / all.ms }),
      );
    }
    if (all.processor !== undefined) figures.push(figure({ name: 'processor time of that', value: all.processor, unit: 's', size, comparison: 'tagging in one thread', ratio: (all.processor * 1000) / tagging }));
    if (!all.memory) leaveOut(NO_MEMORY);
    else {
      const { peak, kept } = all.memory;
      const megabytes = (name: string, line: string, bytes: number): Figure => figure({ name, value: bytes / 1e6, unit: 'MB', size, growth: { plot: 'memory', line } });
      figures.push(
        megabytes('memory at its peak, beyond the start', 'at its peak', peak),
        megabytes('memory kept, beyond the start', 'kept', kept),
        figure({ name: 'memory at its peak for each UTF-16 unit', value: peak / corpus.units, unit: 'bytes', size, bar: below(6, '6 bytes') }),
        figure({ name: 'memory kept for each UTF-16 unit', value: kept / corpus.units, unit: 'bytes', size, bar: below(6, '6 bytes') }),
      );
    }
    return figures;
  },
};

/** Milliseconds that tagging every document of a corpus takes, the making of the documents left out. */
function tagAll(bytes: number): number {
  const { all } = createTagging();
  for (const { text } of madeDocuments({ bytes: Math.min(bytes, 2e6), seed: 2 })) all(text);
  let ms = 0;
  for (const { text } of madeDocuments({ bytes })) {
    const start = performance.now();
    all(text);
    ms += performance.now() - start;
  }
  return ms;
}

function timeFigure(name: string, ms: number, size: number, rest: Partial<Figure> = {}): Figure {
  return figure({ name, value: ms / 1000, unit: 's', size, growth: { plot: 'index', line: name }, ...rest });
}

/** Opens a corpus without a cache, with as many threads as there are cores or as are given. */
function index(context: Context, { folder, units }: ScaleCorpus, { threads = 0, through }: { readonly threads?: number; readonly through?: readonly string[] }): Promise<Opening> {
  const settling = units > THREADS_FROM ? SETTLING : 0;
  return timedOpening({ ...context, through }, folder, { threads, cache: false }, () => new Promise((resolve) => setTimeout(resolve, settling)));
}
