import { strict as assert } from 'node:assert';
import { mentions, tagsOf } from './read';

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
});
