import { atLeast, figure, type Figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { jiebaCut, NO_JIEBA } from '../lib/peers';
import { inTurns } from '../lib/rounds';
import { createTagging, type Tagging } from '../lib/tagging';
import { readTexts, unitsOf } from '../lib/texts';

const LAYERS: readonly (readonly [keyof Tagging, string])[] = [
  ['read', 'reading and structure'],
  ['numbers', 'numbers, with values and what they measure'],
  ['sources', 'sources with ids, both passes, and attributions'],
  ['terms', 'terms with ids, and definitions'],
  ['all', 'all layers'],
];

/** Tags with values and ids, measures and attributions on, in one thread, beside nodejieba cutting the same texts into words. */
export const layersMeasure: Measure = {
  name: 'layers',
  title: 'Tagging, one thread',
  async run({ full, profiling, leaveOut }) {
    const texts = readTexts();
    const tagging = createTagging();
    const each = (work: (text: string) => number) => (): number => texts.reduce((sum, { text }) => sum + work(text), 0);
    if (profiling) return profiled(each(tagging.all));
    const cut = jiebaCut();
    if (!cut) leaveOut(NO_JIEBA);
    const timings = await inTurns({
      ...(cut ? { cut: each((text) => cut(text).length) } : {}),
      ...Object.fromEntries(LAYERS.map(([layer]) => [layer, each(tagging[layer])])),
    }, { seconds: full ? 30 : 6 });
    const units = unitsOf(texts);
    const row = (key: string, name: string): Figure => figure({
      name, value: units / timings.ms(key) / 1000, unit: 'million units a second',
      ...(cut && key !== 'cut' ? { comparison: 'nodejieba `cut`', ratio: timings.timesAsFast(key, 'cut') } : {}),
      ...(cut && key === 'all' ? { bar: atLeast(6, '6 times') } : {}),
    });
    return [...(cut ? [row('cut', 'nodejieba `cut`')] : []), ...LAYERS.map(([layer, name]) => row(layer, name))];
  },
};

async function profiled(all: () => number): Promise<readonly Figure[]> {
  await inTurns({ all }, { seconds: 10 });
  return [];
}
