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

/** Content and sources, without the kind of the id. */
const said = (source: string): [string, string][] => attributionsOf(source).map(({ sources, content }) => [sources.map((id) => id.replace(/^[a-z]+:/, '')).join('+'), content]);

describe('quotations and their speakers', () => {
  it('stand before and after the one who says them', () => {
    assert.deepEqual(said('“规则要先立起来，”院长陆文博说，“时间会站在我们一边。”'), [['陆文博', '规则要先立起来，'], ['陆文博', '时间会站在我们一边。']]);
    assert.deepEqual(said('「規則要先立起來。」院長陸文博說，時間會站在我們這邊。'), [['陆文博', '規則要先立起來。'], ['陆文博', '時間會站在我們這邊']]);
  });

  it('have their speaker after the occasion', () => {
    assert.deepEqual(said('院长陆文博来了。“那年我们什么都没有。”谈到创业，陆文博感慨地说。'), [['陆文博', '那年我们什么都没有。']]);
  });

  it('end with the speaker who led to them, not with the next', () => {
    assert.deepEqual(said('院长陆文博说：“规则要先立起来。”所长葛云舟认为，时间更重要。'), [['陆文博', '规则要先立起来。'], ['葛云舟', '时间更重要']]);
  });

  it('are led to by any verb before a colon', () => {
    assert.deepEqual(said('院长陆文博自勉：“规则要先立起来。”'), [['陆文博', '规则要先立起来。']]);
    assert.deepEqual(said('院長陸文博感慨萬千：「規則要先立起來。」'), [['陆文博', '規則要先立起來。']]);
  });

  it('run over paragraphs that each open with a mark, and under one pair of marks', () => {
    assert.deepEqual(said('院长陆文博表示：“那年我们什么都没有。\n\n“后来我们有了规则。\n\n“再后来有了时间。”众人鼓掌。'), [['陆文博', '那年我们什么都没有。\n\n“后来我们有了规则。\n\n“再后来有了时间。']]);
    assert.deepEqual(said('院長陸文博表示：「那年我們什麼都沒有。\n\n　　後來我們有了規則。」'), [['陆文博', '那年我們什麼都沒有。\n\n　　後來我們有了規則。']]);
  });

  it('follow in the next paragraph after a colon', () => {
    assert.deepEqual(said('院长陆文博在一次演讲中提到：\n\n“今天没有现成的路，只有规则和时间。”'), [['陆文博', '今天没有现成的路，只有规则和时间。']]);
  });

  it('may have straight or misturned marks, or lose the last one', () => {
    for (const text of ['院长陆文博说："规则要先立起来。"众人鼓掌。', '院长陆文博说：“规则要先立起来。“众人鼓掌。', '院长陆文博说：“规则要先立起来。\n\n会议到此结束，众人都走了。']) {
      assert.deepEqual(said(text), [['陆文博', '规则要先立起来。']], text);
    }
  });

  it('of a proverb or a colleague are the words of somebody else', () => {
    assert.deepEqual(said('院长陆文博援引葛云舟的话说，规则要先立起来。'), [['葛云舟', '规则要先立起来']]);
    assert.deepEqual(said('院长陆文博来了。陆文博的母亲说，他从小就讲规则。'), [['', '他从小就讲规则']]);
    assert.deepEqual(said('正如院长陆文博所说，规则要先立起来。'), [['陆文博', '规则要先立起来']]);
  });
});

describe('what is said and what the author adds', () => {
  it('an object without a comma ends before the main clause that comes back to it', () => {
    assert.deepEqual(said('院长陆文博强调用规则指导实践，这是对多年经验的总结。'), [['陆文博', '用规则指导实践']]);
    assert.deepEqual(said('院長陸文博表示，規則已經立起來，這也是多年努力的結果。'), [['陆文博', '規則已經立起來，這也是多年努力的結果']]);
  });

  it('figures end before what they are said to mean', () => {
    assert.deepEqual(said('据东湖市统计局数据，产量增长一成，这意味着港口回暖。').map(([, content]) => content), ['产量增长一成']);
    assert.deepEqual(said('數據顯示，產量增長一成，可見港口回暖。').map(([, content]) => content), ['產量增長一成']);
  });

  it('a statement ends where another speaker takes over', () => {
    assert.deepEqual(said('院长陆文博认为规则重要，所长葛云舟却认为时间更重要。'), [['陆文博', '规则重要'], ['葛云舟', '时间更重要']]);
    assert.deepEqual(said('專家表示，規則太嚴；但也有學者認為，規則剛好。'), [['', '規則太嚴'], ['', '規則剛好']]);
    assert.deepEqual(said('有人担心港口会关门，您怎么看？').map(([, content]) => content), ['港口会关门']);
  });

  it('a report of a statement is both', () => {
    assert.deepEqual(said('据报道，院长陆文博表示，规则要先立起来。'), [['', '院长陆文博表示，规则要先立起来'], ['陆文博', '规则要先立起来']]);
  });

  it('a view that is spoken of is not a second thing the speaker says', () => {
    assert.deepEqual(said('院长陆文博表示，社会上有一种“规则无用论”，认为规则没有用。'), [['陆文博', '社会上有一种“规则无用论”，认为规则没有用']]);
  });

  it('what is put forward is no statement, nor an attitude', () => {
    for (const text of ['院长陆文博首次提出“硬规则”概念以来，港口变了样。', '院长陆文博透露了扩建港口的计划。', '院长陆文博对此表示欢迎。', '院长陆文博是硬规则的提出者，也是主讲人。']) assert.deepEqual(said(text), [], text);
  });
});

describe('what looks like saying and is none', () => {
  it('what somebody does not say, or doubts', () => {
    for (const text of ['院长陆文博并不认为规则重要。', '院长陆文博没有透露，也不愿回应，转身走了。', '舆论对院长陆文博广泛质疑，港口照常开放。']) assert.deepEqual(said(text), [], text);
  });

  it('people who are the object of another verb, or nobody at all', () => {
    for (const text of ['这套算法还能帮果农预测明年的价格。', '那时候没有人说创新，大家只管做。', '首批12个港区预计明年开放，规模不大。']) assert.deepEqual(said(text), [], text);
  });

  it('a noun before the verb is no verb', () => {
    assert.deepEqual(attributionsOf('《港口规划》建议提出，要扩建泊位。').map(({ cue, content }) => [cue, content]), [['提出', '要扩建泊位']]);
  });
});

describe('who is meant', () => {
  it('林女士 is somebody without a name, unless the one person of that surname is spoken of', () => {
    assert.deepEqual(said('院长林知远来了。\n\n消费者林女士告诉记者，价格涨了三成。').at(-1), ['', '价格涨了三成']);
    assert.deepEqual(said('院長林知遠來了。\n\n林女士說，價格漲了三成。').at(-1), ['林知远', '價格漲了三成']);
  });

  it('她 leads to a quotation by any verb', () => {
    assert.deepEqual(said('院长林知远来了。她点点头：“价格涨了三成。”'), [['林知远', '价格涨了三成。']]);
  });

  it('他 is the one person of the paragraph before, also further on', () => {
    assert.deepEqual(said('东湖大学教授陆文博出席了论坛。\n\n他说，规则要先立起来。\n\n他还强调，时间不等人。'), [['陆文博', '规则要先立起来'], ['陆文博', '时间不等人']]);
    assert.deepEqual(said('東湖大學教授陸文博出席了論壇。\n\n今年以來，他明顯感覺到，規則變了。'), [['陆文博', '規則變了']]);
  });

  it('他 is nobody when two were named', () => {
    assert.deepEqual(said('东湖大学教授陆文博与所长葛云舟出席了论坛。\n\n他说，规则要先立起来。'), []);
  });

  it('a role stands for the one who was named or spoke last', () => {
    assert.deepEqual(said('陆文博是东湖大学教授。这位教授指出，规则要先立起来。'), [['陆文博', '规则要先立起来']]);
    assert.deepEqual(said('一位不愿具名的业内人士告诉记者，规则很重要。该人士还表示，时间更重要。'), [['', '规则很重要'], ['', '时间更重要']]);
  });

  it('a title alone, or with a surname, is the one person who has it', () => {
    assert.deepEqual(said('院长陆文博来了。\n\n会后，众人散去。\n\n院长表示，规则很重要。'), [['陆文博', '规则很重要']]);
    assert.deepEqual(said('教授陸文博來了。\n\n陸教授認為，規則很重要。').at(-1), ['陆文博', '規則很重要']);
  });

  it('該報告 and 該機構 are the work and the body named last', () => {
    assert.deepEqual(said('《港口白皮书》昨天发布。该报告显示，泊位不够。报告还提出，要扩建泊位。'), [['港口白皮书', '泊位不够'], ['港口白皮书', '要扩建泊位']]);
    assert.deepEqual(said('據東湖研究院數據，泊位不夠。該機構預計，明年泊位增長一成。'), [['东湖研究院', '泊位不夠'], ['东湖研究院', '明年泊位增長一成']]);
  });

  it('他们 are people without a name who were spoken of', () => {
    assert.deepEqual(said('我拜访了很多学者，他们认为规则是大趋势。').map(([who]) => who), ['']);
  });

  it('the subject goes on after a comma', () => {
    assert.deepEqual(said('院长陆文博主持会议并发表讲话，强调要加快立规则，指出时间不等人。'), [['陆文博', '要加快立规则'], ['陆文博', '时间不等人']]);
  });

  it('nobody has a name', () => {
    for (const text of ['有观点认为，规则很重要。', '诸多专家都表示，规则很重要。', '接受采访的专家认为，规则很重要。', '會議指出，規則很重要。', '記者瞭解到，規則很重要。', '网友纷纷表示，规则很重要。', '三分之二以上的受访者表示，规则很重要。', '港口被業內認為規則很重要。']) {
      assert.deepEqual(said(text).map(([who, content]) => [who, content.replace(/規/g, '规').replace(/則/g, '则')]), [['', '规则很重要']], text);
    }
  });

  it('both the body and its report are sources of what is cited from it', () => {
    assert.deepEqual(said('据东湖研究院发布的《港口白皮书》，泊位不够。'), [['东湖研究院+港口白皮书', '泊位不够']]);
  });
});

describe('turns and lectures', () => {
  it('an answer belongs to the one person whom the introduction names', () => {
    const text = '规则与时间\n\n本刊记者 葛云舟\n\n教授陆文博长期研究港口。近日，本刊对他进行了专访。\n\n问：规则为什么重要？\n\n答：规则先立起来，时间就会站在我们这一边。\n\n问：时间够吗？\n\n答：时间总是不够的。\n';
    assert.deepEqual(said(text), [['陆文博', '规则先立起来，时间就会站在我们这一边。'], ['陆文博', '时间总是不够的。']]);
  });

  it('a closing note says whose speech an article was', () => {
    assert.deepEqual(said('港口的規則\n\n今天我們在這裡談規則。規則要先立起來，時間會站在我們這一邊。\n\n謝謝大家。\n\n（本文根據陸文博院長在港口大會上的講話整理，未經本人審閱）\n'), [['陆文博', '今天我們在這裡談規則。規則要先立起來，時間會站在我們這一邊。\n\n謝謝大家。']]);
  });
});
