import { availableParallelism } from 'node:os';
import { atLeast, below, figure, type Figure } from '../lib/figure';
import type { Context, Measure } from '../lib/measure';
import { NO_MEMORY } from '../lib/memory';
import { madeDocuments, scaleCorpus, type ScaleCorpus } from '../lib/scaleCorpus';
import { timedOpening, type Opening } from '../lib/session';
import { createTagging } from '../lib/tagging';

/** Milliseconds until what was only needed for indexing has been given back: threads are let go after ten seconds. */
const SETTLING = 11_500;
/** UTF-16 units from which on the server takes threads. */
const THREADS_FROM = 1_000_000;
/** The bar speaks of 1.7 times with two threads; of more threads the same share of what they could do at best. */
const SHARE = 1.7 / 2;

/** Indexing a corpus from nothing in the server, with one thread and with all, beside tagging its documents in one thread and keeping nothing. */
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
    const one = await index(context, corpus, 1);
    const threads = availableParallelism();
    progress(`indexing in ${threads} threads`);
    const all = threads > 1 ? await index(context, corpus, 0) : one;
    const seconds = (name: string, ms: number, rest: Partial<Figure> = {}): Figure => figure({ name, value: ms / 1000, unit: 's', size, growth: { plot: 'index', line: name }, ...rest });
    const figures = [
      seconds('tagging in one thread, nothing kept', tagging),
      seconds('indexing in one thread', one.ms, { comparison: 'tagging in one thread', ratio: one.ms / tagging }),
      ...(threads > 1 ? [seconds(`indexing in ${threads} threads`, all.ms, { comparison: 'one thread, times as fast', ratio: one.ms / all.ms, bar: atLeast(SHARE * threads, `${(SHARE * threads).toFixed(1)} times`) })] : []),
    ];
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

/** Opens a corpus without a cache. No threads stand for as many as there are cores. */
function index(context: Context, { folder, units }: ScaleCorpus, threads: number): Promise<Opening> {
  const hasThreads = threads !== 1 && units > THREADS_FROM;
  return timedOpening(context, folder, { threads, cache: false }, () => new Promise((resolve) => setTimeout(resolve, hasThreads ? SETTLING : 0)));
}
