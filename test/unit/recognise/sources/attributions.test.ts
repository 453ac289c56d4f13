import { strict as assert } from 'node:assert';
import { attributionsOf } from './read';

const LU = 'person:陆文博';

describe('attributions', () => {
  it('tie a paraphrase to its source: the rest of the sentence without its final mark', () => {
    assert.deepEqual(attributionsOf('院长陆文博认为，平台需要规则，也需要时间。后来下雨了。'), [{ sources: [LU], cue: '认为', content: '平台需要规则，也需要时间' }]);
    assert.deepEqual(attributionsOf('院長陸文博認為,平台需要規則;也需要時間。'), [{ sources: [LU], cue: '認為', content: '平台需要規則;也需要時間' }]);
  });

  it('take the quotation after the cue', () => {
    assert.deepEqual(attributionsOf('院长陆文博说：“规则要先立起来。时间会站在我们一边。”众人鼓掌。'), [{ sources: [LU], cue: '说', content: '规则要先立起来。时间会站在我们一边。' }]);
    assert.deepEqual(attributionsOf('院長陸文博說:「規則要先立起來。」'), [{ sources: [LU], cue: '說', content: '規則要先立起來。' }]);
  });

  it('take the quotation before the cue', () => {
    assert.deepEqual(attributionsOf('“规则要先立起来，时间会站在我们一边。”院长陆文博表示。'), [{ sources: [LU], cue: '表示', content: '规则要先立起来，时间会站在我们一边。' }]);
  });

  it('go on with a quotation that stands by itself', () => {
    assert.deepEqual(attributionsOf('院长陆文博表示，规则很重要。“规则要先立起来，时间会站在我们一边。”').map(({ content }) => content), ['规则很重要', '规则要先立起来，时间会站在我们一边。']);
  });

  it('go on with a second cue of the same source', () => {
    assert.deepEqual(attributionsOf('院长陆文博指出，规则很重要，强调要给企业时间。').map(({ cue, content }) => [cue, content]), [['指出', '规则很重要'], ['强调', '要给企业时间']]);
  });

  it('take the word of saying after a verb into the cue', () => {
    assert.deepEqual(attributionsOf('院长陆文博提醒说：“规则要先立起来。”').map(({ cue, content }) => [cue, content]), [['提醒说', '规则要先立起来。']]);
    assert.deepEqual(attributionsOf('院長陸文博說過:「規則要先立起來。」').map(({ content }) => content), ['規則要先立起來。']);
  });

  it('see through whom it is told and on what occasion', () => {
    assert.deepEqual(attributionsOf('陆文博院长向《海岸》表示，规则很重要。'), [{ sources: [LU], cue: '表示', content: '规则很重要' }]);
    assert.deepEqual(attributionsOf('院长陆文博在接受《海岸》采访时说，规则很重要。'), [{ sources: [LU], cue: '说', content: '规则很重要' }]);
    assert.deepEqual(attributionsOf('院长陆文博告诉《海岸》，规则很重要。'), [{ sources: [LU], cue: '告诉《海岸》', content: '规则很重要' }]);
  });

  it('unite several sources of one statement', () => {
    assert.deepEqual(attributionsOf('在院长陆文博、所长葛云舟等多位专家看来，规则很重要。'), [{ sources: [LU, 'person:葛云舟'], cue: '看来', content: '规则很重要' }]);
  });

  it('name bodies and works as sources of figures', () => {
    assert.deepEqual(attributionsOf('据东湖研究中心数据，产量增长一成。').map(({ sources, content }) => [sources, content]), [[['organization:东湖研究中心'], '产量增长一成']]);
    assert.deepEqual(attributionsOf('東湖市統計局數據顯示,產量增長一成。').map(({ sources, content }) => [sources, content]), [[['organization:东湖市统计局'], '產量增長一成']]);
    assert.deepEqual(attributionsOf('《港口白皮书》指出，泊位不够。').map(({ sources, content }) => [sources, content]), [[['work:港口白皮书'], '泊位不够']]);
    assert.deepEqual(attributionsOf('《港口方案》已经公布，该方案提出要扩建泊位。').map(({ sources, content }) => [sources, content]), [[['work:港口方案'], '要扩建泊位']]);
  });

  it('have no source where none is named', () => {
    assert.deepEqual(attributionsOf('据悉，泊位还要扩建。'), [{ sources: [], cue: '据悉', content: '泊位还要扩建' }]);
    assert.deepEqual(attributionsOf('採訪的多位專家認為,泊位還要擴建。'), [{ sources: [], cue: '認為', content: '泊位還要擴建' }]);
    assert.deepEqual(attributionsOf('在业内看来，泊位还要扩建。'), [{ sources: [], cue: '看来', content: '泊位还要扩建' }]);
  });

  it('follow a pronoun to the person before it', () => {
    assert.deepEqual(attributionsOf('陆文博博士在港口工作多年。他认为，泊位还要扩建。'), [{ sources: [LU], cue: '认为', content: '泊位还要扩建' }]);
    assert.deepEqual(attributionsOf('陆文博博士在港口工作多年。他们认为，泊位还要扩建。'), []);
  });

  it('are not made of words that only look like a cue', () => {
    assert.deepEqual(attributionsOf('陆文博博士的小说说明书很长，泊位被称为样板，一般来说够用。'), []);
    assert.deepEqual(attributionsOf('陆文博博士的方案被认为是最好的选择。'), []);
  });

  it('take a turn of a speaker as a whole, with an empty cue', () => {
    const turns = attributionsOf('问：产业怎样升级？\n陶以安：先从设备开始，再谈数据。\n问：钱从哪里来？\n陶以安：一半来自企业自己。\n');
    assert.deepEqual(turns, [
      { sources: ['person:陶以安'], cue: '', content: '先从设备开始，再谈数据。' },
      { sources: ['person:陶以安'], cue: '', content: '一半来自企业自己。' },
    ]);
  });

  it('give a narrator everything up to the closing credit', () => {
    const text = '一块钢板的旅程\n讲述人：北原钢铁厂工程师 苗以青\n\n　　车间里很安静，机器人整天工作，工人坐在屏幕前。\n　　我们用了十年才做到这一步，还会继续做下去。\n（温佳禾整理）\n';
    const [told] = attributionsOf(text);
    assert.deepEqual(told?.sources, ['person:苗以青']);
    assert.equal(told?.cue, '讲述人');
    assert.match(told?.content ?? '', /^车间里很安静.*继续做下去。$/s);
  });
});
