import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atLeast, below, figure, type Figure } from '../lib/figure';
import { linkAll, namesIn } from '../lib/linkedFiles';
import type { Context, Measure } from '../lib/measure';
import { scaleCorpus, scaleFolder } from '../lib/scaleCorpus';
import { timedOpening, type Opening } from '../lib/session';
import { median } from '../lib/statistics';

/** Opening a corpus that was indexed before, and once more with one document changed, beside indexing it from nothing; all with the threads of the machine. */
export const reopenMeasure: Measure = {
  name: 'reopen',
  title: 'Opening a corpus again',
  bySize: true,
  async run(context) {
    const { full, size, progress } = context;
    const made = scaleCorpus({ bytes: size });
    const folder = mkdtempSync(join(scaleFolder(), 'reopen-'));
    try {
      const [corpus, cache] = [join(folder, 'corpus'), join(folder, 'cache')];
      mkdirSync(cache);
      linkAll(made.folder, corpus);
      progress('from nothing');
      const first = await open(context, corpus, cache);
      const kept = sizeOf(cache);
      const file = usualDocument(corpus);
      linkAll(dirname(file), join(folder, 'one'), basename(file));
      const [again, changed, alone] = [[] as Opening[], [] as Opening[], [] as Opening[]];
      for (let round = 0; round < (full ? 3 : 1); round++) {
        progress('again, then with one document changed, then that document alone');
        again.push(await open(context, corpus, cache));
        change(file);
        changed.push(await open(context, corpus, cache));
        alone.push(await open(context, join(folder, 'one'), false));
      }
      const ms = (opened: readonly Opening[]): number => median(opened.map((each) => each.ms));
      const more = ms(changed) - ms(again);
      const row = (name: string, ms: number, rest: Partial<Figure> = {}): Figure => figure({ name, value: ms / 1000, unit: 's', size, growth: { plot: 'reopen', line: name }, ...rest });
      return [
        row('from nothing', first.ms),
        row('again, from the cache', ms(again), { comparison: 'from nothing, times as fast', ratio: first.ms / ms(again), bar: atLeast(20, '20 times') }),
        row('again, one document changed', ms(changed)),
        figure({ name: 'what the changed document takes more', value: more / 1000, unit: 's', size, comparison: 'a corpus of that document alone', ratio: more / ms(alone), bar: below(1.5, '1.5 times', 'ratio') }),
        figure({ name: 'the cache on disk', value: (100 * kept) / size, unit: '% of the corpus', size }),
        ...(again[0]?.memory === undefined ? [] : [figure({ name: 'memory after opening again, beyond the start', value: again[0].memory.kept / 1e6, unit: 'MB', size })]),
      ];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Opens a corpus with a cache, or without one. What is kept for the next time is written when the server has ended. */
function open(context: Context, folder: string, cache: string | false): Promise<Opening> {
  return timedOpening(context, folder, { cache: cache === false ? false : pathToFileURL(cache).href });
}

/** The document that as many are longer than as are shorter. */
function usualDocument(folder: string): string {
  const files = namesIn(folder).map((name) => join(folder, name)).sort((a, b) => statSync(a).size - statSync(b).size);
  return files[files.length >> 1] as string;
}

/** Writes a sentence more. The file is a new one: the old one has other names elsewhere. */
function change(file: string): void {
  const text = readFileSync(file, 'utf8');
  rmSync(file);
  writeFileSync(file, `${text}\n本文有改动。\n`);
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + (statSync(join(folder, name)).isFile() ? statSync(join(folder, name)).size : 0), 0);
}
