import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Reading } from '../../../server/src/text/reading';
import { clauseAt, sentenceAt } from '../../../server/src/text/sentences';
import type { Span } from '../../../server/src/text/span';
import { findStructure } from '../../../server/src/text/structure';

const PROSE = '全市的工业企业在过去一个季度里增加了对设备的投入，多数企业认为这样做是值得的。';

function read(text: string) {
  const reading = new Reading(text);
  const slice = (span: { start: number; end: number }): string => reading.text.slice(span.start, span.end);
  return { reading, slice, ...findStructure(reading) };
}

describe('findStructure: blocks', () => {
  it('takes a short line over prose for a heading, and numbered lines at their level', () => {
    const { blocks, slice } = read(`工作要点\n一、总体要求\n${PROSE}\n（二）重点任务\n${PROSE}`);
    assert.deepEqual(blocks.map((block) => [block.kind, block.level, slice(block)].slice(0, 2)), [
      ['heading', 1], ['heading', 2], ['paragraph', 0], ['heading', 3], ['paragraph', 0],
    ]);
  });

  it('takes by-lines, captions, page numbers and running heads for what they are, in both scripts', () => {
    const { blocks } = read(`水口工業\n文 ／ 周明遠 林若谷\n${PROSE}\n圖1 水口市的新廠房\n${PROSE}\n水口月刊\n12\n${PROSE}\n水口月刊\n13\n${PROSE}\n水口月刊\n責任編輯：高一帆`);
    assert.deepEqual(blocks.map((block) => block.kind), [
      'heading', 'byline', 'paragraph', 'caption', 'paragraph', 'furniture', 'furniture', 'paragraph', 'furniture', 'furniture', 'paragraph', 'furniture', 'byline',
    ]);
  });

  describe('headings that repeat', () => {
    const headings = (...lines: string[]): string[] => {
      const { blocks, slice } = read(lines.map((line) => `${line}\n${PROSE}`).join('\n'));
      return blocks.filter(({ kind }) => kind === 'heading').map((block) => slice(block).trim());
    };

    it('are headings where their numbers differ, in both scripts', () => {
      assert.deepEqual(headings('第1章', '第2章', '第3章'), ['第1章', '第2章', '第3章']);
      assert.deepEqual(headings('附件１', '附件２', '附件３'), ['附件1', '附件2', '附件3']);
      assert.deepEqual(headings('第1節 產量', '第2節 產量', '第3節 產量'), ['第1节 产量', '第2节 产量', '第3节 产量']);
    });

    it('are headings where the numbers begin anew in each part', () => {
      const part = ['一、基本情况', '二、存在问题'];
      assert.deepEqual(headings('水口市', ...part, '林口市', ...part, '山口市', ...part), ['水口市', ...part, '林口市', ...part, '山口市', ...part]);
    });

    it('count once where a running head repeats them, with or without the number of the page', () => {
      assert.deepEqual(headings('第一章 概要', '第一章 概要', '第一章 概要', '第二章 前景', '第二章 前景', '第二章 前景'), ['第一章 概要', '第二章 前景']);
      assert.deepEqual(headings('第一章 概要 2', '第一章 概要 3', '第一章 概要 4'), ['第一章 概要 2']);
      assert.deepEqual(headings('旧厂新生', '12 水口月刊', '13 水口月刊', '14 水口月刊'), ['旧厂新生']);
    });

    it('count once as the title that is printed over each page, but not as the name of the magazine', () => {
      assert.deepEqual(headings('旧厂新生', '旧厂新生', '旧厂新生'), ['旧厂新生']);
      assert.deepEqual(headings('旧厂新生\n文 / 周明远', '旧厂新生', '旧厂新生'), ['旧厂新生']);
      assert.deepEqual(headings('水口月刊\n旧厂新生\n文 / 周明远', '水口月刊', '水口月刊'), ['旧厂新生']);
      assert.deepEqual(headings('水口月刊\n12\n旧厂新生', '水口月刊\n13', '水口月刊\n14'), ['旧厂新生']);
    });
  });

  it('opens an article at each title over a by-line; an editor after the text opens none', () => {
    const { articles, slice } = read(`旧厂新生\n文 / 周明远\n${PROSE}\n责任编辑：高一帆\n港口之夜\n文 / 林若谷\n${PROSE}`);
    assert.deepEqual(articles.map((article) => slice(article.title)), ['旧厂新生', '港口之夜']);
    assert.ok(slice(articles[0] as never).endsWith('高一帆'));
  });
});

describe('findStructure: what a line begins with', () => {
  const kindOf = (line: string): string | undefined => read(`港口之夜\n${PROSE}\n${line}\n${PROSE}`).blocks[2]?.kind;

  it('tells a by-line by every word for a maker, by a reporter, by a date and by where it was printed', () => {
    const makers = '文,图,口述,口 述,采访,采 访,撰文,作者,作 者,执笔,编辑,编 辑,责编,责任编辑,主编,编译,翻译,译者,校对,摄影,记者,本报记者,实习生,通讯员,供稿,整理,排版,讲述人,主讲人,本期主讲人,主持,主持人,对谈人,受访者,嘉宾,来源,来 源,原文来源,稿件来源,资料来源,文章来源,数据来源,图片来源,原载,转载自,出处';
    for (const maker of makers.split(',')) {
      assert.equal(kindOf(`${maker}：林若谷`), 'byline', maker);
      assert.equal(kindOf(`［${maker}／林若谷`), 'byline', maker);
    }
    for (const line of ['（本报记者周明远整理）', '（周明远 摄）', 'By Lin Ruogu', '本报记者 林若谷 报道', '特约记者林若谷专访', '驻水口记者林若谷报道', '记者林若谷特稿', '2021年3月4日', '（2021.03.04）', '《水口月刊》（2021年第3期）']) {
      assert.equal(kindOf(line), 'byline', line);
    }
  });

  it('tells captions, page numbers, contact data and list items by whatever they may begin with', () => {
    const lines: Record<string, readonly string[]> = {
      caption: ['图1 新址', '表二 产值', '附表3', '附图 4 厂房', '厂房外景 图/林若谷'],
      furniture: ['12', '- 12', '—12', '·12', '•12', 'P12', '第12页', '水口月刊电话：12', 'http://example.org/a', 'HTTPS://example.org', 'www.example.org', 'ISSN 1', 'isbn 1', 'CN 1', 'cn1', '扫码关注', '扫描关注'],
      'list-item': [...'①⑩⑳❶❿·●★*'].map((mark) => `${mark}把机器搬到新址。`).concat(['- 把机器搬到新址。', '— 把机器搬到新址。', '（1）把机器搬到新址。', '1）把机器搬到新址。', '12、把机器搬到新址。']),
      heading: ['第一章 新址', '第2节 新址', '案例一 新址', '专栏2 新址', '附录三', '附件 4', '一、新址', '十二、新址', '（三）新址', '1.2 新址', '3. 新址'],
    };
    for (const [kind, each] of Object.entries(lines)) for (const line of each) assert.equal(kindOf(line), kind, line);
  });
});

describe('findStructure: titles', () => {
  it('takes the line over a summary or a subtitle for the title, and passes dates over', () => {
    for (const text of [
      `港口之夜\n三条航线停了，两条改道，码头却更忙\n文 / 林若谷\n${PROSE}`,
      `港口之夜\n——码头工人的一年\n文 / 林若谷\n${PROSE}`,
      `港口之夜\n2021年3月4日\n文 / 林若谷\n${PROSE}`,
      `港口之夜\n記者林若谷／水口報導\n${PROSE}`,
    ]) {
      const { articles, slice } = read(text);
      assert.deepEqual(articles.map((article) => slice(article.title)), ['港口之夜'], text);
    }
  });

  it('takes a marked short line over prose for a subhead and a question of an interview for none', () => {
    const { blocks } = read(`水口紀事\n文／林若谷\n${PROSE}\n■ 老廠的燈\n${PROSE}\n${PROSE}`);
    assert.equal(blocks[3]?.kind, 'heading');
    const interview = read(`问：怎么办？\n周明远：${PROSE}\n问：然后呢？\n周明远：${PROSE}`);
    assert.deepEqual([...new Set(interview.blocks.map((block) => block.kind))], ['paragraph']);
    assert.equal(interview.turns.length, 4);
  });
});

describe('findStructure: speaker turns', () => {
  const interview = `问：工厂为什么搬迁？\n周明远：因为地不够了。\n后来又因为路修好了。\n一、新址\n问：新址在哪里？\n周明远：在水口。\n来源：水口月刊`;

  it('lets a label open a turn that lasts until the next label', () => {
    const { turns, slice } = read(interview);
    assert.deepEqual(turns.map((turn) => [slice(turn.label), turn.anonymous]), [['问', true], ['周明远', false], ['问', true], ['周明远', false]]);
    assert.equal(slice(turns[1]?.parts[0] as never), '因为地不够了。\n后来又因为路修好了。');
  });

  it('leaves headings and closing credits out', () => {
    const { turns, slice } = read(interview);
    for (const turn of turns) for (const part of turn.parts) assert.ok(!/新址$|来源/.test(slice(part).split('\n').at(-1) as string), slice(part));
  });

  it('takes 记者 for a speaker where it asks, and for a by-line where names follow', () => {
    const { turns, blocks } = read('记者：林若谷 周明远\n记者：为什么要搬？\n高一帆：路不够宽。\n记者：还有吗？\n高一帆：没有了。');
    assert.equal(turns.length, 4);
    assert.equal(blocks[0]?.kind, 'byline');
  });

  it('finds turns in Traditional text with full-width colons', () => {
    const { turns } = read('問：為什麼？\n林若谷：因為路遠。\n問：還有呢？\n林若谷：沒有了。');
    assert.equal(turns.length, 4);
  });

  it('takes labels on lines of their own, in both scripts', () => {
    for (const text of ['主持人：\n为什么要搬？\n高一帆：\n路不够宽。\n地也不够。\n主持人：\n还有吗？\n高一帆：\n没有了。', '主持人：\n為什麼要搬？\n高一帆：\n路不夠寬。\n地也不夠。\n主持人：\n還有嗎？\n高一帆：\n沒有了。']) {
      const { turns, slice } = read(text);
      assert.equal(turns.length, 4);
      assert.match(slice(turns[1]?.parts[0] as never), /^路不.*\n地也不.*$/);
    }
  });

  it('takes no clause that leads to a quotation for such a label', () => {
    assert.equal(read('他说：\n“路不够宽。”\n她说：\n“没有了。”\n他说：\n“还有吗？”\n她说：\n“没有了。”').turns.length, 0);
  });

  it('ends the last turn before a closing note in brackets', () => {
    const { turns, slice } = read('问：为什么？\n林若谷：因为路远。\n问：还有呢？\n林若谷：没有了。\n\n（本文由高一帆采写，有删节）');
    assert.equal(slice(turns.at(-1)?.parts.at(-1) as never), '没有了。');
  });

  it('takes neither contact data nor a single colon for an interview', () => {
    assert.equal(read('电话：0000-1234\n传真：0000-1235\n地址：水口市\n电话：0000-1236').turns.length, 0);
    assert.equal(read(`他说：好。\n${PROSE}\n结果如下：好。`).turns.length, 0);
  });
});

describe('sentences', () => {
  /** All units of a stretch of one line, each asked for at its first character. */
  const unitsIn = (text: string, { start, end }: Span, unitAt: typeof sentenceAt): Span[] => {
    const units: Span[] = [];
    for (let at = start; at < end; at++) {
      if (/\s/.test(text[at] as string)) continue;
      const unit = unitAt(text, at);
      assert.ok(unit.start === at && unit.end > at, 'a unit begins where the one before it ends');
      units.push(unit);
      at = unit.end - 1;
    }
    return units;
  };

  it('ends a sentence after the closing quotation mark, not inside a number', () => {
    const text = '他说:“好。”然后走了。增长3.5%;总额1,200元。';
    assert.deepEqual(unitsIn(text, { start: 0, end: text.length }, sentenceAt).map((span) => text.slice(span.start, span.end)), [
      '他说:“好。”', '然后走了。', '增长3.5%;', '总额1,200元。',
    ]);
    assert.equal(unitsIn(text, { start: 0, end: text.length }, clauseAt).length, 5);
  });

  it('finds the sentence around an offset', () => {
    const text = '甲一。乙二。\n丙三。';
    const span = sentenceAt(text, text.indexOf('二'));
    assert.equal(text.slice(span.start, span.end), '乙二。');
  });

  it('finds the same sentence and clause wherever in it one asks, however long the line is', () => {
    const piece = fc.constantFrom('甲乙丙丁', '。', '。”', '，', ',', '1', '…', '——', '.', ' ', '!', '」', '戊'.repeat(200), '\n');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(), (pieces, at) => {
        const text = pieces.join('');
        const offset = at % (text.length + 1);
        const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        const lineEnd = (text.indexOf('\n', offset) + text.length + 1) % (text.length + 1);
        for (const one of [sentenceAt, clauseAt]) {
          const units = unitsIn(text, { start: lineStart, end: lineEnd }, one);
          const expected = units.findLast((unit) => unit.start <= offset) ?? units[0] ?? { start: offset, end: offset };
          assert.deepEqual(one(text, offset), expected);
        }
      }),
      { numRuns: 500 },
    );
  });
});
