import { strict as assert } from 'node:assert';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { URI } from 'vscode-uri';
import { CodeBookStore } from '../../../server/src/annotations/codeBook/codeBookStore';
import { AnnotationStore } from '../../../server/src/annotations/store';
import { openCorpus } from '../../../server/src/corpus/workspace';
import { nodeFiles } from '../../../server/src/platform/nodeFiles';
import { newAnnotationId, sha256, snapshotsIn } from '../../../server/src/platform/snapshots';
import { fakeRecognition } from '../corpus/fakes';
import { meipi, temporaryFolder } from './meipi';

const TEXT = '𠮷城的產業轉型很快。新質生產力是新的提法。\n';

/** A corpus of one text with the passage 產業轉型 annotated; gives the folder and the id of its code. */
async function annotated(folder: ReturnType<typeof temporaryFolder>, name: string): Promise<{ path: string; code: string }> {
  folder.write({ [`${name}/corpus.json`]: '{"title": "例"}', [`${name}/a.txt`]: TEXT, [`${name}/b.txt`]: '别的。\n' });
  const path = join(folder.path, name);
  const corpus = await openCorpus(URI.file(path).toString(), nodeFiles, { recognition: fakeRecognition });
  const codeBook = new CodeBookStore(`${corpus.root}/codebook.json`, nodeFiles);
  await codeBook.load();
  const code = (await codeBook.add({ name: '转型' })).id;
  const store = new AnnotationStore(corpus, { files: nodeFiles, snapshots: snapshotsIn(nodeFiles, corpus.root), clock: { now: () => '2024-05-06T07:08:09Z' }, hash: sha256, newId: newAnnotationId });
  await store.load();
  const start = TEXT.indexOf('產業轉型');
  await store.add({ document: 'a.txt', spans: [{ start, end: start + 4 }], codes: [code], memo: '看这里', creator: '林' });
  return { path, code };
}

describe('meipi export', () => {
  const folder = temporaryFolder();

  it('writes annotations with offsets in code points', async () => {
    const { path, code } = await annotated(folder, 'jsonl');
    assert.deepEqual(await meipi(path, ['export', '--format', 'jsonl', '--out', 'out.jsonl', '.']), { code: 0, out: '', lines: [], errors: [] });
    const rows = readFileSync(join(path, 'out.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.equal(rows.length, 1);
    const { file, start, end, text, codes, memo, creator } = rows[0] ?? assert.fail();
    assert.deepEqual({ file, start, end, text, memo, creator }, { file: 'a.txt', start: 3, end: 7, text: '產業轉型', memo: '看这里', creator: '林' });
    assert.deepEqual(codes, [{ id: code, name: '转型' }]);
  });

  it('writes what is recognised when asked to', async () => {
    const { path } = await annotated(folder, 'tags');
    const layers = async (content: string): Promise<unknown[]> => {
      const run = await meipi(path, ['export', '--format', 'jsonl', '--out', '-', '--content', content, '.']);
      assert.equal(run.code, 0);
      return [...new Set(run.lines.map((line) => (JSON.parse(line) as { layer: unknown }).layer))].sort();
    };
    assert.deepEqual(await layers('annotations'), ['annotation']);
    assert.ok(!(await layers('tags')).includes('annotation') && (await layers('tags')).includes('term'));
    assert.ok((await layers('both')).includes('annotation') && (await layers('both')).includes('term'));
  });

  describe('as Parquet', () => {
    const tables = ['annotations.parquet', 'attributions.parquet', 'documents.parquet', 'figures.parquet', 'notes.parquet', 'tags.parquet'];

    it('writes a folder with a file for each table, also over an older one', async () => {
      const { path } = await annotated(folder, 'parquet');
      for (const [out, expected, ...options] of [
        ['new/tables', tables], ['new/tables', tables, '--content', 'both'],
        ['tags', ['attributions.parquet', 'documents.parquet', 'figures.parquet', 'tags.parquet'], '--content', 'tags'],
        ['annotations', ['annotations.parquet', 'documents.parquet', 'notes.parquet'], '--content', 'annotations'],
      ] as const) {
        assert.deepEqual(await meipi(path, ['export', '--format', 'parquet', '--out', out, ...options, '.']), { code: 0, out: '', lines: [], errors: [] });
        assert.deepEqual(readdirSync(join(path, out)).sort(), expected);
      }
      for (const table of tables) {
        const bytes = readFileSync(join(path, 'new', 'tables', table));
        assert.deepEqual([bytes.subarray(0, 4).toString(), bytes.subarray(-4).toString()], ['PAR1', 'PAR1']);
      }
    });

    it('refuses standard output and the name of one file', async () => {
      const { path } = await annotated(folder, 'noparquet');
      for (const options of [['--out', '-'], ['--out', 'tags.parquet']]) {
        const run = await meipi(path, ['export', '--format', 'parquet', ...options, '.']);
        assert.deepEqual([run.code, run.out, run.errors.length], [2, '', 1], options.join(' '));
      }
      assert.ok(!existsSync(join(path, 'tags.parquet')));
    });

    it('never writes over a file of the corpus', async () => {
      const { path } = await annotated(folder, 'protected');
      writeFileSync(join(path, 'corpus.json'), '{"files": ["*.txt", "out/*.parquet"]}');
      mkdirSync(join(path, 'out'));
      writeFileSync(join(path, 'out', 'tags.parquet'), '一篇怪名字的文章。');
      const run = await meipi(path, ['export', '--format', 'parquet', '--out', 'out', '.']);
      assert.equal(run.code, 2);
      assert.match(run.errors.join(), /tags\.parquet belongs to the corpus/);
      assert.deepEqual(readdirSync(join(path, 'out')), ['tags.parquet']);
    });
  });

  for (const format of ['csv', 'w3c']) {
    it(`writes ${format}`, async () => {
      const { path } = await annotated(folder, format);
      const run = await meipi(path, ['export', '--format', format, '--out', '-', '.']);
      assert.equal(run.code, 0);
      assert.match(run.out, /產業轉型/);
      if (format === 'csv') assert.ok(run.out.startsWith('\ufeff'));
      else assert.ok(JSON.parse(run.out));
    });
  }

  it('leaves documents, sidecars and code book as they are', async () => {
    const { path } = await annotated(folder, 'untouched');
    const files = ['a.txt', 'a.txt.annotations.json', 'codebook.json', 'corpus.json'].map((name) => join(path, name));
    writeFileSync(files[0] as string, TEXT.replace('很快', '不快'));
    const before = files.map((file) => readFileSync(file, 'utf8'));
    await meipi(path, ['export', '--format', 'csv', '--out', '-', '--content', 'both', '.']);
    await meipi(path, ['check', '.']);
    assert.deepEqual(files.map((file) => readFileSync(file, 'utf8')), before);
    assert.equal(existsSync(join(path, 'b.txt.annotations.json')), false);
  });

  it('names the version of the text that the offsets count in', async () => {
    const { path } = await annotated(folder, 'dated');
    const run = await meipi(path, ['export', '--format', 'w3c', '--out', '-', '.']);
    const { first } = JSON.parse(run.out) as { first: { items: { target: { state: { cached: string } } }[] } };
    assert.ok(first.items.length > 0);
    for (const { target } of first.items) assert.match(target.state.cached, /^urn:sha256:[0-9a-f]{64}$/);
  });

  it('writes over no file of the corpus', async () => {
    const { path } = await annotated(folder, 'own');
    for (const name of ['a.txt', 'a.txt.annotations.json', 'codebook.json', 'corpus.json']) {
      const before = readFileSync(join(path, name), 'utf8');
      const run = await meipi(path, ['export', '--format', 'csv', '--out', name, '.']);
      assert.deepEqual([run.code, run.errors.length], [2, 1], name);
      assert.equal(readFileSync(join(path, name), 'utf8'), before);
    }
  });

  it('writes over no document that was not named, in a corpus or beside the files named', async () => {
    const { path } = await annotated(folder, 'others');
    folder.write({ 'others/b.txt': '乙。', 'others/sub/c.txt': '丙。', 'loose/a.txt': '甲。', 'loose/b.txt': '乙。', 'loose/data.csv': '1' });
    const runs: [string, string, string][] = [[path, 'b.txt', 'a.txt'], [path, join('sub', 'c.txt'), 'a.txt'], [join(folder.path, 'loose'), 'b.txt', 'a.txt'], [join(folder.path, 'loose'), join(path, 'b.txt'), 'a.txt']];
    for (const [cwd, out, input] of runs) {
      const before = readFileSync(resolve(cwd, out), 'utf8');
      const run = await meipi(cwd, ['export', '--format', 'csv', '--out', out, input]);
      assert.deepEqual([run.code, run.errors.length], [2, 1], out);
      assert.match(run.errors[0] ?? '', /belongs to the corpus and is not overwritten/);
      assert.equal(readFileSync(resolve(cwd, out), 'utf8'), before);
    }
    const run = await meipi(join(folder.path, 'loose'), ['export', '--format', 'csv', '--out', 'data.csv', 'a.txt']);
    assert.equal(run.code, 0, 'a file of another kind is replaced');
  });

  it('writes beside standard input, which is no file', async () => {
    folder.write({ 'piped/b.csv': '1' });
    assert.equal((await meipi(join(folder.path, 'piped'), ['export', '--format', 'csv', '--out', 'b.csv', '-'], '甲。')).code, 0);
  });

  it('sees through links on either side', async () => {
    const { path } = await annotated(folder, 'links');
    folder.write({ 'elsewhere/far.txt': '远。' });
    symlinkSync(join(path, 'a.txt'), join(path, 'out.csv'));
    symlinkSync(join(path, 'a.txt.annotations.json'), join(path, 'side.csv'));
    symlinkSync(path, join(folder.path, 'way'));
    symlinkSync(join(folder.path, 'elsewhere', 'far.txt'), join(path, 'far.txt'));
    for (const out of ['out.csv', 'side.csv', '../way/codebook.json', '../elsewhere/far.txt']) {
      const before = readFileSync(join(path, out), 'utf8');
      const run = await meipi(path, ['export', '--format', 'csv', '--out', out, 'a.txt']);
      assert.equal(run.code, 2, out);
      assert.equal(readFileSync(join(path, out), 'utf8'), before);
    }
  });

  it('writes over no term base, and over a file that corpus.json leaves out', async () => {
    folder.write({
      'terms/corpus.json': JSON.stringify({ files: ['texts'], exclude: ['texts/old.txt'], termBases: ['terms.csv'] }),
      'terms/texts/a.txt': '甲。',
      'terms/texts/old.txt': '旧。',
      'terms/terms.csv': 'id\n甲\n',
      'terms/mine.csv': 'id\n乙\n',
    });
    const path = join(folder.path, 'terms');
    const codeFor = async (...argv: string[]): Promise<number> => (await meipi(path, ['export', '--format', 'csv', ...argv, '.'])).code;
    assert.equal(await codeFor('--out', 'terms.csv'), 2);
    assert.equal(await codeFor('--out', 'mine.csv', '--termbase', 'mine.csv'), 2);
    assert.equal(await codeFor('--out', join('texts', 'old.txt')), 0);
  });

  it('refuses a format it does not know, a missing file to write, and several corpora', async () => {
    const { path } = await annotated(folder, 'wrong/one');
    await annotated(folder, 'wrong/two');
    for (const argv of [['--format', 'docx', '--out', 'x', '.'], ['--format', 'csv', '.'], ['--out', 'x', '.'], ['--format', 'csv', '--out', 'x', '.', '../two']]) {
      const run = await meipi(path, ['export', ...argv]);
      assert.equal(run.code, 2);
      assert.equal(run.errors.length, 1);
      assert.equal(existsSync(join(path, 'x')), false);
    }
  });

  it('names a sidecar that cannot be read and ends with 2', async () => {
    const { path } = await annotated(folder, 'broken');
    writeFileSync(join(path, 'a.txt.annotations.json'), '{"type": ');
    const run = await meipi(path, ['export', '--format', 'csv', '--out', 'out.csv', '.']);
    assert.equal(run.code, 2);
    assert.match(run.errors.join('\n'), /^meipi: a\.txt\.annotations\.json/);
  });
});

describe('meipi check on annotations', () => {
  const folder = temporaryFolder();
  const found = async (path: string): Promise<{ code: number; codes: (string | undefined)[] }> => {
    const run = await meipi(path, ['check', '.']);
    assert.deepEqual(run.errors, []);
    return { code: run.code, codes: run.lines.map((line) => /\(([a-z.-]+)\)$/.exec(line)?.[1]) };
  };

  it('finds nothing where all are in place', async () => {
    const { path } = await annotated(folder, 'good');
    assert.deepEqual(await found(path), { code: 0, codes: [] });
  });

  it('finds a passage that is lost', async () => {
    const { path } = await annotated(folder, 'lost');
    writeFileSync(join(path, 'a.txt'), '完全是另外一篇文字。\n');
    assert.deepEqual(await found(path), { code: 1, codes: ['annotation.lost'] });
  });

  it('notes annotations whose document is gone, with the document that has its text', async () => {
    const { path } = await annotated(folder, 'renamed');
    renameSync(join(path, 'a.txt'), join(path, 'c.txt'));
    const run = await meipi(path, ['check', '.']);
    assert.deepEqual([run.code, run.lines], [0, ['a.txt.annotations.json: information: a.txt, which these annotations are of, is not there any more. The same text is now in c.txt. (sidecar.orphan)']]);
    assert.equal((await meipi(path, ['check', 'b.txt'])).out, '');
  });

  it('finds a code that the code book lacks', async () => {
    const { path } = await annotated(folder, 'unknown');
    writeFileSync(join(path, 'codebook.json'), '{"codes": []}');
    assert.deepEqual(await found(path), { code: 1, codes: ['annotation.unknown-code'] });
  });

  describe('finds notes about what is not there', () => {
    const GONE = 'urn:uuid:00000000-0000-4000-8000-00000000dead';
    const person = { type: 'Person', name: '贝' };
    const times = { created: '2024-05-06T08:00:00Z', modified: '2024-05-06T08:00:00Z' };
    const item = (id: number, more: object): object => ({ id: `urn:uuid:00000000-0000-4000-8000-00000000000${id}`, type: 'Annotation', ...times, creator: person, ...more });
    const memo = (value: string): object => ({ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value });
    const relation = (id: number, from: string, to: string): object => item(id, {
      motivation: 'linking', target: from, body: [{ type: 'SpecificResource', purpose: 'linking', source: to }, { type: 'TextualBody', purpose: 'classifying', value: 'supports' }],
    });
    /** Adds items to a sidecar, one a line; gives the line (from 1) of the first of them. */
    const add = (file: string, ...items: readonly object[]): number => {
      const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : ['{"@context":["http://www.w3.org/ns/anno.jsonld"],"type":"AnnotationPage","items":[', ']}'];
      const end = lines.findIndex((line) => line.startsWith(']'));
      const isEmpty = lines[end - 1]?.endsWith('[');
      lines.splice(end, 0, ...items.map((each, i) => `${isEmpty && i === 0 ? '' : ','}${JSON.stringify(each)}`));
      writeFileSync(file, lines.join('\n'));
      return end + 1;
    };
    const idIn = (file: string): string => /"id":"(urn:uuid:[^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';

    it('with file and place: the passage, or else the line of the sidecar', async () => {
      const { path } = await annotated(folder, 'dangling');
      const [a, book] = ['a.txt.annotations.json', 'codebook.json.annotations.json'].map((name) => join(path, name)) as [string, string];
      const line = add(a, relation(1, idIn(a), GONE), relation(2, GONE, idIn(a)), item(3, { motivation: 'replying', target: GONE, body: [memo('同意')] }));
      const ofBook = add(book, item(4, { motivation: 'commenting', target: 'urn:meipi:code:none', body: [memo('何时用')] }));
      add(join(path, 'b.txt.annotations.json'), item(5, { motivation: 'commenting', target: 'urn:meipi:document:b.txt', body: [memo('全篇'), { type: 'TextualBody', purpose: 'tagging', value: 'none' }] }));
      const run = await meipi(path, ['check', '.']);
      assert.deepEqual([run.code, run.errors], [1, []]);
      const [first, second, third, fourth, fifth] = [...run.lines].sort();
      assert.equal(first, `a.txt.annotations.json:${line + 1}:8: warning: The relation “supports” by 贝 begins at an annotation that is not in the corpus (${GONE}). (annotation.dangling-relation)`);
      assert.equal(second, `a.txt.annotations.json:${line + 2}:8: warning: The reply “同意” by 贝 is to an annotation that is not in the corpus (${GONE}). (annotation.dangling-reply)`);
      assert.equal(third, `a.txt:1:4: warning: The relation “supports” by 贝 leads to an annotation that is not in the corpus (${GONE}). (annotation.dangling-relation)`);
      assert.match(fourth ?? '', /^b\.txt\.annotations\.json:2:7: warning: The code book has no code "none"\. \(annotation\.unknown-code\)$/);
      assert.equal(fifth, `codebook.json.annotations.json:${ofBook}:7: warning: The memo “何时用” by 贝 is about the code “none”, which the code book lacks. (annotation.dangling-memo)`);
      assert.equal(run.lines.length, 5);
    });

    it('looks for what they name in the whole corpus, whatever files are asked for and whose documents are gone', async () => {
      const { path } = await annotated(folder, 'elsewhere');
      const a = join(path, 'a.txt.annotations.json');
      const id = idIn(a);
      add(join(path, 'b.txt.annotations.json'), relation(1, id, id));
      assert.deepEqual(await found(path), { code: 0, codes: [] });
      assert.deepEqual((await meipi(path, ['check', 'b.txt'])).lines, []);
      renameSync(join(path, 'a.txt'), join(path, 'c.txt'));
      assert.deepEqual(await found(path), { code: 0, codes: ['sidecar.orphan'] });
    });

    it('says nothing of them while a sidecar cannot be read, as what they name may be in it', async () => {
      const { path } = await annotated(folder, 'uncertain');
      add(join(path, 'b.txt.annotations.json'), relation(1, GONE, GONE));
      assert.deepEqual((await found(path)).codes, ['annotation.dangling-relation', 'annotation.dangling-relation']);
      writeFileSync(join(path, 'a.txt.annotations.json'), '{"type":"AnnotationPage","items":[');
      assert.deepEqual(await found(path), { code: 1, codes: ['sidecar.invalid'] });
    });
  });

  it('finds a broken sidecar and a broken code book', async () => {
    const { path } = await annotated(folder, 'bad');
    writeFileSync(join(path, 'a.txt.annotations.json'), '[1]');
    writeFileSync(join(path, 'codebook.json'), '{"codes": 5');
    const { code, codes } = await found(path);
    assert.equal(code, 1);
    assert.ok(codes.includes('sidecar.invalid'));
    assert.ok(codes.some((each) => each?.startsWith('codebook.')));
  });
});
