import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meipi, temporaryFolder } from './meipi';

const BOOK = `${JSON.stringify({ codes: [{ id: 'policy', name: '政策', color: '#2f86c8', key: '1' }, { id: '税收', name: '税收', color: '#c2710c', parent: 'policy' }] }, undefined, 2)}\n`;

describe('meipi export and import of codes', () => {
  const folder = temporaryFolder();
  const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');

  beforeEach(() => folder.write({ 'a/corpus.json': '{}', 'a/codebook.json': BOOK, 'a/a.txt': '政策。\n', 'b/corpus.json': '{"codeBook": "codes/mine.json"}', 'b/b.txt': '政策。\n', 'empty/corpus.json': '{}', 'empty/a.txt': '空' }));

  it('carries a code book from one corpus to another, and tells what the format has no place for', async () => {
    const exported = await meipi(folder.path, ['export', '--format', 'qdc', '--out', 'codes.qdc', 'a']);
    assert.deepEqual([exported.code, exported.out, exported.errors.length], [0, '', 1]);
    assert.match(exported.errors[0]!, /^meipi: qdc: REFI-QDA has no place for id, key: .* 1 codes/);
    const imported = await meipi(folder.path, ['import', '--format', 'qdc', '--into', 'b', 'codes.qdc']);
    assert.deepEqual([imported.code, imported.out, imported.errors], [0, 'codes added: 2; known: 0; changed: 0\n', []]);
    assert.deepEqual(JSON.parse(read('b/codes/mine.json')), { codes: [{ id: 'policy', name: '政策', color: '#2f86c8', key: '1' }, { id: '税收', name: '税收', color: '#c2710c', parent: 'policy' }] });
    const again = await meipi(folder.path, ['import', '--format', 'qdc', '--into', 'a', '-'], read('codes.qdc'));
    assert.deepEqual([again.out, read('a/codebook.json')], ['codes added: 0; known: 2; changed: 0\n', BOOK]);
  });

  it('writes to standard output, and never over the code book', async () => {
    const { code, out } = await meipi(folder.path, ['export', '--format', 'qdc', '--out', '-', 'a']);
    assert.ok(code === 0 && out.startsWith('<?xml') && out.includes('name="税收"'));
    const refused = await meipi(folder.path, ['export', '--format', 'qdc', '--out', 'a/codebook.json', 'a']);
    assert.deepEqual([refused.code, read('a/codebook.json')], [2, BOOK]);
  });

  it('keeps what differs unless told to take it', async () => {
    await meipi(folder.path, ['export', '--format', 'qdc', '--out', 'codes.qdc', 'a']);
    folder.write({ 'codes.qdc': read('codes.qdc').replace('name="税收"', 'name="税制"') });
    const kept = await meipi(folder.path, ['import', '--format', 'qdc', '--into', 'a', 'codes.qdc']);
    assert.deepEqual([kept.code, read('a/codebook.json'), kept.errors], [0, BOOK, ['meipi: codes.qdc: “税收”: name differs, and was kept.']]);
    await meipi(folder.path, ['import', '--format', 'qdc', '--into', 'a', '--differences', 'take', 'codes.qdc']);
    assert.equal(read('a/codebook.json'), BOOK.replace('"name": "税收"', '"name": "税制"'));
  });

  it('refuses a hostile file with its place, and leaves the code book alone', async () => {
    folder.write({ 'bad.qdc': '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y">]>\n<CodeBook/>' });
    const { code, errors } = await meipi(folder.path, ['import', '--format', 'qdc', '--into', 'a', 'bad.qdc']);
    assert.deepEqual([code, errors], [2, ['meipi: bad.qdc:2:1: A code book has no document type declaration; a file with one is not read.']]);
    assert.equal(read('a/codebook.json'), BOOK);
  });

  it('leaves a broken code book alone', async () => {
    await meipi(folder.path, ['export', '--format', 'qdc', '--out', 'codes.qdc', 'a']);
    folder.write({ 'a/codebook.json': '{"codes": [' });
    const { code, errors } = await meipi(folder.path, ['import', '--format', 'qdc', '--into', 'a', 'codes.qdc']);
    assert.equal(code, 2);
    assert.match(errors.join('\n'), /codebook\.json: The code book cannot be changed/);
    assert.equal(read('a/codebook.json'), '{"codes": [');
  });

  for (const [argv, message] of [
    [['--into', 'a', 'x.qdc'], /--format is missing/], [['--format', 'xlsx', '--into', 'a', 'x.qdc'], /--format knows qdc/], [['--format', 'qdc', 'x.qdc'], /--into is missing/], [['--format', 'qdc', '--into', 'a'], /one FILE/],
    [['--format', 'qdc', '--into', 'a', 'none.qdc'], /none\.qdc: no such file/], [['--format', 'qdc', '--into', 'a', '--differences', 'x', 'x.qdc'], /--differences must be/],
  ] as [string[], RegExp][]) {
    it(`says what is wrong with: import ${argv.join(' ')}`, async () => {
      const { code, errors } = await meipi(folder.path, ['import', ...argv]);
      assert.equal(code, 2);
      assert.match(errors.join('\n'), message);
    });
  }

  it('refuses contents that the format has not, and an empty code book', async () => {
    assert.match((await meipi(folder.path, ['export', '--format', 'qdc', '--content', 'tags', '--out', '-', 'a'])).errors[0]!, /code book alone/);
    assert.match((await meipi(folder.path, ['export', '--format', 'qdc', '--out', '-', 'empty'])).errors[0]!, /no codes to export/);
  });
});
