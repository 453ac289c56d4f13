import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { Jieba } from '../../../../server/src/platform/jieba';
import type { KnownWords } from '../../../../server/src/recognise/terms/segmenter';
import { findTerms, mentions, termBase } from './helpers';

describe('term mentions', () => {
  it('are found in both scripts under one id', () => {
    const base = termBase('新质生产力');
    assert.deepEqual(mentions('培育新质生产力。', base), ['新质生产力=新质生产力']);
    assert.deepEqual(mentions('培育新質生產力與新質生産力。', base), ['新質生產力=新质生产力', '新質生産力=新质生产力']);
  });

  it('take the longest concept and leave out those inside it', () => {
    const base = termBase('新质生产力', '生产力', '质量', '高质量发展');
    assert.deepEqual(mentions('新质生产力带来高质量发展,生产力的质量', base), [
      '新质生产力=新质生产力', '高质量发展=高质量发展', '生产力=生产力', '质量=质量',
    ]);
  });

  it('run across soft line breaks and carriage returns', () => {
    const base = termBase('高质量发展', '创新');
    const text = '各地的同志在会上纷纷表示，要把科技方面的原创性工作做得更加扎实一些，努力推动高质\r\n\r\n量发展，并且不断地创\r\n新。';
    assert.deepEqual(mentions(text, base), ['高质\r\n\r\n量发展=高质量发展', '创\r\n新=创新']);
  });

  it('keep their place behind characters outside the Basic Multilingual Plane and with variation selectors', () => {
    const base = termBase('创新', 'AI');
    const { tags } = findTerms('\ufeff𠮷野家👨‍👩‍👧的创\ufe00新与葛󠄀的ＡＩ', base);
    const text = '\ufeff𠮷野家👨‍👩‍👧的创\ufe00新与葛󠄀的ＡＩ';
    assert.deepEqual(tags.map(({ start, end }) => text.slice(start, end)), ['创\ufe00新', 'ＡＩ']);
  });

  it('are given by earlier term bases before later ones', () => {
    const own = termBase({ id: '算力（自定）', forms: { 'zh-Hans': ['算力'] } });
    assert.deepEqual(mentions('算力网', [own, termBase('算力')]), ['算力=算力（自定）']);
  });

  it('unite the forms of one id in several term bases, less what the upper one forbids', () => {
    const own = termBase({ id: '数据', forms: { 'zh-Hans': ['数据'] }, forbidden: ['資料'] });
    const built = termBase({ id: '数据', forms: { 'zh-Hans': ['数据'], 'zh-Hant-TW': ['資料'], en: ['data'] } });
    assert.deepEqual(mentions('資料與數據、data', [own, built]), ['數據=数据', 'data=数据']);
    assert.deepEqual(mentions('資料與數據', [built]), ['資料=数据', '數據=数据']);
  });
});

describe('term recogniser on any text', () => {
  it('throws nothing and gives mentions that do not overlap and begin and end with a character', () => {
    const base = termBase('中国', '国企', '人才', '𠮷野家', '铁', { id: 'AI', forms: { abbr: ['AI'], en: ['a-b'] } });
    const unit = fc.constantFrom('中', '国', '企', '人', '才', '铁', '能', '𠮷', '\ud842', '\ufe00', 'A', 'I', 'a', '-', 'b', ' ', '\r\n', '(', '是指', '，', '。');
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const text = units.join('');
        let end = 0;
        for (const tag of findTerms(text, base).tags) {
          assert.ok(tag.start >= end && tag.end > tag.start && tag.end <= text.length);
          assert.equal(text.slice(tag.start, tag.end).trim().length, tag.end - tag.start);
          end = tag.end;
        }
      }),
    );
  });
});

describe('regional wordings', () => {
  it('are proposed for Simplified forms', () => {
    assert.deepEqual(mentions('發展人工智慧與網際網路', termBase('人工智能', '互联网')), ['人工智慧=人工智能', '網際網路=互联网']);
  });

  it('are not matched when forbidden', () => {
    const base = termBase({ id: '循环', forms: { 'zh-Hans': ['循环'] }, forbidden: ['迴圈'] });
    assert.deepEqual(mentions('迴圈與循環', base), ['循環=循环']);
  });

  it('give way to a form that another concept declares', () => {
    const base = termBase('互联网', { id: '网际网路专称', forms: { 'zh-Hant-TW': ['網際網路'] } });
    assert.deepEqual(mentions('網際網路', base), ['網際網路=网际网路专称']);
  });

  it('in Simplified script are other words where the text has the Mainland wording too', () => {
    const base = termBase({ id: '数据', forms: { 'zh-Hans': ['数据'], 'zh-Hant-TW': ['資料'] } });
    assert.deepEqual(mentions('查阅资料后整理数据', base), ['数据=数据']);
    assert.deepEqual(mentions('查閱資料後整理數據', base), ['資料=数据', '數據=数据']);
    const internet = termBase({ id: '互联网', forms: { 'zh-Hans': ['互联网'], 'zh-Hant-TW': ['網際網路'] } });
    assert.deepEqual(mentions('网际网路的发展', internet), ['网际网路=互联网']);
  });
});

describe('English forms and abbreviations', () => {
  const base = termBase(
    { id: '人工智能', forms: { en: ['artificial intelligence'], abbr: ['AI'] } },
    { id: '物联网', forms: { en: ['Internet of Things', 'IoT'] } },
    { id: '机器人', forms: { en: ['robot'] } },
    { id: '大模型', forms: { en: ['large-language model', 'LLM'] } },
    { id: '中国', forms: { en: ['China'] } },
    { id: '信息技术', forms: { abbr: ['IT'] } },
  );

  it('stand between words, in any case for ordinary ones', () => {
    assert.deepEqual(mentions('Artificial Intelligence和ROBOT；a large language model', base), [
      'Artificial Intelligence=人工智能', 'ROBOT=机器人', 'large language model=大模型',
    ]);
    assert.deepEqual(mentions('robotics, microrobot', base), []);
  });

  it('take in the plural', () => {
    assert.deepEqual(mentions('two robots and many LLMs', base), ['robots=机器人', 'LLMs=大模型']);
  });

  it('stand for a plural that another concept has as a form of its own', () => {
    const apart = termBase({ id: '机器人', forms: { en: ['robot'] } }, { id: '机器人群', forms: { en: ['robots', 'robots in swarms'] } });
    assert.deepEqual(mentions('two robots, three robots in swarms', apart), ['robots=机器人', 'robots in swarms=机器人群']);
  });

  it('are case-sensitive for abbreviations', () => {
    assert.deepEqual(mentions('AI赋能，ai不算，OpenAI、MAIN、it也不算；IoT或IOT', base), ['AI=人工智能', 'IoT=物联网', 'IOT=物联网']);
  });

  it('need a capital for a proper name', () => {
    assert.deepEqual(mentions('made in China, fine china', base), ['China=中国']);
  });

  it('may be followed by a version number', () => {
    assert.deepEqual(mentions('IT2.0时代，IT20', base), ['IT=信息技术']);
  });

  it('are found in full-width letters and across a line break', () => {
    assert.deepEqual(mentions('ＡＩ技术', base), ['ＡＩ=人工智能']);
  });

  it('in a form with Chinese may stand with a space between or without, also over a soft line break', () => {
    const mixed = termBase('AI大模型', { id: '5G网络', forms: { 'zh-Hans': ['5G 网络'], 'zh-Hant-TW': ['5G網路'] } });
    assert.deepEqual(mentions('AI大模型与AI 大模型', mixed), ['AI大模型=AI大模型', 'AI 大模型=AI大模型']);
    assert.deepEqual(mentions('建成5G网络，5G 网络提速', mixed), ['5G网络=5G网络', '5G 网络=5G网络']);
    assert.deepEqual(mentions('建成5G網路，5G 網絡提速', mixed), ['5G網路=5G网络', '5G 網絡=5G网络']);
    assert.deepEqual(mentions('各地的同志在会上纷纷表示，要把科技方面的原创性工作做得更加扎实一些，努力建设5G\n网络，并且不断地扩大。', mixed), ['5G\n网络=5G网络']);
  });

  it('are no words inside an address', () => {
    assert.deepEqual(mentions('见 www.robot.cn 或 robot@ai.org 。', base), []);
  });
});

describe('word boundaries', () => {
  const jieba = loadedJieba();
  const base = termBase('中国', '人才', '大数据', '数据', '创新', '质量', '品质', '大模型', '算法', '国企', '电动车', '双碳', '高新', '肖像');
  const rejected: readonly (readonly [string, readonly string[]])[] = [
    ['其中国产芯片占三成', []],
    ['其中國產晶片占三成', []],
    ['个人才能得到发挥', []],
    ['個人才能得到發揮', []],
    ['产品质量有保证', ['质量']],
    ['產品質量有保證', ['質量']],
    ['开创新局面', []],
    ['擴大數據規模', ['數據']],
    ['更强大模型', []],
    ['我国企业走出去', []],
    ['我國企業走出去', []],
    ['双碳酸盐沉积', []],
    ['提高新材料的性能', []],
    ['广大发展中国家', []],
    ['廣大發展中國家', []],
    ['十二生肖像真的一樣', []],
  ];
  const kept: readonly (readonly [string, readonly string[]])[] = [
    ['中国联通的中国客户', ['中国', '中国']],
    ['中国宝武的人才', ['中国', '人才']],
    ['这是中国人自己的品牌', ['中国']],
    ['中國產能居首', ['中國']],
    ['我国人才辈出', ['人才']],
    ['在中国内地推动创新发展', ['中国', '创新']],
    ['国企改革与央企重组', ['国企']],
    ['國企改革與央企重組', ['國企']],
    ['各地国有企业和国企职工', ['国企']],
    ['电动车间或停在路边', ['电动车']],
    ['实现双碳目标', ['双碳']],
    ['高新技术与高新产业', ['高新', '高新']],
    ['大数据和大模型的算法人才', ['大数据', '大模型', '算法', '人才']],
  ];
  for (const segmenter of ['nodejieba', 'Intl.Segmenter'] as const) {
    const known: KnownWords | undefined = segmenter === 'nodejieba' ? (clause) => jieba?.words(clause) : undefined;
    for (const [text, expected] of [...rejected, ...kept]) {
      it(`${text}: ${expected.join(' ') || 'none'} (${segmenter})`, function () {
        if (segmenter === 'nodejieba' && !jieba) this.skip();
        assert.deepEqual(mentions(text, base, known).map((mention) => mention.split('=')[0]), expected);
      });
    }
  }

  it('ask for the words of a clause only when a hit is left in doubt', () => {
    let asked = 0;
    const count = (): undefined => {
      asked++;
    };
    mentions('推动创新，培养人才。', base, count);
    assert.equal(asked, 0);
    mentions('其中国产芯片占三成', base, count);
    assert.equal(asked, 0);
    // 控|股权 and 控股|权 read about as well.
    mentions('在持有控股权的前提下', termBase('股权'), count);
    assert.ok(asked > 0);
  });

  for (const text of ['他们带上海上的工具，出了海。', '他們帶上海上的工具，出了海。']) {
    it(`let a hit stand while the words that would decide are not known, and hand out what to ask: ${text}`, () => {
      const shanghai = termBase('上海');
      const unknown = findTerms(text, shanghai, () => undefined);
      assert.deepEqual([unknown.tags.length, unknown.wanted], [1, [{ clause: '他们带上海上的工具', start: 3, end: 5 }]]);
      const against = findTerms(text, shanghai, (clause) => (clause === '他们带上海上的工具' ? ['他们', '带上', '海上', '的', '工具'] : undefined));
      assert.deepEqual([against.tags, against.wanted], [[], undefined]);
      const inFavour = findTerms(text, shanghai, () => ['他们', '带', '上海', '上', '的', '工具']);
      assert.deepEqual([inFavour.tags.length, inFavour.wanted], [1, undefined]);
    });
  }

  it('hand out nothing where nobody can be asked', () => {
    assert.equal(findTerms('他们带上海上的工具', termBase('上海')).wanted, undefined);
  });

  it('decide between two terms that cross', () => {
    assert.deepEqual(mentions('中国企业', termBase('中国', '国企')), ['中国=中国']);
    assert.deepEqual(mentions('國防科技創新體系', termBase('创新体系', '科技创新')), ['科技創新=科技创新']);
    assert.deepEqual(mentions('產品質量', termBase('品质', '质量')), ['質量=质量']);
  });
});

/** Undefined on a machine that has no nodejieba. */
function loadedJieba(): Jieba | undefined {
  try {
    return new Jieba();
  } catch {
    return undefined;
  }
}
