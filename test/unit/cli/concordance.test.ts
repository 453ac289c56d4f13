import { strict as assert } from 'node:assert';
import { cellsOf, concordanceLine, layOut, sortConcordance, type ConcordanceLine } from '../../../server/src/cli/concordance';
import fc from 'fast-check';
import type { CorpusDocument } from '../../../server/src/corpus/corpus';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { Reading } from '../../../server/src/text/reading';
import { WrittenText } from '../../../server/src/text/writtenText';
import { corpusOf } from '../corpus/fakes';
import { meipi, temporaryFolder } from './meipi';

async function lineOf(text: string, query: string, width: number): Promise<string[]> {
  const { corpus } = await corpusOf({ 'a.txt': text });
  const [mention] = corpus.find(query, neverCancelled);
  const line = concordanceLine(mention ?? assert.fail(), width);
  return [line.left, line.keyword, line.right];
}

describe('a line of a concordance', () => {
  it('has as many characters on either side as are asked for', async () => {
    assert.deepEqual(await lineOf('一二三四五算力六七八九十', '算力', 3), ['三四五', '算力', '六七八']);
    assert.deepEqual(await lineOf('一算力二', '算力', 3), ['一', '算力', '二']);
    assert.deepEqual(await lineOf('一算力二', '算力', 0), ['', '算力', '']);
  });

  it('never splits a surrogate pair, a variation sequence or an emoji', async () => {
    assert.deepEqual(await lineOf('甲𠮷𠮷算力葛󠄀👨‍👩‍👧乙', '算力', 2), ['𠮷𠮷', '算力', '葛󠄀👨‍👩‍👧']);
    assert.deepEqual(await lineOf('甲𠮷𠮷算力葛󠄀👨‍👩‍👧乙', '算力', 1), ['𠮷', '算力', '葛󠄀']);
  });

  it('has in it what stands on either side of soft line breaks and of characters without a shape', async () => {
    const prose = '市场上的新质生产力，这里说的是靠新的办法、少花人力和原料做成事的先进生\n产力质\u200b态，算\n力很大。'.repeat(2);
    assert.deepEqual(await lineOf(prose, '算力', 6), ['产力质态，', '算力', '很大。市场上'].map((text, i) => (i === 0 ? `生${text}` : text)));
  });

  it('is the same for characters that need a look at their neighbours and for those that do not', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('产', '業', '，', '“', 'a', ' ', '\n', '。\n\n', '\u0301', '𠮷', '👩‍', '👧', '葛\u{e0100}', '\ufe0f', '\u200b'), { maxLength: 80, size: 'max' }), fc.nat(12), (signs, width) => {
        const text = signs.join('');
        const at = Math.floor(text.length / 2);
        const reading = new Reading(text);
        const written = (from: number, to: number): string => {
          let joined = '';
          for (let i = Math.max(0, from); i < Math.min(reading.length, to); i++) joined += text.slice(...Object.values(reading.toSourceSpan({ start: i, end: i + 1 })) as [number, number]);
          return joined.replace(/\s+/g, ' ');
        };
        const split = (part: string): string[] => [...new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(part)].map(({ segment }) => segment);
        const here = reading.fromSource(at);
        const reach = 2 * width + 16;
        const document = { writtenText: new WrittenText(text, reading.runs) } as CorpusDocument;
        assert.deepEqual(concordanceLine({ document, span: { start: at, end: at } }, width), {
          left: width === 0 ? '' : split(written(here - reach, here)).slice(-width).join(''),
          keyword: '',
          right: split(written(here, here + reach)).slice(0, width).join(''),
        });
      }),
    );
  });

  it('has hard line breaks as a space', async () => {
    assert.deepEqual(await lineOf('标题。\r\n　　算力很大。\n完', '算力', 6), ['标题。 ', '算力', '很大。 完']);
  });

  it('is laid out with the keyword in one column, full-width characters counting two', () => {
    const lines = [
      { left: 'a一', keyword: '算力', right: '，' },
      { left: '一二', keyword: '算力', right: '' },
      { left: '', keyword: '算力', right: 'b1' },
    ].map((line) => layOut(line, 2));
    assert.deepEqual(lines, [' a一  算力  ，  ', '一二  算力      ', '      算力  b1  ']);
    assert.deepEqual(lines.map(cellsOf), [16, 16, 16]);
  });

  it('is as wide as a terminal shows it', () => {
    for (const [text, cells] of [['abc', 3], ['中文', 4], ['，', 2], ['ＡＢ', 4], ['ｱ', 1], ['𠮷', 2], ['e\u0301', 1], ['👨‍👩‍👧', 2], ['❤️', 2], ['', 0]] as const) {
      assert.equal(cellsOf(text), cells, text);
    }
  });
});

describe('a concordance', () => {
  const line = (left: string, right: string): ConcordanceLine => ({ left, keyword: '点', right });

  it('is sorted by the text after, in the order of pinyin', () => {
    const sorted = sortConcordance([line('', '中国'), line('', '安全'), line('', '北京')], 'right');
    assert.deepEqual(sorted.map(({ right }) => right), ['安全', '北京', '中国']);
  });

  it('is sorted by the text before, read outward from the keyword', () => {
    const sorted = sortConcordance([line('安中', ''), line('中安', ''), line('北安', '')], 'left');
    assert.deepEqual(sorted.map(({ left }) => left), ['北安', '中安', '安中']);
  });

  it('is sorted as a collator does, whatever stands in it', () => {
    const collator = new Intl.Collator('zh');
    const sign = fc.constantFrom(...'的市场產业龥一，。、；：？！“”‘’（）《》—…·-.,;:!?()[]{}<>@#$%^&*_=+|~`/\'"0123aAbBzZ０Ａａ 　①½㎏éÉßあア\u0301\u200b\n𠮷'.split(''), '𠮷', 'l·', '——', '……');
    fc.assert(
      fc.property(fc.array(fc.array(sign, { maxLength: 6 }).map((signs) => signs.join('')), { maxLength: 60, size: 'max' }), (texts) => {
        const lines = texts.map((right, i) => ({ ...line('', right), place: i }));
        assert.deepEqual(sortConcordance(lines, 'right'), [...lines].sort((a, b) => collator.compare(a.right, b.right)));
      }),
      { numRuns: 500 },
    );
  });

  it('stays in the order of the texts by default', async () => {
    const folder = temporaryFolder();
    folder.write({ 'a.txt': '重点一。安点二。', 'b.txt': '𠮷北点三' });
    const places = async (...sort: string[]): Promise<(string | undefined)[]> => (await meipi(folder.path, ['kwic', '点', '.', '--string', '--width', '2', ...sort])).lines.map((text) => text.split('  ').at(-1));
    assert.deepEqual(await places(), ['a.txt:1:2', 'a.txt:1:6', 'b.txt:1:3']);
    assert.deepEqual(await places('--sort', 'left'), ['a.txt:1:6', 'b.txt:1:3', 'a.txt:1:2']);
    assert.deepEqual(await places('--sort', 'right'), ['a.txt:1:6', 'b.txt:1:3', 'a.txt:1:2']);
  });
});
