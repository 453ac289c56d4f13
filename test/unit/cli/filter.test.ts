import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { Output } from '../../../server/src/cli/output';
import { runMeipi } from '../../../server/src/cli/run';
import { nodeFiles } from '../../../server/src/platform/nodeFiles';
import { inPieces, meipi, rows, temporaryFolder } from './meipi';

/** Sentences written for this test. */
const NAMED = '东岚省数字经济研究院院长沈砚秋表示，2024年，全省算力规模增长12%，数据交易额达30亿元。';
const PLAIN = '会后沈砚秋和大家一起看了展览。去年以来，研究院办了三场讲座。';
const TRADITIONAL = '東嵐省統計局發言人林知遠指出，糧食產量為300萬噸，比上年下降2.5%。他說：「今年的情況會更好。」多位專家認為，糧價將保持平穩。';
const RARE = '𠮷田說，\r\n算力👨‍👩‍👧與數據，葛󠄀城有35家企業。';

interface Row { readonly file: string; readonly text: string; readonly start: number; readonly role?: string }

function jsonLines(records: Iterable<object>): string {
  return [...records].map((record) => `${JSON.stringify(record)}\n`).join('');
}

describe('meipi as a filter: JSON Lines on standard input', () => {
  const folder = temporaryFolder();
  const texts = { 'a.txt': NAMED, 'b.txt': PLAIN, 'c.txt': TRADITIONAL, 'd.txt': RARE, 'e.txt': '' };
  const records = Object.entries(texts).map(([id, text]) => ({ id, text }));
  before(() => folder.write(texts));

  for (const [command, ...options] of [['tag'], ['tag', '--layers', 'number,term'], ['attributions'], ['attributions', '--source', '林知远'], ['attributions', '--source', ''], ['figures', '--format', 'jsonl'], ['figures', '--format', 'csv', '--all']] as [string, ...string[]][]) {
    it(`writes for each document what meipi ${[command, ...options].map((word) => word || '""').join(' ')} writes of it as a file of its own`, async () => {
      const alone = await Promise.all(Object.keys(texts).map((file) => meipi(folder.path, [command, file, ...options])));
      const expected = alone.map(({ lines }, i) => (options.includes('csv') && i > 0 ? lines.slice(1) : lines)).flat();
      const run = await meipi(folder.path, [command, '-', ...options], jsonLines(records));
      assert.deepEqual(run.errors, []);
      assert.ok(expected.length > 0, 'there is something to compare');
      assert.deepEqual(run.lines, expected);
    });
  }

  it('counts code points, in the order of the input', async () => {
    const found = (await rows(folder.path, ['tag', '-'], jsonLines(records))) as unknown as Row[];
    for (const { file, text, start } of found) {
      const points = [...(texts[file as keyof typeof texts] ?? '')];
      assert.equal(points.slice(start, start + [...text].length).join(''), text, file);
    }
    assert.deepEqual([...new Set(found.map(({ file }) => file))], ['a.txt', 'b.txt', 'c.txt', 'd.txt']);
  });

  it('knows nothing of one document in another', async () => {
    const roleIn = (found: object[]): unknown => (found as Row[]).find(({ file, text }) => file === 'b.txt' && text === '沈砚秋')?.role;
    assert.equal(roleIn(await rows(folder.path, ['tag', 'a.txt', 'b.txt'])), '东岚省数字经济研究院院长', 'in one corpus it would be known');
    const found = await rows(folder.path, ['tag', '-'], jsonLines(records));
    assert.ok((found as unknown as Row[]).some(({ file, text }) => file === 'b.txt' && text === '沈砚秋'));
    assert.equal(roleIn(found), undefined);
  });

  it('gives the same however the input is split over several runs, and whatever stands before', async () => {
    const some = fc.array(fc.tuple(fc.constantFrom(NAMED, PLAIN, TRADITIONAL, RARE, '', '无'), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(some, fc.nat(), fc.constantFrom('tag', 'attributions', 'figures'), async (chosen, at, command) => {
        const all = chosen.map(([text, id]) => ({ id, text }));
        const cut = at % (all.length + 1);
        const run = async (part: readonly object[]): Promise<string> => (await meipi(folder.path, [command, '-', '--input', 'jsonl', ...(command === 'figures' ? ['--format', 'jsonl'] : [])], jsonLines(part))).out;
        assert.equal(await run(all), (await run(all.slice(0, cut))) + (await run(all.slice(cut))));
      }),
      { numRuns: 25 },
    );
  });

  it('reads lines however a pipe cuts them, with a byte order mark, CRLF, blank lines, and a last line without an end', async () => {
    const expected = (await meipi(folder.path, ['tag', '-'], jsonLines(records))).out;
    const written = Buffer.from(`\ufeff\r\n${records.map((record) => `${JSON.stringify(record)}\r\n`).join(' \r\n\n')}`.trimEnd());
    for (const size of [1, 2, 3, 7, 64, 1 << 16]) {
      const run = await meipi(folder.path, ['tag', '-'], inPieces(written, size));
      assert.equal(run.out, expected, `pieces of ${size} bytes`);
      assert.deepEqual(run.errors, []);
    }
    // Files put one after the other have their marks in the middle.
    const two = await meipi(folder.path, ['tag', '-'], records.map((record) => `\ufeff${JSON.stringify(record)}\n`).join(''));
    assert.equal(two.out, expected);
  });

  it('takes the date of a record, before it the one of the command line, and without one that of the text', async () => {
    const dated = jsonLines([{ id: 'a', text: '去年9月', date: '2024-03-18' }, { id: 'b', text: '去年9月', date: null }, { id: 'c', text: '东岚省算力规模增长\n发布时间：2021年5月3日\n去年9月，东岚省办了三场讲座。\n' }]);
    const years = async (...options: string[]): Promise<unknown[]> =>
      (await rows(folder.path, ['tag', '-', ...options], dated)).filter(({ text }) => text === '去年9月').map(({ value }) => (value as { edtf: unknown }).edtf);
    assert.deepEqual(await years(), ['2023-09', null, '2020-09']);
    assert.deepEqual(await years('--date', '2011-01-01'), ['2010-09', '2010-09', '2010-09']);
  });

  it('takes other fields and whole numbers as ids, and term bases from the command line', async () => {
    folder.write({ 'terms.json': '[{"id": "展览", "forms": {"zh-Hans": ["展览"]}}]' });
    const found = await rows(folder.path, ['tag', '-', '--layers', 'term', '--termbase', 'terms.json'], jsonLines([{ url: 'x', text: PLAIN, id: 42 }]));
    assert.deepEqual(found.map(({ file, id }) => [file, id]), [['42', 'concept:展览']]);
  });

  describe('and one line for each document', () => {
    it('has a line also where nothing is found, with the rows that the flat form has', async () => {
      for (const [command, name, column] of [['tag', 'tags', 'file'], ['attributions', 'attributions', 'file'], ['figures', 'figures', 'document']] as const) {
        const flat = await rows(folder.path, [command, '-', ...(command === 'figures' ? ['--format', 'jsonl'] : [])], jsonLines(records));
        const lines = await rows(folder.path, [command, '-', '--per-document'], jsonLines(records));
        assert.deepEqual(lines.map(({ id }) => id), Object.keys(texts), command);
        assert.deepEqual(lines.flatMap((line) => (line[name] as object[]).map((row) => ({ [column]: line['id'], ...row }))), flat);
        assert.deepEqual(lines.at(-1), { id: 'e.txt', [name]: [] });
      }
    });

    it('can be had of files, too', async () => {
      const lines = await rows(folder.path, ['tag', 'a.txt', 'e.txt', '--per-document']);
      assert.deepEqual(lines.map(({ id, tags }) => [id, (tags as object[]).length > 0]), [['a.txt', true], ['e.txt', false]]);
    });

    it('has a line also for what could not be read', async () => {
      const run = await meipi(folder.path, ['tag', '-', '--per-document', '--input', 'jsonl'], '{"id": "a", "text": ""}\n{"id": "b", "text": 1}\n{oops\n');
      assert.deepEqual(run.lines.map((line) => JSON.parse(line) as unknown), [{ id: 'a', tags: [] }, { id: 'b', error: '"text" must be a string' }, { id: null, error: 'the line is not JSON' }]);
      assert.equal(run.code, 2);
    });

    it('is not for tables of figures', async () => {
      for (const argv of [['--format', 'csv', '--per-document'], ['--compare', '--per-document']]) assert.equal((await meipi(folder.path, ['figures', 'a.txt', ...argv])).code, 2);
    });
  });

  it('names each line that holds no document, goes on with the others, and ends with 2', async () => {
    const secret = '秘密的句子';
    const lines: [string | Uint8Array, string?][] = [
      [`{"id": "1", "text": "三成"}`],
      [`{"id": "2", "text": "${secret}`, 'the line is not JSON'],
      [`["${secret}"]`, 'the line is no JSON object'],
      ['null', 'the line is no JSON object'],
      [`{"text": "${secret}"}`, '"id" is missing'],
      [`{"id": ["${secret}"], "text": ""}`, '"id" must be a string, or a whole number that JSON readers keep exactly'],
      [`{"id": 12345678901234567890, "text": ""}`, '"id" must be a string, or a whole number that JSON readers keep exactly'],
      ['{"id": "7"}', '"text" is missing'],
      [`{"id": "8", "text": ["${secret}"]}`, '"text" must be a string'],
      [`{"id": "9", "text": "", "date": "${secret}"}`, '"date" must be a date such as 2024-03-18'],
      [Buffer.concat([Buffer.from('{"id": "10", "text": "'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]), 'the line is not UTF-8'],
      [''],
      ['{"id": "12", "text": "四成"}'],
    ];
    const run = await meipi(folder.path, ['tag', '-'], Buffer.concat(lines.flatMap(([line]) => [Buffer.from(line), Buffer.from('\n')])));
    assert.equal(run.code, 2);
    assert.deepEqual(run.errors, lines.flatMap(([, error], i) => (error === undefined ? [] : [`meipi: -:${i + 1}: ${error}`])));
    assert.deepEqual(run.lines.map((line) => (JSON.parse(line) as Row).file), ['1', '12']);
    assert.ok(!run.errors.join('').includes(secret));
  });

  it('tells of a broken term base and goes on without it', async () => {
    const run = await meipi(folder.path, ['tag', '-', '--termbase', 'none.json'], jsonLines(records));
    assert.equal(run.code, 2);
    assert.match(run.errors.join('\n'), /^meipi: none\.json: [^\n]+$/);
    assert.ok(run.lines.length > 0);
  });

  describe('is told apart from one text', () => {
    const layers = ['--layers', 'number'];
    const files = async (input: string, ...options: string[]): Promise<unknown[]> => (await rows(folder.path, ['tag', '-', ...layers, ...options], input)).map(({ file }) => file);

    it('by its first line that is not blank: a JSON object with a string "text"', async () => {
      assert.deepEqual(await files('\n\n {"text": "三成", "id": "x"}\n'), ['x']);
      for (const text of ['{三成}', '三成\n{"id": "x", "text": "三成"}', '{"id": "x", "texts": "三成"}', '{"id": "x", "text": ["三成"]}', '{\n"id": "x", "text": "三成"}', '["三成"]']) assert.deepEqual(await files(text), text.match(/三成/g)?.map(() => '-'), text);
    });

    it('by --input, whatever stands there', async () => {
      assert.deepEqual(await files('{"id": "x", "text": "三成"}\n', '--input', 'text'), ['-']);
      const run = await meipi(folder.path, ['tag', '-', ...layers, '--input', 'jsonl'], '三成\n{"id": "x", "text": "三成"}\n');
      assert.deepEqual([run.errors, run.lines.length, run.code], [['meipi: -:1: the line is not JSON'], 1, 2]);
    });

    it('only where it is all that is read', async () => {
      assert.deepEqual(await files('{"id": "x", "text": "三成"}\n', 'a.txt').then((all) => [...new Set(all)]), ['-', 'a.txt']);
      const run = await meipi(folder.path, ['tag', '-', 'a.txt', '--input', 'jsonl'], '{"id": "x", "text": "三成"}\n');
      assert.deepEqual([run.code, run.lines, run.errors.length], [2, [], 1]);
    });

    it('and comparing refuses it, because nothing in it is compared', async () => {
      const run = await meipi(folder.path, ['figures', '-', '--compare'], jsonLines(records));
      assert.deepEqual([run.code, run.out], [2, '']);
    });

    it('writes nothing for nothing', async () => {
      for (const input of ['', '\n', '\ufeff']) {
        const run = await meipi(folder.path, ['tag', '-', '--input', 'jsonl'], input);
        assert.deepEqual([run.code, run.out, run.errors], [0, '', []]);
        assert.deepEqual(await files(input), []);
      }
    });
  });
});

describe('the filter in a pipe', () => {
  const record = (i: number): Uint8Array => Buffer.from(`${JSON.stringify({ id: String(i), text: '三成' })}\n`);
  const run = (standardInput: AsyncIterable<Uint8Array>, write: (text: string, done: () => void) => void): Promise<number> =>
    runMeipi(['tag', '-'], {
      files: nodeFiles, cwd: '/', error: (line) => assert.fail(line), standardInput,
      out: new Output(new Writable({ decodeStrings: false, highWaterMark: 1, write: (chunk: string, _encoding, done) => write(chunk, done) })),
    });

  it('writes a document as soon as its line is complete, before it waits for more', async () => {
    let written = 0;
    async function* oneByOne(): AsyncGenerator<Uint8Array, void> {
      for (let i = 0; i < 20; i++) {
        yield record(i);
        // Whoever asks for more has written what was there.
        assert.equal(written, i + 1);
        await setImmediate();
      }
    }
    assert.equal(await run(oneByOne(), (_text, done) => void (written++, done())), 0);
    assert.equal(written, 20);
  });

  it('reads no further while its reader is busy', async () => {
    let read = 0;
    let written = 0;
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      for (; read < 200; read++) yield await Promise.resolve(record(read));
    }
    const code = await run(endless(), (_text, done) => {
      assert.ok(read - written <= 2, `${read} read, ${written} written`);
      written++;
      void setImmediate().then(() => setImmediate()).then(done);
    });
    assert.deepEqual([code, written], [0, 200]);
  });

  it('stops reading and ends quietly when its reader does', async function () {
    this.timeout(30_000);
    const child = spawn(process.execPath, ['--import', 'tsx', join('server', 'src', 'cli', 'main.ts'), 'tag', '-'], { stdio: 'pipe' });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    // The writer is told that nobody reads any more.
    child.stdin.on('error', () => undefined);
    const feed = (): void => {
      while (child.stdin.writable && child.stdin.write(Buffer.concat(Array.from({ length: 200 }, (_, i) => record(i)))));
    };
    child.stdin.on('drain', feed);
    feed();
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.deepEqual([code, errors], [0, '']);
  });
});
