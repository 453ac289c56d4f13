import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseTermBase } from '../../../../server/src/recognise/terms/parseTermBase';

/** Problems as `code: the text they stand at`. */
function problems(text: string, fileName: string): string[] {
  return parseTermBase(text, fileName).problems.map(({ code, span }) => `${code}: ${span ? text.slice(span.start, span.end) : ''}`);
}

describe('term base in JSON', () => {
  it('keeps forms, definitions, relations and places', () => {
    const text = '\ufeff[\n  {"id": "数据", "forms": {"zh-Hans": ["数据"], "en": "data"}, "definition": "可处理的记录。", "related": ["信息"], "forbidden": ["資料"]},\n  {"id": "算力", "forms": {"zh-Hans": ["算力"]}, "definition": {"en": "Computing power."}}\n]';
    const { termBase, locations, problems: found } = parseTermBase(text, 'terms.json', 'file:///c/terms.json');
    assert.deepEqual(found, []);
    assert.deepEqual(termBase, {
      name: 'terms.json',
      uri: 'file:///c/terms.json',
      concepts: [
        { id: '数据', forms: { 'zh-Hans': ['数据'], en: ['data'] }, definition: { zh: '可处理的记录。' }, related: ['信息'], forbidden: ['資料'] },
        { id: '算力', forms: { 'zh-Hans': ['算力'] }, definition: { en: 'Computing power.' } },
      ],
    });
    const span = locations.get('算力');
    assert.ok(span);
    assert.ok(text.slice(span.start, span.end).startsWith('{"id": "算力"') && text[span.end - 1] === '}');
  });

  it('reads the entries around a broken one and reports it at its place', () => {
    const text = '[{"id": "甲", "forms": {"zh-Hans": ["甲词"]}}, 7, {"forms": {"en": ["x"]}}, {"id": "乙", "forms": {"zh-Hans": ["乙词", 3]}, "note": ""}]';
    assert.deepEqual(parseTermBase(text, 't.json').termBase.concepts.map(({ id, forms }) => [id, forms['zh-Hans']]), [['甲', ['甲词']], ['乙', ['乙词']]]);
    assert.deepEqual(problems(text, 't.json'), [
      'termbase.entry: 7', 'termbase.no-id: {"forms": {"en": ["x"]}}', 'termbase.not-a-text: 3', 'termbase.unknown-field: "note"',
    ]);
  });

  it('reads on after a mistake in the JSON itself', () => {
    const text = '[{"id": "甲", "forms": {"zh-Hans": ["甲词"]}},\n {"id": "乙" "forms": {"zh-Hans": ["乙词"]}},\n {"id": "丙", "forms": {"zh-Hans": ["丙词"]}}]';
    const { termBase, problems: found } = parseTermBase(text, 't.json');
    assert.deepEqual(termBase.concepts.map(({ id }) => id), ['甲', '乙', '丙']);
    assert.equal(found[0]?.code, 'termbase.syntax');
    assert.equal(text.slice(0, found[0]?.span?.start).split('\n').length, 2);
  });

  it('reports an id that stands twice, a form of two concepts and an entry without forms', () => {
    const text = '[{"id":"甲","forms":{"zh-Hans":["数据"]}},{"id":"甲","forms":{}},{"id":"乙","forms":{"zh-Hant":["數據"]}},{"id":"丙","forms":{}}]';
    assert.deepEqual(parseTermBase(text, 't.json').problems.map(({ code }) => code), ['termbase.duplicate-id', 'termbase.shared-form', 'termbase.no-forms']);
  });

  it('reports a file that is no list', () => {
    assert.deepEqual(problems('{"id": 1}', 't.json'), ['termbase.not-a-list: {"id": 1}']);
  });

  it('reports a file that is nested too deeply to be read', () => {
    assert.deepEqual(problems('['.repeat(50_000), 't.json'), ['termbase.syntax: [']);
  });
});

describe('term base as a table', () => {
  it('reads comma-separated values with quotation marks, several forms in a cell, and CRLF', () => {
    const text = '\ufeffID,zh-hans,zh-Hant-TW,en,abbr,definition,definition-en,forbidden\r\n大模型,大模型;大语言模型,大型語言模型,"large model|large language model",LLM,"参数很多的""模型"", 可通用。",A model.,\r\n\r\n数据,数据,,data,,,,資料\r\n';
    const { termBase, locations, problems: found } = parseTermBase(text, 'Terms.CSV');
    assert.deepEqual(found, []);
    assert.deepEqual(termBase.concepts, [
      {
        id: '大模型',
        forms: { 'zh-Hans': ['大模型', '大语言模型'], 'zh-Hant-TW': ['大型語言模型'], en: ['large model', 'large language model'], abbr: ['LLM'] },
        definition: { zh: '参数很多的"模型", 可通用。', en: 'A model.' },
      },
      { id: '数据', forms: { 'zh-Hans': ['数据'], en: ['data'] }, forbidden: ['資料'] },
    ]);
    const span = locations.get('数据');
    assert.ok(span);
    assert.equal(text.slice(span.start, span.end), '数据,数据,,data,,,,資料');
  });

  it('reads values between tabs, in which a quotation mark is a character like others', () => {
    const { termBase } = parseTermBase('zh-Hans\ten\n所谓"新质"\tnew quality\n', 't.tsv');
    assert.deepEqual(termBase.concepts, [{ id: '所谓"新质"', forms: { 'zh-Hans': ['所谓"新质"'], en: ['new quality'] } }]);
  });

  it('loses only the row of a quotation mark that is not closed', () => {
    const text = 'id,zh-Hans\n甲,甲词\n乙,"乙词\n丙,"丙词"\n';
    assert.deepEqual(parseTermBase(text, 't.csv').termBase.concepts.map(({ id }) => id), ['甲', '乙', '丙']);
    assert.deepEqual(problems(text, 't.csv'), ['termbase.syntax: "乙词']);
  });

  it('reports unknown columns, cells outside the columns and rows without an id at their place', () => {
    const text = 'id,zh-Hans,my notes\n甲,甲词,,多\n,,备注\n';
    assert.deepEqual(problems(text, 't.csv'), ['termbase.unknown-field: my notes', 'termbase.extra-cell: 多', 'termbase.no-id: ,,备注']);
  });
});

describe('term base of any kind', () => {
  it('is refused when the ending of the name is unknown', () => {
    assert.deepEqual(problems('x', 'terms.doc'), ['termbase.unknown-format: ']);
  });

  it('never makes a reader throw, and problems stand inside the file', () => {
    const part = fc.constantFrom('[', ']', '{', '}', '"', ',', ':', 'id', 'forms', 'zh-Hans', '数据', '\n', '\r\n', '\t', ';', '1', '\\', '\ufeff');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.constantFrom('a.json', 'a.csv', 'a.tsv'), (parts, name) => {
        const text = parts.join('');
        for (const { span } of parseTermBase(text, name).problems) assert.ok(!span || (span.start >= 0 && span.start <= span.end && span.end <= text.length));
      }),
    );
  });
});

describe('an entry that only forbids', () => {
  it('needs no forms of its own', () => {
    assert.deepEqual(problems('[{"id": "对象", "forms": {}, "forbidden": ["物件"]}]', 't.json'), []);
    assert.deepEqual(problems('[{"id": "对象", "forms": {}}]', 't.json'), ['termbase.no-forms: {"id": "对象", "forms": {}}']);
  });
});

describe('a subject field', () => {
  it('is read from JSON and from tables', () => {
    const subject = (text: string, name: string): unknown => parseTermBase(text, name).termBase.concepts[0]?.subject;
    assert.equal(subject('[{"id": "算力", "forms": {"zh-Hans": ["算力"]}, "subject": "computing"}]', 't.json'), 'computing');
    assert.equal(subject('id,zh-Hans,subject\n算力,算力,computing\n', 't.csv'), 'computing');
  });
});
