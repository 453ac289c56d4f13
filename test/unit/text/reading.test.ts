import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { foldQuery, Reading } from '../../../server/src/text/reading';

/** Pieces that break naive offsets: line ends, BOM, astral Han, ZWJ emoji, variation sequences, full-width forms, lone surrogates. */
const pieces = fc.constantFrom(
  '产业', '產業', '政策，', '发展。', '\n', '\r\n', '\r', '\n\n', '　　', ' ', '﻿', '𠮷', '👨‍👩‍👧', '葛󠄀', '１２３', 'ＡＢ',
  '\ud842', '\udfb7', 'machine learning', '\u200b', '（', '「', '」', '\u00ad', '一二三四五六七八九十一二三四五六七八九十，一二三四五六七八九十',
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

describe('Reading', () => {
  it('maps every character back to a character that folds to it, in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const reading = new Reading(text);
        let before = -1;
        for (let i = 0; i < reading.length; i++) {
          const at = reading.toSource(i);
          assert.ok(at > before && at < text.length);
          const own = foldQuery(`x${text[at] as string}x`).slice(1, -1);
          // A soft break between Latin words reads as a space.
          assert.ok(own === reading.text[i] || /[\r\n\s]/.test(text[at] as string));
          before = at;
        }
      }),
    );
  });

  it('knows where its line breaks and colons are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.constantFrom('：', ':', '问：')), { maxLength: 40 }), (parts) => {
        const { text, signs } = new Reading(parts.join(''));
        assert.deepEqual([...signs], Array.from(text.matchAll(/[\r\n:]/g), ({ index }) => index));
      }),
    );
  });

  it('brings every span to the document and back', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const reading = new Reading(text);
        if (reading.length === 0) return;
        const start = a % reading.length;
        const end = start + 1 + (b % (reading.length - start));
        const inDocument = reading.toSourceSpan({ start, end });
        assert.ok(inDocument.start < inDocument.end);
        assert.deepEqual(reading.fromSourceSpan(inDocument), { start, end });
      }),
    );
  });

  it('maps a span the same whatever was mapped before it', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 20 }), (text, offsets) => {
        const reading = new Reading(text);
        for (const offset of offsets) {
          const at = offset % (reading.length + 1);
          assert.equal(reading.toSource(at), new Reading(text).toSource(at));
        }
      }),
    );
  });

  it('brings every document span into the reading without going beyond it', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, a, b) => {
        const reading = new Reading(text);
        const start = text.length === 0 ? 0 : a % text.length;
        const end = start + (text.length === start ? 0 : b % (text.length - start + 1));
        const span = reading.fromSourceSpan({ start, end });
        assert.ok(span.start >= 0 && span.start <= span.end && span.end <= reading.length);
      }),
    );
  });

  it('joins a sentence that a line break cut, in either script and with either line end', () => {
    const clause = '这座城市去年新建了十二家研究所，并且把原来分散在各个区县的实验室都搬到了一起，推动原创';
    for (const gap of ['\n', '\r\n', '\n\n', '\n　\n']) {
      const reading = new Reading(`${clause}${gap}性研究。`);
      assert.ok(reading.text.endsWith('推动原创性研究。'));
    }
    const traditional = new Reading(`${'這座城市去年新建了十二家研究所，並且把原來分散在各個區縣的實驗室都搬到了一起，推動原創'}\n\n性研究。`);
    assert.ok(traditional.text.endsWith('推动原创性研究。'));
  });

  it('keeps a break after a sentence, after a heading, before an indent, a list mark and a speaker', () => {
    const prose = '全市规模以上工业企业的数量比前一年增加了四十家，其中一半以上从事新材料的研究';
    for (const text of [`${prose}。\n第二段`, '总体要求\n全市的工作要求如下。', `${prose}\n　　新的一段。`, `${prose}\n（一）目标`, `${prose}\n周明远：我同意。`]) {
      assert.ok(new Reading(text).text.includes('\n'), text);
    }
  });

  it('keeps a break before every word for a maker and every mark of an item, in either script', () => {
    const makers = '文 编辑 編輯 来源 來源 责任编辑 責任編輯 责编 責編 作者 执笔 執筆 供稿 摄影 攝影 记者 記者'.split(' ').map((maker) => `${maker}：林若谷`);
    const items = ['（一）', '（十二）', '三、', '（1）', '1.', '12、', ...'①⑳❶❿•●■◆▲★※*＊【［[#>', '第一章', '第二節', '第三回', '图1', '圖 2', '表3', '— ', '– ', '- '].map((mark) => `${mark}机器搬到新址`);
    for (const next of [...makers, ...items]) {
      const text = `全市的工业企业在过去一个季度里增加了对设备的投入，多数企业认为这样做\n${next}`;
      assert.ok(new Reading(text).text.includes('\n'), next);
    }
  });

  it('tells a speaker from the second half of a sentence that ends in a colon', () => {
    const prose = '全市规模以上工业企业的数量比前一年增加了四十家，其中一半以上从事新材料的研究，厂里的老师傅提醒';
    assert.ok(new Reading(`${prose}\n他们说：“要慢一点。”`).text.includes('提醒他们说'));
    assert.ok(new Reading(`${prose}\n林若谷：要慢一点。`).text.includes('提醒\n林若谷'));
  });

  it('joins what an open quotation mark or a comma leaves unfinished, however short', () => {
    assert.ok(new Reading('新的口号是“让每\n\n一座车间都亮灯”。').text.includes('让每一座'));
    assert.ok(new Reading('在水口，\n\n机器不停。').text.includes('在水口,机器'));
  });

  it('gives a stretch as the document writes it, without breaks and characters that it leaves out', () => {
    const reading = new Reading('這裡說的，\n是原創性\u200b能力與葛\u{e0100}城的數據，都要從那些做過的人和 open\r\nsource 的經驗裡學，不能一蹴而就。\n下一段');
    assert.equal(reading.written({ start: 0, end: reading.length }), '這裡說的，是原創性能力與葛城的數據，都要從那些做過的人和 open source 的經驗裡學，不能一蹴而就。\n下一段');
    for (let start = 0; start <= reading.length; start++) assert.equal(reading.written({ start, end: start + 3 }).length, Math.min(3, reading.length - start));
    assert.equal(reading.written({ start: 6, end: 10 }), '原創性能');
    assert.equal(new Reading('').written({ start: 0, end: 0 }), '');
  });

  it('reads a break between Latin words as one space', () => {
    const text = 'The programme supports small firms that build instruments, and it pays for machine\nlearning courses.';
    const reading = new Reading(text);
    assert.ok(reading.text.includes('machine learning'));
    const at = reading.text.indexOf('machine learning');
    assert.deepEqual(reading.toSourceSpan({ start: at, end: at + 16 }), { start: text.indexOf('machine'), end: text.indexOf('learning') + 8 });
  });

  it('skips byte order marks and zero-width spaces, and gives a variation selector to the character before it', () => {
    const text = '\ufeff新\u200b质葛\u{e0100}城';
    const reading = new Reading(text);
    assert.equal(reading.text, '新质葛城');
    assert.deepEqual(reading.toSourceSpan({ start: 0, end: 2 }), { start: 1, end: 4 });
    assert.equal(text.slice(4, reading.toSourceSpan({ start: 2, end: 3 }).end), '葛\u{e0100}');
  });
});
