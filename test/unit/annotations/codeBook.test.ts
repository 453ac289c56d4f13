import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { codeResolver, findCode, parseCodeBook, UNKNOWN_COLOR, withUnknownCodes } from '../../../server/src/annotations/codeBook/codeBook';
import { PALETTE } from '../../../server/src/annotations/codeBook/palette';
import { addCode, type NewCode } from '../../../server/src/annotations/codeBook/codeBookEdit';
import { CodeBookStore } from '../../../server/src/annotations/codeBook/codeBookStore';
import { readCodeBookText, writeCodeBookText } from '../../../server/src/annotations/codeBook/codeBookText';
import { nameIn } from '../../../server/src/annotations/codeBook/codeNames';
import { AnnotationError } from '../../../server/src/annotations/store';
import { MemoryFiles, ROOT } from './memory';

const URI = `${ROOT}/codebook.json`;
const TEXT = `{
    "owner": "课题组",
    "codes": [
        { "id": "policy", "name": "政策", "names": { "en": "Policy", "zh-Hant": "政策" }, "color": "#2F86C8", "examples": ["补贴"] },
        { "id": "data", "name": "数据要素", "parent": "policy" }
    ]
}
`;
const schema = JSON.parse(readFileSync(join(__dirname, '../../../schemas/codebook.schema.json'), 'utf8')) as object;
// A keyword of VS Code beside those of JSON Schema.
const validates = new Ajv({ keywords: ['patternErrorMessage'] }).compile(schema);

const added = (text: string | undefined, code: NewCode): string => writeCodeBookText(addCode(readCodeBookText(text), code).book);

describe('code book', () => {
  it('is read in the order of the file, with a colour for every code', () => {
    const { codeBook, problems } = parseCodeBook(TEXT, URI);
    assert.deepEqual(problems, []);
    assert.deepEqual(codeBook.codes.map(({ id, name, color, parent }) => [id, name, color, parent]), [['policy', '政策', '#2f86c8', undefined], ['data', '数据要素', PALETTE[1], 'policy']]);
  });

  it('reports mistakes where they stand, and reads the rest', () => {
    const text = JSON.stringify({
      codes: [
        { id: 'a', name: '甲', color: 'red' }, { name: '无' }, { id: 'a', name: '又甲' }, { id: 'b', name: '乙', parent: 'x' },
        { id: 'c', name: '丙', parent: 'd' }, { id: 'd', name: '丁', parent: 'c' }, 5, { id: 'e', name: 3 },
      ],
    });
    const { codeBook, problems, isBroken } = parseCodeBook(text, URI);
    assert.equal(isBroken, false);
    assert.deepEqual(codeBook.codes.map(({ id, parent }) => [id, parent]), [['a', undefined], ['b', undefined], ['c', undefined], ['d', undefined], ['e', undefined]]);
    assert.deepEqual(problems.map(({ span }) => text.slice(span?.start, span?.end)), ['"red"', '{"name":"无"}', '"a"', '5', '3', '"x"', '"d"', '"c"']);
    assert.equal(codeBook.codes.find(({ id }) => id === 'e')?.name, 'e');
  });

  it('keeps what hangs below a code with a wrong parent, however deep', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => ({ id: `c${i}`, name: `码${i}`, parent: i === 0 ? 'nowhere' : `c${i - 1}` }));
    const circle = [{ id: 'x', name: '甲', parent: 'y' }, { id: 'y', name: '乙', parent: 'x' }, { id: 'z', name: '丙', parent: 'x' }];
    const text = JSON.stringify({ codes: [...chain, ...circle] });
    const { codeBook, problems } = parseCodeBook(text, URI);
    assert.deepEqual(problems.map(({ span }) => text.slice(span?.start, span?.end)), ['"nowhere"', '"y"', '"x"']);
    assert.deepEqual(codeBook.codes.filter(({ parent }) => parent === undefined).map(({ id }) => id), ['c0', 'x', 'y']);
    assert.equal(codeBook.codes.at(-1)?.parent, 'x');
  });

  it('takes a file that is no JSON or has no codes for broken', () => {
    for (const text of ['{"codes": [', '[]', '{"codes": {}}', '', `{"codes": ${'['.repeat(50_000)}`]) {
      const { isBroken, problems } = parseCodeBook(text, URI);
      assert.equal(isBroken, true, text);
      assert.ok(problems.length > 0);
    }
  });

  it('finds a code by id, else by a name in any language, case, script or width', () => {
    const { codeBook } = parseCodeBook(TEXT, URI);
    for (const wanted of ['policy', '政策', 'POLICY', ' Ｐｏｌｉｃｙ ']) assert.equal(findCode(codeBook, wanted)?.id, 'policy');
    for (const wanted of ['data', '数据要素', '數據要素']) assert.equal(findCode(codeBook, wanted)?.id, 'data');
    assert.equal(findCode(codeBook, '别的'), undefined);
  });

  it('makes ids out of names that no other code has, and gives the rarest colour', () => {
    const made = (name: string): { id: string; color: string } => (JSON.parse(added(TEXT, { name })) as { codes: { id: string; color: string }[] }).codes.at(-1)!;
    assert.equal(made('产业 / Policy：2024').id, '产业-policy-2024');
    assert.equal(made('Data').id, 'data-2');
    assert.equal(made('！').id, 'code');
    assert.equal(made('新').color, PALETTE[1]);
  });

  it('adds a code without touching the rest of the file', () => {
    const line = `        { "id": "算力", "name": "算力", "color": "${PALETTE[1]}", "parent": "policy" }\n`;
    assert.equal(added(TEXT, { name: '算力', parent: 'policy' }), TEXT.replace('"policy" }\n', `"policy" },\n${line}`));
  });

  it('lays a code out as the one before it, with the line ends of the file', () => {
    const pretty = `${JSON.stringify({ codes: [{ id: 'a', name: '甲', color: '#2f86c8' }] }, undefined, 4)}\n`;
    const two = `${JSON.stringify({ codes: [{ id: 'a', name: '甲', color: '#2f86c8' }, { id: '乙', name: '乙', color: '#c2710c' }] }, undefined, 4)}\n`;
    const code = { id: '乙', name: '乙', color: '#c2710c' };
    assert.equal(added(pretty, { name: '乙' }), two);
    assert.equal(added(pretty.replaceAll('\n', '\r\n'), { name: '乙' }), two.replaceAll('\n', '\r\n'));
    assert.equal(added('\ufeff{"codes":[]}', { name: '乙', color: '#c2710c' }), '\ufeff{"codes":[{ "id": "乙", "name": "乙", "color": "#c2710c" }]}');
    assert.deepEqual(JSON.parse(added('{"a":1,"codes":[{"id":"a"}]}', { name: '乙', color: '#c2710c' })), { a: 1, codes: [{ id: 'a' }, code] });
    assert.equal(added(undefined, { name: '乙', color: '#c2710c' }), `${JSON.stringify({ codes: [code] }, undefined, 2)}\n`);
    assert.ok(validates(JSON.parse(added(undefined, { name: '首', names: { en: 'First' }, examples: ['一'], key: '1', description: '甲', codable: false, alternativeNames: ['头'] }))));
  });

  it('gives the name in the language of the reader: the script counts, the region where there is a choice', () => {
    const code = { name: '框架', names: { 'zh-Hant': '框架繁', 'zh-HK': '框架港', en: 'Frame', 'en-GB': 'Framing' } };
    assert.deepEqual(['zh-cn', 'zh-tw', 'zh-hk', 'en-US', 'en-gb', 'fr', '?'].map((locale) => nameIn(code, locale)), ['框架', '框架繁', '框架港', 'Frame', 'Framing', '框架', '框架']);
  });

  it('knows what was merged into a code, and what is another code again is that one', () => {
    const { codeBook } = parseCodeBook(JSON.stringify({ codes: [{ id: 'b', name: '乙', replaces: ['a', 'c'], alternativeNames: ['甲'] }, { id: 'c', name: '丙' }] }), URI);
    assert.deepEqual(['a', 'b', 'c', 'd'].map(codeResolver(codeBook)), ['b', 'b', 'c', 'd']);
    assert.deepEqual(['a', '甲', 'c'].map((wanted) => findCode(codeBook, wanted)?.id), ['b', 'b', 'c']);
  });

  it('reads what else codes have, and reports what is wrong with it at its place', () => {
    const text = JSON.stringify({
      codes: [
        { id: 'a', name: '甲', key: '1', examples: ['例', ' '], codable: false, guid: '7D0D1D3E-55D4-4D5A-9F0A-0C8B4D3B2A10', owner: '组' },
        { id: 'b', name: '乙', key: '1', examples: '例', guid: 'x' }, { id: 'c', name: '丙', key: '10', codable: 0, conflicts: { name: '丁' } },
      ],
      sets: [{ name: '组', guid: '7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a11', codes: ['a', 'x'] }, 5],
    });
    const { codeBook, problems } = parseCodeBook(text, URI);
    assert.deepEqual(codeBook.codes[0], { id: 'a', name: '甲', description: undefined, color: PALETTE[0], parent: undefined, examples: ['例'], key: '1', codable: false, guid: '7D0D1D3E-55D4-4D5A-9F0A-0C8B4D3B2A10', other: { owner: '组' } });
    assert.deepEqual(codeBook.sets, [{ name: '组', guid: '7d0d1d3e-55d4-4d5a-9f0a-0c8b4d3b2a11', codes: ['a'] }]);
    assert.deepEqual(problems.map(({ code, span }) => `${code} ${text.slice(span?.start, span?.end)}`), [
      'codebook.code "x"', 'codebook.code "例"', 'codebook.code "10"', 'codebook.code 0', 'codebook.key "1"', 'codebook.conflict {"name":"丁"}', 'codebook.set 5',
    ]);
  });

  it('shows codes that annotations use and it lacks', () => {
    const { codeBook } = parseCodeBook(TEXT, URI);
    assert.deepEqual(withUnknownCodes(codeBook, ['data', '旧码', '旧码']).codes.slice(2), [{ id: '旧码', name: '旧码', color: UNKNOWN_COLOR }]);
    assert.equal(withUnknownCodes(codeBook, ['data']), codeBook);
  });

  it('has colours legible on white and on dark backgrounds', () => {
    assert.equal(new Set(PALETTE).size, PALETTE.length);
    for (const color of [...PALETTE, UNKNOWN_COLOR]) for (const background of ['#ffffff', '#1e1e1e']) assert.ok(contrast(color, background) >= 3, `${color} on ${background}`);
  });

  it('has a schema that takes what is right and refuses what is not', () => {
    assert.ok(validates(JSON.parse(TEXT)));
    for (const wrong of [{}, { codes: [{ name: '甲' }] }, { codes: [{ id: 'a', name: '甲', color: 'red' }] }, { codes: [{ id: ' ', name: '甲' }] }, { codes: [{ id: 'a', name: '甲', key: '0' }] }, { codes: [{ id: 'a', name: '甲', examples: '例' }] }]) assert.equal(validates(wrong), false);
  });
});

describe('code book file', () => {
  it('is made with the first code, and read again when another program wrote it', async () => {
    const files = new MemoryFiles();
    const store = new CodeBookStore(URI, files);
    let changes = 0;
    store.onDidChange(() => changes++);
    await store.load();
    const code = await store.add({ name: '政策' });
    assert.deepEqual(store.codeBook.codes, [code]);
    assert.deepEqual(JSON.parse(files.files.get(URI)!), { codes: [{ id: '政策', name: '政策', color: PALETTE[0] }] });
    files.files.set(URI, TEXT);
    const another = await store.add({ name: '算力' });
    assert.deepEqual(store.codeBook.codes.map(({ id }) => id), ['policy', 'data', another.id]);
    assert.equal((await store.add({ name: '數據要素' })).id, 'data', 'a known name gives the known code');
    assert.ok(changes >= 3);
  });

  it('is not written when it cannot be read, nor for a code that makes no sense', async () => {
    const files = new MemoryFiles();
    const store = new CodeBookStore(URI, files);
    for (const code of [{ name: ' ' }, { name: '甲', parent: 'x' }, { name: '甲', color: 'red' }]) await assert.rejects(store.add(code), AnnotationError);
    files.files.set(URI, TEXT.slice(0, 60));
    await assert.rejects(store.add({ name: '甲' }), AnnotationError);
    assert.equal(files.files.get(URI), TEXT.slice(0, 60));
    assert.equal(store.problems[0]?.uri, URI);
  });

  it('gets every code of several added at once', async () => {
    const files = new MemoryFiles();
    const store = new CodeBookStore(URI, files);
    await Promise.all(['甲', '乙', '丙', '甲'].map((name) => store.add({ name })));
    assert.deepEqual(store.codeBook.codes.map(({ name }) => name), ['甲', '乙', '丙']);
  });
});

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const value = parseInt(color.slice(i, i + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
