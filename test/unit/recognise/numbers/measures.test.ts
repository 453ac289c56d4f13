import { strict as assert } from 'node:assert';
import type { Measurement } from '../../../../server/src/recognise/tags';
import { numbersIn } from './numbersIn';

/** What the quantities of a text measure, in order: dates, ordinals and times of day measure nothing and are left out. */
function measuredIn(text: string, date?: string): (Measurement | undefined)[] {
  return numbersIn(text, date).filter(({ kind }) => kind !== 'date' && kind !== 'ordinal' && kind !== 'time').map(({ measures }) => measures);
}

describe('what a number measures', () => {
  it('is the subject of a verb of quantity, in both scripts', () => {
    assert.deepEqual(measuredIn('青禾镇粮食产量达36万吨。'), [{ what: '青禾镇粮食产量' }]);
    assert.deepEqual(measuredIn('水庫蓄水量為8億立方米。'), [{ what: '水库蓄水量' }]);
    assert.deepEqual(measuredIn('住房贷款余额首次突破900亿元。'), [{ what: '住房贷款余额' }]);
  });

  it('is named without spaces but for those between Latin words, and signs of the Private Use Area are spaces', () => {
    assert.deepEqual(measuredIn('青禾镇 粮食 产量 达 36 万吨。'), [{ what: '青禾镇粮食产量' }]);
    assert.deepEqual(measuredIn('Green Valley 2 号 田 产量为 36 万吨。'), [{ what: 'Green Valley 2号田产量' }]);
    assert.deepEqual(measuredIn('粮食\ue800产量达36万吨，\ue001同比增长5%。'), [{ what: '粮食产量' }, { what: '粮食产量', change: 'rise', base: '同比' }]);
  });

  it('is told of every sentence apart from the others', () => {
    const sentence = '粮食产量达36万吨。';
    const found = measuredIn(`${sentence}今天放晴。\n共3天。${sentence.repeat(3)}`);
    assert.deepEqual(found.filter((measures) => measures?.what === '粮食产量').length, 4);
  });

  it('is the noun of measure that stands straight before', () => {
    assert.deepEqual(measuredIn('合格率98%'), [{ what: '合格率' }]);
    assert.deepEqual(measuredIn('總票房3.2億元。'), [{ what: '总票房' }]);
  });

  it('is the noun counted after it', () => {
    assert.deepEqual(measuredIn('当地聚集了600多家企业。'), [{ what: '企业' }]);
    assert.deepEqual(measuredIn('全縣共有27所小學、9所初中。'), [{ what: '小学' }, { what: '初中' }]);
    assert.deepEqual(measuredIn('大会收到40篇论文投稿。')[0]?.what, '论文');
  });

  it('is the noun of measure after an amount', () => {
    assert.deepEqual(measuredIn('将带来3000亿元的投资。'), [{ what: '投资' }]);
    assert.deepEqual(measuredIn('每年可减排50万吨二氧化碳。')[0]?.what, '二氧化碳');
  });

  it('is the object of a verb before it', () => {
    assert.deepEqual(measuredIn('景区接待游客45万人次。'), [{ what: '游客' }]);
    assert.deepEqual(measuredIn('新方案缩短施工周期15%。'), [{ what: '施工周期', change: 'fall' }]);
  });

  it('leaves connectives, sources and words of time out of the name', () => {
    assert.deepEqual(measuredIn('其中，據統計，目前人均產值已達9萬元。'), [{ what: '人均产值' }]);
    assert.deepEqual(measuredIn('而2019年出口额为70亿元。'), [{ what: '出口额', period: '2019' }]);
  });

  it('is not told where the words before are no noun phrase', () => {
    assert.deepEqual(measuredIn('我们觉得应该要5万元。'), [undefined]);
    assert.deepEqual(measuredIn('他把其中的20%留给了弟弟。'), [undefined]);
  });

  it('is nothing for durations that say when', () => {
    assert.deepEqual(measuredIn('近十年来，未来三年，过了两年。'), [undefined, undefined, undefined]);
    assert.deepEqual(measuredIn('建设周期为18个月。'), [{ what: '建设周期' }]);
  });
});

describe('the whole that a share is of', () => {
  it('follows 占', () => {
    assert.deepEqual(measuredIn('培训支出占管理费用的比例高达12%。'), [{ what: '培训支出占管理费用的比例', of: '管理费用' }]);
    assert.deepEqual(measuredIn('服務業佔全區產值的63%。'), [{ what: '服务业', of: '全区产值' }]);
  });

  it('stands between 在 and 中', () => {
    assert.deepEqual(measuredIn('家电在出口中占比超过三成。'), [{ what: '家电占比', of: '出口' }]);
    assert.deepEqual(measuredIn('在製造業中佔比超過80%。'), [{ what: '占比', of: '制造业' }]);
  });

  it('is what the clause before has named after 其中', () => {
    assert.deepEqual(measuredIn('协会共有800名会员，其中女性占三成。')[1], { what: '女性', of: '会员' });
  });

  it('is another one for each number of a row', () => {
    assert.deepEqual(measuredIn('该厂产量占全省产量的25%、全国产量的4%。').map((found) => found?.of), ['全省产量', '全国产量']);
  });

  it('is the noun after a share whose predicate follows', () => {
    assert.deepEqual(measuredIn('七成的零件依赖进口。'), [{ what: '依赖进口', of: '零件' }]);
  });

  it('is the owner where place or body stands apart', () => {
    assert.deepEqual(measuredIn('云岭集团的年收入为5亿元。'), [{ what: '年收入', of: '云岭集团' }]);
    assert.deepEqual(measuredIn('西部地区平均工资为4000元。'), [{ what: '平均工资', of: '西部地区' }]);
  });
});

describe('change, base and period', () => {
  it('tells the size of a change from where it has led', () => {
    assert.deepEqual(measuredIn('营业额增长了5%。'), [{ what: '营业额', change: 'rise' }]);
    assert.deepEqual(measuredIn('失業率降至3.1%。'), [{ what: '失业率', change: 'fall', reached: true }]);
    assert.deepEqual(measuredIn('物价涨幅稳定在2%。'), [{ what: '物价涨幅', change: 'level', reached: true }]);
  });

  it('takes what a change is counted from', () => {
    assert.deepEqual(measuredIn('2013年就业率比2003年增长13.2个百分点。'), [{ what: '就业率', change: 'rise', base: '2003', period: '2013' }]);
    assert.deepEqual(measuredIn('進口額同比下降4%。'), [{ what: '进口额', change: 'fall', base: '同比' }]);
    assert.deepEqual(measuredIn('与2018年相比，出口额增加了30亿元。'), [{ what: '出口额', change: 'rise', base: '2018' }]);
  });

  it('takes what a quantity is compared with', () => {
    assert.deepEqual(measuredIn('乙县增速高于全国平均水平2.5个百分点。')[0], { what: '乙县增速', base: '全国平均水平' });
    assert.deepEqual(measuredIn('甲厂产量是乙厂的3倍。'), [{ what: '甲厂产量', base: '乙厂' }]);
  });

  it('reads both ends of a change', () => {
    assert.deepEqual(measuredIn('森林覆盖率由1990年的三成下降至2010年不足一成。'), [
      { what: '森林覆盖率', period: '1990' },
      { what: '森林覆盖率', change: 'fall', reached: true, base: '1990', period: '2010' },
    ]);
    assert.deepEqual(measuredIn('審批時間從5天縮短到20分鐘。'), [{ what: '审批时间' }, { what: '审批时间', change: 'fall', reached: true, base: '5天' }]);
  });

  it('goes on with the thing of the clause before where a clause has no subject', () => {
    assert.deepEqual(measuredIn('研发费用总计50亿元，同比增长6%。')[1], { what: '研发费用', change: 'rise', base: '同比' });
    assert.deepEqual(measuredIn('全鎮招收新生300人，較2020年減少12人。')[1], { what: '新生', change: 'fall', base: '2020' });
    assert.deepEqual(measuredIn('股价上涨5%至每股30元。'), [{ what: '股价', change: 'rise' }, { what: '股价', change: 'rise', reached: true }]);
  });

  it('gives the period in EDTF or as a duration, and words where a date is not known', () => {
    assert.deepEqual(measuredIn('截至2023年底，注册用户数为20万。')[0]?.period, '2023');
    assert.deepEqual(measuredIn('2022年前6个月，进口额为3亿元。').at(-1)?.period, '2022-01/2022-06');
    assert.deepEqual(measuredIn('近三年来粮食产量增长了8%。').at(-1)?.period, 'P3Y');
    assert.deepEqual(measuredIn('去年销售额为3亿元。')[0]?.period, '去年');
    assert.deepEqual(measuredIn('去年销售额为3亿元。', '2021-05-01')[0]?.period, '2020');
  });

  it('falls where the change itself is negative', () => {
    assert.deepEqual(measuredIn('产量增幅为-3%。')[0]?.change, 'fall');
    assert.deepEqual(measuredIn('总体降幅约40%。')[0]?.change, 'fall');
  });
});

describe('numbers in a row', () => {
  it('go each to its own thing after 分别', () => {
    assert.deepEqual(measuredIn('产量和产值分别为3万吨和5亿元。').map((found) => found?.what), ['产量', '产值']);
    assert.deepEqual(measuredIn('甲村接待游客9万人次，旅游收入达2亿元，同比分别增长5%和7%。').slice(2).map((found) => found?.what), ['游客', '旅游收入']);
  });

  it('go each to its own owner', () => {
    assert.deepEqual(measuredIn('泰國、越南、印度的平均工資為350美元、285美元、400美元。'), ['泰国', '越南', '印度'].map((of) => ({ what: '平均工资', of })));
  });

  it('share one thing otherwise', () => {
    assert.deepEqual(measuredIn('月产量依次是23辆、0辆和2辆，').map((found) => found?.what), ['月产量', '月产量', '月产量']);
  });

  it('go to the same thing of the next place where only the place is named', () => {
    assert.deepEqual(measuredIn('东部地区平均得分为62分，西部地区为48分。')[1], { what: '平均得分', of: '西部地区' });
  });
});

describe('measuring a text', () => {
  it('reads over soft line breaks', () => {
    assert.deepEqual(measuredIn('按照当地统计部门昨日公布的数据来计算，在不含外来人口的情况下，该市的城镇\n\n化率为66%，供水范围包括下游的全部乡镇和工业园区在内。')[0]?.what, '城镇化率');
  });

  it('leaves signs of the Private Use Area in a text alone', () => {
    assert.doesNotThrow(() => measuredIn('\ue000产量\ue800为5吨\uebff，\ue400占3%。'));
  });

  it('adds nothing to dates, ordinals and times', () => {
    for (const { kind, measures } of numbersIn('2020年5月产量为5吨，位居第3名，20:45公布。')) if (kind !== 'measure') assert.equal(measures, undefined, kind);
  });
});

describe('what figures of statistics reports measure', () => {
  it('stays over a clause that says how they are reckoned', () => {
    const product = { what: '地区生产总值', change: 'rise' };
    assert.deepEqual(measuredIn('2023年地区生产总值8000亿元，按可比价格计算，同比增长6.1%，两年平均增长5.3%。'), [
      { what: '地区生产总值', period: '2023' },
      { ...product, base: '同比', period: '2023' },
      undefined,
      { ...product, period: 'P2Y' },
    ]);
    assert.deepEqual(measuredIn('居民收入3萬元，扣除價格因素，實際增長4.1%。')[1], { what: '居民收入', change: 'rise' });
  });

  it('goes on in the next sentence where that sets the figures out', () => {
    const [, , first, second] = measuredIn('2023年铁路货运量9亿吨，同比增长6%。分季度看，一季度增长5%，二季度增长7%。');
    assert.deepEqual(first, { what: '铁路货运量', change: 'rise', period: '一季度' });
    assert.deepEqual(second, { what: '铁路货运量', change: 'rise', period: '二季度' });
    assert.equal(measuredIn('2023年铁路货运量9亿吨。\n分季度看，一季度增长5%。')[1]?.what, '铁路货运量', 'in the next paragraph');
    assert.equal(measuredIn('2023年铁路货运量9亿吨。桥已通车。分季度看，一季度增长5%。')[1], undefined, 'not over another sentence');
    assert.equal(measuredIn('2023年貨運量增長6%，比上年加快1個百分點。分季度看，一季度增長5%。')[2]?.what, '货运量', 'not with its speed');
    assert.equal(measuredIn('2023年铁路货运量9亿吨。一季度增长5%。')[1], undefined, 'not without the words');
  });

  it('is the thing before for a part of its time', () => {
    assert.deepEqual(measuredIn('全縣財政收入52億元，下降2%，其中2023年3月增長0.3%。')[2], { what: '全县财政收入', change: 'rise', period: '2023-03' });
  });

  it('is shared by a row that names its noun once', () => {
    assert.deepEqual(measuredIn('第一产业和第三产业用电量分别增长3%和5%。').map((m) => m?.what), ['第一产业用电量', '第三产业用电量']);
    assert.deepEqual(measuredIn('第一、第二產業產值分別增長3%和5%。').map((m) => m?.what), ['第一产业产值', '第二产业产值']);
    assert.deepEqual(measuredIn('钢铁业、水泥及玻璃业用电分别增长3%、5%。').map((m) => m?.what), ['钢铁业用电', '水泥及玻璃业用电']);
  });

  it('is compared with what stands after 高于 and 快于', () => {
    assert.deepEqual(measuredIn('高技术业产值增长7%，高于制造业产值增速4个百分点。')[1], { what: '高技术业产值增速', base: '制造业产值增速' });
    assert.equal(measuredIn('研發投入拉動投資增長2個百分點。')[0], undefined, 'a contribution');
  });

  it('is each thing of a row of shares, without how they are counted', () => {
    assert.deepEqual(measuredIn('造船完工量、新接订单量以载重吨计分别占全国总量的5%和6%。'), [{ what: '造船完工量', of: '全国总量' }, { what: '新接订单量', of: '全国总量' }]);
    assert.deepEqual(measuredIn('煤炭產量、鋼鐵產量分別占全國的5%和6%。').map((m) => m?.what), ['煤炭产量', '钢铁产量']);
  });

  it('is left unsaid where a row does not tell what each is called', () => {
    assert.deepEqual(measuredIn('养老、失业、工伤保险参保人数分别为10亿人、2亿人、3亿人。'), [undefined, undefined, undefined]);
    assert.deepEqual(measuredIn('器材類、用品類商品零售額分別增長3%和5%。').map((m) => m?.what), ['器材类商品零售额', '用品类商品零售额']);
  });

  it('is named by a clause that says only how it moves', () => {
    assert.deepEqual(measuredIn('民间投资较快增长，增速达到6.4%。'), [{ what: '民间投资增速', change: 'rise' }]);
    assert.deepEqual(measuredIn('民間投資增長較快，同比增長9%。'), [{ what: '民间投资', change: 'rise', base: '同比' }]);
  });

  it('is the speed of growth where growth changes by percentage points', () => {
    assert.deepEqual(measuredIn('销售额增长5%，比上月加快1.5个百分点。')[1], { what: '销售额增速', change: 'rise', base: '上月' });
    assert.deepEqual(measuredIn('開工率比上月上升1.5個百分點。'), [{ what: '开工率', change: 'rise', base: '上月' }]);
  });

  it('is the part of a whole that a clause without subject speaks of', () => {
    assert.deepEqual(measuredIn('机械业产值增长6%，占工业产值比重提高到44%。')[1]?.what, '机械业产值占工业产值比重');
    assert.deepEqual(measuredIn('財政儲備為900億元，相當於生產總值30%。')[1], { what: '财政储备', of: '生产总值' });
  });
});

describe('what amounts and losses measure', () => {
  it('is what is planned, lost or offered', () => {
    assert.deepEqual(measuredIn('拟发行特别国债3万亿元，安排水利投资600亿元。').map((m) => m?.what), ['特别国债', '水利投资']);
    assert.deepEqual(measuredIn('城镇新增就业1300万人，赤字率拟按3%安排。').map((m) => m?.what), ['城镇新增就业', '赤字率']);
    assert.deepEqual(measuredIn('水利投資擬安排70億元，經濟增長預期目標為5%。').map((m) => m?.what), ['水利投资', '经济增长预期目标']);
    assert.deepEqual(measuredIn('該縣農作物損失達三億元，林木損失一百公頃，受害面積廣達兩千公頃。').map((m) => m?.what), ['该县农作物损失', '林木损失', '受害面积']);
  });

  it('is a price without what it is the price for', () => {
    assert.deepEqual(measuredIn('高層單位以呎價4500元售出。'), [{ what: '呎价', of: '高层单位' }]);
    assert.deepEqual(measuredIn('批發價格平均每公斤十八元，較上月上漲百分之五。'), [{ what: '批发价格' }, { what: '批发价格', change: 'rise', base: '上月' }]);
  });

  it('is compared with what a multiple is of', () => {
    assert.deepEqual(measuredIn('新线造价为旧线5倍。'), [{ what: '新线造价', base: '旧线' }]);
    assert.deepEqual(measuredIn('新車最高時速可超過600公里，比舊車快一倍。'), [{ what: '新车最高时速' }, { what: '新车最高时速', base: '旧车' }]);
    assert.equal(measuredIn('新线造价900亿元，比旧线快一倍。')[1], undefined, 'a cost is not fast');
  });

  it('holds no adverb and no verb of having', () => {
    assert.deepEqual(measuredIn('反应时间可缩短至2秒。').map((m) => m?.what), ['反应时间']);
    assert.deepEqual(measuredIn('两站运行时间将从3小时缩短至2小时。').map((m) => m?.what), [undefined, '运行时间', '运行时间']);
    assert.deepEqual(measuredIn('全省有上市公司53家。'), [{ what: '上市公司', of: '全省' }]);
    assert.deepEqual(measuredIn('我省茶葉產量達3萬噸。'), [{ what: '茶叶产量', of: '我省' }]);
  });

  it('begins after a word of time with 的, and keeps who has published it', () => {
    assert.deepEqual(measuredIn('当年的货运量是900万吨。'), [{ what: '货运量' }]);
    assert.deepEqual(measuredIn('統計局公布的貨運量為900萬噸。').map((m) => m?.what), ['统计局公布的货运量']);
    assert.deepEqual(measuredIn('统计局公布货运量为900万吨。').map((m) => m?.what), ['货运量']);
    assert.deepEqual(measuredIn('我国列入名录的项目已达18项。').map((m) => m?.what), ['我国列入名录的项目']);
  });

  it('is what is counted, and not what is said of it', () => {
    assert.deepEqual(measuredIn('全县55处公园规划总面积6万公顷。').map((m) => m?.what), ['公园', '公园规划总面积']);
    assert.deepEqual(measuredIn('六座大型水電站攔江而立。').map((m) => m?.what), ['大型水电站']);
    assert.deepEqual(measuredIn('目前有20家证券、基金公司获批。').map((m) => m?.what), ['证券、基金公司']);
    assert.deepEqual(measuredIn('包括年产60万吨乙烯的裂解装置。').map((m) => m?.what), ['乙烯']);
    assert.deepEqual(measuredIn('目前有24個州的陽性比率較高。'), [undefined]);
    assert.deepEqual(measuredIn('两国立法机构加强合作。'), [undefined]);
    // The verb before 了 is in no list.
    assert.deepEqual(measuredIn('另有6個縣繪了新圖。'), [undefined]);
    assert.deepEqual(measuredIn('覆盖通信、新材料等15个方向。').map((m) => m?.what), ['方向']);
  });
});

describe('the time for which a measured number holds', () => {
  it('is not the day of the report', () => {
    assert.deepEqual(measuredIn('展会2024年4月18日开幕，参展企业数量超过900家。'), [{ what: '参展企业数量' }]);
    assert.equal(measuredIn('截至2024年4月18日，參展企業數量超過900家。')[0]?.period, '2024-04-18');
  });

  it('is the end of a span for a value that was reached', () => {
    assert.equal(measuredIn('2020年至2023年产量增至90万吨。')[0]?.period, '2023');
    assert.equal(measuredIn('2020年至2023年產量共增加90萬噸。')[0]?.period, '2020/2023');
  });

  it('is not that of earlier clauses for what holds now', () => {
    assert.equal(measuredIn('2020年产量为5万吨，目前产量为9万吨。')[1]?.period, undefined);
  });

  it('is not that of what a number is compared with', () => {
    assert.equal(measuredIn('夏糧產量雖與2022年相比略減，但單產為5噸。')[0]?.period, undefined);
  });

  it('is the first quarters or months of a year, in words where the year is not said', () => {
    assert.equal(measuredIn('前三季度产值增长5%。')[1]?.period, '前三季度');
  });
});
