import { strict as assert } from 'node:assert';
import { mentions, tagsOf } from './read';

const ids = (text: string): [string, string][] => tagsOf(text).filter(({ kind }) => kind === 'work').map(({ text: written, id }) => [written, id]);

describe('works', () => {
  it('are tagged with their brackets, one id in both scripts', () => {
    assert.deepEqual(ids('《海岸》杂志'), [['《海岸》', 'work:海岸']]);
    assert.deepEqual(ids('《潮汐報告》'), [['《潮汐報告》', 'work:潮汐报告']]);
  });

  it('have Mainland wording and Chinese signs in their id', () => {
    assert.deepEqual(ids('《人工智慧條例(草案)》'), [['《人工智慧條例(草案)》', 'work:人工智能条例（草案）']]);
    assert.deepEqual(ids('《人工智能条例（草案）》'), [['《人工智能条例（草案）》', 'work:人工智能条例（草案）']]);
  });

  it('keep Traditional characters apart that folding unites', () => {
    assert.deepEqual(ids('《著作權法》'), [['《著作權法》', 'work:著作权法']]);
  });

  it('may stand inside one another', () => {
    assert.deepEqual(ids('《关于印发《港口办法》的通知》'), [
      ['《关于印发《港口办法》的通知》', 'work:关于印发《港口办法》的通知'],
      ['《港口办法》', 'work:港口办法'],
    ]);
  });

  it('have the id of the full title under an introduced short one', () => {
    const full = 'work:东湖市促进港口发展的若干措施';
    assert.deepEqual(ids('《东湖市促进港口发展的若干措施》（下称《若干措施》）已公布。《若干措施》共六条。').map(([, id]) => id), [full, full, full]);
    assert.deepEqual(ids('《東湖市促進港口發展的若干措施》(下稱《若干措施》)已公佈。').map(([, id]) => id), [full, full]);
  });

  it('have the id of the full title under a generic word that it ends with', () => {
    assert.deepEqual(ids('先有《关于港口发展的实施意见》。《意见》提出三步。').map(([, id]) => id), ['work:关于港口发展的实施意见', 'work:关于港口发展的实施意见']);
  });

  it('run over a broken line and leave a bracket without partner alone', () => {
    assert.deepEqual(ids('部门发布了《关于完善港口要素市\n\n场化配置机制的意见》。').map(([, id]) => id), ['work:关于完善港口要素市场化配置机制的意见']);
    assert.deepEqual(ids('一个《没有结尾的标题，后来没有下文。'), []);
    assert.deepEqual(ids('《海岸〉杂志'), [['《海岸〉', 'work:海岸']]);
  });
});

describe('addresses', () => {
  it('are tagged without the punctuation after them', () => {
    assert.deepEqual(mentions('网址：www.example.cn，邮箱：li.ming@mail.example.com。见 https://example.org/a?b=1&c=2。', 'url'), ['www.example.cn', 'li.ming@mail.example.com', 'https://example.org/a?b=1&c=2']);
  });

  it('may be written full-width', () => {
    assert.deepEqual(tagsOf('ｗｗｗ．ｅｘａｍｐｌｅ．ｃｎ').map(({ id }) => id), ['url:www.example.cn']);
  });

  it('are no stock codes or version numbers', () => {
    assert.deepEqual(mentions('股票代码：0123.HK，版本 2.0.1', 'url'), []);
  });
});
