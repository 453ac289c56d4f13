import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Jieba, type NodeJieba } from '../../../../server/src/platform/jieba';
import { builtInSegmenter } from '../../../../server/src/recognise/terms/builtInSegmenter';
import { standsAsWord, type Segmenter } from '../../../../server/src/recognise/terms/segmenter';

describe('segmenters', () => {
  for (const [name, load] of [['nodejieba', () => new Jieba()], ['Intl.Segmenter', builtInSegmenter]] as const) {
    it(`cut a clause into words that join to the clause itself (${name})`, function () {
      const segmenter = loaded(load);
      if (!segmenter) return this.skip();
      assert.equal(segmenter.name, name);
      const clause = fc.string({ unit: fc.constantFrom('中', '国', '产', 'A', '1', ' ', '𠮷', '\ud800', '葛', '\ufe00', '。', '\u0000'), maxLength: 20 });
      fc.assert(fc.property(clause, (text) => assert.equal(segmenter.words(text).join(''), text)));
    });
  }

  it('are told of Han words of two characters and more, which alone help', () => {
    const words: string[] = [];
    const jieba = new Jieba(() => fake(words));
    jieba.addWords(['耐心资本', 'AI', '铁', '算力网']);
    assert.deepEqual(words, ['耐心资本', '算力网']);
  });

  it('that are there but broken fail when they are loaded', () => {
    assert.throws(() => new Jieba(() => ({ ...fake([]), cut: () => assert.fail('no dictionary') })), /no dictionary/);
  });
});

describe('a hit stands as a word', () => {
  const words = ['他们', '带上', '海上', '的', '工具'];
  for (const [start, end, stands] of [[3, 5, false], [2, 4, true], [2, 6, true], [2, 3, true], [1, 3, false], [0, 9, true]] as const) {
    it(`${'他们带上海上的工具'.slice(start, end)}: ${stands}`, () => assert.equal(standsAsWord(words, { clause: words.join(''), start, end }), stands));
  }
});

function loaded(load: () => Segmenter): Segmenter | undefined {
  try {
    return load();
  } catch {
    return undefined;
  }
}

function fake(words: string[]): NodeJieba {
  return { cut: (sentence) => [...sentence], insertWord: (word) => words.push(word) > 0 };
}
