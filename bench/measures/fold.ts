import { fold } from '../../server/src/text/fold';
import { atLeast, figure, type Figure } from '../lib/figure';
import type { Measure } from '../lib/measure';
import { inTurns } from '../lib/rounds';
import { bareLoop, readTexts, unitsOf, type Text } from '../lib/texts';

/**
 * V8 keeps an object of more than 128 KB apart, in pages that the kernel gives and takes back with each. So making a text longer than this
 * takes many times as long for each unit as making a shorter one, whatever is put into it.
 */
const LONG = 65_000;
const UNITS = LONG.toLocaleString('en');

/** Folding a text to one script and width, beside looking at every UTF-16 unit of it once. */
export const foldMeasure: Measure = {
  name: 'fold',
  title: 'Folding',
  async run({ full }) {
    const seconds = full ? 10 : 3;
    const texts = readTexts();
    return [
      ...(await foldAll(`up to ${UNITS} units`, texts.filter(({ text }) => text.length <= LONG), seconds)),
      ...(await foldAll(`more than ${UNITS} units`, texts.filter(({ text }) => text.length > LONG), seconds)),
    ];
  },
};

async function foldAll(lengths: string, texts: readonly Text[], seconds: number): Promise<Figure[]> {
  if (texts.length === 0) return [];
  const timings = await inTurns({
    loop: () => texts.reduce((sum, { text }) => sum ^ bareLoop(text), 0),
    fold: () => texts.reduce((sum, { text }) => sum + fold(text).length, 0),
  }, { seconds });
  const speed = (contestant: string): number => unitsOf(texts) / timings.ms(contestant) / 1000;
  return [
    figure({ name: `a bare loop over a text of ${lengths}`, value: speed('loop'), unit: 'million units a second' }),
    figure({ name: `fold a text of ${lengths}`, value: speed('fold'), unit: 'million units a second', comparison: 'the bare loop', ratio: timings.timesAsFast('fold', 'loop'), bar: atLeast(0.6, '60 % of it') }),
  ];
}
