import { strict as assert } from 'node:assert';
import { Folder, TestClient } from './client';

/** A small corpus in both scripts, written for the tests: line ends of both kinds, a name in Chinese, a folder below. */
export const SIMPLIFIED = `算力与未来产业

所谓算力，是指处理数据的能力。2024年，东湖市投入2300亿元发展人工智能和新质生产力。
经济学者林知远表示，“人工智能将改变产业的面貌”。林知远认为，算力是基础。

更多内容见www.example.org。
`;

export const TRADITIONAL = '人工智慧的路\r\n\r\n院長林知遠指出，人工智慧離不開算力。他說，新質生產力的核心是創新。\r\n產業規模約3萬億元，比上年增長13.2個百分點。\r\n《產業觀察》刊登了報告。\r\n';

export const INTERVIEW = `访谈：数据怎么用

周岚：您怎么看数据要素？

林知远：数据是新的生产资料，新质生产力离不开它。
还要看长远。

周岚：未来呢？

林知远：未来要靠人工智能。
`;

export const TERMS = JSON.stringify([
  { id: '算力', forms: { 'zh-Hans': ['算力'], 'zh-Hant': ['算力'], en: ['computing power'] }, definition: { zh: '处理数据的能力。', en: 'The ability to process data.' } },
], undefined, 2);

export const MANIFEST = JSON.stringify({
  title: '试验语料',
  termBases: ['terms.json'],
  documents: { '甲.txt': { title: '甲篇', date: '2024-12-30' }, '乙.txt': { title: '乙篇' } },
}, undefined, 2);

export const CODE_BOOK = JSON.stringify({ codes: [{ id: 'c1', name: '技术', color: '#336699' }, { id: 'c2', name: '政策', color: '#996633' }] }, undefined, 2);

export function sampleCorpus(extra: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  return new Folder({ 'corpus.json': MANIFEST, 'terms.json': TERMS, 'codebook.json': CODE_BOOK, '甲.txt': SIMPLIFIED, '乙.txt': TRADITIONAL, '访谈/丙.txt': INTERVIEW, ...extra });
}

/** The sample corpus in a folder, and a client of a server that has it open. A test that starts another one puts it in its place. */
export interface OpenCorpus {
  folder: Folder;
  client: TestClient;
}

/**
 * For each test of a suite the sample corpus anew and a server on it, for the annotator 读者甲; sees to it afterwards that no document
 * was changed. To be called in `describe`; there are both in tests only.
 */
export function openCorpus(): OpenCorpus {
  const open = {} as OpenCorpus;
  let hashes: Readonly<Record<string, string>>;
  beforeEach(async () => {
    open.folder = sampleCorpus();
    hashes = open.folder.hashes();
    open.client = await TestClient.start({ folders: [open.folder], options: { commandLinks: true, annotator: '读者甲' } });
  });
  afterEach(async () => {
    await open.client.stop();
    assert.deepEqual(open.folder.hashes(), hashes, 'a document was changed');
    open.folder.remove();
  });
  return open;
}
