import { strict as assert } from 'node:assert';
import { findTerms, termBase } from './helpers';

const base = termBase(
  '新质生产力', '人工智能', '数字经济', '耐心资本', '低空经济', '创新', '算力', '大模型',
  { id: '具身智能', forms: { 'zh-Hans': ['具身智能'], 'zh-Hant-TW': ['具身智慧'] } },
  { id: '数据要素', forms: { 'zh-Hans': ['数据要素'], 'zh-Hant-TW': ['數據要素'] } },
);

describe('definition sentences', () => {
  const defining: readonly (readonly [string, string])[] = [
    ['耐心资本是指愿意长期等待回报、能承受较大风险的资金。', '耐心资本'],
    ['所謂耐心資本，是指願意長期等待回報的資金。', '耐心资本'],
    ['所谓低空经济，就是依托低空空域而展开的各类经济活动。', '低空经济'],
    ['所謂「數據要素」，指的是投入生產並創造價值的資料資源。', '数据要素'],
    ['人工智能（Artificial Intelligence，AI）是研究如何让机器完成需要智力的工作的学科。', '人工智能'],
    ['算力，即设备处理信息、得出结果的能力。', '算力'],
    ['具身智能是一种把感知、决策和身体动作合在一起的智能形态。', '具身智能'],
    ['数字经济是以数据为关键要素、以网络为载体的新型经济。', '数字经济'],
    ['有人把由技术突破催生的生产能力单独归为一类，称之为新质生产力。', '新质生产力'],
    ['张明：新质生产力係指擺脫傳統增長方式的先進生產力。', '新质生产力'],
    ['简单来说，数字经济是指建立在数据和网络之上的经济活动。', '数字经济'],
    ['大模型通常被定义为参数达到数十亿以上的神经网络。', '大模型'],
    ['耐心资本就是不以短期获利为目标的长期资本。', '耐心资本'],
    ['耐心資本就是不以短期獲利為目標的長期資本。', '耐心资本'],
    ['数字经济是以数据为关键要素、以网络为载体的新型经济，近年来规模不断扩大。', '数字经济'],
    ['具身智能：让机器通过身体与环境互动来学习的智能形态。', '具身智能'],
    ['1、具身智慧：讓機器透過身體與環境互動來學習的智慧形態。', '具身智能'],
    ['**低空经济：**是指在低空空域里开展的各类生产和服务。', '低空经济'],
    ['业内一般把数据要素定义为经过整理、能够投入生产的数据。', '数据要素'],
    ['算力（在计算机领域，指设备每秒能完成的运算次数）成了稀缺品。', '算力'],
    ['人们把愿意长期等待回报的资金称为耐心资本，它不同于热钱。', '耐心资本'],
    ['6、算力是指设备处理信息、得出结果的能力。', '算力'],
  ];
  for (const [sentence, id] of defining) {
    it(`are found: ${sentence}`, () => {
      const text = `前面先说一句。${sentence}后面再说一句。`;
      const { definitions } = findTerms(text, base);
      assert.deepEqual(definitions.map((found) => [found.id, text.slice(found.start, found.end)]), [[`concept:${id}`, sentence]]);
      const term = definitions[0]?.term;
      assert.ok(term && text.indexOf(sentence) <= term.start && term.end <= text.indexOf(sentence) + sentence.length);
    });
  }

  const others: readonly (readonly [string, string])[] = [
    ['发展新质生产力是指在各地因地制宜推进产业升级。', 'the subject is longer than the term'],
    ['什么是新质生产力？', 'a question'],
    ['新质生产力不是指抛弃传统产业，而是改造它们。', 'a negation'],
    ['創新是企業的生命線。', '是 without a genus'],
    ['人工智能是必要的，也是可行的，这是大家的共识。', 'an evaluation'],
    ['数字经济即将进入新的发展阶段，各地都在加紧布局。', '即将 is no cue'],
    ['低空经济是今年最热门的话题。', 'no genus of the term'],
    ['所谓创新不能只停留在口号上面。', '所谓 without a cue'],
    ['新质生产力是指导产业升级的一面旗帜，各地都在学习。', '是指导 is no cue'],
    ['創新是指引我們走出困境的燈塔，大家都這麼說。', '是指引 is no cue'],
    ['数字经济是推动各地转型升级、改善民生的重要模式。', 'an evaluation with a genus'],
    ['东湖市被称为人工智能。', 'what is called so is no definition'],
    ['人工智能：张明的回答很干脆。', 'a heading and a sentence'],
    ['算力：未来的竞争靠什么能力？', 'a question after a colon'],
    ['我们应当把算力是指什么弄清楚再往下谈。', 'the term is no subject'],
  ];
  for (const [sentence, reason] of others) {
    it(`are not: ${sentence} (${reason})`, () => {
      assert.deepEqual(findTerms(sentence, base).definitions, []);
    });
  }

  it('are told apart by how plainly they define', () => {
    const evidence = (text: string): unknown => findTerms(text, base).definitions.map((found) => found.evidence);
    assert.deepEqual(evidence('低空经济是指依托低空空域展开的各类经济活动。'), ['explicit']);
    assert.deepEqual(evidence('報告說明了它的內涵：新質生產力是由技術突破催生、擺脫了舊路的先進生產力質態。'), ['copula']);
    assert.deepEqual(evidence('有人把由技术突破催生的生产能力单独归为一类，称之为新质生产力。'), ['naming']);
  });
});
