import { fold } from '../../server/src/text/fold';
import { normalisePattern, PatternTrie } from '../../server/src/recognise/terms/patternTrie';
import { atLeast, figure, type Figure } from '../lib/figure';
import { madeTermBase } from '../lib/madeTermBase';
import type { Measure } from '../lib/measure';
import { jiebaCut, NO_JIEBA } from '../lib/peers';
import { inTurns } from '../lib/rounds';
import { createTagging } from '../lib/tagging';
import { bareLoop, readTexts, unitsOf } from '../lib/texts';

const TERMS = 20_000;

/** Finding 20,000 terms in either script, beside nodejieba, which finds the words of its dictionary, and beside the bare loop. */
export const termsMeasure: Measure = {
  name: 'terms',
  title: 'Finding 20,000 terms',
  async run({ full, leaveOut }) {
    const texts = readTexts();
    const { termBases, forms } = madeTermBase(TERMS, texts.map(({ text }) => text));
    const patterns = forms.map((form) => normalisePattern(fold(form)));
    const start = performance.now();
    const trie = new PatternTrie(patterns);
    const built = performance.now() - start;
    const cut = jiebaCut();
    if (!cut) leaveOut(NO_JIEBA);
    const tagging = createTagging(termBases);
    const each = (work: (text: string) => number) => (): number => texts.reduce((sum, { text }) => sum + work(text), 0);
    const timings = await inTurns({
      loop: each(bareLoop),
      find: each((text) => trie.scan(fold(text)).patterns.length),
      layer: each(tagging.terms),
      ...(cut ? { cut: each((text) => cut(text).length) } : {}),
    }, { seconds: full ? 15 : 4 });
    const speed = (name: string): number => unitsOf(texts) / timings.ms(name) / 1000;
    const beside = (name: string, bars: boolean): Figure[] => {
      const given = { value: speed(name), unit: 'million units a second', name: name === 'find' ? 'fold and find 20,000 terms' : 'the term layer with 20,000 terms: reading, boundaries, definitions' };
      return [
        ...(cut ? [figure({ ...given, comparison: 'nodejieba `cut`', ratio: timings.timesAsFast(name, 'cut'), ...(bars ? { bar: atLeast(12, '12 times') } : {}) })] : []),
        figure({ ...given, comparison: 'the bare loop', ratio: timings.timesAsFast(name, 'loop'), ...(bars ? { bar: atLeast(0.1, '10 % of it') } : {}) }),
      ];
    };
    const found = texts.reduce((sum, { text }) => sum + trie.scan(fold(text)).patterns.length, 0);
    return [
      ...beside('find', true),
      ...beside('layer', false),
      figure({ name: 'occurrences, nested ones too', value: (1000 * found) / unitsOf(texts), unit: 'in a thousand units' }),
      figure({ name: 'building the table of 20,000 terms', value: built, unit: 'ms' }),
      figure({ name: 'the table of 20,000 terms', value: trie.byteLength / 1e6, unit: 'MB' }),
    ];
  },
};
