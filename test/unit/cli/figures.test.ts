import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FIGURE_COLUMNS } from '../../../server/src/exchange/figuresCsv';
import { meipi, rows, temporaryFolder } from './meipi';

const SIMPLIFIED = '𠮷城日报\n\n2024年，东岚省粮食总产量为300万吨。东岚省统计局局长林知远表示，2024年东岚省出口下降2.5%。会议于2025年3月召开。\n';
const TRADITIONAL = '另一篇\n\n2024年，東嵐省的糧食產量為340萬噸。\n';

/** Cells of a line in which only the last is quoted. */
const cells = (line: string): string[] => line.replace(/\r$/, '').split(',');

describe('meipi figures', () => {
  const folder = temporaryFolder();
  before(() => folder.write({ 'corpus.json': '{"documents": {"a.txt": {"title": "甲篇", "date": "2025-03-18"}}}', 'a.txt': SIMPLIFIED, 'b.txt': TRADITIONAL }));

  it('writes a table that Excel and R read: a byte order mark, a head, a row for each figure', async () => {
    const { out, code } = await meipi(folder.path, ['figures', '.']);
    assert.equal(code, 0);
    assert.ok(out.startsWith('\ufeffdocument,title,date,line,start,end,text,kind,measures,'));
    const [head, ...lines] = out.slice(1).split('\r\n').slice(0, -1);
    assert.deepEqual(head?.split(','), [...FIGURE_COLUMNS]);
    assert.equal(lines.length, 3, 'dates are no figures');
    const row = Object.fromEntries(FIGURE_COLUMNS.map((column, i) => [column, cells(lines[0] ?? '')[i]]));
    assert.deepEqual([row.document, row.title, row.date, row.line, row.text, row.kind], ['a.txt', '甲篇', '2025-03-18', '3', '300万吨', 'measure']);
    assert.deepEqual([row.measures, row.period, row.value, row.unit, row.base_value, row.base_unit], ['东岚省粮食总产量', '2024', '3000000', '吨', '3000000000', 'kg']);
    assert.equal(row.agreement, 'differs');
  });

  it('gives the same as JSON Lines, with code points, the sentence and who says it', async () => {
    const [first, second, third] = await rows(folder.path, ['figures', '.', '--format', 'jsonl']);
    const points = [...SIMPLIFIED];
    assert.equal(points.slice(first?.['start'] as number, first?.['end'] as number).join(''), '300万吨');
    assert.equal(first?.['sentence'], '2024年，东岚省粮食总产量为300万吨。');
    assert.equal(first?.['attribution'], undefined, 'the text itself says it');
    assert.deepEqual([second?.['text'], second?.['change'], second?.['sources'], second?.['source_ids'], second?.['attribution']], ['2.5%', 'fall', ['林知远'], ['person:林知远'], 'named']);
    assert.equal(third?.['thing'], first?.['thing'], 'one thing in both scripts');
  });

  it('lists dates with --all', async () => {
    const kinds = (await rows(folder.path, ['figures', 'a.txt', '--format', 'jsonl', '--all'])).map(({ kind, value }) => [kind, value]);
    assert.ok(kinds.some(([kind, value]) => kind === 'date' && value === '2025-03'), JSON.stringify(kinds));
  });

  it('sets the same thing side by side with --compare: a row for each time, a column for each document', async () => {
    const { lines } = await meipi(folder.path, ['figures', '.', '--compare']);
    assert.deepEqual(lines.map((line) => cells(line.replace('\ufeff', ''))), [
      ['thing', 'measures', 'period', 'base', 'base_unit', 'documents', 'agreement', 'a.txt', 'b.txt'],
      ['东岚省粮食产量 [kg]', '东岚省粮食总产量', '2024', '', 'kg', '2', 'differs', '300万吨', '340萬噸'],
    ]);
    const [row] = await rows(folder.path, ['figures', '.', '--compare', '--format', 'jsonl']);
    assert.deepEqual((row?.['figures'] as { text: string }[]).map(({ text }) => text), ['300万吨', '340萬噸']);
  });

  it('puts one head over several corpora', async () => {
    folder.write({ 'other/corpus.json': '{}', 'other/c.txt': '2024年，东岚省粮食产量为300万吨。\n' });
    const { lines } = await meipi(folder.path, ['figures', 'a.txt', 'other']);
    assert.equal(lines.filter((line) => line.includes('document,title')).length, 1);
    assert.ok(lines.some((line) => line.startsWith(join('other', 'c.txt'))));
  });

  it('keeps what a spreadsheet would run from being run', async () => {
    folder.write({ 'd.txt': '2024年，东岚省出口增长-27.6%。\n', '=cmd.txt': '2024年，东岚省粮食产量为300万吨。\n' });
    const { out } = await meipi(folder.path, ['figures', 'd.txt', '=cmd.txt']);
    assert.ok(out.includes("\r\n'=cmd.txt,"), 'the name of a file');
    assert.ok(!/(?:^|,)"?[=+@-](?!\d)/m.test(out.slice(1)), out);
  });

  it('refuses an unknown format, and --all with --compare', async () => {
    for (const argv of [['--format', 'xlsx'], ['--compare', '--all']]) {
      const run = await meipi(folder.path, ['figures', 'a.txt', ...argv]);
      assert.equal(run.code, 2, argv.join(' '));
      assert.equal(run.out, '');
    }
  });

  it('takes a term base and a date from the command line', async () => {
    folder.write({ 'tb.json': '[{"id": "粮食产量", "forms": {"zh-Hans": ["粮食产量", "谷物收成"]}}]', 'e.txt': '去年，东岚省谷物收成为310万吨。\n' });
    const found = await rows(folder.path, ['figures', 'e.txt', 'b.txt', '--format', 'jsonl', '--termbase', 'tb.json', '--date', '2025-03-18']);
    assert.deepEqual(found.map(({ thing, period }) => [thing, period]), [['东岚省粮食产量 [kg]', '2024'], ['东岚省粮食产量 [kg]', '2024']]);
  });

  it('is a command of the program', function () {
    this.timeout(30_000);
    const run = spawnSync(process.execPath, ['--import', 'tsx', join('server', 'src', 'cli', 'main.ts'), 'figures', join(folder.path, 'a.txt'), '--compare'], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(run.stdout, '\ufeffthing,measures,period,base,base_unit,documents,agreement\r\n', 'nothing to compare in one text');
  });

  it('cuts a very long sentence around the number, never inside a character', async () => {
    const long = temporaryFolder();
    long.write({ 'c.txt': `${'𠮷'.repeat(200)}甲2024年东岚省粮食产量为300万吨${'𠮷'.repeat(400)}\n` });
    const [row] = (await rows(long.path, ['figures', '.', '--format', 'jsonl'])).filter(({ text }) => text === '300万吨');
    assert.match(row?.['sentence'] as string, /^….*300万吨.*…$/u);
    assert.doesNotMatch(row?.['sentence'] as string, /\p{Surrogate}/u);
  });
});
