import { strict as assert } from 'node:assert';
import { rows, temporaryFolder } from './meipi';

describe('meipi attributions --source', () => {
  const folder = temporaryFolder();
  before(() => folder.write({
    'corpus.json': '{}',
    'a.txt': '院长陆文博认为，规则重要。所长葛云舟说：“时间更重要，不能着急。”据悉，泊位不够。',
    'b.txt': '院長陸文博強調，規則要先立起來。',
  }));
  const texts = async (...argv: string[]): Promise<unknown[]> => (await rows(folder.path, ['attributions', ...argv, '.'])).map(({ text }) => text);

  it('keeps what a source says, named in any script or by its id, in all documents', async () => {
    for (const query of ['陆文博', '陸文博', 'person:陆文博']) assert.deepEqual(await texts('--source', query), ['规则重要', '規則要先立起來'], query);
  });

  it('keeps statements of unnamed sources for the empty string, and nothing for a name that is not there', async () => {
    assert.deepEqual(await texts('--source', ''), ['泊位不够']);
    assert.deepEqual(await texts('--source', '无名氏'), []);
    assert.equal((await texts()).length, 4);
  });

  it('gives the words for whoever says it', async () => {
    const all = await rows(folder.path, ['attributions', '.']);
    assert.deepEqual(all.map(({ by }) => by), ['陆文博', '葛云舟', undefined, '陸文博']);
  });
});
