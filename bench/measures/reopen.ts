import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atLeast, below, figure, type Figure } from '../lib/figure';
import type { Context, Measure } from '../lib/measure';
import { memoryOf } from '../lib/memory';
import { scaleCorpus, scaleFolder } from '../lib/scaleCorpus';
import { openSession } from '../lib/session';

/** Opening a corpus that was indexed before, and once more with one document changed, beside indexing it from nothing; all with the threads of the machine. */
export const reopenMeasure: Measure = {
  name: 'reopen',
  title: 'Opening a corpus again',
  bySize: true,
  async run(context) {
    const { size, progress } = context;
    const made = scaleCorpus({ bytes: size });
    const folder = mkdtempSync(join(scaleFolder(), 'reopen-'));
    try {
      const [corpus, cache] = [join(folder, 'corpus'), join(folder, 'cache')];
      mkdirSync(cache);
      linkAll(made.folder, corpus);
      progress('from nothing');
      const first = await open(context, corpus, cache);
      const kept = sizeOf(cache);
      progress('again');
      const again = await open(context, corpus, cache);
      changeOne(corpus);
      progress('again, one document changed');
      const changed = await open(context, corpus, cache);
      const row = (name: string, ms: number, rest: Partial<Figure> = {}): Figure => figure({ name, value: ms / 1000, unit: 's', size, growth: { plot: 'reopen', line: name }, ...rest });
      return [
        row('from nothing', first.ms),
        row('again, from the cache', again.ms, { comparison: 'from nothing, times as fast', ratio: first.ms / again.ms, bar: atLeast(20, '20 times') }),
        row('again, one document changed', changed.ms, { comparison: 'again', ratio: changed.ms / again.ms, bar: below(1.5, '1.5 times', 'ratio') }),
        figure({ name: 'the cache on disk', value: (100 * kept) / size, unit: '% of the corpus', size }),
        ...(again.kept === undefined ? [] : [figure({ name: 'memory after opening again, beyond the start', value: again.kept / 1e6, unit: 'MB', size })]),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Milliseconds from the editor's first word to all tags, and bytes beyond those right after the start. What is kept for the next time is written when the server has ended. */
async function open({ dist, nodeArguments }: Context, folder: string, cache: string): Promise<{ ms: number; kept: number | undefined }> {
  const session = await openSession({ dist, folder, nodeArguments, initializationOptions: { cache: pathToFileURL(cache).href } });
  const before = memoryOf(session.pid);
  const ms = (await session.allTags) - session.initialized;
  const after = memoryOf(session.pid);
  await session.close();
  return { ms, kept: before && after && after.resident - before.resident };
}

/** The same files under another folder. */
function linkAll(from: string, to: string): void {
  for (const name of namesIn(from)) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    linkSync(join(from, name), join(to, name));
  }
}

/** Writes a sentence more into a document of usual length. The file is a new one: the old one has another name elsewhere. */
function changeOne(folder: string): void {
  const files = namesIn(folder).map((name) => join(folder, name)).sort((a, b) => statSync(a).size - statSync(b).size);
  const file = files[files.length >> 1] as string;
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  writeFileSync(file, `${text}\n本文有改动。\n`);
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + (statSync(join(folder, name)).isFile() ? statSync(join(folder, name)).size : 0), 0);
}
