import { strict as assert } from 'node:assert';
import { mentions, surveyOf, tagsOf } from './read';

const persons = (text: string): string[] => mentions(text, 'person');

describe('persons', () => {
  it('are found after a role title, which is the role and no part of the span', () => {
    const simplified = tagsOf('东湖大学数字经济研究所所长陆文博表示，平台需要规则。');
    assert.deepEqual(simplified, [{ text: '陆文博', id: 'person:陆文博', kind: 'person', role: '东湖大学数字经济研究所所长' }]);
    const traditional = tagsOf('東湖大學數位經濟研究所所長陸文博表示,平台需要規則。');
    assert.deepEqual(traditional.map(({ text, id }) => [text, id]), [['陸文博', 'person:陆文博']]);
  });

  it('have a role that begins after the verb before it', () => {
    for (const text of ['本刊请到东湖大学校长陆文博。', '論壇邀請到東湖大學校長陸文博。', '记者采访了东湖大学校长陆文博。']) {
      assert.match(tagsOf(text).find(({ kind }) => kind === 'person')?.role ?? '', /^[东東]湖大[学學]校[长長]$/, text);
    }
  });

  it('are found before a form of address', () => {
    assert.deepEqual(persons('会上，沈雨桐女士介绍了试点情况。'), ['沈雨桐']);
    assert.deepEqual(persons('會上,沈雨桐女士介紹了試點情況。'), ['沈雨桐']);
  });

  it('are found before a verb of saying', () => {
    assert.deepEqual(persons('韩东说，工厂三年前就改造了。'), ['韩东']);
    assert.deepEqual(persons('韓東說,工廠三年前就改造了。'), ['韓東']);
  });

  it('may have compound surnames', () => {
    assert.deepEqual(persons('总工程师欧阳立群认为，设备太旧。记者司马青报道。'), ['欧阳立群', '司马青']);
    assert.deepEqual(persons('總工程師歐陽立群認為,設備太舊。'), ['歐陽立群']);
  });

  it('have one id and one role whatever stands between their characters', () => {
    const text = '那天到场的人里，有几位做企业的，有几位做政策的，东湖大学数字经济\n研究所所长陆文\u200b博，他说平台需要规则。采访在 https://example\u2060.org/a 上。';
    assert.deepEqual(tagsOf(text).map(({ id, role }) => [id, role]), [['person:陆文博', '东湖大学数字经济研究所所长'], ['url:https://example.org/a', undefined]]);
    assert.deepEqual(tagsOf('所长葛\u{e0100}文博表示，平台需要规则。').map(({ id }) => id), ['person:葛文博']);
  });

  it('end where the next word begins', () => {
    assert.deepEqual(persons('方远也认为这条路走得通。方远还观察到，订单在增加。'), ['方远', '方远']);
  });

  it('go on in lists, whatever separates the names', () => {
    assert.deepEqual(persons('记者高明宇 邱婉清报道'), ['高明宇', '邱婉清']);
    assert.deepEqual(persons('经理罗建国、副经理白小兰和工程师汤志远参加了测试。'), ['罗建国', '白小兰', '汤志远']);
    assert.deepEqual(persons('經理羅建國、白小蘭和湯志遠參加了測試。'), ['羅建國', '白小蘭', '湯志遠']);
  });

  it('are found in a row without separators', () => {
    assert.deepEqual(persons('到会的有：李明王强赵小兰陈建国周文杰孙丽娟吴国庆'), ['李明', '王强', '赵小兰', '陈建国', '周文杰', '孙丽娟', '吴国庆']);
    assert.deepEqual(persons('到會的有:李明王強趙小蘭陳建國周文傑孫麗娟吳國慶'), ['李明', '王強', '趙小蘭', '陳建國', '周文傑', '孫麗娟', '吳國慶']);
  });

  it('are found before an act that only people do and after a word for people', () => {
    assert.deepEqual(persons('丈夫周大海走了。苏玉梅去世前留下一封信。'), ['周大海', '苏玉梅']);
    assert.deepEqual(persons('丈夫周大海走了。蘇玉梅去世前留下一封信。'), ['周大海', '蘇玉梅']);
  });

  it('are no names of places, firms and things, which the word after them tells', () => {
    assert.deepEqual(persons('工厂位于布列斯托克市，他买了一辆菲利亚牌轿车。梅卡洛夫机器人公司在这里。吉帕钢是一种钢。'), []);
    assert.deepEqual(persons('工廠位於布列斯托克市,他買了一輛菲利亞牌轎車。梅卡洛夫機器人公司在這裡。吉帕鋼是一種鋼。'), []);
  });

  it('may have characters beyond the Basic Multilingual Plane', () => {
    assert.deepEqual(tagsOf('所长陆𬎆表示，平台需要规则。会后陆𬎆又去了工厂。').map(({ text, id }) => [text, id]), [['陆𬎆', 'person:陆𬎆'], ['陆𬎆', 'person:陆𬎆']]);
    assert.deepEqual(persons('記者周以寧、王文𨭎報道'), ['周以寧', '王文𨭎']);
  });

  it('of Japanese are found by surname and context, without ordinary words for given names', () => {
    assert.deepEqual(persons('经理请山本健一转达问候。'), ['山本健一']);
    assert.deepEqual(persons('經理請山本健一轉達問候。'), ['山本健一']);
    assert.deepEqual(persons('桥本内阁提出了方案。').filter((name) => name.length > 2), []);
  });

  it('that everybody knows need no title and no verb', () => {
    assert.deepEqual(persons('人们常说，这里缺一个钱学森，也缺一个莎士比亚。'), ['钱学森', '莎士比亚']);
    assert.deepEqual(persons('人們常說,這裡缺一個錢學森,也缺一個莎士比亞。'), ['錢學森', '莎士比亞']);
  });

  it('set wide are one name where a title or a verb of saying says so', () => {
    assert.deepEqual(tagsOf('会上，王 小 兰表示，可以。').map(({ text, id }) => [text, id]), [['王 小 兰', 'person:王小兰']]);
    assert.deepEqual(persons('王 強 說,可以。'), ['王 強']);
    assert.deepEqual(persons('表 一 列出 王 公 的 产 品'), []);
  });

  it('set wide to three characters are one name', () => {
    assert.deepEqual(tagsOf('讲述人：北原钢铁厂技术服务工程师  苗  青').map(({ text, id }) => [text, id]), [['苗  青', 'person:苗青']]);
  });

  it('are no surname with a form of address, and no word of everyday life', () => {
    assert.deepEqual(persons('李先生问，高度重视安全和方便客户是不是关键。'), []);
    assert.deepEqual(persons('這是高品質發展的關鍵,也是時代的要求。'), []);
  });

  it('are not made of a surname and a count', () => {
    assert.deepEqual(persons('张、李两位教授合写了一本书。'), []);
    assert.deepEqual(persons('張、李兩位教授合寫了一本書。'), []);
  });

  it('are not made of a place that the text names with its rank, nor of the head of a report', () => {
    assert.deepEqual(persons('鹿津市的工厂多，鹿津造的机床好。'), []);
    assert.deepEqual(persons('岚江社临岚11月30日电（记者周以宁）鹿津市今天降雪。'), ['周以宁']);
  });

  it('are not tagged in laws and prizes named after them', () => {
    assert.deepEqual(persons('集成电路的摩尔定律已接近极限。'), []);
    assert.deepEqual(persons('積體電路的摩爾定律已接近極限。'), []);
  });

  describe('with foreign names', () => {
    it('have one mention over their middle dots', () => {
      assert.deepEqual(persons('经济学家莱纳·霍夫施泰特指出，分工会变。'), ['莱纳·霍夫施泰特']);
      assert.deepEqual(persons('經濟學家萊納‧霍夫施泰特指出,分工會變。'), ['萊納‧霍夫施泰特']);
    });

    it('have a bracketed original spelling as a mention of its own, with one id', () => {
      const tags = tagsOf('以莱纳·霍夫施泰特（Rainer Hofstetter）为代表的学者不同意。');
      assert.deepEqual(tags.map(({ text, id }) => [text, id]), [
        ['莱纳·霍夫施泰特', 'person:莱纳·霍夫施泰特'],
        ['Rainer Hofstetter', 'person:莱纳·霍夫施泰特'],
      ]);
    });

    it('are known by the surname afterwards', () => {
      const tags = tagsOf('经济学家莱纳·霍夫施泰特指出，分工会变。后来霍夫施泰特改了主意。');
      assert.deepEqual(tags.map(({ text, id }) => [text, id]).at(-1), ['霍夫施泰特', 'person:莱纳·霍夫施泰特']);
    });

    it('are found without a dot where a title stands before them', () => {
      assert.deepEqual(persons('前国务卿布伦施密特说，世界在变。'), ['布伦施密特']);
      assert.deepEqual(persons('前國務卿布倫施密特說,世界在變。'), ['布倫施密特']);
    });

    it('are found by their shape and the words around, whole', () => {
      assert.deepEqual(persons('他把齐默尔曼的话记了下来。锦标赛上，伊万诺娃战胜了东道主选手。'), ['齐默尔曼', '伊万诺娃']);
      assert.deepEqual(persons('他把齊默爾曼的話記了下來。錦標賽上,伊萬諾娃戰勝了東道主選手。'), ['齊默爾曼', '伊萬諾娃']);
    });

    it('end before numerals and function words', () => {
      assert.deepEqual(persons('国防部长瓦西里今天说，总统克里斯坦森为此道歉。'), ['瓦西里', '克里斯坦森']);
    });

    it('are no names of countries and cities', () => {
      assert.deepEqual(persons('代表团访问了哈萨克斯坦和伊斯坦布尔。'), []);
    });
  });

  describe('established elsewhere', () => {
    const established = surveyOf('院长葛云舟表示，这件事要慢慢来。');

    it('are reported by the survey with folded form and scope', () => {
      assert.deepEqual(established, [{ id: 'person:葛云舟', form: '葛云舟', scope: 'corpus', roles: ['院长'] }]);
    });

    it('are mentions in other documents and the other script, without evidence of their own', () => {
      assert.deepEqual(tagsOf('這個想法來自葛雲舟的一次演講。', established).map(({ text, id }) => [text, id]), [['葛雲舟', 'person:葛云舟']]);
    });

    it('are not read into longer words', () => {
      const fang = surveyOf('总经理方明说，可以。');
      assert.deepEqual(mentions('前方明显拥堵。', 'person', fang), []);
      assert.deepEqual(mentions('后来方明去了南方。', 'person', fang), ['方明']);
    });

    it('that are everyday words too need evidence at every mention', () => {
      const gao = surveyOf('所长高峰表示，可以。');
      assert.deepEqual(gao.map(({ form }) => form), ['高峰']);
      assert.deepEqual(mentions('用电高峰到来，高峰说，要错开。', 'person', gao), ['高峰']);
      assert.deepEqual(mentions('用電高峰到來,高峰說,要錯開。', 'person', gao), ['高峰']);
    });

    it('hold short foreign forms in their own document only', () => {
      const names = surveyOf('经济学家莱纳·霍夫施泰特指出，分工会变。');
      assert.deepEqual(names.map(({ form, scope }) => [form, scope]), [['莱纳·霍夫施泰特', 'corpus'], ['霍夫施泰特', 'document']]);
    });
  });
});
