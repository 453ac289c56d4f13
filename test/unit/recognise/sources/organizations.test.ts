import { strict as assert } from 'node:assert';
import { findOrganizations } from '../../../../server/src/recognise/sources/organizations';
import { fold } from '../../../../server/src/text/fold';
import { mentions, surveyOf, tagsOf } from './read';

const bodies = (text: string): string[] => mentions(text, 'organization');

describe('organizations', () => {
  it('are sources of a figure', () => {
    assert.deepEqual(bodies('据东湖研究中心数据，产量增长一成。'), ['东湖研究中心']);
    assert.deepEqual(bodies('東湖市統計局數據顯示,產量增長一成。'), ['東湖市統計局']);
    assert.deepEqual(bodies('据ABCD调查，多数工厂缺人。'), ['ABCD']);
  });

  it('are sources of a publication', () => {
    assert.deepEqual(bodies('今年4月，东湖市发改委发布了《港口办法》。'), ['东湖市发改委']);
    assert.deepEqual(bodies('今年4月,東湖市發改委釋出了《港口辦法》。'), ['東湖市發改委']);
    assert.deepEqual(bodies('根据东湖大学港口学院发布的《港口报告》，排名靠前。'), ['东湖大学港口学院']);
  });

  it('are sources of a statement', () => {
    assert.deepEqual(bodies('东湖市港务局表示，泊位够用。'), ['东湖市港务局']);
    assert.deepEqual(bodies('2024年1月，东湖市港务局等七部门联合印发通知。'), ['东湖市港务局']);
  });

  it('are the agency at the head of a report and the origin of a reprint', () => {
    assert.deepEqual(bodies('财联社5月3日讯（记者陶以安）泊位增加。'), ['财联社']);
    assert.deepEqual(bodies('新华社北京5月3日电 泊位增加。'), ['新华社']);
    assert.deepEqual(bodies('原文来源：财联社，“泊位增加”'), ['财联社']);
  });

  it('are not tagged where they are merely mentioned', () => {
    assert.deepEqual(bodies('他走进东湖市港务局，参观了东湖大学。'), []);
    assert.deepEqual(bodies('他走進東湖市港務局,參觀了東湖大學。'), []);
  });

  it('are no general words and no clauses that happen to end like a name', () => {
    assert.deepEqual(bodies('该公司表示，上述机构和有关部门认为，业内人士指出，产业布局显示出差别。'), []);
    assert.deepEqual(bodies('会议强调，地方政府要求企业，我国数据显示增长。'), []);
  });

  it('have the id of the full name under an introduced short one', () => {
    const tags = tagsOf('东湖远帆软件股份有限公司（下称“远帆软件”）成立很早。远帆软件宣布，将进入新市场。');
    assert.deepEqual(tags.map(({ text, id }) => [text, id]), [['远帆软件', 'organization:东湖远帆软件股份有限公司']]);
  });

  it('may have no known tail where figures are cited from them', () => {
    assert.deepEqual(bodies('据鲸涛数据，产量增长一成。'), ['鲸涛']);
    assert.deepEqual(bodies('根據QR椰子資料，產量增長一成。'), ['QR椰子']);
    assert.deepEqual(bodies('Tidal（潮信）数据显示，产量增长一成。'), ['Tidal']);
  });

  it('without a known tail are then known in the whole text', () => {
    assert.deepEqual(bodies('据鲸涛数据，产量增长一成。鲸涛表示，明年还会增长。'), ['鲸涛', '鲸涛']);
    assert.deepEqual(bodies('鲸涛表示，明年还会增长。'), []);
  });

  it('are not the general words that stand in the same frame', () => {
    for (const text of ['据公开数据，产量增长。', '据不完全统计，产量增长。', '据业内人士介绍，产量增长。', '據當地媒體報導，產量增長。', '历史数据显示，产量增长。', '根据合同数据，产量增长。']) {
      assert.deepEqual(bodies(text), [], text);
    }
  });

  it('that everybody knows need no tail', () => {
    assert.deepEqual(bodies('世行预计，增速放缓。高盛认为，增速放缓。经合组织指出，增速放缓。'), ['世行', '高盛', '经合组织']);
    assert.deepEqual(bodies('氣象署預估，颱風將登陸。行政院主計總處公布，物價上漲。'), ['氣象署', '行政院主計總處']);
    assert.deepEqual(bodies('据新华社报道，桥已通车。路透社援引消息称，谈判继续。'), ['新华社', '路透社']);
  });

  it('stand in lists, each for itself', () => {
    assert.deepEqual(bodies('商务部、海关总署和东湖市统计局联合发布公告。'), ['商务部', '海关总署', '东湖市统计局']);
    assert.deepEqual(bodies('東湖大學港口研究院與潮信集團聯合發布的《港口報告》顯示，泊位增加。'), ['東湖大學港口研究院', '潮信集團']);
  });

  it('keep an 和 of their own', () => {
    assert.deepEqual(bodies('国家发展和改革委员会表示，价格平稳。'), ['国家发展和改革委员会']);
    assert.deepEqual(bodies('人力资源和社会保障部、教育部印发通知。'), ['人力资源和社会保障部', '教育部']);
  });

  it('speak through people without a name, but not through people who have one', () => {
    assert.deepEqual(bodies('东湖市港务局相关负责人表示，泊位够用。'), ['东湖市港务局']);
    assert.deepEqual(bodies('東湖市港務局發言人指出,泊位夠用。'), ['東湖市港務局']);
    assert.deepEqual(bodies('东湖市港务局局长葛云舟表示，泊位够用。'), []);
  });

  it('may be apart from their verb by when and where it was said', () => {
    assert.deepEqual(bodies('世界银行近日在《港口展望》报告中指出，运费下降。'), ['世界银行']);
    assert.deepEqual(bodies('世界銀行5月3日在一份報告中預計,運費下降。'), ['世界銀行']);
  });

  it('are those one has heard something from', () => {
    assert.deepEqual(bodies('记者从东湖市教育局获悉，学校九月开学。'), ['东湖市教育局']);
    assert.deepEqual(bodies('在东湖商会看来，运费偏高。'), ['东湖商会']);
  });

  it('may say whom they asked before they name the survey', () => {
    assert.deepEqual(bodies('据东湖产业研究院对1268家企业的调查，产量增长。'), ['东湖产业研究院']);
    assert.deepEqual(bodies('據東湖產業研究院問卷，產量增長。'), ['東湖產業研究院']);
  });

  it('named after what they sell keep that in their name where they publish', () => {
    assert.deepEqual(bodies('鲸涛数据发布的《港口观察》很长。据鲸涛数据统计，产量增长。'), ['鲸涛数据', '鲸涛数据']);
  });

  it('that bring out goods publish nothing', () => {
    assert.deepEqual(bodies('潮信软件公司发布新一代手机。潮信软件公司发布会上人很多。'), []);
    assert.deepEqual(bodies('潮信软件公司发布年度报告。'), ['潮信软件公司']);
  });

  it('are neither countries nor places that stand for their government', () => {
    assert.deepEqual(bodies('美国发布《港口法案》，四川省提出，德国表示，上海印发《港口办法》。'), []);
  });

  it('end where the body that belongs to another is the one cited', () => {
    assert.deepEqual(bodies('根据远帆集团旗下潮信研究中心数据，运费下降。'), ['潮信研究中心']);
  });

  it('are news media where their reporter or their picture stands', () => {
    assert.deepEqual(bodies('新华社记者在码头看到，船已靠岸。'), ['新华社']);
    assert.deepEqual(bodies('作业现场忙碌。图/新华社'), ['新华社']);
    assert.deepEqual(bodies('本报记者在码头看到，船已靠岸。'), []);
  });

  it('give figures and texts under a label', () => {
    assert.deepEqual(bodies('数据来源：鲸涛、潮信研究院'), ['鲸涛', '潮信研究院']);
    assert.deepEqual(bodies('來源：網絡'), []);
    assert.deepEqual(bodies('（作者单位：东湖大学港口学院）'), []);
  });

  it('are found inside a sentence of an agency with a date in characters', () => {
    assert.deepEqual(bodies('据新华社东湖五月二十一日电 桥已通车。'), ['新华社']);
  });
});

describe('one body', () => {
  const bodyIds = (text: string, established: Parameters<typeof tagsOf>[1] = []): [string, string][] => tagsOf(text, established).filter(({ kind }) => kind === 'organization').map(({ text: written, id }) => [written, id]);

  it('has one id under a short name that follows in brackets, 简称 or 下称, with or without quotation marks', () => {
    for (const introduction of ['（下称“远帆软件”）', '（以下简称远帆软件）', '(簡稱「遠帆軟件」)', '，以下简称“远帆软件”，']) {
      assert.deepEqual(bodyIds(`东湖远帆软件股份有限公司${introduction}成立。远帆软件表示，将出海。`).map(([, id]) => id), ['organization:东湖远帆软件股份有限公司'], introduction);
    }
  });

  it('has one id under the acronym after its name', () => {
    assert.deepEqual(bodyIds('据国际港口观察组织（IPWO）统计，泊位增加。IPWO指出，运费下降。').map(([, id]) => id), ['organization:国际港口观察组织', 'organization:国际港口观察组织']);
  });

  it('keeps a short name that abbreviates the full one in other documents too', () => {
    const established = surveyOf('东湖远帆软件股份有限公司（下称“远帆软件”）成立。');
    assert.deepEqual(bodyIds('遠帆軟件表示，將出海。', established), [['遠帆軟件', 'organization:东湖远帆软件股份有限公司']]);
  });

  it('is not assumed where two documents introduce one short name for two bodies', () => {
    const established = [...surveyOf('东湖远帆软件股份有限公司（下称“远帆软件”）成立。'), ...surveyOf('石桥远帆软件有限公司（下称“远帆软件”）成立。')];
    assert.deepEqual(bodyIds('远帆软件表示，将出海。', established), [['远帆软件', 'organization:远帆软件']]);
  });

  it('has the id of the full name under an established short one when the corpus has both', () => {
    assert.deepEqual(bodyIds('工信部表示，支持创新。'), [['工信部', 'organization:工信部']]);
    assert.deepEqual(bodyIds('工信部表示，支持创新。', surveyOf('他去了工業和信息化部。')), [['工信部', 'organization:工业和信息化部']]);
  });

  it('holds the names of persons that are part of its own', () => {
    assert.deepEqual(tagsOf('据王一帆基金会统计，泊位增加。').map(({ text, kind }) => [text, kind]), [['王一帆基金会', 'organization']]);
  });
});

describe('names of bodies', () => {
  it('that nothing shows to be such are found in every frame once their names are known, and in none before', () => {
    const known = new Set([fold('明桥')]);
    for (const text of [
      '据明桥相关负责人介绍，产量增长。',
      '明桥表示，泊位够用。',
      '明桥在5月3日举行的会议上表示，泊位够用。',
      '明桥5月3日发布了《港口报告》。',
      '记者从明桥获悉，泊位够用。',
      '在明桥看来，泊位够用。',
      '这是由明桥发布的《港口报告》。',
    ]) {
      const folded = fold(text);
      const found = (extra?: ReadonlySet<string>): string[] => findOrganizations(folded, extra).map(({ start, end }) => folded.slice(start, end));
      assert.deepEqual(found(), [], text);
      assert.deepEqual(found(known), [fold('明桥')], text);
      assert.deepEqual(found(new Set([fold('远山')])), [], text);
    }
  });
});
