import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { anchorPassages, withTwins, type Anchored } from '../../../server/src/annotations/anchoring/anchoring';
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

  describe('beside a twin', () => {
    const [before, sentence, between, behind] = ['沈若溪先说了去年的收成。', '合作社的茶叶卖到了邻省。', '今年雨水多，茶芽来得迟。', '最后由会计念了一遍账目。'] as const;
    const other = '镇上新修的路还没有通车。'.repeat(3);

    it('calls a sentence ambiguous that was moved right beside its like, with or without a line break between them', () => {
      const old = `${before}${sentence}${between}${other}\n${behind}${sentence}\n${other}`;
      for (const [left, right] of [['', ''], ['\n', ''], ['', '\n']] as const) {
        const now = `${before}${between}${other}\n${behind}${left}${sentence}${right}${sentence}\n${other}`;
        // Nor is it known of the other one, which stayed.
        for (const n of [1, 2]) {
          for (const quote of ['茶叶', sentence]) {
            const result = anchor(take(old, nth(old, quote, n)), now, old);
            assert.equal(result.state, 'ambiguous', `${quote}, ${n}`);
            assert.deepEqual(inOrder(result.candidates), [1, 2].map((place) => nth(now, quote, place)));
          }
        }
      }
    });

    it('calls it ambiguous, too, when only new text stands between the two', () => {
      const old = `${before}${sentence}${other}${behind}${sentence}${other}`;
      const now = `${before}${other}${behind}${sentence}${between}${sentence}${other}`;
      const result = anchor(take(old, nth(old, '茶叶', 1)), now, old);
      assert.deepEqual([result.state, inOrder(result.candidates)], ['ambiguous', [nth(now, '茶叶', 1), nth(now, '茶叶', 2)]]);
    });

    it('tells a sentence that was moved from its like where a sentence that stayed stands between them', () => {
      const old = `${before}${sentence}${other}${between}${sentence}${behind}`;
      const now = `${before}${other}${sentence}${between}${sentence}${behind}`;
      assert.deepEqual(anchor(take(old, nth(old, '茶叶', 2)), now, old), { state: 'exact', span: nth(now, '茶叶', 2) });
      assert.deepEqual(anchor(take(old, nth(old, '茶叶', 1)), now, old), { state: 'moved', span: nth(now, '茶叶', 1) });
    });

    it('does not choose between a sentence and a copy of it right behind, and between two of which one was deleted', () => {
      const once = `${before}${sentence}${behind}`;
      const twice = `${before}${sentence}${sentence}${behind}`;
      const copied = anchor(take(once, nth(once, '茶叶', 1)), twice, once);
      assert.deepEqual(copied, { state: 'ambiguous', candidates: [nth(twice, '茶叶', 1), nth(twice, '茶叶', 2)] });
      for (const n of [1, 2]) {
        assert.deepEqual(anchor(take(twice, nth(twice, '茶叶', n)), once, twice), { state: 'ambiguous', candidates: [nth(once, '茶叶', 1)] });
      }
      for (const quote of ['收成', '会计']) assert.equal(anchor(take(once, nth(once, quote, 1)), twice, once).state, 'exact');
    });

    it('knows the place of words with which two sentences begin or end alike, since nobody cuts them there', () => {
      const old = '财务组说茶叶卖完了。财务组说账目清楚了。后来散会了。';
      const now = '财务组说账目清楚了。后来散会了。';
      assert.deepEqual(anchor(take(old, nth(old, '财务组', 2)), now, old), { state: 'exact', span: nth(now, '财务组', 1) });
      assert.equal(anchor(take(old, nth(old, '财务组', 1)), now, old).state, 'lost');
    });

    it('calls a term ambiguous of which a part seems left when it stands whole in what was written beside it', () => {
      const [old, now] = ['他们以甲乙丙丁戊为号，用了多年。', '他们以丙丁新乙丙戊为号，用了多年。'];
      const result = anchor(take(old, nth(old, '丙丁', 1)), now, old);
      assert.notDeepEqual(result.span, nth(now, '丙', 2));
      assert.ok((result.candidates ?? [result.span]).some((place) => place?.start === nth(now, '丙丁', 1).start));
    });

    it('does not take a like sentence that came in its place for one that went elsewhere', () => {
      const old = `${before}${sentence}仓库空了。${other}${between}${sentence}${behind}`;
      const now = `${before}仓库空了。${sentence}${other}${between}${behind}${sentence}`;
      const result = anchor(take(old, nth(old, '茶叶', 1)), now, old);
      assert.deepEqual([result.state, inOrder(result.candidates)], ['ambiguous', [nth(now, '茶叶', 1), nth(now, '茶叶', 2)]]);
    });
  });

  describe('by quotation alone', () => {
    const text = '茶厂年底盘了库。厂长方知夏说，明年要把老茶园改造一半。工人们听了都点头。\n\n散会以后下起了雨。';

    it('finds a term anywhere in a sentence that was moved as a whole', () => {
      const sentence = '厂长方知夏说，明年要把老茶园改造一半。';
      const now = `${text.replace(sentence, '')}\n\n${sentence}`;
      for (const quote of ['厂长', '方知夏', '老茶园', '一半']) {
        assert.deepEqual(anchor(take(text, nth(text, quote, 1)), now, undefined), { state: 'moved', span: nth(now, quote, 1) });
      }
    });

    it('does not take a part of its sentence for the sentence', () => {
      const now = '茶厂年底盘了库。工人们听了都点头。\n\n散会以后下起了雨。有人传话，明年要把老茶园改造一半。';
      assert.equal(anchor(take(text, nth(text, '老茶园', 1)), now, undefined).state, 'lost');
    });

    it('does not put an entry of a list on the next one, which took its place', () => {
      const entry = '- 电话：+86 571 8601000\n';
      const list = `- 网址：www.example.org\n\n${entry}- 传真：+86 571 8601100\n\n\n西溪茶叶合作社\n`;
      const passage = take(list, nth(list, '：+86 571 86', 1));
      for (const now of [list.replace(entry, ''), `${list.replace(entry, '')}${entry}`]) {
        assert.equal(anchor(withTwins(passage, new SourceText(list)), now, undefined).span, undefined);
      }
    });
  });

  it('takes a passage for one of several where its sentence stands elsewhere as it is, whatever is around it there', () => {
    const sentence = '她那天到底还是没有来。';
    const between = '山路弯弯，林子很密，溪水从石头中间流过。'.repeat(12);
    const text = `茶厂年底盘了库，工人们都走了。${sentence}散会以后下起了雨，路上没有人。${between}\n\n渡口在东边的山脚下，码头空着。${sentence}后来另修了一座石桥，再也不用船。\n`;
    const isRepeated = (quote: string): boolean => withTwins(take(text, nth(text, quote, 1)), new SourceText(text)).repeated ?? false;
    assert.deepEqual(['她那', '没有来。', '到底还是', sentence].map(isRepeated), [true, true, true, true]);
    assert.deepEqual(['盘了库', '码头空着', '石桥'].map(isRepeated), [false, false, false]);
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

function inOrder(spans: Anchored['candidates']): { start: number; end: number }[] {
  return [...(spans ?? [])].sort((a, b) => a.start - b.start);
}

function nth(text: string, quote: string, n: number): { start: number; end: number } {
  let at = -1;
  for (let i = 0; i < n; i++) at = text.indexOf(quote, at + 1);
  assert.ok(at >= 0, `${quote} stands ${n} times`);
  return { start: at, end: at + quote.length };
}
