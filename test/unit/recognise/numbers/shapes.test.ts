import { strict as assert } from 'node:assert';
import { numbersIn, onlyNumberIn, textsIn } from './numbersIn';

const check = (cases: readonly (readonly [source: string, text: string, kind: string, value: object])[]): void => {
  for (const [source, text, kind, value] of cases) {
    const found = onlyNumberIn(source);
    assert.deepEqual([found.text, found.kind, found.value], [text, kind, value], source);
  }
};

describe('shapes of numbers', () => {
  it('reads reductions as percent of the price, in both scripts', () => {
    check([
      ['全场八折', '八折', 'percent', { num: 80, unit: '%' }],
      ['會員九五折', '九五折', 'percent', { num: 95, unit: '%' }],
      ['低至6.5折', '6.5折', 'percent', { num: 65, unit: '%' }],
      ['现价85折起', '85折', 'percent', { num: 85, unit: '%' }],
    ]);
    assert.deepEqual(textsIn('三折叠手机，百折不挠'), []);
  });

  it('reads 百分百 and half a percentage point', () => {
    check([
      ['有百分百的把握', '百分百', 'percent', { num: 100, unit: '%' }],
      ['利率下調半個百分點', '半個百分點', 'percent', { num: 0.5, unit: 'pp' }],
    ]);
    assert.deepEqual(textsIn('百分百货'), []);
  });

  it('takes signs in', () => {
    check([
      ['同比+3.5%', '+3.5%', 'percent', { num: 3.5, unit: '%' }],
      ['误差±0.2毫米', '±0.2毫米', 'measure', { lo: -0.2, hi: 0.2, unit: '毫米' }],
      ['增幅为-4.1%', '-4.1%', 'percent', { num: -4.1, unit: '%' }],
    ]);
    assert.deepEqual(textsIn('電話+86 10 5500 1234'), []);
  });

  it('says what a rate is per, before the number or after it', () => {
    check([
      ['每股2.4元', '2.4元', 'money', { num: 2.4, unit: 'CNY', per: '股' }],
      ['每平方米7萬元', '7萬元', 'money', { num: 70_000, unit: 'CNY', per: '平方米' }],
      ['油价80美元/桶', '80美元/桶', 'money', { num: 80, unit: 'USD', per: '桶' }],
      ['电耗0.14千瓦时/公里', '0.14千瓦时/公里', 'measure', { num: 0.14, unit: '千瓦时', per: '千米' }],
    ]);
    assert.deepEqual(textsIn('一栋每平方米售价高'), []);
  });

  it('reads degrees with the scale before them and with minutes of arc', () => {
    check([
      ['最低華氏20度', '華氏20度', 'measure', { num: 20, unit: '华氏度' }],
      ['摄氏零下4度', '摄氏零下4度', 'measure', { num: -4, unit: '摄氏度' }],
      ['东经120°15′', '120°15′', 'measure', { num: 120.25, unit: '度' }],
    ]);
  });

  it('reads groups of digits with spaces, and with full-width commas where a clause could not begin', () => {
    check([
      ['共有12 000人', '12 000人', 'cardinal', { num: 12_000, unit: '人' }],
      ['共有１２，０００人', '１２，０００人', 'cardinal', { num: 12_000, unit: '人' }],
    ]);
    assert.deepEqual(textsIn('得分为98，100人参加'), ['98', '100人']);
    assert.deepEqual(textsIn('2023 120 家'), ['120 家']);
  });

  it('reads a middle dot before a unit as a decimal point, and not in names', () => {
    check([['出口增长8·4%', '8·4%', 'percent', { num: 8.4, unit: '%' }], ['訂單增長1,200·5%', '1,200·5%', 'percent', { num: 1200.5, unit: '%' }], ['產糧1·2萬噸', '1·2萬噸', 'measure', { num: 12_000, unit: '吨' }]]);
    assert.deepEqual(textsIn('3·15晚会'), []);
  });

  it('reads short spoken forms: 一两百, 20几岁, 万把元, 三毛五', () => {
    check([
      ['来了一两百人', '一两百人', 'cardinal', { lo: 100, hi: 200, unit: '人' }],
      ['20幾歲', '20幾歲', 'measure', { lo: 22, hi: 29, unit: '岁' }],
      ['卖了万把元', '万把元', 'money', { num: 10_000, approx: true, unit: 'CNY' }],
      ['找回三毛五', '三毛五', 'money', { num: 0.35, unit: 'CNY' }],
      ['要價3塊5', '3塊5', 'money', { num: 3.5, unit: 'CNY' }],
    ]);
  });

  it('reads times of a race', () => {
    assert.equal(onlyNumberIn('以11秒37夺冠').value.iso, 'PT11.37S');
    assert.equal(onlyNumberIn('成績為2分03秒45。').value.iso, 'PT2M3.45S');
  });

  it('counts in foreign cents', () => {
    check([['每加仑45美分', '45美分', 'money', { num: 0.45, unit: 'USD', per: '加仑' }]]);
  });
});

describe('what only looks like a number', () => {
  it('are scores and ratios', () => {
    for (const source of ['以3:2取胜', '主队4∶1获胜', '比例為1:3', '以三比二战胜']) assert.deepEqual(textsIn(source), [], source);
  });

  it('are congresses and sessions that go by their number', () => {
    for (const source of ['商会七大的贺词', '七届全国人大三次会议', '政协八届五次会议', '筹委会十次全会']) assert.deepEqual(textsIn(source), [], source);
    assert.deepEqual(textsIn('连续三届参加三次会议，完成三大任务'), ['三届', '三次', '三大']);
  });

  it('are names with a single 二, and rules that go by their number', () => {
    assert.deepEqual(textsIn('国安二队与十五人的二班'), ['十五人']);
    assert.deepEqual(textsIn('所谓“数据十八条”和十八条意见'), ['十八条']);
  });

  it('are slogans in quotation marks with two numerals', () => {
    assert.deepEqual(textsIn('推行“三张表格一本账”管理'), []);
    assert.deepEqual(textsIn('他说“三个人花了两天”'), ['三个', '两天']);
  });

  it('are captions, the marks of lists, and 第一 that orders clauses', () => {
    assert.deepEqual(textsIn('如图1 人工湿地，共1 人'), ['1 人']);
    assert.deepEqual(textsIn('包括：1．报表；2．账簿'), []);
    assert.deepEqual(textsIn('开支第一要节俭，第二要务实'), []);
    assert.deepEqual(textsIn('发展是第一要务'), ['第一']);
  });

  it('are the versions of products with a Latin name', () => {
    assert.deepEqual(textsIn('Orca 3发布后'), []);
  });

  it('are groups of companies and words that begin like a classifier', () => {
    assert.deepEqual(textsIn('与720集团合作'), []);
    assert.deepEqual(textsIn('6亿人口，第一副总理，5支队伍'), ['6亿', '第一', '5支']);
    assert.deepEqual(textsIn('近一个时期以来，四周很静，四周时间'), ['四周']);
  });
});

describe('numerals as newspapers of Taiwan write them', () => {
  it('are 廿 and 卅', () => {
    check([
      ['約廿五人', '約廿五人', 'cardinal', { num: 25, approx: true, unit: '人' }],
      ['三千五百卅八人', '三千五百卅八人', 'cardinal', { num: 3538, unit: '人' }],
      ['产值卅亿元', '卅亿元', 'money', { num: 3_000_000_000, unit: 'CNY' }],
    ]);
    assert.equal(onlyNumberIn('六月卅日').value.edtf, 'XXXX-06-30');
  });

  it('are Chinese digits one by one, with a point or before per cent and money', () => {
    check([
      ['漲幅五．七九％', '五．七九％', 'percent', { num: 5.79, unit: '%' }],
      ['佔八八％', '八八％', 'percent', { num: 88, unit: '%' }],
      ['共四．七七億美元', '四．七七億美元', 'money', { num: 477_000_000, unit: 'USD' }],
      ['到場一〇五人', '一〇五人', 'cardinal', { num: 105, unit: '人' }],
    ]);
    for (const source of ['五四运动', '八一队获胜', '九·一八', '一二三四']) assert.deepEqual(textsIn(source), [], source);
  });

  it('count in the dollar of Taiwan where the text names it', () => {
    assert.deepEqual(numbersIn('新台幣貶值，門票四百元。\n停車費六十元。').map(({ value }) => value.unit), ['TWD', 'TWD']);
    assert.deepEqual(numbersIn('以新台币计价，约400元。\n本地票价60元。').map(({ value }) => value.unit), ['TWD', 'CNY']);
    assert.deepEqual(numbersIn('新台币400元，约合人民币90元，即90元人民币').map(({ value }) => value.unit), ['TWD', 'CNY', 'CNY']);
  });

  it('are one or the other of two neighbours that share their scale', () => {
    check([
      ['约有四、五萬人', '四、五萬人', 'cardinal', { lo: 40_000, hi: 50_000, unit: '人' }],
      ['来了七、八十位', '七、八十位', 'cardinal', { lo: 70, hi: 80, unit: '位' }],
    ]);
  });
});
