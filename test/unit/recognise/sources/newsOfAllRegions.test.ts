import { strict as assert } from 'node:assert';
import { attributionsOf, mentions } from './read';

const LU = 'person:陆文博';
const said = (text: string): unknown[] => attributionsOf(text).map(({ sources, content }) => [sources, content]);
const bodies = (text: string): string[] => mentions(text, 'organization');
const persons = (text: string): string[] => mentions(text, 'person');

describe('attributions in the news of all regions', () => {
  it('take 指 for a verb of saying after whoever says it, in no other word', () => {
    assert.deepEqual(said('局長陸文博指，泊位仍然不夠。'), [[[LU], '泊位仍然不夠']]);
    assert.deepEqual(said('局长陆文博指泊位仍然不够，要再等两年。'), [[[LU], '泊位仍然不够，要再等两年']]);
    assert.deepEqual(said('有街坊指，泊位仍然不夠。'), [[[], '泊位仍然不夠']]);
    assert.deepEqual(said('陆文博局长指导新人，所指的泊位在东边，恒指，收盘上升。'), []);
    assert.deepEqual(attributionsOf('局长陆文博强调指出，泊位仍然不够。').map(({ cue }) => cue), ['强调指出']);
  });

  it('know the surname with 氏 and the surname alone of one person', () => {
    assert.deepEqual(said('局長陸文博到場視察。陸氏稱，泊位仍然不夠。')[0], [[LU], '泊位仍然不夠']);
    assert.deepEqual(said('局長陸文博到場視察。陸指，泊位仍然不夠。')[0], [[LU], '泊位仍然不夠']);
    assert.deepEqual(said('局長陸文博和所長陸雲舟到場視察。陸指，泊位仍然不夠。'), []);
  });

  it('go on with whoever spoke in the sentence before', () => {
    assert.deepEqual(said('東湖市港務局指出，泊位夠用。另同時呼籲船東提早登記。'), [[['organization:东湖市港务局'], '泊位夠用'], [['organization:东湖市港务局'], '船東提早登記']]);
    assert.deepEqual(said('东湖市港务局发言人表示，泊位够用。发言人又指，船东要提早登记。')[1], [['organization:东湖市港务局'], '船东要提早登记']);
    assert.deepEqual(said('市民都在等待。又指，泊位夠用。'), []);
  });

  it('part a paraphrase from the quotation after its colon', () => {
    assert.deepEqual(said('局長陸文博認為泊位還要擴建：「沒有泊位，船就不會來。」'), [[[LU], '泊位還要擴建'], [[LU], '沒有泊位，船就不會來。']]);
    assert.deepEqual(said('局长陆文博认为泊位还要扩建。而资金不足，势必拖慢工程：“没有资金，什么都做不成。”'), [[[LU], '泊位还要扩建'], [[LU], '没有资金，什么都做不成。']]);
  });

  it('end what a verb with a thing for its object leads to before another speaks', () => {
    assert.deepEqual(said('局长葛云舟昨日宣布扩建东边的两个泊位，所长陆文博表示，泊位仍然不够。')[1], [[LU], '泊位仍然不够']);
    assert.deepEqual(said('局长陆文博批评政府。'), []);
    assert.deepEqual(said('这是陆文博局长以及批评港口政策的许多歌曲的故事。'), []);
  });

  it('leave out who stands in the occasion, and see through a title in it', () => {
    assert.deepEqual(said('局长陆文博会见到访的所长葛云舟时表示，泊位仍然不够。'), [[[LU], '泊位仍然不够']]);
    assert.deepEqual(said('教授陸文博在新著「港口：過去與將來」中指出，泊位仍然不夠。'), [[[LU], '泊位仍然不夠']]);
  });

  it('follow 她们 to the people who spoke together', () => {
    const both = [LU, 'person:葛云舟'];
    assert.deepEqual(said('陆文博女士与研究员葛云舟女士指出，泊位仍然不够。她们说，工程太慢。'), [[both, '泊位仍然不够'], [both, '工程太慢']]);
  });

  it('part a headline where a space divides it and the second part says something', () => {
    const article = (title: string): string => `${title}\n${'港口的船今天都停着，等着泊位空出来，也等着风小下来，谁也不知道还要等多久，连引水员也不知道。'.repeat(2)}\n`;
    assert.deepEqual(said(article('市民称泊位不够　学者指工程进度太慢')), [[[], '泊位不够'], [[], '工程进度太慢']]);
    assert.deepEqual(said(article('市民称受天气影响　泊位严重不够')), [[[], '受天气影响　泊位严重不够']]);
  });

  it('pass what is reported on to whoever said it', () => {
    assert.deepEqual(said('《海岸報》報導，局長陸文博表示，泊位仍然不夠。').map((each) => (each as unknown[])[0]), [['work:海岸报'], [LU]]);
  });

  it('have no source in people of a kind and in what is written', () => {
    assert.deepEqual(said('檢調人員說，資金去向不明。'), [[[], '資金去向不明']]);
    assert.deepEqual(said('一名新来的茶商说，今年雨水太多。'), [[[], '今年雨水太多']]);
    assert.deepEqual(said('报道说，今年雨水太多。'), [[[], '今年雨水太多']]);
    assert.deepEqual(said('（編輯：陸文博）1140704\n\n法界人士表示，罰則太輕。'), [[[], '罰則太輕']]);
  });
});

describe('bodies in the news of all regions', () => {
  it('are cited by the verbs of all regions and with words between', () => {
    assert.deepEqual(bodies('東湖市港務局其後接受訪問時，澄清泊位並未關閉。'), ['東湖市港務局']);
    assert.deepEqual(bodies('东湖市港务局傍晚宣布，泊位今晚关闭。'), ['东湖市港务局']);
    assert.deepEqual(bodies('東湖市農業局統計，損失逾一億元。'), ['東湖市農業局']);
    assert.deepEqual(bodies('他去了东湖市农业局统计科。'), []);
    assert.deepEqual(bodies('国民经济综合统计司司长陆文博介绍情况。'), []);
  });

  it('are the medium at the head of a report without a date', () => {
    assert.deepEqual(bodies('央视网消息（新闻联播）：泊位增加。'), ['央视网']);
    assert.deepEqual(bodies('他看了央视网消息就走了。'), []);
  });

  it('are companies before their stock code', () => {
    assert.deepEqual(bodies('發展商雲湖（0999）指全日售出25伙，其中12伙屬低座。'), ['雲湖']);
    assert.deepEqual(bodies('云湖（见图）指出全日售出25套。'), []);
  });

  it('end before the conjunction of people without a name', () => {
    assert.deepEqual(bodies('港口专家及东湖研究所表示，泊位够用。'), ['东湖研究所']);
    assert.deepEqual(bodies('东湖大数据显示，客流增长。'), []);
  });

  it('leave the reporter to the persons', () => {
    assert.deepEqual(persons('（中央社記者陸文博台北10日電）泊位增加。'), ['陸文博']);
    assert.deepEqual(bodies('（中央社記者陸文博台北10日電）泊位增加。'), ['中央社']);
  });
});

describe('persons in the news of all regions', () => {
  it('have 本 between the parts of an Arabic name', () => {
    assert.deepEqual(persons('国防大臣哈立德·本·萨勒曼到访。'), ['哈立德·本·萨勒曼']);
  });

  it('are not read into forms of address, adverbs and places', () => {
    assert.deepEqual(persons('局長陸文博到場。陸氏指泊位不夠。'), ['陸文博']);
    assert.deepEqual(persons('局長陸文博亦強調，泊位不夠。'), ['陸文博']);
    assert.deepEqual(persons('他從金鐘走到高雄玉荷包的攤位。'), []);
  });
});
