import { strict as assert } from 'node:assert';
import { ConceptForms } from '../../../../server/src/corpus/figures/conceptForms';
import type { Quantity } from '../../../../server/src/corpus/figures/quantity';
import { thingOf, type Thing } from '../../../../server/src/corpus/figures/thing';
import type { Measurement } from '../../../../server/src/recognise/tags';

const concepts = new ConceptForms(
  [
    { id: '国内生产总值', forms: { 'zh-Hans': ['国内生产总值'], 'zh-Hant-TW': ['國內生產毛額'], abbr: ['GDP'] } },
    { id: '研发', forms: { 'zh-Hans': ['研发'], abbr: ['R&D'] } },
    { id: '研发投入', forms: { 'zh-Hans': ['研发投入', '研发经费'] } },
  ].map((concept) => ({ id: `concept:${concept.id}`, concept, termBase: 'test' })),
);

const PERCENT: Quantity = { num: 5, unit: '%', dimension: '%' };
const YUAN: Quantity = { num: 5e8, unit: 'CNY', dimension: 'money' };
const COUNT: Quantity = { num: 5, unit: '家', dimension: 'count' };

function thing(measurement: string | Measurement, quantity: Quantity = YUAN, place: { scope?: string; isLocal?: boolean } = {}): Thing {
  const measures = typeof measurement === 'string' ? { what: measurement } : measurement;
  return thingOf(measures, quantity, { concepts, scope: place.scope ?? 'a.txt', isLocal: place.isLocal ?? false }) ?? assert.fail(`no thing: ${measures.what}`);
}

const key = (...args: Parameters<typeof thing>): string => thing(...args).key;

describe('One thing measured', () => {
  it('whatever the script of its name', () => {
    assert.equal(key('东岚省粮食总产量'), key('東嵐省糧食總產量'));
  });

  it('whichever form of a concept its name has: abbreviation, regional wording, letter case', () => {
    for (const form of ['GDP', 'gdp', '國內生產毛額']) assert.equal(key(form), key('国内生产总值'));
    assert.equal(key('东岚省GDP'), key('东岚省国内生产总值'));
    assert.equal(key('东岚省研发经费投入强度', PERCENT), key('东岚省研发投入强度', PERCENT), 'also where the form overlaps the next word');
    assert.equal(key('东岚省R&D经费投入强度', PERCENT), key('东岚省研发投入强度', PERCENT), 'also a form inside a form');
    assert.notEqual(key('东岚省GDPX'), key('东岚省国内生产总值X'), 'a Latin form is a whole word');
  });

  it('with or without 的, quotation marks and 总', () => {
    for (const name of ['东岚省的机床产量', '东岚省“机床”产量', '东岚省机床总产量']) assert.equal(key(name), key('东岚省机床产量'));
  });

  it('whether 我国, 中国, 全国 or nothing says the country', () => {
    for (const name of ['我国新能源汽车产量', '中国新能源汽车产量', '全国新能源汽车产量', '全國新能源汽車產量']) assert.equal(key(name), key('新能源汽车产量'));
    assert.equal(key({ what: '新能源汽车产量', of: '我国' }), key('新能源汽车产量'));
    assert.notEqual(key('中国与印度的新能源汽车产量'), key('与印度新能源汽车产量'), 'two countries');
    assert.notEqual(key('中国移动的新能源汽车用量'), key('移动的新能源汽车用量'), 'a company');
  });

  it('without the time in front of its name', () => {
    for (const name of ['2024年新能源汽车产量', '去年新能源汽车产量', '上半年新能源汽车产量', '2024年全年新能源汽车产量', '1—10月新能源汽车产量']) assert.equal(key(name), key('新能源汽车产量'));
  });

  it('whether the whole of a share stands in its name or apart', () => {
    const whole = '东岚省研发投入占国内生产总值';
    assert.equal(key(`${whole}的比重`, PERCENT), key(`${whole}的比例`, PERCENT));
    assert.equal(key({ what: `${whole}的比重`, of: '国内生产总值' }, PERCENT), key({ what: '东岚省研发经费', of: 'GDP' }, PERCENT));
  });

  it('whether a verb or a noun says that it changes', () => {
    const grew = key({ what: '东岚省出口', change: 'rise' }, PERCENT);
    assert.equal(key({ what: '东岚省出口增速' }, PERCENT), grew);
    assert.equal(key({ what: '东岚省出口的增长率', change: 'rise', reached: true }, PERCENT), grew);
    assert.equal(key({ what: '东岚省出口', change: 'fall' }, PERCENT), grew, 'a fall is a change of the same thing');
    assert.equal(thing({ what: '东岚省出口降幅' }, PERCENT).falls, true);
    assert.notEqual(key({ what: '东岚省出口增速', change: 'fall' }, { num: 2, unit: 'pp', dimension: 'pp' }), grew, 'a change of the growth');
  });
});

describe('Different things measured', () => {
  it('are a state and its change, and what has other dimensions', () => {
    const name = '东岚省出口';
    assert.notEqual(key(name, PERCENT), key({ what: name, change: 'rise' }, PERCENT));
    assert.notEqual(key(name, YUAN), key(name, COUNT));
    assert.equal(key({ what: name, change: 'rise', reached: true }), key(name), 'where a change has led is a state');
  });

  it('are shares of different wholes', () => {
    assert.notEqual(key({ what: '东岚省研发投入', of: '国内生产总值' }, PERCENT), key({ what: '东岚省研发投入', of: '财政支出' }, PERCENT));
  });

  it('are those that 全省 or 该公司 name in different articles', () => {
    for (const name of ['全省机床产量', '該公司的機床產量', '我市机床产量']) {
      assert.notEqual(key(name, YUAN, { scope: 'a.txt' }), key(name, YUAN, { scope: 'b.txt' }), name);
      assert.equal(key(name, YUAN, { scope: 'a.txt' }), key(name, YUAN, { scope: 'a.txt' }));
    }
  });

  it('are those without an owner where the article is about one place, as they may be of that place', () => {
    const local = { scope: 'a.txt', isLocal: true };
    assert.notEqual(key('新能源汽车产量', COUNT, local), key('新能源汽车产量', COUNT));
    assert.equal(key('全国新能源汽车产量', COUNT, local), key('新能源汽车产量', COUNT));
    assert.equal(key('东岚省新能源汽车产量', COUNT, local), key('东岚省新能源汽车产量', COUNT, { scope: 'b.txt' }));
  });

  it('may hide behind a name that could be anybody’s, which is vague', () => {
    for (const name of ['营业收入', '總投資', '平均价格', '退货率', '生产周期']) assert.equal(thing(name).isVague, true, name);
    for (const name of ['企业', '大型设备']) assert.equal(thing(name, COUNT).isVague, true, name);
    assert.equal(thing({ what: '研发投入占营业收入的比例', of: '营业收入' }, PERCENT).isVague, true);
    for (const name of ['全国研发投入', '东岚省营业收入', '国内生产总值', '新能源汽车产量']) assert.equal(thing(name).isVague, false, name);
  });
});
