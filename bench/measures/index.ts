import { below, figure, type Figure } from '../lib/figure';
import type { Context, Measure } from '../lib/measure';
import { memoryOf, NO_MEMORY } from '../lib/memory';
import { madeDocuments, scaleCorpus } from '../lib/scaleCorpus';
import { openSession } from '../lib/session';
import { createTagging } from '../lib/tagging';

/** Until what was only needed for indexing has been given back. */
const SETTLING = 4000;

/** Indexing a corpus from nothing in the server, beside tagging its documents in one thread and keeping nothing. */
export const indexMeasure: Measure = {
  name: 'index',
  title: 'Indexing from nothing',
  bySize: true,
  async run(context) {
    const { size, progress, leaveOut } = context;
    progress('making the corpus');
    const corpus = scaleCorpus({ bytes: size });
    const at = (line: string): Pick<Figure, 'size' | 'growth'> => ({ size, growth: { plot: 'index', line } });
    progress('tagging in one thread');
    const tagging = tagAll(size);
    progress('indexing');
    const indexed = await index(context, corpus.folder);
    const figures = [
      figure({ name: 'tagging in one thread, nothing kept', value: tagging / 1000, unit: 's', ...at('tagging in one thread, nothing kept') }),
      figure({ name: 'indexing, one thread', value: indexed.ms / 1000, unit: 's', comparison: 'tagging in one thread', ratio: indexed.ms / tagging, ...at('indexing, one thread') }),
    ];
    if (!indexed.memory) leaveOut(NO_MEMORY);
    else {
      const { peak, kept } = indexed.memory;
      figures.push(
        figure({ name: 'memory at its peak, beyond the start', value: peak / 1e6, unit: 'MB', size, growth: { plot: 'memory', line: 'at its peak' } }),
        figure({ name: 'memory kept, beyond the start', value: kept / 1e6, unit: 'MB', size, growth: { plot: 'memory', line: 'kept' } }),
        figure({ name: 'memory at its peak for each UTF-16 unit', value: peak / corpus.units, unit: 'bytes', size }),
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

/** Milliseconds from the editor's first word to all tags, and the bytes that the server took beyond those right after its start. */
async function index({ dist, nodeArguments }: Context, folder: string): Promise<{ ms: number; memory: { peak: number; kept: number } | undefined }> {
  const session = await openSession({ dist, folder, nodeArguments });
  const before = memoryOf(session.pid);
  const ms = (await session.allTags) - session.initialized;
  await new Promise((resolve) => setTimeout(resolve, SETTLING));
  const after = memoryOf(session.pid);
  await session.close();
  return { ms, memory: before && after && { peak: after.peak - before.resident, kept: after.resident - before.resident } };
}
