import { strict as assert } from 'node:assert';
import { madeTermBase } from '../../../bench/lib/madeTermBase';
import { builtInTermBase } from '../../../server/src/corpus/engine';
import { fold } from '../../../server/src/text/fold';

describe('a made term base', () => {
  const texts = ['岚江的工厂今年研究新的机床，工人们学习编写程序，产品质量比去年提高了许多。', '海屏的老店修理古旧家具，木匠教给学徒三种手艺，客人从各地赶来。'];
  const { termBases, forms } = madeTermBase(3000, texts);

  it('has as many forms in Chinese characters as wanted, all different, those of the program among them', () => {
    assert.equal(forms.length, 3000);
    assert.equal(new Set(forms).size, 3000);
    assert.ok(termBases.includes(builtInTermBase));
    const known = builtInTermBase.concepts[0]?.forms['zh-Hans']?.[0];
    assert.ok(known !== undefined && forms.includes(known));
  });

  it('is the same for the same seed', () => {
    assert.deepEqual(madeTermBase(3000, texts).forms, forms);
    assert.notDeepEqual(madeTermBase(3000, texts, 2).forms, forms);
  });

  it('has mostly terms that the texts do not have, and some that they do', () => {
    const folded = fold(texts.join('\n'));
    const made = new Set(termBases[0]?.concepts.map(({ id }) => id));
    const found = [...made].filter((form) => folded.includes(form)).length;
    assert.ok(found > 0 && found < made.size * 0.06, String(found));
  });
});
