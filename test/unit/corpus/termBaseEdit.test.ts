import { strict as assert } from 'node:assert';
import { parse } from 'jsonc-parser';
import { insertConcept, insertForbidden, insertInList, NotWritable, removeFromList } from '../../../server/src/corpus/termBaseEdit';
import { conceptOf } from '../../../server/src/features/newConcept';
import { parseTermBase } from '../../../server/src/recognise/terms/parseTermBase';

const concept = conceptOf({ form: '量子密钥', forms: ['量子密钥', '量子密鑰'], aliases: ['量钥', 'QK'], english: 'quantum key', definition: '利用量子态分发的“密码”, 一次有效。' });
const reads = (text: string, name: string): unknown => {
  const { termBase, problems } = parseTermBase(text, name);
  assert.deepEqual(problems.filter(({ severity }) => severity !== 'information'), []);
  return termBase.concepts.find(({ id }) => id === '量子密钥');
};

describe('a new concept', () => {
  it('has its forms by language, its id in Simplified characters', () => {
    assert.deepEqual(concept, {
      id: '量子密钥',
      forms: { 'zh-Hans': ['量子密钥', '量钥'], 'zh-Hant': ['量子密鑰'], abbr: ['QK'], en: ['quantum key'] },
      definition: { zh: '利用量子态分发的“密码”, 一次有效。' },
    });
    assert.deepEqual(conceptOf({ form: '量子密鑰' }), { id: '量子密钥', forms: { 'zh-Hans': ['量子密钥'], 'zh-Hant': ['量子密鑰'] } });
    assert.deepEqual(conceptOf({ form: 'UGC' }), { id: 'UGC', forms: { abbr: ['UGC'] } });
  });
});

describe('adding to a term base', () => {
  it('makes a JSON file where there is none', () => {
    assert.deepEqual(reads(insertConcept(undefined, 'terms.json', concept), 'terms.json'), concept);
  });

  for (const [layout, text] of [
    ['comments and tabs', '// mine\n[\n\t{ "id": "算力", "forms": { "zh-Hans": ["算力"] } } // keep\n]\n'],
    ['line ends of Windows', '[\r\n    {\r\n        "id": "算力", "forms": { "zh-Hans": "算力" }\r\n    }\r\n]\r\n'],
    ['one line', '[{"id":"算力","forms":{"zh-Hans":["算力"]}}]'],
    ['an empty list', '[]'],
    ['a trailing comma', '[\n  { "id": "算力", "forms": { "zh-Hans": ["算力"] } },\n]\n'],
  ] as const) {
    it(`keeps what stands in a JSON file: ${layout}`, () => {
      const added = insertConcept(text, 'terms.json', concept);
      assert.deepEqual(reads(added, 'terms.json'), concept);
      const [before = ''] = text.split(/,?(?=(?: \/\/ keep)?\s*\]\s*$)/);
      assert.ok(added.startsWith(before), 'what stood before is as it was');
      assert.equal(/\}\s*,? *\/\/ keep\s/.test(added), text.includes('keep'), 'the comment stays with its entry');
      if (text.includes('\r\n')) assert.ok(!/[^\r]\n/.test(added));
    });
  }

  it('refuses a file that is broken, or no list', () => {
    for (const text of ['[{"id": "算力"', '{"id": "算力"}', '[] junk']) assert.throws(() => insertConcept(text, 'terms.json', concept), NotWritable);
    assert.throws(() => insertConcept('<tbx/>', 'terms.tbx', concept), NotWritable);
    assert.throws(() => insertConcept('{"@context": {}, "@graph": []}', 'terms.json', concept), { reason: 'format' });
    assert.throws(() => insertConcept('[{"id": ', 'terms.json', concept), { reason: 'broken' });
  });

  it('appends a row under the columns of a table, with the marks it needs', () => {
    const csv = insertConcept('id,zh-Hans,zh-Hant,definition\n算力,算力,,能力\n', 'terms.csv', concept);
    assert.ok(csv.startsWith('id,zh-Hans,zh-Hant,definition\n算力,算力,,能力\n'));
    assert.deepEqual(reads(csv, 'terms.csv'), { id: '量子密钥', forms: { 'zh-Hans': ['量子密钥', '量钥'], 'zh-Hant': ['量子密鑰'] }, definition: { zh: '利用量子态分发的“密码”, 一次有效。' } });
    const tsv = insertConcept('zh-Hans\ten', 'terms.tsv', concept);
    assert.deepEqual(reads(tsv, 'terms.tsv'), { id: '量子密钥', forms: { 'zh-Hans': ['量子密钥', '量钥', '量子密鑰'], en: ['quantum key', 'QK'] } }, 'what has no column of its own goes where it can be read');
    assert.throws(() => insertConcept('id,en\n', 'terms.csv', concept), NotWritable);
  });
});

describe('adding to a list of corpus.json', () => {
  it('makes file and list, keeps comments, and says nothing twice', () => {
    assert.deepEqual(parse(insertInList(undefined, 'termBases', 'terms.json')), { termBases: ['terms.json'] });
    const text = '{\n  // title\n  "title": "语料"\n}\n';
    const added = insertInList(text, 'termBases', 'terms.json');
    assert.ok(added.includes('// title'));
    assert.deepEqual(parse(added), { title: '语料', termBases: ['terms.json'] });
    assert.equal(insertInList(added, 'termBases', 'terms.json'), added);
    assert.deepEqual(parse(insertInList(added, 'termBases', 'b.csv')), { title: '语料', termBases: ['terms.json', 'b.csv'] });
  });

  it('leaves every comment beside what it is about', () => {
    assert.equal(insertInList('{\n  "title": "语料", // ours\n}\n', 'termBases', 'terms.json'), '{\n  "title": "语料", // ours\n  "termBases": ["terms.json"],\n}\n');
    assert.equal(insertInList('\ufeff{\r\n\t"title": "语料" // ours\r\n}\r\n', 'notTerms', '路线图'), '\ufeff{\r\n\t"title": "语料", // ours\r\n\t"notTerms": ["路线图"]\r\n}\r\n');
    assert.equal(insertInList('{ "title": "语料" }', 'notTerms', '路线图'), '{ "title": "语料", "notTerms": ["路线图"] }');
    assert.equal(insertInList('{}', 'notTerms', '路线图'), '{\n  "notTerms": ["路线图"]\n}');
  });

  it('refuses a broken file or field', () => {
    for (const text of ['{"title": ', '{"termBases": "terms.json"}', '[]']) assert.throws(() => insertInList(text, 'termBases', 'terms.json'), NotWritable);
  });

  it('takes entries out again', () => {
    const text = insertInList(insertInList('{ "title": "a" }', 'notTerms', '体制机制'), 'notTerms', '路线图');
    assert.deepEqual(parse(removeFromList(text, 'notTerms', (entry) => entry === '体制机制')), { title: 'a', notTerms: ['路线图'] });
  });
});

describe('forbidding a form', () => {
  const forbidden = (text: string): unknown => parseTermBase(text, 'terms.json').termBase.concepts.map((each) => [each.id, each.forbidden]);

  it('adds an entry of one line where the concept has none in the file', () => {
    assert.equal(insertForbidden(undefined, '对象', '物件'), '[\n  { "id": "对象", "forms": {}, "forbidden": ["物件"] }\n]\n');
    const added = insertForbidden('// mine\n[\n\t{\n\t\t"id": "算力",\n\t\t"forms": { "zh-Hans": ["算力"] }\n\t}\n]\n', '对象', '物件');
    assert.equal(added, '// mine\n[\n\t{\n\t\t"id": "算力",\n\t\t"forms": { "zh-Hans": ["算力"] }\n\t},\n\t{ "id": "对象", "forms": {}, "forbidden": ["物件"] }\n]\n');
    assert.deepEqual(parseTermBase(added, 'terms.json').problems, []);
  });

  it('adds to the entry and the list that there are, once', () => {
    const list = '[{"id":"对象","forms":{"zh-Hans":["对象"]},"forbidden":["目標"]}]';
    assert.deepEqual(forbidden(insertForbidden(list, '对象', '物件')), [['对象', ['目標', '物件']]]);
    assert.equal(insertForbidden(list, '对象', '目標'), list);
    assert.deepEqual(forbidden(insertForbidden('[{"forms":{"zh-Hans":"对象"},"forbidden":"目標"}]', '对象', '物件')), [['对象', ['目標', '物件']]]);
  });

  it('does not touch a broken file', () => {
    assert.throws(() => insertForbidden('[{"id": ]', '对象', '物件'), NotWritable);
    assert.throws(() => insertForbidden('{}', '对象', '物件'), NotWritable);
  });
});
