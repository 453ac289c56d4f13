import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { createNumberRecogniser } from '../../../../server/src/recognise/numbers';
import { Reading } from '../../../../server/src/text/reading';
import { findStructure } from '../../../../server/src/text/structure';
import { textsIn } from './numbersIn';

describe('what is no number', () => {
  const rules: readonly (readonly [string, readonly string[]])[] = [
    ['idioms and fixed words', ['四梁八柱', '一刀切', '千行百業', '百年未有之大变局', '十年磨一剑', '一年一度', '统一', '進一步', '万物', '半导体', '二级市场', '最后一公里', '从0到1', '十分满意']],
    ['一 as an article', ['一个村庄', '一種做法', '一场雨', '一项调查', '一位老人']],
    ['amounts without a numeral', ['多个村庄', '許多人', '一些人', '数据', '多数']],
    ['models, versions and codes', ['GPT-3', 'A100', '5G', '6G技术', '3D打印', '工业4.0', 'IT2.0', 'COVID-19', '三维模型']],
    ['congresses and plans', ['二十大报告', '十四届全国人大', '“十四五”规划']],
    ['telephone numbers, post codes, serial numbers, addresses of the web', ['电话：010-55558888', '+86 10 5555 8888', '邮编：100999', 'ISSN 1234-5678', 'http://example.org/a/123', 'www.example.org/12', 'a12@example.org', '192.168.10.20']],
    ['numbered names of places', ['第三機床廠', '第一人民医院', '第二中学']],
    ['labels', ['图1', '表 2', 'P36', '案例一', '选择二']],
    ['list markers', ['一、总则', '（1）总则', '第一，要修堤；', '一是修堤']],
    ['ratios', ['以3:1取胜']],
    ['programmes named by a pair of numerals', ['推进“百企千品”行动', '推進「千鄉萬村」計畫']],
    ['两头 for both ends', ['好处不能两头都占', '兩頭受氣']],
  ];
  for (const [rule, cases] of rules) {
    it(rule, () => {
      for (const text of cases) assert.deepEqual(textsIn(text), [], text);
    });
  }

  it('counts 一 where it does count', () => {
    assert.deepEqual(textsIn('一台水泵6万元'), ['一台', '6万元']);
    assert.deepEqual(textsIn('重達一噸'), ['一噸']);
    assert.deepEqual(textsIn('仅有一家'), ['一家']);
  });

  it('counts animals by the head, and pairs of numbers outside a name', () => {
    assert.deepEqual(textsIn('养了两头牛'), ['两头']);
    assert.deepEqual(textsIn('买了三台两吨的机器'), ['三台', '两吨']);
  });

  it('第一个 and 第二阶段 name the n-th thing, wherever they stand', () => {
    assert.deepEqual(textsIn('第一个，第二階段'), ['第一个', '第二階段']);
  });
});

describe('the number recogniser', () => {
  const part = fc.constantFrom('一', '两', '十', '百', '万', '亿', '几', '数', '半', '多', '点', '分之', '年', '月', '日', '元', '个', '第', '约', '近', '超过', '以上', '至', '-', '—', '、', '.', ',', ' ', '\n', '3', '2024', '%', 'A', '世纪', '季度', '今', '去', '時', '分', '秒', '負', '+', ':', '/', '(', '）', '𠮷');
  it('throws on no text and gives tags in order, apart, without white space at the edges', () => {
    fc.assert(fc.property(fc.array(part, { maxLength: 24 }).map((parts) => parts.join('')), (source) => {
      const reading = new Reading(source);
      let last = 0;
      for (const tag of createNumberRecogniser().recognise({ reading, structure: findStructure(reading) }).tags) {
        const text = reading.text.slice(tag.start, tag.end);
        assert.ok(tag.start >= last && tag.end > tag.start, JSON.stringify(source));
        assert.equal(text, text.trim());
        last = tag.end;
      }
    }), { numRuns: 500 });
  });
});
