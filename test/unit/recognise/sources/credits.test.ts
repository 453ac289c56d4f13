import { strict as assert } from 'node:assert';
import { mentions, tagsOf } from './read';

const persons = (text: string): string[] => mentions(text, 'person');

describe('by-lines and credits', () => {
  it('name persons after a label and a stroke, bar or colon', () => {
    assert.deepEqual(persons('文 / 苏念\n\n正文从这里开始。'), ['苏念']);
    assert.deepEqual(persons('文 | 《海岸》記者 蘇念真\n編輯 | 丁一舟\n'), ['蘇念真', '丁一舟']);
    assert.deepEqual(persons('责任编辑：顾长河\nguchanghe@example.com'), ['顾长河']);
    assert.deepEqual(persons('責任編輯:顧長河'), ['顧長河']);
  });

  it('name several persons', () => {
    assert.deepEqual(persons('文 / 段冰 殷乐 段柔\n'), ['段冰', '殷乐', '段柔']);
    assert.deepEqual(persons('编辑部：姚远 孔令山 邓小舟\n'), ['姚远', '孔令山', '邓小舟']);
  });

  it('name a body where a body has written', () => {
    assert.deepEqual(tagsOf('文 / 北原智造科技有限公司\n').map(({ kind, id }) => [kind, id]), [['organization', 'organization:北原智造科技有限公司']]);
  });

  it('take pseudonyms after a label', () => {
    assert.deepEqual(persons('撰文：石见\n'), ['石见']);
  });

  it('stand in brackets at the end of a text', () => {
    assert.deepEqual(persons('（温佳禾、鲁以恒整理）'), ['温佳禾', '鲁以恒']);
    assert.deepEqual(persons('（溫佳禾、魯以恆整理）'), ['溫佳禾', '魯以恆']);
  });

  it('give the affiliation on the line of the name', () => {
    const [tag] = tagsOf('温佳禾 东湖大学经济学院教授、东湖宏观论坛成员\n');
    assert.deepEqual(tag, { text: '温佳禾', id: 'person:温佳禾', kind: 'person', role: '东湖大学经济学院教授、东湖宏观论坛成员' });
  });

  it('give several names and affiliations on one line', () => {
    const tags = tagsOf('温佳禾 鲁以恒 东湖港口研究院\n段冰 东湖市政协常委，港务局原局长 苏念真 本刊总编辑\n');
    assert.deepEqual(tags.map(({ text, role }) => [text, role]), [
      ['温佳禾', '东湖港口研究院'],
      ['鲁以恒', '东湖港口研究院'],
      ['段冰', '东湖市政协常委，港务局原局长'],
      ['苏念真', '本刊总编辑'],
    ]);
  });

  it('go on in the next line with a second narrator', () => {
    assert.deepEqual(persons('讲述人：北原能源集团副总经理  潘以宁\n西岭矿山公司副总裁  郝一川\n我们的矿井有摄像头。'), ['潘以宁', '郝一川']);
  });
});

describe('speaker labels', () => {
  const interview = (a: string, b: string): string => `${a}：产业怎样升级？\n${b}：先从设备开始，再谈数据。\n${a}：钱从哪里来？\n${b}：一半来自企业自己。\n`;

  it('name persons and the body that asks', () => {
    assert.deepEqual(tagsOf(interview('海岸周刊', '陶以安')).map(({ text, kind }) => [text, kind]), [
      ['海岸周刊', 'organization'],
      ['陶以安', 'person'],
      ['海岸周刊', 'organization'],
      ['陶以安', 'person'],
    ]);
  });

  it('leave out the unnamed interviewer', () => {
    assert.deepEqual(persons(interview('问', '陶以安')), ['陶以安', '陶以安']);
    assert.deepEqual(persons(interview('問', '陶以安')), ['陶以安', '陶以安']);
    assert.deepEqual(persons(interview('记者', '陶以安')), ['陶以安', '陶以安']);
  });
});
