import { strict as assert } from 'node:assert';
import { cellsOf, concordanceLine, layOut, sortConcordance } from '../../../server/src/cli/concordance';
import { neverCancelled } from '../../../server/src/corpus/ports';
import { corpusOf } from '../corpus/fakes';
import { meipi, temporaryFolder } from './meipi';

async function lineOf(text: string, query: string, width: number): Promise<string[]> {
  const { corpus } = await corpusOf({ 'a.txt': text });
  const [mention] = corpus.find(query, neverCancelled);
  const line = concordanceLine(mention ?? assert.fail(), width);
  return [line.left.join(''), line.keyword, line.right.join('')];
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

  it('has hard line breaks as a space', async () => {
    assert.deepEqual(await lineOf('标题。\r\n　　算力很大。\n完', '算力', 6), ['标题。 ', '算力', '很大。 完']);
  });

  it('is laid out with the keyword in one column, full-width characters counting two', () => {
    const lines = [
      { left: ['a', '一'], keyword: '算力', right: ['，'] },
      { left: ['一', '二'], keyword: '算力', right: [] },
      { left: [], keyword: '算力', right: ['b', '1'] },
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
  const line = (left: string, right: string): { left: string[]; keyword: string; right: string[] } => ({ left: [...left], keyword: '点', right: [...right] });

  it('is sorted by the text after, in the order of pinyin', () => {
    const sorted = sortConcordance([line('', '中国'), line('', '安全'), line('', '北京')], 'right');
    assert.deepEqual(sorted.map(({ right }) => right.join('')), ['安全', '北京', '中国']);
  });

  it('is sorted by the text before, read outward from the keyword', () => {
    const sorted = sortConcordance([line('安中', ''), line('中安', ''), line('北安', '')], 'left');
    assert.deepEqual(sorted.map(({ left }) => left.join('')), ['北安', '中安', '安中']);
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
