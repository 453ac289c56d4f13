import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import packageJson from '../../../package.json';
import { encode } from '../corpus/encode';
import { meipi, rows, temporaryFolder } from './meipi';

const TERM_BASE = JSON.stringify([{ id: '算力', forms: { 'zh-Hans': ['算力'], 'zh-Hant': ['算力'] } }, { id: '数据', forms: { 'zh-Hans': ['数据'], 'zh-Hant': ['數據'] } }]);

describe('meipi', () => {
  const folder = temporaryFolder();
  before(() => folder.write({ 'a.txt': '算力与数据。', 'terms.json': TERM_BASE }));

  it('says what it can do with --help and help, and which version it is', async () => {
    for (const argv of [['--help'], ['-h'], ['help']]) {
      const run = await meipi(folder.path, argv);
      assert.equal(run.code, 0);
      for (const name of ['tag', 'attributions', 'refs', 'kwic', 'check']) assert.match(run.out, new RegExp(`^  ${name} `, 'm'));
    }
    assert.equal((await meipi(folder.path, ['--version'])).out, `${packageJson.version}\n`);
    const help = await meipi(folder.path, ['kwic', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.out, /^usage: meipi kwic QUERY PATH/);
    assert.match(help.out, /--width N/);
  });

  // The help of a command says what it takes, that of meipi only which there are.
  const wrong: [string, string[]][] = [
    ['no command', []],
    ['an unknown command', ['frobnicate']],
    ['an unknown option', ['tag', 'a.txt', '--frobnicate']],
    ['no path', ['tag']],
    ['no query', ['refs']],
    ['an unknown layer', ['tag', 'a.txt', '--layers', 'number,verb']],
    ['a bad date', ['tag', 'a.txt', '--date', '2024年']],
    ['a width that is no number', ['kwic', '算力', 'a.txt', '--width', '-1']],
    ['an unknown order', ['kwic', '算力', 'a.txt', '--sort', 'up']],
  ];
  for (const [what, argv] of wrong) {
    it(`ends with 2 and one line on standard error for ${what}`, async () => {
      const run = await meipi(folder.path, argv);
      assert.equal(run.code, 2);
      assert.equal(run.out, '');
      assert.equal(run.errors.length, 1);
      const [command] = argv.filter((each) => ['tag', 'refs', 'kwic'].includes(each));
      assert.match(run.errors[0] as string, /^meipi: [^\n]+; see [^\n;]+$/);
      assert.equal(run.errors[0]?.split('; see ')[1], command === undefined ? 'meipi --help' : `meipi ${command} --help`);
    });
  }

  it('names a file that cannot be read, goes on with the others and ends with 2', async () => {
    folder.write({ 'bad.txt': Buffer.from([0x80, 0, 1, 2, 0xff]) });
    const run = await meipi(folder.path, ['tag', 'missing.txt', 'bad.txt', 'a.txt', '--termbase', 'terms.json']);
    assert.equal(run.code, 2);
    assert.equal(run.lines.length, 2);
    assert.deepEqual(run.errors.map((line) => line.split(': ').slice(0, 2)), [['meipi', 'missing.txt'], ['meipi', 'bad.txt']]);
  });

  it('names a term base that is not there', async () => {
    const run = await meipi(folder.path, ['tag', 'a.txt', '--termbase', 'none.json']);
    assert.equal(run.code, 2);
    assert.match(run.errors.join('\n'), /^meipi: none\.json: /);
  });
});

describe('paths on the command line', () => {
  const folder = temporaryFolder();
  before(() =>
    folder.write({
      'loose/a.txt': '算力',
      'loose/b.md': '算力',
      'corpus/corpus.json': '{"files": ["texts"], "termBases": ["own.json"]}',
      'corpus/own.json': TERM_BASE,
      'corpus/texts/b.txt': '算力一',
      'corpus/texts/sub/c.txt': '算力二',
      'corpus/other.txt': '算力三',
    }),
  );
  const files = async (...paths: string[]): Promise<unknown[]> => (await rows(folder.path, ['refs', '算力', ...paths])).map(({ file }) => file);

  it('may be files of any kind, called as they were given', async () => {
    assert.deepEqual(await files('loose/a.txt', './loose/b.md'), ['./loose/b.md', 'loose/a.txt']);
  });

  it('may be folders, every .txt of which is read', async () => {
    assert.deepEqual(await files('loose'), [join('loose', 'a.txt')]);
  });

  it('may be a corpus, whose corpus.json says what belongs to it', async () => {
    assert.deepEqual(await files('corpus'), ['corpus/texts/b.txt', 'corpus/texts/sub/c.txt'].map((path) => join(path)));
  });

  it('may be a folder with corpora in it, each of which is read with its own corpus.json', async () => {
    folder.write({ 'nest/corpus.json': '{}', 'nest/a.txt': '算力', 'nest/in/corpus.json': '{"exclude": ["no.txt"]}', 'nest/in/b.txt': '算力', 'nest/in/no.txt': '算力', 'around/one/corpus.json': '{}', 'around/one/c.txt': '算力' });
    assert.deepEqual(await files('nest'), [join('nest/a.txt'), join('nest/in/b.txt')]);
    assert.deepEqual(await files('nest/a.txt', 'nest/in'), ['nest/a.txt', join('nest/in/b.txt')]);
    assert.equal((await meipi(folder.path, ['export', '--format', 'jsonl', '--out', '-', '--content', 'tags', 'around'])).code, 0);
  });

  it('may be a part of a corpus', async () => {
    assert.deepEqual(await files('corpus/texts/sub'), [join('corpus/texts/sub/c.txt')]);
    assert.deepEqual(await files('corpus/texts/b.txt'), ['corpus/texts/b.txt']);
  });

  it('may be a file in the folder of a corpus that does not belong to it', async () => {
    assert.deepEqual(await files('corpus/other.txt'), ['corpus/other.txt']);
  });

  it('name each document once', async () => {
    assert.deepEqual(await files('loose', 'loose/a.txt', 'loose/a.txt'), ['loose/a.txt']);
  });

  it('may be - for standard input, in any encoding', async () => {
    assert.deepEqual(await rows(folder.path, ['refs', '數據', '-', '--termbase', 'corpus/own.json'], '一数据'), [{ file: '-', start: 1, end: 3, text: '数据', id: 'concept:数据' }]);
    const big5 = await meipi(folder.path, ['refs', '--string', '問題', '-'], encode('這個問題我們都要看。', 'big5'));
    assert.deepEqual(JSON.parse(big5.out), { file: '-', start: 2, end: 4, text: '問題' });
  });
});

describe('a folder without documents', () => {
  const folder = temporaryFolder();
  before(() =>
    folder.write({
      'empty/readme.md': '算力',
      'none/corpus.json': '{"files": ["texts"], "exclude": ["texts/old"]}',
      'none/codebook.json': '{"codes": [{"id": "a", "name": "甲"}]}',
      'none/texts/old/a.txt': '算力',
      'some/a.txt': '算力',
      'some/sub/readme.md': '算力',
      'broken/corpus.json': '{',
      'around/one/corpus.json': '{}',
      'around/one/c.txt': '算力',
    }),
  );
  const everywhere = 'there and in the folders below, except hidden ones and node_modules';

  for (const command of [['tag'], ['attributions'], ['figures', '--compare'], ['candidates'], ['refs', '算力'], ['kwic', '算力'], ['agreement'], ['check'], ['export', '--format', 'csv', '--out', '-']]) {
    it(`is told with what was looked for in it, and ends with 2 (${command[0]})`, async () => {
      const run = await meipi(folder.path, [...command, 'empty']);
      assert.deepEqual([run.code, run.errors], [2, [`meipi: empty: there is no document in this folder; looked for .txt files ${everywhere}`]]);
    });
  }

  it('is told with what corpus.json says of its files', async () => {
    const { code, errors } = await meipi(folder.path, ['tag', 'none']);
    assert.deepEqual([code, errors], [2, [`meipi: none: there is no document in this folder; looked for the "files" of corpus.json ("texts"), without those that it excludes ("texts/old"), ${everywhere}`]]);
  });

  it('is told beside others, whose documents are read', async () => {
    const run = await meipi(folder.path, ['refs', '算力', 'some', 'some/sub', 'empty']);
    assert.deepEqual([run.code, run.lines.length, run.errors.map((line) => line.split(': ')[1])], [2, 1, ['some/sub', 'empty']]);
  });

  it('is none that holds corpora', async () => {
    assert.deepEqual((await meipi(folder.path, ['refs', '算力', 'around'])).errors, []);
  });

  it('is not told where something else is wrong, nor where the code book is all that is wanted', async () => {
    assert.deepEqual((await meipi(folder.path, ['tag', 'broken'])).errors.map((line) => line.split(': ')[1]), [`${join('broken', 'corpus.json')}:1:2`]);
    folder.write({ 'typo/corpus.json': '{"files": ["textes"]}' });
    const check = await meipi(folder.path, ['check', 'typo']);
    assert.deepEqual([check.code, check.lines.length, check.errors], [1, 1, []]);
    const run = await meipi(folder.path, ['export', '--format', 'qdc', '--out', '-', 'none']);
    assert.equal(run.code, 0);
    assert.doesNotMatch(run.errors.join('\n'), /no document/);
  });
});

describe('meipi tag', () => {
  const folder = temporaryFolder();
  before(() => folder.write({ 'terms.json': TERM_BASE, 'more.json': '[{"id": "芯片", "forms": {"zh-Hans": ["芯片"]}}]', 'a.txt': '\ufeff𠮷野说，算力\r\n與數據。', 'b.txt': '芯片与算力' }));

  it('counts offsets in code points of the text without its byte order mark', async () => {
    assert.deepEqual(await rows(folder.path, ['tag', 'a.txt', '--layers', 'term', '--termbase', 'terms.json']), [
      { file: 'a.txt', start: 4, end: 6, text: '算力', layer: 'term', kind: 'concept', id: 'concept:算力' },
      { file: 'a.txt', start: 9, end: 11, text: '數據', layer: 'term', kind: 'concept', id: 'concept:数据' },
    ]);
  });

  it('takes several term bases in place of the built-in one and the corpus\'s own', async () => {
    const found = await rows(folder.path, ['tag', 'b.txt', '--layers', 'term', '--termbase', 'terms.json', '--termbase', 'more.json']);
    assert.deepEqual(found.map(({ text }) => text), ['芯片', '算力']);
    assert.deepEqual(await rows(folder.path, ['tag', 'b.txt', '--layers', 'term', '--termbase', 'more.json']).then((all) => all.map(({ text }) => text)), ['芯片']);
  });
});

describe('the layers of meipi tag', () => {
  const folder = temporaryFolder();
  const texts = {
    'hans.txt': '某大学教授陈启文表示，2023年算力增长12%。\n陈启文还说，研发投入为30亿元。\n',
    'hant.txt': '某大學教授陳啟文表示，2023年算力增長12%。\n陳啟文還說，研發投入為30億元。\n',
  };
  before(() => folder.write({ ...texts, 'terms.json': TERM_BASE }));
  const tagged = (file: string, ...argv: string[]): Promise<Record<string, unknown>[]> => rows(folder.path, ['tag', file, '--termbase', 'terms.json', ...argv]);

  for (const file of Object.keys(texts)) {
    it(`are all written by default, in text order, with their fields (${file})`, async () => {
      const all = await tagged(file);
      assert.deepEqual(new Set(all.map(({ layer }) => layer)), new Set(['number', 'source', 'term']));
      const starts = all.map(({ start }) => start as number);
      assert.deepEqual(starts, [...starts].sort((a, b) => a - b));
      for (const row of all) assert.equal(texts[file as keyof typeof texts].slice(row['start'] as number, row['end'] as number), row['text']);
      const money = all.find(({ kind }) => kind === 'money') ?? assert.fail();
      assert.deepEqual(money['value'], { num: 3_000_000_000, unit: 'CNY' });
      assert.deepEqual(all.find(({ kind }) => kind === 'date')?.['value'], { edtf: '2023' });
      const persons = all.filter(({ kind }) => kind === 'person');
      assert.deepEqual(persons.map(({ id }) => id), ['person:陈启文', 'person:陈启文']);
      assert.ok(persons.every(({ role }) => role !== undefined && role === persons[0]?.['role']), 'a role stated once belongs to every mention');
    });

    it(`can be chosen (${file})`, async () => {
      for (const layers of [['number'], ['source', 'term'], ['term']]) {
        const found = await tagged(file, '--layers', layers.join(','));
        assert.deepEqual([...new Set(found.map(({ layer }) => layer as string))].sort(), layers);
      }
    });
  }

  it('resolve relative dates by --date', async () => {
    folder.write({ 'relative.txt': '今年4月的产量。' });
    const edtf = async (...argv: string[]): Promise<unknown> => ((await tagged('relative.txt', '--layers', 'number', ...argv))[0]?.['value'] as { edtf: unknown }).edtf;
    assert.equal(await edtf(), null);
    assert.equal(await edtf('--date', '2024-12-30'), '2024-04');
  });

  it('of attributions say who says what', async () => {
    const [first, ...more] = await rows(folder.path, ['attributions', 'hant.txt']);
    assert.deepEqual(first?.['sources'], ['person:陈启文']);
    assert.equal(first?.['cue'], '表示');
    assert.equal(first?.['text'], '2023年算力增長12%');
    assert.equal(texts['hant.txt'].slice(first?.['contentStart'] as number, first?.['contentEnd'] as number), first?.['text']);
    assert.equal(more.length, 1);
  });
});

describe('meipi refs', () => {
  const folder = temporaryFolder();
  before(() => folder.write({ 'corpus.json': '{"termBases": ["terms.json"]}', 'terms.json': TERM_BASE, 'a.txt': '數據，数据，大数据', 'b.txt': '别的數據' }));
  const found = async (...argv: string[]): Promise<unknown[][]> => (await rows(folder.path, ['refs', ...argv, '.'])).map(({ file, start, text, id }) => [file, start, text, id]);

  it('finds a concept by any of its forms or its id', async () => {
    const all = [
      ['a.txt', 0, '數據', 'concept:数据'],
      ['a.txt', 3, '数据', 'concept:数据'],
      ['b.txt', 2, '數據', 'concept:数据'],
    ];
    for (const query of ['数据', '數據', 'concept:数据']) {
      const mentions = (await found(query)).filter(([, , , id]) => id === 'concept:数据');
      for (const mention of all) assert.ok(mentions.some((other) => JSON.stringify(other) === JSON.stringify(mention)), `${query}: ${JSON.stringify(mention)}`);
    }
  });

  it('takes a name in any letter case and a title without its brackets', async () => {
    folder.write({ 'en.json': '[{"id": "大语言模型", "forms": {"zh-Hans": ["大语言模型"], "en": ["Large Language Model"]}}]', 'c.txt': '大语言模型。《产业观察》' });
    const ask = async (query: string): Promise<unknown[]> => (await rows(folder.path, ['refs', query, 'c.txt', '--termbase', 'en.json'])).map(({ text, id }) => [text, id]);
    assert.deepEqual(await ask('large language model'), [['大语言模型', 'concept:大语言模型']]);
    assert.deepEqual(await ask('產業觀察'), [['《产业观察》', 'work:产业观察']]);
  });

  it('finds the characters of a string that names nothing, or with --string, in any script', async () => {
    assert.deepEqual(await found('別的'), [['b.txt', 0, '别的', undefined]]);
    assert.deepEqual((await found('數據', '--string')).map(([file, start, , id]) => [file, start, id]), [['a.txt', 0, undefined], ['a.txt', 3, undefined], ['a.txt', 7, undefined], ['b.txt', 2, undefined]]);
    assert.deepEqual(await found('concept:没有'), []);
  });
});

describe('meipi check', () => {
  const folder = temporaryFolder();

  it('ends with 0 and prints nothing where nothing is wrong', async () => {
    folder.write({ 'good/a.txt': '好' });
    assert.deepEqual(await meipi(folder.path, ['check', 'good']), { code: 0, out: '', lines: [], errors: [] });
  });

  it('prints each finding with file, line and column, and ends with 1', async () => {
    folder.write({ 'bad/corpus.json': '{\n  "titel": "𠮷", "documents": {"a.txt": {"date": "2024年"}}\n}', 'bad/a.txt': '好', 'bad/b.txt': Buffer.from([0, 0, 1, 2]) });
    const run = await meipi(folder.path, ['check', 'bad']);
    assert.equal(run.code, 1);
    assert.deepEqual(run.errors, []);
    assert.deepEqual(run.lines.map((line) => line.replace(/: (error|warning): .*\(/, ' $1 (')), [
      `${join('bad', 'corpus.json')}:2:3 warning (corpus.unknown-field)`,
      `${join('bad', 'corpus.json')}:2:49 error (corpus.bad-date)`,
      `${join('bad', 'b.txt')} error (document.undecodable)`,
    ]);
  });
});

describe('the program', function () {
  this.timeout(30_000);
  const program = [process.execPath, '--import', 'tsx', join('server', 'src', 'cli', 'main.ts')] as const;
  const folder = temporaryFolder();

  it('writes UTF-8 to standard output, errors to standard error, and ends with the exit code', () => {
    folder.write({ 'a.txt': '算力' });
    const file = join(folder.path, 'a.txt');
    const [node, ...args] = program;
    const run = spawnSync(node, [...args, 'refs', '--string', '算力', file, join(folder.path, 'no.txt')], { encoding: 'utf8' });
    assert.deepEqual(JSON.parse(run.stdout), { file, start: 0, end: 2, text: '算力' });
    assert.equal(run.stderr, `meipi: ${join(folder.path, 'no.txt')}: no such file or folder\n`);
    assert.equal(run.status, 2);
  });

  it('stops quietly when its reader does', async () => {
    folder.write({ 'long.txt': '算力。'.repeat(50_000) });
    const [node, ...args] = program;
    const child = spawn(node, [...args, 'refs', '--string', '算力', join(folder.path, 'long.txt')], { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(errors, '');
    assert.equal(code, 0);
  });
});
