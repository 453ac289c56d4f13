import { strict as assert } from 'node:assert';
import { parseManifest } from '../../../server/src/corpus/manifest';

const URI = 'file:///corpus/corpus.json';
/** What of the text each problem marks. */
const marked = (text: string): [string, string][] =>
  parseManifest(text, URI).problems.map((problem) => {
    assert.ok(problem.span);
    assert.equal(problem.uri, URI);
    return [problem.code, text.slice(problem.span.start, problem.span.end)];
  });

describe('corpus.json', () => {
  it('may be empty, as every field is optional', () => {
    for (const text of ['', '{}', ' // nothing yet\n']) {
      const { manifest, problems } = parseManifest(text, URI);
      assert.deepEqual(problems, []);
      assert.equal(manifest.documents.size, 0);
      assert.equal(manifest.files, undefined);
    }
  });

  it('is read with comments and trailing commas', () => {
    const text = `{
      "$schema": "x", /* the schema */
      "title": "政策文集", "files": ["文章/*.txt",], "exclude": ["草稿/**"], "encoding": "gb18030",
      "termBases": ["terms.json"], "codeBook": "codes.json", "annotator": "林",
      "documents": { "文章/一.txt": { "title": "第一篇", "date": "2024-03-18", "authors": ["甲", "乙"], "url": "https://example.org/1", "encoding": "big5" }, }, // done
    }`;
    const { manifest, problems } = parseManifest(text, URI);
    assert.deepEqual(problems, []);
    assert.equal(manifest.title, '政策文集');
    assert.deepEqual(manifest.files?.map(({ value }) => value), ['文章/*.txt']);
    assert.deepEqual(manifest.exclude.map(({ value }) => value), ['草稿/**']);
    assert.deepEqual(manifest.termBases.map(({ value, span }) => [value, text.slice(span.start, span.end)]), [['terms.json', '"terms.json"']]);
    assert.equal(manifest.codeBook?.value, 'codes.json');
    assert.equal(manifest.annotator, '林');
    assert.equal(manifest.encoding, 'gb18030');
    const { span, ...entry } = manifest.documents.get('文章/一.txt') ?? assert.fail();
    assert.equal(text.slice(span.start, span.end), '"文章/一.txt"');
    assert.deepEqual(entry, { title: '第一篇', date: '2024-03-18', authors: ['甲', '乙'], url: 'https://example.org/1', encoding: 'big5' });
  });

  it('adds units, each with its forms, what numbers with it are, and a conversion', () => {
    const text = '{"units": [{"name": "筐", "forms": ["簍"], "si": {"unit": "kg", "factor": 25}}, {"name": "工分"}, {"name": "刻", "kind": "measure"}]}';
    const { manifest, problems } = parseManifest(text, URI);
    assert.deepEqual(problems, []);
    assert.deepEqual(manifest.units, [
      { name: '筐', forms: ['簍'], kind: 'measure', si: { unit: 'kg', factor: 25, offset: 0 } },
      { name: '工分', forms: [], kind: 'cardinal' },
      { name: '刻', forms: [], kind: 'measure' },
    ]);
  });

  it('reports what is wrong with a unit at its place and keeps the others', () => {
    const text = `{"units": [{"forms": ["簍"]}, {"name": "3筐"}, {"name": "担", "si": {"unit": "kg", "factor": 0}}, {"name": "石", "si": {"unit": "kg"}},
      {"name": "斗", "kind": "weight", "colour": 1}, 7, {"name": "升", "forms": "公升"}]}`;
    assert.deepEqual(marked(text), [
      ['corpus.bad-unit', '{"forms": ["簍"]}'], ['corpus.bad-unit', '"3筐"'], ['corpus.bad-unit', '0'], ['corpus.bad-unit', '{"unit": "kg"}'],
      ['corpus.unknown-field', '"colour"'], ['corpus.wrong-type', '"weight"'], ['corpus.wrong-type', '7'], ['corpus.wrong-type', '"公升"'],
    ]);
    assert.deepEqual(parseManifest(text, URI).manifest.units.map(({ name }) => name), ['斗', '升']);
    assert.deepEqual(marked('{"units": {"name": "筐"}}'), [['corpus.wrong-type', '{"name": "筐"}']]);
  });

  it('that is nested too deeply to be read is one mistake', () => {
    for (const text of ['['.repeat(50_000), '{"files": '.repeat(50_000), `{"title": ${'['.repeat(300)}${']'.repeat(300)}}`]) {
      assert.deepEqual(parseManifest(text, URI).problems.map(({ code }) => code), ['corpus.syntax']);
    }
    assert.deepEqual(parseManifest(`{"title": "${'['.repeat(300)}" /* ${'{'.repeat(300)} */}`, URI).problems, []);
  });

  it('reports a value of the wrong type at its place and keeps the rest', () => {
    const text = '{"title": 5, "files": "*.txt", "exclude": ["a", 7], "annotator": "林"}';
    assert.deepEqual(marked(text), [['corpus.wrong-type', '5'], ['corpus.wrong-type', '"*.txt"'], ['corpus.wrong-type', '7']]);
    const { manifest } = parseManifest(text, URI);
    assert.equal(manifest.title, undefined);
    assert.equal(manifest.files, undefined);
    assert.deepEqual(manifest.exclude.map(({ value }) => value), ['a']);
    assert.equal(manifest.annotator, '林');
  });

  it('reports a whole that is no object', () => {
    assert.deepEqual(marked('[1]'), [['corpus.wrong-type', '[1]']]);
  });

  it('reports unknown fields, also of documents', () => {
    assert.deepEqual(marked('{"file": [], "documents": {"a.txt": {"Title": "x"}}}'), [
      ['corpus.unknown-field', '"file"'],
      ['corpus.unknown-field', '"Title"'],
    ]);
  });

  it('reports a date that is not EDTF, an unknown encoding and what is no web address', () => {
    const text = '{"encoding": "klingon", "documents": {"a.txt": {"date": "2024年", "url": "somewhere", "title": "甲"}}}';
    assert.deepEqual(marked(text), [['corpus.bad-encoding', '"klingon"'], ['corpus.bad-date', '"2024年"'], ['corpus.bad-url', '"somewhere"']]);
    const entry = parseManifest(text, URI).manifest.documents.get('a.txt');
    assert.equal(entry?.title, '甲');
    assert.equal(entry?.date, undefined);
  });

  it('reports broken JSON and takes what can be read', () => {
    const text = '{"title": "文集" "annotator": "林", ';
    assert.ok(marked(text).every(([code]) => code === 'corpus.syntax'));
    assert.ok(marked(text).length > 0);
    const { manifest } = parseManifest(text, URI);
    assert.equal(manifest.title, '文集');
    assert.equal(manifest.annotator, '林');
  });
});
