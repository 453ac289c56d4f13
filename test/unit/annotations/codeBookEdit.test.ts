import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { parseCodeBook } from '../../../server/src/annotations/codeBook/codeBook';
import { addCode, type CodeChange, deleteCodes, editCode, idsOf, isBelow, mergeCodes, moveCodes, parentOf } from '../../../server/src/annotations/codeBook/codeBookEdit';
import { type CodeBookText, readCodeBookText, writeCodeBookText } from '../../../server/src/annotations/codeBook/codeBookText';
import { AnnotationError } from '../../../server/src/annotations/store';

const TEXT = `{
  "owner": "课题组",
  "codes": [
    { "id": "policy", "name": "政策", "color": "#2f86c8", "note": 1 },
    { "id": "tax", "name": "税收", "parent": "policy" },

    { "id": "fund", "name": "基金", "parent": "policy", "key": "2" },
    {
      "id": "green",
      "name": "绿色基金",
      "parent": "fund",
      "examples": [
        "设立绿色基金"
      ]
    },
    { "id": "data", "name": "数据" }
  ],
  "version": 3
}
`;

const done = (change: (book: CodeBookText) => CodeBookText, text = TEXT): string => writeCodeBookText(change(readCodeBookText(text)));
const tree = (text: string): string => {
  const { codes } = parseCodeBook(text, '').codeBook;
  const rows = (parent: string | undefined): string[] => codes.filter((code) => code.parent === parent).map(({ id }) => [id, ...rows(id).map((row) => `(${row})`)].join(''));
  return rows(undefined).join(' ');
};
const refused = (change: (book: CodeBookText) => CodeBookText, message: RegExp): void => assert.throws(() => done(change), (error) => error instanceof AnnotationError && message.test(error.message));
const changedLines = (before: string, after: string): string[] => after.split('\n').filter((line) => !before.split('\n').includes(line));

describe('changing a code book', () => {
  it('changes the fields asked for and not a character of the others', () => {
    const edited = done((book) => editCode(book, 'policy', { name: ' 公共 政策 ', names: { en: 'Policy', 'zh-hant': '公共政策' }, examples: ['补贴'] }));
    assert.deepEqual(changedLines(TEXT, edited), ['    { "id": "policy", "name": "公共 政策", "color": "#2f86c8", "note": 1, "names": { "en": "Policy", "zh-Hant": "公共政策" }, "examples": ["补贴"] },']);
    assert.equal(done((book) => editCode(book, 'policy', { name: '政策', names: { en: null, 'zh-Hant': null }, examples: [] }), edited), TEXT);
    assert.deepEqual(changedLines(TEXT, done((book) => editCode(book, 'green', { examples: ['甲', '乙'], description: '注' }))), [
      '        "甲",', '        "乙"', '      ],', '      "description": "注"',
    ]);
  });

  it('takes a field away with its comma, wherever it stands', () => {
    for (const text of ['{"codes":[{"id":"a","color":"#2f86c8","name":"甲"}]}', '{"codes":[{"color":"#2f86c8", "id":"a","name":"甲"}]}', '{"codes":[{"id":"a","name":"甲"\n,"color":"#2f86c8"}]}']) {
      const edited = done((book) => editCode(book, 'a', { color: null }), text);
      assert.deepEqual(JSON.parse(edited), { codes: [{ id: 'a', name: '甲' }] });
    }
  });

  it('gives a key to one code alone', () => {
    const edited = done((book) => editCode(book, 'data', { key: '2' }));
    assert.deepEqual(parseCodeBook(edited, '').codeBook.codes.flatMap(({ id, key }) => (key ? [`${id} ${key}`] : [])), ['data 2']);
    assert.deepEqual(parseCodeBook(edited, '').problems, []);
  });

  it('refuses what makes no sense', () => {
    for (const [change, message] of [
      [{ name: '  ' }, /needs a name/], [{ color: 'red' }, /#rrggbb/], [{ key: '0' }, /digit from 1 to 9/], [{ names: { '中文': '甲' } }, /language tag/], [{ name: '甲'.repeat(501) }, /at most/],
      [{ description: '甲'.repeat(100_001) }, /at most/],
    ] as [CodeChange, RegExp][]) refused((book) => editCode(book, 'policy', change), message);
    refused((book) => editCode(book, 'none', {}), /no code with the id/);
    refused((book) => editCode(book, 'tax', { name: '基金' }), /Merge the two/);
    assert.ok(done((book) => editCode(book, 'green', { name: '基金' })), 'the same name elsewhere in the tree is another code');
  });

  it('moves a code with all below it, before a sibling or after all', () => {
    assert.equal(tree(TEXT), 'policy(tax)(fund(green)) data');
    assert.equal(tree(done((book) => moveCodes(book, ['fund'], { parent: 'policy', before: 'tax' }))), 'policy(fund(green))(tax) data');
    assert.equal(tree(done((book) => moveCodes(book, ['fund'], { before: 'policy' }))), 'fund(green) policy(tax) data');
    assert.equal(tree(done((book) => moveCodes(book, ['fund'], {}))), 'policy(tax) data fund(green)');
    assert.equal(tree(done((book) => moveCodes(book, ['policy', 'tax'], { parent: 'data' }))), 'data(policy(tax)(fund(green)))', 'one below another moves with it');
    assert.equal(tree(done((book) => moveCodes(book, ['tax', 'fund'], { parent: 'policy', before: 'tax' }))), 'policy(tax)(fund(green)) data', 'before itself is where it stands');
    assert.deepEqual(changedLines(TEXT, done((book) => moveCodes(book, ['tax'], {}))), ['    { "id": "data", "name": "数据" },', '    { "id": "tax", "name": "税收" }']);
  });

  it('refuses to put a code below itself', () => {
    refused((book) => moveCodes(book, ['policy'], { parent: 'green' }), /cannot stand below itself/);
    refused((book) => moveCodes(book, ['fund'], { parent: 'fund' }), /cannot stand below itself/);
    refused((book) => moveCodes(book, ['fund'], { parent: 'none' }), /no code with the id/);
    refused((book) => moveCodes(book, ['fund'], { parent: 'data', before: 'tax' }), /does not stand/);
  });

  it('merges codes: names, examples and what stands below go along, and the id is remembered', () => {
    const text = done((book) => editCode(editCode(book, 'fund', { names: { en: 'Fund', de: 'Fonds' }, description: '专项基金。', examples: ['设立基金'] }), 'tax', { names: { en: 'Tax' }, description: '税。', alternativeNames: ['税费'] }));
    const merged = parseCodeBook(done((book) => mergeCodes(book, ['fund'], 'tax'), text), '').codeBook.codes;
    assert.equal(tree(done((book) => mergeCodes(book, ['fund'], 'tax'), text)), 'policy(tax(green)) data');
    const { names, alternativeNames, description, examples, replaces } = merged.find(({ id }) => id === 'tax')!;
    assert.deepEqual({ names: { ...names }, alternativeNames, description, examples, replaces }, {
      names: { en: 'Tax', de: 'Fonds' }, alternativeNames: ['税费', '基金', 'Fund'], description: '税。\n\n基金: 专项基金。', examples: ['设立基金'], replaces: ['fund'],
    });
    const again = parseCodeBook(done((book) => mergeCodes(mergeCodes(book, ['fund'], 'tax'), ['tax', 'unknown'], 'data'), text), '').codeBook.codes;
    assert.deepEqual(again.find(({ id }) => id === 'data')?.replaces, ['tax', 'fund', 'unknown']);
  });

  it('merges a code into one below it, which takes its place', () => {
    assert.equal(tree(done((book) => mergeCodes(book, ['policy'], 'green'))), 'green(tax)(fund) data');
    refused((book) => mergeCodes(book, ['tax', 'data'], 'data'), /with itself/);
  });

  it('deletes codes; what stands below moves up to their place', () => {
    assert.equal(tree(done((book) => deleteCodes(book, ['policy']))), 'tax fund(green) data');
    assert.equal(tree(done((book) => deleteCodes(book, ['policy', 'fund']))), 'tax green data');
    assert.equal(done((book) => deleteCodes(book, ['data'])), TEXT.replace(',\n    { "id": "data", "name": "数据" }', ''));
  });

  it('keeps a tree, and every code and foreign field, through any row of changes', () => {
    const id = fc.constantFrom('policy', 'tax', 'fund', 'green', 'data');
    const step = fc.oneof(
      fc.record({ what: fc.constant('move' as const), id, parent: fc.option(id, { nil: undefined }) }),
      fc.record({ what: fc.constant('add' as const), id, parent: fc.option(id, { nil: undefined }) }),
      fc.record({ what: fc.constant('merge' as const), id, parent: id }),
      fc.record({ what: fc.constant('edit' as const), id, parent: fc.constant(undefined) }),
    );
    fc.assert(fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let book = readCodeBookText(TEXT);
      const ever = new Set(idsOf(book));
      for (const { what, id: of, parent } of steps) {
        try {
          if (what === 'move') book = moveCodes(book, [of], { parent });
          else if (what === 'merge') book = mergeCodes(book, [of], parent);
          else if (what === 'edit') book = editCode(book, of, { description: '改' });
          else {
            const added = addCode(book, { name: `新${of}`, parent });
            book = added.book;
            ever.add(added.id);
          }
        } catch (error) {
          assert.ok(error instanceof AnnotationError);
        }
      }
      const text = writeCodeBookText(book);
      const { codeBook, problems } = parseCodeBook(text, '');
      assert.deepEqual(problems, []);
      const remembered = new Set(codeBook.codes.flatMap(({ id: own, replaces = [] }) => [own, ...replaces]));
      for (const each of ever) assert.ok(remembered.has(each), `${each} is gone`);
      for (const each of idsOf(book)) assert.ok(!isBelow(book, each, each) && parentOf(book, each) !== each);
      const { owner, version } = JSON.parse(text) as { owner: string; version: number };
      assert.deepEqual([owner, version], ['课题组', 3]);
    }), { numRuns: 300 });
  });
});
