import { strict as assert } from 'node:assert';
import { loadRomaniser } from '../../../server/src/features/pinyin';
import { MAX_SYMBOLS, workspaceSymbols } from '../../../server/src/features/workspaceSymbols';
import { finish } from '../../../server/src/text/steps';
import { fixture, person, term, type CorpusSpec } from './support';

const spec: CorpusSpec = {
  documents: { 'a.txt': '⟦新质生产力⟧与⟦人工智能⟧，⟦林知远⟧说。', 'b.txt': '⟦新質生產力⟧和⟦人工智慧⟧；⟦林知遠⟧說。' },
  tags: { 新质生产力: term('新质生产力'), 新質生產力: term('新质生产力'), 人工智能: term('人工智能'), 人工智慧: term('人工智能'), 林知远: person('林知远'), 林知遠: person('林知远') },
  concepts: [
    { id: '新质生产力', forms: { 'zh-Hans': ['新质生产力'], en: ['new quality productive forces'] } },
    { id: '人工智能', forms: { 'zh-Hans': ['人工智能'], 'zh-Hant-TW': ['人工智慧'], abbr: ['AI'] } },
    { id: '量子计算', forms: { 'zh-Hans': ['量子计算'] } },
  ],
};

async function search(query: string, within = spec): Promise<string[]> {
  return finish(workspaceSymbols([fixture(within).corpus], query, await loadRomaniser())).map((symbol) => symbol.name);
}

describe('workspace symbols', () => {
  it('are found by any form, in any script and width', async () => {
    assert.deepEqual(await search('人工智慧'), ['人工智能 (人工智慧)']);
    assert.deepEqual(await search('新质'), ['新质生产力']);
    assert.deepEqual(await search('ＡＩ'), ['人工智能 (ＡＩ)']);
    assert.deepEqual(await search('productive'), ['新质生产力 (new quality productive forces)']);
  });

  it('keep the query in the name, for editors filter by it once more', async () => {
    assert.deepEqual(await search('新質'), ['新质生产力 (新質)']);
    assert.deepEqual(await search('林知遠'), ['林知远 (林知遠)']);
  });

  it('are found by pinyin and by initials', async () => {
    assert.deepEqual(await search('xinzhi'), ['新质生产力 (xin zhi sheng chan li)']);
    assert.deepEqual(await search('xzscl'), ['新质生产力 (xin zhi sheng chan li)']);
    assert.deepEqual(await search('lzy'), ['林知远 (lin zhi yuan)']);
  });

  it('lead to the first mention, and leave out concepts that stand nowhere', async () => {
    const [symbol] = finish(workspaceSymbols([fixture(spec).corpus], '人工智能', await loadRomaniser()));
    assert.deepEqual(symbol?.place, { uri: 'file:///corpus/a.txt', span: { start: 6, end: 10 } });
    assert.deepEqual(await search('量子'), []);
  });

  it('are all given for an empty query, but never more than the limit', async () => {
    assert.equal((await search('')).length, 3);
    const names = Array.from({ length: MAX_SYMBOLS + 20 }, (_, i) => `概念${i}号`);
    const many = { documents: { 'a.txt': names.map((name) => `⟦${name}⟧`).join('') }, tags: Object.fromEntries(names.map((name) => [name, term(name)])), concepts: names.map((id) => ({ id, forms: { 'zh-Hans': [id] } })) };
    assert.equal((await search('', many)).length, MAX_SYMBOLS);
  });
});
