import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { align, diffTexts, diffUnits, type Hunk } from '../../../server/src/annotations/anchoring/diff';
import { fold } from '../../../server/src/text/fold';

const letters = fc.array(fc.constantFrom(...'新質质生产力。\n'), { maxLength: 40 }).map((characters) => characters.join(''));

describe('difference of two texts', () => {
  it('turns the old text into the new one, up to folding', () => {
    fc.assert(fc.property(letters, letters, (a, b) => {
      assert.equal(apply(fold(a), fold(b), diffTexts(a, b)), fold(b));
    }));
  });

  it('aligns as many items as the longest common subsequence has', () => {
    const items = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 24 });
    fc.assert(fc.property(items, items, (a, b) => {
      const successors = align(Int32Array.from(a), Int32Array.from(b));
      let last = -1;
      let kept = 0;
      successors.forEach((successor, i) => {
        if (successor < 0) return;
        assert.ok(successor > last);
        assert.equal(a[i], b[successor]);
        last = successor;
        kept++;
      });
      assert.equal(kept, longestCommon(a, b));
    }), { numRuns: 500 });
  });

  it('finds no change in a text converted to the other script or to full width', () => {
    assert.deepEqual(diffTexts('数据要素是新质生产力，占38%。', '數據要素是新質生產力，占３８％。'), []);
  });

  it('takes the second of two sentences that end alike for the deleted one', () => {
    const [first, second, third] = ['发展新质生产力。', '培育新质生产力。', '完毕。'];
    assert.deepEqual(diffTexts(first + second + third, first + third), [{ oldStart: 8, oldEnd: 16, newStart: 8, newEnd: 8 }]);
    assert.deepEqual(diffTexts(first + second + third, second + third), [{ oldStart: 0, oldEnd: 8, newStart: 0, newEnd: 0 }]);
  });

  it('draws a deletion where a sentence begins, not where two sentences that begin alike part', () => {
    assert.deepEqual(diffTexts('前文。今天开会。今天下雨。', '前文。今天下雨。'), [{ oldStart: 3, oldEnd: 8, newStart: 3, newEnd: 3 }]);
    assert.deepEqual(diffTexts('前文。今天下雨。', '前文。今天開會。今天下雨。'), [{ oldStart: 3, oldEnd: 3, newStart: 3, newEnd: 8 }]);
  });

  it('draws a deletion as one where what would stand between two parts of it stands at its end as well', () => {
    const [first, second, third] = ['只有安全才能运输。', '近年来路上的运输问题要解决。', '我们要安全。'];
    const at = 1 + first.length;
    assert.deepEqual(unitsDiff(`序${first}${second}${third}完`, `前${first}${third}终`)[1], { oldStart: at, oldEnd: at + second.length, newStart: at, newEnd: at });
  });

  it('takes single characters that agree inside of what was rewritten for rewritten', () => {
    const old = '甲乙丙。茶厂的工人在山上采了一天的叶子才下来吃饭。丁戊己。';
    const now = '甲乙丙。会议的日程排到了晚上，大家只好把讨论推迟。丁戊己。';
    assert.equal(unitsDiff(old, now).length, 1);
    assert.deepEqual(unitsDiff('甲乙丙丁戊', '甲子丙丑戊').length, 2);
  });

  it('aligns a text that stands twice by the shorter way, not by the few strings that stand once', () => {
    const article = Array.from({ length: 40 }, (_, i) => `第${'一二三四五六七八九十'[i % 10] as string}${'甲乙丙丁'[Math.floor(i / 10)] as string}段讲的是${String.fromCharCode(0x5000 + 3 * i, 0x6000 + 7 * i, 0x7000 + 11 * i)}的收成。`).join('');
    const unique = '出处：山城晚报，记者未署名，编号九八七六五四三二一。';
    const hunks = unitsDiff(`序${article}${unique}${article}完`, `前${unique}${article}${article}终`);
    assert.equal(hunks.reduce((sum, { oldStart, oldEnd, newStart, newEnd }) => sum + oldEnd - oldStart + newEnd - newStart, 0), 2 * unique.length + 4);
  });

  it('sees only the breaks go when wrapped lines are joined', () => {
    const wrapped = '产业政策要看企业\n\n怎么用它，而不是\n\n看文件怎么写。\n\n下一段。';
    const joined = '产业政策要看企业怎么用它，而不是看文件怎么写。\n\n下一段。';
    assert.deepEqual(diffTexts(wrapped, joined).map((hunk) => [wrapped.slice(hunk.oldStart, hunk.oldEnd), hunk.newEnd - hunk.newStart]), [['\n\n', 0], ['\n\n', 0]]);
  });

  it('gives up on stretches without anything in common instead of taking for ever', () => {
    const a = Array.from({ length: 9000 }, (_, i) => String.fromCharCode(0x4e00 + i)).join('');
    const b = Array.from({ length: 9000 }, (_, i) => String.fromCharCode(0xac00 + i)).join('');
    assert.deepEqual(diffTexts(`头${a}尾`, `头${b}尾`), [{ oldStart: 1, oldEnd: 9001, newStart: 1, newEnd: 9001 }]);
  });
});

function unitsDiff(a: string, b: string): Hunk[] {
  const units = (text: string): Uint16Array => Uint16Array.from(text, (character) => character.charCodeAt(0));
  return diffUnits(units(a), units(b), () => false);
}

function apply(a: string, b: string, hunks: readonly Hunk[]): string {
  let result = '';
  let from = 0;
  for (const { oldStart, oldEnd, newStart, newEnd } of hunks) {
    result += a.slice(from, oldStart) + b.slice(newStart, newEnd);
    from = oldEnd;
  }
  return result + a.slice(from);
}

function longestCommon(a: readonly number[], b: readonly number[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => next.push(x === y ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number)));
    row = next;
  }
  return row[b.length] as number;
}
