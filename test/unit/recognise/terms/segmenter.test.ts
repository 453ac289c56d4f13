import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { LazySegmenter, type NodeJieba } from '../../../../server/src/platform/segmenter';
import { builtInSegmenter } from '../../../../server/src/recognise/terms/builtInSegmenter';

describe('segmenter', () => {
  const segmenters = [new LazySegmenter(['耐心资本']).get(), builtInSegmenter()];

  for (const segmenter of segmenters) {
    it(`cuts a clause into words that join to the clause itself (${segmenter.name})`, () => {
      const clause = fc.string({ unit: fc.constantFrom('中', '国', '产', 'A', '1', ' ', '𠮷', '\ud800', '葛', '\ufe00', '。', '\u0000'), maxLength: 20 });
      fc.assert(fc.property(clause, (text) => assert.equal(segmenter.words(text).join(''), text)));
    });
  }

  it('is not loaded before it is needed', () => {
    let loads = 0;
    const lazy = new LazySegmenter([], () => {
      loads++;
      return fake();
    });
    assert.equal(loads, 0);
    assert.equal(lazy.loaded, undefined);
    lazy.get();
    lazy.get();
    assert.equal(loads, 1);
    const { segmenter, loadError } = lazy.load();
    assert.deepEqual([segmenter.name, loadError, loads], ['nodejieba', undefined, 1]);
  });

  it('falls back on the built-in one and says why, in one line, when the native module cannot be loaded', () => {
    const lazy = new LazySegmenter(['算力'], () => {
      throw new Error('no binding here\nlong explanation');
    });
    assert.equal(lazy.get().name, 'Intl.Segmenter');
    assert.equal(lazy.loaded?.loadError, 'no binding here');
    assert.equal(lazy.get().words('中国人民').join(''), '中国人民');
  });

  it('makes the forms of term bases known as words, those given later too', () => {
    const words: string[] = [];
    const lazy = new LazySegmenter(['耐心资本', 'AI', '铁'], () => fake(words));
    lazy.addWords(['算力网']);
    assert.deepEqual(words, []);
    lazy.get();
    lazy.addWords(['低空经济']);
    assert.deepEqual(words, ['耐心资本', '算力网', '低空经济']);
  });
});

function fake(words: string[] = []): NodeJieba {
  return { cut: (sentence) => [...sentence], insertWord: (word) => words.push(word) > 0 };
}
