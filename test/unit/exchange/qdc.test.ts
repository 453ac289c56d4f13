import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import { parseCodeBook } from '../../../server/src/annotations/codeBook/codeBook';
import { readCodeBookText, writeCodeBookText } from '../../../server/src/annotations/codeBook/codeBookText';
import type { Code, CodeBook } from '../../../server/src/annotations/model';
import { ImportError } from '../../../server/src/exchange/codeBookFormat';
import { importCodeBook, type ImportOptions, type ImportReport } from '../../../server/src/exchange/codeBookImport';
import { qdc } from '../../../server/src/exchange/qdc';
import { codeGuid } from '../../../server/src/platform/guids';

const schema = readFileSync(join(__dirname, '../../fixtures/refi-qda/Codebook.xsd'), 'utf8');
const check = async (xml: string): Promise<string[]> => {
  const { valid, errors } = await validateXML({ xml: [{ fileName: 'codes.qdc', contents: xml }], schema: [{ fileName: 'Codebook.xsd', contents: schema }] });
  return valid ? [] : errors.map(({ message }) => message);
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const into = (text: string | undefined, xml: string | Uint8Array, more: Partial<ImportOptions> = {}): { text: string; report: ImportReport } => {
  const { book, report } = importCodeBook(readCodeBookText(text), qdc.read(typeof xml === 'string' ? bytes(xml) : xml), { differences: 'keep', guidOf: codeGuid, used: [], ...more });
  return { text: writeCodeBookText(book), report };
};
const bookOf = (text: string): CodeBook => parseCodeBook(text, '').codeBook;
const file = (inside: string, attributes = ''): string => `<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0"${attributes}>\n${inside}</CodeBook>`;

const GUID = '7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a10';
const OTHER = '7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a11';

const BOOK: CodeBook = {
  codes: [
    { id: 'framing', name: '话语"框架" <甲> & 乙', names: { en: 'Framing', 'zh-Hant': '話語框架' }, description: '第一行\n\n  第二行\r\t末', color: '#7b5ea7', key: '1', examples: ['像一场赛跑', '"引"'] },
    { id: 'metaphor', name: '隐喻', parent: 'framing', color: '#b79ad6', alternativeNames: ['比喻'], replaces: ['simile'], other: { owner: '课题组', 'a b': [1] } },
    { id: 'heading', name: '标题', color: '#808080', codable: false, description: '上面\n— Meipi —\nid: "x"' },
    { id: '导入的', name: '导入的', color: '#123456', guid: OTHER, parent: 'heading' },
    { id: GUID, name: '导入的', color: '#123456' },
  ],
  sets: [{ name: '一组', guid: '7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a12', description: '说明', codes: ['framing', '导入的'] }],
};

const normal = ({ codes, sets }: CodeBook): unknown => JSON.parse(JSON.stringify({ codes, sets }));

describe('REFI-QDA code books (qdc)', () => {
  it('are valid by the schema of the standard', async () => {
    assert.deepEqual(await check(qdc.write(BOOK, codeGuid)), []);
    assert.deepEqual(await check(qdc.write({ codes: [{ id: '甲', name: '甲\u0000\ud800', color: '#123456' }] }, codeGuid)), []);
    assert.notDeepEqual(await check(qdc.write(BOOK, codeGuid).replace('isCodable="true"', '')), [], 'the schema is really used');
  });

  it('come back as they went, with everything that the format has no place for', () => {
    const { text, report } = into(undefined, qdc.write(BOOK, codeGuid));
    assert.deepEqual(normal(bookOf(text)), normal(BOOK));
    assert.deepEqual(report, { added: 5, known: 0, changed: 0, remarks: [] });
  });

  it('come back as they went, whatever people write', () => {
    const words = fc.string({ unit: fc.constantFrom('甲', '乙', '𠮷', ' ', '\n', '\t', '"', '<', '&', ']]>', 'é', '\\', ':', '— Meipi —', '{', '1'), minLength: 1, maxLength: 8 });
    const nonBlank = words.filter((word) => word.trim() !== '');
    const code = fc.record({
      name: nonBlank, description: fc.option(nonBlank, { nil: undefined }), names: fc.option(fc.dictionary(fc.constantFrom('en', 'zh-Hant', 'de'), nonBlank, { minKeys: 1 }), { nil: undefined }),
      examples: fc.option(fc.array(nonBlank, { minLength: 1, maxLength: 2 }), { nil: undefined }), color: fc.constantFrom('#123456', '#abcdef'), parent: fc.nat(5), codable: fc.constantFrom(undefined, false as const),
    });
    fc.assert(fc.property(fc.array(code, { minLength: 1, maxLength: 6 }), (drafts) => {
      const codes = drafts.map(({ parent, ...draft }, i): Code => ({ id: `c${i}`, ...draft, ...(parent < i ? { parent: `c${parent}` } : {}) }));
      const xml = qdc.write({ codes }, codeGuid);
      const back = new Map(bookOf(into(undefined, xml).text).codes.map((each) => [each.id, each]));
      for (const each of codes) assert.deepEqual(JSON.parse(JSON.stringify(back.get(each.id))), JSON.parse(JSON.stringify(each)));
      assert.equal(back.size, codes.length);
      for (const parent of [undefined, ...codes.map(({ id }) => id)]) {
        assert.deepEqual([...back.values()].filter((each) => each.parent === parent).map(({ id }) => id), codes.filter((each) => each.parent === parent).map(({ id }) => id), 'siblings keep their order');
      }
    }), { numRuns: 300 });
  });

  it('say what the format has no place for', () => {
    const [moved, none] = qdc.losses(BOOK);
    assert.match(moved!, /id, names, examples, key, alternativeNames, replaces, owner, a b: they stand at the end of the descriptions of 4 codes/);
    assert.equal(none, undefined);
    assert.deepEqual(qdc.losses({ codes: [{ id: '甲', name: '甲', color: '#123456', description: '说明' }] }), []);
    assert.match(qdc.losses({ codes: [{ id: '甲', name: '甲', color: '#123456', description: '\u0001𠮷' }] })[0]!, /control characters.* 1 codes/);
  });

  it('name the same code by the same GUID always: the one that it came with, its id, or one made of its id', () => {
    const guids = [...qdc.write(BOOK, codeGuid).matchAll(/<Code guid="([^"]*)"/g)].map((match) => match[1]);
    assert.deepEqual(guids, [codeGuid('framing'), codeGuid('metaphor'), codeGuid('heading'), OTHER, GUID]);
    assert.match(codeGuid('framing'), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const twice = qdc.write({ codes: [{ id: 'a', name: '甲', color: '#123456', guid: GUID }, { id: 'b', name: '乙', color: '#123456', guid: GUID }] }, codeGuid);
    assert.equal(new Set([...twice.matchAll(/guid="([^"]*)"/g)].map((match) => match[1])).size, 2);
  });

  it('cannot be empty', () => {
    assert.throws(() => qdc.write({ codes: [] }, codeGuid), RangeError);
  });
});

describe('importing a code book', () => {
  const TREE = file(`<Codes>
    <Code guid="{${GUID.toUpperCase()}}" name="政策" isCodable="false" color="#ABC"><Description>
        说明
      </Description><Code guid="c1" name="税收" isCodable="true" color="red"/></Code>
    <Code guid="${OTHER}" name="其他" isCodable="1"/><Code guid="${OTHER}" name=" "/>
  </Codes><Sets><Set guid="${GUID}" name="组"><MemberCode guid="${OTHER}"/><MemberCode guid="${codeGuid('无')}"/></Set></Sets>`, ' xmlns:x="urn:x" origin="别的程序"');

  it('takes the tree of another program, and tells what is wrong in it', () => {
    const { text, report } = into('{"codes":[{"id":"a","name":"甲"}]}', TREE);
    assert.deepEqual(JSON.parse(text), {
      codes: [
        { id: 'a', name: '甲' },
        { id: '政策', name: '政策', description: '说明', color: '#aabbcc', codable: false, guid: GUID },
        { id: '税收', name: '税收', parent: '政策' },
        { id: '其他', name: '其他', guid: OTHER },
        { id: 'code', name: '?' },
      ],
      sets: [{ guid: GUID, name: '组', codes: ['其他'] }],
    });
    assert.equal(report.added, 4);
    assert.equal(report.remarks.length, 4);
    for (const part of ['valid GUID', 'colour', 'GUID that another code has', 'without a name']) assert.ok(report.remarks.some((remark) => remark.includes(part)), part);
  });

  it('does nothing the second time', () => {
    const once = into(undefined, TREE).text;
    const { text, report } = into(once, TREE);
    assert.equal(text, once);
    assert.deepEqual([report.added, report.known, report.changed], [0, 4, 0]);
  });

  it('knows a code by its GUID whatever it is called, and by its name at the same place only', () => {
    const present = JSON.stringify({ codes: [{ id: 'p', name: '旧名', guid: GUID }, { id: 't', name: '稅收' }, { id: 'o', name: '其他', parent: 'p' }] });
    const { text, report } = into(present, TREE);
    assert.deepEqual(bookOf(text).codes.map(({ id, name, parent }) => [id, name, parent]), [['p', '旧名', undefined], ['t', '稅收', undefined], ['o', '其他', 'p'], ['税收', '税收', 'p'], ['其他', '其他', undefined], ['code', '?', undefined]]);
    assert.deepEqual([report.added, report.known], [3, 1]);
    assert.ok(report.remarks.some((remark) => remark.includes('name differs')));
  });

  it('takes what the file says where it is told to, and fills in what is missing in any case', () => {
    const present = JSON.stringify({ codes: [{ id: 'p', name: '旧名', guid: GUID, color: '#111111', names: { en: 'Policy' } }, { id: 'o', name: '其他', guid: OTHER, parent: 'p' }] });
    const kept = bookOf(into(present, TREE).text).codes[0]!;
    assert.deepEqual([kept.name, kept.color, kept.description, kept.codable], ['旧名', '#111111', '说明', false]);
    const { text, report } = into(present, TREE, { differences: 'take' });
    const [taken, other] = ['p', 'o'].map((id) => bookOf(text).codes.find((code) => code.id === id)) as [Code, Code];
    assert.deepEqual([taken.name, taken.color, { ...taken.names }, other.parent], ['政策', '#aabbcc', { en: 'Policy' }, undefined]);
    assert.deepEqual([report.known, report.changed], [2, 2]);
  });

  it('gives a code the id under which annotations have it already', () => {
    const exported = qdc.write({ codes: [{ id: 'old-id', name: '新名', color: '#123456', guid: undefined }] }, codeGuid).replace(/<Description>[^<]*<\/Description>/, '');
    assert.deepEqual(bookOf(into(undefined, exported, { used: ['old-id', 'x'] }).text).codes.map(({ id, guid }) => [id, guid]), [['old-id', undefined]]);
  });

  it('lets two codes of the file be two, and no key be given twice', () => {
    const xml = qdc.write({ codes: [{ id: 'a', name: '同名', color: '#123456', key: '1' }, { id: 'b', name: '同名', color: '#123456' }] }, codeGuid);
    const { text, report } = into('{"codes":[{"id":"z","name":"同名","key":"1"}]}', xml);
    assert.deepEqual(bookOf(text).codes.map(({ id, key }) => [id, key]), [['z', '1'], ['b', undefined]]);
    assert.equal(report.known, 1);
    const taken = into('{"codes":[{"id":"z","name":"别名","key":"1"}]}', xml);
    assert.deepEqual(bookOf(taken.text).codes.flatMap(({ key }) => key ?? []), ['1']);
    assert.ok(taken.report.remarks.some((remark) => remark.includes('key 1')));
  });

  it('reads the variants of the namespace that programs write, and other encodings', () => {
    for (const xmlns of ['urn:QDA-XML:codebook:1:0', 'urn:QDA-XML:project:1.0', '']) {
      assert.equal(qdc.read(bytes(`<CodeBook xmlns="${xmlns}"><Codes><Code guid="${GUID}" name="甲" isCodable="true"/></Codes></CodeBook>`)).codes.length, 1, xmlns);
    }
    const utf16 = Buffer.from(`\ufeff${file(`<Codes><Code guid="${GUID}" name="甲乙" isCodable="true"/></Codes>`)}`, 'utf16le');
    assert.equal(qdc.read(utf16).codes[0]?.name, '甲乙');
    const gb = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="GB18030"?><CodeBook><Codes><Code name="'), Buffer.from([0xd5, 0xfe, 0xb2, 0xdf]), Buffer.from('"/></Codes></CodeBook>')]);
    assert.equal(qdc.read(gb).codes[0]?.name, '政策');
  });

  it('tells of elements and attributes that it does not take over', () => {
    const { codes, losses } = qdc.read(bytes(file(`<Codes><Code guid="${GUID}" name="甲" isCodable="true" x="1"><NoteRef targetGUID="${OTHER}"><Code name="不是"/></NoteRef></Code></Codes><Users/>`)));
    assert.deepEqual([codes.length, codes[0]?.children.length], [1, 0]);
    assert.deepEqual(losses.map((loss) => /<[^>]*>/.exec(loss)?.[0]), ['<Code x="…">', '<NoteRef>', '<Users>']);
  });

  for (const [what, xml, message, place] of [
    ['entities that grow', `<?xml version="1.0"?>\n<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>`, /document type/, '2:1'],
    ['entities from elsewhere', '<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/passwd">]><CodeBook><Codes><Code name="&x;"/></Codes></CodeBook>', /document type/, '1:1'],
    ['an unknown entity', file('<Codes><Code name="甲">&x;</Code></Codes>'), /well-formed/, '3:25'],
    ['depth', file(`<Codes>${'<Code name="a">'.repeat(300)}`), /nested too deeply/, '3:2978'],
    ['a file cut off', file('').slice(0, -12), /well-formed/, '2:43'],
    ['another kind of file', '\n<html/>', /no REFI-QDA code book: it begins with <html>/, '2:1'],
    ['no XML', 'PK\u0003\u0004', /well-formed/, '1:3'],
    ['size', new Uint8Array(21 * 1024 * 1024), /larger than 20 MB/, undefined],
    ['bytes that are no text', Buffer.from([0x3c, 0x43, 0xff, 0xfe]), /not in the encoding utf-8/, undefined],
  ] as [string, string | Uint8Array, RegExp, string | undefined][]) {
    it(`refuses ${what}, at its place`, () => {
      assert.throws(() => qdc.read(typeof xml === 'string' ? bytes(xml) : xml), (error) => {
        assert.ok(error instanceof ImportError);
        assert.match(error.message, message);
        assert.equal(error.place, place);
        return true;
      });
    });
  }

  it('refuses more codes than anyone has, and reads a tree as deep as it may be', () => {
    assert.throws(() => qdc.read(bytes(file(`<Codes>${'<Code name="a"/>'.repeat(50_001)}</Codes>`))), /more than 50,?000 codes/);
    const deep = 190;
    assert.equal(into(undefined, file(`<Codes>${'<Code name="a">'.repeat(deep)}${'</Code>'.repeat(deep)}</Codes>`)).report.added, deep);
  });
});
