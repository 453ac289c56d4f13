import { strict as assert } from 'node:assert';
import { mentions, surveyOf, tagsOf } from './read';

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

describe('works in broken or other brackets', () => {
  it('are completed where the same title stands whole elsewhere', () => {
    assert.deepEqual(ids('《东湖报告》很长。后来《东湖报告又说。').map(([text]) => text), ['《东湖报告》', '《东湖报告']);
    assert.deepEqual(ids('《東湖報告》很長。後來東湖報告》又說。').map(([, id]) => id), ['work:东湖报告', 'work:东湖报告']);
  });

  it('may stand in single brackets, as the titles of articles do', () => {
    assert.deepEqual(ids('張三〈海岸線的變遷〉一文'), [['〈海岸線的變遷〉', 'work:海岸线的变迁']]);
    assert.deepEqual(ids('当a<b而c>d时'), []);
  });

  it('may have single brackets inside', () => {
    assert.deepEqual(ids('《论〈海岸〉的写作》'), [['《论〈海岸〉的写作》', 'work:论〈海岸〉的写作']]);
  });

  it('do not run over the end of a sentence', () => {
    assert.deepEqual(ids('一个《没有结尾的标题。另有《海岸》杂志。').map(([text]) => text), ['《海岸》']);
  });

  it('leave year and issue outside', () => {
    assert.deepEqual(ids('《海岸》2023年第5期').map(([text]) => text), ['《海岸》']);
  });
});

describe('short titles', () => {
  it('have the id of the full one before the place that introduces them, too', () => {
    const full = 'work:东湖港口管理办法';
    assert.deepEqual(ids('《办法》来了。《东湖港口管理办法》（以下简称《办法》）共六条。《办法》明确职责。').map(([, id]) => id), [full, full, full, full]);
  });

  it('may be introduced in quotation marks', () => {
    assert.deepEqual(ids('《東湖港口管理辦法》（以下簡稱「東港辦法」）公布。《東港辦法》共六條。').map(([, id]) => id), ['work:东湖港口管理办法', 'work:东湖港口管理办法']);
  });

  it('are those of the outer title, not of one inside it', () => {
    assert.deepEqual(ids('《关于印发《港口办法》的通知》（下称《通知》）要求严格。').map(([, id]) => id).filter((id) => id.endsWith('通知')).length, 2);
  });

  it('of laws leave out the name of the state where the corpus has the official title', () => {
    assert.deepEqual(ids('《港口法》第三条'), [['《港口法》', 'work:港口法']]);
    const established = surveyOf('《中華人民共和國港口法》公布。');
    assert.deepEqual(tagsOf('《港口法》第三条', established).map(({ id }) => id), ['work:中华人民共和国港口法']);
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

  it('may be broken by blanks and Chinese stops', () => {
    assert.deepEqual(tagsOf('网址：www. example. cn；邮箱：li.ming @ mail. example.com').map(({ id }) => id), ['url:www.example.cn', 'url:li.ming@mail.example.com']);
    assert.deepEqual(tagsOf('見 https: //example.org/a?b=1，或www。example。cn。').map(({ id }) => id), ['url:https://example.org/a?b=1', 'url:www.example.cn']);
  });

  it('go on over a line break inside a path', () => {
    assert.deepEqual(tagsOf('详见 http://www.example.com/news/\n2024/05/01.html。').map(({ id }) => id), ['url:http://www.example.com/news/2024/05/01.html']);
  });

  it('are two where a semicolon parts them', () => {
    assert.deepEqual(mentions('http://b.example.cn/x;http://c.example.cn/y', 'url'), ['http://b.example.cn/x', 'http://c.example.cn/y']);
  });

  it('are no file names and no software', () => {
    assert.deepEqual(mentions('用ASP.NET写的程序在readme.md里，图片是a.png，股票代码ABCD.HK', 'url'), []);
  });
});
