import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { anchorPassages, type Anchored } from '../../../server/src/annotations/anchoring/anchoring';
import type { Passage } from '../../../server/src/annotations/model';
import { takePassage } from '../../../server/src/annotations/anchoring/passages';
import { SourceText } from '../../../server/src/text/sourceText';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

const TEXT = [
  '新质生产力与县域产业',
  '陈思远说，县里的数据要素市场刚刚起步，交易额去年只有3200万元。',
  '新质生产力不是口号。它要靠企业一台一台机器地改，一条一条产线地换。',
  '他的同事林婉如补充：算力不够，数据要素就流动不起来；算力够了，也要有人会用。',
  '到2030年，县里打算把数据要素的交易额提高到两亿元。',
].join('\n\n');

describe('anchoring', () => {
  it('takes positions as they are in the text they were made on, counted in code points', () => {
    const text = '𠮷野家𠮷👨‍👩‍👧的算力，葛󠄀城的算力。';
    const at = text.lastIndexOf('算力');
    const passage = take(text, { start: at, end: at + 2 });
    assert.equal(passage.position?.start, [...text.slice(0, at)].length);
    assert.deepEqual(anchor(passage, text, text), { state: 'exact', span: { start: at, end: at + 2 } });
  });

  it('carries a term over edits elsewhere and right beside it, though it stands several times', () => {
    const third = nth(TEXT, '数据要素', 3);
    const edited = TEXT.replace('陈思远说', '县长陈思远昨天说').replace('把数据要素的', '把各类数据要素市场的');
    const result = anchor(take(TEXT, third), edited, TEXT);
    assert.deepEqual(result, { state: 'exact', span: nth(edited, '数据要素', 3) });
  });

  it('keeps a passage in which a character was corrected, as changed', () => {
    const passage = take(TEXT, nth(TEXT, '机器', 1));
    const edited = TEXT.replace('一台机器地改', '一台机哭地改');
    assert.deepEqual(anchor(passage, edited, TEXT), { state: 'changed', span: nth(edited, '机哭', 1) });
  });

  it('carries every passage over when the text is converted to the other script', () => {
    const old = '发展数据要素市场，培育新质生产力。';
    const converted = '發展數據要素市場，培育新質生產力。';
    const result = anchor(take(old, nth(old, '数据要素', 1)), converted, old);
    assert.deepEqual(result, { state: 'changed', span: { start: 2, end: 6 } });
  });

  it('carries every passage over when wrapped lines are joined or line ends change', () => {
    const wrapped = TEXT.replace('刚刚起步', '刚刚\n\n起步').replace('一台一台机器', '一台一台\n\n机器').replace('流动不起来', '流动\n\n不起来');
    for (const changed of [TEXT, TEXT.replaceAll('\n', '\r\n')]) {
      assert.deepEqual(anchor(take(wrapped, nth(wrapped, '算力', 2)), changed, wrapped), { state: 'exact', span: nth(changed, '算力', 2) });
    }
    const broken = take(wrapped, nth(wrapped, '刚刚\n\n起步', 1));
    assert.deepEqual(anchor(broken, TEXT, wrapped), { state: 'changed', span: nth(TEXT, '刚刚起步', 1) });
  });

  it('does not put a deleted term on another occurrence of it', () => {
    const passage = take(TEXT, nth(TEXT, '数据要素', 2));
    const edited = TEXT.replace('他的同事林婉如补充：算力不够，数据要素就流动不起来；算力够了，也要有人会用。\n\n', '');
    for (const old of [TEXT, undefined]) {
      const result = anchor(passage, edited, old);
      assert.equal(result.state, 'lost');
      assert.equal(result.span, undefined);
    }
  });

  it('does not put a term on the text that replaced its sentence', () => {
    const passage = take(TEXT, nth(TEXT, '数据要素', 2));
    const edited = TEXT.replace(/他的同事.*会用。/, '外地来的客商问得最多的是厂房租金，其次才轮到数据要素登记要跑几个窗口。');
    assert.equal(anchor(passage, edited, TEXT).state, 'lost');
  });

  it('finds a passage in a sentence that was moved', () => {
    const sentence = '它要靠企业一台一台机器地改，一条一条产线地换';
    const moved = `${TEXT.replace(`${sentence}。`, '')}\n\n${sentence}。`;
    for (const old of [TEXT, undefined]) {
      assert.deepEqual(anchor(take(TEXT, nth(TEXT, sentence, 1)), moved, old), { state: 'moved', span: nth(moved, sentence, 1) });
      assert.deepEqual(anchor(take(TEXT, nth(TEXT, '机器', 1)), moved, old), { state: 'moved', span: nth(moved, '机器', 1) });
    }
  });

  it('finds a quotation by its context without the old text, across scripts and line breaks', () => {
    const passage = take(TEXT, nth(TEXT, '数据要素', 2));
    const edited = `新的开头。${TEXT.replace('够，数据要素就', '够，數據\n要素就')}`;
    const result = anchor(passage, edited, undefined);
    assert.equal(result.state, 'changed');
    assert.equal(edited.slice(result.span?.start, result.span?.end), '數據\n要素');
  });

  it('takes what stands between its context for the passage, not the same words elsewhere', () => {
    const old = '县里的产业园去年搬来了哪个厂家，今年又搬走了哪个厂家，账本上都写得清清楚楚。';
    const passage = take(old, nth(old, '哪个', 1));
    const edited = old.replace('哪个', '哪些');
    const result = anchor(passage, edited, undefined);
    assert.deepEqual(result, { state: 'changed', span: nth(edited, '哪些', 1) });
    assert.equal(anchor(passage, old.replace('哪个', ''), undefined).state, 'lost');
  });

  it('calls a passage ambiguous when the text stands twice, and gives both places', () => {
    const passage = take(TEXT, nth(TEXT, '新质生产力不是口号', 1));
    const doubled = `序\n\n${TEXT}\n\n${TEXT}`;
    const result = anchor(passage, doubled, undefined);
    assert.equal(result.state, 'ambiguous');
    assert.equal(result.span, undefined);
    assert.deepEqual([...(result.candidates ?? [])].sort((a, b) => a.start - b.start), [1, 2].map((n) => nth(doubled, '新质生产力不是口号', n)));
  });

  it('tells two copies of one text apart by the old version', () => {
    const doubled = `${TEXT}\n\n${TEXT}`;
    const edited = doubled.replace('陈思远说', '县长陈思远昨天说');
    for (const n of [3, 4, 5]) {
      assert.deepEqual(anchor(take(doubled, nth(doubled, '数据要素', n)), edited, doubled), { state: 'exact', span: nth(edited, '数据要素', n) });
    }
  });

  it('does not put a sentence deleted from one copy of a text on the other copy', () => {
    const doubled = `${TEXT}\n\n${TEXT}`;
    const sentence = '它要靠企业一台一台机器地改，一条一条产线地换。';
    const edited = doubled.replace(sentence, '');
    for (const quote of ['机器', sentence]) assert.equal(anchor(take(doubled, nth(doubled, quote, 1)), edited, doubled).state, 'lost');
  });

  it('does not trust a position that does not hold its quotation', () => {
    const passage: Passage = { ...take(TEXT, nth(TEXT, '林婉如补充', 1)), position: { start: 0, end: 5 } };
    assert.deepEqual(anchor(passage, TEXT, undefined), { state: 'moved', span: nth(TEXT, '林婉如补充', 1) });
  });

  it('reports what is nowhere as lost', () => {
    const passage = take(TEXT, nth(TEXT, '陈思远', 1));
    for (const text of ['', '完全另一篇文章。']) assert.equal(anchor(passage, text, TEXT).state, 'lost');
  });

  it('carries every span over an insertion outside it exactly', () => {
    fc.assert(fc.property(fc.nat(TEXT.length - 3), fc.integer({ min: 2, max: 40 }), fc.nat(TEXT.length), (start, length, at) => {
      const span = { start, end: Math.min(TEXT.length, start + length) };
      if (at > span.start && at < span.end) return;
      // Passages have no white space at their ends: what is put between two line breaks takes one of them for its own.
      fc.pre(!/^\s|\s$/.test(TEXT.slice(span.start, span.end)));
      const edited = `${TEXT.slice(0, at)}〔编者注〕${TEXT.slice(at)}`;
      const shift = at <= span.start ? 5 : 0;
      assert.deepEqual(anchor(take(TEXT, span), edited, TEXT), { state: 'exact', span: { start: span.start + shift, end: span.end + shift } });
    }));
  });
});

function take(text: string, span: { start: number; end: number }): Passage {
  return takePassage(new SourceText(text), span, hash(text), '2024-05-01T00:00:00Z');
}

function anchor(passage: Passage, text: string, old: string | undefined): Anchored {
  const [result] = anchorPassages([passage], new SourceText(text), hash(text), (wanted) => (old !== undefined && wanted === hash(old) ? old : undefined));
  return result as Anchored;
}

function nth(text: string, quote: string, n: number): { start: number; end: number } {
  let at = -1;
  for (let i = 0; i < n; i++) at = text.indexOf(quote, at + 1);
  assert.ok(at >= 0, `${quote} stands ${n} times`);
  return { start: at, end: at + quote.length };
}
