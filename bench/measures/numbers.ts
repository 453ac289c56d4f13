import { atLeast, figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { NO_RECOGNIZERS, recognizersNumbers } from '../lib/peers';
import { below, random, shuffle } from '../lib/random';
import { inTurns } from '../lib/rounds';
import { createTagging } from '../lib/tagging';
import { readTexts } from '../lib/texts';

/** UTF-16 units that both read: the other takes milliseconds for a line. */
const SAMPLE = { quick: 8_000, full: 30_000 };

/** Numbers with their values, beside what a programmer would install to find them. Both read the same lines of the same texts. */
export const numbersMeasure: Measure = {
  name: 'numbers',
  title: 'Numbers',
  async run({ full, leaveOut }) {
    const recognizers = await recognizersNumbers();
    const sample = sampleOf(full ? SAMPLE.full : SAMPLE.quick);
    const { numbers } = createTagging();
    const timings = await inTurns({
      meipi: () => numbers(sample),
      ...(recognizers ? { recognizers: () => recognizers(sample) } : {}),
    }, { seconds: full ? 20 : 5, least: 3 });
    const speed = (name: string): number => sample.length / timings.ms(name);
    if (!recognizers) leaveOut(NO_RECOGNIZERS);
    return [
      ...(recognizers ? [figure({ name: '@microsoft/recognizers-text-suite', value: speed('recognizers'), unit: 'thousand units a second' })] : []),
      figure({
        name: 'numbers alone, reading included', value: speed('meipi'), unit: 'thousand units a second',
        ...(recognizers ? { comparison: '@microsoft/recognizers-text-suite', ratio: timings.timesAsFast('meipi', 'recognizers'), bar: atLeast(300, '300 times') } : {}),
      }),
    ];
  },
};

/** Whole lines in random order, the same each time. */
function sampleOf(units: number): string {
  const next = random(1);
  const lines = shuffle(next, readTexts().flatMap(({ text }) => text.split('\n').filter((line) => line.trim() !== '')));
  let sample = '';
  for (let at = below(next, lines.length); sample.length < units; at++) sample += `${lines[at % lines.length] as string}\n`;
  return sample;
}
