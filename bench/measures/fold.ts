import { fold } from '../../server/src/text/fold';
import { atLeast, figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { inTurns } from '../lib/rounds';
import { bareLoop, readTexts, unitsOf } from '../lib/texts';

/** Folding a text to one script and width, beside looking at every UTF-16 unit of it once. */
export const foldMeasure: Measure = {
  name: 'fold',
  title: 'Folding',
  async run({ full }) {
    const texts = readTexts();
    const timings = await inTurns({
      loop: () => texts.reduce((sum, { text }) => sum ^ bareLoop(text), 0),
      fold: () => texts.reduce((sum, { text }) => sum + fold(text).length, 0),
    }, { seconds: full ? 10 : 3 });
    const speed = (name: string): number => unitsOf(texts) / timings.ms(name) / 1000;
    return [
      figure({ name: 'a bare loop over UTF-16 units', value: speed('loop'), unit: 'million units a second' }),
      figure({ name: 'fold a text', value: speed('fold'), unit: 'million units a second', comparison: 'the bare loop', ratio: timings.timesAsFast('fold', 'loop'), bar: atLeast(0.6, '60 % of it') }),
    ];
  },
};
