import { strict as assert } from 'node:assert';
import type { Code } from '../../../server/src/annotations/model';
import { findCodes } from '../../../server/src/features/findCodes';
import { loadRomaniser, type Romaniser } from '../../../server/src/features/pinyin';

const code = (id: string, name: string, more: Partial<Code> = {}): Code => ({ id, name, color: '#123456', ...more });
const CODES = [code('policy', '政策工具', { names: { en: 'Policy instrument' } }), code('data', '數據要素', { alternativeNames: ['数据资产'] }), code('frame', 'Framing', { names: { 'zh-Hans': '话语框架' } }), code('tool', '工具')];

describe('finding codes', () => {
  let romanise: Romaniser;
  before(async () => {
    romanise = await loadRomaniser();
  });
  const found = (query: string): string[] => findCodes(CODES, query, romanise);

  it('gives all of them, in their order, for nothing typed', () => {
    assert.deepEqual(found(' '), ['policy', 'data', 'frame', 'tool']);
  });

  it('finds a name in any language, script, width and case, the best match first', () => {
    assert.deepEqual(found('工具'), ['tool', 'policy']);
    assert.deepEqual(found('数据'), ['data']);
    assert.deepEqual(found('數據資產'), ['data']);
    assert.deepEqual(found('ＰＯＬＩＣＹ'), ['policy']);
    assert.deepEqual(found('框架'), ['frame']);
  });

  it('finds by pinyin and by initials, in both scripts', () => {
    assert.deepEqual(found('shuju'), ['data']);
    assert.deepEqual(found('shu ju yao'), ['data']);
    assert.deepEqual(found('sjys'), ['data']);
    assert.deepEqual(found('zcgj'), ['policy']);
    assert.deepEqual(found('gongju'), ['tool', 'policy']);
    assert.deepEqual(found('hykj'), ['frame']);
  });

  it('finds nothing where nothing is meant', () => {
    assert.deepEqual(found('xyz'), []);
  });
});
